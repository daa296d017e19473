//! The DOCX: what an expert would have made in Word of the same styled flow.
//!
//! `body`, `paragraph`, `table` and `text` write the text, straight in the order that the schema asks for; docx-rs
//! builds styles, page numbers and the ends of sections, which `normal` makes valid; `package` binds
//! the parts. Word lays the document out itself; the layout's [`Facts`] only say where a break hangs on
//! a hair. No number of the standard lives here: every length comes with the flow.

mod anchors;
mod archive;
mod body;
mod names;
mod normal;
mod notes;
mod package;
mod paragraph;
mod pictures;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod xml;

use docx_rs::{
    DocumentChild, Docx, FieldCharType, FooterReference, Header, HeaderReference, InstrPAGE, InstrText, PageMargin, PageNumType,
    PageOrientationType, PageSize, Paragraph, Run, SectionProperty, XMLDocx,
};

use super::kept::Kept;
use super::{Extras, Metadata};
use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::layout::Facts;
use crate::standard::Component;
use crate::style::{Flow, PageSetup, Section, Styles};
use crate::units::Twips;
use body::{Writer, Written};
use names::END;
use package::{BARE_FOOTER, BARE_HEADER, Part, Relation};

/// What documents share.
#[derive(Default)]
pub struct Shared {
    looks: Kept<Styles, Look>,
    /// The ends of sections.
    ends: Kept<(Vec<PageSetup>, Shown), Vec<String>>,
    entries: archive::Shared,
}

/// The parts that hang on the styles alone.
struct Look {
    styles: String,
    header: String,
}

/// Writes a flow as a DOCX; `facts` are its layout's decisions.
///
/// # Errors
///
/// A text that no XML file can hold.
pub fn write(
    flow: &Flow,
    facts: &Facts,
    fonts: &Fonts,
    metadata: &Metadata,
    extras: &Extras,
    shared: &Shared,
) -> Result<Vec<u8>, Diagnostics> {
    let shown = Shown::of(flow);
    let made_of = (flow.sections.iter().map(|section| section.page).collect(), shown);
    let ends = shared.ends.try_get(&made_of, || normal::of_body(&ends(&made_of.0, shown).document))?;
    let mut writer = Writer::new(flow, facts, fonts);
    let part = |name: &str, root: &str, (content, links): Written| {
        Ok::<_, Diagnostics>(Part::new(name, xml::checked(xml::part(root, &content))?, links))
    };

    let mut text = part("document", "document", writer.sections(&ends))?;
    text.relations.extend(writer.pictures.files().iter().enumerate().map(|(i, (name, _))| Relation::image(i + 1, name)));
    let look = shared.looks.try_get(&flow.styles, || look(&flow.styles))?;
    let mut others = vec![Part::shared("styles", look.styles.clone()), Part::shared("header1", look.header.clone())];
    text.relations.push(Relation::header(1));
    if let Some(section) = flow.sections.first() {
        if shown.first_header {
            text.relations.push(Relation::header(2));
            others.push(part("header2", "hdr", writer.paragraphs(&section.first_header))?);
        }
        // The footer of every page comes before that of the first.
        let footers = [
            (shown.footer, writer.paragraphs(&section.footer)),
            (shown.first_footer, writer.paragraphs(section.footer.iter().chain(&section.first_footer))),
        ];
        for (number, (_, footer)) in (1..).zip(footers.into_iter().filter(|(wanted, _)| *wanted)) {
            text.relations.push(Relation::footer(number));
            others.push(part(&format!("footer{number}"), "ftr", footer)?);
        }
    }
    if flow.sections.len() > 1 {
        let bare = [(shown.first_header, Relation::bare_header(), "hdr"), (shown.first_footer, Relation::bare_footer(), "ftr")];
        for (_, relation, root) in bare.into_iter().filter(|(wanted, ..)| *wanted) {
            others.push(Part::bare(&relation, root));
            text.relations.push(relation);
        }
    }
    if flow.notes().next().is_some() {
        text.relations.push(Relation::footnotes());
        let (notes, links) = writer.notes(flow.notes());
        others.push(part("footnotes", "footnotes", (notes::separators(flow.note_rule) + &notes, links))?);
    }
    let carried = package::Carried { attachments: &extras.attachments, anchors: &writer.anchors };
    package::pack(text, others, &writer.pictures.files(), flow.compatibility_mode, metadata, &carried, &shared.entries)
}

/// What docx-rs makes of the styles, and of the page number, put right.
fn look(looks: &Styles) -> Result<Look, Diagnostics> {
    let built = Docx::new().styles(styles::styles(looks)).header(page_number()).build();
    let header = built.headers.first().map(Vec::as_slice).unwrap_or_default();
    Ok(Look { styles: normal::normal(&built.styles)?, header: normal::normal(header)? })
}

/// Which headers and footers the document's own pages show, besides the page number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Shown {
    first_header: bool,
    footer: bool,
    first_footer: bool,
}

impl Shown {
    fn of(flow: &Flow) -> Shown {
        let any = |has: fn(&Section) -> bool| flow.sections.first().is_some_and(has);
        Shown {
            first_header: any(|s| !s.first_header.is_empty()),
            footer: any(|s| !s.footer.is_empty()),
            first_footer: any(|s| !s.footer.is_empty() || !s.first_footer.is_empty()),
        }
    }
}

/// What docx-rs builds: in the document's body the end of each section.
fn ends(pages: &[PageSetup], shown: Shown) -> XMLDocx {
    let mut docx = Docx::new().header(page_number());
    let page_number = std::mem::take(&mut docx.document.section_property);
    let last = pages.len().saturating_sub(1);
    for (i, page) in pages.iter().enumerate() {
        let mut property = section_property(page);
        property.header_reference = page_number.header_reference.clone();
        // An appendix's first page would otherwise show what the document's first page does.
        let header = |own: &str| HeaderReference::new("first", if i == 0 { own } else { BARE_HEADER });
        let footer = |kind: &str, own: &str| FooterReference::new(kind, if i == 0 { own } else { BARE_FOOTER });
        property.first_header_reference = shown.first_header.then(|| header("rIdHeader2"));
        property.footer_reference = shown.footer.then(|| footer("default", "rIdFooter1"));
        property.first_footer_reference =
            shown.first_footer.then(|| footer("first", if shown.footer { "rIdFooter2" } else { "rIdFooter1" }));
        if i < last {
            let end = Paragraph::new().style(END).section_property(property);
            docx.document.children.push(DocumentChild::Paragraph(Box::new(end)));
        } else {
            docx.document.section_property = SectionProperty { header: page_number.header.clone(), ..property };
        }
    }
    docx.build()
}

/// Paper, margins, page numbers from 1, and the first page without one.
fn section_property(page: &PageSetup) -> SectionProperty {
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
        .style(&names::id(Component::PageNumber))
        .add_run(field(FieldCharType::Begin))
        .add_run(Run::new().add_instr_text(InstrText::PAGE(InstrPAGE::new())))
        .add_run(field(FieldCharType::Separate))
        .add_run(Run::new().add_text("2"))
        .add_run(field(FieldCharType::End));
    Header::new().add_paragraph(paragraph)
}
