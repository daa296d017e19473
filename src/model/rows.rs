//! One document for each row: a sheet's columns matched to a type's fields, and every row laid
//! over the data that all documents share.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::columns::{self, Field, compared};
use super::node::{Node, Value};
use super::schema::property;
use super::sheet::{Book, Cell, Row, Sheet};
use crate::diag::{Diagnostic, Diagnostics, Sources, Span, code, column_name};
use crate::text::closest;

/// The figures of a coded record: of this period and of the one before.
pub(super) const FIGURES: [&str; 2] = ["value", "previous"];

/// The rows of a sheet, ready to be laid over a document.
pub struct Rows {
    /// Which column is which field, in the order of the columns.
    pub matches: Vec<ColumnMatch>,
    fields: Vec<Field>,
    /// The field of each column.
    columns: Vec<Option<usize>>,
    rows: Vec<Unit>,
    /// Paths of the lists that other sheets give.
    lists: Vec<Vec<String>>,
}

/// A column that means a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMatch {
    /// The column's letters.
    pub column: String,
    /// Its heading as typed.
    pub heading: String,
    /// The field's path.
    pub path: String,
    /// The field's title.
    pub title: String,
}

/// One row with what belongs to it.
struct Unit {
    row: Row,
    key: String,
    /// Lists of records from the other sheets, by the list's path.
    lists: Vec<(Vec<String>, Span, Vec<Node>)>,
    found: Vec<Diagnostic>,
}

