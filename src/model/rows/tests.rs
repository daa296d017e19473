//! Rows of a sheet laid over a document.

use super::*;
use crate::diag::Severity;
use crate::model::read;
use serde_json::json;

fn schema() -> Json {
    let figure = json!({"type": "object", "properties": {
        "code": {"type": "string", "title": "Mã"}, "name": {"type": "string", "title": "Tên"},
        "value": {"type": "number", "title": "Số liệu"}, "previous": {"type": "number", "title": "Kỳ trước"}
    }});
    json!({"type": "object", "properties": {
        "organ_name": {"type": "string", "title": "Cơ quan ban hành"},
        "place": {"type": "string", "title": "Địa danh"},
        "content": {"type": "object", "properties": {
            "staff": {"type": "integer", "title": "Số công chức"},
            "indicators": {"type": "array", "items": figure, "title": "Chỉ tiêu"},
            "body": {"type": "array", "items": {"type": ["string", "object"]}, "title": "Nội dung"}
        }}
    }})
}

const BASE: &str = "organ_name: Sở A\ncontent:\n  indicators:\n    - {code: NHAN, name: Tiếp nhận, value: 20, previous: 18}\n";

struct Read {
    sources: Sources,
    base: Node,
    rows: Option<Rows>,
    found: Diagnostics,
}

fn read(csv: &str) -> Read {
    let mut sources = Sources::default();
    let id = sources.add("chung.yaml", BASE);
    let base = read::read(&sources, id).0.unwrap();
    let mut found = Diagnostics::default();
    let mut book = Book::open("a.csv", csv.as_bytes().to_vec(), None).unwrap_or_else(|_| panic!("a sheet"));
    let rows = Rows::read(&mut book, None, &schema(), &base, &mut sources, &mut found);
    Read { sources, base, rows, found }
}

fn said<'a>(sources: &Sources, found: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<String> {
    let place = |d: &Diagnostic| d.span().and_then(|s| sources.place(s)).unwrap_or_default();
    found.into_iter().map(|d| format!("{}: {}", place(d), d.message)).collect()
}

#[test]
fn a_row_is_laid_over_the_base() {
    let read = read("Cơ quan ban hành;Số công chức;NHAN\nSở B;12;30\n# ghi chú;;\nSở C;;\n");
    let rows = read.rows.unwrap();
    let paths: Vec<&str> = rows.matches.iter().map(|m| m.path.as_str()).collect();
    assert_eq!(paths, ["organ_name", "content.staff", "content.indicators.NHAN.value"]);
    assert_eq!((rows.len(), rows.is_empty()), (2, false));
    let (first, found) = rows.overlay(0, &read.base);
    assert_eq!(said(&read.sources, found.iter()), Vec::<String>::new());
    let indicators = json!([{"code": "NHAN", "name": "Tiếp nhận", "value": 30, "previous": 18}]);
    assert_eq!(first.to_json(), json!({"organ_name": "Sở B", "content": {"indicators": indicators, "staff": 12}}));
    // An empty cell empties the field: one unit's figure must not pass for another's.
    let (second, found) = rows.overlay(1, &read.base);
    assert_eq!(said(&read.sources, found.iter()), Vec::<String>::new());
    assert_eq!(second.to_json()["content"]["indicators"][0]["value"], Json::Null);
    let (span, number, key) = rows.row(1).unwrap();
    assert_eq!((number, key, read.sources.place(span).unwrap().as_str()), (4, "Sở C", "a.csv, 4"));
    assert!(rows.row(2).is_none());
}

#[test]
fn a_sheet_without_rows_is_an_error_but_its_columns_are_known() {
    let read = read("Cơ quan ban hành;NHAN;NHAN (Kỳ trước)\n# chỉ ghi chú;;\n");
    assert_eq!(said(&read.sources, read.found.iter()), ["a.csv, C1: Bảng tính không có hàng dữ liệu nào dưới hàng tiêu đề"]);
    assert_eq!(read.rows.unwrap().matches.len(), 3);
}

/// A warning, at the first of them; the figure of the period before may well be everybody's.
#[test]
fn figures_that_no_column_gives_are_named_once() {
    let read = read("Cơ quan ban hành\nSở B\nSở C\n");
    let warnings: Vec<&Diagnostic> = read.found.iter().collect();
    let [warning] = warnings[..] else { panic!("{warnings:?}") };
    assert_eq!((warning.severity, warning.code), (Severity::Warning, code::SHARED_FIGURES));
    assert!(warning.message.contains("ở 2 chỗ: NHAN.value, NHAN.previous"), "{}", warning.message);
    assert_eq!(read.sources.place(warning.span().unwrap()).unwrap(), "chung.yaml:4:44");
}

#[test]
fn a_figure_has_many_names() {
    let schema = schema();
    let mut sources = Sources::default();
    let id = sources.add("chung.yaml", BASE);
    let fields = coded(&schema, &read::read(&sources, id).0.unwrap());
    let value = fields.iter().find(|f| f.dotted() == "content.indicators.NHAN.value").unwrap();
    assert_eq!(value.title, "Tiếp nhận");
    assert_eq!(value.also, ["NHAN.value", "NHAN (Số liệu)", "NHAN – Tiếp nhận", "NHAN"]);
    let previous = fields.iter().find(|f| f.dotted() == "content.indicators.NHAN.previous").unwrap();
    assert_eq!(previous.title, "Tiếp nhận (Kỳ trước)");
    assert!(!previous.also.contains(&"NHAN".to_owned()));
}

#[test]
fn texts_with_levels_are_no_list_of_records() {
    let schema = schema();
    let names: Vec<String> = lists(&schema, &schema, &mut Vec::new()).iter().map(|(f, _)| f.dotted()).collect();
    assert_eq!(names, ["content.indicators"]);
}
