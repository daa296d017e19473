//! An incremental update: objects and cross-references behind a file whose own bytes stay as they are.
//!
//! lopdf's incremental document drops generations, writes all streams as they come and has no identifier of
//! its own; the cross-references are of the kind that the file has, as its readers expect.

use std::collections::BTreeSet;

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use md5::{Digest, Md5};

use super::file::File;
use super::syntax::{dictionary, written};

/// Writes what has changed in a document, or is new in it, behind the bytes that it was read from.
pub fn update(bytes: &[u8], document: &Document, changed: &BTreeSet<ObjectId>) -> Vec<u8> {
    written_behind(bytes, document, changed, Some(document.xref_start as i64))
}

/// Writes a document whose objects are numbered without gaps as the first part of PDF/A wants it: each object by
/// itself, found by a table of lines.
pub(crate) fn write_plain(document: &Document) -> Vec<u8> {
    let head = [format!("%PDF-{}\n%", document.version).as_bytes(), b"\xE2\xE3\xCF\xD3\n"].concat();
    written_behind(&head, document, &document.objects.keys().copied().collect(), None)
}

/// `previous` is where the cross-references of the bytes begin, when they have some.
fn written_behind(bytes: &[u8], document: &Document, changed: &BTreeSet<ObjectId>, previous: Option<i64>) -> Vec<u8> {
    // Places are counted from the file's head, before which some programs put bytes.
    let base = bytes.windows(5).position(|w| w == b"%PDF-").unwrap_or(0);
    let mut file = File::after(bytes.to_vec(), document.max_id as usize + 1);
    if !bytes.ends_with(b"\n") {
        file.bytes.push(b'\n');
    }
    for id in changed {
        match document.objects.get(id) {
            Some(Object::Stream(stream)) => file.stream(*id, stream),
            Some(object) => file.object(*id, object),
            None => {}
        }
    }
    let size = document.trailer.get(b"Size").and_then(Object::as_i64).unwrap_or_default().max(i64::from(document.max_id) + 1);
    let digest = Object::String(Md5::digest(&file.bytes).to_vec(), StringFormat::Hexadecimal);
    let first = document.trailer.get(b"ID").and_then(Object::as_array).ok().and_then(|id| id.first().cloned());
    let mut trailer = dictionary! {
        "Size" => size,
        "ID" => vec![first.unwrap_or_else(|| digest.clone()), digest],
    };
    if let Some(previous) = previous {
        trailer.set("Prev", previous);
    }
    for key in [b"Root".as_slice(), b"Info"] {
        if let Ok(value) = document.trailer.get(key) {
            trailer.set(key, value.clone());
        }
    }
    match (document.reference_table.cross_reference_type, previous) {
        (XrefType::CrossReferenceTable, _) | (_, None) => table(&mut file, base, changed, &trailer),
        (XrefType::CrossReferenceStream, Some(_)) => stream(&mut file, base, changed, trailer),
    }
    file.bytes
}

/// Runs of numbers that follow each other, as the tables want them.
fn runs(ids: &BTreeSet<ObjectId>) -> Vec<Vec<ObjectId>> {
    let mut runs: Vec<Vec<ObjectId>> = Vec::new();
    for id in ids {
        match runs.last_mut().filter(|run| run.last().is_some_and(|last| last.0 + 1 == id.0)) {
            Some(run) => run.push(*id),
            None => runs.push(vec![*id]),
        }
    }
    runs
}

fn table(file: &mut File, base: usize, changed: &BTreeSet<ObjectId>, trailer: &Dictionary) {
    let start = file.bytes.len() - base;
    file.bytes.extend(b"xref\n");
    // The first table of a file begins with the number that no object has.
    if !trailer.has(b"Prev") {
        written(&mut file.bytes, format_args!("0 {}\n0000000000 65535 f\r\n", changed.len() + 1));
    }
    for run in runs(changed) {
        if trailer.has(b"Prev") {
            written(&mut file.bytes, format_args!("{} {}\n", run[0].0, run.len()));
        }
        for (id, generation) in run {
            let place = file.offset(id as usize).unwrap_or(base) - base;
            written(&mut file.bytes, format_args!("{place:010} {generation:05} n\r\n"));
        }
    }
    file.bytes.extend(b"trailer\n");
    dictionary(&mut file.bytes, trailer);
    written(&mut file.bytes, format_args!("\nstartxref\n{start}\n%%EOF\n"));
}

