//! Types, compositions and signers of an office's own: the folder that docs/MAU.md tells of, and folders made for 0.1.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::fs;

use common::{Disk, flow_text};
use vanban::font::Fonts;
use vanban::layout::{Placed, paragraphs};
use vanban::pipeline::{Engine, Outcome};
use vanban::template::Store;

const PAGE: &str = "docs/MAU.md";

/// The files that the page shows: code blocks whose first line names one.
fn shown_files() -> Vec<(String, String)> {
    let page = fs::read_to_string(PAGE).unwrap();
    let blocks = page.split("\n```").skip(1).step_by(2);
    let named = |block: &str| {
        let (info, text) = block.split_once('\n')?;
        let (_, file) = info.split_once(' ')?;
        Some((file.to_owned(), format!("{text}\n")))
    };
    blocks.filter_map(named).collect()
}

fn engine(files: impl IntoIterator<Item = (String, String)>) -> Engine {
    let fonts = Fonts::builtin().unwrap_or_else(|_| panic!("fonts"));
    Engine::new(Store::builtin().with_overrides(files), fonts)
        .unwrap_or_else(|(sources, found)| panic!("{}", vanban::cli::report(&sources, &found)))
}

fn report(outcome: &Outcome) -> String {
    vanban::cli::report(&outcome.sources, &outcome.diagnostics)
}

fn compile(engine: &Engine, text: &str) -> Outcome {
    engine.compile("data/thu.yaml", text.as_bytes().to_vec(), &Disk)
}

fn handover() -> String {
    shown_files().into_iter().find(|(file, _)| file == "phieu-ban-giao/example.yaml").unwrap().1
}

#[test]
fn the_folder_of_the_page_works() {
    let outcome = compile(&engine(shown_files()), &handover());
    assert_eq!(report(&outcome), "");
    let compiled = outcome.compiled.unwrap();
    let text = flow_text(&compiled);
    for words in ["Số: 01/PBG-SNV", "PHIẾU BÀN GIAO", "Máy quét tài liệu", "15/4/2024", "CHI CỤC TRƯỞNG"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Both stand on one line, in the order of the data.
    let place = |name: &str| {
        let lines = compiled.pages.pages.iter().flat_map(|page| &page.items);
        let of = |item: &Placed| match item {
            Placed::Line(line) if line.fragments.iter().any(|f| f.text.contains(name)) => Some((line.baseline, line.fragments[0].x)),
            _ => None,
        };
        lines.filter_map(of).next_back().unwrap()
    };
    let (left, right) = (place("Nguyễn"), place("Trần"));
    assert!(left.0 == right.0 && left.1 < right.1, "{left:?} {right:?}");
    assert!(paragraphs(&compiled.flow).count() > 10);
}

#[test]
fn the_page_tells_every_record_and_composition() {
    let page = fs::read_to_string(PAGE).unwrap();
    for name in vanban::content::names().chain(vanban::content::compositions().map(|c| c.name)) {
        assert!(page.contains(&format!("`{name}`")), "{PAGE} lacks {name}");
    }
}

#[test]
fn a_composition_of_ones_own_is_known_to_every_type() {
    let engine = engine([("partials/compose/loi_chao.hbs".into(), "{{! lời chào }}<p>Dòng của tôi.</p>".into())]);
    let notice = |compose: &str| {
        compile(
            &engine,
            &format!(
                "type: thong-bao\norgan_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\nissued_date: 2/3/2026\nsubject: Lịch kiểm tra\n\
                 to_places: [Các phòng]\nsigner_info: {{position: Giám đốc, full_name: Nguyễn Văn A}}\n\
                 content:\n  body:\n    - {{level: dash, compose: {compose}}}\n"
            ),
        )
    };
    let outcome = notice("loi_chao");
    assert_eq!(report(&outcome), "");
    assert!(flow_text(&outcome.compiled.unwrap()).contains("Dòng của tôi."));
    let wrong = report(&notice("loi_chaoo"));
    assert!(wrong.contains("Có phải ý bạn là `loi_chao`?") && wrong.contains("loi_chao: lời chào"), "{wrong}");
    // Partials that are no compositions cannot be had by data.
    assert!(report(&notice("header")).contains("không nhận văn bản “header”"));
}

/// A folder as offices made them for 0.1: all definitions, with a composition more, and a partial that writes it.
#[test]
fn compositions_declared_the_old_way_work() {
    let definitions = fs::read_to_string("templates/definitions.json").unwrap();
    let mut definitions: serde_json::Value = serde_json::from_str(&definitions).unwrap();
    definitions["item"]["properties"]["compose"]["enum"] = serde_json::json!(["task_table", "my_lines"]);
    let item = fs::read_to_string("templates/partials/item.hbs").unwrap();
    let item = item.replacen(
        "{{include compose}}",
        "{{#if (eq compose \"my_lines\")}}<p>Dòng của tôi.</p>{{else if (eq compose \"task_table\")}}{{> task_table}}{{/if}}",
        1,
    );
    let table = "<table><column width=\"1*\"/><row><cell><p>bảng riêng</p></cell></row></table>";
    let files = [("definitions.json", definitions.to_string()), ("partials/item.hbs", item), ("partials/task_table.hbs", table.to_owned())];
    let engine = engine(files.map(|(file, text)| (file.to_owned(), text)));
    let plan = engine.example("ke-hoach").unwrap().map_err(|_| "ke-hoach").unwrap();
    let body = plan.find("\n  body:").unwrap();
    let head = &plan[..body];
    let outcome = compile(
        &engine,
        &format!(
            "{head}\n  body:\n    - {{level: dash, compose: my_lines}}\n    - compose: task_table\n  task_groups: [{{heading: A, tasks: [{{task: Một}}]}}]\n"
        ),
    );
    assert!(!outcome.diagnostics.has_errors(), "{}", report(&outcome));
    let text = flow_text(&outcome.compiled.unwrap());
    assert!(text.contains("Dòng của tôi.") && text.contains("bảng riêng"), "{text}");
}

#[test]
fn records_are_those_that_the_type_names() {
    let with = |records: &str, field: &str| {
        let files = shown_files().into_iter().map(|(file, text)| {
            let text = text.replace("[\"signatories\"]", records).replace("\"assets\": {", &format!("{field}\"assets\": {{"));
            (file, text)
        });
        report(&compile(&engine(files), &handover()))
    };
    let unknown = with("[\"signatories\", \"kpi\"]", "");
    assert!(unknown.contains("type.toml: không có loại dữ liệu “kpi”") && unknown.contains("period, indicators"), "{unknown}");
    // A field that refers to a record which the type does not name would stay unread in silence.
    let field = "\"indicators\": { \"$ref\": \"#/definitions/indicators\" }, ";
    let unread = with("[\"signatories\"]", field);
    assert!(unread.contains("phieu-ban-giao/schema.json dùng dữ liệu `indicators` mà type.toml không khai báo"), "{unread}");
    assert_eq!(with("[\"signatories\", \"indicators\"]", field), "");
}

#[test]
fn a_document_that_nobody_signs_is_refused() {
    let text = handover();
    let unsigned = &text[..text.find("  signatories:").unwrap()];
    let found = report(&compile(&engine(shown_files()), unsigned));
    assert!(found.contains("phải có thành phần: Chức vụ, họ tên người ký"), "{found}");
}
