//! Whole pages of a document as a document: nothing of the other pages stays in the file.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::source::{DEPTH, Source};
use super::view::{entry, inherited};
use crate::export::pdf;

/// What leads to other pages or carries what belongs to the whole document.
const OF_THE_WHOLE: [&str; 12] =
    ["Outlines", "Dests", "Names", "OpenAction", "AF", "PageLabels", "Threads", "AA", "Collection", "Perms", "DSS", "URI"];
/// What a page is handed down.
const HANDED_DOWN: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];

/// The file of these pages alone, in their order; `chosen` counts from 0.
pub(super) fn pages(source: &Source<'_>, chosen: &[usize]) -> Option<Vec<u8>> {
    let mut document = source.document.clone();
    let kept: Vec<ObjectId> = chosen.iter().filter_map(|at| source.pages.get(*at)).copied().collect();
    let root = source.root()?;
    let tree = document.catalog().ok()?.get(b"Pages").and_then(Object::as_reference).ok()?;
    for page in &kept {
        for key in HANDED_DOWN {
            if let Some(value) = inherited(&source.document, *page, key.as_bytes()) {
                let value = value.clone();
                document.get_dictionary_mut(*page).ok()?.set(key, value);
            }
        }
        document.get_dictionary_mut(*page).ok()?.set("Parent", tree);
    }
    let list: Vec<Object> = kept.iter().map(|page| Object::from(*page)).collect();
    let mut all = Dictionary::new();
    all.set("Type", "Pages");
    all.set("Count", list.len() as i64);
    all.set("Kids", list);
    document.set_object(tree, all);
    // What still refers to other pages refers to nothing.
    let gone: BTreeSet<ObjectId> = source.pages.iter().filter(|page| !kept.contains(page)).copied().collect();
    gone.iter().for_each(|page| drop(document.objects.remove(page)));
    if let Ok(catalog) = document.get_dictionary_mut(root) {
        OF_THE_WHOLE.iter().for_each(|key| drop(catalog.remove(key.as_bytes())));
    }
    prune_structure(&mut document, &kept);
    prune_form(&mut document, &kept);
    document.trailer.remove(b"XRefStm");
    keep_reachable(&mut document);
    forget_gone(&mut document);
    document.renumber_objects();
    document.trailer.remove(b"Size");
    // What a file says of itself is left as it is, so that any program can read it.
    let packet = document.catalog().ok().and_then(|c| c.get(b"Metadata").ok()?.as_reference().ok());
    if let Some(packet) = packet.and_then(|id| document.get_object_mut(id).ok()?.as_stream_mut().ok()) {
        packet.allows_compression = false;
    }
    // The first part of PDF/A knows no packed objects.
    Some(if source.archival_part() == Some(1) { pdf::write_plain(&document) } else { pdf::write_document(&document) })
}

/// Takes out of the structure tree what stands on other pages.
fn prune_structure(document: &mut Document, kept: &[ObjectId]) {
    let Some(root) = document.catalog().ok().and_then(|c| c.get(b"StructTreeRoot").ok()?.as_reference().ok()) else { return };
    let pages: BTreeSet<ObjectId> = kept.iter().copied().collect();
    let mut pruner = Pruner { document, pages: &pages, seen: BTreeSet::new(), kept: BTreeSet::new() };
    pruner.element(root, None, DEPTH);
    let living = pruner.kept;
    let Ok(tree) = document.get_dictionary_mut(root) else { return };
    // Names of elements that are gone; ours are of footnotes and nothing refers to them by name.
    tree.remove(b"IDTree");
    let mut numbers = BTreeMap::new();
    let parents = entry(document, document.get_dictionary(root).ok().unwrap_or(&Dictionary::new()), b"ParentTree").cloned();
    if let Some(Object::Dictionary(parents)) = parents {
        collect(document, &parents, &mut numbers, DEPTH);
    }
    let keys = used_keys(document, kept);
    let lives = |value: &Object| match value {
        Object::Reference(id) => living.contains(id),
        _ => true,
    };
    let mut list = Vec::new();
    for (key, value) in numbers.into_iter().filter(|(key, _)| keys.contains(key)) {
        let value = match document.dereference(&value).map(|(_, o)| o.clone()) {
            Ok(Object::Array(elements)) => {
                elements.into_iter().map(|e| if lives(&e) { e } else { Object::Null }).collect::<Vec<_>>().into()
            }
            _ => value,
        };
        list.extend([Object::Integer(key), value]);
    }
    let mut parents = Dictionary::new();
    parents.set("Nums", list);
    let parents = document.add_object(parents);
    if let Ok(tree) = document.get_dictionary_mut(root) {
        tree.set("ParentTree", parents);
    }
}

