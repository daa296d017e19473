//! The data against its schema: a library finds, this module says it in Vietnamese, at the place.

mod named;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{Draft, JsonType, ValidationError, Validator};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::envelope::{ORGAN_CODE, is_organ_code};
use crate::model::node::{Node, Value};
use crate::model::schema::{property, resolve};
use crate::text::{DateError, PartialDate, closest, folded, upper};

/// A schema, compiled as far as data needs it.
pub struct Checker {
    schema: Json,
    /// What judges data of these names, those of the first that came.
    first: OnceLock<(BTreeSet<String>, Compiled)>,
    /// What judges all data.
    whole: OnceLock<Compiled>,
}

/// A validator, or why there is none.
type Compiled = Result<Validator, String>;

/// Data whose shape was looked at.
pub struct Checked {
    /// All of it.
    pub json: Json,
    /// Where its values are not as they should be.
    wrong: Vec<String>,
}

impl Checked {
    /// What is right of it, as a type has it.
    pub fn read<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        // Nearly all data is right as it stands.
        if self.wrong.is_empty()
            && let Ok(read) = T::deserialize(&self.json)
        {
            return Ok(read);
        }
        let mut right = self.json.clone();
        whole(&mut right);
        for pointer in &self.wrong {
            let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
            match right.pointer_mut(parent) {
                Some(Json::Object(map)) => drop(map.remove(key)),
                Some(Json::Array(list)) => list.clear(),
                _ => {}
            }
        }
        serde_json::from_value(right)
    }
}

impl Checker {
    /// A schema of the program's own, which is right.
    pub fn new(schema: Json) -> Self {
        Checker { schema, first: OnceLock::new(), whole: OnceLock::new() }
    }

    /// Compiles all of a schema that a user had a part in; `Err` says why it is none.
    pub fn proven(self) -> Result<Self, String> {
        self.whole.get_or_init(|| compiled(self.schema.clone())).as_ref().map_err(String::clone)?;
        Ok(self)
    }

    /// What judges data: most documents of a run name the same fields.
    fn validator(&self, root: &Node) -> Result<&Validator, &String> {
        let whole = self.whole.get();
        let validator = whole.unwrap_or_else(|| {
            let names = named::names(root);
            let (known, first) = self.first.get_or_init(|| {
                let part = compiled(named::part(&self.schema, &names));
                (names.iter().copied().map(str::to_owned).collect(), part)
            });
            let is_known = names.iter().all(|name| known.contains(*name));
            if is_known { first } else { self.whole.get_or_init(|| compiled(self.schema.clone())) }
        });
        validator.as_ref()
    }

    /// The schema itself.
    pub fn schema(&self) -> &Json {
        &self.schema
    }

    /// Reports everything in `root` that the schema does not allow, and gives it as JSON, so that other rules can go on with
    /// what is right of it.
    pub fn check(&self, root: &Node, found: &mut Diagnostics) -> Checked {
        let json = root.to_json();
        let mut wrong = Vec::new();
        let validator = self.validator(root).map_err(|why| found.push(Diagnostic::internal(why))).ok();
        for error in validator.into_iter().flat_map(|validator| validator.iter_errors(&json)) {
            self.explain(root, &error, found);
            let about_the_whole = matches!(error.kind(), Kind::AdditionalProperties { .. } | Kind::Required { .. });
            if !about_the_whole {
                wrong.push(error.instance_path().as_str().to_owned());
            }
        }
        self.empty_unknown_keys(root, &self.schema, &mut Vec::new(), found);
        Checked { json, wrong }
    }

