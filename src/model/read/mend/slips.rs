//! The slips found in a text, and the changes that mend them.

use std::ops::Range;

use super::super::Reader;
use crate::diag::{Diagnostic, Diagnostics, code};

struct Change {
    range: Range<usize>,
    text: String,
}

/// What was told of a text so far, and what was changed.
pub(super) struct Slips<'a> {
    pub(super) reader: Reader<'a>,
    changes: Vec<Change>,
    found: Vec<Diagnostic>,
}

/// A mended text, and where its pieces come from.
pub(in super::super) struct Mended {
    /// What a reader of YAML takes.
    pub(in super::super) text: String,
    /// What was told.
    pub(in super::super) found: Diagnostics,
    /// Whether lines stand where they were guessed to.
    pub(in super::super) guessed: bool,
    /// Where pieces begin in `text` and in the source; whether they are copied from it.
    pieces: Vec<(usize, usize, bool)>,
}

impl<'a> Slips<'a> {
    pub(super) fn new(reader: Reader<'a>) -> Self {
        Slips { reader, changes: Vec::new(), found: Vec::new() }
    }

    pub(super) fn text(&self) -> &'a str {
        self.reader.text
    }

    /// A slip at a place.
    pub(super) fn tell(&mut self, range: Range<usize>, what: &str, help: &str) {
        let span = self.reader.span(range.start, range.end);
        self.push(Diagnostic::error(code::SYNTAX, span, format!("Tệp YAML sai cú pháp: {what}")).help(help));
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        self.changes.push(Change { range, text: text.to_owned() });
    }

    /// Makes a stretch the text that it shows.
    pub(super) fn quote(&mut self, range: Range<usize>) {
        self.replace(range.start..range.start, "'");
        for (at, _) in self.text()[range.clone()].match_indices('\'') {
            self.replace(range.start + at..range.start + at, "'");
        }
        self.replace(range.end..range.end, "'");
    }

    /// Writes something in the place of a stretch, whatever was to be written there before.
    pub(super) fn set(&mut self, range: Range<usize>, text: &str) {
        match self.changes.iter_mut().rev().find(|change| change.range == range) {
            Some(change) => text.clone_into(&mut change.text),
            None => self.replace(range, text),
        }
    }

    /// How many slips were told.
    pub(super) fn told(&self) -> usize {
        self.found.len()
    }

    /// How much was told and changed so far.
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.changes.len(), self.found.len())
    }

    /// Takes back what came after a mark.
    pub(super) fn undo(&mut self, (changes, found): (usize, usize)) {
        self.changes.truncate(changes);
        self.found.truncate(found);
    }

    /// The mended text; `guessed` where the columns of its lines are.
    pub(super) fn finish(mut self, guessed: bool) -> Mended {
        // Changes at one place stay in the order in which they were made.
        self.changes.sort_by_key(|change| change.range.start);
        let source = self.reader.text;
        let mut mended =
            Mended { text: String::with_capacity(source.len()), found: Diagnostics::default(), guessed, pieces: vec![(0, 0, true)] };
        let mut done = 0;
        for Change { range, text } in self.changes {
            // What was changed already stays so.
            let start = range.start.max(done);
            mended.text.push_str(&source[done..start]);
            mended.pieces.push((mended.text.len(), start, false));
            mended.text.push_str(&text);
            done = range.end.max(start);
            mended.pieces.push((mended.text.len(), done, true));
        }
        mended.text.push_str(&source[done..]);
        mended.found.extend(self.found);
        mended
    }
}

impl Mended {
    /// A place of the mended text in the source.
    pub(in super::super) fn source(&self, at: usize) -> usize {
        let (start, source, copied) = self.pieces[self.pieces.partition_point(|piece| piece.0 <= at).saturating_sub(1)];
        if copied { source + (at - start) } else { source }
    }
}
