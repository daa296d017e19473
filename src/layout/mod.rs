//! From a styled flow to pages of placed lines, and the near misses that the DOCX must agree to.
//!
//! Steps: `set` breaks every paragraph into lines, `paginate` fills pages, then the lines are
//! placed. Nothing here knows a number of the standard or a file format.

mod body;
mod draft;
mod facts;
mod paginate;
mod place;
mod set;
#[cfg(test)]
mod tests;

use body::{Bodies, Body, Row};
use paginate::paginate;
use place::Place;
use set::SetPara;

use std::collections::BTreeSet;

use crate::font::Fonts;
use crate::line::NoteMark;
use crate::style::{Flow, FlowBlock, Para, ParaId, Section};
use crate::units::Twips;

pub use facts::{Area, Facts, Field, HeadingPlace, Leaders, OpenPlace, ParaFacts, Purpose, RowFacts};
pub use set::FRAME_PADDING;

/// Thickness of drawn lines and frames, pt.
pub const STROKE: f64 = 0.75;
/// Thickness of a table's borders, pt.
pub const BORDER: f64 = 0.5;
/// Height of the paragraph that Word wants behind a table which ends the text, and LibreOffice before
/// one which begins it ([`led`]).
pub const END_HEIGHT: Twips = Twips(20);

/// The laid-out document.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Pages in order.
    pub pages: Vec<Page>,
    /// What the layout decided for both exporters.
    pub facts: Facts,
}

/// One page; all places are pt from its upper left corner.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The section it belongs to.
    pub section: usize,
    /// Width, pt.
    pub width: f64,
    /// Height, pt.
    pub height: f64,
    /// Its content in reading order.
    pub items: Vec<Placed>,
}

/// A thing at its place.
#[derive(Clone, Debug)]
pub enum Placed {
    /// A line of text.
    Line(TextLine),
    /// A horizontal drawn line.
    Rule {
        /// Left end.
        x: f64,
        /// Height on the page of the line's middle.
        y: f64,
        /// Length.
        width: f64,
        /// Thickness.
        thickness: f64,
    },
    /// A vertical drawn line.
    Upright {
        /// Its middle.
        x: f64,
        /// Upper end.
        y: f64,
        /// Length.
        height: f64,
        /// Thickness.
        thickness: f64,
    },
    /// A row of dots along a baseline.
    Dots {
        /// Left end.
        x: f64,
        /// Height of the baseline.
        baseline: f64,
        /// Length.
        width: f64,
        /// Size of the type whose full stops the dots are like.
        size: f64,
    },
    /// A paragraph's picture.
    Figure {
        /// The paragraph.
        para: ParaId,
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
    },
    /// A drawn rectangle.
    Frame {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Outer width.
        width: f64,
        /// Outer height.
        height: f64,
        /// RRGGBB.
        color: String,
    },
}

/// A line of one paragraph.
#[derive(Clone, Debug)]
pub struct TextLine {
    /// Its paragraph; `None` for page numbers and repeated table heads.
    pub para: Option<ParaId>,
    /// Height of the baseline.
    pub baseline: f64,
    /// Type size.
    pub size: f64,
    /// RRGGBB, black when absent.
    pub color: Option<String>,
    /// Stretches of one face.
    pub fragments: Vec<Fragment>,
}

/// A stretch of text in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Words with their spaces.
    pub text: String,
    /// Left end.
    pub x: f64,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// What justification adds to each space.
    pub stretch: f64,
    /// Link target.
    pub link: Option<String>,
    /// A footnote's number.
    pub mark: Option<NoteMark>,
    /// A box that is drawn here in the place of words.
    pub check: Option<Check>,
}

impl Fragment {
    /// Its type size on a line of this size.
    pub fn size(&self, size: f64) -> f64 {
        self.mark.map_or(size, |m| m.size)
    }
}

/// A box to mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// Whether it is marked.
    pub on: bool,
    /// Room that it takes on its line, pt.
    pub width: f64,
}

/// All paragraphs of a flow in reading order, that of their ids.
pub fn paragraphs(flow: &Flow) -> impl Iterator<Item = &Para> {
    flow.paragraphs()
}