    fn explain(&self, root: &Node, error: &ValidationError<'_>, found: &mut Diagnostics) {
        let pointer = error.instance_path().as_str().to_owned();
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        let node = root.nearest(steps.iter().copied());
        let mut schema = &self.schema;
        for step in &steps {
            match property(&self.schema, schema, step) {
                Some(next) => schema = next,
                None => break,
            }
        }
        let name = name(&steps, schema);
        let wrong = |code, message: String| Diagnostic::error(code, node.span, message);
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                for key in unexpected {
                    found.push(self.unknown_key(node, key, schema, &steps));
                }
            }
            Kind::Required { property: missing } => found.push(self.missing(node, missing.as_str().unwrap_or_default(), schema)),
            Kind::Type { kind } => {
                let mut diagnostic = wrong(code::WRONG_TYPE, format!("{name} phải là {}, đang là {}", expected(kind), shown(&node.value)));
                match (type_help(kind, &node.value), group_help(kind, &self.schema, schema)) {
                    (Some(help), _) => diagnostic = diagnostic.help(help),
                    (None, Some(help)) => diagnostic = diagnostic.help(help),
                    _ => {}
                }
                found.push(described(diagnostic, schema));
            }
            Kind::Enum { options } => found.push(not_in_list(
                wrong(code::NOT_IN_LIST, format!("{name} không nhận {}", shown(&node.value))),
                options,
                &node.value,
                schema,
            )),
            Kind::Constant { expected_value } => {
                found.push(wrong(code::NOT_IN_LIST, format!("{name} phải là {expected_value}")));
            }
            Kind::Minimum { .. } | Kind::Maximum { .. } | Kind::ExclusiveMinimum { .. } | Kind::ExclusiveMaximum { .. } => {
                found.push(out_of_range(
                    wrong(code::OUT_OF_RANGE, format!("{name} là {}, ngoài phạm vi cho phép", shown(&node.value))),
                    schema,
                ));
            }
            Kind::Format { format } if format == DATE => found.push(bad_date(node, &name)),
            Kind::MinLength { .. } | Kind::MinItems { .. } => {
                found.push(described(wrong(code::MISSING_FIELD, format!("{name} đang để trống")), schema));
            }
            Kind::MaxLength { limit } => {
                found.push(wrong(code::BAD_FORM, format!("{name} dài quá {limit} ký tự")).help("Rút ngắn lại."));
            }
            Kind::MaxItems { limit } => found.push(wrong(code::BAD_FORM, format!("{name} có quá {limit} phần tử"))),
            Kind::AnyOf { .. } => {
                // Alternatives are sets of fields; the first is the usual one.
                let needed = schema.pointer("/anyOf/0/required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
                for key in needed.filter(|key| node.get(key).is_none()) {
                    found.push(self.missing(node, key, schema));
                }
            }
            Kind::UniqueItems => found.push(wrong(code::BAD_FORM, format!("{name} có phần tử lặp lại")).help("Bỏ phần tử bị lặp.")),
            kind => {
                let mut bad = wrong(code::BAD_FORM, format!("{name} không đúng dạng: {}", shown(&node.value)));
                if let Kind::Pattern { pattern } = kind
                    && let Some(right) = node.text().and_then(|text| mended(text, pattern))
                {
                    bad = bad.help(format!("Ghi {right}"));
                }
                found.push(described(bad, schema));
            }
        }
    }

    /// Empty fields are as good as absent, but `{text: a, b}` must not lose its `b`.
    fn empty_unknown_keys<'a>(&'a self, node: &'a Node, schema: &'a Json, steps: &mut Vec<String>, found: &mut Diagnostics) {
        let schema = resolve(&self.schema, schema);
        let mut below = |child: &'a Node, step: &dyn Fn() -> String, schema: &'a Json| {
            // Most data has no empty field at all.
            if has_empty(child) {
                steps.push(step());
                self.empty_unknown_keys(child, schema, steps, found);
                steps.pop();
            }
        };
        match &node.value {
            Value::List(list) => {
                let Some(items) = schema.get("items") else { return };
                list.iter().enumerate().for_each(|(i, child)| below(child, &|| i.to_string(), items));
            }
            Value::Map(entries) => {
                let properties = schema.get("properties");
                let known = |key: &str| properties.and_then(|p| p.get(key));
                for entry in entries {
                    if let Some(property) = known(&entry.key) {
                        below(&entry.node, &|| entry.key.clone(), property);
                    }
                }
                if schema.get("additionalProperties") != Some(&Json::Bool(false)) {
                    return;
                }
                let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
                for entry in entries.iter().filter(|e| e.node.value == Value::Null && known(&e.key).is_none()) {
                    let unknown = self.unknown_key(node, &entry.key, schema, &steps);
                    found.push(unknown.help("Câu có dấu hai chấm, câu có dấu phẩy trong { } phải đặt trong dấu nháy kép \"…\"."));
                }
            }
            _ => {}
        }
    }

    fn unknown_key(&self, node: &Node, key: &str, schema: &Json, steps: &[&str]) -> Diagnostic {
        let span = node.entry(key).map_or(node.span, |e| e.key_span);
        let place = if steps.is_empty() { "văn bản".to_owned() } else { format!("`{}`", path(steps)) };
        let known: Vec<(&str, &Json)> =
            schema.get("properties").and_then(Json::as_object).into_iter().flatten().map(|(k, s)| (k.as_str(), s)).collect();
        let diagnostic =
            Diagnostic::error(code::UNKNOWN_KEY, span, format!("Không có trường `{key}` trong {place}")).label("không biết trường này");
        if let Some(advice) = self.slip_of_key(node, key, &known).or_else(|| self.home(key, steps)) {
            return diagnostic.help(advice);
        }
        let titled =
            known.iter().find(|(_, s)| annotation(&self.schema, s, "title").is_some_and(|t| folded(t) == folded(&key.replace('_', " "))));
        let similar = titled.map(|(k, _)| *k).or_else(|| closest(key, known.iter().map(|(k, _)| (*k, *k))));
        match similar {
            None if key.contains(' ') && node.get(key).is_some() => {
                diagnostic.help("Nếu đây là một câu có dấu hai chấm: đặt cả câu trong dấu nháy kép \"…\", hoặc viết sau `>-` ở dòng dưới.")
            }
            Some(similar) => diagnostic.help(format!("Có phải ý bạn là `{similar}`?")),
            None => {
                let titled = |(key, schema): &(&str, &Json)| match annotation(&self.schema, schema, "title") {
                    Some(title) if known.len() <= FEW => format!("{key} ({title})"),
                    _ => (*key).to_owned(),
                };
                let names: Vec<String> = known.iter().map(titled).collect();
                diagnostic.help(format!("Các trường ở đây: {}.", names.join(", ")))
            }
        }
    }

    /// What was meant by a key that is a text, or a field's name with its value.
    fn slip_of_key(&self, node: &Node, key: &str, known: &[(&str, &Json)]) -> Option<String> {
        if let Some((name, _)) = key.split_once(':').filter(|(name, _)| known.iter().any(|(known, _)| known == name)) {
            return Some(format!("Sau dấu hai chấm phải có dấu cách: viết `{name}: …`."));
        }
        let above_a_list = key.contains(' ') && matches!(node.get(key)?.value, Value::List(_));
        above_a_list
            .then(|| format!("Câu có mục con: viết `text: \"{key}:\"`, dòng dưới là `items:` thẳng cột với `text`, rồi đến các mục con."))
    }

    /// Where a field belongs that stands in the wrong group.
    fn home(&self, key: &str, steps: &[&str]) -> Option<String> {
        let of = |schema: &'_ Json| resolve(&self.schema, schema).pointer(&format!("/properties/{key}")).is_some();
        let top = self.schema.get("properties").and_then(Json::as_object)?;
        if !steps.is_empty() && top.contains_key(key) {
            return Some(format!("`{key}` là trường của cả văn bản: viết ở ngoài cùng, thẳng cột với `type` và `content`."));
        }
        if let Some((group, _)) = top.iter().find(|(group, schema)| !(steps.len() == 1 && steps[0] == *group) && of(schema)) {
            return Some(format!("`{key}` là trường của `{group}`: viết bên trong `{group}`, thụt vào hai dấu cách so với nó."));
        }
        let of_items = self.schema.pointer(&format!("/definitions/item/properties/{key}")).is_some();
        of_items
            .then(|| format!("`{key}` là trường của một mục: viết thẳng cột với `level` của mục đó, trong danh sách `body` hoặc `items`."))
    }

    fn missing(&self, node: &Node, missing: &str, schema: &Json) -> Diagnostic {
        let property = schema.get("properties").and_then(|p| p.get(missing));
        let title = property.and_then(|p| annotation(&self.schema, p, "title"));
        let named = title.map_or(String::new(), |t| format!(" ({t})"));
        // An empty field is marked itself; an absent one where it should stand.
        let (span, message) = match node.entry(missing) {
            Some(entry) => (entry.key_span, format!("Trường `{missing}`{named} đang để trống")),
            None => (Span { end: node.span.start, ..node.span }, format!("Thiếu trường `{missing}`{named}")),
        };
        let diagnostic = Diagnostic::error(code::MISSING_FIELD, span, message);
        match property.and_then(|p| annotation(&self.schema, p, "description")) {
            Some(description) => diagnostic.help(description),
            None => diagnostic,
        }
    }
}

