//! Stretches of a paragraph as a text of the data: light notation for emphasis, links and footnotes.

use std::collections::BTreeMap;

use crate::paper::{NoteRef, Paper, Run, paragraphs};
use crate::recognise::Piece;
use crate::text::is_letter_or_digit;

/// The look that a text has by itself; only what differs is emphasis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
}

impl Look {
    /// Of running text.
    pub(super) const TEXT: Look = Look { bold: false, italic: false };
    /// Of titles and heads: no emphasis in them.
    pub(super) const TITLE: Look = Look { bold: true, italic: true };
    /// Of what is set in italics.
    pub(super) const ITALIC: Look = Look { bold: false, italic: true };
}

/// The notes of a document by their references, as texts of the data.
#[derive(Default)]
pub(super) struct Notes(BTreeMap<(bool, i32), String>);

impl Notes {
    pub(super) fn of(paper: &Paper) -> Self {
        let all = paper.notes.iter().map(|note| {
            let pieces: Vec<Piece> = paragraphs(&note.blocks).map(Piece::whole).filter(|p| !p.range.is_empty()).collect();
            (key(note.reference), notation(&pieces, Look::TEXT, &Notes::default()))
        });
        Notes(all.collect())
    }

    fn get(&self, reference: NoteRef) -> Option<&str> {
        self.0.get(&key(reference)).map(String::as_str)
    }
}

fn key(reference: NoteRef) -> (bool, i32) {
    match reference {
        NoteRef::Footnote(id) => (true, id),
        NoteRef::Endnote(id) => (false, id),
    }
}

/// A stretch of one kind.
#[derive(Clone, Debug, PartialEq)]
struct Span {
    text: String,
    bold: bool,
    italic: bool,
    link: Option<String>,
    /// Whether the text is notation already.
    is_note: bool,
}

/// The text of some stretches that follow each other.
pub(super) fn notation(pieces: &[Piece], look: Look, notes: &Notes) -> String {
    let mut spans: Vec<Span> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            push(&mut spans, plain(" "));
        }
        for (run, words) in runs(piece) {
            match run.note.and_then(|note| notes.get(note)) {
                Some(note) => spans.push(Span { is_note: true, ..plain(&format!("^[{note}]")) }),
                None => push(&mut spans, span(run, words, look)),
            }
        }
    }
    written(&even(spans))
}

/// The runs of a piece, those without words that refer to a note among them.
fn runs<'p>(piece: &Piece<'p>) -> Vec<(&'p Run, &'p str)> {
    let (mut at, mut out) = (0, Vec::new());
    for run in &piece.paragraph.runs {
        let (start, end) = (at, at + run.text.len());
        at = end;
        let (from, to) = (piece.range.start.max(start), piece.range.end.min(end));
        let refers = run.note.is_some() && piece.range.start <= start && start <= piece.range.end && !piece.range.is_empty();
        if from < to || refers {
            out.push((run, run.text.get(from.min(end) - start..to.max(from).min(end) - start).unwrap_or_default()));
        }
    }
    out
}

fn plain(text: &str) -> Span {
    Span { text: text.to_owned(), bold: false, italic: false, link: None, is_note: false }
}

fn span(run: &Run, words: &str, look: Look) -> Span {
    let link =
        run.link.as_ref().filter(|l| ["https://", "http://", "mailto:"].iter().any(|s| l.starts_with(s)) && !l.contains([' ', ')', '(']));
    Span {
        text: words.replace(['\t', '\n', '\u{a0}'], " ").replace('\u{2011}', "-").replace(['\u{ad}', '\u{feff}', '\u{200b}'], ""),
        bold: run.font.bold && !look.bold,
        italic: run.font.italic && !look.italic,
        link: link.map(|l| l.to_string()),
        is_note: false,
    }
}

fn push(spans: &mut Vec<Span>, span: Span) {
    if span.text.is_empty() {
        return;
    }
    match spans.last_mut() {
        // White space has no look.
        Some(last) if !last.is_note && last.link == span.link && span.text.trim().is_empty() => last.text.push_str(&span.text),
        Some(last) if !last.is_note && last.link == span.link && (last.bold, last.italic) == (span.bold, span.italic) => {
            last.text.push_str(&span.text);
        }
        _ => spans.push(span),
    }
}

