//! The template's context: every field of the schema is there, an absent one as null or, when it
//! is a list, as an empty list.

use serde_json::{Map, Value as Json};

use crate::model::schema::resolve;

/// Deepest nesting that is filled in; the data reader refuses deeper data.
const DEPTH: usize = 80;

/// Completes data by its schema, and adds what the program knows besides.
pub fn context(mut data: Json, schema: &Json, added: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    fill(&mut data, schema, schema, 0);
    if let Some(map) = data.as_object_mut() {
        map.extend(added.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    data
}

fn fill(value: &mut Json, schema: &Json, root: &Json, depth: usize) {
    if depth > DEPTH {
        return;
    }
    let schema = resolve(root, schema);
    // A bare text or list stands for a mapping with that one field.
    let shorthand = match value {
        Json::String(_) | Json::Number(_) => schema.get("x-shorthand"),
        Json::Array(_) => schema.get("x-shorthand-list"),
        _ => None,
    };
    if let Some(field) = shorthand.and_then(Json::as_str) {
        *value = Json::Object(Map::from_iter([(field.to_owned(), value.take())]));
    }
    match value {
        Json::Object(map) => {
            let Some(properties) = schema.get("properties").and_then(Json::as_object) else { return };
            for (name, property) in properties {
                let property = resolve(root, property);
                match map.get_mut(name) {
                    Some(value) => fill(value, property, root, depth + 1),
                    None => {
                        map.insert(name.clone(), absent(property));
                    }
                }
            }
        }
        Json::Array(list) => {
            let Some(items) = schema.get("items") else { return };
            list.iter_mut().for_each(|v| fill(v, items, root, depth + 1));
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
        assert_eq!(context(json!({}), &schema, []), json!({"a": null, "list": []}));
        assert_eq!(
            context(json!({"list": ["x", {"text": "y"}]}), &schema, [("composed", json!(1))]),
            json!({"list": [{"text": "x", "items": []}, {"text": "y", "items": []}], "a": null, "composed": 1})
        );
    }
}
