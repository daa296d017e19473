//! Files that are made from the code: `UPDATE=1 cargo test generated::` writes them, CI only
//! compares.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use common::ENGINE;
use serde_json::Value as Json;
use vanban::rules::{Family, Rule};
use vanban::standard::{Component, Standard};

#[track_caller]
fn assert_generated(path: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, text).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == text, "{path} is out of date: run UPDATE=1 cargo test generated::");
}

const NOTE: &str = "<!-- Sinh từ mã nguồn: UPDATE=1 cargo test generated:: -->\n";

#[test]
fn markup() {
    let mut out = format!(
        "{NOTE}# Bộ mã đánh dấu\n\nMẫu trình bày (.hbs) sinh ra các phần tử sau. Phần tử hay thuộc tính lạ là lỗi.\n\n| Phần tử | Thuộc tính | Chứa | Ý nghĩa |\n|---|---|---|---|\n"
    );
    for element in vanban::markup::VOCABULARY {
        let list = |items: &[&str]| {
            if items.is_empty() {
                "–".to_owned()
            } else {
                items.iter().map(|i| if *i == "#text" { "chữ".into() } else { format!("`{i}`") }).collect::<Vec<_>>().join(" ")
            }
        };
        writeln!(out, "| `{}` | {} | {} | {} |", element.name, list(element.attributes), list(element.content), element.meaning).unwrap();
    }
    out.push_str(
        "\n“chữ” là văn bản cùng `b`, `i`, `a`, `footnote`, `blank`, `leader`, `check`. Trong văn bản, `**đậm**` và `*nghiêng*` được hiểu theo CommonMark, \
         `^[nội dung]` là chú thích chân trang, `[chữ](https://…)` là liên kết, `[[?số]]`, `[[?ngày]]`, `[[?tháng]]`, `[[?năm]]` là chỗ để trống, `[[?20mm]]` và `[[?]]` là đường chấm rộng 20 mm và đến hết dòng; `\\*`, `\\^`, `\\[` là chính các dấu ấy.\n",
    );
    assert_generated("docs/MARKUP.md", &out);
}

#[test]
fn helpers() {
    let mut out = format!(
        "{NOTE}# Hàm dùng trong mẫu trình bày\n\nNgoài các hàm này, mẫu dùng được `if`, `unless`, `each`, `with`, `lookup` và `{{{{> mẫu_chung}}}}` của Handlebars\n(cũng `{{{{> mẫu_chung phần}}}}` với một phần của dữ liệu, `{{{{> mẫu_chung tên=giá_trị}}}}` với giá trị dưới tên khác).\nTrường để trống là `null`: ghi ra là lỗi, trong `if` là sai. Trường không có trong schema luôn là lỗi.\n\n| Cách gọi | Kết quả |\n|---|---|\n"
    );
    for (call, result) in vanban::template::HELPERS {
        writeln!(out, "| `{call}` | {result} |").unwrap();
    }
    assert_generated("docs/TEMPLATES.md", &out);
}

/// The rules by families with their manuals, then the codes of data, templates and layout.
#[test]
fn rules() {
    let mut out = format!("{NOTE}# Quy tắc kiểm tra và mã thông báo\n\n{RULES_INTRODUCTION}\n");
    let all: Vec<&Rule> = vanban::rules::all().collect();
    writeln!(out, "\n{} quy tắc:\n\n| Nhóm | Số quy tắc |\n|---|---|", all.len()).unwrap();
    for family in Family::ALL {
        writeln!(out, "| {} | {} |", family.title(), all.iter().filter(|r| r.family == family).count()).unwrap();
    }
    for family in Family::ALL {
        writeln!(out, "\n## {}\n", family.title()).unwrap();
        for rule in all.iter().filter(|r| r.family == family) {
            let basis = vanban::diag::Cited::from(rule.basis);
            let (level, code) = (rule.severity.title(), rule.code);
            writeln!(out, "**{}** `{}` – {} *({level}; {basis})*  \n{}\n", code.id, code.slug, rule.title, rule.manual).unwrap();
        }
    }
    out.push_str("## Mã của dữ liệu, mẫu, dàn trang\n\nChữ cái: D đọc dữ liệu, V kiểm tra dữ liệu, T mẫu trình bày, M mã đánh dấu và đánh số, L dàn trang và phông chữ, X lỗi của chương trình.\n\n| Mã | Tên | Khi nào |\n|---|---|---|\n");
    for (code, meaning) in vanban::diag::code::ALL {
        writeln!(out, "| {} | `{}` | {meaning} |", code.id, code.slug).unwrap();
    }
    assert_generated("docs/QUY-TAC.md", &out);
}

const RULES_INTRODUCTION: &str = "`vanban check TỆP…` xét tệp Word của bất kỳ ai và tệp dữ liệu theo các quy tắc dưới đây; `vanban render` xét văn bản mình soạn \
    theo cùng các quy tắc ấy. `vanban explain MÃ` in quy tắc cùng ví dụ sai và đúng.\n\n\
    Mức: *lỗi* là trái Nghị định hoặc chắc chắn sai, phải sửa trước khi ký; *cảnh báo* là chỗ một người phải xem; *lưu ý* là chỗ nên biết. \
    Văn bản quy phạm pháp luật, biểu mẫu để điền và văn bản không thuộc 29 loại chỉ bị xét theo những quy tắc đúng với mọi văn bản. \
    Văn bản dán vào (`vanban check -`, tệp .txt) chỉ bị xét về chữ; các quy tắc về định dạng được liệt kê là không kiểm tra.\n\n\
    **Bỏ qua có lý do.** Ba lớp, lớp sau thắng: mức của quy tắc; hồ sơ cơ quan (mục `rules`, với tệp Word thì `--profile HỒ_SƠ.yaml`); \
    tệp dữ liệu (mục `rules`) hoặc lời nhận xét trong Word. Không có lý do thì không có hiệu lực.\n\n\
    ```yaml\nrules:\n  - {code: R405, reason: theo quy chế của cơ quan}              # bỏ qua trong cả văn bản\n  \
    - {code: R204, level: note, reason: mẫu của ngành in gạch dài}  # đổi thành lưu ý\n  \
    - {code: V019, at: luôn luôn, reason: từ láy}                   # chỉ ở chỗ có những chữ này\n```\n\n\
    Trong Word: lời nhận xét `vanban bỏ qua R405: lý do` ở đúng đoạn ấy, hoặc `vanban bỏ qua R405 cả văn bản: lý do`.";

