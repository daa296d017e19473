//! From a styled flow to pages of placed lines, and the near misses that the DOCX must agree to.
//!
//! Steps: `set` breaks every paragraph into lines, `paginate` fills pages, then the lines are
//! placed. Nothing here knows a number of the standard or a file format.

mod body;
mod draft;
mod paginate;
mod place;
mod set;
#[cfg(test)]
mod tests;

use body::{Bodies, Body};
use paginate::paginate;
use place::Place;
use set::SetPara;

use crate::font::Fonts;
use crate::line::NoteMark;
use crate::standard::Blank;
use crate::style::{Flow, FlowBlock, Para, PartyName, Section};
use crate::units::Twips;

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
        /// The paragraph's number in reading order.
        para: usize,
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
    /// Its paragraph's number in reading order; `None` for page numbers and repeated table heads.
    pub para: Option<usize>,
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

/// Decisions by paragraph number.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Near misses: the run and byte after which the space is widened.
    pub widened: Vec<Vec<(usize, usize)>>,
    /// Space added above a paragraph so that a page surely breaks where it breaks here.
    pub extra_before: Vec<Twips>,
    /// Height of each table row that must be higher than its content, by the number of its first
    /// paragraph.
    pub row_heights: std::collections::BTreeMap<usize, Twips>,
    /// The leaders by the number of their paragraph.
    pub leaders: std::collections::BTreeMap<usize, Leaders>,
    /// First paragraphs of table rows that are carried over a page's end.
    pub split_rows: std::collections::BTreeSet<usize>,
    /// Page (from 0) and height of the first baseline of each heading paragraph: (paragraph, page, y).
    pub headings: Vec<(usize, usize, f64)>,
    /// Where signatures and seals go, in reading order.
    pub fields: Vec<Field>,
    /// The places that a draft leaves open.
    pub blanks: Vec<OpenPlace>,
}

/// What the DOCX must know of the leaders of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaders {
    /// Where they end, from the column's left edge.
    pub end: Twips,
    /// The runs of those that begin a line of their own.
    pub alone: Vec<usize>,
}

/// A rectangle on a page (from 0), pt from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct Area {
    pub page: usize,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Room for a picture that signing puts on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What goes there.
    pub purpose: Purpose,
    /// Whose it is, where several sign.
    pub party: Option<PartyName>,
    /// The paragraph that it stands above.
    pub para: usize,
    /// Its place.
    pub area: Area,
}

/// What a field waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The signer's signature.
    Signature,
    /// The agency's seal.
    Seal,
    /// The agency's signature as words, on a part that is a file of its own.
    AgencyText,
}

/// A blank at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPlace {
    /// What it waits for.
    pub kind: Blank,
    /// Its paragraph.
    pub para: usize,
    /// Its place, as high as the line.
    pub area: Area,
}

/// Numbers all paragraphs of a flow in reading order, as facts and lines refer to them; the
/// footnotes of a section come last.
pub fn paragraphs(flow: &Flow) -> impl Iterator<Item = &Para> {
    flow.sections.iter().flat_map(paragraphs_of)
}

/// The paragraphs of one section.
pub fn paragraphs_of(section: &Section) -> impl Iterator<Item = &Para> {
    let blocks = section.blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &Para>> {
        match block {
            FlowBlock::Para(para) => Box::new(std::iter::once(para)),
            FlowBlock::Columns(columns) => Box::new(columns.rows.iter().flat_map(|r| &r.cells).flatten()),
            FlowBlock::Table(table) => Box::new(table.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.paras)),
        }
    });
    section.first_header.iter().chain(blocks).chain(&section.first_footer).chain(&section.notes).chain(&section.footer)
}

/// Whether a low empty paragraph stands before the table that begins the document: where there are
/// footnotes, LibreOffice (7.4) would put one of full height there.
pub fn led(flow: &Flow) -> bool {
    let noted = flow.sections.iter().any(|s| !s.notes.is_empty());
    noted && flow.sections.first().and_then(|s| s.blocks.first()).is_some_and(FlowBlock::is_table)
}

/// A footnote that lies over the text of its page, because it is taller than what is left of it.
pub fn covered(flow: &Flow, page: &Page) -> Option<usize> {
    let section = &flow.sections[page.section];
    if section.notes.is_empty() {
        return None;
    }
    let until: usize = flow.sections[..=page.section].iter().map(|s| paragraphs_of(s).count()).sum();
    // The last numbers of a section are those of its footnotes and of what stands at the foot of its pages.
    let notes_end = until - section.footer.len();
    let notes = notes_end - section.notes.len()..notes_end;
    let text_end = notes.start - section.first_footer.len();
    let lines = || page.items.iter().filter_map(|i| if let Placed::Line(l) = i { Some((l.para?, l.baseline)) } else { None });
    let lowest = lines().filter(|(para, _)| *para < text_end).map(|(_, y)| y).fold(0.0, f64::max);
    lines().find(|(para, y)| notes.contains(para) && *y < lowest).map(|(para, _)| para)
}

/// Lays a flow out.
pub fn layout(flow: &Flow, fonts: &Fonts) -> Pages {
    let mut pages = Vec::new();
    let mut facts = Facts::default();
    let mut number = 0;
    for (index, section) in flow.sections.iter().enumerate() {
        let bodies = Bodies::new(section, fonts, flow.compatibility_mode >= 15, &mut number);
        lay_section(flow, index, section, &bodies, fonts, &mut pages, &mut facts);
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

    for para in bodies.paras() {
        facts.widened.push(para.widened.clone());
        if let Some(leaders) = &para.leaders {
            facts.leaders.insert(para.number, leaders.clone());
        }
        facts.extra_before.push(Twips(0));
    }
    for (body, extra) in bodies.list.iter().zip(&breaks.extra) {
        match body {
            Body::Para(para) => facts.extra_before[para.number] = *extra,
            Body::Row(row) if *extra > Twips(0) => {
                facts.row_heights.insert(row.number, Twips::from_pt(row.height) + *extra);
            }
            Body::Row(_) => {}
        }
    }
    for part in breaks.pages.iter().flatten().filter(|p| p.cut.is_some()) {
        if let Body::Row(row) = &bodies.list[part.unit] {
            facts.split_rows.insert(row.number);
        }
    }
}
