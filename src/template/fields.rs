//! What a type's `schema.json` says of its fields, judged at its places. JSON Schema passes over a word that it does
//! not know: misspelt, it would check nothing, in silence.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::{Node, Value};
use crate::text::closest;

/// What a word of a schema may have for its value.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    Anything,
    Text,
    Whole,
    Number,
    Flag,
    List,
    Schema,
    SchemaOrFlag,
    SchemaOrSchemas,
    Schemas,
    NamedSchemas,
    Reference,
    Pattern,
    Type,
    /// Slugs of types.
    Types,
    /// The names of fields.
    Names,
}

/// The words of JSON Schema, draft-07, and those of the program, with what each may have.
const WORDS: [(&str, Takes); 52] = [
    ("$schema", Takes::Text),
    ("$id", Takes::Text),
    ("$ref", Takes::Reference),
    ("$comment", Takes::Text),
    ("title", Takes::Text),
    ("description", Takes::Text),
    ("default", Takes::Anything),
    ("examples", Takes::List),
    ("readOnly", Takes::Flag),
    ("writeOnly", Takes::Flag),
    ("type", Takes::Type),
    ("enum", Takes::List),
    ("const", Takes::Anything),
    ("format", Takes::Text),
    ("pattern", Takes::Pattern),
    ("minLength", Takes::Whole),
    ("maxLength", Takes::Whole),
    ("minimum", Takes::Number),
    ("maximum", Takes::Number),
    ("exclusiveMinimum", Takes::Number),
    ("exclusiveMaximum", Takes::Number),
    ("multipleOf", Takes::Number),
    ("contentMediaType", Takes::Text),
    ("contentEncoding", Takes::Text),
    ("properties", Takes::NamedSchemas),
    ("patternProperties", Takes::NamedSchemas),
    ("additionalProperties", Takes::SchemaOrFlag),
    ("propertyNames", Takes::Schema),
    ("required", Takes::Names),
    ("dependencies", Takes::Anything),
    ("minProperties", Takes::Whole),
    ("maxProperties", Takes::Whole),
    ("items", Takes::SchemaOrSchemas),
    ("additionalItems", Takes::SchemaOrFlag),
    ("contains", Takes::Schema),
    ("minItems", Takes::Whole),
    ("maxItems", Takes::Whole),
    ("uniqueItems", Takes::Flag),
    ("allOf", Takes::Schemas),
    ("anyOf", Takes::Schemas),
    ("oneOf", Takes::Schemas),
    ("not", Takes::Schema),
    ("if", Takes::Schema),
    ("then", Takes::Schema),
    ("else", Takes::Schema),
    ("definitions", Takes::NamedSchemas),
    ("x-blank", Takes::Anything),
    ("x-data-file", Takes::Types),
    ("x-per-row", Takes::Flag),
    ("x-prose", Takes::Flag),
    ("x-rows-from", Takes::Flag),
    ("x-shorthand", Takes::Text),
];

/// Words that only the program's own schemas need.
const OURS: [&str; 3] = ["x-clause", "x-in-cell", "x-shorthand-list"];

const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];

/// Formats of the program, and those that JSON Schema has.
const FORMATS: [&str; 18] = [
    "vanban-date",
    "date",
    "time",
    "date-time",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "uri-template",
    "iri",
    "iri-reference",
    "json-pointer",
    "relative-json-pointer",
    "regex",
];

/// What a schema may refer to.
pub(super) struct Known<'a> {
    /// The names under `#/definitions/`.
    pub(super) definitions: &'a BTreeSet<&'a str>,
    /// The slugs of all types.
    pub(super) types: &'a [&'a str],
    /// The whole content, of which the file may say only a part.
    pub(super) content: &'a Json,
}