/// The numbers by which what is left leads to its elements.
fn used_keys(document: &Document, kept: &[ObjectId]) -> BTreeSet<i64> {
    let mut keys = BTreeSet::new();
    let mut look = |dictionary: &Dictionary| {
        keys.extend([b"StructParents".as_slice(), b"StructParent"].iter().filter_map(|key| dictionary.get(key).ok()?.as_i64().ok()));
    };
    for page in kept.iter().filter_map(|page| document.get_dictionary(*page).ok()) {
        look(page);
        let annotations = entry(document, page, b"Annots").and_then(|o| o.as_array().ok());
        annotations.into_iter().flatten().filter_map(|a| document.dereference(a).ok()?.1.as_dict().ok()).for_each(&mut look);
        let resources = entry(document, page, b"Resources").and_then(|o| o.as_dict().ok());
        let forms = resources.and_then(|r| entry(document, r, b"XObject")).and_then(|o| o.as_dict().ok());
        for (_, form) in forms.into_iter().flatten() {
            if let Ok((_, Object::Stream(Stream { dict, .. }))) = document.dereference(form) {
                look(dict);
            }
        }
    }
    keys
}

fn collect(document: &Document, node: &Dictionary, numbers: &mut BTreeMap<i64, Object>, depth: usize) {
    let list = |key: &[u8]| entry(document, node, key).and_then(|o| o.as_array().ok()).cloned().unwrap_or_default();
    for pair in list(b"Nums").chunks_exact(2) {
        if let Ok(key) = pair[0].as_i64() {
            numbers.insert(key, pair[1].clone());
        }
    }
    for kid in list(b"Kids") {
        if let (Ok((_, Object::Dictionary(kid))), true) = (document.dereference(&kid), depth > 0) {
            collect(document, kid, numbers, depth - 1);
        }
    }
}

struct Pruner<'a> {
    document: &'a mut Document,
    pages: &'a BTreeSet<ObjectId>,
    seen: BTreeSet<ObjectId>,
    kept: BTreeSet<ObjectId>,
}

impl Pruner<'_> {
    /// Takes out of an element what stands on other pages; `page` is the page of what holds it. Whether anything is left.
    fn element(&mut self, id: ObjectId, page: Option<ObjectId>, depth: usize) -> bool {
        if depth == 0 || !self.seen.insert(id) {
            return false;
        }
        let Ok(element) = self.document.get_dictionary(id).cloned() else { return false };
        let own = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let kids = match entry(self.document, &element, b"K").cloned() {
            Some(Object::Array(list)) => list,
            Some(_) => vec![element.get(b"K").cloned().unwrap_or(Object::Null)],
            None => Vec::new(),
        };
        let empty = kids.is_empty();
        let left: Vec<Object> = kids.into_iter().filter(|kid| self.kid(kid, own, depth)).collect();
        let lives = !left.is_empty() || empty && own.is_none_or(|page| self.pages.contains(&page));
        if lives {
            self.kept.insert(id);
            if let Ok(element) = self.document.get_dictionary_mut(id) {
                if element.get(b"Pg").and_then(Object::as_reference).is_ok_and(|page| !self.pages.contains(&page)) {
                    element.remove(b"Pg");
                }
                if !empty {
                    element.set("K", left);
                }
            }
        }
        lives
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, depth: usize) -> bool {
        let on = |page: Option<ObjectId>, pages: &BTreeSet<ObjectId>| page.is_some_and(|page| pages.contains(&page));
        let dictionary = match kid {
            Object::Integer(_) => return on(page, self.pages),
            Object::Reference(id) => match self.document.get_dictionary(*id) {
                Ok(dictionary) if dictionary.has(b"S") => return self.element(*id, page, depth - 1),
                Ok(dictionary) => dictionary,
                Err(_) => return false,
            },
            Object::Dictionary(dictionary) => dictionary,
            _ => return false,
        };
        on(dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page), self.pages)
    }
}

