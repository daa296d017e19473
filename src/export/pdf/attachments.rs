//! Files that the PDF carries: the source it was made from, as PDF/A-3 wants it associated.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::values::text;
use crate::export::Attachment;

/// Writes the files and names them in the catalog. No dates: the same document gives the same bytes.
pub(super) fn write(document: &mut Document, catalog: &mut Dictionary, attachments: &[Attachment]) {
    if attachments.is_empty() {
        return;
    }
    let mut sorted: Vec<&Attachment> = attachments.iter().collect();
    // A name tree is looked up by halves.
    sorted.sort_by_key(|a| key(&a.name));
    let written: Vec<(&Attachment, ObjectId)> = sorted.into_iter().map(|a| (a, specification(document, a))).collect();
    let names: Vec<Object> = written.iter().flat_map(|(a, id)| [Object::string_literal(key(&a.name)), (*id).into()]).collect();
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    // The first one given is what the document was made from.
    let in_order = attachments.iter().filter_map(|a| written.iter().find(|(w, _)| *w == a));
    catalog.set("AF", in_order.map(|(_, id)| Object::from(*id)).collect::<Vec<_>>());
}

fn specification(document: &mut Document, attachment: &Attachment) -> ObjectId {
    let stream = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(attachment.mime().as_bytes().to_vec()),
        "Params" => dictionary! { "Size" => attachment.bytes.len() as i64 },
    };
    let file = document.add_object(Stream::new(stream, attachment.bytes.clone()));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(&attachment.name),
        "UF" => text(&attachment.name),
        "Desc" => text("Dữ liệu tạo nên văn bản này"),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => file, "UF" => file },
    })
}

/// A name as the tree sorts it: UTF-16 with its mark, or plain.
fn key(name: &str) -> Vec<u8> {
    match text(name) {
        Object::String(bytes, _) => bytes,
        _ => Vec::new(),
    }
}
