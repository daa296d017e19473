//! A page that this program made, taken into another document as one form that may be drawn anywhere: its
//! content, its fonts, its elements of the structure tree.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::source::{DEPTH, Source};
use super::structure;
use super::view::entry;

/// A form that was taken in.
pub(super) struct Graft {
    /// The form.
    pub(super) form: ObjectId,
    /// Whether it brought elements of the structure tree.
    pub(super) tagged: bool,
}

/// Takes in the first page of a PDF of ours as an untagged form.
pub(super) fn plain(source: &mut Source<'_>, page: &[u8]) -> Option<Graft> {
    let mut taken = Taken::open(page)?;
    taken.content = without_marks(&taken.content);
    let form = taken.form(source, None);
    Some(Graft { form: source.add(form), tagged: false })
}

/// Takes in the first page of a PDF of ours, with its elements where the document is tagged. They stand on
/// `target`, the page that the form is drawn on.
pub(super) fn tagged(source: &mut Source<'_>, page: &[u8], target: ObjectId) -> Option<Graft> {
    if !source.is_tagged() {
        return plain(source, page);
    }
    let taken = Taken::open(page)?;
    let form = source.reserve();
    let root = taken.document.catalog().ok().and_then(|c| entry(&taken.document, c, b"StructTreeRoot")?.as_dict().ok())?;
    let document = entry(&taken.document, root, b"K")?.as_dict().ok()?;
    let kids = kids(document);
    let mut marks = BTreeMap::new();
    let parent = source.reserve();
    let elements: Vec<ObjectId> =
        kids.iter().filter_map(|kid| element(source, &taken.document, kid, parent, (target, form), &mut marks, DEPTH)).collect();
    let numbers = marks.keys().last().map_or(0, |last| last + 1);
    let parents: Vec<Object> = (0..numbers).map(|mark| marks.get(&mark).map_or(Object::Null, |id| (*id).into())).collect();
    let key = structure::append_parents(source, parents.into())?;
    let holder = structure::document(source)?;
    source.set(parent, dictionary! { "Type" => "StructElem", "S" => "Sect", "P" => holder, "K" => references(&elements) });
    let written = taken.form(source, Some(key));
    source.set(form, written);
    structure::append_kid(source, holder, parent);
    Some(Graft { form, tagged: true })
}

fn references(ids: &[ObjectId]) -> Vec<Object> {
    ids.iter().map(|id| Object::from(*id)).collect()
}

fn kids(element: &Dictionary) -> Vec<Object> {
    match element.get(b"K") {
        Ok(Object::Array(list)) => list.clone(),
        Ok(one) => vec![one.clone()],
        Err(_) => Vec::new(),
    }
}

/// Copies an element and what is below it; gives its number.
fn element(
    source: &mut Source<'_>,
    from: &Document,
    object: &Object,
    parent: ObjectId,
    (page, form): (ObjectId, ObjectId),
    marks: &mut BTreeMap<usize, ObjectId>,
    depth: usize,
) -> Option<ObjectId> {
    let old = from.dereference(object).ok()?.1.as_dict().ok().filter(|e| e.has(b"S") && depth > 0)?;
    let id = source.reserve();
    let mut below = Vec::new();
    for kid in kids(old) {
        match &kid {
            Object::Integer(mark) => {
                let mark = usize::try_from(*mark).ok()?;
                marks.insert(mark, id);
                below.push(Object::from(dictionary! { "Type" => "MCR", "Pg" => page, "Stm" => form, "MCID" => mark as i64 }));
            }
            other => below.extend(element(source, from, other, id, (page, form), marks, depth - 1).map(Object::from)),
        }
    }
    let mut new = dictionary! { "Type" => "StructElem", "P" => parent, "K" => below };
    for key in [b"S".as_slice(), b"Alt", b"A"] {
        if let Ok(value) = old.get(key) {
            new.set(key, value.clone());
        }
    }
    source.set(id, new);
    Some(id)
}

/// A page of ours, opened.
struct Taken {
    document: Document,
    content: Vec<u8>,
    resources: Dictionary,
    edge: Vec<Object>,
}

impl Taken {
    fn open(bytes: &[u8]) -> Option<Taken> {
        let document = Document::load_mem(bytes).ok()?;
        let id = document.page_iter().next()?;
        let content = document.get_page_content(id);
        let page = document.get_dictionary(id).ok()?;
        let resources = entry(&document, page, b"Resources")?.as_dict().ok()?.clone();
        let edge = entry(&document, page, b"MediaBox")?.as_array().ok()?.clone();
        Some(Taken { content, resources, edge, document })
    }

