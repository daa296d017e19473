//! Columns of a sheet to fields of a schema: which heading means which field, and what a cell's
//! content is as that field's value.

use serde_json::{Number, Value as Json};

use super::measure::Measure;
use super::node::Value;
use super::schema::resolve;
use super::sheet::{Cell, Content, Figure, Heading, is_cut_number};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::text::{NumberError, closest, folded, heads_ordinals, is_letter_or_digit, legacy, typed_number};

/// The last year that a date may have; a larger number counts days, as sheets do.
const LAST_YEAR: f64 = 2999.0;

/// Deepest nesting of fields that a column may name.
const DEPTH: usize = 5;

/// A field that a column may name.
#[derive(Clone, Debug)]
pub struct Field {
    /// The steps that lead to it, from the document or the record.
    pub path: Vec<String>,
    /// Its title in the schema.
    pub title: String,
    /// Its schema, references followed.
    pub schema: Json,
    /// What else it may be called.
    pub also: Vec<String>,
    /// Whether it belongs to a record that the data names by its code.
    pub is_record: bool,
    /// What it measures, when it takes a figure and nothing else.
    pub measure: Option<Measure>,
}

impl Field {
    /// Whether it holds the name of a body, a place or a person: no number is one.
    fn is_name(&self) -> bool {
        ["organ_name", "organization_in_charge", "place", "signer_info.full_name", "signer_info.position", "signer_info.head_position"]
            .contains(&self.dotted().as_str())
    }

    /// The path as people write it: `signer_info.full_name`.
    pub fn dotted(&self) -> String {
        self.path.join(".")
    }
}

/// All fields of a record or document that hold one value or a list of texts.
pub fn fields(root: &Json, schema: &Json) -> Vec<Field> {
    let mut out = Vec::new();
    collect(root, schema, &mut Vec::new(), &mut out);
    out
}

fn collect(root: &Json, schema: &Json, path: &mut Vec<String>, out: &mut Vec<Field>) {
    let schema = resolve(root, schema);
    let Some(properties) = schema.get("properties").and_then(Json::as_object) else { return };
    for (name, beside) in properties {
        let property = resolve(root, beside);
        path.push(name.clone());
        let texts = property.get("items").is_some_and(|items| resolve(root, items).get("type") == Some(&"string".into()));
        let kinds = Kinds::of(property);
        if kinds.scalar() || (kinds.array && !kinds.object && texts) {
            let title = beside.get("title").or_else(|| property.get("title")).and_then(Json::as_str).unwrap_or(name);
            let fixed = ["x-data-file", "const"].iter().any(|key| beside.get(key).or_else(|| property.get(key)).is_some());
            if !fixed && !["profile", "shared"].contains(&name.as_str()) {
                out.push(Field {
                    path: path.clone(),
                    title: title.to_owned(),
                    schema: property.clone(),
                    also: Vec::new(),
                    is_record: false,
                    measure: None,
                });
            }
        } else if path.len() < DEPTH && !kinds.array {
            collect(root, property, path, out);
        }
        path.pop();
    }
}

/// The kinds of values that a schema takes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kinds {
    pub(super) string: bool,
    pub(super) number: bool,
    pub(super) integer: bool,
    pub(super) boolean: bool,
    pub(super) array: bool,
    pub(super) object: bool,
}

impl Kinds {
    pub(super) fn of(schema: &Json) -> Kinds {
        let has = |kind: &str| match schema.get("type") {
            Some(Json::String(one)) => one == kind,
            Some(Json::Array(several)) => several.iter().any(|k| k == kind),
            // An enumeration of texts may leave its type out.
            None => kind == "string" && schema.get("enum").is_some(),
            _ => false,
        };
        Kinds {
            string: has("string"),
            number: has("number"),
            integer: has("integer"),
            boolean: has("boolean"),
            array: has("array"),
            object: has("object"),
        }
    }

    fn scalar(self) -> bool {
        self.string || self.number || self.integer || self.boolean
    }
}

