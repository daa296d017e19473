//! A line of the document: a component's words as rules read them, and the way back to the paragraph.

use std::ops::Range;

use super::signs::Signs;
use crate::recognise::{Certainty, Piece};
use crate::standard::Component;

/// Which part of the file a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// The document itself.
    Document,
    /// An appendix or attachment, from 0.
    Appendix(usize),
    /// The block of a copy.
    Copy,
    /// A footnote or endnote.
    Note,
    /// The margins of its pages.
    Margin,
}

/// A stretch of one paragraph that is one component, or one line of it.
#[derive(Clone, Debug)]
pub struct Line<'p> {
    /// What it is.
    pub component: Component,
    /// Where.
    pub within: Within,
    /// How sure that is.
    pub certainty: Certainty,
    /// The stretch.
    pub piece: Piece<'p>,
    /// Its words: NFC; hyphens that do not break are hyphens, signs without width are left out.
    pub text: String,
    /// The signs in them.
    pub signs: Signs,
    /// Where bytes of the paragraph are missing in `text`: at which of its bytes, and how many up to there.
    shifts: Vec<(usize, usize)>,
}

impl<'p> Line<'p> {
    /// A line of these words.
    pub(super) fn new(component: Component, within: Within, certainty: Certainty, piece: Piece<'p>) -> Self {
        let raw = piece.text();
        // The first bytes of what is not taken as it stands; most lines have none.
        let doubtful = raw.bytes().any(|b| matches!(b, 0xc2 | 0xe2 | 0xef));
        let (text, shifts) = if doubtful { stripped(&raw) } else { (raw, Vec::new()) };
        let signs = Signs::of(&text);
        Line { component, within, certainty, piece, text, signs, shifts }
    }

    /// The place of some bytes of its text.
    pub fn at(&self, range: Range<usize>) -> Piece<'p> {
        let back = |at: usize| {
            let before = self.shifts.partition_point(|(shift, _)| *shift <= at);
            at + before.checked_sub(1).map_or(0, |i| self.shifts[i].1)
        };
        let from = self.piece.range.start;
        let (start, end) = (from + back(range.start), from + back(range.end));
        Piece { paragraph: self.piece.paragraph, range: start..end.max(start) }
    }

    /// The place of a part of its own text.
    pub fn of(&self, part: &str) -> Piece<'p> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize).filter(|at| at + part.len() <= self.text.len());
        start.map_or_else(|| self.piece.clone(), |start| self.at(start..start + part.len()))
    }

    /// The words with single spaces.
    pub fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether it belongs to the document itself.
    pub fn is_own(&self) -> bool {
        self.within == Within::Document
    }
}

/// A text without the signs that have no width and with plain hyphens, and where bytes of it are missing.
fn stripped(raw: &str) -> (String, Vec<(usize, usize)>) {
    let mut text = String::with_capacity(raw.len());
    let (mut shifts, mut gone) = (Vec::new(), 0);
    for c in raw.chars() {
        match c {
            '\u{2011}' => {
                text.push('-');
                gone += c.len_utf8() - 1;
                shifts.push((text.len(), gone));
            }
            '\u{feff}' | '\u{200b}' | '\u{200d}' | '\u{ad}' => {
                gone += c.len_utf8();
                shifts.push((text.len(), gone));
            }
            c => text.push(c),
        }
    }
    (text, shifts)
}