/// Takes out of the form what stands on other pages, and signatures, which hold for the whole document only; what
/// they show stays.
fn prune_form(document: &mut Document, kept: &[ObjectId]) {
    let mut shown = BTreeSet::new();
    for page in kept.iter().filter_map(|page| document.get_dictionary(*page).ok()) {
        let annotations = entry(document, page, b"Annots").and_then(|o| o.as_array().ok());
        shown.extend(annotations.into_iter().flatten().filter_map(|a| a.as_reference().ok()));
    }
    let catalog = document.catalog().ok();
    let form = catalog.and_then(|c| entry(document, c, b"AcroForm")).and_then(|o| o.as_dict().ok()).cloned();
    let Some(mut form) = form else { return };
    let fields = entry(document, &form, b"Fields").and_then(|o| o.as_array().ok()).cloned().unwrap_or_default();
    let fields: Vec<Object> =
        fields.into_iter().filter(|field| field.as_reference().is_ok_and(|id| left(document, id, &shown, DEPTH))).collect();
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).ok();
    form.set("SigFlags", 0);
    form.remove(b"XFA");
    form.remove(b"CO");
    let none = fields.is_empty();
    form.set("Fields", fields);
    if let Some(catalog) = root.and_then(|root| document.get_dictionary_mut(root).ok()) {
        if none {
            catalog.remove(b"AcroForm");
        } else {
            catalog.set("AcroForm", form);
        }
    }
}

/// Whether a field is shown on one of the pages; signatures lose their value.
fn left(document: &mut Document, id: ObjectId, shown: &BTreeSet<ObjectId>, depth: usize) -> bool {
    let Ok(field) = document.get_dictionary(id).cloned() else { return false };
    let kids = entry(document, &field, b"Kids").and_then(|o| o.as_array().ok()).cloned();
    let lives = match kids.filter(|_| depth > 0) {
        Some(kids) => {
            let kids: Vec<Object> =
                kids.into_iter().filter(|kid| kid.as_reference().is_ok_and(|kid| left(document, kid, shown, depth / 2))).collect();
            let any = !kids.is_empty();
            if let Ok(field) = document.get_dictionary_mut(id) {
                field.set("Kids", kids);
            }
            any
        }
        None => shown.contains(&id),
    };
    if let (Ok(field), true) =
        (document.get_dictionary_mut(id), field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig"))
    {
        field.remove(b"V");
        field.remove(b"Lock");
    }
    lives
}

/// Puts nothing where something refers to what is gone: its number may become another's.
fn forget_gone(document: &mut Document) {
    let there: BTreeSet<ObjectId> = document.objects.keys().copied().collect();
    document.objects.values_mut().for_each(|object| forget(object, &there));
}

fn forget(object: &mut Object, there: &BTreeSet<ObjectId>) {
    match object {
        Object::Reference(id) if !there.contains(id) => *object = Object::Null,
        Object::Array(list) => list.iter_mut().for_each(|item| forget(item, there)),
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, value)| forget(value, there)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| forget(value, there)),
        _ => {}
    }
}

/// Drops what nothing leads to.
fn keep_reachable(document: &mut Document) {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Object> = [b"Root".as_slice(), b"Info"].iter().filter_map(|key| document.trailer.get(key).ok()).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if reached.insert(*id) => open.extend(document.objects.get(id)),
            Object::Array(list) => open.extend(list),
            Object::Dictionary(entries) => open.extend(entries.iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    document.objects.retain(|id, _| reached.contains(id));
}