/// A heading as it is compared: letters and digits only, without marks and case.
pub fn compared(heading: &str) -> String {
    let folded = folded(heading);
    folded.split(|c: char| !is_letter_or_digit(c)).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a column is for its readers alone: a remark (`#…`), or the running number that most sheets begin with.
pub fn is_remark(heading: &str) -> bool {
    heading.starts_with('#') || heads_ordinals(heading)
}

/// The field of each heading; `None` for empty headings and remarks. What is unknown, could
/// be two fields, or names one twice is reported at the heading.
pub fn matched(headings: &[Heading<'_>], fields: &[Field], found: &mut Diagnostics) -> Vec<Option<usize>> {
    let mut taken: Vec<Option<String>> = vec![None; fields.len()];
    let names: Vec<Vec<String>> = fields.iter().map(|f| names(f).iter().map(|n| compared(n)).collect()).collect();
    let lowest: Vec<String> = headings.iter().map(|h| compared(&h.cell.content.shown())).collect();
    let one = |Heading { cell, groups }: &Heading<'_>| {
        let mut heading = cell.content.shown();
        if heading.is_empty() || is_remark(&heading) {
            return None;
        }
        let exact = fields.iter().position(|f| f.dotted() == heading);
        let called = |heading: &str| (0..fields.len()).filter(|i| names[*i].contains(&compared(heading))).collect::<Vec<_>>();
        let mut alike = exact.map_or_else(|| called(&heading), |index| vec![index]);
        // Words that stand under several groups mean a field only with their group.
        let repeated = lowest.iter().filter(|l| **l == compared(&heading)).count() > 1;
        if !groups.is_empty() && (repeated || alike.is_empty()) {
            let whole = format!("{} {heading}", groups.join(" "));
            let group = groups.join(" ");
            alike = [whole.as_str(), group.as_str()].iter().map(|name| called(name)).find(|a| !a.is_empty()).unwrap_or_default();
            heading = whole;
        }
        match alike[..] {
            [index] => match &taken[index] {
                None => {
                    taken[index] = Some(heading);
                    return Some(index);
                }
                Some(before) => {
                    let message = format!("Cột “{heading}” và cột “{before}” cùng là trường `{}`", fields[index].dotted());
                    found.push(
                        Diagnostic::error(code::BAD_COLUMN, cell.span, message)
                            .help("Bỏ một cột, hoặc thêm # trước tiêu đề cột không dùng."),
                    );
                }
            },
            // A heading in an old encoding is told as every cell is, with the words that it would be.
            [] if legacy::spoilt(&heading).is_some_and(|spoilt| spoilt.proposed.is_some()) => {}
            [] => found.push(unknown(cell, &heading, fields, &names)),
            _ => {
                let which: Vec<String> = alike.iter().map(|i| format!("`{}` ({})", fields[*i].dotted(), fields[*i].title)).collect();
                let message = format!("Tiêu đề cột “{heading}” có thể là {}", which.join(" hoặc "));
                found.push(
                    Diagnostic::error(code::BAD_COLUMN, cell.span, message).help("Ghi tên trường, như trong ngoặc `…`, làm tiêu đề cột."),
                );
            }
        }
        None
    };
    headings.iter().map(one).collect()
}

/// Everything that a field may be called: its path, with and without `content.`, its title.
fn names(field: &Field) -> Vec<String> {
    let dotted = field.dotted();
    let short = dotted.strip_prefix("content.").map(str::to_owned);
    [dotted, field.title.clone()].into_iter().chain(short).chain(field.also.iter().cloned()).collect()
}

fn unknown(cell: &Cell, heading: &str, fields: &[Field], names: &[Vec<String>]) -> Diagnostic {
    let diagnostic = Diagnostic::error(code::BAD_COLUMN, cell.span, format!("Không có trường nào tên là “{heading}”"));
    let all = fields.iter().zip(names).flat_map(|(field, names)| names.iter().map(move |name| (name.as_str(), field)));
    let diagnostic = match closest(&compared(heading), all) {
        Some(field) => diagnostic.help(format!("Có phải ý bạn là “{}” (`{}`)?", field.title, field.dotted())),
        None => diagnostic,
    };
    diagnostic.help("Cột chỉ để ghi chú thì đặt # trước tiêu đề.")
}

/// A cell as the value of a field. What is no value of the kind that the field takes is reported and left
/// empty; what only the schema can judge is left as it stands.
/// `measure` is what a figure here measures, and that nothing but a figure can stand here.
pub fn value(cell: &Cell, field: &Field, measure: Option<&Measure>, found: &mut Diagnostics) -> Value {
    let kinds = Kinds::of(&field.schema);
    let is_figure = (kinds.number || kinds.integer) && (measure.is_some() || !kinds.string);
    let text = || Value::Text(cell.content.shown());
    match &cell.content {
        Content::Empty | Content::Error(_) | Content::Uncomputed | Content::Unformatted(_) => Value::Null,
        Content::Data(node) => node.value.clone(),
        Content::Bool(given) if kinds.boolean => Value::Bool(*given),
        Content::Bool(_) => refused(cell, "là TRUE/FALSE", what(is_figure), found),
        Content::Date(_, shown) if is_figure => refused(cell, &format!("là ngày {shown}"), what(true), found),
        Content::Time(shown) if is_figure => refused(cell, &format!("là giờ {shown}"), what(true), found),
        // A date field takes as much as the sheet shows.
        Content::Date(date, _) if field.schema.get("format").is_some_and(|f| f == "vanban-date") => Value::Text(date.short()),
        Content::Number(figure) if field.schema.get("format").is_some_and(|f| f == "vanban-date") && figure.value > LAST_YEAR => {
            refused(cell, &format!("là số {}", figure.shown), "ngày", found)
        }
        Content::Number(figure) if field.is_name() => refused(cell, &format!("là số {}", figure.shown), what(false), found),
        Content::Number(figure) if kinds.number || kinds.integer => number(cell, figure, measure, kinds, found),
        Content::Text(words) => typed(cell, words, kinds, field, measure, found),
        _ => text(),
    }
}

fn what(is_figure: bool) -> &'static str {
    if is_figure { "số" } else { "chữ" }
}

