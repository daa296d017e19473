//! What an item may have composed in its place: `compose: task_table`. A record declares its compositions; a user's
//! folder may have more, one partial each (`partials/compose/`), of which nothing is known here.

use serde_json::Value as Json;

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::{Node, Value};
use crate::model::schema::{property, resolve};

/// Lines or a table that are composed from records.
#[derive(Clone, Copy, Debug)]
pub struct Composition {
    /// What `compose` calls it; also the name of the partial that writes it.
    pub name: &'static str,
    /// What it is, in Vietnamese.
    pub title: &'static str,
    /// The data it is composed from: the steps that lead there from the content.
    pub needs: &'static [&'static str],
    /// Fields that the item must have.
    pub asks: &'static [Ask],
}

/// A field of the item that a composition must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The level of what is composed.
    Level,
    /// The words before the colon.
    RunIn,
    /// Which of the records, by their mode.
    Mode,
}

impl Ask {
    /// The field's name.
    pub fn field(self) -> &'static str {
        match self {
            Ask::Level => "level",
            Ask::RunIn => "run_in",
            Ask::Mode => "mode",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Ask::Level => "Ghi cấp của các dòng được ghép, ví dụ level: dash.",
            Ask::RunIn => "Ghi phần đứng trước dấu hai chấm, ví dụ run_in: Thời gian kiểm tra.",
            Ask::Mode => "Ghi mode: online hoặc mode: on_site.",
        }
    }
}

/// Checks what the content and the parts of a document refer to by their schema: what items have composed, and
/// documents that are cited.
pub(super) fn check(root: &Node, schema: &Json, found: &mut Diagnostics) {
    let Some(content) = root.get("content") else { return };
    let definition = |name: &str| schema.get("definitions").and_then(|d| d.get(name));
    let walk = Walk { schema, item: definition("item"), citation: definition("citation"), content };
    for part in ["content", "attachments", "appendices"] {
        if let (Some(node), Some(schema)) = (root.get(part), property(schema, schema, part)) {
            walk.below(node, schema, found);
        }
    }
}

struct Walk<'a> {
    schema: &'a Json,
    item: Option<&'a Json>,
    citation: Option<&'a Json>,
    content: &'a Node,
}

impl Walk<'_> {
    fn below(&self, node: &Node, schema: &Json, found: &mut Diagnostics) {
        let schema = resolve(self.schema, schema);
        let is = |definition: Option<&Json>| definition.is_some_and(|d| std::ptr::eq(d, schema));
        match &node.value {
            Value::List(list) => {
                if let Some(items) = schema.get("items") {
                    list.iter().filter(|n| is_group(n)).for_each(|n| self.below(n, items, found));
                }
            }
            Value::Map(entries) => {
                if is(self.citation) {
                    super::citation::check(node, found);
                } else if is(self.item)
                    && let Some(name) = node.get("compose")
                    && let Some(composition) = super::compositions().find(|c| name.text() == Some(c.name))
                {
                    composition.check(node, name, self.content, found);
                }
                let Some(properties) = schema.get("properties") else { return };
                for entry in entries.iter().filter(|e| is_group(&e.node)) {
                    if let Some(property) = properties.get(&entry.key) {
                        self.below(&entry.node, property, found);
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_group(node: &Node) -> bool {
    matches!(node.value, Value::Map(_) | Value::List(_))
}

impl Composition {
    /// Whether an item has what the composition asks for, and the content what it is composed from.
    fn check(&self, item: &Node, name: &Node, content: &Node, found: &mut Diagnostics) {
        let data = self.needs.iter().try_fold(content, |at, step| at.get(step));
        let path = self.needs.join(".");
        let mode = self.asks.contains(&Ask::Mode).then(|| item.text_at(Ask::Mode.field())).flatten();
        if data.is_none() {
            found.push(
                Diagnostic::error(code::WRONG_REFERENCE, name.span, format!("Không có dữ liệu `content.{path}` để ghép"))
                    .help(format!("Khai báo dữ liệu ở `content.{}`.", self.needs.first().unwrap_or(&""))),
            );
        } else if let (Some(data), Some(mode)) = (data, mode)
            && !has_mode(data, mode)
        {
            let message = format!("`content.{path}` không có phần tử nào cho mode: {mode}");
            found.push(Diagnostic::error(code::WRONG_REFERENCE, name.span, message).help("Thêm dữ liệu, hoặc bỏ mục ghép này."));
        }
        for ask in self.asks.iter().filter(|ask| item.get(ask.field()).is_none()) {
            let message = format!("Mục ghép này thiếu trường `{}`", ask.field());
            found.push(Diagnostic::error(code::MISSING_FIELD, name.span, message).help(ask.advice()));
        }
    }
}

/// Whether records hold anything for a mode: lists by mode, or a list of records that name theirs.
fn has_mode(data: &Node, mode: &str) -> bool {
    match &data.value {
        Value::List(list) => list.iter().any(|record| record.text_at(Ask::Mode.field()) == Some(mode)),
        _ => !data.list_at(mode).is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, node};
    use super::*;

    /// What is wrong with an item of the body, in a content that has an inspection.
    fn found(item: &str) -> Vec<String> {
        let schema = serde_json::json!({
            "properties": { "content": { "properties": { "body": { "items": { "$ref": "#/definitions/item" } }, "notes": {} } } },
            "definitions": { "item": { "properties": { "compose": {}, "items": { "items": { "$ref": "#/definitions/item" } } } } }
        });
        let root = node(&format!(
            "{{content: {{inspection: {{units: [{{name: A, mode: online}}], contents: {{online: [x]}}}}, body: [{item}], notes: [{{compose: task_table}}]}}}}"
        ));
        let mut found = Diagnostics::default();
        check(&root, &schema, &mut found);
        messages(&found)
    }

    #[test]
    fn a_composition_has_its_data_and_its_fields() {
        for (item, expected) in [
            ("{level: dash, items: [{compose: inspection_contents, mode: online, level: dash}]}", &[][..]),
            ("{compose: task_table}", &["Không có dữ liệu `content.task_groups` để ghép"]),
            (
                "{compose: inspection_contents, mode: on_site, level: dash}",
                &["`content.inspection.contents` không có phần tử nào cho mode: on_site"],
            ),
            ("{compose: inspection_units, mode: online}", &["Mục ghép này thiếu trường `level`", "Mục ghép này thiếu trường `run_in`"]),
            // Another's composition is another's affair.
            ("{compose: my_lines}", &[]),
        ] {
            assert_eq!(found(item), expected, "{item}");
        }
    }
}
