//! The decree's forms: a type for each, declared with a few files, and what is said of folders that are wrong.
//!
//! `forms/NAME.txt` is the text of the example in `templates/NAME/`; `UPDATE=1 cargo test forms::` rewrites
//! the texts; read them beside the decree's form before keeping them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::fs;

use crate::golden::places;
use common::{Disk, TRIAL, docx_text, flow_text, lines, pdf_text, squeezed};
use vanban::font::Fonts;
use vanban::layout::{Placed, TextLine, paragraphs};
use vanban::pipeline::{Compiled, Engine, Outcome};
use vanban::standard::{Align, Component};
use vanban::template::Store;

/// The types that stand on a form without a template of their own.
const TYPES: [&str; 12] = [
    "nghi-quyet",
    "quyet-dinh-ban-hanh",
    "chuong-trinh",
    "ban-ghi-nho",
    "cong-van",
    "cong-dien",
    "giay-moi",
    "giay-gioi-thieu",
    "bien-ban-hop",
    "giay-nghi-phep",
    "sao-y",
    "thu-cong",
];

#[track_caller]
fn example(slug: &str) -> Compiled {
    document(&TRIAL, TRIAL.example(slug).and_then(Result::ok).unwrap_or_else(|| panic!("{slug} has no example")))
}

#[track_caller]
fn document(engine: &Engine, data: &str) -> Compiled {
    let outcome = engine.compile("data/a.yaml", data.as_bytes().to_vec(), &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    assert!(report.is_empty(), "{report}");
    outcome.compiled.unwrap()
}

#[test]
fn every_form_reads_as_the_decree_draws_it() {
    for slug in TYPES {
        assert!(!fs::exists(format!("tests/templates/{slug}/template.hbs")).unwrap());
        let document = example(slug);
        let text = lines(&flow_text(&document));
        for (kind, now) in [("txt", &text), ("layout", &places(&document))] {
            let kept = format!("tests/forms/{slug}.{kind}");
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&kept, now).unwrap();
            }
            assert_eq!(*now, fs::read_to_string(&kept).unwrap(), "{kept}");
        }
        assert_eq!(squeezed(&docx_text(&TRIAL.docx(&document).unwrap())), squeezed(&text), "{slug}: the DOCX differs");
        assert_eq!(squeezed(&pdf_text(&TRIAL.pdf(&document).unwrap())), squeezed(&text), "{slug}: the PDF differs");
    }
}

/// PL I-1.II.5b: under the number, centred with it, 12–13 pt, upright, no line.
#[test]
fn a_letters_summary_stands_under_its_number() {
    let document = example("cong-van");
    let flow: Vec<_> = paragraphs(&document.flow).collect();
    let para = |component| flow.iter().find(|p| p.component == component).unwrap();
    let (code, summary) = (para(Component::Code), para(Component::SubjectUnderNumber));
    assert_eq!((summary.look.size.pt(), summary.look.bold, summary.look.italic, summary.look.before.pt()), (13.0, false, false, 6.0));
    let of = |component: Component| -> Vec<&TextLine> {
        let lines = document.pages.pages[0].items.iter().filter_map(|item| if let Placed::Line(line) = item { Some(line) } else { None });
        lines.filter(|line| line.para.is_some_and(|id| flow[id.index()].component == component)).collect()
    };
    let (number, about) = (of(Component::Code), of(Component::SubjectUnderNumber));
    // Centred in the cell of the number, on the left half of the page, line by line below it.
    assert_eq!((summary.look.align, code.look.align), (Align::Center, Align::Center));
    assert!(about.len() > 1 && about.iter().all(|line| line.baseline > number[0].baseline));
    assert!(about.iter().flat_map(|line| &line.fragments).all(|words| words.x < document.pages.pages[0].width / 2.0));
    assert!(!flow.iter().any(|p| matches!(p.component, Component::TypeName | Component::Subject)));
}

