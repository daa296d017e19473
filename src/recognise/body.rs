//! The text: items with their levels, paragraphs, tables, pictures. Marks by their sequence and look.

use super::mark::{self, Mark, MarkKind, bare_number, bare_roman};
use super::piece::{Certainty, Piece};
use super::shape::{self, Shape};
use crate::paper::{Alignment, Block, Drawing, Paragraph, Table, paragraphs};
use crate::tree::Level;

/// A part of the text, in reading order; items are nested by their levels.
#[derive(Clone, Debug, PartialEq)]
pub enum Element<'p> {
    /// A paragraph without a mark.
    Paragraph(Piece<'p>),
    /// An item.
    Item(Item<'p>),
    /// A table.
    Table(&'p Table, Shape),
    /// A paragraph that holds pictures and no words.
    Picture(&'p Paragraph),
}

impl Element<'_> {
    /// The number of its first paragraph.
    pub fn paragraph(&self) -> usize {
        match self {
            Element::Paragraph(piece) => piece.place().paragraph,
            Element::Item(item) => item.piece.place().paragraph,
            Element::Table(table, _) => table.place.paragraph,
            Element::Picture(paragraph) => paragraph.place.paragraph,
        }
    }
}

/// An item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'p> {
    /// Its level.
    pub level: Level,
    /// The kind of its mark.
    pub kind: MarkKind,
    /// Its mark as it is shown.
    pub marker: String,
    /// Its number in the sequence, from 1; 0 for dashes.
    pub rank: usize,
    /// Whether the mark is letters of the text, or computed by Word.
    pub typed: bool,
    /// Whether the mark is the next one of its sequence.
    pub in_sequence: bool,
    /// What it says after its mark.
    pub piece: Piece<'p>,
    /// The title below `Chương I`, `Mục 1`.
    pub title: Vec<Piece<'p>>,
    /// How sure level and mark are.
    pub certainty: Certainty,
}

impl<'p> Item<'p> {
    /// Its mark; where Word computes it, its words.
    pub fn mark(&self) -> Piece<'p> {
        let start = Piece::whole(self.piece.paragraph).range.start;
        if !self.typed || start >= self.piece.range.start {
            return self.piece.clone();
        }
        let mark = Piece { paragraph: self.piece.paragraph, range: start..self.piece.range.start };
        let length = mark.text().trim_end().len();
        Piece { range: start..start + length, ..mark }
    }

    /// Bytes of the piece's text that are bold from its start: a heading, or one that runs on.
    pub fn bold_start(&self) -> usize {
        let bold = self.piece.runs().take_while(|(run, text)| run.font.bold || text.trim().is_empty());
        bold.map(|(_, text)| text.len()).sum()
    }
}

/// What is known of the sequences so far: the last rank of each level.
#[derive(Default)]
struct Sequences {
    last: Vec<(Level, MarkKind, usize)>,
    article: usize,
    capitals: bool,
}

impl Sequences {
    /// The last rank of a level that is still open.
    fn last_of(&self, kind: MarkKind) -> Option<usize> {
        self.last.iter().rev().find(|(_, k, _)| *k == kind).map(|(_, _, rank)| *rank)
    }

    /// Settles what a mark is that can be two things: the one that goes on, else a Roman number.
    fn settle(&self, mark: &mut Mark) {
        if let Some((kind, rank)) = mark.also {
            let goes_on = |kind, rank| self.last_of(kind).is_some_and(|last| last + 1 == rank);
            if goes_on(kind, rank) && !goes_on(mark.kind, mark.rank) {
                (mark.kind, mark.rank) = (kind, rank);
            }
        }
    }

    /// Counts an item; says whether it is the next one.
    fn count(&mut self, level: Level, mark: &Mark) -> bool {
        let expected = match mark.kind {
            // Articles are counted through chapters and sections.
            MarkKind::Article => self.article + 1,
            kind => self.last.iter().find(|(l, k, _)| *l == level && *k == kind).map_or(1, |(_, _, last)| last + 1),
        };
        // `2.1.` belongs below `2.`, where the text has such a number at all.
        let above = self.last.iter().rev().find(|(l, k, _)| *l < level && *k == MarkKind::Number).map(|(_, _, rank)| *rank);
        let below_its_own = mark.kind != MarkKind::Numbers || above.is_none_or(|rank| rank == mark.parent);
        self.last.retain(|(l, _, _)| *l < level);
        self.last.push((level, mark.kind, mark.rank));
        if mark.kind == MarkKind::Article {
            self.article = mark.rank;
        }
        mark.rank == 0 || (mark.rank == expected && below_its_own)
    }
}

