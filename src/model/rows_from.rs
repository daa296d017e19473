//! `rows_from`: rows of a table, or records of a list, that stand in a spreadsheet.

use serde_json::Value as Json;

use super::node::{Node, Value};
use super::schema::resolve;
use super::sheet::{Book, Cell, Content, Row, Sheet};
use super::{Files, columns};
use crate::diag::{Diagnostic, Diagnostics, Sources, Span, code};
use crate::text::folded;

/// The key that asks for it.
const KEY: &str = "rows_from";

/// Puts rows and records in the place of every `rows_from` that the schema allows.
pub fn expand(root: &mut Node, schema: &Json, sources: &mut Sources, files: &dyn Files, found: &mut Diagnostics) {
    Expansion { schema, sources, files, found }.walk(root, schema);
}

struct Expansion<'a> {
    schema: &'a Json,
    sources: &'a mut Sources,
    files: &'a dyn Files,
    found: &'a mut Diagnostics,
}

impl Expansion<'_> {
    fn walk(&mut self, node: &mut Node, schema: &Json) {
        let schema = resolve(self.schema, schema);
        if node.get(KEY).is_some() {
            if schema.get("x-rows-from") == Some(&Json::Bool(true)) {
                self.records(node, schema);
                return;
            }
            if schema.pointer("/properties/rows_from").is_some() {
                self.table(node);
            }
        }
        match &mut node.value {
            Value::Map(entries) => {
                for entry in entries {
                    if let Some(below) = schema.get("properties").and_then(|p| p.get(&entry.key)) {
                        self.walk(&mut entry.node, below);
                    }
                }
            }
            Value::List(list) => {
                if let Some(below) = schema.get("items") {
                    list.iter_mut().for_each(|n| self.walk(n, below));
                }
            }
            _ => {}
        }
    }

    /// Rows of a table: cells in the order of the columns, as the sheet shows them.
    fn table(&mut self, table: &mut Node) {
        let Some(source) = table.get(KEY).cloned() else { return };
        if let Some(rows) = table.entry("rows").filter(|e| e.node.value != Value::Null) {
            let message = "Bảng có cả `rows` và `rows_from`";
            self.found.push(Diagnostic::error(code::WRONG_TYPE, rows.key_span, message).help("Giữ một trong hai."));
            return;
        }
        let Some(sheet) = self.sheet(&source) else { return };
        let has_head = !matches!(source.get("header").map(|h| &h.value), Some(Value::Bool(false)));
        let (head, rows) = if has_head { sheet.headed() } else { (Vec::new(), sheet.rows.as_slice()) };
        let rows: Vec<&Row> = rows.iter().filter(|r| !r.is_remark()).collect();
        let width = match table.get("columns") {
            Some(columns) => columns.list().len(),
            None => {
                let titled = head.iter().rposition(|c| c.content != Content::Empty).map_or(0, |last| last + 1);
                let columns = head.iter().take(titled).map(|cell| column(cell)).collect();
                put(table, "columns", source.span, Value::List(columns));
                titled
            }
        };
        for cell in rows.iter().filter_map(|r| r.cells.iter().skip(width).find(|c| c.content != Content::Empty)) {
            let message = format!("Ô này nằm ngoài bảng: bảng chỉ có {width} cột");
            self.found.push(Diagnostic::error(code::BAD_TABLE, cell.span, message).help("Thêm cột vào `columns`, hoặc xóa ô thừa."));
        }
        let rows = rows.iter().map(|row| table_row(row, width)).collect();
        put(table, "rows", source.span, Value::List(rows));
    }

    /// Records of a list: columns are matched to the record's fields.
    fn records(&mut self, list: &mut Node, schema: &Json) {
        let Some(source) = list.get(KEY).cloned() else { return };
        for entry in list.entries().iter().filter(|e| e.key != KEY) {
            let message = format!("Không có trường `{}` bên cạnh `rows_from`", entry.key);
            self.found
                .push(Diagnostic::error(code::UNKNOWN_KEY, entry.key_span, message).help("Khai báo danh sách, hoặc chỉ `rows_from`."));
        }
        let unknown = source.entries().iter().filter(|e| !["file", "sheet", "header"].contains(&e.key.as_str()));
        for entry in unknown {
            let message = format!("Không có trường `{}` trong `rows_from`", entry.key);
            self.found.push(Diagnostic::error(code::UNKNOWN_KEY, entry.key_span, message).help("Các trường ở đây: file, sheet, header."));
        }
        let sheet = self.sheet(&source);
        let fields = schema.get("items").map(|items| columns::fields(self.schema, items)).unwrap_or_default();
        let (head, rows) = sheet.as_ref().map(Sheet::headed).unwrap_or_default();
        let matched = columns::matched(&head, &fields, self.found);
        let mut records = Vec::new();
        for row in rows.iter().filter(|r| !r.is_remark()) {
            records.push(record(row, &matched, &fields, self.found));
        }
        list.value = Value::List(records);
    }

    /// The sheet that a `rows_from` names; everything wrong is reported where it is named.
    fn sheet(&mut self, source: &Node) -> Option<Sheet> {
        let text = |key: &str| source.get(key).and_then(|n| n.text().map(|t| (t.to_owned(), n.span)));
        let Some((file, place)) = text("file") else {
            let missing = Diagnostic::error(code::MISSING_FIELD, source.span, "`rows_from` thiếu trường `file` (Tệp)");
            self.found.push(missing.help("Ghi rows_from: {file: so-lieu.xlsx}."));
            return None;
        };
        let from = self.sources.get(place.source).map(|s| s.name.clone()).unwrap_or_default();
        let opened = self
            .files
            .read(&from, &file)
            .map_err(|why| {
                Diagnostic::error(code::UNREADABLE, place, format!("Không đọc được bảng tính “{file}”: {why}"))
                    .help("Đường dẫn tính từ thư mục của tệp dữ liệu này.")
            })
            .and_then(|(name, bytes)| Book::open(&name, bytes, Some(place)));
        let mut book = opened.map_err(|d| self.found.push(d)).ok()?;
        let wanted = text("sheet");
        let found = book.find(wanted.as_ref().map(|(name, _)| name.as_str()), Some(wanted.as_ref().map_or(place, |(_, span)| *span)));
        let name = found.map(|name| name.map(str::to_owned)).map_err(|d| self.found.push(d)).ok()?;
        let (sheet, more) = book.read(name.as_deref(), self.sources);
        // What concerns the whole file is shown where the data names it.
        self.found.extend(more.into_iter().map(|d| Diagnostic { place: d.place.clone().or(Some(place.into())), ..d }));
        Some(sheet)
    }
}

