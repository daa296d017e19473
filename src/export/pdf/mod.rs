//! The PDF: PDF/A-2a (3a when it carries its data) and PDF/UA-1 at once, written through printpdf and finished on its lopdf document.
//!
//! `fonts` subsets the faces, `tags` plans the structure tree, `pages` writes the content as bytes; printpdf makes a
//! document of fonts and pages around them, `finish` adds what it does not know, `file` makes the bytes of all. The back end
//! stays behind `write()`; no number of the standard lives here, every place comes from the layout.

mod annotations;
mod attachments;
mod codes;
mod content;
mod file;
mod finish;
mod fonts;
mod icc;
mod images;
mod outline;
mod pages;
mod sfnt;
mod syntax;
mod tags;
mod update;
mod values;
mod written;
mod xmp;

#[cfg(test)]
pub(super) mod tests;

use lopdf::{Dictionary, Document, Object, Stream};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

pub(crate) use file::write as write_document;
pub(super) use pages::{BOX, DOT, DOT_STEP};
pub use update::update;
pub(crate) use update::write_plain;

use super::{Extras, Metadata};
use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::layout::{self, Page, Pages};
use crate::style::{Flow, Para};
use values::hundredths;

/// What documents share that are set in the same fonts.
#[derive(Default)]
pub struct Shared {
    subsets: fonts::Subsets,
}

/// Writes the PDF of a laid-out flow. Fails only on characters or fonts that cannot be embedded.
pub fn write(
    flow: &Flow,
    pages: &Pages,
    fonts: &Fonts,
    metadata: &Metadata,
    extras: &Extras,
    shared: &Shared,
) -> Result<Vec<u8>, Diagnostics> {
    let paras: Vec<&Para> = layout::paragraphs(flow).collect();
    let embedded = fonts::embed(pages, fonts, &shared.subsets)?;
    let images = images::Images::of(&paras);
    let mut tree = tags::Tree::plan(flow, &paras, pages, &extras.fields);
    let mut pdf = PdfDocument::new("");
    pdf.resources.fonts.map = embedded.iter().map(fonts::Embedded::for_printpdf).collect();
    pdf.pages = bare(pages, &embedded);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut document = pdf.to_lopdf_document(&options, &mut Vec::new());
    fonts::complete(&mut document, &embedded);
    fill(&mut document, pages::write(pages, fonts, &embedded, &images, &mut tree));
    let headings = outline::headings(&paras, pages);
    let begins = |page: &usize| *page == 0 || pages.pages[*page].section != pages.pages[*page - 1].section;
    let contents = finish::Contents { headings, sections: (0..pages.pages.len()).filter(begins).collect() };
    Ok(finish::finish(document, &tree, &images, &contents, metadata, &xmp::blanks(pages, &paras), &extras.attachments))
}

/// The pages without their content; the first shows a letter of each font, lest printpdf leave the fonts out.
fn bare(pages: &Pages, embedded: &[fonts::Embedded<'_>]) -> Vec<PdfPage> {
    let page = |(i, page): (usize, &Page)| {
        let area = Rect::from_wh(Pt(hundredths(page.width)), Pt(hundredths(page.height)));
        let ops = if i == 0 { embedded.iter().flat_map(fonts::Embedded::specimen).collect() } else { Vec::new() };
        PdfPage { media_box: area.clone(), trim_box: area.clone(), crop_box: area, ops }
    };
    pages.pages.iter().enumerate().map(page).collect()
}

/// Puts the content into the pages.
fn fill(document: &mut Document, contents: Vec<Vec<u8>>) {
    for (page, content) in document.get_pages().into_values().zip(contents) {
        let stream = document.get_dictionary(page).and_then(|page| page.get(b"Contents")).and_then(Object::as_reference);
        if let Ok(stream) = stream {
            document.set_object(stream, Stream::new(Dictionary::new(), content));
        }
    }
}
