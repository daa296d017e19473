//! The PDF that is copied: read within bounds, changed object by object, written behind its own bytes.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::view::entry;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::export::{inspect, pdf};

/// Levels of trees that are gone down.
pub(super) const DEPTH: usize = 64;

/// Bytes among which the head stands: some programs put others before it.
const HEAD: usize = 1024;

/// A PDF and what was changed in it.
pub(super) struct Source<'b> {
    bytes: &'b [u8],
    pub(super) document: Document,
    changed: BTreeSet<ObjectId>,
    pub(super) pages: Vec<ObjectId>,
}

impl<'b> Source<'b> {
    /// Reads a file that somebody gives; what it cannot be copied for is told.
    pub(super) fn read(bytes: &'b [u8]) -> Result<Self, Diagnostics> {
        if !bytes[..bytes.len().min(HEAD)].windows(5).any(|w| w == b"%PDF-") {
            let message = if bytes.is_empty() { "Tệp rỗng" } else { "Tệp không phải PDF" };
            let help = "Chọn tệp PDF của văn bản được sao; DOCX thì xuất ra PDF trước, giấy thì quét thành PDF.";
            return Err(Diagnostic::error(code::UNREADABLE, None, message).help(help).into());
        }
        let document = inspect::open_pdf(bytes).map_err(|found| {
            let help = "Lấy lại tệp gốc; tệp có mật khẩu thì mở bằng mật khẩu rồi in ra PDF mới, tệp hỏng thì xuất hoặc quét lại.";
            let mut told = Diagnostics::default();
            found.into_iter().for_each(|d| told.push(Diagnostic { help: vec![help.to_owned()], ..d }));
            told
        })?;
        let pages: Vec<ObjectId> = document.page_iter().collect();
        if pages.is_empty() {
            let message = "Tệp PDF không có trang nào đọc được";
            return Err(Diagnostic::error(code::UNREADABLE, None, message).help("Lấy lại tệp gốc, hoặc quét lại văn bản.").into());
        }
        Ok(Source { bytes, document, changed: BTreeSet::new(), pages })
    }

