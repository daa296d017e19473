//! One document for each row: a sheet's columns matched to a type's fields, and every row laid
//! over the data that all documents share.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use serde_json::Value as Json;

use super::columns::{self, Field, compared};
use super::consistency;
use super::measure::{FIGURES, Measure};
use super::node::{Node, Value};
use super::rows_from;
use super::schema::property;
use super::sheet::{Book, Cell, Content, Heading, Row, Sheet};
use crate::diag::{Diagnostic, Diagnostics, Sources, Span, code, column_name};
use crate::text::closest;

/// The rows of a sheet, ready to be laid over a document.
pub struct Rows {
    /// Which column is which field, in the order of the columns.
    pub matches: Vec<ColumnMatch>,
    /// The headings, whether they mean a field or not.
    pub headings: Vec<Cell>,
    fields: Vec<Field>,
    /// The field of each column.
    columns: Vec<Option<usize>>,
    rows: Vec<Submission>,
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

/// What one unit submits: its row, and what other sheets hold of it.
struct Submission {
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
        let table = sheet.table();
        let mut fields = columns::fields(schema, schema);
        fields.extend(coded(schema, base));
        let mut unmatched = Diagnostics::default();
        let columns = columns::matched(&table.headings, &fields, &mut unmatched);
        if columns.iter().all(Option::is_none)
            && let Some(better) = others.iter().find(|other| names_fields(book, other, &fields))
        {
            let name = main.as_deref().unwrap_or_default();
            found.push(
                Diagnostic::error(code::BAD_SHEET, None, format!("Trang đầu tiên “{name}” không có tiêu đề cột nào của văn bản"))
                    .help(format!("Trang “{better}” có: thêm --sheet \"{better}\"; hoặc đặt # trước tên trang hướng dẫn.")),
            );
            return None;
        }
        found.extend(unmatched);
        let matches = matches(&table.headings, &columns, &fields);
        let names = |heading: &Heading<'_>| !heading.is_empty() && !columns::is_remark(&heading.cell.content.shown());
        let key = table.headings.iter().position(names).unwrap_or(0);
        for row in table.rows {
            found.extend(row.total().map(|cell| {
                let message = format!("Hàng {} “{}” là hàng cộng, không phải một đơn vị: bỏ qua", row.number, cell.content.shown());
                Diagnostic::warning(code::HIDDEN_ROWS, cell.span, message).help("Là một đơn vị thì ghi tên đầy đủ của đơn vị đó.")
            }));
        }
        let units = table.rows.iter().filter(|r| !r.is_remark() && r.total().is_none()).map(|row| {
            let mut own = Diagnostics::default();
            let row = spread(&sheet, row, &columns, &fields, &mut own);
            own.extend(surplus(&sheet, &row, &table.headings));
            let key = row.cells[key].content.shown();
            Submission { row, key, lists: Vec::new(), found: own.into_iter().collect() }
        });
        let units = units.collect();
        let headings = table.headings.iter().map(|heading| heading.cell.clone()).collect();
        let mut rows = Rows { matches, headings, columns, rows: units, fields, lists: Vec::new() };
        rows.place(more, found);
        rows.judge_columns();
        rows.units_twice();
        found.extend(rows.shared_identity(base));
        found.extend(rows.shared_figures(base));
        if rows.rows.is_empty() && !found.has_errors() {
            let place = table.headings.last().map(|h| h.cell.span);
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
                        if let Some(without) = without_plan(name, field, &sheet, base) {
                            found.push(without);
                            continue;
                        }
                        // The form has sheets that nobody need fill in: an empty one says nothing.
                        if sheet.table().rows.iter().any(|row| !row.is_remark()) {
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

    /// The cells of a row, in the order of the headings.
    pub fn cells(&self, index: usize) -> &[Cell] {
        self.rows.get(index).map_or(&[], |unit| unit.row.cells.as_slice())
    }

    /// The words that a row gives a field of the document itself, if a column means it.
    pub fn text(&self, index: usize, name: &str) -> Option<String> {
        let (cell, field) = self.given(self.rows.get(index)?).find(|(_, field)| matches!(field.path.as_slice(), [only] if only == name))?;
        match columns::value(cell, field, field.measure.as_ref(), &mut Diagnostics::default()) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cells of a row whose columns mean fields.
    fn given<'a>(&'a self, unit: &'a Submission) -> impl Iterator<Item = (&'a Cell, &'a Field)> + Clone {
        unit.row.cells.iter().zip(&self.columns).filter_map(|(cell, at)| Some((cell, &self.fields[(*at)?])))
    }

    /// What a column may mean.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The base with a row laid over it, and what is wrong with the row's cells. A column speaks for
    /// every row: an empty cell empties the field, lest one unit's figure pass for another's.
    pub fn overlay(&self, index: usize, base: &Node) -> (Node, Diagnostics) {
        let mut root = base.clone();
        let mut found = Diagnostics::default();
        let Some(unit) = self.rows.get(index) else { return (root, found) };
        found.extend(unit.found.iter().cloned());
        let cells = self.given(unit);
        // A group of the content all of whose cells are empty is no group with empty members.
        let group = |field: &Field| (!field.is_record && field.path.len() > 2).then(|| field.path[..field.path.len() - 1].to_vec());
        let filled: Vec<Vec<String>> =
            cells.clone().filter(|(cell, _)| cell.content != Content::Empty).filter_map(|(_, field)| group(field)).collect();
        for (cell, field) in cells {
            match group(field).filter(|group| !filled.contains(group)) {
                Some(group) => root.put(&group, cell.span, Value::Null),
                None => root.put(&field.path, cell.span, columns::value(cell, field, field.measure.as_ref(), &mut found)),
            }
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

    /// Judges every column as a whole.
    fn judge_columns(&mut self) {
        for (column, index) in self.columns.clone().into_iter().enumerate() {
            let Some(field) = index.and_then(|i| self.fields.get(i)) else { continue };
            let doubtful = consistency::judge(self.rows.iter().filter_map(|u| u.row.cells.get(column)), field.measure.as_ref());
            for diagnostic in doubtful {
                if let Some(index) = diagnostic.span().and_then(|span| self.holding(span)) {
                    self.rows[index].found.push(diagnostic);
                }
            }
        }
    }

    /// One document in two rows: the same body, in what tells its documents apart the same, or one number.
    fn units_twice(&mut self) {
        let column = |dotted: &str| self.columns.iter().position(|i| i.is_some_and(|i| self.fields[i].dotted() == dotted));
        let Some(organ) = column("organ_name") else { return };
        let number = column("code_number");
        let apart: Vec<usize> = ["organization_in_charge", "subject", "to"].into_iter().filter_map(column).collect();
        let words = |unit: &Submission, column: usize| unit.row.cells.get(column).map(|c| c.content.shown()).unwrap_or_default();
        // The first row of a body's number, of what tells its documents apart, and of that without a number.
        let mut numbered: HashMap<[String; 3], usize> = HashMap::new();
        let mut first: HashMap<(String, Vec<String>), usize> = HashMap::new();
        let mut open: HashMap<(String, Vec<String>), usize> = HashMap::new();
        let mut found = Vec::new();
        for (index, unit) in self.rows.iter().enumerate() {
            let name = words(unit, organ);
            if name.is_empty() {
                continue;
            }
            let number = number.map(|n| words(unit, n).trim_start_matches('0').to_owned()).unwrap_or_default();
            let parent = column("organization_in_charge").map(|c| compared(&words(unit, c))).unwrap_or_default();
            let content = (compared(&name), apart.iter().map(|c| words(unit, *c)).collect::<Vec<_>>());
            let same_number = if number.is_empty() { None } else { numbered.get(&[compared(&name), parent.clone(), number.clone()]) };
            let same_content = if number.is_empty() { first.get(&content) } else { open.get(&content) };
            let rows = |other: usize| format!("hàng {} và hàng {}", self.rows[other].row.number, unit.row.number);
            let told = match (same_number, same_content) {
                (Some(other), _) => Some((
                    *other,
                    format!("“{name}” có hai văn bản cùng loại, cùng số {number}: {}", rows(*other)),
                    "Trong một năm mỗi văn bản của một cơ quan có số riêng: sửa số ở một hàng, hoặc xóa hàng ghi hai lần.",
                )),
                (None, Some(other)) => Some((
                    *other,
                    format!("“{name}” đứng ở hai hàng: {}", rows(*other)),
                    "Xóa hàng ghi hai lần; nếu là hai cơ quan thì ghi tên đầy đủ cho khác nhau.",
                )),
                (None, None) => None,
            };
            if let Some((other, message, help)) = told {
                let cell = |index: usize| self.rows[index].row.cells[organ].span;
                let of = |at: usize, also: usize| {
                    (at, Diagnostic::error(code::UNIT_TWICE, cell(at), message.clone()).also(cell(also), "hàng kia").help(help))
                };
                found.extend([of(other, index), of(index, other)]);
            }
            if number.is_empty() {
                open.entry(content.clone()).or_insert(index);
            } else {
                numbered.entry([compared(&name), parent, number]).or_insert(index);
            }
            first.entry(content).or_insert(index);
        }
        for (index, diagnostic) in found {
            self.rows[index].found.push(diagnostic);
        }
    }

    /// What differs from body to body by nature, and is the base's here because no column gives it: thirty
    /// communes would be signed for by one name. The base may say that it is meant (`shared`).
    fn shared_identity(&self, base: &Node) -> Option<Diagnostic> {
        let has = |path: &str| self.columns.iter().flatten().any(|i| self.fields[*i].dotted().starts_with(path));
        let differs = |path: &str| {
            let column = self.columns.iter().position(|i| i.is_some_and(|i| self.fields[i].dotted() == path));
            let mut given = column.into_iter().flat_map(|column| self.rows.iter().map(move |unit| unit.row.cells[column].content.shown()));
            let first = given.next();
            given.any(|other| Some(other) != first)
        };
        let meant: Vec<&str> = base.get("shared").map(Node::list).unwrap_or_default().iter().filter_map(Node::text).collect();
        let organs = has("organ_name");
        // A column of powers alone says nobody's name.
        let signer = has("signer_info");
        let fields = [
            ("organ_name", "tên cơ quan ban hành", !organs && (differs("organ_code") || differs("place"))),
            ("organ_code", "chữ viết tắt tên cơ quan", organs && !has("code_notation")),
            ("code_notation", "ký hiệu", organs && !has("organ_code")),
            ("place", "địa danh", organs),
            ("signer_info", "người ký", organs && !signer),
            ("signer_info.position", "chức vụ người ký", organs && signer),
            ("signer_info.full_name", "họ tên người ký", organs && signer),
            ("code_number", "số văn bản", self.rows.len() > 1),
        ];
        let whole = |path: &'static str| path.split('.').next().unwrap_or(path);
        let taken: Vec<(&str, &str, &Node)> = fields
            .into_iter()
            .filter(|(path, _, differs)| *differs && !has(path) && !meant.contains(&whole(path)))
            .filter_map(|(path, title, _)| Some((path, title, path.split('.').try_fold(base, |at, step| at.get(step))?)))
            .collect();
        let (_, _, first) = taken.first().filter(|_| !self.rows.is_empty())?;
        let titles: Vec<&str> = taken.iter().map(|(_, title, _)| *title).collect();
        let paths: Vec<&str> = taken.iter().map(|(path, ..)| *path).collect();
        let mut names: Vec<&str> = taken.iter().map(|(path, ..)| whole(path)).collect();
        names.dedup();
        let message = format!("{} văn bản của bảng tính đều lấy chung {} của tệp gốc", self.rows.len(), titles.join(", "));
        Some(
            Diagnostic::error(code::SHARED_IDENTITY, first.span, message)
                .help(format!("Thêm cột cho từng đơn vị: {}.", paths.join(", ")))
                .help(format!("Nếu đúng là dùng chung: ghi vào tệp gốc shared: [{}].", names.join(", "))),
        )
    }

    /// Gives every row the findings about its cells.
    fn place(&mut self, findings: impl IntoIterator<Item = Diagnostic>, found: &mut Diagnostics) {
        for diagnostic in findings {
            match diagnostic.span().and_then(|span| self.holding(span)) {
                Some(index) => self.rows[index].found.push(diagnostic),
                None => found.push(diagnostic),
            }
        }
    }

    /// The row that holds a place; rows stand in their order.
    fn holding(&self, span: Span) -> Option<usize> {
        let at = self.rows.partition_point(|unit| unit.row.span.start <= span.start).checked_sub(1)?;
        within(span, self.rows[at].row.span).then_some(at)
    }

    /// Records of a list from a sheet of their own; its first column says whose they are.
    fn take_list(&mut self, sheet: &Sheet, path: &[String], fields: &[Field], findings: Diagnostics, found: &mut Diagnostics) {
        let table = sheet.table();
        let Some((_, head)) = table.headings.split_first() else { return };
        let columns = columns::matched(head, fields, found);
        let mut units: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, unit) in self.rows.iter().enumerate() {
            units.entry(compared(&unit.key)).or_default().push(index);
        }
        let mut findings: Vec<Diagnostic> = findings.into_iter().collect();
        for row in table.rows.iter().filter(|r| !r.is_remark()) {
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
            let node = rows_from::record(&record, &columns, fields, &mut own);
            unit.found.extend(own);
            match unit.lists.iter_mut().find(|(p, ..)| p == path) {
                Some((.., records)) => records.push(node),
                None => unit.lists.push((path.to_vec(), row.span, vec![node])),
            }
        }
        found.extend(findings);
    }
}

/// Progress is a plan's: a filled sheet of it needs a base that names the plan.
fn without_plan(name: &str, list: &Field, sheet: &Sheet, base: &Node) -> Option<Diagnostic> {
    let content = base.get("content");
    let is_progress = list.path.last().is_some_and(|step| step == "progress");
    let filled = sheet.table().rows.iter().any(|row| !row.is_remark());
    if !is_progress || !filled || content.is_some_and(|c| c.get("plan").is_some()) {
        return None;
    }
    let place = content.map_or(base.span, |c| Span { end: c.span.start, ..c.span });
    Some(
        Diagnostic::error(code::BAD_SHEET, place, format!("Trang “{name}” ghi tiến độ kế hoạch, nhưng tệp gốc không nêu kế hoạch nào"))
            .help("Thêm vào `content` của tệp gốc: plan: {file: ke-hoach.yaml}; không báo cáo tiến độ thì đặt # trước tên trang."),
    )
}

/// Whether a sheet's headings name fields: the one that a guide stands before.
fn names_fields(book: &mut Book, sheet: &str, fields: &[Field]) -> bool {
    let (sheet, _) = book.read(Some(sheet), &mut Sources::default());
    columns::matched(&sheet.table().headings, fields, &mut Diagnostics::default()).iter().flatten().count() > 1
}

/// A row with the words of merged cells that cover its own: one parent over several units. A figure that
/// covers several is nobody's; neither is a cell over several columns.
fn spread(sheet: &Sheet, row: &Row, columns: &[Option<usize>], fields: &[Field], found: &mut Diagnostics) -> Row {
    let (mut row, mut told) = (row.clone(), None);
    for (column, field) in columns.iter().enumerate().filter_map(|(column, field)| Some((column, &fields[(*field)?]))) {
        let Some(area) = sheet.covering(row.number, column) else { continue };
        let Some(origin) = sheet.origin(row.number, column) else { continue };
        let refused = |why: &str| {
            Diagnostic::error(code::BAD_SHEET, origin.span, format!("Ô gộp phủ hàng {}, cột {}: {why}", row.number, column_name(column)))
                .help("Bỏ gộp ô (Unmerge Cells) và ghi giá trị vào từng ô.")
        };
        if area.left != column {
            // Said once for the area, not for each of its columns.
            if told != Some(area.left) {
                found.push(refused("không biết giá trị của cột nào"));
                told = Some(area.left);
            }
        } else if field.measure.is_some() {
            found.push(refused("không biết số liệu của đơn vị nào"));
        } else {
            row.cells[column] = Cell { span: origin.span, ..origin.clone() };
        }
    }
    row
}

/// Cells that stand under no heading: a separator too many in a text file moves all that follow it.
fn surplus(sheet: &Sheet, row: &Row, headings: &[Heading<'_>]) -> Option<Diagnostic> {
    let titled = headings.iter().rposition(|h| h.cell.content != Content::Empty).map_or(0, |last| last + 1);
    let cell = row.cells.iter().skip(titled).find(|c| c.content != Content::Empty)?;
    if sheet.name.is_some() {
        let message = "Ô này đứng ngoài các cột có tiêu đề: bỏ qua";
        return Some(Diagnostic::warning(code::BAD_SHEET, cell.span, message).help("Thêm tiêu đề cho cột, hoặc xóa ô."));
    }
    let message = format!("Hàng này có nhiều ô hơn số cột của hàng tiêu đề ({titled}): các ô có thể đã lệch cột");
    Some(
        Diagnostic::error(code::BAD_SHEET, cell.span, message)
            .help("Bỏ dấu ngăn cách thừa; ô có dấu ngăn cách bên trong thì đặt trong dấu nháy kép \"…\"."),
    )
}

fn within(inner: Span, outer: Span) -> bool {
    inner.source == outer.source && outer.start <= inner.start && inner.end <= outer.end
}

fn matches(head: &[Heading<'_>], columns: &[Option<usize>], fields: &[Field]) -> Vec<ColumnMatch> {
    let one = |(at, (Heading { cell, .. }, index)): (usize, (&Heading<'_>, &Option<usize>))| {
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
                let measure = FIGURES.contains(&dotted.as_str()).then(|| measure(record)).flatten();
                out.push(Field { path, title: title_here, schema: member.schema.clone(), also, is_record: true, measure });
            }
        }
    }
    out
}

/// What a coded record measures: it has a unit, or a number for its figure. Others may be words.
fn measure(record: &Node) -> Option<Measure> {
    let unit = record.get("unit").and_then(Node::text).unwrap_or_default();
    let worded = record.get("value").is_some_and(|v| v.text().is_some());
    let numeric = !unit.is_empty() || record.get("value").is_some_and(|v| v.number().is_some());
    (numeric && !worded).then(|| Measure { unit: unit.to_owned() })
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
                    Field {
                        path: path.clone(),
                        title: title.to_owned(),
                        schema: below.clone(),
                        also: Vec::new(),
                        is_record: false,
                        measure: None,
                    },
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
