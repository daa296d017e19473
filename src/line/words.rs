//! Cutting a paragraph's runs into words.

use std::ops::Range;

use super::{FillKind, Run};
use crate::font::Fonts;
use crate::text::{self, Glue};
use crate::units::Twips;

/// A paragraph's words, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The parts of all words; one list, lest each word of a long table have its own.
    pieces: Vec<Piece>,
    list: Vec<Word>,
}

/// Part of a word that lies in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Number of the run.
    pub run: usize,
    /// Bytes of the run's text.
    pub range: Range<usize>,
    /// Width, pt.
    pub width: f64,
}

/// What may not be parted by a line's end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    /// Its parts among those of all words.
    pieces: Range<usize>,
    /// Its width, pt.
    pub width: f64,
    /// What joins it to the next word.
    pub glue: Option<Join>,
    /// Whether the next word is the rest of this one, which is wider than a line.
    pub cut: bool,
}

/// The joint behind a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Join {
    /// Its kind.
    pub glue: Glue,
    /// The run whose space it is.
    pub run: usize,
    /// Natural width of the space, pt.
    pub width: f64,
    /// By how much the DOCX widens the space, where a line ends here though some engine might fit the next word.
    pub widened: Twips,
}

impl std::ops::Deref for Words {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.list
    }
}

impl Words {
    /// The parts of a word.
    pub fn pieces(&self, word: &Word) -> &[Piece] {
        &self.pieces[word.pieces.clone()]
    }

    /// The parts of some words that follow each other.
    pub fn pieces_of(&self, words: Range<usize>) -> impl Iterator<Item = &Piece> {
        self.list[words].iter().flat_map(|word| self.pieces(word))
    }

    /// The run of a word's leader; it is the first piece then.
    pub fn leader(&self, word: &Word, runs: &[Run]) -> Option<usize> {
        let first = self.pieces(word).first()?.run;
        runs[first].leader().map(|_| first)
    }

    /// Widens the space behind a word in the DOCX.
    pub(crate) fn widen(&mut self, word: usize, by: Twips) {
        self.list[word].glue.iter_mut().for_each(|join| join.widened = by);
    }

    /// A word of new pieces.
    pub(super) fn word(&mut self, pieces: Vec<Piece>, glue: Option<Join>, cut: bool) -> Word {
        let (start, width) = (self.pieces.len(), pieces.iter().map(|p| p.width).sum());
        self.pieces.extend(pieces);
        Word { pieces: start..self.pieces.len(), width, glue, cut }
    }

    /// Puts the parts of a word in its place.
    pub(super) fn replace(&mut self, word: usize, parts: Vec<Word>) {
        self.list.splice(word..=word, parts);
    }
}

/// Cuts runs into words.
pub fn words(runs: &[Run], fonts: &Fonts, size: f64) -> Words {
    let mut cutter = Cutter { runs, fonts, size, out: Words::default(), open: Word::default() };
    (0..runs.len()).for_each(|run| cutter.run(run));
    cutter.done()
}

struct Cutter<'a> {
    runs: &'a [Run],
    fonts: &'a Fonts,
    size: f64,
    out: Words,
    /// The word that is not yet closed; it ends with the last piece.
    open: Word,
}

impl Cutter<'_> {
    fn run(&mut self, index: usize) {
        let run = &self.runs[index];
        let face = self.fonts.face(run.bold, run.italic);
        if run.is_open() {
            let width = face.width(&run.filling(face, self.size).unwrap_or_default(), self.size);
            if let Some(lines) = run.leader() {
                self.close(index, Glue::Nothing);
                for _ in 1..lines {
                    self.add(Piece { run: index, range: 0..0, width });
                    self.close(index, Glue::LineEnd);
                }
            }
            self.add(Piece { run: index, range: 0..0, width });
            return;
        }
        if run.text.starts_with(' ') {
            self.close(index, Glue::Space);
        }
        for (word, glue) in text::words(&run.text) {
            let start = word.as_ptr() as usize - run.text.as_ptr() as usize;
            self.add(Piece { run: index, range: start..start + word.len(), width: face.width(word, run.size(self.size)) });
            if let Some(glue) = glue {
                self.close(index, glue);
            }
        }
        if run.text.ends_with(' ') {
            // No line begins with a dotted gap.
            let gap = self.runs.get(index + 1).and_then(|next| next.fill.as_ref()).is_some_and(|f| matches!(f.kind, FillKind::Gap(_)));
            self.close(index, if gap { Glue::NoBreakSpace } else { Glue::Space });
        }
    }

    fn add(&mut self, piece: Piece) {
        self.open.width += piece.width;
        self.out.pieces.push(piece);
        self.open.pieces.end = self.out.pieces.len();
    }

    /// Ends the open word, joined to the next by a space of a run or the like.
    fn close(&mut self, run: usize, glue: Glue) {
        if self.open.pieces.is_empty() {
            return;
        }
        let glue = self.behind(glue);
        let space = !matches!(glue, Glue::Nothing | Glue::LineEnd);
        let face = self.fonts.face(self.runs[run].bold, self.runs[run].italic);
        let width = if space { face.width(" ", self.size) } else { 0.0 };
        self.open.glue = Some(Join { glue, run, width, widened: Twips(0) });
        let end = self.open.pieces.end;
        let next = Word { pieces: end..end, ..Word::default() };
        self.out.list.push(std::mem::replace(&mut self.open, next));
    }

    /// What really joins the open word to the next one: a leader ends its line, a box stays with its label.
    fn behind(&self, glue: Glue) -> Glue {
        let pieces = self.out.pieces(&self.open);
        let box_ends =
            pieces.last().is_some_and(|p| matches!(&self.runs[p.run].fill, Some(fill) if matches!(fill.kind, FillKind::Check(_))));
        match glue {
            _ if pieces.first().is_some_and(|p| self.runs[p.run].leader().is_some()) => Glue::LineEnd,
            Glue::Space if box_ends => Glue::NoBreakSpace,
            _ => glue,
        }
    }

    fn done(mut self) -> Words {
        if !self.open.pieces.is_empty() {
            self.out.list.push(self.open);
        } else if let Some(last) = self.out.list.last_mut() {
            last.glue = None;
        }
        self.out
    }
}
