//! What printpdf does not write: catalog entries, structure, output intent, metadata.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::images::Images;
use super::outline::{self, Heading};
use super::tags::Tree;
use super::values::LANGUAGE;
use super::written::Written;
use super::{attachments, file, icc, xmp};
use crate::export::{Attachment, Metadata};

/// What a reader of the file finds its way by.
pub(super) struct Contents {
    /// Its headings.
    pub(super) headings: Vec<Heading>,
    /// The first pages, from 0, of the document and of each appendix.
    pub(super) sections: Vec<usize>,
}

/// Turns printpdf's document into the bytes of an archival, accessible file.
pub(super) fn finish(
    mut document: Document,
    tree: &Tree,
    images: &Images<'_>,
    contents: &Contents,
    metadata: &Metadata,
    blanks: &[String],
    carried: &[Attachment],
) -> Vec<u8> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let images = images.write(&mut document);
    share_resources(&mut document, &pages, images);
    let mut elements = Written::default();
    let (structure, fields) = tree.write(&mut document, &mut elements, &pages);
    let bookmarks = outline::write(&mut document, &contents.headings, &pages);
    let profile = document.add_object(icc::srgb());
    // Only part 3 lets a file of any kind be embedded.
    let part = if carried.is_empty() { 2 } else { 3 };
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp::packet(metadata, blanks, part).into_bytes());
    // Left as it is, so that any program can read it.
    let packet = document.add_object(packet.with_compression(false));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    };
    let mut catalog = dictionary! {
        "Lang" => Object::string_literal(LANGUAGE),
        "MarkInfo" => dictionary! { "Marked" => true },
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "StructTreeRoot" => structure,
        "Metadata" => packet,
        "OutputIntents" => vec![Object::Dictionary(intent)],
    };
    if !fields.is_empty() {
        // Whoever signs sets the flags that say so.
        let fields: Vec<Object> = fields.into_iter().map(Object::from).collect();
        catalog.set("AcroForm", dictionary! { "Fields" => fields, "SigFlags" => 0 });
    }
    catalog.set("PageLabels", page_labels(&contents.sections));
    attachments::write(&mut document, &mut catalog, carried);
    if let Some(bookmarks) = bookmarks {
        catalog.set("Outlines", bookmarks);
        catalog.set("PageMode", "UseOutlines");
    }
    if let Ok(written) = document.catalog_mut() {
        written.remove(b"PageLayout");
        catalog.into_iter().for_each(|(key, value)| written.set(key, value));
    }
    if let Ok(info) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.set_object(info, xmp::info(metadata));
    }
    file::write_with(&document, &elements)
}

/// The numbers that pages show: the document and each appendix count from 1.
fn page_labels(sections: &[usize]) -> Dictionary {
    let label = |first: &usize| [Object::from(*first as i64), dictionary! { "S" => "D" }.into()];
    dictionary! { "Nums" => sections.iter().flat_map(label).collect::<Vec<Object>>() }
}

/// One resource dictionary for all pages, with the entries that are used, and what tagged pages need.
fn share_resources(document: &mut Document, pages: &[ObjectId], images: Dictionary) {
    let mut fonts = None;
    for (page, number) in pages.iter().zip(0i64..) {
        let Ok(page) = document.get_dictionary_mut(*page) else { continue };
        page.set("Tabs", "S");
        page.set("StructParents", number);
        page.remove(b"Annots");
        page.remove(b"CropBox");
        let Ok(resources) = page.get(b"Resources").and_then(Object::as_reference) else { continue };
        let Some(Object::Dictionary(resources)) = document.objects.remove(&resources) else { continue };
        for unused in [b"XObject".as_slice(), b"ExtGState", b"Shading"] {
            if let Ok(unused) = resources.get(unused).and_then(Object::as_reference) {
                document.objects.remove(&unused);
            }
        }
        fonts = resources.get(b"Font").ok().cloned();
    }
    let Some(fonts) = fonts else { return };
    let mut shared = dictionary! { "Font" => fonts };
    if !images.is_empty() {
        shared.set("XObject", images);
    }
    let shared = document.add_object(shared);
    for page in pages {
        if let Ok(page) = document.get_dictionary_mut(*page) {
            page.set("Resources", shared);
        }
    }
}
