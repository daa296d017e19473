//! The data of a copy: a document whose type, number and date the command may give.

use super::{Engine, Outcome, Run};
use crate::diag::{Diagnostic, Sources, Span, code};
use crate::model::Files;
use crate::model::node::{Entry, Node, Value};
use crate::model::read;
use crate::standard::CopyKind;

/// What the command says of a copy besides its data.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The number, in the place of the data's.
    pub number: Option<String>,
    /// The date, in the place of the data's.
    pub date: Option<String>,
}

impl Engine {
    /// Compiles the block of a copy. The data may be an office's profile: it need not say of which kind the copy is.
    pub fn copy_block(&self, kind: CopyKind, given: &Given, name: &str, bytes: Vec<u8>, files: &dyn Files) -> Outcome {
        let mut run = Run::new(self, files, Sources::default());
        let text = read::decode(name, bytes).map_err(|found| run.found.extend(found)).ok();
        let data = text.and_then(|text| {
            let id = run.sources.add(name, text);
            run.load(id)
        });
        let compiled = data.and_then(|mut data| {
            complete(&mut data.root, kind, given);
            if let Some(other) = data.root.get("type").filter(|node| node.text() != Some(kind.slug())) {
                let message = format!("Tệp dữ liệu ghi `type: {}` nhưng lệnh là --kind {}", other.text().unwrap_or("?"), kind.slug());
                let help = format!("Sửa --kind cho đúng hình thức sao, hoặc ghi `type: {}`; hồ sơ cơ quan thì bỏ `type`.", kind.slug());
                run.found.push(Diagnostic::error(code::COPY_WAY, other.span, message).help(help));
                return None;
            }
            run.finish(data)
        });
        run.outcome(compiled)
    }
}

/// Adds what the command gives.
fn complete(root: &mut Node, kind: CopyKind, given: &Given) {
    let span = Span { end: root.span.start, ..root.span };
    let Value::Map(entries) = &mut root.value else { return };
    let mut set = |key: &str, text: &str, replace: bool| {
        let value = Value::Text(text.to_owned());
        match entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) if replace || entry.node.value == Value::Null => entry.node.value = value,
            Some(_) => {}
            None => entries.push(Entry { key: key.to_owned(), key_span: span, node: Node { value, span } }),
        }
    };
    set("type", kind.slug(), false);
    given.number.iter().for_each(|number| set("code_number", number, true));
    given.date.iter().for_each(|date| set("issued_date", date, true));
}