/// One row as a record.
pub(super) fn record(row: &Row, matched: &[Option<usize>], fields: &[columns::Field], found: &mut Diagnostics) -> Node {
    let mut node = Node { span: row.span, value: Value::Map(Vec::new()) };
    for (cell, field) in row.cells.iter().zip(matched).filter_map(|(cell, index)| Some((cell, &fields[(*index)?]))) {
        match columns::value(cell, &field.schema) {
            Ok(value) => node.put(&field.path, cell.span, value),
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    node
}

/// A column of a table, titled by the sheet.
fn column(heading: &Cell) -> Node {
    let mut column = Node { span: heading.span, value: Value::Map(Vec::new()) };
    put(&mut column, "title", heading.span, Value::Text(heading.content.shown()));
    column
}

/// A row of a table; one that begins with `Tổng cộng`, or with `Cộng` or `Tổng số` alone, is the row of
/// sums: `Tổng số hồ sơ tiếp nhận` is an item like others.
fn table_row(row: &Row, width: usize) -> Node {
    let cells = Value::List(row.cells.iter().take(width).map(shown).collect());
    let first = row.cells.iter().map(|c| folded(&c.content.shown())).find(|words| !words.is_empty()).unwrap_or_default();
    let is_total = first.starts_with("tong cong") || ["cong", "tong so"].contains(&first.trim_end_matches(':').trim_end());
    let mut node = Node { span: row.span, value: cells };
    if is_total {
        let cells = std::mem::replace(&mut node.value, Value::Map(Vec::new()));
        put(&mut node, "kind", row.span, Value::Text("total".into()));
        put(&mut node, "cells", row.span, cells);
    }
    node
}

/// A cell of a table; its lines are paragraphs.
fn shown(cell: &Cell) -> Node {
    let text = cell.content.shown();
    let node = |text: &str| Node { span: cell.span, value: Value::Text(text.trim().to_owned()) };
    if text.contains('\n') { Node { span: cell.span, value: Value::List(text.split('\n').map(node).collect()) } } else { node(&text) }
}

fn put(node: &mut Node, key: &str, span: Span, value: Value) {
    node.put(&[key.to_owned()], span, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::read;
    use serde_json::json;

    struct Beside(&'static str);

    impl Files for Beside {
        fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
            Ok((path.to_owned(), self.0.as_bytes().to_vec()))
        }
    }

    fn expanded(yaml: &str, csv: &'static str) -> (Json, Vec<String>) {
        let schema = json!({
            "properties": {
                "table": { "properties": { "columns": {}, "rows": {}, "rows_from": {} } },
                "list": { "x-rows-from": true, "items": { "properties": {
                    "name": { "type": "string", "title": "Tên" }, "count": { "type": "integer", "title": "Số lượng" } } } }
            }
        });
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", yaml);
        let mut root = read::read(&sources, id).0.unwrap();
        let mut found = Diagnostics::default();
        expand(&mut root, &schema, &mut sources, &Beside(csv), &mut found);
        let said = found.iter().map(|d| format!("{}: {}", sources.place(d.span().unwrap()).unwrap(), d.message)).collect();
        (root.to_json(), said)
    }

    #[test]
    fn a_table_takes_columns_and_rows_from_the_sheet() {
        let (json, said) = expanded("table: {rows_from: {file: a.csv}}", "BIỂU 1;\nTên;Số\nMột;\"a\nb\"\n\nHai;3\n");
        assert_eq!(json["table"]["columns"], json!([{"title": "Tên"}, {"title": "Số"}]));
        assert_eq!(json["table"]["rows"], json!([["Một", ["a", "b"]], ["Hai", "3"]]));
        assert_eq!(said, Vec::<String>::new());
    }

    #[test]
    fn a_row_of_sums_is_known_by_its_words() {
        let (json, _) =
            expanded("table: {rows_from: {file: a.csv}}", "STT;Tên;Số\n1;Tổng cục A;2\n;Tổng số đơn vị;2\n;TỔNG CỘNG;2\nCộng:;;2\n");
        let total = |cells: Json| json!({"kind": "total", "cells": cells});
        assert_eq!(
            json["table"]["rows"],
            json!([
                ["1", "Tổng cục A", "2"],
                ["", "Tổng số đơn vị", "2"],
                total(json!(["", "TỔNG CỘNG", "2"])),
                total(json!(["Cộng:", "", "2"]))
            ])
        );
    }

    #[test]
    fn a_cell_outside_the_table_is_named() {
        let (json, said) = expanded("table: {columns: [Tên, Số], rows_from: {file: a.csv, header: false}}", "Một,2,thừa\nHai,3\n");
        assert_eq!(json["table"]["rows"][1], json!(["Hai", "3"]));
        assert_eq!(said, ["a.csv, C1: Ô này nằm ngoài bảng: bảng chỉ có 2 cột"]);
    }

    #[test]
    fn records_are_matched_by_heading() {
        let (json, said) = expanded("list: {rows_from: {file: a.csv}}", "Số lượng,TEN,#ghi chú\n1.200,Một,x\n# mẫu,,\nba,Hai,\n");
        assert_eq!(json["list"], json!([{"count": 1200, "name": "Một"}, {"count": "ba", "name": "Hai"}]));
        assert_eq!(said, Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        let said = |yaml, csv| expanded(yaml, csv).1;
        assert_eq!(said("table: {rows_from: {sheet: x}}", ""), ["a.yaml:1:20: `rows_from` thiếu trường `file` (Tệp)"]);
        assert_eq!(said("table: {rows_from: {file: a.csv, sheet: Một}}", "a,b"), ["a.yaml:1:41: Tệp a.csv không có trang tính"]);
        assert_eq!(said("list: {rows_from: {file: a.csv}}", "Tên,Số\nMột,2"), ["a.csv, B1: Không có trường nào tên là “Số”"]);
        assert_eq!(said("table: {rows: [], rows_from: {file: a.csv}}", ""), ["a.yaml:1:9: Bảng có cả `rows` và `rows_from`"]);
    }
}