#[test]
fn two_signers_stand_side_by_side() {
    let document = example("ban-ghi-nho");
    assert_eq!(document.document.foot.parties[0].len(), 2);
    assert_eq!(document.pages.facts.fields.len(), 4, "two signatures and two seals");
}

/// The page of types tells each with its form and the pages of its example.
#[test]
fn the_page_of_types_is_true() {
    let page = fs::read_to_string("docs/MAU.md").unwrap();
    for (slug, declaration) in common::ENGINE.types() {
        let declaration = declaration.unwrap_or_else(|_| panic!("{slug}"));
        // Copies are made by a command of their own.
        if declaration.group == vanban::model::doc_type::Group::Copies {
            continue;
        }
        let data = common::ENGINE.example(slug).and_then(Result::ok).unwrap();
        let pages = document(&common::ENGINE, data).pages.pages.len();
        let abbreviation = declaration.abbreviation.as_deref().unwrap_or_default();
        let drawn = &vanban::standard::Standard::nd30().forms[&declaration.form];
        let row = format!("| {} | `{slug}` | {abbreviation} | {drawn} | {pages} |", declaration.name);
        assert!(page.contains(&row), "docs/MAU.md lacks {row}");
    }
}

/// Forms that the decree does not draw are labelled as practice.
#[test]
fn the_standard_says_where_every_form_is_drawn() {
    let files = fs::read_dir("templates/forms").unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut forms: Vec<String> = files.filter_map(|file| Some(file.strip_suffix(".toml")?.to_owned())).collect();
    forms.sort();
    let drawn = &vanban::standard::Standard::nd30().forms;
    assert_eq!(drawn.keys().cloned().collect::<Vec<_>>(), forms);
    for (form, clause) in drawn {
        assert_eq!(clause == "thực tiễn", !form.starts_with(|c: char| c.is_ascii_digit()), "{form}");
    }
}

/// The list of a công điện has room however long the words before it are.
#[test]
fn a_long_sender_leaves_its_list_room() {
    let data = TRIAL.example("cong-dien").and_then(Result::ok).unwrap();
    let sender = "Chủ tịch Ủy ban nhân dân tỉnh, Trưởng Ban Chỉ huy Phòng thủ dân sự tỉnh Lai Châu";
    let data = data.replacen("sender: Giám đốc Sở Nội vụ", &format!("sender: {sender}"), 1);
    let document = document(&TRIAL, &data);
    let page = document.flow.sections[0].page;
    let lines: Vec<_> = paragraphs(&document.flow).filter(|p| p.component == Component::Addressee).map(|p| p.look.left).collect();
    assert!(lines.len() > 2 && lines[0].0 == 0, "{lines:?}");
    let half = (page.width - page.left - page.right).pt() / 2.0;
    assert!(lines[1..].iter().all(|left| left.pt() <= half + 0.1), "{lines:?}");
}

#[test]
fn metadata_comes_from_the_tree() {
    let of = |slug: &str| {
        let metadata = example(slug).metadata;
        let term =
            |name: &str| metadata.terms.iter().find(|(term, _)| term.name == name).map(|(_, value)| value.clone()).unwrap_or_default();
        (
            metadata.title.clone(),
            ["TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName", "Subject", "To.OrganName", "Priority"].map(term),
        )
    };
    let (title, terms) = of("cong-dien");
    assert_eq!(title, "CÔNG ĐIỆN Ứng phó mưa lũ");
    assert_eq!(
        terms,
        [
            "Công điện",
            "02",
            "CĐ-SNV",
            "2026-09-02",
            "Sở Nội vụ",
            "Ứng phó mưa lũ",
            "Các phòng thuộc Sở; Trung tâm Lưu trữ lịch sử; Lưu trữ lịch sử tỉnh",
            "Hỏa tốc"
        ]
    );
    let (title, terms) = of("cong-van");
    assert_eq!(title, "CÔNG VĂN báo cáo số liệu cải cách hành chính quý I năm 2026 của các cơ quan, đơn vị trên địa bàn tỉnh");
    assert_eq!((terms[0].as_str(), terms[2].as_str()), ("Công văn", "SNV-VP"));
}