/// Judges the schema of a content, or what a form says of it.
pub(super) fn check(file: &Node, known: &Known<'_>, found: &mut Diagnostics) {
    let names = known.content.get("properties").and_then(Json::as_object).into_iter().flatten().map(|(name, _)| name.as_str());
    Judge { known, found }.schema(file, &names.collect());
}

/// Judges a file that only holds definitions.
pub(super) fn check_definitions(file: &Node, known: &Known<'_>, found: &mut Diagnostics) {
    Judge { known, found }.named(file);
}

struct Judge<'a, 'f> {
    known: &'a Known<'a>,
    found: &'f mut Diagnostics,
}

impl Judge<'_, '_> {
    /// Judges a schema; `outside` are fields that something else declares beside it.
    fn schema(&mut self, schema: &Node, outside: &BTreeSet<&str>) {
        let Value::Map(entries) = &schema.value else {
            return self.wrong(
                schema.span,
                "Chỗ này của schema phải là một nhóm {…}".to_owned(),
                "Ví dụ: { \"type\": \"string\", \"title\": \"Nơi gửi\" }.",
            );
        };
        let declared = schema.get("properties").map(Node::entries).unwrap_or_default().iter().map(|entry| entry.key.as_str());
        let fields: BTreeSet<&str> = declared.chain(outside.iter().copied()).collect();
        for entry in entries {
            match WORDS.iter().find(|(word, _)| *word == entry.key) {
                Some((word, takes)) => self.value(word, *takes, &entry.node, &fields),
                None if OURS.contains(&entry.key.as_str()) => {}
                None => self.unknown(entry.key_span, "Schema không có từ khóa", &entry.key, WORDS.iter().map(|(word, _)| *word)),
            }
        }
    }

    fn value(&mut self, word: &str, takes: Takes, value: &Node, fields: &BTreeSet<&str>) {
        let none = BTreeSet::new();
        match (takes, &value.value) {
            (Takes::Anything, _)
            | (Takes::Flag | Takes::SchemaOrFlag, Value::Bool(_))
            | (Takes::Number, Value::Number(_))
            | (Takes::List, Value::List(_)) => {}
            (Takes::Whole, Value::Number(number)) if number.is_u64() => {}
            (Takes::Text, Value::Text(text)) => {
                if word == "format" && !FORMATS.contains(&text.as_str()) {
                    self.unknown(value.span, "`format` không nhận", text, FORMATS.into_iter());
                }
            }
            (Takes::Pattern, Value::Text(text)) => {
                if jsonschema::validator_for(&serde_json::json!({ "pattern": text })).is_err() {
                    self.wrong(
                        value.span,
                        format!("`pattern` “{text}” không phải biểu thức chính quy"),
                        "Kiểm tra các dấu ngoặc; chữ ( ) [ ] . * + ? đứng cho chính nó thì viết sau \\\\.",
                    );
                }
            }
            (Takes::Reference, Value::Text(text)) => self.reference(value.span, text),
            (Takes::Type, Value::Text(_)) => self.texts(word, takes, std::slice::from_ref(value), TYPES.into_iter()),
            (Takes::Type, Value::List(list)) => self.texts(word, takes, list, TYPES.into_iter()),
            (Takes::Types, Value::List(list)) => self.texts(word, takes, list, self.known.types.iter().copied()),
            (Takes::Names, Value::List(list)) => {
                for name in list {
                    match name.text() {
                        None => self.takes(word, takes, name),
                        Some(text) if !fields.is_empty() && !fields.contains(text) => {
                            self.unknown(name.span, "`required` kể một trường mà `properties` không có:", text, fields.iter().copied());
                        }
                        Some(_) => {}
                    }
                }
            }
            (Takes::Schema | Takes::SchemaOrFlag | Takes::SchemaOrSchemas, Value::Map(_)) => self.schema(value, &none),
            (Takes::Schemas | Takes::SchemaOrSchemas, Value::List(list)) => list.iter().for_each(|schema| self.schema(schema, fields)),
            (Takes::NamedSchemas, Value::Map(_)) => self.named(value),
            _ => self.takes(word, takes, value),
        }
    }