const DATE: &str = "vanban-date";
const CODE: &str = "vanban-organ-code";

/// Compiles a schema; `Err` says why it is none.
fn compiled(schema: Json) -> Compiled {
    let mut options = jsonschema::options().with_draft(Draft::Draft7).should_validate_formats(true);
    options = options.with_format(DATE, |text: &str| PartialDate::parse(text).is_ok()).with_format(CODE, is_organ_code);
    options.build(&checked_by_us(schema)).map_err(|e| e.to_string())
}

/// The schema with a format in the place of the pattern that has one.
fn checked_by_us(mut schema: Json) -> Json {
    match &mut schema {
        Json::Object(map) if map.get("pattern").is_some_and(|pattern| pattern == ORGAN_CODE) => {
            map.remove("pattern");
            map.insert("format".to_owned(), CODE.into());
        }
        Json::Object(map) => map.values_mut().for_each(|value| *value = checked_by_us(value.take())),
        Json::Array(list) => list.iter_mut().for_each(|value| *value = checked_by_us(value.take())),
        _ => {}
    }
    schema
}

/// So many fields are named with their titles.
const FEW: usize = 8;

/// A path as people count: `content.body[1].items[2]`.
fn path(steps: &[&str]) -> String {
    let mut out = String::new();
    for step in steps {
        match step.parse::<usize>() {
            Ok(index) => out.push_str(&format!("[{}]", index + 1)),
            Err(_) if out.is_empty() => out.push_str(step),
            Err(_) => out.push_str(&format!(".{step}")),
        }
    }
    out
}