/// Reads the elements of some blocks.
pub(super) fn read<'p>(blocks: &[&'p Block]) -> Vec<Element<'p>> {
    let mut out: Vec<Element> = Vec::new();
    let mut sequences = Sequences { capitals: capitals_stand_above(blocks), ..Sequences::default() };
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        at += 1;
        match block {
            Block::Table(table) => out.push(Element::Table(table, shape::of(table))),
            Block::Paragraph(paragraph) => {
                for drawing in &paragraph.drawings {
                    if let Drawing::TextBox(inside) = drawing {
                        out.extend(paragraphs(inside).filter(|p| !p.is_empty()).map(|p| Element::Paragraph(Piece::whole(p))));
                    }
                }
                let piece = Piece::whole(paragraph);
                if piece.range.is_empty() && paragraph.label.is_none() {
                    if paragraph.drawings.iter().any(|d| matches!(d, Drawing::Picture(_) | Drawing::Object)) {
                        out.push(Element::Picture(paragraph));
                    }
                    continue;
                }
                match item(piece.clone(), &mut sequences) {
                    Some(mut item) => {
                        // The title of a chapter or section stands on lines of its own.
                        if item.kind < MarkKind::Article && item.piece.range.is_empty() {
                            while let Some(Block::Paragraph(next)) = blocks.get(at)
                                && item.title.len() < 4
                                && is_title(next)
                            {
                                item.title.extend(Some(Piece::whole(next)).filter(|p| !p.range.is_empty()));
                                at += 1;
                            }
                        }
                        out.push(Element::Item(item));
                    }
                    None => out.push(Element::Paragraph(piece)),
                }
            }
        }
    }
    out
}

/// The title line below `Chương I`.
fn is_title(paragraph: &Paragraph) -> bool {
    let piece = Piece::whole(paragraph);
    let centred = paragraph.format.alignment == Alignment::Center;
    paragraph.is_empty() || (centred && mark::read(&piece.text()).is_none() && (piece.is_capitals() || piece.all(|f| f.bold)))
}

/// Whether Roman numbers stand below capital letters (`A.` before `I.`).
fn capitals_stand_above(blocks: &[&Block]) -> bool {
    let marks = || {
        blocks.iter().filter_map(|b| if let Block::Paragraph(p) = b { Some(p) } else { None }).filter_map(|p| mark::read(p.shown().trim()))
    };
    let first_capital = marks().position(|m| m.kind == MarkKind::Capital && m.rank == 1);
    let first_roman = marks().position(|m| m.kind == MarkKind::Roman && m.rank == 1);
    matches!((first_capital, first_roman), (Some(capital), Some(roman)) if capital < roman)
}

/// The item that a paragraph is.
fn item<'p>(piece: Piece<'p>, sequences: &mut Sequences) -> Option<Item<'p>> {
    let text = piece.text();
    let label = piece.paragraph.label.as_ref();
    let (mut mark, typed) = match label.map(|l| mark::read(&format!("{} x", l.text))) {
        Some(Some(mark)) => (mark, false),
        // Word's number without a dot: it counts all the same.
        Some(None) => (unmarked(&label?.text)?, false),
        None => {
            let next = sequences.last_of(MarkKind::Number).map_or(1, |last| last + 1);
            let section = sequences.last_of(MarkKind::Roman).map_or(1, |last| last + 1);
            (mark::read(&text).or_else(|| bare_number(&piece, next)).or_else(|| bare_roman(&piece, section))?, true)
        }
    };
    sequences.settle(&mut mark);
    let mut certainty = Certainty::Sure;
    // A capital letter alone is a mark only as the first or next of a sequence: `A. Nguyễn` is a name.
    if mark.kind == MarkKind::Capital && mark.rank != 1 && sequences.last_of(MarkKind::Capital).is_none_or(|last| last + 1 != mark.rank) {
        if typed {
            return None;
        }
        certainty = Certainty::Likely;
    }
    let level = mark.kind.level(sequences.capitals);
    let in_sequence = sequences.count(level, &mark);
    if !in_sequence || matches!(mark.kind, MarkKind::Star | MarkKind::Bracketed) {
        certainty = certainty.min(Certainty::Likely);
    }
    let bytes = if typed { mark.bytes } else { 0 };
    let rest = piece.part(bytes..text.len())?;
    Some(Item {
        level,
        kind: mark.kind,
        marker: mark.shown,
        rank: mark.rank,
        typed,
        in_sequence,
        piece: rest,
        title: Vec::new(),
        certainty,
    })
}

/// A computed number that no mark closes.
fn unmarked(label: &str) -> Option<Mark> {
    let mut mark = mark::read(&format!("{label}. x"))?;
    mark.shown = label.to_owned();
    Some(mark)
}

/// The number of items of a level.
pub(super) fn count(elements: &[Element], level: Level) -> usize {
    elements.iter().filter(|e| matches!(e, Element::Item(item) if item.level == level)).count()
}