    fn named(&mut self, schemas: &Node) {
        for entry in schemas.entries() {
            self.schema(&entry.node, &BTreeSet::new());
        }
    }

    /// Judges texts that are each one of those that are known.
    fn texts<'k>(&mut self, word: &str, takes: Takes, list: &[Node], known: impl Iterator<Item = &'k str> + Clone) {
        for node in list {
            match node.text() {
                Some(text) if known.clone().any(|known| known == text) => {}
                Some(text) => self.unknown(node.span, &format!("`{word}` không nhận"), text, known.clone()),
                None => self.takes(word, takes, node),
            }
        }
    }

    fn reference(&mut self, at: Span, text: &str) {
        match text.strip_prefix("#/definitions/") {
            Some(name) if self.known.definitions.contains(name) => {}
            Some(name) => self.unknown(at, "Không có phần dùng chung", name, self.known.definitions.iter().copied()),
            None => {
                self.wrong(at, format!("`$ref` không dẫn đến “{text}” được"), "Viết \"#/definitions/tên\", ví dụ \"#/definitions/items\".")
            }
        }
    }

    fn takes(&mut self, word: &str, takes: Takes, value: &Node) {
        let what = match takes {
            Takes::Text | Takes::Reference | Takes::Pattern => "chữ trong ngoặc kép",
            Takes::Whole => "số nguyên không âm",
            Takes::Number => "số",
            Takes::Flag => "true hoặc false",
            Takes::Type => "tên kiểu, hoặc danh sách tên kiểu [\"…\", \"…\"]",
            Takes::Types | Takes::Names => "danh sách tên [\"…\", \"…\"]",
            Takes::List => "danh sách […]",
            Takes::Schemas => "danh sách các nhóm [{…}, {…}]",
            Takes::SchemaOrFlag => "một nhóm {…}, true hoặc false",
            _ => "một nhóm {…}",
        };
        self.wrong(value.span, format!("Giá trị của `{word}` phải là {what}"), "Xem docs/MAU.md, mục “Dữ liệu”.");
    }

    fn unknown<'k>(&mut self, at: Span, message: &str, given: &str, known: impl Iterator<Item = &'k str>) {
        let known: Vec<&str> = known.collect();
        let help = match closest(given, known.iter().map(|known| (*known, *known))) {
            Some(similar) => format!("Có phải ý bạn là `{similar}`?"),
            None => format!("Được dùng: {}.", known.join(", ")),
        };
        self.wrong(at, format!("{message} `{given}`"), help);
    }

    fn wrong(&mut self, at: Span, message: String, help: impl Into<String>) {
        self.found.push(Diagnostic::error(code::BAD_TYPE_FOLDER, at, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::model::read;
    use serde_json::json;

    fn node(text: &str) -> (Sources, Node) {
        let mut sources = Sources::default();
        let id = sources.add("schema.json", text);
        let (node, found) = read::read(&sources, id);
        assert!(found.is_empty(), "{found:?}");
        (sources, node.unwrap())
    }

    fn said(text: &str) -> Vec<String> {
        let (sources, node) = node(text);
        let content = json!({ "properties": { "body": {}, "opening": {} } });
        let known = Known { definitions: &["items", "citation"].into(), types: &["ke-hoach", "bao-cao"], content: &content };
        let mut found = Diagnostics::default();
        check(&node, &known, &mut found);
        let place =
            |d: &Diagnostic| sources.get(d.span().unwrap().source).unwrap().text[d.span().unwrap().start..d.span().unwrap().end].to_owned();
        found.iter().map(|d| format!("{} | {} | {}", place(d), d.message, d.help.first().unwrap())).collect()
    }

    #[test]
    fn what_a_schema_says_wrongly_is_told_where_it_stands() {
        for (schema, expected) in [
            (r#"{"propertes": {}}"#, "\"propertes\" | Schema không có từ khóa `propertes` | Có phải ý bạn là `properties`?"),
            (r#"{"type": "objekt"}"#, "\"objekt\" | `type` không nhận `objekt` | Có phải ý bạn là `object`?"),
            (
                r#"{"type": 1}"#,
                "1 | Giá trị của `type` phải là tên kiểu, hoặc danh sách tên kiểu [\"…\", \"…\"] | Xem docs/MAU.md, mục “Dữ liệu”.",
            ),
            (
                r##"{"items": {"$ref": "#/definitions/itemz"}}"##,
                "\"#/definitions/itemz\" | Không có phần dùng chung `itemz` | Có phải ý bạn là `items`?",
            ),
            (
                r##"{"not": {"$ref": "items.json"}}"##,
                "\"items.json\" | `$ref` không dẫn đến “items.json” được | Viết \"#/definitions/tên\", ví dụ \"#/definitions/items\".",
            ),
            (
                r#"{"required": "body"}"#,
                "\"body\" | Giá trị của `required` phải là danh sách tên [\"…\", \"…\"] | Xem docs/MAU.md, mục “Dữ liệu”.",
            ),
            (
                r#"{"required": ["bodi"]}"#,
                "\"bodi\" | `required` kể một trường mà `properties` không có: `bodi` | Có phải ý bạn là `body`?",
            ),
            (
                r#"{"properties": {"a": {"properties": {"sent_on": {}}, "required": ["sent_one"]}}}"#,
                "\"sent_one\" | `required` kể một trường mà `properties` không có: `sent_one` | Có phải ý bạn là `sent_on`?",
            ),
            (
                r#"{"properties": {"a": {"x-rows-form": true}}}"#,
                "\"x-rows-form\" | Schema không có từ khóa `x-rows-form` | Có phải ý bạn là `x-rows-from`?",
            ),
            (
                r#"{"properties": {"a": {"format": "vanban-dat"}}}"#,
                "\"vanban-dat\" | `format` không nhận `vanban-dat` | Có phải ý bạn là `vanban-date`?",
            ),
            (
                r#"{"properties": {"a": {"x-data-file": "ke-hoach"}}}"#,
                "\"ke-hoach\" | Giá trị của `x-data-file` phải là danh sách tên [\"…\", \"…\"] | Xem docs/MAU.md, mục “Dữ liệu”.",
            ),
            (r#"{"x-data-file": ["ke-hoac"]}"#, "\"ke-hoac\" | `x-data-file` không nhận `ke-hoac` | Có phải ý bạn là `ke-hoach`?"),
            (
                r#"{"pattern": "(("}"#,
                "\"((\" | `pattern` “((” không phải biểu thức chính quy | Kiểm tra các dấu ngoặc; chữ ( ) [ ] . * + ? đứng cho chính nó thì viết sau \\\\.",
            ),
            (
                r#"{"properties": {"a": "string"}}"#,
                "\"string\" | Chỗ này của schema phải là một nhóm {…} | Ví dụ: { \"type\": \"string\", \"title\": \"Nơi gửi\" }.",
            ),
            (r#"{"minLength": -1}"#, "-1 | Giá trị của `minLength` phải là số nguyên không âm | Xem docs/MAU.md, mục “Dữ liệu”."),
        ] {
            assert_eq!(said(schema), [expected], "{schema}");
        }
    }

    #[test]
    fn right_schemas_have_no_finding() {
        for schema in [
            r#"{"required": ["opening"], "anyOf": [{"required": ["body"]}], "additionalProperties": false}"#,
            r##"{"properties": {"sent": {"type": ["string", "integer"], "format": "vanban-date", "title": "Ngày gửi"}, "b": {"$ref": "#/definitions/items"}}}"##,
        ] {
            assert_eq!(said(schema), Vec::<String>::new(), "{schema}");
        }
    }
}