fn refused(cell: &Cell, is: &str, due: &str, found: &mut Diagnostics) -> Value {
    found.push(
        Diagnostic::error(code::WRONG_TYPE, cell.span, format!("Ô {is}, chỗ này cần {due}"))
            .help("Sửa nội dung ô; nếu gõ đúng thì đổi định dạng ô (Format Cells) thành General hoặc Text rồi gõ lại."),
    );
    Value::Null
}

/// A cell's number: as the sheet shows it, for what the document says is what the clerk saw.
fn number(cell: &Cell, figure: &Figure, measure: Option<&Measure>, kinds: Kinds, found: &mut Diagnostics) -> Value {
    let Some(says) = figure.says else {
        let held = crate::text::grouped(&figure.value.to_string());
        found.push(
            Diagnostic::error(code::WRONG_TYPE, cell.span, format!("Ô hiện “{}” nhưng giữ số {held}", figure.shown))
                .help("Định dạng của ô chia số cho nghìn, triệu hoặc che số: ghi đúng số cần dùng và đổi định dạng thành #,##0."),
        );
        return Value::Null;
    };
    if let Some(measure) = measure {
        let judged = measure.judge_cell(says, figure.percent, cell.span);
        let refused = judged.as_ref().is_some_and(Diagnostic::is_error);
        found.extend(judged);
        if refused {
            return Value::Null;
        }
    }
    if kinds.string && !kinds.number && says.fract() != 0.0 {
        return Value::Text(figure.shown.clone());
    }
    json_number(says).map_or_else(|| Value::Text(figure.shown.clone()), Value::Number)
}

/// Whether a list holds paragraphs.
pub(super) fn is_prose(list: &Json) -> bool {
    list.pointer("/items/x-prose") == Some(&Json::Bool(true))
}

fn typed(cell: &Cell, words: &str, kinds: Kinds, field: &Field, measure: Option<&Measure>, found: &mut Diagnostics) -> Value {
    // In paragraphs a semicolon is part of a sentence.
    let between: &[char] = if is_prose(&field.schema) { &['\n'] } else { &['\n', ';'] };
    if kinds.array && (words.contains(between) || !kinds.string) {
        let parts = words.split(between).map(str::trim).filter(|p| !p.is_empty());
        let node = |part: &str| super::node::Node { span: cell.span, value: Value::Text(part.to_owned()) };
        return Value::List(parts.map(node).collect());
    }
    if let Some(options) = field.schema.get("enum").and_then(Json::as_array) {
        let alike = options.iter().filter_map(Json::as_str).find(|o| folded(o) == folded(words));
        return Value::Text(alike.unwrap_or(words).to_owned());
    }
    if kinds.boolean && !kinds.string {
        return match folded(words).as_str() {
            "co" | "x" | "true" | "dung" => Value::Bool(true),
            "khong" | "false" | "sai" => Value::Bool(false),
            _ => Value::Text(words.to_owned()),
        };
    }
    // A field of words and whole numbers, such as a document's number, keeps its zeros.
    if kinds.number || (kinds.integer && !kinds.string) {
        return typed_figure(cell, words, kinds, measure, found);
    }
    Value::Text(words.to_owned())
}

