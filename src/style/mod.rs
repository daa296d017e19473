//! Every component's computed look, the page, and the document as a flow of styled paragraphs.
//!
//! This is where the standard's numbers become lengths. Layout and DOCX exporter both start from
//! the [`Flow`] made here, so they cannot disagree; neither line breaks nor file formats live here.

mod copy;
mod fit;
mod flow;
mod foot;
mod gaps;
mod header;
mod image;
mod keep;
mod order;
mod table;
mod widths;

pub use copy::copy_signature;
pub use flow::{flow, flow_on};
pub use order::{ParaId, RowId};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::font::Fonts;
use crate::line::{NoteId, Run};
use crate::picture::Picture;
use crate::standard::{Align, Before, Component, Follows, Keep, Look, Mark, Size, Standard};
use crate::text;
use crate::tree::Origin;
use crate::units::{HalfPt, Twips};

/// What the office or the document chose within the decree's ranges; `None` = the default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Quốc hiệu's size, pt; when absent 13, or 12 where the names do not fit one line at 13.
    pub header_size: Option<f64>,
    /// The body's size, pt.
    pub body_size: Option<f64>,
    /// Margins in mm.
    pub margin_top: Option<f64>,
    /// Bottom margin in mm.
    pub margin_bottom: Option<f64>,
    /// Left margin in mm.
    pub margin_left: Option<f64>,
    /// Right margin in mm.
    pub margin_right: Option<f64>,
    /// First-line indent in mm.
    pub indent: Option<f64>,
    /// Space between paragraphs in pt.
    pub paragraph_spacing: Option<f64>,
    /// Line spacing in lines.
    pub line_spacing: Option<f64>,
    /// Diameter of the agency's seal in mm.
    pub seal_diameter: Option<f64>,
    /// Line-breaking generation of Word, 14 or 15.
    pub compatibility_mode: Option<u32>,
}

/// Page size and margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct PageSetup {
    pub width: Twips,
    pub height: Twips,
    pub top: Twips,
    pub bottom: Twips,
    pub left: Twips,
    pub right: Twips,
    /// Top of the page number's line, from the upper edge.
    pub page_number: Twips,
}

impl PageSetup {
    /// Width of the text area.
    pub fn text_width(&self) -> Twips {
        self.width - self.left - self.right
    }

    /// Height of the text area.
    pub fn text_height(&self) -> Twips {
        self.height - self.top - self.bottom
    }
}

/// Height of a paragraph's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineHeight {
    /// Multiple of the font's own line height, in 240ths as `w:line` counts.
    Multiple(u32),
    /// A fixed height.
    Exact(Twips),
}

/// A paragraph's computed look.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct ParaLook {
    pub size: HalfPt,
    pub bold: bool,
    pub italic: bool,
    pub align: Align,
    pub first_line: Twips,
    pub left: Twips,
    pub right: Twips,
    pub before: Twips,
    pub line: LineHeight,
    pub keep_next: bool,
    pub keep_lines: bool,
}

impl ParaLook {
    /// Height of one of its lines. Engines count heights in whole twips and drop the rest of a
    /// multiple; over a page of lines the difference adds up.
    pub fn line_height(&self, fonts: &Fonts) -> Twips {
        match self.line {
            LineHeight::Multiple(m) => Twips(self.natural_height(fonts).0 * m as i32 / 240),
            LineHeight::Exact(height) => height,
        }
    }

    /// Gives its lines at least a height, by a multiple of their own where there are several, else by the space above. The
    /// multiple is one of 5 %: LibreOffice takes whole percents, and what it rounds would add up over a page of such lines.
    pub fn spread(&mut self, least: Twips, several: bool, fonts: &Fonts) {
        let lacking = least - self.line_height(fonts);
        if several && lacking > Twips(0) {
            let natural = f64::from(self.natural_height(fonts).0);
            let twentieths = (f64::from(least.0) * 20.0 / natural).ceil() as u32;
            self.line = LineHeight::Multiple(twentieths * (240 / 20));
        } else {
            self.before = self.before.max(lacking);
        }
    }

