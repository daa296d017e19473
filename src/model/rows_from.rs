//! `rows_from`: rows of a table, or records of a list, that stand in a spreadsheet.

use serde_json::Value as Json;

use super::measure::{FIGURES, Measure};
use super::node::{Node, Value};
use super::schema::resolve;
use super::sheet::{self, Book, Cell, Content, Row, Sheet};
use super::{Files, columns, consistency};
use crate::diag::{Diagnostic, Diagnostics, Sources, Span, code};
use crate::limits;
use crate::text::{folded, heads_ordinals, is_letter, roman_value};

/// The key that asks for it.
const KEY: &str = "rows_from";

/// What opening a sheet costs, in cells.
const FILE: usize = limits::CELLS / 400;

/// Puts rows and records in the place of every `rows_from` that the schema allows.
pub fn expand(root: &mut Node, schema: &Json, sources: &mut Sources, files: &dyn Files, found: &mut Diagnostics) {
    if asks(root) {
        Expansion { schema, sources, files, found, cells: 0 }.walk(root, schema);
    }
}

/// Whether the key stands anywhere: most data has none, and to walk along the schema takes longer.
fn asks(node: &Node) -> bool {
    match &node.value {
        Value::Map(entries) => entries.iter().any(|entry| entry.key == KEY || asks(&entry.node)),
        Value::List(list) => list.iter().any(asks),
        _ => false,
    }
}

struct Expansion<'a> {
    schema: &'a Json,
    sources: &'a mut Sources,
    files: &'a dyn Files,
    found: &'a mut Diagnostics,
    /// Cells of all sheets read so far.
    cells: usize,
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
        let read = if has_head { sheet.table() } else { sheet::Table { rows: &sheet.rows, ..sheet::Table::default() } };
        let rows: Vec<&Row> = read.rows.iter().filter(|r| !r.is_remark()).collect();
        let seen: Vec<usize> =
            (0..rows.first().map_or(read.headings.len(), |r| r.cells.len())).filter(|c| !sheet.hidden_columns.contains(c)).collect();
        let width = match table.get("columns") {
            Some(columns) => columns.list().len(),
            None => {
                let titled = seen.iter().rposition(|c| read.headings.get(*c).is_some_and(|h| !h.is_empty())).map_or(0, |last| last + 1);
                let columns = seen.iter().take(titled).map(|c| column(read.headings[*c].cell)).collect();
                put(table, "columns", source.span, Value::List(columns));
                if read.head.len() > 1 && table.get("head").is_none() {
                    let head: Vec<&Row> = read.head.iter().collect();
                    let rows = head.iter().map(|row| Grid { sheet: &sheet, rows: &head, columns: &seen[..titled] }.row(row, &[])).collect();
                    put(table, "head", source.span, Value::List(rows));
                }
                titled
            }
        };
        if let Some((cell, unit)) = read.unit.clone().filter(|_| table.get("unit").is_none()) {
            put(table, "unit", cell.span, Value::Text(unit));
        }
        for cell in rows.iter().filter_map(|r| seen.iter().skip(width).map(|c| &r.cells[*c]).find(|c| c.content != Content::Empty)) {
            let message = format!("Ô này nằm ngoài bảng: bảng chỉ có {width} cột");
            self.found.push(Diagnostic::error(code::BAD_TABLE, cell.span, message).help("Thêm cột vào `columns`, hoặc xóa ô thừa."));
        }
        let columns = &seen[..width.min(seen.len())];
        for column in columns {
            self.found.extend(consistency::judge(rows.iter().map(|r| &r.cells[*column]), None));
        }
        let pictures: Vec<Picture> =
            columns.iter().enumerate().filter_map(|(place, column)| picture(&source, &read, &rows, place, *column)).collect();
        let grid = Grid { sheet: &sheet, rows: &rows, columns };
        let titled =
            read.headings.get(columns.first().copied().unwrap_or_default()).is_some_and(|h| heads_ordinals(&h.cell.content.shown()));
        let titled = titled || table.get("columns").and_then(|c| c.list().first()).and_then(title_of).is_some_and(heads_ordinals);
        let nodes = rows.iter().enumerate().map(|(at, row)| {
            let cells = grid.row(row, &pictures);
            match leading(&cells, width, titled).filter(|_| at + 1 < rows.len()) {
                Some((kind, marker)) => group(cells, kind, marker),
                None => total(cells, row),
            }
        });
        let nodes = nodes.collect();
        put(table, "rows", source.span, Value::List(nodes));
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
        let read = sheet.as_ref().map(Sheet::table).unwrap_or_default();
        let matched = columns::matched(&read.headings, &fields, self.found);
        let mut records = Vec::new();
        for row in read.rows.iter().filter(|r| !r.is_remark()) {
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
        if file.contains(['\t', '\n', '\r']) {
            let message = "Đường dẫn có ký tự Tab hoặc xuống dòng: trong dấu nháy kép, \\t và \\n là ký hiệu đặc biệt";
            let help = "Đường dẫn Windows viết bằng dấu /: \"C:/tinh/nam.csv\"; hoặc đặt trong dấu nháy đơn '…'.";
            self.found.push(Diagnostic::error(code::UNREADABLE, place, message).help(help));
            return None;
        }
        if self.cells > limits::CELLS {
            let too_much = Diagnostic::error(code::TOO_LONG, place, "Văn bản lấy quá nhiều ô từ các bảng tính");
            self.found.push(too_much.help("Gộp các bảng vào một tệp, hoặc chia cho nhiều văn bản."));
            return None;
        }
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
        if let (None, Some(first), false) = (&wanted, &name, is_table(&sheet))
            && let Some(better) = fuller(&mut book)
        {
            let message = format!("Trang đầu tiên “{first}” của {file} không có bảng nào");
            let help = format!("Chọn trang có bảng: rows_from: {{file: {file}, sheet: {better}}}; hoặc đặt # trước tên trang hướng dẫn.");
            self.found.push(Diagnostic::error(code::BAD_SHEET, place, message).help(help));
            return None;
        }
        // A file costs time even when it holds little.
        self.cells += FILE + sheet.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        // What concerns the whole file is shown where the data names it.
        self.found.extend(more.into_iter().map(|d| Diagnostic { place: d.place.clone().or(Some(place.into())), ..d }));
        Some(sheet)
    }
}