fn typed_figure(cell: &Cell, words: &str, kinds: Kinds, measure: Option<&Measure>, found: &mut Diagnostics) -> Value {
    let wrong = |message: String| Diagnostic::error(code::WRONG_TYPE, cell.span, message);
    match typed_number(words) {
        Ok(number) => {
            let judged = measure.and_then(|m| m.judge_cell(number.parse().unwrap_or(0.0), words.ends_with('%'), cell.span));
            let refused = judged.as_ref().is_some_and(Diagnostic::is_error);
            found.extend(judged);
            if measure.is_some() && !spaces_group(words) {
                found.push(
                    Diagnostic::warning(code::WRONG_TYPE, cell.span, format!("“{words}” có dấu cách giữa các chữ số: đọc là {number}"))
                        .help("Gõ số liền nhau; dấu cách chỉ ngăn hàng nghìn."),
                );
            }
            if refused { Value::Null } else { number.parse().map_or_else(|_| Value::Text(words.to_owned()), Value::Number) }
        }
        Err(NumberError::Ambiguous) => {
            found.push(
                wrong(format!("“{words}” có thể đọc là hai số khác nhau"))
                    .label("dấu phẩy ở đây ngăn hàng nghìn hay phần thập phân?")
                    .help("Định dạng ô là số, hoặc viết 1.234 (một nghìn …) hay 1,2340 (một phẩy …)."),
            );
            Value::Null
        }
        // That digits of it are lost was told of the cell.
        Err(NumberError::Form) if is_cut_number(words) => Value::Null,
        // Where words are allowed too, a figure with something behind it is still a slip.
        Err(NumberError::Form) if measure.is_some() || (kinds.string && words.starts_with(|c: char| c.is_ascii_digit())) => {
            let none = ["-", "–", "x", "khong", "khong co", "khong phat sinh"].contains(&folded(words).as_str());
            let help = if none {
                "Không phát sinh thì ghi 0."
            } else {
                "Ô số liệu chỉ ghi số; đơn vị tính và ghi chú để ở chỗ khác."
            };
            found.push(wrong(format!("“{words}” không phải số")).help(help));
            Value::Null
        }
        Err(NumberError::Form) => Value::Text(words.to_owned()),
    }
}

/// Whether spaces in a number part thousands and nothing else.
fn spaces_group(words: &str) -> bool {
    let mut groups = words.trim_end_matches('%').split([' ', '\u{a0}', '\u{202f}']).filter(|g| !g.is_empty());
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| group.split([',', '.']).next().unwrap_or_default().len();
    rest.is_empty() || ["-", "+", "−"].contains(&first) || (first.len() <= 3 && rest.iter().all(|g| digits(g) == 3))
}