    /// Height of one of its lines, single-spaced.
    pub fn natural_height(&self, fonts: &Fonts) -> Twips {
        Twips::from_pt(fonts.face(self.bold, self.italic).line_height(self.size.pt()))
    }
}

/// A drawn frame around a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Outer height.
    pub height: Twips,
    /// RRGGBB of frame and words.
    pub color: String,
}

/// A styled paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Para {
    /// Its number in reading order.
    pub id: ParaId,
    /// What it is.
    pub component: Component,
    /// Its look.
    pub look: ParaLook,
    /// Its words.
    pub runs: Vec<Run>,
    /// A line drawn along its upper edge between its indents.
    pub rule: bool,
    /// A frame around it.
    pub frame: Option<Frame>,
    /// Depth among the headings, from 0, for paragraphs that are headings.
    pub outline: Option<u8>,
    /// What is put into the space above it when the document is signed.
    pub signing: Option<Signing>,
    /// The picture that it holds instead of words.
    pub figure: Option<Figure>,
    /// The value of the data that its first words came from.
    pub origin: Option<Origin>,
}

/// A picture as it stands on the page.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct Figure {
    pub picture: Arc<Picture>,
    pub width: Twips,
    pub height: Twips,
    /// What it shows, in words.
    pub alt: String,
}

/// The pictures of a signature and of the seal that overlaps it on the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Signing {
    /// Largest width of the signature.
    pub width: Twips,
    /// Largest height of the signature.
    pub height: Twips,
    /// Diameter of the seal, where one has its place.
    pub seal: Option<Twips>,
    /// Share of the signature's width under the seal.
    pub overlap: f64,
    /// Who signs, where several do.
    pub party: Option<PartyName>,
}

/// One of the parties that sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyName {
    /// Its place among all, from 1.
    pub number: usize,
    /// What it is called.
    pub name: String,
}

/// Room at the right end of a first page's top margin for the words of the agency's signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextSignature {
    /// From the upper edge of the paper.
    pub top: Twips,
    /// Width.
    pub width: Twips,
    /// Height.
    pub height: Twips,
}

/// Two cells side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Widths of the left and the right cell.
    pub widths: [Twips; 2],
    /// Its rows.
    pub rows: Vec<ColumnsRow>,
}

impl Columns {
    /// Whether its last row must stand on one page with what follows.
    pub fn kept(&self) -> bool {
        self.rows.last().is_some_and(|row| row.keep_next)
    }

    /// The cells of a row with their widths.
    pub fn cells<'a>(&self, row: &'a ColumnsRow) -> impl Iterator<Item = (&'a [Para], Twips)> {
        let [left, right] = self.widths;
        let widths = if row.cells.len() == 1 { [left + right, Twips(0)] } else { [left, right] };
        row.cells.iter().map(Vec::as_slice).zip(widths)
    }
}

/// A row of two cells, or of one that covers both columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnsRow {
    /// Its cells.
    pub cells: Vec<Vec<Para>>,
    /// Whether it must stand on one page with the next.
    pub keep_next: bool,
}

impl ColumnsRow {
    /// A row that need not stay with the next.
    pub(crate) fn new(cells: [Vec<Para>; 2]) -> Self {
        ColumnsRow { cells: cells.to_vec(), keep_next: false }
    }
}

/// One thing after the other, down the page.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowBlock {
    /// A paragraph over the whole text width.
    Para(Para),
    /// A borderless two-column block; its rows never split.
    Columns(Columns),
    /// A bordered table.
    Table(TableFlow),
}

impl FlowBlock {
    /// Whether it is a table in the DOCX.
    pub fn is_table(&self) -> bool {
        !matches!(self, FlowBlock::Para(_))
    }
}

