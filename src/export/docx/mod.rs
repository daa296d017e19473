//! The DOCX: what an expert would have made in Word of the same styled flow.
//!
//! docx-rs builds the parts (`styles`, `body`, `text`), `normal` makes them valid, `package` binds
//! them. Word lays the document out itself; the layout's [`Facts`] only say where a break hangs on
//! a hair. No number of the standard lives here: every length comes with the flow.

mod body;
mod normal;
mod notes;
mod package;
mod pictures;
mod styles;
#[cfg(test)]
mod tests;
mod text;

use docx_rs::{
    DocumentChild, Docx, FieldCharType, Footer, FooterReference, Header, HeaderReference, InstrPAGE, InstrText, PageMargin, PageNumType,
    PageOrientationType, PageSize, Paragraph, Run, SectionProperty,
};

use super::{Extras, Metadata};
use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::layout::{self, Facts};
use crate::standard::Component;
use crate::style::{Flow, FlowBlock, Section};
use crate::units::Twips;
use body::Body;
use normal::normal;
use package::{BARE_FOOTER, BARE_HEADER, Part, Relation};

/// Writes a flow as a DOCX; `facts` are its layout's decisions.
///
/// # Errors
///
/// A text that no XML file can hold.
pub fn write(flow: &Flow, facts: &Facts, fonts: &Fonts, metadata: &Metadata, extras: &Extras) -> Result<Vec<u8>, Diagnostics> {
    let mut body = Body::new(flow, facts, fonts);
    let mut docx = Docx::new().styles(styles::styles(flow)).header(page_number());
    let (mut text_links, mut header_links, mut footer_links) = (Vec::new(), Vec::new(), Vec::new());
    let mut texts: Vec<Vec<DocumentChild>> = Vec::with_capacity(flow.sections.len());
    for section in &flow.sections {
        let first_header = body.paragraphs(&section.first_header);
        header_links.extend(body.take_links());
        body.resume_links(text_links);
        texts.push(body.blocks(section));
        text_links = body.take_links();
        let mut first_footer = body.paragraphs(&section.footer);
        first_footer.extend(body.paragraphs(&section.first_footer));
        footer_links.extend(body.take_links());
        let footer = body.paragraphs(&section.footer);
        if !first_header.is_empty() {
            docx = docx.first_header(first_header.into_iter().fold(Header::new(), Header::add_paragraph));
        }
        if !footer.is_empty() {
            docx = docx.footer(footer.into_iter().fold(Footer::new(), Footer::add_paragraph));
        }
        if !first_footer.is_empty() {
            docx = docx.first_footer(first_footer.into_iter().fold(Footer::new(), Footer::add_paragraph));
        }
    }
    // docx-rs knows the headers of one section; the others refer to the same parts.
    let parts = std::mem::take(&mut docx.document.section_property);
    let bare = [parts.first_header_reference.is_some(), parts.first_footer_reference.is_some()];
    let last = flow.sections.len().saturating_sub(1);
    for (i, (section, text)) in flow.sections.iter().zip(texts).enumerate() {
        let mut property = section_property(section);
        property.header_reference = parts.header_reference.clone();
        if i == 0 {
            property.first_header_reference = parts.first_header_reference.clone();
            property.first_footer_reference = parts.first_footer_reference.clone();
            property.footer_reference = parts.footer_reference.clone();
        } else {
            // An appendix's first page would otherwise show what the document's first page does.
            property.first_header_reference = bare[0].then(|| HeaderReference::new("first", BARE_HEADER));
            property.first_footer_reference = bare[1].then(|| FooterReference::new("first", BARE_FOOTER));
            property.footer_reference = parts.footer_reference.as_ref().map(|_| FooterReference::new("default", BARE_FOOTER));
        }
        if i == 0 && layout::led(flow) {
            docx.document.children.push(DocumentChild::Paragraph(Box::new(Paragraph::new().style(styles::END))));
        }
        docx.document.children.extend(text);
        if i < last {
            let end = Paragraph::new().style(styles::END).section_property(property);
            docx.document.children.push(DocumentChild::Paragraph(Box::new(end)));
            continue;
        }
        if !matches!(section.blocks.last(), Some(FlowBlock::Para(_))) {
            // Word ends every document with a paragraph; the layout keeps its place free.
            docx.document.children.push(DocumentChild::Paragraph(Box::new(Paragraph::new().style(styles::END))));
        }
        docx.document.section_property = SectionProperty {
            header: parts.header.clone(),
            first_header: parts.first_header.clone(),
            first_footer: parts.first_footer.clone(),
            footer: parts.footer.clone(),
            ..property
        };
    }

    let built = docx.build();
    let mut text = Part::new("document", body.pictures.drawn(&normal(&built.document)?), text_links);
    text.relations.extend(body.pictures.files().iter().enumerate().map(|(i, (name, _))| Relation::image(i + 1, name)));
    let mut others = vec![Part::new("styles", normal(&built.styles)?, Vec::new())];
    // docx-rs hands the page number's header out first.
    for (i, (header, links)) in
        built.headers.iter().zip([Vec::new(), header_links].into_iter().chain(std::iter::repeat(Vec::new()))).enumerate()
    {
        text.relations.push(Relation::header(i + 1));
        others.push(Part::new(format!("header{}", i + 1), normal(header)?, links));
    }
    // The footer of every page comes before that of the first.
    let footer_links = std::iter::repeat_n(Vec::new(), built.footers.len().saturating_sub(1)).chain([footer_links]);
    for (i, (footer, links)) in built.footers.iter().zip(footer_links).enumerate() {
        text.relations.push(Relation::footer(i + 1));
        others.push(Part::new(format!("footer{}", i + 1), normal(footer)?, links));
    }
    if last > 0 {
        let bare_parts = [(bare[0], Relation::bare_header(), "hdr"), (bare[1], Relation::bare_footer(), "ftr")];
        for (_, relation, root) in bare_parts.into_iter().filter(|(wanted, ..)| *wanted) {
            others.push(Part::bare(&relation, root));
            text.relations.push(relation);
        }
    }
    if flow.sections.iter().any(|s| !s.notes.is_empty()) {
        text.relations.push(Relation::footnotes());
        let xml = notes::with_separators(&normal(&built.footnotes)?, flow.note_rule);
        others.push(Part::new("footnotes", xml, body.take_note_links()));
    }
    package::pack(text, others, &body.pictures.files(), flow.compatibility_mode, metadata, &extras.attachments)
}