/// Whether a sheet has rows of several cells.
fn is_table(sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| row.cells.iter().filter(|c| c.content != Content::Empty).count() > 1)
}

/// The first sheet that holds a table of several columns.
fn fuller(book: &mut Book) -> Option<String> {
    let names: Vec<String> = book.sheets().into_iter().flatten().filter(|n| !n.starts_with('#')).map(str::to_owned).collect();
    names.into_iter().find(|name| is_table(&book.read(Some(name), &mut Sources::default()).0))
}

/// One row as a record.
pub(super) fn record(row: &Row, matched: &[Option<usize>], fields: &[columns::Field], found: &mut Diagnostics) -> Node {
    let mut node = Node { span: row.span, value: Value::Map(Vec::new()) };
    let cells = || row.cells.iter().zip(matched).filter_map(|(cell, index)| Some((cell, &fields[(*index)?])));
    // A record that names its unit of measure has figures of that.
    let unit = cells().find(|(_, field)| field.dotted() == "unit").map(|(cell, _)| cell.content.shown()).filter(|unit| !unit.is_empty());
    let measure = unit.map(|unit| Measure { unit });
    for (cell, field) in cells() {
        let measure = measure.as_ref().filter(|_| FIGURES.contains(&field.dotted().as_str()));
        let value = columns::value(cell, field, measure, found);
        node.put(&field.path, cell.span, value);
    }
    node
}

