//! What became of every word of a source: carried, written by the program in its own way, or lost.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Imported;
use crate::paper::{Block, Paper, Paragraph, Place, paragraphs};
use crate::recognise::{Draft, Element};
use crate::text::is_letter_or_digit;
use crate::tree::Origin;

/// What became of the words of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Words of the source.
    pub words: usize,
    /// Those that stand in the result as well.
    pub carried: usize,
    /// Words of the result that the source does not have.
    pub written: usize,
    /// Words that the program writes otherwise.
    pub changed: Vec<Change>,
    /// Words that stand nowhere in the result.
    pub lost: Vec<Change>,
}

/// Words that are others now.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where they stood.
    pub place: Place,
    /// As they stood.
    pub before: String,
    /// What stands there now; may be nothing.
    pub after: String,
}

/// A word of a document: letters and figures without the marks around.
struct Word<'p> {
    key: String,
    /// The paragraph, and where the word stands in its text as it is shown.
    paragraph: &'p Paragraph,
    bytes: Range<usize>,
    /// Whether the program writes it.
    composed: bool,
}

/// Compares a source with the document that its data became; `draft` is the source as it was recognised, `origins` says
/// of each paragraph of the result, by its number from 1, whether it came from the data.
pub fn account(source: &Paper, draft: &Draft, imported: &Imported, result: &Paper, origins: &[Option<Origin>]) -> Account {
    let mut composed: BTreeMap<*const Paragraph, Vec<Range<usize>>> = BTreeMap::new();
    for piece in &imported.composed {
        composed.entry(std::ptr::from_ref(piece.paragraph)).or_default().push(piece.range.clone());
    }
    for (paragraph, range) in marks(draft) {
        composed.entry(std::ptr::from_ref(paragraph)).or_default().push(range);
    }
    let before = words(source, &composed);
    let after = words(result, &BTreeMap::new());
    let keys = |all: &[Word]| all.iter().map(|w| w.key.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &keys(&before), &keys(&after));
    // What only stands elsewhere is carried. Words that the program writes of itself stand for none of the source's own.
    let from_data = |w: &Word| origins.get(w.paragraph.place.paragraph.wrapping_sub(1)).is_some_and(Option::is_some);
    let mut spare: [BTreeMap<&str, usize>; 2] = Default::default();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        after[op.new_range()].iter().for_each(|w| *spare[usize::from(from_data(w))].entry(&w.key).or_default() += 1);
    }
    let mut take = |word: &Word| {
        let mut from = |data: bool| spare[usize::from(data)].get_mut(word.key.as_str()).filter(|n| **n > 0).map(|n| *n -= 1).is_some();
        from(true) || word.composed && from(false)
    };
    let mut account = Account { words: before.len(), ..Account::default() };
    for op in &ops {
        if let DiffOp::Equal { old_index, new_index, len } = *op {
            account.carried += len;
            account.changed.extend(signs(&before[old_index..old_index + len], &after[new_index..new_index + len]));
            continue;
        }
        let mut gone: Vec<&Word> = Vec::new();
        for word in &before[op.old_range()] {
            if take(word) {
                account.carried += 1;
            } else {
                gone.push(word);
            }
        }
        let instead = said(&after[op.new_range()].iter().collect::<Vec<_>>());
        for part in gone.chunk_by(|a, b| std::ptr::eq(a.paragraph, b.paragraph) && a.composed == b.composed) {
            let change = Change { place: part[0].paragraph.place.clone(), before: said(part), after: instead.clone() };
            if part[0].composed { account.changed.push(change) } else { account.lost.push(Change { after: String::new(), ..change }) }
        }
    }
    account.written = spare.iter().flat_map(BTreeMap::values).sum();
    account
}

/// Words that the program writes, where signs and gaps between them are others now.
fn signs(before: &[Word], after: &[Word]) -> Vec<Change> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < before.len() {
        let stays = |i: usize| {
            before[i].composed
                && std::ptr::eq(before[i].paragraph, before[at].paragraph)
                && std::ptr::eq(after[i].paragraph, after[at].paragraph)
        };
        let end = (at..before.len()).find(|i| !stays(*i)).unwrap_or(before.len());
        if end > at + 1 {
            let one = |words: &[Word]| said(&words.iter().collect::<Vec<_>>()).replace('\u{2011}', "-");
            let (old, new) = (one(&before[at..end]), one(&after[at..end]));
            // Marks of items and capitals are told as form.
            if old.to_lowercase() != new.to_lowercase() {
                out.push(Change { place: before[at].paragraph.place.clone(), before: old, after: new });
            }
        }
        at = end.max(at + 1);
    }
    out
}

/// The marks of items: the program sets them.
fn marks<'p>(draft: &Draft<'p>) -> Vec<(&'p Paragraph, Range<usize>)> {
    let all = draft.body.iter().chain(&draft.after).chain(draft.appendices.iter().flat_map(|a| &a.body));
    let items = all.filter_map(|e| if let Element::Item(item) = e { Some(item) } else { None });
    items.map(|item| (item.piece.paragraph, 0..item.piece.range.start)).collect()
}

/// The words of a document in reading order, notes last.
fn words<'p>(paper: &'p Paper, composed: &BTreeMap<*const Paragraph, Vec<Range<usize>>>) -> Vec<Word<'p>> {
    let notes = paper.notes.iter().flat_map(|n: &crate::paper::Note| paragraphs(&n.blocks));
    let mut out = Vec::new();
    for paragraph in all(&paper.blocks).chain(notes) {
        let shown = paragraph.shown();
        let label = shown.len() - paragraph.text().len();
        let ranges = composed.get(&std::ptr::from_ref(paragraph));
        for bytes in split(&shown) {
            let in_text = bytes.start.checked_sub(label);
            let composed = match in_text {
                None => true,
                Some(at) => ranges.is_some_and(|all| all.iter().any(|r| r.contains(&at))),
            };
            out.push(Word { key: key(&shown[bytes.clone()]), paragraph, bytes, composed });
        }
    }
    out
}

fn all(blocks: &[Block]) -> impl Iterator<Item = &Paragraph> {
    paragraphs(blocks)
}

/// Letters and figures without anything between.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_letter_or_digit(*c)) {
        match out.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            _ => out.push(at..at + c.len_utf8()),
        }
    }
    out
}

/// A word whatever its case; a number without zeros before it, a raised figure as a figure.
fn key(word: &str) -> String {
    let low: String = word
        .to_lowercase()
        .chars()
        .map(|c| match c {
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            c => c,
        })
        .collect();
    if low.bytes().all(|b| b.is_ascii_digit()) {
        let bare = low.trim_start_matches('0');
        return if bare.is_empty() { "0".to_owned() } else { bare.to_owned() };
    }
    low
}

/// Words as they stand in their paragraphs.
fn said(words: &[&Word]) -> String {
    let parts = words.chunk_by(|a, b| std::ptr::eq(a.paragraph, b.paragraph)).map(|part| {
        let shown = part[0].paragraph.shown();
        shown.get(part[0].bytes.start..part[part.len() - 1].bytes.end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    });
    parts.collect::<Vec<_>>().join(" ")
}
