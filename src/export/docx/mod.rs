//! The DOCX: what an expert would have made in Word of the same styled flow.
//!
//! docx-rs builds the parts (`styles`, `body`, `text`), `normal` makes them valid, `package` binds
//! them. Word lays the document out itself; the layout's [`Facts`] only say where a break hangs on
//! a hair. No number of the standard lives here: every length comes with the flow.

mod body;
mod normal;
mod package;
mod styles;
#[cfg(test)]
mod tests;
mod text;

use docx_rs::{Docx, FieldCharType, Footer, Header, InstrPAGE, InstrText, PageMargin, Paragraph, Run, SectionProperty};

use super::Metadata;
use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::layout::Facts;
use crate::standard::Component;
use crate::style::Flow;
use crate::units::Twips;
use body::Body;
use normal::normal;
use package::{Part, Relation};

/// Writes a flow as a DOCX; `facts` are its layout's decisions.
///
/// # Errors
///
/// A text that no XML file can hold.
pub fn write(flow: &Flow, facts: &Facts, fonts: &Fonts, metadata: &Metadata) -> Result<Vec<u8>, Diagnostics> {
    let mut body = Body::new(flow, facts, fonts);
    // The layout numbers paragraphs in this order: first header, text, first footer.
    let first_header = body.paragraphs(&flow.first_header);
    let mut docx = section(Docx::new().styles(styles::styles(flow)), flow).header(page_number());
    let header_links = body.take_links();
    if !first_header.is_empty() {
        docx = docx.first_header(first_header.into_iter().fold(Header::new(), Header::add_paragraph));
    }
    docx.document.children = body.blocks();
    let text_links = body.take_links();
    let first_footer = body.paragraphs(&flow.first_footer);
    let footer_links = body.take_links();
    if !first_footer.is_empty() {
        docx = docx.first_footer(first_footer.into_iter().fold(Footer::new(), Footer::add_paragraph));
    }

    let built = docx.build();
    let mut text = Part::new("document", normal(&built.document)?, text_links);
    let mut others = vec![Part::new("styles", normal(&built.styles)?, Vec::new())];
    // docx-rs hands the page number's header out first.
    for (i, (header, links)) in built.headers.iter().zip([Vec::new(), header_links]).enumerate() {
        text.relations.push(Relation::header(i + 1));
        others.push(Part::new(format!("header{}", i + 1), normal(header)?, links));
    }
    for footer in &built.footers {
        text.relations.push(Relation::footer(1));
        others.push(Part::new("footer1", normal(footer)?, footer_links.clone()));
    }
    package::pack(text, others, flow.compatibility_mode, metadata)
}

/// Paper, margins, and the first page without a number.
fn section(mut docx: Docx, flow: &Flow) -> Docx {
    let page = &flow.page;
    let edge = |length: Twips| length.0.unsigned_abs();
    docx = docx.page_size(edge(page.width), edge(page.height)).title_pg().page_margin(PageMargin {
        top: page.top.0,
        left: page.left.0,
        bottom: page.bottom.0,
        right: page.right.0,
        header: page.page_number.0,
        footer: page.bottom.0,
        gutter: 0,
    });
    let section = std::mem::take(&mut docx.document.section_property);
    docx.document.section_property = SectionProperty { space: 720, ..section };
    docx
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
