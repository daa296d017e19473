//! The form that units fill in: which columns a type's spreadsheet has, and what is to be typed
//! there. `rows` reads it back; how it looks in Excel is `export`'s affair.

#[cfg(test)]
mod tests;

use serde_json::Value as Json;

use super::columns::{self, Field, Kinds};
use super::measure::FIGURES;
use super::node::{Node, Value};
use super::rows::{coded, lists};
use super::schema::{property, resolve};

/// Fields that every unit fills in for itself; the others are the same for all.
const OWN: [&str; 10] = [
    "organ_name",
    "organization_in_charge",
    "organ_code",
    "place",
    "code_number",
    "issued_date",
    "signer_info.competence",
    "signer_info.head_position",
    "signer_info.position",
    "signer_info.full_name",
];

/// Fields that are the same for all but where the common file leaves them open: one letter to many, each named in its row.
const OPEN: [&str; 2] = ["subject", "to"];

/// The form of a type.
#[derive(Clone, Debug)]
pub struct EntryForm {
    /// The type's name.
    pub title: String,
    /// The sheet of one row for each unit.
    pub units: Vec<Column>,
    /// Sheets of records: name, columns; the first names the unit.
    pub lists: Vec<(String, Vec<Column>)>,
}

/// A column to fill in.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading, which the reader matches.
    pub heading: String,
    /// What is to be typed, for a note at the heading.
    pub note: String,
    /// What a cell takes.
    pub kind: CellKind,
    /// Whether every row needs it.
    pub required: bool,
    /// A value for the example row, as the sheet shows it.
    pub example: String,
}

/// What a cell takes.
#[derive(Clone, Debug, PartialEq)]
pub enum CellKind {
    /// Words.
    Text,
    /// A day.
    Date,
    /// One of these.
    Choice(Vec<String>),
    /// One of these, or several with semicolons between.
    Several(Vec<String>),
    /// A whole number within limits.
    Whole(i32, i32),
    /// A number.
    Number,
    /// A percentage.
    Percent,
}

/// The form of a type; with a base, its coded records are columns, and what it says is not asked.
pub fn entry_form(title: &str, schema: &Json, base: Option<&Node>) -> EntryForm {
    let nothing = Node { span: crate::diag::Span { source: crate::diag::SourceId(0), start: 0, end: 0 }, value: Value::Map(Vec::new()) };
    let base = base.unwrap_or(&nothing);
    // A group that the base gives in part, such as a period, is given.
    let given = |field: &Field| {
        let group = &field.path[..field.path.len().saturating_sub(1)];
        base.at(&field.path).is_some() || (group.len() > 1 && base.at(group).is_some())
    };
    let fields = columns::fields(schema, schema);
    // A type whose rows are people, such as the guests of giấy mời, has one body for all rows.
    let is_per_row = |field: &Field| field.schema.get("x-per-row") == Some(&Json::Bool(true));
    let one_body = fields.iter().any(is_per_row);
    let own = OWN.iter().filter_map(|path| fields.iter().find(|f| f.dotted() == *path)).filter(|field| !one_body || !given(field));
    let open = OPEN.iter().filter_map(|path| fields.iter().find(|f| f.dotted() == *path)).filter(|field| !given(field));
    let key = own.clone().find(|field| field.dotted() == OWN[0]).cloned();
    let content = fields.iter().filter(|f| f.path[0] == "content" && (!given(f) || is_per_row(f)));
    let units = own.chain(open).chain(content).map(|field| {
        let required =
            key.as_ref().is_some_and(|k| k.path == field.path) || (needed(schema, field) && (!given(field) || is_per_row(field)));
        column(field, field.title.clone(), required)
    });
    let figures = coded(schema, base).into_iter().filter_map(|field| figure(&field, base));
    let mut units: Vec<Column> = units.collect();
    units.extend(figures);
    let has_plan = base.get("content").is_none_or(|content| content.get("plan").is_some());
    let marked =
        lists(schema, schema, &mut Vec::new()).into_iter().filter(|(list, _)| has_plan || list.path.last().is_none_or(|l| l != "progress"));
    let marked = marked.filter(|(list, items)| {
        let is_coded = property(schema, items, "code").is_some();
        list.schema.get("x-rows-from") == Some(&Json::Bool(true)) && !is_coded
    });
    let lists = marked.map(|(list, items)| {
        let owner = key.iter().map(|k| column(k, k.title.clone(), true));
        let fields = columns::fields(schema, &items);
        let columns = fields.iter().map(|f| column(f, f.title.clone(), needed(&items, f)));
        (sheet_name(&list.title), owner.chain(columns).collect())
    });
    EntryForm { title: title.to_owned(), lists: lists.collect(), units }
}