/// The field's title with its key, as messages name it.
fn name(steps: &[&str], schema: &Json) -> String {
    let key = steps.iter().rev().find(|s| s.parse::<usize>().is_err()).copied().unwrap_or("văn bản");
    match schema.get("title").and_then(Json::as_str) {
        Some(title) => format!("Trường `{key}` ({title})"),
        None => format!("Trường `{key}`"),
    }
}

/// A title or description: beside a reference it wins over the one behind it.
fn annotation<'a>(root: &'a Json, schema: &'a Json, key: &str) -> Option<&'a str> {
    schema.get(key).or_else(|| resolve(root, schema).get(key)).and_then(Json::as_str)
}

/// Adds the schema's own words as advice.
fn described(mut diagnostic: Diagnostic, schema: &Json) -> Diagnostic {
    if let Some(description) = schema.get("description").and_then(Json::as_str) {
        diagnostic = diagnostic.help(description);
    }
    if let Some(advice) = schema.get("x-in-cell").and_then(Json::as_str) {
        diagnostic = diagnostic.help_in_cell(advice);
    }
    if let Some(clause) = schema.get("x-clause").and_then(Json::as_str) {
        diagnostic = diagnostic.clause(clause.to_owned());
    }
    diagnostic
}

/// Whether a field below is empty.
fn has_empty(node: &Node) -> bool {
    match &node.value {
        Value::List(list) => list.iter().any(has_empty),
        Value::Map(entries) => entries.iter().any(|e| e.node.value == Value::Null || has_empty(&e.node)),
        _ => false,
    }
}