/// A column of a table, titled by the sheet.
fn column(heading: &Cell) -> Node {
    let mut column = Node { span: heading.span, value: Value::Map(Vec::new()) };
    put(&mut column, "title", heading.span, Value::Text(heading.content.shown()));
    column
}

/// A column of picture files: its place in the table, what to say of a picture, the folder of the sheet.
struct Picture {
    place: usize,
    column: usize,
    title: String,
    folder: String,
}

/// A column whose cells all name pictures, under a heading that says so.
fn picture(source: &Node, read: &sheet::Table<'_>, rows: &[&Row], place: usize, column: usize) -> Option<Picture> {
    let title = read.headings.get(column)?.cell.content.shown();
    let heading = folded(&title);
    let says_so = ["anh", "hinh", "ma qr", "qr"].iter().any(|word| heading == *word || heading.starts_with(&format!("{word} ")));
    let files: Vec<String> = rows.iter().map(|r| r.cells[column].content.shown()).filter(|w| !w.is_empty()).collect();
    let is_picture = |file: &String| [".png", ".jpg", ".jpeg"].iter().any(|ending| file.to_lowercase().ends_with(ending));
    if !says_so || files.is_empty() || !files.iter().all(is_picture) {
        return None;
    }
    let file = source.get("file").and_then(Node::text).unwrap_or_default();
    let folder = file.rfind(['/', '\\']).map_or("", |at| &file[..=at]).to_owned();
    Some(Picture { place, column, title, folder })
}

/// Rows of a sheet as a table's rows: columns that are seen, merged cells as one.
struct Grid<'a> {
    sheet: &'a Sheet,
    rows: &'a [&'a Row],
    columns: &'a [usize],
}

impl Grid<'_> {
    /// A row's cells; those that a merged cell covers are left out.
    fn row(&self, row: &Row, pictures: &[Picture]) -> Node {
        let cells = self.columns.iter().enumerate().filter(|(_, column)| self.sheet.covering(row.number, **column).is_none());
        let cells = cells.map(|(place, column)| {
            let cell = &row.cells[*column];
            match pictures.iter().find(|p| p.place == place) {
                Some(picture) if cell.content != Content::Empty => self.picture(row, cell, picture),
                _ => self.cell(row, *column, cell),
            }
        });
        Node { span: row.span, value: Value::List(cells.collect()) }
    }

    /// A cell; its lines are paragraphs.
    fn cell(&self, row: &Row, column: usize, cell: &Cell) -> Node {
        let text = cell.marked.clone().unwrap_or_else(|| cell.content.shown());
        let node = |text: &str| Node { span: cell.span, value: Value::Text(text.trim().to_owned()) };
        let lines = Node { span: cell.span, value: Value::List(text.split('\n').map(node).collect()) };
        let (columns, rows) = self.sheet.extent(row.number, column, self.rows);
        if (columns, rows) == (1, 1) {
            return if text.contains('\n') { lines } else { node(&text) };
        }
        let mut merged = Node { span: cell.span, value: Value::Map(Vec::new()) };
        if text.contains('\n') {
            put(&mut merged, "paragraphs", cell.span, lines.value);
        } else {
            put(&mut merged, "text", cell.span, node(&text).value);
        }
        for (key, count) in [("columns", columns), ("rows", rows)].into_iter().filter(|(_, count)| *count > 1) {
            put(&mut merged, key, cell.span, Value::Number(count.into()));
        }
        merged
    }

    /// A cell with the picture that it names, told in words by its heading and the row's first words.
    fn picture(&self, row: &Row, cell: &Cell, picture: &Picture) -> Node {
        let words = |column: &usize| Some(row.cells[*column].content.shown()).filter(|w| w.chars().any(is_letter));
        let of = self.columns.iter().filter(|c| **c != picture.column).find_map(words);
        let alt = of.map_or_else(|| picture.title.clone(), |of| format!("{}: {of}", picture.title));
        let mut node = Node { span: cell.span, value: Value::Map(Vec::new()) };
        node.put(&["image".into(), "file".into()], cell.span, Value::Text(format!("{}{}", picture.folder, cell.content.shown())));
        node.put(&["image".into(), "alt".into()], cell.span, Value::Text(alt));
        node
    }
}

