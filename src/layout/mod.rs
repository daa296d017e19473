//! From a styled flow to pages of placed lines, and the near misses that the DOCX must agree to.
//!
//! Steps: `set` breaks every paragraph into lines, `paginate` fills pages, then the lines are
//! placed. Nothing here knows a number of the standard or a file format.

mod facts;
mod first_pass;
mod galley;
mod inside;
mod paginate;
mod place;
mod set;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use galley::{Body, Galley};
use paginate::paginate;
use place::{Ends, Placer};
use set::SetPara;

use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::line::NoteMark;
use crate::standard::Blank;
use crate::style::{Flow, FlowBlock, Para, ParaId, Section};
use crate::units::Twips;

pub use facts::{Area, Facts, HeadingPlace, Leaders, OpenPlace, ParaFacts, Purpose, RowFacts, SignatureField};
pub use inside::covered;
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
    VerticalRule {
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
    /// What room that is left open here waits for.
    pub blank: Option<Blank>,
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

/// Whether a low empty paragraph stands before the table that begins a section: before that of the document, where there
/// are footnotes, LibreOffice (7.4) would put one of full height; before that of an attachment, LibreOffice (25.2) would not
/// begin to count its pages anew.
pub fn led(flow: &Flow, section: usize) -> bool {
    let noted = section > 0 || flow.sections.iter().any(|s| !s.notes.is_empty());
    noted && flow.sections.get(section).and_then(|s| s.blocks.first()).is_some_and(FlowBlock::is_table)
}

/// Lays a flow out; what does not fit its page is reported.
pub fn layout(flow: &Flow, fonts: &Fonts) -> (Pages, Diagnostics) {
    let mut pages = Vec::new();
    let mut facts = Facts::new(flow);
    for (index, section) in flow.sections.iter().enumerate() {
        let galley = Galley::new(section, fonts, flow.compatibility_mode >= 15);
        lay_section(flow, index, section, &galley, fonts, &mut pages, &mut facts);
        facts.record(galley);
    }
    let pages = Pages { pages, facts };
    let found = inside::findings(flow, &pages);
    (pages, found)
}

fn lay_section(flow: &Flow, index: usize, section: &Section, galley: &Galley, fonts: &Fonts, pages: &mut Vec<Page>, facts: &mut Facts) {
    let page = &section.page;
    let height = page.text_height().pt();
    let total = |paras: &[SetPara]| paras.iter().map(SetPara::total).sum::<f64>();
    let (first_footer, footer) = (total(&galley.first_footer), total(&galley.footer));
    let mut strips = galley.strips();
    if let (true, Some(last)) = (section.blocks.last().is_some_and(FlowBlock::is_table), strips.last_mut()) {
        last.tail = END_HEIGHT.pt();
    }
    if let Some(first) = strips.first_mut().filter(|_| led(flow, index)) {
        first.before = END_HEIGHT.pt();
    }
    if let Some(second) = first_pass::second_page(flow, index, section).and_then(|strip| strips.get_mut(strip)) {
        second.ends_first_pass = true;
    }
    let separator = (flow.note_rule.above + flow.note_rule.below).pt() + BORDER;
    let breaks = paginate(&strips, height - first_footer - footer, height - footer, separator);

    let mut place = Placer { flow, section, index, fonts, pages, facts, notes: Vec::new(), vertical_rules: Vec::new() };
    for (number, slices) in breaks.pages.iter().enumerate() {
        place.new_page();
        if number == 0 {
            place.stack(&galley.first_header, page.left.pt(), page.page_number.pt());
            section.text_signature.into_iter().for_each(|room| place.text_signature(room));
        } else {
            place.page_number(number + 1);
        }
        for (i, slice) in slices.iter().enumerate() {
            place.slice(galley, &strips, slice, breaks.extra[slice.strip], Ends { opens: i == 0, closes: i + 1 == slices.len() });
        }
        let below = if number == 0 { first_footer } else { 0.0 };
        let bottom = (page.height - page.bottom).pt() - below;
        place.notes(galley, bottom - footer);
        place.repeated(&galley.footer, page.left.pt(), bottom - footer);
        if number == 0 {
            place.stack(&galley.first_footer, page.left.pt(), bottom);
        }
    }

    let cut: BTreeSet<usize> = breaks.pages.iter().flatten().filter(|slice| slice.cut.is_some()).map(|slice| slice.strip).collect();
    for (number, body) in galley.list.iter().enumerate() {
        let (extra, keep_next) = (breaks.extra[number], breaks.kept[number]);
        match body {
            Body::Para(para) => facts.of_mut(para.id).extra_before = extra,
            Body::Row(row) => {
                let Some(table) = &row.table else { continue };
                for first in row.cells.iter().filter_map(|cell| cell.paras.first()) {
                    facts.of_mut(first.id).extra_before = extra;
                }
                let splits = cut.contains(&number);
                *facts.row_mut(table.id) = RowFacts { keep_next, splits, centred: row.centred && !splits };
            }
        }
    }
}
