//! Data files that a document names: found, checked against their own types, completed like the
//! document itself. What texts and tables make of them is the templates' affair.
//!
//! What one document of an engine named is read once: others that name it in the same place among their files,
//! and read the same, take it over.

use std::cell::{Cell, RefCell};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value as Json;

use super::{Compilation, Whole};
use crate::diag::{Diagnostic, Severity, Source, SourceId, code};
use crate::limits;
use crate::model::Files;
use crate::model::doc_type::Constituent;
use crate::model::link::{LinkField, Linked, issue};
use crate::model::node::Node;
use crate::model::read;
use crate::standard::Clause;

/// How far links lead on: minutes name a decision and a plan, a report names the minutes.
const DEPTH: usize = 4;

/// A linked document as those see it that name it.
#[derive(Clone)]
struct Cited {
    slug: String,
    type_name: String,
    /// Whether its number, where its type has one, and its day are known.
    issued: bool,
    /// How many places it leaves open.
    open: usize,
    root: Arc<Node>,
    json: Arc<Json>,
}

/// A linked document that was read for another one, and where it stood among that one's files and data.
struct Known {
    name: String,
    bytes: Vec<u8>,
    /// What the document that names it says of its issue.
    issue: Option<Node>,
    /// The files before it, and the one that names it.
    before: Vec<Arc<Source>>,
    naming: SourceId,
    /// The files that came with it, and all that was read for them.
    files: Vec<Arc<Source>>,
    read: Vec<Read>,
    /// The linked documents before it, those that came with it, and their weight.
    at: usize,
    roots: Vec<Arc<Node>>,
    weight: (usize, usize),
    cited: Cited,
}

/// Linked documents that were read, the last ones first.
#[derive(Default)]
pub(super) struct Shelf(Mutex<Vec<Arc<Known>>>);

impl Shelf {
    /// So many are kept: the documents of a run name a plan, a decision, some minutes.
    const MOST: usize = 16;

    fn all(&self) -> Vec<Arc<Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, known: Known) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(0, Arc::new(known));
        all.truncate(Self::MOST);
    }
}

/// A file that was read, or why it was not.
struct Read {
    from: String,
    path: String,
    result: Result<(String, Vec<u8>), String>,
}

/// Files that are remembered when they are read for a linked document.
pub(super) struct Recording<'f> {
    files: &'f dyn Files,
    on: Cell<bool>,
    read: RefCell<Vec<Read>>,
}

impl<'f> Recording<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Recording { files, on: Cell::new(false), read: RefCell::default() }
    }

    fn noted(&self, from: &str, path: &str, result: Result<(String, Vec<u8>), String>) -> Result<(String, Vec<u8>), String> {
        if self.on.get() {
            self.read.borrow_mut().push(Read { from: from.to_owned(), path: path.to_owned(), result: result.clone() });
        }
        result
    }
}

