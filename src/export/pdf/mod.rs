//! The PDF: PDF/A-2a (3a when it carries its data) and PDF/UA-1 at once, written through printpdf and finished on its lopdf document.
//!
//! `fonts` subsets the faces, `tags` plans the structure tree, `pages` writes the content, `finish`
//! adds what printpdf does not know, `file` makes the bytes. The back end stays behind `write()`; no number of the standard
//! lives here, every place comes from the layout.

mod annotations;
mod attachments;
mod file;
mod finish;
mod fonts;
mod icc;
mod images;
mod outline;
mod pages;
mod tags;
mod xmp;

#[cfg(test)]
mod tests;

use printpdf::{PdfDocument, PdfSaveOptions};

use super::{Extras, Metadata};
use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::layout::{self, Pages};
use crate::style::{Flow, Para};

/// The language of every document.
const LANGUAGE: &str = "vi-VN";

/// Writes the PDF of a laid-out flow. Fails only on characters or fonts that cannot be embedded.
pub fn write(flow: &Flow, pages: &Pages, fonts: &Fonts, metadata: &Metadata, extras: &Extras) -> Result<Vec<u8>, Diagnostics> {
    let paras: Vec<&Para> = layout::paragraphs(flow).collect();
    let embedded = fonts::embed(pages, fonts)?;
    let images = images::Images::of(&paras);
    let mut tree = tags::Tree::plan(flow, &paras, pages, &extras.fields);
    let mut pdf = PdfDocument::new("");
    pdf.resources.fonts.map = embedded.iter().map(fonts::Embedded::for_printpdf).collect();
    pdf.pages = pages::write(pages, fonts, &images, &mut tree);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut document = pdf.to_lopdf_document(&options, &mut Vec::new());
    fonts::complete(&mut document, &embedded);
    let headings = outline::headings(&paras, pages);
    Ok(finish::finish(document, &tree, &images, &headings, metadata, &xmp::blanks(pages, &paras), &extras.attachments))
}

/// Rounds to hundredths: a length on the page that prints short.
fn hundredths(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}