const NOTICE: &str = "type: thong-bao\norgan_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\nissued_date: 2/3/2026\nsubject: Lịch kiểm tra\n\
    to_places: [Các phòng]\nsigner_info: {position: Giám đốc, full_name: Nguyễn Văn An}\ncontent: {body: [Nội dung.]}\n";

fn engine(files: &[(&str, &str)]) -> Result<Engine, Vec<String>> {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let fonts = Fonts::builtin().unwrap_or_else(|_| panic!("fonts"));
    Engine::new(Store::builtin().with_overrides(files).called("mẫu"), fonts).map_err(|(sources, found)| told(&sources, found.iter()))
}

/// Each finding with its place and its first advice.
fn told<'a>(sources: &vanban::diag::Sources, found: impl Iterator<Item = &'a vanban::diag::Diagnostic>) -> Vec<String> {
    let place = |d: &vanban::diag::Diagnostic| d.span().and_then(|span| sources.place(span)).unwrap_or_default();
    found.map(|d| format!("{} | {} | {}", place(d), d.message, d.help.first().map(String::as_str).unwrap_or_default())).collect()
}

fn refused(files: &[(&str, &str)]) -> Vec<String> {
    engine(files).err().unwrap_or_else(|| panic!("{files:?} was accepted"))
}

fn compiled(files: &[(&str, &str)], data: &str) -> Outcome {
    engine(files).unwrap_or_else(|found| panic!("{found:?}")).compile("data/a.yaml", data.as_bytes().to_vec(), &Disk)
}

fn messages(outcome: &Outcome) -> Vec<String> {
    outcome.diagnostics.iter().map(|d| d.message.clone()).collect()
}

/// Data became markup through a helper that is for data files only.
#[test]
fn no_helper_writes_data_as_markup() {
    let template = "<document><subject>{{yaml subject}}</subject></document>";
    let data = NOTICE.replace("Lịch kiểm tra", "'x</subject><subject>Chữ chèn'");
    let outcome = compiled(&[("thong-bao/template.hbs", template)], &data);
    assert_eq!(messages(&outcome), ["Hàm `yaml` chỉ dùng trong mẫu tạo tệp dữ liệu (from-….hbs)"]);
}

#[test]
fn a_type_ends_as_it_declares() {
    let of = |closing: &str| {
        let toml = format!("slug = \"giay-moi\"\nname = \"Giấy mời\"\nabbreviation = \"GM\"\nform = \"1.4\"\nclosing = \"{closing}\"\n");
        let files = [("giay-moi/type.toml", toml.as_str()), ("giay-moi/example.yaml", "type: giay-moi\n")];
        let data = NOTICE.replace("thong-bao", "giay-moi").replace("[Nội dung.]", "[Nội dung], closing: [Trân trọng kính mời]");
        let outcome = compiled(&files, &data);
        outcome.compiled.map(|c| vanban::tree::plain(&c.document.closing[0])).ok_or(told(&outcome.sources, outcome.diagnostics.iter()))
    };
    assert_eq!(of("./.").unwrap(), "Trân trọng kính mời./.");
    assert_eq!(of(".").unwrap(), "Trân trọng kính mời.");
    assert_eq!(of("none").unwrap(), "Trân trọng kính mời");
    let wrong = of("Rất hân hạnh được đón tiếp.").unwrap_err();
    assert_eq!(wrong.len(), 1);
    assert!(
        wrong[0].ends_with("`closing` không nhận giá trị “Rất hân hạnh được đón tiếp.” | Ghi một trong: \"./.\", \".\", \"none\"."),
        "{wrong:?}"
    );
}