impl Files for Recording<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        self.noted(from, path, self.files.read(from, path))
    }

    fn profile(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        self.noted(from, path, self.files.profile(from, path))
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
        out.extend(named(root, fields).take(limits::LINKS).filter_map(|(field, named)| self.follow(named, field, above)));
        out
    }

    /// Reads one linked document. Its errors are reported at their places, and once more where it is
    /// named; its warnings concern only those who make it.
    fn follow(&mut self, named: &Node, field: &LinkField, above: &[String]) -> Option<Linked> {
        let (path, span) = (file(named).text()?, file(named).span);
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
        let known = if above.len() == 1 { self.known(named, &name, &bytes) } else { None };
        let cited = match known {
            Some(known) => known,
            None => self.cited(named, &name, bytes, &above)?,
        };
        if !field.types.contains(&cited.slug) {
            let names = field.types.iter().map(|slug| self.type_name(slug)).collect::<Vec<_>>().join(" hoặc ");
            self.found.push(
                wrong(format!("Tệp “{path}” là {}, trường `{}` cần {names}", cited.type_name, field.name))
                    .help("Ghi tệp dữ liệu đúng loại."),
            );
            return None;
        }
        if !cited.issued {
            self.found.push(
                Diagnostic::warning(code::CITED_DRAFT, span, "Văn bản được viện dẫn chưa có số hoặc ngày; chỗ đó để trống")
                    .help("Khi văn bản đó đã ban hành, ghi `issued: {code_number: …, issued_date: …}` bên cạnh `file`.")
                    .clause(Clause::Citation),
            );
        }
        if cited.open > 0 {
            self.found.push(
                Diagnostic::warning(code::OPEN_BLANK, span, format!("Tệp “{path}” còn {} chỗ để trống", cited.open))
                    .help("Điền xong biên bản rồi hãy tổng hợp: chạy `vanban render --check` với tệp đó để xem từng chỗ."),
            );
        }
        Some(Linked { field: field.name.clone(), named: span, root: cited.root, json: cited.json })
    }

    /// Reads a linked document, and keeps it for others that name it, unless it has errors.
    fn cited(&mut self, named: &Node, name: &str, bytes: Vec<u8>, above: &[String]) -> Option<Cited> {
        let file = file(named);
        let (first, at, weight) = (self.sources.next_id(), self.origins.len(), self.weight);
        let recorded = above.len() == 1;
        if recorded {
            self.files.on.set(true);
        }
        let outside = mem::take(&mut self.found);
        let whole = self.linked_document(name, bytes.clone(), named, above);
        let own = mem::replace(&mut self.found, outside);
        let broken = own.has_errors();
        self.found.extend(own.into_iter().filter(|d| d.severity == Severity::Error));
        if broken {
            self.found.push(
                Diagnostic::error(
                    code::LINKED_FILE,
                    file.span,
                    format!("Tệp dữ liệu “{}” có lỗi nên chưa dùng được", file.text().unwrap_or_default()),
                )
                .help("Sửa các lỗi của tệp đó trước."),
            );
        }
        let cited = whole.and_then(|whole| {
            let declaration = &whole.prepared.folder.doc_type.declaration;
            // Minutes may have no number (decree PL V Mục V), and are cited by their day.
            let numbered = whole.derived.number.is_some() || !declaration.demands(Constituent::Code);
            let place = self.origins.add(whole.root.clone());
            let json = Arc::new(self.citable(&whole, place)?);
            Some(Cited {
                slug: declaration.slug.clone(),
                type_name: declaration.name.clone(),
                issued: numbered && whole.derived.day.is_some(),
                open: whole.open(),
                root: whole.root,
                json,
            })
        });
        if recorded {
            self.files.on.set(false);
            let read = self.files.read.take();
            if let Some(cited) = cited.as_ref().filter(|_| !broken) {
                let (before, files) = self.sources.split(first);
                self.engine.shelf.keep(Known {
                    name: name.to_owned(),
                    bytes,
                    issue: named.get("issued").cloned(),
                    before: before.to_vec(),
                    naming: file.span.source,
                    files: files.to_vec(),
                    read,
                    at,
                    roots: self.origins.since(at).to_vec(),
                    weight: (self.weight.0 - weight.0, self.weight.1 - weight.1),
                    cited: cited.clone(),
                });
            }
        }
        cited
    }

    /// The same document, read before where everything stood as it does here.
    fn known(&mut self, named: &Node, name: &str, bytes: &[u8]) -> Option<Cited> {
        let naming = file(named).span.source;
        let (before, _) = self.sources.split(self.sources.next_id());
        let same_files = |known: &Known| {
            let other = |at: usize| SourceId(at as u32) != naming;
            known.before.len() == before.len()
                && known.before.iter().zip(before).enumerate().all(|(at, (a, b))| !other(at) || a.name == b.name && a.text == b.text)
        };
        let known = self.engine.shelf.all().into_iter().find(|known| {
            known.name == name
                && known.bytes == bytes
                && known.issue.as_ref() == named.get("issued")
                && (known.naming, known.at) == (naming, self.origins.len())
                && same_files(known)
                && known.read.iter().all(|read| self.files.read(&read.from, &read.path) == read.result)
        })?;
        self.sources.take_over(&known.files);
        known.roots.iter().for_each(|root| _ = self.origins.add(root.clone()));
        self.weight = (self.weight.0 + known.weight.0, self.weight.1 + known.weight.1);
        Some(known.cited.clone())
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
        let mut json = self.context(whole, whole.root.to_json(), place)?;
        json["type_name"] = whole.derived.type_name.clone().into();
        json["code_notation"] = whole.derived.notation.clone().into();
        json["code_number"] = whole.derived.number.clone().into();
        Some(json)
    }

    fn type_name(&self, slug: &str) -> String {
        self.engine.prepared(slug).map_or_else(|_| slug.to_owned(), |p| p.folder.doc_type.declaration.name.clone())
    }
}

/// The path of the document that is named, alone or beside what is said of its issue.
fn file(named: &Node) -> &Node {
    named.get("file").unwrap_or(named)
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
