//! Data files that a document names: found, checked against their own types, completed like the
//! document itself. What texts and tables make of them is the templates' affair.

use std::mem;

use super::{Run, Whole};
use crate::diag::{Diagnostic, Severity, code};
use crate::model::doc_type::{Part, Presence};
use crate::model::link::{LinkField, Linked, issue};
use crate::model::node::Node;
use crate::model::read;

/// How far links lead on: minutes name a decision and a plan, a report names the minutes.
const DEPTH: usize = 4;

impl<'e> Run<'e> {
    /// The documents that the content's fields name; `above` are the files that led here, by their
    /// plain paths.
    pub(super) fn linked(&mut self, root: &Node, fields: &[LinkField], above: &[String]) -> Vec<Linked> {
        let Some(content) = root.get("content") else { return Vec::new() };
        let mut out = Vec::new();
        for field in fields {
            let Some(value) = content.get(&field.name) else { continue };
            let named = if field.many { value.list() } else { std::slice::from_ref(value) };
            out.extend(named.iter().filter_map(|node| self.follow(node, field, above)));
        }
        out
    }

    /// Reads one linked document. Its errors are reported at their places, and once more where it is
    /// named; its warnings concern only those who make it.
    fn follow(&mut self, named: &Node, field: &LinkField, above: &[String]) -> Option<Linked> {
        let path = named.get("file").unwrap_or(named);
        let (path, span) = (path.text()?, path.span);
        let from = self.sources.get(span.source).map(|s| s.name.clone()).unwrap_or_default();
        let wrong = |message: String| Diagnostic::error(code::LINKED_FILE, span, message);
        let (name, bytes) = match self.files.read(&from, path) {
            Ok(read) => read,
            Err(why) => {
                let message = format!("Không đọc được tệp dữ liệu “{path}”: {why}");
                self.found.push(
                    Diagnostic::error(code::UNREADABLE, span, message).help("Đường dẫn tính từ thư mục của tệp đang ghi đường dẫn này."),
                );
                return None;
            }
        };
        let mut above = above.to_vec();
        above.push(plain(&from));
        if above.contains(&plain(&name)) {
            self.found.push(wrong(format!("Tệp “{path}” dẫn vòng trở lại chính nó")).help("Một văn bản chỉ viện dẫn văn bản có trước nó."));
            return None;
        }
        if above.len() > DEPTH {
            self.found.push(wrong(format!("Các tệp dẫn nhau quá {DEPTH} cấp")).help("Dẫn thẳng đến tệp cần dùng."));
            return None;
        }
        let outside = mem::take(&mut self.found);
        let whole = self.linked_document(&name, bytes, named, &above);
        let own = mem::replace(&mut self.found, outside);
        let broken = own.has_errors();
        self.found.extend(own.into_iter().filter(|d| d.severity == Severity::Error));
        if broken {
            self.found.push(wrong(format!("Tệp dữ liệu “{path}” có lỗi nên chưa dùng được")).help("Sửa các lỗi của tệp đó trước."));
        }
        let whole = whole?;
        let declaration = &whole.prepared.folder.doc_type.declaration;
        if !field.types.contains(&declaration.slug) {
            let names = field.types.iter().map(|slug| self.type_name(slug)).collect::<Vec<_>>().join(" hoặc ");
            self.found.push(
                wrong(format!("Tệp “{path}” là {}, trường `{}` cần {names}", declaration.name, field.name))
                    .help("Ghi tệp dữ liệu đúng loại."),
            );
            return None;
        }
        // Minutes may have no number (decree PL V Mục V), and are cited by their day.
        let numbered = declaration.components.get(&Part::Code) == Some(&Presence::Must);
        if (numbered && whole.composed.number.is_none()) || whole.composed.day.is_none() {
            self.found.push(
                Diagnostic::warning(code::CITED_DRAFT, span, "Văn bản được viện dẫn chưa có số hoặc ngày; chỗ đó để trống")
                    .help("Khi văn bản đó đã ban hành, ghi `issued: {code_number: …, issued_date: …}` bên cạnh `file`.")
                    .clause("PL I-1.II.6b"),
            );
        }
        if whole.composed.minutes.open > 0 {
            self.found.push(
                Diagnostic::warning(code::OPEN_BLANK, span, format!("Tệp “{path}” còn {} chỗ để trống", whole.composed.minutes.open))
                    .help("Điền xong biên bản rồi hãy tổng hợp: chạy `vanban render --check` với tệp đó để xem từng chỗ."),
            );
        }
        let json = self.citable(&whole)?;
        Some(Linked { field: field.name.clone(), named: span, root: whole.root, json })
    }

    fn linked_document(&mut self, name: &str, bytes: Vec<u8>, named: &Node, above: &[String]) -> Option<Whole<'e>> {
        let text = read::decode(name, bytes).map_err(|found| self.found.extend(found)).ok()?;
        let id = self.sources.add(name, text);
        let mut data = self.load(id)?;
        if let Some(issued) = named.get("issued") {
            issue(&mut data.root, issued, &mut self.found);
        }
        self.whole(data, above)
    }

    /// The context of a linked document, with what a citation asks for at hand.
    pub(super) fn citable(&mut self, whole: &Whole<'_>) -> Option<serde_json::Value> {
        let mut json = self.context(whole)?;
        json["type_name"] = whole.composed.type_name.clone().into();
        json["code_notation"] = whole.composed.notation.clone().into();
        json["code_number"] = whole.composed.number.clone().into();
        Some(json)
    }

    fn type_name(&self, slug: &str) -> String {
        self.engine.prepared(slug).map_or_else(|_| slug.to_owned(), |p| p.folder.doc_type.declaration.name.clone())
    }
}

/// A path without `.` and `..`, so that one file has one name.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" if !parts.is_empty() => {}
            ".." if parts.last().is_some_and(|p| *p != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