/// A template that sets the summary of a công văn in the middle of the page is told so.
#[test]
fn a_letters_summary_in_the_middle_is_refused() {
    let template = "<document>{{> header}}<subject>V/v {{subject}}</subject>{{> addressees}}{{> body}}{{> foot}}</document>";
    let toml = "slug = \"thu\"\nname = \"Công văn\"\nform = \"1.5\"\n";
    let schema = r##"{"properties": {"body": {"$ref": "#/definitions/items"}}}"##;
    let files = [("thu/type.toml", toml), ("thu/schema.json", schema), ("thu/example.yaml", "type: thu\n"), ("thu/template.hbs", template)];
    let data = NOTICE.replace("thong-bao", "thu").replace("to_places", "filing: {units: [VP]}\nto: [Sở Tài chính]\nto_places");
    assert_eq!(messages(&compiled(&files, &data)), ["Văn bản loại Công văn phải có thành phần: Trích yếu dưới số, ký hiệu (V/v …)"]);
}

#[test]
fn a_second_element_does_not_replace_the_first() {
    let template = "<document><header>{{> organ}}{{> code}}<code>V/v {{subject}}</code>{{> place_date}}</header></document>";
    let outcome = compiled(&[("thong-bao/template.hbs", template)], NOTICE);
    assert_eq!(messages(&outcome), ["Phần tử <code> đứng hai lần trong <header>"]);
}

#[test]
fn faults_of_a_type_are_told_at_their_places() {
    let good = "slug = \"to-trinh\"\nname = \"Tờ trình\"\nabbreviation = \"TTr\"\nform = \"1.4\"\n";
    let of = |toml: &str, others: &[(&str, &str)]| {
        let mut files = vec![("to-trinh/type.toml", toml), ("to-trinh/example.yaml", "type: to-trinh\n")];
        files.extend(others);
        let engine = engine(&files).unwrap_or_else(|found| panic!("{found:?}"));
        let (sources, found) = engine.schema("to-trinh").unwrap().unwrap_err();
        told(sources, found.iter())
    };
    assert_eq!(
        of(&good.replace("1.4", "1.44").replace("slug = \"to-trinh\"", "slug = \"totrinh\""), &[]),
        [
            "mẫu/to-trinh/type.toml:1:8 | Thư mục to-trinh khai báo slug là “totrinh”; hai tên phải giống nhau | Xem docs/MAU.md, mục “Mẫu của Nghị định”.",
            "mẫu/to-trinh/type.toml:4:8 | Không có mẫu trình bày “1.44” | Các mẫu: 1.1, 1.10, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 3.1, thoa-thuan, thu; mẫu khác thì thêm tệp to-trinh/template.hbs.",
        ]
    );
    assert_eq!(
        of(&format!("{good}sumary = \"none\"\n"), &[]),
        ["mẫu/to-trinh/type.toml:5:1 | type.toml không có khóa `sumary` | Có phải ý bạn là `summary`?"]
    );
    assert_eq!(
        of(&good.replace("name = \"Tờ trình\"\n", ""), &[]),
        ["mẫu/to-trinh/type.toml:1:1 | type.toml thiếu `name` | Ghi tên loại văn bản, ví dụ: name = \"Tờ trình\"."]
    );
    assert_eq!(
        of(&good.replace("form = \"1.4\"", "form = 1.4"), &[]),
        ["mẫu/to-trinh/type.toml:4:8 | type.toml: giá trị của `form` phải là chữ | Đặt trong ngoặc kép: form = \"…\"."]
    );
    assert_eq!(
        of(&good.replace("slug = \"to-trinh\"", "slug = to-trinh"), &[]),
        [
            "mẫu/to-trinh/type.toml:1:8 | type.toml không đúng cách viết TOML | Mỗi dòng một khóa, ví dụ: form = \"1.4\"; giá trị đặt trong ngoặc kép."
        ]
    );
    assert_eq!(
        of(
            good,
            &[("to-trinh/schema.json", "{\"propertes\": {}, \"properties\": {\"a\": {\"type\": \"objekt\"}}, \"required\": [\"boddy\"]}")]
        ),
        [
            "mẫu/to-trinh/schema.json:1:2 | Schema không có từ khóa `propertes` | Có phải ý bạn là `properties`?",
            "mẫu/to-trinh/schema.json:1:48 | `type` không nhận `objekt` | Có phải ý bạn là `object`?",
            "mẫu/to-trinh/schema.json:1:73 | `required` kể một trường mà `properties` không có: `boddy` | Có phải ý bạn là `body`?",
        ]
    );
    assert_eq!(
        of(good, &[("to-trinh/schema.json", "{\"properties\": {\"a\": {}},}")])[0].split(" | ").next().unwrap(),
        "mẫu/to-trinh/schema.json:1:25"
    );
}

