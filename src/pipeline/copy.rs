//! Data to which the command adds: the block of a copy, and the document that an extract is made of.

use super::linked::Recording;
use super::{Compilation, Engine, Outcome};
use crate::diag::{Diagnostic, Sources, Span, code};
use crate::model::Files;
use crate::model::node::{Entry, Node, Value};
use crate::model::read;
use crate::standard::CopyKind;

/// Number and date that the command gives, in the place of the data's.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The number.
    pub number: Option<String>,
    /// The date.
    pub date: Option<String>,
}

impl Engine {
    /// Compiles a document whose number and date may be given besides.
    pub fn compile_given(&self, given: &Given, name: &str, bytes: Vec<u8>, files: &dyn Files) -> Outcome {
        self.completed(None, given, name, bytes, files)
    }

    /// Compiles the block of a copy. The data may be an office's profile: it need not say of which kind the copy is.
    pub fn copy_block(&self, kind: CopyKind, given: &Given, name: &str, bytes: Vec<u8>, files: &dyn Files) -> Outcome {
        self.completed(Some(kind), given, name, bytes, files)
    }

    fn completed(&self, kind: Option<CopyKind>, given: &Given, name: &str, bytes: Vec<u8>, files: &dyn Files) -> Outcome {
        let files = Recording::new(files);
        let mut compilation = Compilation::new(self, &files, Sources::default());
        let text = read::decode(name, bytes).map_err(|found| compilation.found.extend(found)).ok();
        let data = text.and_then(|text| {
            let id = compilation.sources.add(name, text);
            compilation.load(id)
        });
        let compiled = data.and_then(|mut data| {
            complete(&mut data.root, kind, given);
            if let Some(wrong) = kind.and_then(|kind| other_kind(&data.root, kind)) {
                compilation.found.push(wrong);
                return None;
            }
            compilation.finish(data)
        });
        compilation.outcome(compiled)
    }
}

/// Data of another type than the copy that is asked for.
fn other_kind(root: &Node, kind: CopyKind) -> Option<Diagnostic> {
    let other = root.get("type").filter(|node| node.text() != Some(kind.slug()))?;
    let message = format!("Tệp dữ liệu ghi `type: {}` nhưng lệnh là --kind {}", other.text().unwrap_or("?"), kind.slug());
    let help = format!("Sửa --kind cho đúng hình thức sao, hoặc ghi `type: {}`; hồ sơ cơ quan thì bỏ `type`.", kind.slug());
    Some(Diagnostic::error(code::COPY_WAY, other.span, message).help(help))
}

/// Adds what the command gives.
fn complete(root: &mut Node, kind: Option<CopyKind>, given: &Given) {
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
    kind.iter().for_each(|kind| set("type", kind.slug(), false));
    given.number.iter().for_each(|number| set("code_number", number, true));
    given.date.iter().for_each(|date| set("issued_date", date, true));
}