/// A styled table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFlow {
    /// Widths of the columns; they fill the text width or less.
    pub widths: Vec<Twips>,
    /// All rows, the repeated ones first.
    pub rows: Vec<TableRow>,
    /// How many rows are repeated on every page.
    pub head: usize,
    /// What its caption says.
    pub title: String,
    /// Whether lines are drawn around its cells.
    pub lined: bool,
    /// Room between a cell's side borders and its words.
    pub side_margin: Twips,
    /// Room below a cell's words.
    pub bottom_margin: Twips,
    /// Room between the paragraph before the table and its first row; dropped at the top of a page.
    pub above: Twips,
}

/// A row of a styled table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Its number among the rows of all tables.
    pub id: RowId,
    /// Its cells from left to right, those that a cell above covers left out.
    pub cells: Vec<TableCell>,
    /// Whether the row must stand on one page with the next.
    pub keep_next: bool,
}

/// A cell of a styled table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    /// Its first column.
    pub column: usize,
    /// Columns it covers.
    pub columns: usize,
    /// Rows it covers.
    pub rows: usize,
    /// Its paragraphs.
    pub paras: Vec<Para>,
}

/// Pages of one size with page numbers of their own: the document, or an appendix.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The page.
    pub page: PageSetup,
    /// The text area's content.
    pub blocks: Vec<FlowBlock>,
    /// Inside the top margin of the first page (box 11).
    pub first_header: Vec<Para>,
    /// At the foot of the first page (box 13).
    pub first_footer: Vec<Para>,
    /// At the foot of every page, above that of the first.
    pub footer: Vec<Para>,
    /// In the top margin of the first page (box 14).
    pub text_signature: Option<TextSignature>,
    /// Footnotes in the order of their numbers; each stands on the page that refers to it.
    pub notes: Vec<Footnote>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// By which its reference knows it.
    pub id: NoteId,
    /// What it says, its number first.
    pub para: Para,
}

/// What parts footnotes from the text above them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoteRule {
    /// Room between the text and the short line.
    pub above: Twips,
    /// Room between the line and the first note.
    pub below: Twips,
    /// Length of the line.
    pub width: Twips,
}

/// The styled document.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The named styles.
    pub styles: Styles,
    /// The document, then its appendices.
    pub sections: Vec<Section>,
    /// Word's line-breaking generation.
    pub compatibility_mode: u32,
    /// Above the footnotes of a page.
    pub note_rule: NoteRule,
}

/// The look of every component in one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Styles {
    looks: BTreeMap<Component, ParaLook>,
    terms: BTreeMap<Component, &'static str>,
}

impl Styles {
    /// Computes all looks from the standard and the choices.
    pub fn new(standard: &'static Standard, choices: &Choices, header_size: f64) -> Styles {
        let looks = Component::ALL.iter().copied().map(|c| (c, compute(standard, choices, header_size, standard.look(c)))).collect();
        let terms = Component::ALL.iter().copied().map(|c| (c, standard.look(c).term.as_str())).collect();
        Styles { looks, terms }
    }

    /// The decree's word for a component, by which the DOCX names its style.
    pub fn term(&self, component: Component) -> &'static str {
        self.terms[&component]
    }

    /// A component's look.
    pub fn look(&self, component: Component) -> &ParaLook {
        &self.looks[&component]
    }

    /// All looks in the order of the components.
    pub fn iter(&self) -> impl Iterator<Item = (Component, &ParaLook)> {
        self.looks.iter().map(|(c, l)| (*c, l))
    }

    /// A paragraph of a component.
    pub(crate) fn para(&self, component: Component, runs: Vec<Run>) -> Para {
        Para {
            id: ParaId::default(),
            component,
            look: self.look(component).clone(),
            runs,
            rule: false,
            frame: None,
            outline: None,
            signing: None,
            figure: None,
            origin: None,
        }
    }
}

