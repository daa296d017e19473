//! Data files that a document names: found, checked against their own types, completed like the
//! document itself. What texts and tables make of them is the templates' affair.
//!
//! What the base of a batch links is followed once, and taken over by every row that names it there
//! and reads the same files.

use std::cell::RefCell;
use std::mem;
use std::sync::Arc;

use super::{Compilation, Whole};
use crate::diag::{Diagnostic, Diagnostics, Severity, code};
use crate::limits;
use crate::model::Files;
use crate::model::doc_type::Constituent;
use crate::model::link::{LinkField, Linked, issue};
use crate::model::node::Node;
use crate::model::read;
use crate::standard::Clause;

/// How far links lead on: minutes name a decision and a plan, a report names the minutes.
const DEPTH: usize = 4;

/// A link that was followed for other documents before.
pub(super) struct Followed {
    field: String,
    /// What names it, with its place.
    named: Node,
    /// All that was read for it.
    read: Vec<Read>,
    linked: Option<Linked>,
    found: Diagnostics,
}

impl Followed {
    /// Whether a field of another document names the same in the same place, and following it would
    /// read the same; reading tells whoever counts a document's files of them.
    fn is(&self, field: &LinkField, named: &Node, files: &dyn Files) -> bool {
        self.field == field.name && self.named == *named && self.read.iter().all(|r| files.read(&r.from, &r.path) == r.result)
    }
}

/// A file that was read, or why it was not.
struct Read {
    from: String,
    path: String,
    result: Result<(String, Vec<u8>), String>,
}

/// Files that are remembered when they are read.
pub(super) struct Recording<'f> {
    files: &'f dyn Files,
    read: RefCell<Vec<Read>>,
}

impl<'f> Recording<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Recording { files, read: RefCell::default() }
    }
}

impl Files for Recording<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let result = self.files.read(from, path);
        self.read.borrow_mut().push(Read { from: from.to_owned(), path: path.to_owned(), result: result.clone() });
        result
    }

    fn profile(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let result = self.files.profile(from, path);
        self.read.borrow_mut().push(Read { from: from.to_owned(), path: path.to_owned(), result: result.clone() });
        result
    }
}

impl<'e> Compilation<'e> {
    /// The documents that the content's fields name; `above` are the files that led here, by their
    /// plain paths.
    pub(super) fn linked(&mut self, root: &Node, fields: &[LinkField], above: &[String]) -> Vec<Linked> {
        let mut out = Vec::new();
        if let Some((_, beyond)) = named(root, fields).nth(limits::LINKS) {
            let message = format!("Văn bản dẫn quá {} tệp dữ liệu", limits::LINKS);
            self.found.push(Diagnostic::error(code::TOO_LONG, beyond.span, message).help("Chia cho nhiều văn bản."));
        }
        for (field, named) in named(root, fields).take(limits::LINKS) {
            match self.followed.iter().find(|known| known.is(field, named, self.files)) {
                Some(known) => {
                    self.found.extend(known.found.iter().cloned());
                    out.extend(known.linked.clone());
                }
                None => out.extend(self.follow(named, field, above)),
            }
        }
        out
    }

    /// Follows all links of a batch's base, for its rows; `files` is what this run reads from.
    pub(super) fn follow_all(&mut self, root: &Node, fields: &[LinkField], files: &Recording<'_>) -> Vec<Followed> {
        let follow = |(field, named): (&LinkField, &Node)| {
            let (outside, before) = (mem::take(&mut self.found), files.read.borrow().len());
            let linked = self.follow(named, field, &[]);
            let found = mem::replace(&mut self.found, outside);
            let read = files.read.borrow_mut().split_off(before);
            Followed { field: field.name.clone(), named: named.clone(), read, linked, found }
        };
        named(root, fields).map(follow).collect()
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
        let numbered = declaration.demands(Constituent::Code);
        if (numbered && whole.derived.number.is_none()) || whole.derived.day.is_none() {
            self.found.push(
                Diagnostic::warning(code::CITED_DRAFT, span, "Văn bản được viện dẫn chưa có số hoặc ngày; chỗ đó để trống")
                    .help("Khi văn bản đó đã ban hành, ghi `issued: {code_number: …, issued_date: …}` bên cạnh `file`.")
                    .clause(Clause::Citation),
            );
        }
        if whole.open() > 0 {
            self.found.push(
                Diagnostic::warning(code::OPEN_BLANK, span, format!("Tệp “{path}” còn {} chỗ để trống", whole.open()))
                    .help("Điền xong biên bản rồi hãy tổng hợp: chạy `vanban render --check` với tệp đó để xem từng chỗ."),
            );
        }
        let place = self.origins.add(whole.root.clone());
        let json = self.citable(&whole, place)?;
        Some(Linked { field: field.name.clone(), named: span, root: whole.root, json: Arc::new(json) })
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

    /// The context of a linked document, with what a citation asks for at hand; `place` is what the
    /// places of its values begin with.
    pub(super) fn citable(&mut self, whole: &Whole<'_>, place: String) -> Option<serde_json::Value> {
        let mut json = self.context(whole, place)?;
        json["type_name"] = whole.derived.type_name.clone().into();
        json["code_notation"] = whole.derived.notation.clone().into();
        json["code_number"] = whole.derived.number.clone().into();
        Some(json)
    }

    fn type_name(&self, slug: &str) -> String {
        self.engine.prepared(slug).map_or_else(|_| slug.to_owned(), |p| p.folder.doc_type.declaration.name.clone())
    }
}

/// All that the link fields of a document's content name.
fn named<'a>(root: &'a Node, fields: &'a [LinkField]) -> impl Iterator<Item = (&'a LinkField, &'a Node)> {
    let of = |field: &'a LinkField| {
        let value = root.get("content").and_then(|content| content.get(&field.name));
        let list = value.map_or(&[][..], |v| if field.many { v.list() } else { std::slice::from_ref(v) });
        list.iter().map(move |node| (field, node))
    };
    fields.iter().flat_map(of)
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