/// Whether a low empty paragraph stands before the table that begins the document: where there are
/// footnotes, LibreOffice (7.4) would put one of full height there.
pub fn led(flow: &Flow) -> bool {
    let noted = flow.sections.iter().any(|s| !s.notes.is_empty());
    noted && flow.sections.first().and_then(|s| s.blocks.first()).is_some_and(FlowBlock::is_table)
}

/// A footnote that lies over the text of its page, because it is taller than what is left of it.
pub fn covered(flow: &Flow, page: &Page) -> Option<ParaId> {
    let section = &flow.sections[page.section];
    if section.notes.is_empty() {
        return None;
    }
    let notes: BTreeSet<ParaId> = section.notes.iter().map(|n| n.para.id).collect();
    let text: BTreeSet<ParaId> = section.blocks.iter().flat_map(FlowBlock::paragraphs).map(|p| p.id).collect();
    let lines = || page.items.iter().filter_map(|i| if let Placed::Line(l) = i { Some((l.para?, l.baseline)) } else { None });
    let lowest = lines().filter(|(para, _)| text.contains(para)).map(|(_, y)| y).fold(0.0, f64::max);
    lines().find(|(para, y)| notes.contains(para) && *y < lowest).map(|(para, _)| para)
}

/// Lays a flow out.
pub fn layout(flow: &Flow, fonts: &Fonts) -> Pages {
    let mut pages = Vec::new();
    let mut facts = Facts::new(flow);
    for (index, section) in flow.sections.iter().enumerate() {
        let bodies = Bodies::new(section, fonts, flow.compatibility_mode >= 15);
        lay_section(flow, index, section, &bodies, fonts, &mut pages, &mut facts);
        facts.record(bodies);
    }
    Pages { pages, facts }
}

fn lay_section(flow: &Flow, index: usize, section: &Section, bodies: &Bodies, fonts: &Fonts, pages: &mut Vec<Page>, facts: &mut Facts) {
    let page = &section.page;
    let height = page.text_height().pt();
    let total = |paras: &[SetPara]| paras.iter().map(SetPara::total).sum::<f64>();
    let (first_footer, footer) = (total(&bodies.first_footer), total(&bodies.footer));
    let mut units = bodies.units();
    if let (true, Some(last)) = (section.blocks.last().is_some_and(FlowBlock::is_table), units.last_mut()) {
        last.tail = END_HEIGHT.pt();
    }
    if let Some(first) = units.first_mut().filter(|_| index == 0 && led(flow)) {
        first.before = END_HEIGHT.pt();
    }
    if let Some(second) = draft::second_page(flow, index, section).and_then(|unit| units.get_mut(unit)) {
        second.drafted = true;
    }
    let separator = (flow.note_rule.above + flow.note_rule.below).pt() + BORDER;
    let breaks = paginate(&units, height - first_footer - footer, height - footer, separator);

    let mut place = Place { flow, section, index, fonts, pages, facts, notes: Vec::new(), uprights: Vec::new() };
    for (number, parts) in breaks.pages.iter().enumerate() {
        place.new_page();
        if number == 0 {
            place.stack(&bodies.first_header, page.left.pt(), page.page_number.pt());
            section.text_signature.into_iter().for_each(|room| place.text_signature(room));
        } else {
            place.page_number(number + 1);
        }
        for (i, part) in parts.iter().enumerate() {
            place.part(bodies, &units, part, breaks.extra[part.unit], i + 1 == parts.len());
        }
        let below = if number == 0 { first_footer } else { 0.0 };
        let bottom = (page.height - page.bottom).pt() - below;
        place.notes(bodies, bottom - footer);
        place.repeated(&bodies.footer, page.left.pt(), bottom - footer);
        if number == 0 {
            place.stack(&bodies.first_footer, page.left.pt(), bottom);
        }
    }

    for (body, extra) in bodies.list.iter().zip(&breaks.extra).filter(|(_, extra)| **extra > Twips(0)) {
        match body {
            Body::Para(para) => facts.of_mut(para.id).extra_before = *extra,
            Body::Row(row) => {
                if let Some(table) = &row.table {
                    facts.row_mut(table.id).height = Some(Twips::from_pt(row.height) + *extra);
                }
            }
        }
    }
    for part in breaks.pages.iter().flatten().filter(|p| p.cut.is_some()) {
        if let Body::Row(Row { table: Some(table), .. }) = &bodies.list[part.unit] {
            facts.row_mut(table.id).splits = true;
        }
    }
}
