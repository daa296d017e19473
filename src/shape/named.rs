//! The part of a schema that data is judged by. A field that the data does not name cannot be wrong, and a document
//! names few of those that its type knows: to compile what concerns the others takes longer than to judge it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::model::node::{Node, Value};

/// The names of all fields of the data, at whatever depth.
pub(super) fn names(root: &Node) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    gather(root, &mut names);
    names
}

fn gather<'a>(node: &'a Node, names: &mut BTreeSet<&'a str>) {
    match &node.value {
        Value::List(list) => list.iter().for_each(|child| gather(child, names)),
        Value::Map(entries) => {
            for entry in entries {
                names.insert(&entry.key);
                gather(&entry.node, names);
            }
        }
        _ => {}
    }
}

/// A schema without the fields of other names, the definitions that nothing refers to then, and what only people
/// read. Data of these names has the same faults by it.
pub(super) fn part(schema: &Json, names: &BTreeSet<&str>) -> Json {
    let mut part = Part { names, open: Vec::new() };
    let mut reached = part.schema(schema);
    let mut definitions = Map::new();
    while let Some(name) = part.open.pop() {
        let definition = schema.get("definitions").and_then(|all| all.get(&name)).filter(|_| !definitions.contains_key(&name));
        if let Some(definition) = definition {
            definitions.insert(name, part.schema(definition));
        }
    }
    reached["definitions"] = Json::Object(definitions);
    reached
}

struct Part<'a> {
    names: &'a BTreeSet<&'a str>,
    /// Definitions that are referred to and not looked at yet.
    open: Vec<String>,
}

impl Part<'_> {
    /// A schema, or a list of schemas.
    fn schema(&mut self, schema: &Json) -> Json {
        match schema {
            Json::Object(map) => Json::Object(map.iter().filter_map(|(key, value)| self.keyword(key, value)).collect()),
            Json::Array(list) => Json::Array(list.iter().map(|schema| self.schema(schema)).collect()),
            other => other.clone(),
        }
    }

    fn keyword(&mut self, key: &str, value: &Json) -> Option<(String, Json)> {
        let value = match (key, value) {
            ("definitions" | "title" | "description", _) => return None,
            (key, _) if key.starts_with("x-") => return None,
            ("properties", Json::Object(fields)) => {
                let names = self.names;
                let named = fields.iter().filter(|(name, _)| names.contains(name.as_str()));
                Json::Object(named.map(|(name, field)| (name.clone(), self.schema(field))).collect())
            }
            ("$ref", Json::String(reference)) => {
                self.open.extend(reference.strip_prefix("#/definitions/").map(str::to_owned));
                value.clone()
            }
            ("items" | "additionalProperties" | "anyOf" | "allOf", _) => self.schema(value),
            // What is said of the value itself, and the words whose schemas may name anything.
            _ => value.clone(),
        };
        Some((key.to_owned(), value))
    }
}
