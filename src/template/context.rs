//! The template's context: every field of the schema is there, an absent one as null or, when it
//! is a list, as an empty list. Every mapping knows its place in the data, as `origin`.

use std::fmt::{Display, Write as _};

use serde_json::{Map, Value as Json};

use super::origin::ORIGIN;
use super::outline::{Outline, Shape};

/// Deepest nesting that is filled in; the data reader refuses deeper data.
const DEPTH: usize = 80;

/// Completes data by its schema, and adds what the program knows besides; `place` is what the places
/// of this document begin with.
pub fn context(mut data: Json, outline: &Outline, mut place: String, added: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Filling { outline, place: &mut place }.fill(&mut data, outline.root(), 0);
    if let Some(map) = data.as_object_mut() {
        map.extend(added.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    data
}

struct Filling<'a> {
    outline: &'a Outline,
    /// The place of the value at hand.
    place: &'a mut String,
}

impl Filling<'_> {
    /// Fills in a value; of one that no schema knows the mappings get their places alone.
    fn fill(&mut self, value: &mut Json, shape: Option<&Shape>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        // A bare text or list stands for a mapping with that one field, which has no place of its own.
        let shorthand = match value {
            Json::String(_) | Json::Number(_) => shape.and_then(|shape| shape.shorthand.as_ref()),
            Json::Array(_) => shape.and_then(|shape| shape.shorthand_list.as_ref()),
            _ => None,
        };
        if let Some(field) = shorthand {
            *value = Json::Object(Map::from_iter([(field.clone(), value.take())]));
        }
        let is_whole = shorthand.is_none();
        match value {
            Json::Object(map) => {
                let fields = shape.map_or(&[][..], |shape| &shape.fields);
                let mut absent = vec![true; fields.len()];
                for (name, value) in map.iter_mut() {
                    let known = fields.iter().position(|field| field.name == *name);
                    known.inspect(|at| absent[*at] = false);
                    self.below(is_whole.then_some(name), value, known.and_then(|at| self.outline.field(&fields[at])), depth);
                }
                for (field, _) in fields.iter().zip(absent).filter(|(_, absent)| *absent) {
                    map.insert(field.name.clone(), if field.is_list { Json::Array(Vec::new()) } else { Json::Null });
                }
                map.insert(ORIGIN.to_owned(), self.place.as_str().into());
            }
            Json::Array(list) => {
                let items = shape.and_then(|shape| self.outline.items(shape));
                for (number, value) in list.iter_mut().enumerate() {
                    self.below(Some(number), value, items, depth);
                }
            }
            _ => {}
        }
    }

    /// Fills in what stands a step below.
    fn below(&mut self, step: Option<impl Display>, value: &mut Json, shape: Option<&Shape>, depth: usize) {
        let length = self.place.len();
        if let Some(step) = step {
            _ = write!(self.place, "/{step}");
        }
        self.fill(value, shape, depth + 1);
        self.place.truncate(length);
    }
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
        assert_eq!(context(json!({}), &Outline::new(&schema), String::new(), []), json!({"a": null, "list": [], "origin": ""}));
        assert_eq!(
            context(json!({"list": ["x", {"text": "y"}]}), &Outline::new(&schema), "2".into(), [("composed", json!(1))]),
            json!({
                "list": [{"text": "x", "items": [], "origin": "2/list/0"}, {"text": "y", "items": [], "origin": "2/list/1"}],
                "a": null, "origin": "2", "composed": 1
            })
        );
    }
}
