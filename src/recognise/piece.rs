//! A stretch of a paragraph with its place and look, and how sure a reading is.

use std::ops::Range;

use crate::paper::{Font, Paragraph, Place, Run};
use crate::text;
use crate::text::{is_letter, is_letter_or_digit};

/// How sure the recogniser is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Something else is as likely.
    Doubtful,
    /// The best reading; another one is possible.
    Likely,
    /// Nothing else fits.
    Sure,
}

impl Certainty {
    /// The English word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Doubtful => "doubtful",
            Certainty::Likely => "likely",
            Certainty::Sure => "sure",
        }
    }
}

/// A component that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'p, T> {
    /// What it says.
    pub value: T,
    /// Where it stands, line by line.
    pub pieces: Vec<Piece<'p>>,
    /// How sure that is.
    pub certainty: Certainty,
}

/// Lines of one paragraph that are told apart.
pub(super) const MOST_LINES: usize = 500;

/// A stretch of one paragraph, without white space around.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece<'p> {
    /// The paragraph.
    pub paragraph: &'p Paragraph,
    /// Bytes of [`Paragraph::text`].
    pub range: Range<usize>,
}

impl<'p> Piece<'p> {
    /// The whole paragraph.
    pub fn whole(paragraph: &'p Paragraph) -> Self {
        let text = paragraph.text();
        let from = text.len() - text.trim_start().len();
        Piece { paragraph, range: from..text.trim_end().len().max(from) }
    }

    /// The lines of a paragraph that say something.
    pub fn lines(paragraph: &'p Paragraph) -> Vec<Self> {
        Self::split(paragraph, |text| text.match_indices('\n').map(|(at, sign)| at..at + sign.len()).collect())
    }

    /// The parts of a line between tabs or wide gaps.
    pub fn columns(&self) -> Vec<Self> {
        let text = self.text();
        let mut gaps = Vec::new();
        let mut from = None;
        for (at, sign) in text.char_indices().chain([(text.len(), 'x')]) {
            match (sign.is_whitespace(), from) {
                (true, None) => from = Some(at),
                (false, Some(start)) => {
                    let gap = &text[start..at];
                    if gap.contains('\t') || gap.chars().count() >= 4 {
                        gaps.push(start..at);
                    }
                    from = None;
                }
                _ => {}
            }
        }
        self.between(&gaps)
    }

    fn split(paragraph: &'p Paragraph, breaks: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Self> {
        let text = paragraph.text();
        Piece { paragraph, range: 0..text.len() }.between(&breaks(&text))
    }

    /// The stretches between some ranges of the piece's text, if they say something. Of more than a
    /// page could hold the last one takes the rest.
    fn between(&self, gaps: &[Range<usize>]) -> Vec<Self> {
        let text = self.text();
        let mut out = Vec::new();
        let mut from = 0;
        for gap in gaps.iter().take(MOST_LINES).cloned().chain(std::iter::once(text.len()..text.len())) {
            let range = self.range.start + from..self.range.start + gap.start;
            out.extend(text.get(from..gap.start).and_then(|part| Self::trimmed(self.paragraph, part, range)));
            from = gap.end;
        }
        out
    }

    /// The stretch of a paragraph that reads `part`, without white space around; absent where it says nothing.
    pub(super) fn trimmed(paragraph: &'p Paragraph, part: &str, range: Range<usize>) -> Option<Self> {
        let start = range.start + part.len() - part.trim_start().len();
        let end = start + part.trim().len();
        (start < end).then_some(Piece { paragraph, range: start..end })
    }

    /// A part of the piece, by bytes of its text, without white space around.
    pub fn part(&self, range: Range<usize>) -> Option<Self> {
        let text = self.text();
        let part = text.get(range.clone())?;
        let from = range.start + part.len() - part.trim_start().len();
        let start = self.range.start + from;
        Some(Piece { paragraph: self.paragraph, range: start..start + part.trim().len() })
    }

    /// The words.
    pub fn text(&self) -> String {
        self.runs().map(|(_, text)| text).collect()
    }

    /// The words with single spaces; a hyphen that does not break is a hyphen.
    pub fn words(&self) -> String {
        self.text().replace('\u{2011}', "-").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the paragraph stands.
    pub fn place(&self) -> &'p Place {
        &self.paragraph.place
    }

    /// The runs that the piece touches, each with the bytes of its text that belong to it.
    pub fn runs(&self) -> impl Iterator<Item = (&'p Run, &'p str)> {
        let range = self.range.clone();
        self.paragraph
            .runs
            .iter()
            .scan(0, |at, run| {
                let start = *at;
                *at += run.text.len();
                Some((start, run))
            })
            .filter_map(move |(start, run)| {
                let (from, to) = (range.start.max(start), range.end.min(start + run.text.len()));
                (from < to).then(|| (run, run.text.get(from - start..to - start).unwrap_or_default()))
            })
    }

    /// The look of its first letter.
    pub fn font(&self) -> &'p Font {
        self.runs().find(|(_, text)| !text.trim().is_empty()).map_or(&self.paragraph.mark, |(run, _)| &run.font)
    }

    /// Whether all its letters look so.
    pub fn all(&self, looks: impl Fn(&Font) -> bool) -> bool {
        let mut any = false;
        let all = self.runs().filter(|(_, t)| t.contains(is_letter_or_digit)).all(|(run, _)| {
            any = true;
            looks(&run.font)
        });
        all && any
    }

    /// Whether its letters are capitals, as typed or as shown.
    pub fn is_capitals(&self) -> bool {
        let small = self.runs().any(|(run, text)| !run.font.caps && text.chars().any(char::is_lowercase));
        !small && self.runs().any(|(_, text)| text.contains(is_letter))
    }

    /// Whether it is a line drawn with signs.
    pub fn is_typed_rule(&self) -> bool {
        is_typed_rule(&self.text())
    }

    /// Whether it begins with a phrase, marks and case aside. The phrase is given without marks.
    pub fn begins(&self, phrase: &str) -> bool {
        begins(&self.text(), phrase)
    }
}

/// Whether a text begins with a phrase given in small letters without marks; the phrase ends with a word.
pub(super) fn begins(text: &str, phrase: &str) -> bool {
    let text = text.trim_start();
    // Nearly all texts begin with another letter.
    if let (Some(first), Some(wanted)) = (text.bytes().next(), phrase.bytes().next())
        && first.is_ascii()
        && !first.eq_ignore_ascii_case(&wanted)
    {
        return false;
    }
    let mut letters = text::folding(text);
    phrase.chars().all(|c| letters.next() == Some(c)) && !letters.next().is_some_and(is_letter_or_digit)
}

/// Whether a line is drawn with signs: dashes, underscores, equals signs, stars.
pub(super) fn is_typed_rule(text: &str) -> bool {
    let text: String = text.split_whitespace().collect();
    text.chars().count() >= 3 && text.chars().all(|c| matches!(c, '-' | '_' | '–' | '—' | '=' | '*' | '‗' | '¯' | '\u{2011}' | '─'))
}

/// Whether a text says nothing but dots to be written on.
pub(super) fn is_dots(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}' | '_' | '\t'))
}

/// The words of some lines after one another.
pub(super) fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::words).collect::<Vec<_>>().join(" ")
}