impl Rows {
    /// Reads the sheet of the documents, and every other sheet that is named like a list of the
    /// data. Findings about one row are kept with it; the others are reported.
    pub fn read(
        book: &mut Book,
        sheet: Option<&str>,
        schema: &Json,
        base: &Node,
        sources: &mut Sources,
        found: &mut Diagnostics,
    ) -> Option<Rows> {
        let main = book.find(sheet, None).map(|name| name.map(str::to_owned)).map_err(|d| found.push(d)).ok()?;
        let others: Vec<String> = book.sheets().into_iter().flatten().filter(|s| Some(*s) != main.as_deref()).map(str::to_owned).collect();
        let (sheet, more) = book.read(main.as_deref(), sources);
        let (head, below) = sheet.headed();
        let mut fields = columns::fields(schema, schema);
        fields.extend(coded(schema, base));
        let columns = columns::matched(&head, &fields, found);
        let matches = matches(&head, &columns, &fields);
        let key = head.iter().position(|c| !c.content.shown().is_empty()).unwrap_or(0);
        let units = below.iter().filter(|r| !r.is_remark()).map(|row| {
            let key = row.cells[key].content.shown();
            Unit { row: row.clone(), key, lists: Vec::new(), found: Vec::new() }
        });
        let mut rows = Rows { matches, columns, rows: units.collect(), fields, lists: Vec::new() };
        rows.place(more, found);
        found.extend(rows.shared_figures(base));
        if rows.rows.is_empty() && !found.has_errors() {
            let place = head.last().map(|c| c.span);
            found.push(
                Diagnostic::error(code::BAD_SHEET, place, "Bảng tính không có hàng dữ liệu nào dưới hàng tiêu đề")
                    .help("Mỗi hàng là một văn bản; hàng bắt đầu bằng # là ghi chú."),
            );
        }
        if !others.is_empty() {
            let lists = lists(schema, schema, &mut Vec::new());
            for name in others.iter().filter(|name| !name.starts_with('#')) {
                match lists.iter().find(|(field, _)| is_named(name, field)) {
                    Some((field, items)) => {
                        let (sheet, more) = book.read(Some(name), sources);
                        // The form has sheets that nobody need fill in: an empty one says nothing.
                        if sheet.headed().1.iter().any(|row| !row.is_remark()) {
                            rows.lists.push(field.path.clone());
                        }
                        rows.take_list(&sheet, &field.path, &columns::fields(schema, items), more, found);
                    }
                    None => found.push(
                        Diagnostic::warning(
                            code::BAD_SHEET,
                            None,
                            format!("Trang “{name}” không ứng với danh sách nào của văn bản: bỏ qua"),
                        )
                        .help("Trang hướng dẫn thì đặt # trước tên trang."),
                    ),
                }
            }
        }
        Some(rows)
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of a row, and the words of its first column.
    pub fn row(&self, index: usize) -> Option<(Span, u32, &str)> {
        self.rows.get(index).map(|unit| (unit.row.span, unit.row.number, unit.key.as_str()))
    }

    /// The base with a row laid over it, and what is wrong with the row's cells. A column speaks for
    /// every row: an empty cell empties the field, lest one unit's figure pass for another's.
    pub fn overlay(&self, index: usize, base: &Node) -> (Node, Diagnostics) {
        let mut root = base.clone();
        let mut found = Diagnostics::default();
        let Some(unit) = self.rows.get(index) else { return (root, found) };
        found.extend(unit.found.iter().cloned());
        for (cell, field) in unit.row.cells.iter().zip(&self.columns).filter_map(|(cell, at)| Some((cell, &self.fields[(*at)?]))) {
            let value = columns::value(cell, &field.schema).unwrap_or_else(|diagnostic| {
                found.push(diagnostic);
                Value::Null
            });
            root.put(&field.path, cell.span, value);
        }
        for path in &self.lists {
            let own = unit.lists.iter().find(|(p, ..)| p == path);
            let (span, records) = own.map_or((unit.row.span, Vec::new()), |(_, span, records)| (*span, records.clone()));
            root.put(path, span, Value::List(records));
        }
        (root, found)
    }

    /// Figures of the base that no column gives: every document would show the same.
    fn shared_figures(&self, base: &Node) -> Option<Diagnostic> {
        let given = |index: usize| self.columns.contains(&Some(index));
        let is_figure = |field: &Field| field.path.last().is_some_and(|step| FIGURES.contains(&step.as_str()));
        let coded = self.fields.iter().enumerate().filter(|(_, f)| f.is_record && is_figure(f));
        let shared: Vec<(&Field, &Node)> =
            coded.filter(|(index, _)| !given(*index)).filter_map(|(_, field)| Some((field, base.at(&field.path)?))).collect();
        let (_, first) = shared.first()?;
        let codes: Vec<String> = shared.iter().map(|(field, _)| field.path[field.path.len() - 2..].join(".")).collect();
        let message = format!("Mọi văn bản đều lấy số liệu của tệp chung ở {} chỗ: {}", codes.len(), codes.join(", "));
        Some(
            Diagnostic::warning(code::SHARED_FIGURES, first.span, message)
                .help("Thêm cột cho các số liệu này, hoặc bỏ số trong tệp chung nếu mỗi đơn vị một khác."),
        )
    }

    /// Gives every row the findings about its cells.
    fn place(&mut self, findings: impl IntoIterator<Item = Diagnostic>, found: &mut Diagnostics) {
        for diagnostic in findings {
            let inside = |unit: &&mut Unit| diagnostic.span().is_some_and(|span| within(span, unit.row.span));
            match self.rows.iter_mut().find(inside) {
                Some(unit) => unit.found.push(diagnostic),
                None => found.push(diagnostic),
            }
        }
    }

    /// Records of a list from a sheet of their own; its first column says whose they are.
    fn take_list(&mut self, sheet: &Sheet, path: &[String], fields: &[Field], findings: Diagnostics, found: &mut Diagnostics) {
        let (head, below) = sheet.headed();
        let Some((_, head)) = head.split_first() else { return };
        let columns = columns::matched(head, fields, found);
        let mut units: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, unit) in self.rows.iter().enumerate() {
            units.entry(compared(&unit.key)).or_default().push(index);
        }
        let mut findings: Vec<Diagnostic> = findings.into_iter().collect();
        for row in below.iter().filter(|r| !r.is_remark()) {
            let Some((owner, cells)) = row.cells.split_first() else { continue };
            let name = owner.content.shown();
            let index = match units.get(&compared(&name)).map(Vec::as_slice) {
                Some([one]) => *one,
                Some(_) => {
                    let message = format!("“{name}” đứng ở nhiều hàng của trang chính");
                    found.push(
                        Diagnostic::error(code::BAD_SHEET, owner.span, message)
                            .help("Cột đầu tiên của trang chính phải khác nhau ở mỗi hàng."),
                    );
                    continue;
                }
                None => {
                    let message = format!("Trang chính không có hàng nào là “{name}”");
                    let diagnostic = Diagnostic::error(code::BAD_SHEET, owner.span, message);
                    found.push(match closest(&name, self.rows.iter().map(|u| (u.key.as_str(), u.key.clone()))) {
                        Some(similar) => diagnostic.help(format!("Có phải ý bạn là “{similar}”?")),
                        None => diagnostic.help("Cột đầu tiên ghi đúng như cột đầu tiên của trang chính."),
                    });
                    continue;
                }
            };
            let unit = &mut self.rows[index];
            let mut own = Diagnostics::default();
            own.extend(findings.extract_if(.., |d| d.span().is_some_and(|span| within(span, row.span))));
            let record = Row { number: row.number, span: row.span, cells: cells.to_vec() };
            let node = super::rows_from::record(&record, &columns, fields, &mut own);
            unit.found.extend(own);
            match unit.lists.iter_mut().find(|(p, ..)| p == path) {
                Some((.., records)) => records.push(node),
                None => unit.lists.push((path.to_vec(), row.span, vec![node])),
            }
        }
        found.extend(findings);
    }
}