/// The column of a record's figure, headed by its code and name. A figure that the base leaves
/// out is computed by its relations, or nobody's to give; the same goes for the previous period.
fn figure(field: &Field, base: &Node) -> Option<Column> {
    let (member, record) = field.path.split_last()?;
    let code = record.last()?;
    let is_value = member == FIGURES[0];
    base.at(&field.path)?;
    if !FIGURES.contains(&member.as_str()) {
        return None;
    }
    let unit = base.at(record)?.get("unit").and_then(Node::text);
    let mut column = column(field, format!("{code} – {}", field.title), is_value);
    column.note = unit.map_or_else(|| field.title.clone(), |unit| format!("{}. Đơn vị tính: {unit}.", field.title));
    if Kinds::of(&field.schema).number {
        (column.kind, column.example) =
            if unit == Some("%") { (CellKind::Percent, "98,5%".into()) } else { (CellKind::Number, "120".into()) };
    }
    Some(column)
}

fn column(field: &Field, heading: String, required: bool) -> Column {
    let text = |key: &str| field.schema.get(key).and_then(Json::as_str);
    let description = text("x-in-cell").or_else(|| text("description")).unwrap_or_default();
    let kinds = Kinds::of(&field.schema);
    let options = field.schema.get("enum").or_else(|| field.schema.pointer("/items/enum")).and_then(Json::as_array);
    let choices: Vec<String> = options.into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect();
    let limit = |key: &str, without: i32| field.schema.get(key).and_then(Json::as_i64).and_then(|n| n.try_into().ok()).unwrap_or(without);
    let kind = if !choices.is_empty() && kinds.array {
        CellKind::Several(choices)
    } else if !choices.is_empty() {
        CellKind::Choice(choices)
    } else if text("format").is_some() {
        CellKind::Date
    } else if kinds.number {
        CellKind::Number
    } else if kinds.integer && !kinds.string {
        CellKind::Whole(limit("minimum", 0), limit("maximum", i32::MAX))
    } else if kinds.boolean {
        CellKind::Choice(vec!["Có".into(), "Không".into()])
    } else {
        CellKind::Text
    };
    let example = match &kind {
        CellKind::Choice(choices) | CellKind::Several(choices) => choices.first().cloned().unwrap_or_default(),
        CellKind::Date => "10/9/2025".into(),
        CellKind::Whole(from, _) => from.max(&1).to_string(),
        CellKind::Number => "120".into(),
        CellKind::Percent => "98,5%".into(),
        CellKind::Text => example(description),
    };
    let mut note = if description.is_empty() { field.title.clone() } else { description.to_owned() };
    if kinds.array {
        note.push_str(if columns::is_prose(&field.schema) {
            " Nhiều đoạn thì xuống dòng trong ô (Alt+Enter)."
        } else {
            " Nhiều giá trị ngăn cách bằng dấu chấm phẩy."
        });
    }
    if let Some(clause) = text("x-clause") {
        note.push_str(&format!(" Căn cứ: {clause}."));
    }
    Column { heading, note, kind, required, example }
}

/// What a description gives after “ví dụ:”.
fn example(description: &str) -> String {
    let after = description.split_once("ví dụ: ").map_or("", |(_, after)| after);
    let end = after.find([';', ',', '.', ':']).unwrap_or(after.len());
    after[..end].trim().to_owned()
}

/// Whether the schema demands a field: each step is required where it stands, or its group is the
/// unit's own.
fn needed(schema: &Json, field: &Field) -> bool {
    let Some((last, parents)) = field.path.split_last() else { return false };
    let mut at = schema;
    let root = schema;
    let demands = |at: &Json, name: &str| {
        let required = resolve(root, at).get("required").and_then(Json::as_array);
        required.is_some_and(|names| names.iter().any(|n| n == name))
    };
    for (depth, step) in parents.iter().enumerate() {
        match property(root, at, step) {
            // A group that may be left out needs nothing.
            Some(_) if depth > 0 && !demands(at, step) => return false,
            Some(next) => at = next,
            None => return false,
        }
    }
    demands(at, last)
}

/// A name that Excel takes for a sheet.
fn sheet_name(title: &str) -> String {
    title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect()
}