/// A title or description; beside a reference it wins over the one behind it.
fn annotation(schema: &Json, property: &Json, key: &str) -> String {
    let behind = property.get("$ref").and_then(Json::as_str).and_then(|at| schema.pointer(at.trim_start_matches('#')));
    let text = property.get(key).or_else(|| behind?.get(key)).and_then(Json::as_str).unwrap_or_default();
    text.replace('|', "\\|")
}

#[test]
fn glossary() {
    let standard = Standard::nd30();
    let mut out =
        format!("{NOTE}# Thuật ngữ\n\n## Thành phần thể thức\n\n| Thuật ngữ | Tên trong mã nguồn | Ô | Căn cứ |\n|---|---|---|---|\n");
    for &component in Component::ALL {
        let look = standard.look(component);
        writeln!(out, "| {} | `{component:?}` | {} | {} |", look.term, look.box_number, look.clause).unwrap();
    }
    out.push_str("\n## Trường dữ liệu\n\n| Thuật ngữ | Trường | Ghi chú |\n|---|---|---|\n");
    let schema = ENGINE.schema("ke-hoach").unwrap().map_err(|_| "schema").unwrap();
    let groups = [
        ("", "/properties"),
        ("signer_info.", "/definitions/SignerInfo/properties"),
        ("filing.", "/definitions/Filing/properties"),
        ("address.", "/definitions/Address/properties"),
        ("style.", "/definitions/Style/properties"),
    ];
    for (prefix, pointer) in groups {
        for (name, property) in schema.pointer(pointer).and_then(Json::as_object).unwrap() {
            let text = |key: &str| property.get(key).and_then(Json::as_str).unwrap_or_default().replace('|', "\\|");
            writeln!(out, "| {} | `{prefix}{name}` | {} |", text("title"), text("description")).unwrap();
        }
    }
    out.push_str("\n## Mục, bảng, ảnh, phụ lục\n\nCách viết từng thứ: [SOAN-THAO.md](SOAN-THAO.md).\n\n| Thuật ngữ | Trường | Ghi chú |\n|---|---|---|\n");
    let decision = ENGINE.schema("quyet-dinh").unwrap().map_err(|_| "schema").unwrap();
    for (prefix, schema, pointer) in [
        ("item.", schema, "/definitions/item/properties"),
        ("table.", schema, "/definitions/table/properties"),
        ("table.columns[].", schema, "/definitions/table/properties/columns/items/properties"),
        ("table.rows[].", schema, "/definitions/table_row/properties"),
        ("table.rows[].cells[].", schema, "/definitions/table_cell/properties"),
        ("table.rows_from.", schema, "/definitions/rows_from/properties"),
        ("image.", schema, "/definitions/image/properties"),
        ("appendices[].", schema, "/definitions/appendices/items/properties"),
        ("attachments[].", decision, "/definitions/attachment/properties"),
    ] {
        for (name, property) in schema.pointer(pointer).and_then(Json::as_object).unwrap_or_else(|| panic!("{pointer}")) {
            let text = |key: &str| annotation(schema, property, key);
            writeln!(out, "| {} | `{prefix}{name}` | {} |", text("title"), text("description")).unwrap();
        }
    }
    out.push_str("\n## Trong `content` của từng loại\n\n| Thuật ngữ | Trường | Loại văn bản | Ghi chú |\n|---|---|---|---|\n");
    // The same field says the same in most types.
    let mut fields: BTreeMap<(String, String, String), Vec<&str>> = BTreeMap::new();
    let all = ENGINE.types().len();
    for (slug, _) in ENGINE.types() {
        let schema = ENGINE.schema(slug).unwrap().map_err(|_| "schema").unwrap();
        for (name, property) in schema.pointer("/properties/content/properties").and_then(Json::as_object).into_iter().flatten() {
            let key = (name.clone(), annotation(schema, property, "title"), annotation(schema, property, "description"));
            fields.entry(key).or_default().push(slug);
        }
    }
    for ((name, title, description), slugs) in fields {
        let of = if slugs.len() == all { "mọi loại".to_owned() } else { slugs.join(", ") };
        writeln!(out, "| {title} | `content.{name}` | {of} | {description} |").unwrap();
    }
    assert_generated("docs/GLOSSARY.md", &out);
    // The decree's and edXML's own names (nd30 §8), where our data has the thing.
    for name in [
        "organ_name",
        "code_number",
        "code_notation",
        "issued_date",
        "place",
        "subject",
        "signer_info.competence",
        "signer_info.position",
        "signer_info.full_name",
        "to",
        "to_places",
        "priority",
        "organization_in_charge",
        "issued_amount",
    ] {
        assert!(out.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn schemas() {
    for (slug, _) in ENGINE.types() {
        let schema = ENGINE.schema(slug).unwrap().map_err(|_| "schema").unwrap();
        assert_generated(&format!("docs/schema/{slug}.schema.json"), &format!("{}\n", serde_json::to_string_pretty(schema).unwrap()));
    }
}
