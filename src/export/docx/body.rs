//! The text of a document as Word's markup, written straight from flow and facts in the order that the
//! schema asks for.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::names::{self, END};
use super::pictures::Pictures;
use super::styles;
use crate::export::anchors::Anchors;
use crate::font::Fonts;
use crate::layout::Facts;
use crate::standard::Component;
use crate::style::{Flow, FlowBlock, Footnote, Para, Section};
use crate::units::Twips;

/// What a paragraph has from its surroundings.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// Whether its row must stand on one page with the next.
    pub(super) keep_next: bool,
    /// Room below it, above a table.
    pub(super) after: Twips,
    /// Whether it has an anchor of its own.
    pub(super) anchored: bool,
}

/// Writes paragraphs and tables, one part after the other.
pub(super) struct Writer<'a> {
    pub(super) flow: &'a Flow,
    pub(super) facts: &'a Facts,
    pub(super) fonts: &'a Fonts,
    /// The style that each component's paragraphs name.
    pub(super) ids: BTreeMap<Component, String>,
    /// The outline level of its style, for each kind of heading.
    pub(super) levels: BTreeMap<Component, u8>,
    /// The part at hand.
    pub(super) out: String,
    /// The targets of its links; `rIdLink1` is the first.
    pub(super) links: Vec<String>,
    /// Headings so far.
    pub(super) bookmarks: usize,
    /// The paragraphs and rows of the data so far.
    pub(super) anchors: Anchors,
    /// The pictures so far.
    pub(super) pictures: Pictures<'a>,
    /// The indents of the frame just written.
    pub(super) framed: Option<(Twips, Twips)>,
}

/// The content of a part, and the targets of its links.
pub(super) type Written = (String, Vec<String>);

impl<'a> Writer<'a> {
    pub(super) fn new(flow: &'a Flow, facts: &'a Facts, fonts: &'a Fonts) -> Self {
        Writer {
            flow,
            facts,
            fonts,
            ids: Component::ALL.iter().copied().map(|c| (c, names::id(c))).collect(),
            levels: styles::levels(),
            out: String::new(),
            links: Vec::new(),
            bookmarks: 0,
            anchors: Anchors::default(),
            pictures: Pictures::default(),
            framed: None,
        }
    }

    /// The text of all sections, each with what ends it.
    pub(super) fn sections(&mut self, ends: &[String]) -> Written {
        let flow = self.flow;
        let last = flow.sections.len().saturating_sub(1);
        self.out.push_str("<w:body>");
        for (i, (section, end)) in flow.sections.iter().zip(ends).enumerate() {
            if crate::layout::led(flow, i) {
                self.end(Around::default());
            }
            self.blocks(section);
            if i == last && !matches!(section.blocks.last(), Some(FlowBlock::Para(_))) {
                // Word ends every document with a paragraph; the layout keeps its place free.
                self.end(Around::default());
            }
            self.out.push_str(end);
        }
        self.out.push_str("</w:body>");
        self.taken()
    }

    /// Paragraphs of a header or footer.
    pub(super) fn paragraphs(&mut self, paras: impl IntoIterator<Item = &'a Para>) -> Written {
        paras.into_iter().for_each(|para| self.paragraph(para, Around::default()));
        self.taken()
    }

    /// All footnotes.
    pub(super) fn notes(&mut self, notes: impl Iterator<Item = &'a Footnote>) -> Written {
        for note in notes {
            _ = write!(self.out, "<w:footnote w:id=\"{}\">", super::notes::number(note.id));
            self.paragraph(&note.para, Around::default());
            self.out.push_str("</w:footnote>");
        }
        self.taken()
    }

    fn taken(&mut self) -> Written {
        self.framed = None;
        (std::mem::take(&mut self.out), std::mem::take(&mut self.links))
    }

    /// A low paragraph without words.
    pub(super) fn end(&mut self, around: Around) {
        let keep = if around.keep_next { "<w:keepNext/>" } else { "" };
        _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{END}\"/>{keep}</w:pPr></w:p>");
    }

    /// The text area's content.
    fn blocks(&mut self, section: &'a Section) {
        for (i, block) in section.blocks.iter().enumerate() {
            if i > 0 && block.is_table() && section.blocks[i - 1].is_table() {
                // Word would make one table of both.
                let keep_next = if let FlowBlock::Columns(above) = &section.blocks[i - 1] { above.kept() } else { false };
                self.end(Around { keep_next, ..Around::default() });
            }
            match block {
                FlowBlock::Para(para) => {
                    let after = if let Some(FlowBlock::Table(table)) = section.blocks.get(i + 1) { table.above } else { Twips(0) };
                    self.paragraph(para, Around { after, anchored: true, ..Around::default() });
                }
                FlowBlock::Columns(columns) => self.columns(columns),
                FlowBlock::Table(table) => self.table(table),
            }
        }
    }
}