fn compute(standard: &Standard, choices: &Choices, header_size: f64, look: &Look) -> ParaLook {
    let ranges = &standard.ranges;
    let body = choices.body_size.unwrap_or(ranges.body_size.default);
    let size = match look.size {
        Size::Fixed(pt) => f64::from(pt),
        Size::Follows(Follows::Header) => header_size,
        Size::Follows(Follows::HeaderPlusOne) => header_size + 1.0,
        Size::Follows(Follows::Body) => body,
    };
    let before = match look.before {
        None => Twips(0),
        Some(Before::Points(pt)) => Twips::from_pt(pt),
        Some(Before::Named(_)) => Twips::from_pt(choices.paragraph_spacing.unwrap_or(ranges.paragraph_spacing.default)),
    };
    let indent = choices.indent.unwrap_or(ranges.indent.default);
    // The decree binds the spacing of running text; all else is single-spaced.
    let lines = if look.align == Align::Justify && look.indent { choices.line_spacing.unwrap_or(ranges.line_spacing.default) } else { 1.0 };
    ParaLook {
        size: HalfPt((size * 2.0).round() as u32),
        bold: look.bold,
        italic: look.italic,
        align: look.align,
        first_line: if look.indent { Twips::from_mm(indent) } else { Twips(0) },
        left: Twips(0),
        right: Twips(0),
        before,
        line: LineHeight::Multiple((lines * 240.0).round() as u32),
        keep_next: look.keep == Some(Keep::Next),
        keep_lines: look.keep.is_some(),
    }
}

/// The page of a document.
pub fn page_setup(standard: &Standard, choices: &Choices) -> PageSetup {
    let mm = |chosen: Option<f64>, range: &crate::standard::Range| Twips::from_mm(chosen.unwrap_or(range.default));
    let ranges = &standard.ranges;
    PageSetup {
        width: Twips::from_mm(standard.page.width_mm),
        height: Twips::from_mm(standard.page.height_mm),
        top: mm(choices.margin_top, &ranges.margin_top),
        bottom: mm(choices.margin_bottom, &ranges.margin_bottom),
        left: mm(choices.margin_left, &ranges.margin_left),
        right: mm(choices.margin_right, &ranges.margin_right),
        page_number: Twips::from_mm(standard.page_number.from_edge_mm),
    }
}

impl PageSetup {
    /// The same paper on its side: the margins turn with it, so that the binding edge stays.
    pub fn turned(self) -> PageSetup {
        PageSetup { width: self.height, height: self.width, ..self }
    }
}

/// Natural width of a paragraph's words on one line, pt.
pub(crate) fn natural_width(fonts: &Fonts, para: &Para) -> f64 {
    let size = para.look.size.pt();
    let width = |run: &Run| {
        let face = fonts.face(run.bold, run.italic);
        let size = run.size(size);
        face.width(run.filling(face, size).as_deref().unwrap_or(&run.text), size)
    };
    para.runs.iter().map(width).sum()
}

/// A framed mark as a paragraph of its own, `left` from the left margin.
fn framed(styles: &Styles, mark: &Mark, left: Twips, text_width: Twips) -> Para {
    let words = text::upper(&mark.text);
    let run = Run { text: words, bold: true, ..Run::default() };
    let mut para = styles.para(Component::Mark, vec![run]);
    let (width, height) = (Twips::from_mm(mark.width_mm), Twips::from_mm(mark.height_mm));
    para.look.left = left;
    para.look.right = text_width - left - width;
    para.look.line = LineHeight::Exact(height);
    para.frame = Some(Frame { height, color: mark.color.clone() });
    para
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_and_body_sizes_are_independent() {
        let choices = Choices { body_size: Some(14.0), ..Choices::default() };
        let styles = Styles::new(Standard::nd30(), &choices, 12.0);
        let size = |c| styles.look(c).size.pt();
        assert_eq!(size(Component::NationalTitle), 12.0);
        assert_eq!((size(Component::Motto), size(Component::PlaceDate)), (13.0, 13.0));
        assert_eq!((size(Component::Paragraph), size(Component::Code)), (14.0, 13.0));
    }

    #[test]
    fn the_default_page_is_within_the_decree() {
        let page = page_setup(Standard::nd30(), &Choices::default());
        assert_eq!((page.left, page.right, page.top, page.bottom), (Twips(1701), Twips(850), Twips(1134), Twips(1134)));
        assert_eq!(page.text_width(), Twips(11906 - 1701 - 850));
    }
}