/// One space between words; white space at an end of an emphasis stands outside, and so does a mark that
/// would keep the emphasis from ending.
fn even(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        if span.is_note {
            out.push(span);
            continue;
        }
        let emphatic = span.bold || span.italic || span.link.is_some();
        let start = span.text.len() - span.text.trim_start_matches(' ').len();
        let end = span.text.trim_end_matches(' ').len().max(start);
        let (before, inner, after) = (&span.text[..start], &span.text[start..end], &span.text[end..]);
        if !emphatic || inner.is_empty() {
            push(&mut out, Span { bold: false, italic: false, link: None, ..span });
            continue;
        }
        push(&mut out, plain(before));
        out.push(Span { text: inner.to_owned(), ..span.clone() });
        push(&mut out, plain(after));
    }
    let mut last = ' ';
    for span in out.iter_mut().filter(|s| !s.is_note) {
        let mut text = String::with_capacity(span.text.len());
        for c in span.text.chars() {
            if !(c == ' ' && last == ' ') {
                text.push(c);
            }
            last = c;
        }
        span.text = text;
    }
    // The signs of emphasis must stand off letters, or they are no emphasis: marks move out of it.
    for at in 0..out.len() {
        if !(out[at].bold || out[at].italic) {
            continue;
        }
        let follows = out.get(at + 1).and_then(|s| s.text.chars().next());
        if follows.is_some_and(is_letter_or_digit) {
            let inner = out[at].text.trim_end_matches(|c: char| !is_letter_or_digit(c)).len();
            let marks = out[at].text.split_off(inner);
            if let Some(next) = out.get_mut(at + 1) {
                next.text.insert_str(0, &marks);
            }
        }
        let before = at.checked_sub(1).and_then(|i| out[i].text.chars().next_back());
        let mid_word =
            before.is_some_and(is_letter_or_digit) || out.get(at + 1).and_then(|s| s.text.chars().next()).is_some_and(is_letter_or_digit);
        let touches = out.get(at + 1).is_some_and(|s| s.is_note || s.bold || s.italic || s.link.is_some());
        if mid_word || touches || out[at].text.is_empty() {
            (out[at].bold, out[at].italic) = (false, false);
        }
    }
    if let Some(last) = out.last_mut().filter(|s| !s.is_note) {
        last.text.truncate(last.text.trim_end().len());
    }
    out.retain(|s| !s.text.is_empty());
    out
}

fn written(spans: &[Span]) -> String {
    let emphatic = spans.iter().any(|s| s.bold || s.italic);
    let stars: usize = spans.iter().filter(|s| !s.is_note).map(|s| s.text.matches('*').count()).sum();
    let signs = emphatic || stars > 1;
    let links = spans.iter().any(|s| s.text.contains("]("));
    let mut out = String::new();
    for span in spans {
        if span.is_note {
            out.push_str(&span.text);
            continue;
        }
        let words = escaped(&span.text, signs, links || span.link.is_some());
        let words = match &span.link {
            Some(link) if *link == span.text || link.strip_prefix("mailto:") == Some(&span.text) => words,
            Some(link) => format!("[{words}]({link})"),
            None => words,
        };
        match (span.bold, span.italic) {
            (false, false) => out.push_str(&words),
            // The notation has no third kind: weight says more.
            (true, _) => out.push_str(&format!("**{words}**")),
            (false, true) => out.push_str(&format!("*{words}*")),
        }
    }
    out
}

/// Signs of the notation that are meant as they stand.
pub(super) fn escaped(text: &str, stars: bool, brackets: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let next = chars.get(at + 1).copied();
        let sign = match c {
            '*' => stars,
            '\\' => next.is_some_and(|n| matches!(n, '*' | '\\' | '^' | '[' | ']')),
            '^' => next == Some('['),
            '[' => brackets || next == Some('[') || at > 0 && matches!(chars[at - 1], '[' | '^'),
            ']' => brackets,
            _ => false,
        };
        if sign {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}