/// The title of a column as the data writes it.
fn title_of(column: &Node) -> Option<&str> {
    column.text().or_else(|| column.text_at("title"))
}

/// The kind of a row that names those below it, and its marker: below `STT` a letter or a Roman number and a name beside it
/// (`A`, `II`), or one cell over all columns.
fn leading(cells: &Node, width: usize, numbered: bool) -> Option<(&'static str, Option<String>)> {
    let [first, rest @ ..] = cells.list() else { return None };
    if rest.is_empty() {
        let whole = width > 1 && first.get("columns").is_some() && first.text_at("text").is_some_and(|text| !text.is_empty());
        return whole.then_some(("heading", None));
    }
    let marker = first.text().filter(|_| numbered)?;
    let bare = marker.trim().trim_end_matches('.');
    let named = rest.iter().find_map(|cell| cell.text().or_else(|| cell.text_at("text")).filter(|text| !text.is_empty()));
    named.filter(|name| name.contains(is_letter))?;
    let roman = bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && roman_value(bare).is_some();
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
    let kind = if roman { "subgroup" } else { letter.then_some("group")? };
    Some((kind, Some(marker.to_owned())))
}

/// A row that names those below it; empty cells at its end are its name's.
fn group(cells: Node, kind: &str, marker: Option<String>) -> Node {
    let span = cells.span;
    let Value::List(mut list) = cells.value else { return cells };
    let words = |cell: &Node| cell.text().is_some_and(str::is_empty);
    if list.iter().skip(2).all(words) {
        list.truncate(2);
    }
    let mut node = Node { span, value: Value::Map(Vec::new()) };
    put(&mut node, "kind", span, Value::Text(kind.to_owned()));
    if let Some(marker) = marker {
        put(&mut node, "marker", span, Value::Text(marker));
    }
    put(&mut node, "cells", span, Value::List(list));
    node
}

/// A row; one that begins with `Tổng cộng`, or with `Cộng` or `Tổng số` alone, is the row of sums: `Tổng số
/// hồ sơ tiếp nhận` is an item like others.
fn total(mut node: Node, row: &Row) -> Node {
    let first = row.cells.iter().map(|c| folded(&c.content.shown())).find(|words| !words.is_empty()).unwrap_or_default();
    let is_total = first.starts_with("tong cong") || ["cong", "tong so"].contains(&first.trim_end_matches(':').trim_end());
    if is_total {
        let cells = std::mem::replace(&mut node.value, Value::Map(Vec::new()));
        put(&mut node, "kind", row.span, Value::Text("total".into()));
        put(&mut node, "cells", row.span, cells);
    }
    node
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
    fn rows_that_name_those_below_them_are_known_by_their_marker() {
        let (json, _) = expanded(
            "table: {rows_from: {file: a.csv}}",
            "STT;Tên;Số\nA;Cấp tỉnh;\nI;Khối sở;12\n1;Sở Y tế;7\nB;;5\nC;12;\nD;Cuối bảng;\n",
        );
        assert_eq!(
            json["table"]["rows"],
            json!([
                {"kind": "group", "marker": "A", "cells": ["A", "Cấp tỉnh"]},
                {"kind": "subgroup", "marker": "I", "cells": ["I", "Khối sở", "12"]},
                ["1", "Sở Y tế", "7"],
                ["B", "", "5"],
                ["C", "12", ""],
                ["D", "Cuối bảng", ""]
            ])
        );
        let (json, _) = expanded("table: {rows_from: {file: a.csv}}", "Hạng;Tên;Số\nA;Sở Y tế;7\nB;Sở Xây dựng;\nC;Sở Nội vụ;\n");
        assert_eq!(json["table"]["rows"][0], json!(["A", "Sở Y tế", "7"]));
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