    /// Writes the form; `key` leads from its marked content to the elements.
    fn form(self, source: &mut Source<'_>, key: Option<i64>) -> Stream {
        let mut new = BTreeMap::new();
        let resources = copied(source, &self.document, &Object::Dictionary(self.resources), &mut new, DEPTH);
        if source.archival_part() == Some(1) {
            new.values().for_each(|font| list_letters(source, *font));
        }
        let mut form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => self.edge, "Resources" => resources };
        if let Some(key) = key {
            form.set("StructParents", key);
        }
        Stream::new(form, self.content)
    }
}

/// Says of a font which letters it holds, as the first part of PDF/A wants it; the later ones do not.
fn list_letters(source: &mut Source<'_>, font: ObjectId) {
    let Ok(dictionary) = source.document.get_dictionary(font) else { return };
    let parts = entry(&source.document, dictionary, b"DescendantFonts").and_then(|o| o.as_array().ok());
    let part = parts.and_then(|parts| source.document.dereference(parts.first()?).ok()?.1.as_dict().ok());
    let Some(part) = part else { return };
    let widths = entry(&source.document, part, b"W").and_then(|o| o.as_array().ok());
    let descriptor = part.get(b"FontDescriptor").and_then(Object::as_reference).ok();
    let (Some(widths), Some(descriptor)) = (widths, descriptor) else { return };
    // The first letter shows what is missing; runs of codes stand before the widths of their letters.
    let mut bits = vec![0x80_u8];
    for pair in widths.chunks_exact(2) {
        let (Ok(first), Ok(run)) = (pair[0].as_i64(), pair[1].as_array()) else { continue };
        for code in (first.max(0) as usize..).take(run.len()) {
            bits.resize(bits.len().max(code / 8 + 1), 0);
            bits[code / 8] |= 0x80 >> (code % 8);
        }
    }
    let set = source.add(Stream::new(Dictionary::new(), bits));
    source.change(descriptor, |descriptor| descriptor.set("CIDSet", set));
}

/// A value with all that it refers to taken over.
fn copied(source: &mut Source<'_>, from: &Document, value: &Object, new: &mut BTreeMap<ObjectId, ObjectId>, depth: usize) -> Object {
    if depth == 0 {
        return Object::Null;
    }
    match value {
        Object::Reference(id) => {
            if let Some(known) = new.get(id) {
                return (*known).into();
            }
            let own = source.reserve();
            new.insert(*id, own);
            let object = from.get_object(*id).cloned().unwrap_or(Object::Null);
            let object = copied(source, from, &object, new, depth - 1);
            source.set(own, object);
            own.into()
        }
        Object::Array(list) => list.iter().map(|item| copied(source, from, item, new, depth - 1)).collect::<Vec<_>>().into(),
        Object::Dictionary(entries) => Object::Dictionary(dictionary_copied(source, from, entries, new, depth)),
        Object::Stream(stream) => {
            let dict = dictionary_copied(source, from, &stream.dict, new, depth);
            let mut stream = Stream { dict, ..stream.clone() };
            stream.allows_compression = !stream.dict.has(b"Filter");
            Object::Stream(stream)
        }
        other => other.clone(),
    }
}

fn dictionary_copied(
    source: &mut Source<'_>,
    from: &Document,
    old: &Dictionary,
    new: &mut BTreeMap<ObjectId, ObjectId>,
    depth: usize,
) -> Dictionary {
    let mut out = Dictionary::new();
    for (key, value) in old {
        out.set(key.clone(), copied(source, from, value, new, depth - 1));
    }
    out
}

/// Content of ours without its marks: each operator has a line of its own.
fn without_marks(content: &[u8]) -> Vec<u8> {
    let lines = content.split_inclusive(|b| *b == b'\n');
    lines.filter(|line| !line.ends_with(b"BDC\n") && *line != b"EMC\n").flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_line_by_line() {
        let content = b"/P <</MCID 0>> BDC\nBT\n<0001> Tj\nET\nEMC\n/Artifact <</Type/Layout>> BDC\n0 0 m\nEMC\n";
        assert_eq!(without_marks(content), b"BT\n<0001> Tj\nET\n0 0 m\n");
    }
}