/// 3.0 is a whole number to schemas, but not to the types that are read from them.
fn whole(json: &mut Json) {
    match json {
        Json::Number(number) if !number.is_i64() && !number.is_u64() => {
            let value = number.as_f64().unwrap_or_default();
            // Every whole number of that size is one of 64 bits.
            if value.fract() == 0.0 && value.abs() < 9e15 {
                *json = Json::from(value as i64);
            }
        }
        Json::Array(list) => list.iter_mut().for_each(whole),
        Json::Object(map) => map.values_mut().for_each(whole),
        _ => {}
    }
}

fn out_of_range(diagnostic: Diagnostic, schema: &Json) -> Diagnostic {
    let bound = |key: &str| schema.get(key).map(|v| crate::text::grouped(&v.to_string()));
    let range = match (bound("minimum"), bound("maximum")) {
        (Some(min), Some(max)) => format!("từ {min} đến {max}"),
        (Some(min), None) => format!("ít nhất {min}"),
        (None, Some(max)) => format!("nhiều nhất {max}"),
        (None, None) => String::new(),
    };
    described(diagnostic.label(range), schema)
}

fn not_in_list(mut diagnostic: Diagnostic, options: &Json, value: &Value, schema: &Json) -> Diagnostic {
    let list: Vec<String> = options
        .as_array()
        .into_iter()
        .flatten()
        .map(|o| o.as_str().map_or_else(|| crate::text::grouped(&o.to_string()), str::to_owned))
        .collect();
    if let Value::Text(text) = value
        && let Some(similar) = closest(text, list.iter().map(|o| (o.as_str(), o)))
    {
        diagnostic = diagnostic.help(format!("Có phải ý bạn là `{similar}`?"));
    }
    diagnostic = diagnostic.label(format!("một trong: {}", list.join(", ")));
    described(diagnostic, schema)
}

/// A text that has the form but for its capitals or its full stop: `KT` for `KT.`.
fn mended(text: &str, pattern: &str) -> Option<String> {
    let form = json!({ "pattern": pattern });
    let text = text.trim();
    [upper(text), format!("{text}."), format!("{}.", upper(text))].into_iter().find(|text| jsonschema::is_valid(&form, &json!(text)))
}

fn bad_date(node: &Node, name: &str) -> Diagnostic {
    let text = node.text().unwrap_or_default();
    match PartialDate::parse(text) {
        Err(DateError::Impossible) => Diagnostic::error(code::BAD_DATE, node.span, format!("{name}: không có ngày “{text}” trong lịch"))
            .help("Kiểm tra lại ngày và tháng."),
        _ => Diagnostic::error(code::BAD_DATE, node.span, format!("{name}: “{text}” không phải cách viết ngày"))
            .label("2025-03-18, 18/3/2025, 3/2025 hoặc 2025")
            .help("Viết ngày/tháng/năm; phần chưa biết thì bỏ đi."),
    }
}

fn expected(kind: &TypeKind) -> String {
    let types: Vec<JsonType> = match kind {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(set) => set.iter().collect(),
    };
    let words: Vec<&str> = types
        .into_iter()
        .map(|t| match t {
            JsonType::Array => "danh sách",
            JsonType::Boolean => "true hoặc false",
            JsonType::Integer => "số nguyên",
            JsonType::Null => "để trống",
            JsonType::Number => "số",
            JsonType::Object => "nhóm trường",
            JsonType::String => "văn bản",
        })
        .collect();
    words.join(" hoặc ")
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "để trống".into(),
        Value::Bool(b) => format!("{b}"),
        Value::Number(n) => n.to_string(),
        Value::Text(t) if t.chars().count() > 40 => format!("văn bản “{}…”", t.chars().take(40).collect::<String>()),
        Value::Text(t) => format!("văn bản “{t}”"),
        Value::List(_) => "danh sách".into(),
        Value::Map(_) => "nhóm trường".into(),
    }
}

