//! The template's context: every field of the schema is there, an absent one as null or, when it
//! is a list, as an empty list. Every mapping knows its place in the data, as `origin`.

use serde_json::{Map, Value as Json};

use super::origin::ORIGIN;
use crate::model::schema::resolve;

/// Deepest nesting that is filled in; the data reader refuses deeper data.
const DEPTH: usize = 80;

/// Completes data by its schema, and adds what the program knows besides; `place` is what the places
/// of this document begin with.
pub fn context(mut data: Json, schema: &Json, mut place: String, added: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    fill(&mut data, schema, schema, &mut place, 0);
    if let Some(map) = data.as_object_mut() {
        map.extend(added.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    data
}

fn fill(value: &mut Json, schema: &Json, root: &Json, place: &mut String, depth: usize) {
    if depth > DEPTH {
        return;
    }
    let schema = resolve(root, schema);
    let mut shortened = false;
    // A bare text or list stands for a mapping with that one field.
    let shorthand = match value {
        Json::String(_) | Json::Number(_) => schema.get("x-shorthand"),
        Json::Array(_) => schema.get("x-shorthand-list"),
        _ => None,
    };
    if let Some(field) = shorthand.and_then(Json::as_str) {
        *value = Json::Object(Map::from_iter([(field.to_owned(), value.take())]));
        shortened = true;
    }
    let length = place.len();
    let mut below = |step: &str, value: &mut Json, schema: &Json| {
        if !shortened {
            place.push('/');
            place.push_str(step);
        }
        fill(value, schema, root, place, depth + 1);
        place.truncate(length);
    };
    match value {
        Json::Object(map) => {
            let properties = schema.get("properties").and_then(Json::as_object);
            for (name, value) in map.iter_mut() {
                below(name, value, properties.and_then(|p| p.get(name)).unwrap_or(&Json::Null));
            }
            for (name, property) in properties.into_iter().flatten() {
                map.entry(name.as_str()).or_insert_with(|| absent(resolve(root, property)));
            }
            map.insert(ORIGIN.to_owned(), place.as_str().into());
        }
        Json::Array(list) => {
            let items = schema.get("items").unwrap_or(&Json::Null);
            for (number, value) in list.iter_mut().enumerate() {
                below(&number.to_string(), value, items);
            }
        }
        _ => {}
    }
}

fn absent(property: &Json) -> Json {
    let list = match property.get("type") {
        Some(Json::String(kind)) => kind == "array",
        Some(Json::Array(kinds)) => kinds.iter().any(|k| k == "array"),
        _ => false,
    };
    if list { Json::Array(Vec::new()) } else { Json::Null }
}

/// The fields of a mapping, for helpers that take a record.
pub(super) fn record(value: &Json) -> Option<&Map<String, Json>> {
    value.as_object()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn absent_fields_are_null_or_empty_lists() {
        let schema = json!({
            "properties": { "a": { "type": "string" }, "list": { "type": "array", "items": { "$ref": "#/definitions/item" } } },
            "definitions": { "item": { "type": ["string", "object"], "x-shorthand": "text", "properties": { "text": { "type": "string" }, "items": { "type": "array", "items": { "$ref": "#/definitions/item" } } } } }
        });
        assert_eq!(context(json!({}), &schema, String::new(), []), json!({"a": null, "list": [], "origin": ""}));
        assert_eq!(
            context(json!({"list": ["x", {"text": "y"}]}), &schema, "2".into(), [("composed", json!(1))]),
            json!({
                "list": [{"text": "x", "items": [], "origin": "2/list/0"}, {"text": "y", "items": [], "origin": "2/list/1"}],
                "a": null, "origin": "2", "composed": 1
            })
        );
    }
}