fn stream(file: &mut File, base: usize, changed: &BTreeSet<ObjectId>, mut trailer: Dictionary) {
    let start = file.bytes.len() - base;
    let number = trailer.get(b"Size").and_then(Object::as_i64).unwrap_or_default() as u32;
    let mut ids = changed.clone();
    ids.insert((number, 0));
    let runs = runs(&ids);
    let mut entries = Vec::with_capacity(ids.len() * 7);
    for (id, generation) in &ids {
        let place = if *id == number { start } else { file.offset(*id as usize).unwrap_or(base) - base };
        entries.push(1);
        entries.extend((place as u32).to_be_bytes());
        entries.extend(generation.to_be_bytes());
    }
    trailer.set("Type", "XRef");
    trailer.set("Size", i64::from(number) + 1);
    trailer.set("W", [1, 4, 2].map(Object::from).to_vec());
    trailer.set("Index", runs.iter().flat_map(|run| [i64::from(run[0].0), run.len() as i64]).map(Object::from).collect::<Vec<_>>());
    file.stream((number, 0), &lopdf::Stream::new(trailer, entries));
    written(&mut file.bytes, format_args!("startxref\n{start}\n%%EOF\n"));
}

#[cfg(test)]
mod tests {
    use lopdf::Stream;

    use super::*;

    /// A file with a stream and a dictionary, in either kind of cross-references.
    fn file(kind: XrefType) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let stream = document.add_object(Stream::new(Dictionary::new(), b"q Q".to_vec()));
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Old" => stream });
        document.trailer.set("Root", root);
        document.reference_table.cross_reference_type = kind;
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_plain_file_has_one_table_of_all_objects() {
        let mut document = Document::load_mem(&file(XrefType::CrossReferenceStream)).unwrap();
        document.objects.retain(|_, object| !object.as_stream().is_ok_and(|s| s.dict.has_type(b"XRef") || s.dict.has_type(b"ObjStm")));
        document.renumber_objects();
        let plain = write_plain(&document);
        let read = Document::load_mem(&plain).unwrap();
        assert!(matches!(read.reference_table.cross_reference_type, XrefType::CrossReferenceTable));
        assert!(read.catalog().unwrap().has(b"Old") && read.objects.len() == document.objects.len());
        assert!(String::from_utf8_lossy(&plain).contains(&format!("xref\n0 {}\n0000000000 65535 f", document.objects.len() + 1)));
    }

    #[test]
    fn the_file_stays_and_what_is_new_is_found_behind_it() {
        for kind in [XrefType::CrossReferenceTable, XrefType::CrossReferenceStream] {
            for head in ["", "junk before\n"] {
                let before = [head.as_bytes(), &file(kind)].concat();
                let mut document = Document::load_mem(&before).unwrap();
                let added = document.add_object(Stream::new(Dictionary::new(), b"q 1 0 0 1 0 0 cm Q ".repeat(20)));
                let root = document.trailer.get(b"Root").and_then(Object::as_reference).unwrap();
                document.get_dictionary_mut(root).unwrap().set("New", added);
                let after = update(&before, &document, &BTreeSet::from([added, root]));
                assert_eq!(after, update(&before, &document, &BTreeSet::from([added, root])));
                assert!(after.starts_with(&before));
                let read = Document::load_mem(&after).unwrap();
                let catalog = read.catalog().unwrap();
                assert!(catalog.has(b"Old"));
                let stream = read.get_object(catalog.get(b"New").and_then(Object::as_reference).unwrap()).unwrap();
                assert_eq!(stream.as_stream().unwrap().decompressed_content().unwrap(), b"q 1 0 0 1 0 0 cm Q ".repeat(20));
                let is_table = |d: &Document| matches!(d.reference_table.cross_reference_type, XrefType::CrossReferenceTable);
                assert_eq!((is_table(&read), is_table(&document)), (is_table(&document), matches!(kind, XrefType::CrossReferenceTable)));
                // Once more behind that.
                let again = update(&after, &read, &BTreeSet::from([root]));
                assert!(again.starts_with(&after) && Document::load_mem(&again).unwrap().catalog().unwrap().has(b"New"));
            }
        }
    }
}
