//! Columns of a sheet to fields of a schema: which heading means which field, and what a cell's
//! content is as that field's value.

use serde_json::{Number, Value as Json};

use super::node::Value;
use super::schema::resolve;
use super::sheet::{Cell, Content};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::text::{NumberError, closest, folded, typed_number};

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
}

impl Field {
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
            if !fixed && name != "profile" {
                out.push(Field {
                    path: path.clone(),
                    title: title.to_owned(),
                    schema: property.clone(),
                    also: Vec::new(),
                    is_record: false,
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
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The field of each heading; `None` for empty headings and remarks (`#…`). What is unknown, could
/// be two fields, or names one twice is reported at the heading.
pub fn matched(headings: &[&Cell], fields: &[Field], found: &mut Diagnostics) -> Vec<Option<usize>> {
    let mut taken: Vec<Option<String>> = vec![None; fields.len()];
    let names: Vec<Vec<String>> = fields.iter().map(|f| names(f).iter().map(|n| compared(n)).collect()).collect();
    let one = |cell: &&Cell| {
        let heading = cell.content.shown();
        if heading.is_empty() || heading.starts_with('#') {
            return None;
        }
        let exact = fields.iter().position(|f| f.dotted() == heading);
        let wanted = compared(&heading);
        let alike: Vec<usize> = match exact {
            Some(index) => vec![index],
            None => (0..fields.len()).filter(|i| names[*i].contains(&wanted)).collect(),
        };
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

/// A cell as the value of a field; what the cell cannot be is left as it stands for the schema to
/// report, unless only the sheet knows what is wrong.
pub fn value(cell: &Cell, schema: &Json) -> Result<Value, Diagnostic> {
    let kinds = Kinds::of(schema);
    let text = || Value::Text(cell.content.shown());
    Ok(match &cell.content {
        Content::Empty | Content::Error(_) | Content::Uncomputed => Value::Null,
        Content::Data(node) => node.value.clone(),
        Content::Bool(given) if kinds.boolean => Value::Bool(*given),
        Content::Bool(given) => Value::Text(if *given { "Có" } else { "Không" }.into()),
        Content::Number(number, _) | Content::Percent(number, _) if kinds.number || kinds.integer => {
            if kinds.string && !kinds.number && number.fract() != 0.0 {
                text()
            } else {
                json_number(*number).map_or_else(text, Value::Number)
            }
        }
        Content::Text(words) => typed(cell, words, kinds, schema)?,
        _ => text(),
    })
}

fn typed(cell: &Cell, words: &str, kinds: Kinds, schema: &Json) -> Result<Value, Diagnostic> {
    let several = words.contains(['\n', ';']);
    if kinds.array && (several || !kinds.string) {
        let parts = words.split(['\n', ';']).map(str::trim).filter(|p| !p.is_empty());
        let node = |part: &str| super::node::Node { span: cell.span, value: Value::Text(part.to_owned()) };
        return Ok(Value::List(parts.map(node).collect()));
    }
    if let Some(options) = schema.get("enum").and_then(Json::as_array) {
        let alike = options.iter().filter_map(Json::as_str).find(|o| folded(o) == folded(words));
        return Ok(Value::Text(alike.unwrap_or(words).to_owned()));
    }
    if kinds.boolean && !kinds.string {
        return Ok(match folded(words).as_str() {
            "co" | "x" | "true" | "dung" => Value::Bool(true),
            "khong" | "false" | "sai" => Value::Bool(false),
            _ => Value::Text(words.to_owned()),
        });
    }
    // A field of words and whole numbers, such as a document's number, keeps its zeros.
    if kinds.number || (kinds.integer && !kinds.string) {
        return match typed_number(words) {
            Ok(number) => Ok(number.parse().map_or_else(|_| Value::Text(words.to_owned()), Value::Number)),
            Err(NumberError::Ambiguous) => {
                Err(Diagnostic::error(code::WRONG_TYPE, cell.span, format!("“{words}” có thể đọc là hai số khác nhau"))
                    .label("dấu phẩy ở đây ngăn hàng nghìn hay phần thập phân?")
                    .help("Định dạng ô là số, hoặc viết 1.234 (một nghìn …) hay 1,2340 (một phẩy …)."))
            }
            // Where words are allowed too, a figure with something behind it is still a slip.
            Err(NumberError::Form) if kinds.string && words.starts_with(|c: char| c.is_ascii_digit()) => {
                Err(Diagnostic::error(code::WRONG_TYPE, cell.span, format!("“{words}” không phải số"))
                    .help("Ô số liệu chỉ ghi số; đơn vị tính và ghi chú để ở chỗ khác."))
            }
            Err(NumberError::Form) => Ok(Value::Text(words.to_owned())),
        };
    }
    Ok(Value::Text(words.to_owned()))
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
        Cell { span: Span { source: SourceId(0), start: 0, end: 0 }, content }
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
            let index = matched(&[&head], &fields, &mut found)[0];
            (index.map(|i| fields[i].dotted()), found.iter().map(|d| d.message.clone()).collect::<Vec<_>>())
        };
        for heading in ["organ_name", "Cơ quan ban hành", "CO QUAN  BAN HANH (*)", "Organ name"] {
            assert_eq!(matched_one(heading), (Some("organ_name".into()), vec![]), "{heading}");
        }
        assert_eq!(matched_one("count").0.as_deref(), Some("content.count"));
        assert_eq!(matched_one("# ghi chú nội bộ"), (None, vec![]));
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
        assert_eq!(matched(&[&first, &second], &fields, &mut found), [Some(0), None]);
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
        let json = |cell: Cell, schema: &Json| {
            let value = value(&cell, schema).unwrap();
            super::super::node::Node { span: cell.span, value }.to_json()
        };
        assert_eq!(json(text("1.234"), &number), json!(1234));
        assert_eq!(json(text("98,5%"), &number), json!(98.5));
        assert_eq!(json(cell(Content::Percent(98.5, "98,5%".into())), &number), json!(98.5));
        assert_eq!(json(cell(Content::Percent(98.5, "98,5%".into())), &words), json!("98,5%"));
        assert_eq!(json(cell(Content::Number(12.0, "12".into())), &words), json!("12"));
        assert_eq!(json(cell(Content::Number(2025.0, "2025".into())), &date), json!(2025));
        assert_eq!(json(text("15 hồ sơ"), &number), json!("15 hồ sơ"));
        assert_eq!(json(text("UBND tỉnh; Sở Nội vụ\nSở Tài chính"), &list), json!(["UBND tỉnh", "Sở Nội vụ", "Sở Tài chính"]));
        assert_eq!(json(text("hỎA tốc"), &choice), json!("Hỏa tốc"));
        assert_eq!(json(text("Có"), &yes), json!(true));
        assert!(value(&text("1,234"), &number).is_err());
    }
}
