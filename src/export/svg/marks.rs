//! Where findings stand on the pages.

use std::ops::Range;

use crate::diag::Severity;
use crate::font::Fonts;
use crate::layout::{Pages, Placed, TextLine};
use crate::style::Para;
use crate::text::upper;

/// A finding to be marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its number among the findings.
    pub finding: usize,
    /// The value of the data that it is about, a JSON pointer.
    pub path: String,
    /// The words of the value that it is about; all of it when absent, or when they do not stand there.
    pub words: Option<String>,
    /// How bad it is.
    pub severity: Severity,
}

/// The marks by their lines.
pub(super) struct Marked<'a>(Vec<Place<'a>>);

/// A mark on one line.
pub(super) struct Place<'a> {
    page: usize,
    /// Number of the line on the page, from 1.
    line: usize,
    /// Bytes of the line's text.
    range: Range<usize>,
    mark: &'a Mark,
}

impl std::ops::Deref for Place<'_> {
    type Target = Mark;

    fn deref(&self) -> &Mark {
        self.mark
    }
}

/// A line with its place.
struct Line<'a> {
    page: usize,
    number: usize,
    line: &'a TextLine,
}

impl<'a> Marked<'a> {
    pub(super) fn find(marks: &'a [Mark], paras: &[&Para], pages: &Pages) -> Marked<'a> {
        let mut out = Vec::new();
        if !marks.is_empty() {
            let mut lines: Vec<Vec<Line<'_>>> = paras.iter().map(|_| Vec::new()).collect();
            for (page, items) in pages.pages.iter().enumerate().map(|(i, page)| (i, &page.items)) {
                let all = items.iter().filter_map(|item| if let Placed::Line(line) = item { Some(line) } else { None });
                for (number, line) in all.enumerate() {
                    if let Some(of) = line.para.and_then(|id| lines.get_mut(id.index())) {
                        of.push(Line { page, number: number + 1, line });
                    }
                }
            }
            for mark in marks {
                let all: Vec<usize> = paragraphs(&mark.path, paras);
                let said = all.iter().find_map(|para| said(mark, &lines[*para]));
                out.extend(said.or_else(|| all.first().map(|para| whole(mark, &lines[*para]))).unwrap_or_default());
            }
        }
        Marked(out)
    }

    /// The marks on a line.
    pub(super) fn on(&self, page: usize, line: usize) -> impl Iterator<Item = &Place<'a>> {
        self.0.iter().filter(move |place| (place.page, place.line) == (page, line))
    }
}

/// The paragraphs that show a value: those that came from it or from a part of it; else the first of the record that it is a
/// field of.
fn paragraphs(path: &str, paras: &[&Para]) -> Vec<usize> {
    let origin = |para: &Para| para.origin.as_ref().map(|origin| origin.path.clone());
    let within = |whole: &str| {
        let of = |(i, para): (usize, &&Para)| {
            let path = origin(para)?;
            path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')).then_some(i)
        };
        paras.iter().enumerate().filter_map(of).collect::<Vec<usize>>()
    };
    if path.is_empty() {
        return Vec::new();
    }
    let own = within(path);
    // An element of a list says nothing of its neighbours.
    let record = path.rsplit_once('/').filter(|(record, field)| !record.is_empty() && field.parse::<usize>().is_err());
    match record {
        Some((record, _)) if own.is_empty() => within(record).into_iter().take(1).collect(),
        _ => own,
    }
}

/// A mark's words where they stand in the lines of a paragraph, as they are written or in capitals.
fn said<'a>(mark: &'a Mark, lines: &[Line<'_>]) -> Option<Vec<Place<'a>>> {
    let words = mark.words.as_ref().filter(|words| !words.trim().is_empty())?;
    let text: String = lines.iter().map(|line| words_of(line.line)).collect();
    let found = [words.clone(), upper(words)].into_iter().find_map(|words| Some((text.find(&words)?, words.len())));
    let (start, end) = found.map(|(at, length)| (at, at + length))?;
    let mut begin = 0;
    let mut out = Vec::new();
    for line in lines {
        let length = words_of(line.line).len();
        let range = start.max(begin)..end.min(begin + length);
        if range.start < range.end {
            let range = range.start - begin..range.end - begin;
            out.push(Place { page: line.page, line: line.number, range, mark });
        }
        begin += length;
    }
    Some(out)
}

/// All of a paragraph's lines.
fn whole<'a>(mark: &'a Mark, lines: &[Line<'_>]) -> Vec<Place<'a>> {
    lines.iter().map(|line| Place { page: line.page, line: line.number, range: 0..words_of(line.line).len(), mark }).collect()
}

fn words_of(line: &TextLine) -> String {
    line.fragments.iter().map(|fragment| fragment.text.as_str()).collect()
}

impl Place<'_> {
    /// Left and right end of the marked words, pt.
    pub(super) fn extent(&self, line: &TextLine, fonts: &Fonts) -> (f64, f64) {
        let (mut left, mut right) = (f64::INFINITY, 0.0_f64);
        let mut begin = 0;
        for fragment in &line.fragments {
            let end = begin + fragment.text.len();
            let range = self.range.start.max(begin)..self.range.end.min(end);
            if range.start < range.end {
                let width = |text: &str| {
                    let spaces = text.matches(' ').count() as f64;
                    fonts.face(fragment.bold, fragment.italic).width(text, fragment.size(line.size)) + spaces * fragment.stretch
                };
                let until = |at: usize| fragment.text.get(..at - begin).unwrap_or(&fragment.text);
                left = left.min(fragment.x + width(until(range.start)));
                right = right.max(fragment.x + width(until(range.end).trim_end()));
            }
            begin = end;
        }
        (left.min(right), right)
    }
}