/// Paper, margins, page numbers from 1, and the first page without one.
fn section_property(section: &Section) -> SectionProperty {
    let page = &section.page;
    let edge = |length: Twips| length.0.unsigned_abs();
    let mut size = PageSize::new().size(edge(page.width), edge(page.height));
    if page.width > page.height {
        size = size.orient(PageOrientationType::Landscape);
    }
    let margin = PageMargin {
        top: page.top.0,
        left: page.left.0,
        bottom: page.bottom.0,
        right: page.right.0,
        header: page.page_number.0,
        footer: page.bottom.0,
        gutter: 0,
    };
    SectionProperty { space: 720, title_pg: true, page_num_type: Some(PageNumType::new().start(1)), ..SectionProperty::new() }
        .page_size(size)
        .page_margin(margin)
}

/// The header of every page but the first.
fn page_number() -> Header {
    let field = |kind| Run::new().add_field_char(kind, false);
    let paragraph = Paragraph::new()
        .style(&styles::id(Component::PageNumber))
        .add_run(field(FieldCharType::Begin))
        .add_run(Run::new().add_instr_text(InstrText::PAGE(InstrPAGE::new())))
        .add_run(field(FieldCharType::Separate))
        .add_run(Run::new().add_text("2"))
        .add_run(field(FieldCharType::End));
    Header::new().add_paragraph(paragraph)
}