fn json_number(value: f64) -> Option<Number> {
    // Beyond 2^53 a cell's number is no longer exact.
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 { Some(Number::from(value as i64)) } else { Number::from_f64(value) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{SourceId, Span};
    use serde_json::json;

    fn cell(content: Content) -> Cell {
        Cell { span: Span { source: SourceId(0), start: 0, end: 0 }, content, marked: None }
    }

    fn above(cell: &Cell) -> Heading<'_> {
        Heading { cell, groups: Vec::new() }
    }

    fn text(words: &str) -> Cell {
        cell(Content::Text(words.into()))
    }

    fn schema() -> Json {
        json!({
            "properties": {
                "organ_name": { "type": "string", "title": "Cơ quan ban hành" },
                "signer_info": { "$ref": "#/definitions/signer", "title": "Người ký" },
                "to": { "type": "array", "items": { "type": "string" }, "title": "Kính gửi" },
                "content": { "type": "object", "properties": {
                    "body": { "type": "array", "items": { "type": ["string", "object"] }, "title": "Nội dung" },
                    "total": { "type": "number", "title": "Tổng số" },
                    "count": { "type": "integer", "title": "Số lượng" },
                    "also_total": { "type": "number", "title": "Tổng  số" }
                } }
            },
            "definitions": { "signer": { "type": "object", "properties": { "full_name": { "type": "string", "title": "Họ và tên" } } } }
        })
    }

    #[test]
    fn columns_may_name_values_and_lists_of_texts() {
        let schema = schema();
        let paths: Vec<String> = fields(&schema, &schema).iter().map(Field::dotted).collect();
        assert_eq!(paths, ["organ_name", "signer_info.full_name", "to", "content.total", "content.count", "content.also_total"]);
    }

    #[test]
    fn headings_match_without_case_marks_and_spaces() {
        let schema = schema();
        let fields = fields(&schema, &schema);
        let matched_one = |heading: &str| {
            let mut found = Diagnostics::default();
            let head = text(heading);
            let index = matched(&[above(&head)], &fields, &mut found)[0];
            (index.map(|i| fields[i].dotted()), found.iter().map(|d| d.message.clone()).collect::<Vec<_>>())
        };
        for heading in ["organ_name", "Cơ quan ban hành", "CO QUAN  BAN HANH (*)", "Organ name"] {
            assert_eq!(matched_one(heading), (Some("organ_name".into()), vec![]), "{heading}");
        }
        assert_eq!(matched_one("count").0.as_deref(), Some("content.count"));
        for remark in ["# ghi chú nội bộ", "STT", "TT", "Số TT"] {
            assert_eq!(matched_one(remark), (None, vec![]), "{remark}");
        }
        assert_eq!(matched_one("Cơ quan ban hàn").1, ["Không có trường nào tên là “Cơ quan ban hàn”"]);
        let ambiguous = "Tiêu đề cột “Tổng số” có thể là `content.total` (Tổng số) hoặc `content.also_total` (Tổng  số)";
        assert_eq!(matched_one("Tổng số").1, [ambiguous]);
    }

    #[test]
    fn two_columns_for_one_field_are_refused() {
        let schema = schema();
        let mut found = Diagnostics::default();
        let (first, second) = (text("organ_name"), text("Cơ quan ban hành"));
        let fields = fields(&schema, &schema);
        assert_eq!(matched(&[above(&first), above(&second)], &fields, &mut found), [Some(0), None]);
        assert!(found.has_errors());
    }

    #[test]
    fn cells_become_what_the_field_wants() {
        let number = json!({ "type": "number" });
        let date = json!({ "type": ["string", "integer"], "format": "vanban-date" });
        let list = json!({ "type": "array", "items": { "type": "string" } });
        let choice = json!({ "type": "string", "enum": ["Khẩn", "Hỏa tốc"] });
        let yes = json!({ "type": "boolean" });
        let words = json!({ "type": "string" });
        let field = |schema: &Json| Field {
            path: vec!["x".into()],
            title: String::new(),
            schema: schema.clone(),
            also: Vec::new(),
            is_record: false,
            measure: None,
        };
        let json = |cell: Cell, schema: &Json| {
            let value = value(&cell, &field(schema), None, &mut Diagnostics::default());
            super::super::node::Node { span: cell.span, value }.to_json()
        };
        let figure = |value: f64, says: Option<f64>, shown: &str, percent| {
            cell(Content::Number(Figure { value, says, shown: shown.into(), percent }))
        };
        assert_eq!(json(text("1.234"), &number), json!(1234));
        assert_eq!(json(text("98,5%"), &number), json!(98.5));
        assert_eq!(json(figure(98.5, Some(98.5), "98,5%", true), &number), json!(98.5));
        assert_eq!(json(figure(98.5, Some(98.5), "98,5%", true), &words), json!("98,5%"));
        assert_eq!(json(figure(12.0, Some(12.0), "12", false), &words), json!("12"));
        assert_eq!(json(figure(71.437, Some(71.4), "71,4", false), &number), json!(71.4));
        assert_eq!(json(figure(1_234_567.0, None, "1,2", false), &number), json!(null));
        assert_eq!(json(figure(2025.0, Some(2025.0), "2025", false), &date), json!(2025));
        assert_eq!(json(text("15 hồ sơ"), &number), json!("15 hồ sơ"));
        assert_eq!(json(text("UBND tỉnh; Sở Nội vụ\nSở Tài chính"), &list), json!(["UBND tỉnh", "Sở Nội vụ", "Sở Tài chính"]));
        assert_eq!(json(text("hỎA tốc"), &choice), json!("Hỏa tốc"));
        assert_eq!(json(text("Có"), &yes), json!(true));
        assert_eq!(json(text("1,234"), &number), json!(null));
    }
}
