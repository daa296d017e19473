//! Documents that a document names by their data files: which fields name them, and what is known
//! of each. Reading and checking them is the pipeline's work.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::node::{Entry, Node, Value};
use super::schema::{property, resolve};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::text::PartialDate;

/// A field of the content that names data files: `"x-data-file": ["ke-hoach"]` in its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkField {
    /// The field's name.
    pub name: String,
    /// Slugs of the types that may stand there.
    pub types: Vec<String>,
    /// Whether it names several.
    pub many: bool,
}

/// A document named by a field.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The field that names it.
    pub field: String,
    /// Where it is named.
    pub named: Span,
    /// Its data, places in its own files.
    pub root: Arc<Node>,
    /// The same as templates see it, its own links included.
    pub json: Arc<Json>,
}

/// The fields of a type's content that name data files.
pub fn fields(schema: &Json) -> Vec<LinkField> {
    let content = property(schema, schema, "content").and_then(|c| c.get("properties")).and_then(Json::as_object);
    let field = |(name, property): (&String, &Json)| {
        let types = property.get("x-data-file")?.as_array()?.iter().filter_map(Json::as_str).map(str::to_owned).collect();
        let many = resolve(schema, property).get("type").is_some_and(|t| t == "array");
        Some(LinkField { name: name.clone(), types, many })
    };
    content.into_iter().flatten().filter_map(field).collect()
}

/// All linked documents by field, as templates see them: an absent one is null, or an empty list.
pub fn by_field(fields: &[LinkField], linked: &[Linked]) -> Json {
    let value = |field: &LinkField| {
        let mut documents = linked.iter().filter(|l| l.field == field.name).map(|l| Json::clone(&l.json));
        if field.many { Json::Array(documents.collect()) } else { documents.next().unwrap_or_default() }
    };
    Json::Object(fields.iter().map(|f| (f.name.clone(), value(f))).collect::<Map<_, _>>())
}

/// Puts number and date, which the naming document knows, into a draft that lacks them.
pub fn issue(root: &mut Node, issued: &Node, found: &mut Diagnostics) {
    let (Value::Map(own), Value::Map(known)) = (&mut root.value, &issued.value) else { return };
    for entry in known.iter().filter(|e| e.node.value != Value::Null) {
        match own.iter_mut().find(|e| e.key == entry.key) {
            None => own.push(entry.clone()),
            Some(Entry { node, .. }) if open(&entry.key, node) => *node = entry.node.clone(),
            Some(Entry { node, .. }) if node.value == entry.node.value => {}
            Some(Entry { node, .. }) => {
                let typed = node.to_json();
                found.push(
                    Diagnostic::error(
                        code::LINKED_FILE,
                        entry.node.span,
                        format!("`issued` khác với tệp được dẫn: `{}` ở đó là {typed}", entry.key),
                    )
                    .help("`issued` chỉ để điền số, ngày mà tệp được dẫn chưa có; sửa một trong hai chỗ."),
                );
            }
        }
    }
}

/// Whether a draft leaves this to be filled in: nothing yet, or a month without its day.
fn open(key: &str, node: &Node) -> bool {
    let date = node.to_json();
    let date = date.as_str().map_or_else(|| date.to_string(), str::to_owned);
    node.value == Value::Null || (key == "issued_date" && PartialDate::parse(&date).is_ok_and(|d| d.day.is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_are_found_beside_references() {
        let schema = json!({
            "properties": { "content": { "properties": {
                "plan": { "$ref": "#/definitions/data_file", "x-data-file": ["ke-hoach"] },
                "minutes": { "$ref": "#/definitions/data_files", "x-data-file": ["bien-ban"] },
                "body": { "type": "array" }
            } } },
            "definitions": { "data_file": { "type": ["string", "object"] }, "data_files": { "type": "array" } }
        });
        let mut found = fields(&schema);
        found.sort_by(|a, b| a.name.cmp(&b.name));
        let names: Vec<(&str, bool)> = found.iter().map(|f| (f.name.as_str(), f.many)).collect();
        assert_eq!(names, [("minutes", true), ("plan", false)]);
        assert_eq!(by_field(&found, &[]), json!({"minutes": [], "plan": null}));
    }
}