fn within(inner: Span, outer: Span) -> bool {
    inner.source == outer.source && outer.start <= inner.start && inner.end <= outer.end
}

fn matches(head: &[&Cell], columns: &[Option<usize>], fields: &[Field]) -> Vec<ColumnMatch> {
    let one = |(at, (cell, index)): (usize, (&&Cell, &Option<usize>))| {
        let field = &fields[(*index)?];
        Some(ColumnMatch { column: column_name(at), heading: cell.content.shown(), path: field.dotted(), title: field.title.clone() })
    };
    head.iter().zip(columns).enumerate().filter_map(one).collect()
}

/// Fields of records that the base names by a `code`: the code alone means the record's value, the
/// code with another field's name or title that field.
pub fn coded(schema: &Json, base: &Node) -> Vec<Field> {
    let mut out = Vec::new();
    for (list, items) in lists(schema, schema, &mut Vec::new()) {
        if property(schema, &items, "code").is_none() || property(schema, &items, "value").is_none() {
            continue;
        }
        let records = base.nearest(list.path.iter().map(String::as_str)).list();
        let members: Vec<Field> =
            columns::fields(schema, &items).into_iter().filter(|f| !["code", "name"].contains(&f.dotted().as_str())).collect();
        for record in records {
            let Some(code) = record.get("code").and_then(Node::text) else { continue };
            let name = record.get("name").and_then(Node::text).unwrap_or(code);
            for member in &members {
                let (dotted, title) = (member.dotted(), &member.title);
                let path = [list.path.clone(), vec![code.to_owned()], member.path.clone()].concat();
                let is_value = dotted == FIGURES[0];
                let title_here = if is_value { name.to_owned() } else { format!("{name} ({title})") };
                let mut also = vec![format!("{code}.{dotted}"), format!("{code} ({title})"), format!("{code} – {title_here}")];
                if is_value {
                    also.push(code.to_owned());
                }
                out.push(Field { path, title: title_here, schema: member.schema.clone(), also, is_record: true });
            }
        }
    }
    out
}

/// All lists of records, with the schema of a record.
pub fn lists(root: &Json, schema: &Json, path: &mut Vec<String>) -> Vec<(Field, Json)> {
    let mut out = Vec::new();
    let Some(properties) = schema.get("properties").and_then(Json::as_object) else { return out };
    for (name, beside) in properties {
        let Some(below) = property(root, schema, name) else { continue };
        path.push(name.clone());
        let items = below.get("items").map(|items| super::schema::resolve(root, items));
        match items {
            // Texts with levels are no records: a sheet could not write them.
            Some(items) if items.get("type").is_some_and(|t| t == "object") => {
                let title = beside.get("title").or_else(|| below.get("title")).and_then(Json::as_str).unwrap_or(name);
                out.push((
                    Field { path: path.clone(), title: title.to_owned(), schema: below.clone(), also: Vec::new(), is_record: false },
                    items.clone(),
                ));
            }
            None if path.len() < 3 && below.get("type").is_some_and(|t| t == "object") => out.extend(lists(root, below, path)),
            _ => {}
        }
        path.pop();
    }
    out
}

/// Whether a sheet's name means a list. Excel cuts names at 31 letters.
fn is_named(sheet: &str, list: &Field) -> bool {
    let dotted = list.dotted();
    let short = dotted.rsplit('.').next().unwrap_or(&dotted);
    let cut: String = list.title.chars().take(31).collect();
    [dotted.as_str(), short, list.title.as_str(), cut.as_str()].iter().any(|name| compared(name) == compared(sheet))
}