#[test]
fn template_files_that_nothing_reads_are_told() {
    let good = "{{> title}}";
    assert_eq!(
        refused(&[("thong-bao/temlate.hbs", good)]),
        [" | Chương trình không dùng tệp mẫu/thong-bao/temlate.hbs | Có phải ý bạn là template.hbs?"]
    );
    assert_eq!(
        refused(&[("partials/heder.hbs", "x")]),
        [" | Không mẫu nào dùng tệp mẫu/partials/heder.hbs | Có phải ý bạn là header.hbs? Tệp cùng tên thay cho mẫu dùng chung có sẵn."]
    );
    assert_eq!(
        refused(&[("partials/hinh-thuc.hbs", "x")]),
        [
            " | Không mẫu nào dùng tệp mẫu/partials/hinh-thuc.hbs | Gọi nó trong một mẫu bằng {{> hinh-thuc}}; mẫu để ghép bằng `compose` thì đặt trong partials/compose/; không dùng nữa thì bỏ tệp."
        ]
    );
    assert_eq!(
        refused(&[("partials/title.hbs.txt", "x")]),
        [" | Chương trình không dùng tệp mẫu/partials/title.hbs.txt | Có phải ý bạn là title.hbs?"]
    );
    assert_eq!(
        refused(&[("thongbao/template.hbs", "x")]),
        [" | Chương trình không dùng tệp mẫu/thongbao/template.hbs | Có phải ý bạn là thong-bao/template.hbs?"]
    );
    assert_eq!(
        refused(&[("Tờ trình/type.toml", "slug = \"to-trinh\"\n")]),
        [
            " | Tên thư mục “Tờ trình” của một loại văn bản phải viết thường, không dấu, nối bằng dấu - | Đổi tên thư mục thành to-trinh, cũng ghi ở `slug` trong type.toml."
        ]
    );
    assert_eq!(
        refused(&[("thong-bao/template.hbs", "<document>\n{{> tiitle}}</document>")]),
        ["mẫu/thong-bao/template.hbs:2:1 | Không có mẫu dùng chung `tiitle` | Có phải ý bạn là {{> title}}?"]
    );
    assert_eq!(
        refused(&[("partials/header.hbs", "{{> title}}"), ("partials/title.hbs", "\n{{> header}}")]),
        ["mẫu/partials/header.hbs:1:1 | Các mẫu gọi vòng nhau: header → title → header | Bỏ một lời gọi trong vòng đó."]
    );
    assert!(engine(&[("partials/mine.hbs", "<p>x</p>"), ("partials/body.hbs", "<body>{{> mine}}</body>")]).is_ok());
}

#[test]
fn syntax_errors_are_told_in_vietnamese() {
    for (template, message) in [
        ("{{#if place}}a{{/each}}", "Mẫu mở {{#if}} nhưng đóng {{/each}}"),
        ("<document>{{#if place</document>", "Mẫu sai cú pháp Handlebars"),
    ] {
        let found = refused(&[("thong-bao/template.hbs", template)]);
        assert_eq!(found[0].split(" | ").nth(1).unwrap(), message);
    }
    let outcome = compiled(&[("thong-bao/template.hbs", "<document><body></document>")], NOTICE);
    assert_eq!(messages(&outcome), ["Mẫu sinh ra mã đánh dấu không đúng dạng: thẻ <body> chưa đóng mà đã gặp </document>"]);
}
