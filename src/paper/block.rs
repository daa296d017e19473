//! Paragraphs and tables as the page shows them.

use std::borrow::Cow;
use std::sync::Arc;

use super::look::{Borders, Edge, Font, ParaFormat, Rgb};
use super::place::Place;
use crate::units::Twips;

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "self-explanatory")]
#[expect(clippy::large_enum_variant, reason = "nearly all blocks are paragraphs")]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Where it stands.
    pub place: Place,
    /// Name of its style, as people see it.
    pub style: Option<Arc<str>>,
    /// Its look.
    pub format: ParaFormat,
    /// The number or mark that Word computes.
    pub label: Option<Label>,
    /// What it says.
    pub runs: Vec<Run>,
    /// The look of its mark: that of an empty paragraph.
    pub mark: Font,
    /// Drawn things that hang on it, and text boxes.
    pub drawings: Vec<Drawing>,
    /// The fields in it.
    pub fields: Vec<FieldKind>,
    /// Whether a page break stands in it.
    pub page_break: bool,
    /// Whether it stands in a frame of its own (`w:framePr`).
    pub framed: bool,
}

impl Paragraph {
    /// Its words without the computed number; tabs and line breaks are `\t` and `\n`.
    pub fn text(&self) -> Cow<'_, str> {
        match self.runs.as_slice() {
            [] => Cow::Borrowed(""),
            [run] => Cow::Borrowed(&run.text),
            runs => Cow::Owned(runs.iter().map(|r| r.text.as_str()).collect()),
        }
    }

    /// Its words as the page shows them, the computed number first.
    pub fn shown(&self) -> String {
        match &self.label {
            Some(label) => format!("{}{}{}", label.text, if label.text.is_empty() { "" } else { " " }, self.text()),
            None => self.text().into_owned(),
        }
    }

    /// Whether it shows no letter, number or drawing.
    pub fn is_empty(&self) -> bool {
        self.label.is_none() && self.drawings.is_empty() && self.runs.iter().all(|r| r.note.is_none() && r.text.trim().is_empty())
    }
}

/// A number or mark that Word computes.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its letters: `1.`, `a)`, `-`.
    pub text: String,
    /// Level of the list, from 0.
    pub level: usize,
    /// Its look.
    pub font: Font,
}

/// A stretch of text with one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The words, NFC; `\t` is a tab, `\n` a line break. Legacy letters are converted.
    pub text: String,
    /// Its look.
    pub font: Font,
    /// Where it leads.
    pub link: Option<Arc<str>>,
    /// The note whose number stands here.
    pub note: Option<NoteRef>,
    /// Whether the words are a field's result.
    pub field: bool,
}

/// A reference to a note in [`super::Paper::notes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each holds the note's `w:id`")]
pub enum NoteRef {
    Footnote(i32),
    Endnote(i32),
}

/// What a field computes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Number of the page.
    Page,
    /// Number of pages.
    Pages,
    /// Anything else, by its first word.
    Other(String),
}

impl FieldKind {
    /// What a field of this code shows.
    pub(super) fn of(code: &str) -> Self {
        match code.split_whitespace().next().unwrap_or_default().to_uppercase().as_str() {
            "PAGE" => FieldKind::Page,
            "NUMPAGES" | "SECTIONPAGES" => FieldKind::Pages,
            other => FieldKind::Other(other.to_owned()),
        }
    }
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// A straight line.
    Line(Line),
    /// A picture.
    Picture(Picture),
    /// A box with text of its own.
    TextBox(Vec<Block>),
    /// A chart, diagram or embedded object that is not read.
    Object,
}

/// A straight line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its length.
    pub length: Twips,
    /// Its thickness in eighths of a point, when given.
    pub eighths: Option<u32>,
    /// Whether it lies flat.
    pub horizontal: bool,
    /// Whether it is unbroken.
    pub solid: bool,
    /// Its colour, when given.
    pub color: Option<Rgb>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Name of its part in the package.
    pub part: Option<String>,
    /// Width.
    pub width: Twips,
    /// Height.
    pub height: Twips,
    /// Its description.
    pub alt: Option<String>,
    /// Whether it stands in the line like a letter.
    pub inline: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Where it stands.
    pub place: Place,
    /// Its number among the tables of its story, from 1.
    pub number: usize,
    /// Widths of the grid's columns.
    pub columns: Vec<Twips>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Distance of its left edge from the margin.
    pub indent: Twips,
    /// Whether any cell has a drawn edge.
    pub ruled: bool,
    /// Whether it floats beside the text.
    pub floating: bool,
}

impl Table {
    /// All its cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|r| &r.cells)
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Whether it is repeated on each page.
    pub repeated: bool,
    /// Whether it stays on one page.
    pub keep: bool,
    /// Its cells, those that go on from above among them.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// First column of the grid that it covers, from 0.
    pub column: usize,
    /// Columns it covers.
    pub columns: usize,
    /// Rows it covers; 0 where it goes on from above.
    pub rows: usize,
    /// Its width, when given.
    pub width: Option<Twips>,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Its drawn edges.
    pub borders: Borders,
    /// Whether it is shaded.
    pub shaded: bool,
}

impl Cell {
    /// The words of its paragraphs, one below the other.
    pub fn text(&self) -> String {
        let lines: Vec<String> = paragraphs(&self.blocks).map(Paragraph::shown).filter(|t| !t.trim().is_empty()).collect();
        lines.join("\n")
    }
}

/// The paragraphs of some blocks, tables' and text boxes' among them, in reading order.
pub fn paragraphs(blocks: &[Block]) -> Box<dyn Iterator<Item = &Paragraph> + '_> {
    Box::new(blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &Paragraph>> {
        match block {
            Block::Paragraph(p) => Box::new(std::iter::once(p).chain(p.drawings.iter().flat_map(|d| match d {
                Drawing::TextBox(blocks) => paragraphs(blocks),
                _ => Box::new(std::iter::empty()),
            }))),
            Block::Table(t) => Box::new(t.cells().flat_map(|c| paragraphs(&c.blocks))),
        }
    }))
}

/// Shows the words of some blocks to somebody who may write them otherwise, with their places.
pub(super) fn each_words(blocks: &mut [Block], visit: &mut dyn FnMut(&Place, &mut String)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraph.runs.iter_mut().for_each(|run| visit(&paragraph.place, &mut run.text));
                for drawing in &mut paragraph.drawings {
                    if let Drawing::TextBox(blocks) = drawing {
                        each_words(blocks, visit);
                    }
                }
            }
            Block::Table(table) => {
                table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| each_words(&mut cell.blocks, visit));
            }
        }
    }
}

/// Whether any edge is drawn.
pub(super) fn drawn(borders: &Borders) -> bool {
    let edges: [&Option<Edge>; 4] = [&borders.top, &borders.bottom, &borders.left, &borders.right];
    edges.iter().any(|e| e.is_some())
}
