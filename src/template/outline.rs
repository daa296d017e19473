//! What a schema says of the fields that there are, gathered once for all documents of a type.

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::model::schema::resolve;

/// The fields of every mapping that a schema knows.
pub struct Outline(Vec<Shape>);

/// What is said of a value.
#[derive(Default)]
pub(super) struct Shape {
    /// The field that a bare text or number stands for.
    pub(super) shorthand: Option<String>,
    /// The field that a bare list stands for.
    pub(super) shorthand_list: Option<String>,
    /// The fields of a mapping, in the schema's order.
    pub(super) fields: Vec<Field>,
    /// The elements of a list.
    items: Option<usize>,
}

/// A field of a mapping.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) is_list: bool,
    shape: usize,
}

impl Outline {
    /// The outline of a schema.
    pub fn new(schema: &Json) -> Self {
        let mut outline = Outline(Vec::new());
        outline.add(schema, schema, &mut HashMap::new());
        outline
    }

    /// Adds a part of the schema, unless it is there: parts name each other in circles.
    fn add(&mut self, root: &Json, part: &Json, known: &mut HashMap<*const Json, usize>) -> usize {
        let part = resolve(root, part);
        let at = self.0.len();
        if let Some(at) = known.get(&std::ptr::from_ref(part)) {
            return *at;
        }
        known.insert(part, at);
        self.0.push(Shape::default());
        let text = |key: &str| part.get(key).and_then(Json::as_str).map(str::to_owned);
        let properties = part.get("properties").and_then(Json::as_object).into_iter().flatten();
        let fields = properties.map(|(name, property)| Field {
            name: name.clone(),
            is_list: is_list(resolve(root, property)),
            shape: self.add(root, property, known),
        });
        let fields = fields.collect();
        let items = part.get("items").map(|items| self.add(root, items, known));
        self.0[at] = Shape { shorthand: text("x-shorthand"), shorthand_list: text("x-shorthand-list"), fields, items };
        at
    }

    /// What is said of the whole.
    pub(super) fn root(&self) -> Option<&Shape> {
        self.0.first()
    }

    /// What is said of a field's value.
    pub(super) fn field(&self, field: &Field) -> Option<&Shape> {
        self.0.get(field.shape)
    }

    /// What is said of a list's elements.
    pub(super) fn items(&self, list: &Shape) -> Option<&Shape> {
        self.0.get(list.items?)
    }
}

fn is_list(property: &Json) -> bool {
    match property.get("type") {
        Some(Json::String(kind)) => kind == "array",
        Some(Json::Array(kinds)) => kinds.iter().any(|k| k == "array"),
        _ => false,
    }
}