/// How a group of fields is written, by those that it must have, else its first two.
fn group_help(kind: &TypeKind, root: &Json, schema: &Json) -> Option<String> {
    if !matches!(kind, TypeKind::Single(JsonType::Object)) {
        return None;
    }
    let schema = resolve(root, schema);
    let required = schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    let all = schema.get("properties").and_then(Json::as_object).into_iter().flatten().map(|(key, _)| key.as_str());
    let mut names: Vec<&str> = required.collect();
    for name in all {
        if names.len() < 2 && !names.contains(&name) {
            names.push(name);
        }
    }
    let fields: Vec<String> = names.iter().map(|name| format!("{name}: …")).collect();
    (!fields.is_empty()).then(|| format!("Viết thành nhóm trường, ví dụ {{{}}}.", fields.join(", ")))
}

fn type_help(kind: &TypeKind, value: &Value) -> Option<&'static str> {
    let wants = |t: JsonType| match kind {
        TypeKind::Single(one) => *one == t,
        TypeKind::Multiple(set) => set.contains(t),
    };
    match value {
        Value::Number(_) | Value::Bool(_) if wants(JsonType::String) => Some("Đặt trong dấu nháy kép để thành văn bản."),
        Value::Text(t) if wants(JsonType::Boolean) && ["yes", "no", "co", "khong", "on", "off"].contains(&folded(t).as_str()) => {
            Some("Chỉ viết true hoặc false.")
        }
        Value::Text(t) if (wants(JsonType::Integer) || wants(JsonType::Number)) && t.starts_with('0') => {
            Some("Số có chữ số 0 đứng đầu được hiểu là văn bản; bỏ chữ số 0.")
        }
        Value::Text(t) if (wants(JsonType::Integer) || wants(JsonType::Number)) && t.contains('.') && t.ends_with('0') => {
            Some("Hàng nghìn không ghi dấu chấm (1250); phần thập phân ghi sau dấu chấm, không có chữ số 0 ở cuối (1.25).")
        }
        Value::Text(_) if wants(JsonType::Array) && wants(JsonType::Object) => {
            Some("Viết trong ngoặc vuông, các phần tử cách nhau bằng dấu phẩy: [1, Kiểm tra].")
        }
        Value::Text(_) if wants(JsonType::Array) => Some("Viết thành danh sách: mỗi phần tử một dòng, bắt đầu bằng “- ”."),
        Value::Map(_) if wants(JsonType::String) => {
            Some("Câu có dấu hai chấm phải đặt trong dấu nháy kép \"…\", hoặc viết sau `>-` ở dòng dưới.")
        }
        Value::List(_) if wants(JsonType::String) && wants(JsonType::Object) => Some(
            "Chỉ ghi một văn bản: bỏ dấu [ ] hoặc dấu “- ” thứ hai. Muốn có gạch đầu dòng thì viết {level: dash, text: …}; chương trình tự ghi gạch.",
        ),
        Value::List(_) if wants(JsonType::String) => Some("Chỉ ghi một văn bản, không ghi danh sách."),
        Value::Text(text) if wants(JsonType::Array) && text.starts_with(['–', '—', '•']) => {
            Some("Mỗi phần tử một dòng, bắt đầu bằng dấu “-” của bàn phím (không phải dấu gạch dài) và một dấu cách.")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Fonts;

    /// Editors read the pattern, the program has its own check.
    #[test]
    fn the_published_pattern_takes_the_same_codes() {
        let pattern = jsonschema::validator_for(&serde_json::json!({ "pattern": ORGAN_CODE })).unwrap();
        let fonts = Fonts::builtin().map_err(|_| ()).unwrap();
        for c in ('\0'..='\u{ffff}').filter(|c| fonts.covers(*c)) {
            for text in [c.to_string(), format!("S{c}"), format!("S-{c}"), format!("S{c}Y")] {
                assert_eq!(is_organ_code(&text), pattern.is_valid(&text.as_str().into()), "{text}");
            }
        }
        let codes = ["SKHCN", "BC&XDĐ1", "HĐND-VP", "", "Skh", "skh", "S-", "-S", "S--V", "1S", "S V"];
        assert_eq!(codes.map(is_organ_code), [true, true, true, false, true, false, false, false, false, false, false]);
    }
}
