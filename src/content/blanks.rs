//! Places that a form leaves open: the text `?` where the schema says `x-blank`.

use serde_json::Value as Json;

use crate::diag::Span;
use crate::model::node::{Node, Value};
use crate::model::schema::resolve;

/// What stands for a place to be filled in by hand.
pub(super) const BLANK: &str = "?";

/// A field that the data leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPlace {
    /// Where.
    pub span: Span,
    /// The field's Vietnamese name.
    pub title: String,
    /// Whether it may be left open.
    pub allowed: bool,
}

/// Every open place of a document's content; where the type's forms have none, `?` is a text like any other.
pub fn open_places(document: &Node, schema: &Json) -> Vec<OpenPlace> {
    let mut places = Vec::new();
    let content = document.get("content").zip(schema.pointer("/properties/content"));
    if let Some((content, of_content)) = content.filter(|_| marked(schema)) {
        walk(content, of_content, schema, "", &mut |node, schema, title| {
            let allowed = schema.get("x-blank").is_some();
            places.push(OpenPlace { span: node.span, title: title.to_owned(), allowed });
        });
    }
    places
}

/// How many of them are to be filled in by hand.
pub fn count_open(places: &[OpenPlace]) -> usize {
    places.iter().filter(|place| place.allowed).count()
}

/// Whether a schema marks any place.
fn marked(schema: &Json) -> bool {
    match schema {
        Json::Object(map) => map.contains_key("x-blank") || map.values().any(marked),
        Json::Array(list) => list.iter().any(marked),
        _ => false,
    }
}

/// Calls `visit` with every `?`, its schema and its title.
fn walk(node: &Node, schema: &Json, root: &Json, title: &str, visit: &mut impl FnMut(&Node, &Json, &str)) {
    let own = schema.get("title").and_then(Json::as_str);
    let schema = resolve(root, schema);
    let title = own.or_else(|| schema.get("title").and_then(Json::as_str)).unwrap_or(title);
    let property = |name: &str| schema.get("properties").and_then(|p| p.get(name));
    match &node.value {
        Value::Text(text) if text == BLANK => {
            // A bare text stands for one field of a mapping.
            let field = schema.get("x-shorthand").and_then(Json::as_str).and_then(property);
            visit(node, field.unwrap_or(schema), title);
        }
        Value::List(list) => {
            let Some(items) = schema.get("items") else { return };
            // A list's own title says more than that of its paragraphs.
            let inner = if items.get("x-blank").is_some() { &without_title(items) } else { items };
            list.iter().for_each(|n| walk(n, inner, root, title, visit));
        }
        Value::Map(entries) => {
            for entry in entries {
                if let Some(below) = property(&entry.key) {
                    walk(&entry.node, below, root, title, visit);
                }
            }
        }
        _ => {}
    }
}

fn without_title(schema: &Json) -> Json {
    let mut schema = schema.clone();
    if let Some(map) = schema.as_object_mut() {
        map.remove("title");
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::super::testing::node;
    use super::*;
    use serde_json::json;

    fn places(content: &str, schema: &Json) -> Vec<(String, bool)> {
        let moment = json!({ "x-shorthand": "clock", "properties": { "clock": { "title": "Giờ", "x-blank": true } } });
        let schema = json!({ "properties": { "content": schema }, "definitions": { "moment": moment } });
        open_places(&node(&format!("content: {content}")), &schema).into_iter().map(|place| (place.title, place.allowed)).collect()
    }

    #[test]
    fn only_marked_places_are_left_open() {
        let schema = json!({
            "properties": {
                "name": { "title": "Tên" },
                "place": { "title": "Địa điểm", "x-blank": true },
                "time": { "$ref": "#/definitions/moment", "title": "Bắt đầu" },
                "lines": { "title": "Ý kiến", "items": { "title": "Đoạn", "x-blank": true } }
            }
        });
        let found = places("{name: a?, place: '?', time: '?', lines: ['?', x]}", &schema);
        assert_eq!(found, ["Địa điểm", "Bắt đầu", "Ý kiến"].map(|title| (title.to_owned(), true)));
        assert_eq!(places("{name: '?'}", &schema), [("Tên".to_owned(), false)]);
    }

    #[test]
    fn types_without_forms_have_question_marks() {
        assert_eq!(open_places(&node("content: {name: '?'}"), &json!({"properties": {"content": {"properties": {"name": {}}}}})), []);
    }
}
