//! Words and line breaks: Word's classic breaker, greedy at natural width, spaces only widen.
//!
//! Style measures headers with it and the layout sets paragraphs with it; the DOCX exporter gets the
//! layout's words. Nothing here knows pages, components or files.

mod breaks;
mod words;

pub use breaks::{Line, Room, break_lines, line_widths, narrowest, parted};
pub use words::{Join, Piece, Word, Words, words};

use crate::font::Face;
use crate::standard::Blank;
use crate::units::Twips;

/// A leader that would be shorter than so many dots begins a line of its own.
const LEAST_DOTS: usize = 12;

/// A piece of text with its final weight and slant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Words; empty for a blank and for a place of a form.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Link target.
    pub link: Option<String>,
    /// Room left open for the clerk in the place of words.
    pub blank: Option<BlankSpace>,
    /// A footnote's number, small and raised.
    pub mark: Option<NoteMark>,
    /// A place of a form in the place of words.
    pub fill: Option<Fill>,
}

impl Run {
    /// Whether another run, set behind this one, looks like more of its words.
    pub fn continues_in(&self, next: &Run) -> bool {
        let words = |run: &Run| !run.is_open() && run.mark.is_none();
        let look = |run: &Run| (run.bold, run.italic);
        words(self) && words(next) && look(self) == look(next) && self.link == next.link
    }

    /// Its type size in a paragraph of this size, pt.
    pub fn size(&self, size: f64) -> f64 {
        self.mark.map_or(size, |m| m.size)
    }

    /// What a text types for a blank or a place of a form.
    pub fn filling(&self, face: &Face, size: f64) -> Option<String> {
        let fill = || self.fill.as_ref().map(|fill| fill.kind.text(face, size));
        self.blank.map(|blank| blank.text(face, size)).or_else(fill)
    }

    /// Over how many lines it is dots to the end, if it is.
    pub fn leader(&self) -> Option<usize> {
        if let Some(Fill { kind: FillKind::Leader(lines), .. }) = self.fill { Some(lines) } else { None }
    }

    /// Whether it holds a blank or a place of a form and no words.
    pub fn is_open(&self) -> bool {
        self.blank.is_some() || self.fill.is_some()
    }
}

/// Room that a draft leaves for its number or date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlankSpace {
    /// What it waits for.
    pub kind: Blank,
    /// About how wide it is: as no-break spaces come nearest.
    pub width: Twips,
}

impl BlankSpace {
    /// What a text types in its place: no-break spaces, of which a line is never broken.
    pub fn text(self, face: &Face, size: f64) -> String {
        const SPACE: &str = "\u{a0}";
        SPACE.repeat((self.width.pt() / face.width(SPACE, size)).round().max(1.0) as usize)
    }
}

/// The number of a footnote where it is referred to, and before the note itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoteMark {
    /// Type size, pt.
    pub size: f64,
    /// How far its baseline lies above the line's, pt.
    pub rise: f64,
    /// The note that it refers to; `None` before the note itself.
    pub refers: Option<NoteId>,
}

/// Number of a footnote among all of its document, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

impl NoteId {
    /// Its place in a list of all footnotes.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place of a form that is filled in by hand or in Word.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// What is drawn there.
    pub kind: FillKind,
    /// What belongs there, for who fills it in.
    pub title: Option<String>,
}

/// What is drawn at a place to fill in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FillKind {
    /// Dots to the end of the line, then over so many lines in all; what follows without a space
    /// stands behind the dots at the right edge.
    Leader(usize),
    /// Dots of a width in mm, inside a sentence.
    Gap(f64),
    /// A box, marked or not.
    Check(bool),
}

impl FillKind {
    /// What a text types in its place: dots, or a square.
    pub fn text(self, face: &Face, size: f64) -> String {
        match self {
            FillKind::Leader(_) => ".".repeat(LEAST_DOTS),
            FillKind::Gap(mm) => ".".repeat(((Twips::from_mm(mm).pt() / face.width(".", size)).round().max(1.0)) as usize),
            FillKind::Check(on) => FillKind::check(on).to_string(),
        }
    }

    /// The square that a box is typed as; both are in Times New Roman and equally wide.
    pub fn check(on: bool) -> char {
        if on { '■' } else { '□' }
    }
}