    /// Adds an object.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.document.add_object(object);
        self.changed.insert(id);
        id
    }

    /// Keeps a number for an object that is to come.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.add(Object::Null)
    }

    /// Gives a number another object.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.document.set_object(id, object);
        self.changed.insert(id);
    }

    /// Changes a dictionary.
    pub(super) fn change(&mut self, id: ObjectId, change: impl FnOnce(&mut Dictionary)) {
        if let Ok(dictionary) = self.document.get_dictionary_mut(id) {
            change(dictionary);
            self.changed.insert(id);
        }
    }

    /// The number of the catalog.
    pub(super) fn root(&self) -> Option<ObjectId> {
        self.document.trailer.get(b"Root").and_then(Object::as_reference).ok()
    }

    /// Something that the catalog names, as an object with a number of its own.
    pub(super) fn part(&mut self, key: &str) -> Option<ObjectId> {
        let root = self.root()?;
        self.numbered(root, key)
    }

    /// An entry of a dictionary, as an object with a number of its own.
    pub(super) fn numbered(&mut self, holder: ObjectId, key: &str) -> Option<ObjectId> {
        match self.document.get_dictionary(holder).ok()?.get(key.as_bytes()).ok()?.clone() {
            Object::Reference(id) => self.document.get_object(id).is_ok().then_some(id),
            Object::Null => None,
            direct => {
                let id = self.add(direct);
                self.change(holder, |holder| holder.set(key, id));
                Some(id)
            }
        }
    }

    /// The list that an entry of a dictionary holds.
    pub(super) fn list(&self, holder: ObjectId, key: &[u8]) -> Vec<Object> {
        let holder = self.document.get_dictionary(holder).ok();
        let list = holder.and_then(|holder| entry(&self.document, holder, key)).and_then(|o| o.as_array().ok());
        list.cloned().unwrap_or_default()
    }

    /// The file with its changes behind it.
    pub(super) fn updated(&self) -> Vec<u8> {
        pdf::update(self.bytes, &self.document, &self.changed)
    }

    /// Whether its structure is tagged.
    pub(super) fn is_tagged(&self) -> bool {
        let Ok(catalog) = self.document.catalog() else { return false };
        let marked = entry(&self.document, catalog, b"MarkInfo").and_then(|o| o.as_dict().ok()?.get(b"Marked").ok()?.as_bool().ok());
        marked == Some(true) && entry(&self.document, catalog, b"StructTreeRoot").is_some()
    }

    /// The part of PDF/A that it says it conforms to.
    pub(super) fn archival_part(&self) -> Option<u32> {
        let catalog = self.document.catalog().ok()?;
        let packet = entry(&self.document, catalog, b"Metadata")?.as_stream().ok()?;
        let packet = packet.decompressed_content_with_limit(inspect::STREAM).unwrap_or_else(|_| packet.content.clone());
        let packet = String::from_utf8_lossy(&packet);
        // As an element or as an attribute, as XMP lets one write it.
        let at = packet.find("pdfaid:part")? + "pdfaid:part".len();
        packet[at..].trim_start_matches(['>', '=', '"', '\'', ' ']).chars().next()?.to_digit(10)
    }

    /// The version that head and catalog give, as a number.
    pub(super) fn version(&self) -> f64 {
        let later = self.document.catalog().and_then(|c| c.get(b"Version")).and_then(Object::as_name).ok();
        let later = later.and_then(|name| std::str::from_utf8(name).ok()?.parse().ok());
        self.document.version.parse::<f64>().unwrap_or(1.0).max(later.unwrap_or(1.0))
    }

    /// How the file has been signed.
    pub(super) fn signed(&self) -> Signed {
        let Ok(catalog) = self.document.catalog() else { return Signed::No };
        let form = entry(&self.document, catalog, b"AcroForm").and_then(|o| o.as_dict().ok());
        let fields = form.and_then(|form| entry(&self.document, form, b"Fields")).and_then(|o| o.as_array().ok());
        if !fields.is_some_and(|fields| self.any_signed(fields, &mut BTreeSet::new())) {
            return Signed::No;
        }
        let permissions = entry(&self.document, catalog, b"Perms").and_then(|o| o.as_dict().ok());
        let certified = permissions.and_then(|p| entry(&self.document, p, b"DocMDP")).and_then(|o| o.as_dict().ok());
        let reference = certified.and_then(|c| entry(&self.document, c, b"Reference")).and_then(|o| o.as_array().ok());
        let first = reference.and_then(|list| self.document.dereference(list.first()?).ok()?.1.as_dict().ok());
        let allowed = first.and_then(|r| entry(&self.document, r, b"TransformParams")).and_then(|o| o.as_dict().ok());
        match (certified, allowed.and_then(|a| a.get(b"P").ok()?.as_i64().ok())) {
            (Some(_), Some(1)) => Signed::Closed,
            _ => Signed::Yes,
        }
    }

    /// `seen` are the fields that were met: a form may be its own kid.
    fn any_signed(&self, fields: &[Object], seen: &mut BTreeSet<ObjectId>) -> bool {
        fields.iter().any(|field| {
            let Ok(id) = field.as_reference() else { return false };
            let Ok(field) = self.document.get_dictionary(id) else { return false };
            if seen.len() > DEPTH * DEPTH || !seen.insert(id) {
                return false;
            }
            let signature = field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig");
            let kids = entry(&self.document, field, b"Kids").and_then(|o| o.as_array().ok());
            signature && field.has(b"V") || kids.is_some_and(|kids| self.any_signed(kids, seen))
        })
    }
}

/// Whether a file has been signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    No,
    Yes,
    /// Certified so that nothing may be added.
    Closed,
}
