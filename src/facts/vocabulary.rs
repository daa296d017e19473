//! The words of a document, each once with all its places. A document says most of its words many times: rules about words
//! judge each once, and look for phrases only where all words of one are said somewhere.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::iter::successors;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::line::Line;
use crate::text::{is_letter_or_digit, lower};

/// The words of the running text.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// In the order of their first places.
    entries: Vec<Entry>,
    /// Where they are said, those of one word together: lines by their number, and the first byte there.
    spots: Vec<(usize, usize)>,
    /// The last of them by the hash of the word in small letters, which leads to the others.
    small: HashMap<u64, usize, RandomState>,
    hasher: RandomState,
}

#[derive(Debug)]
struct Entry {
    small: String,
    length: usize,
    /// Its places among all.
    spots: Range<usize>,
    /// Another of the same hash.
    alike: Option<usize>,
}

/// One word: a stretch of letters and digits.
pub struct Word<'f, 'p> {
    /// As it is written.
    pub text: &'f str,
    /// In small letters.
    pub small: &'f str,
    lines: &'f [Line<'p>],
    spots: &'f [(usize, usize)],
}

impl<'f, 'p> Word<'f, 'p> {
    /// Where it is said, in reading order.
    pub fn places(&self) -> impl ExactSizeIterator<Item = (&'f Line<'p>, Range<usize>)> + use<'f, 'p> {
        let (lines, length) = (self.lines, self.text.len());
        self.spots.iter().map(move |(line, at)| (&lines[*line], *at..*at + length))
    }
}

impl Vocabulary {
    /// The words of some lines, which are given by their numbers.
    pub(super) fn of(lines: &[Line], numbers: impl Iterator<Item = usize>) -> Self {
        let mut known: HashMap<&str, usize, RandomState> = HashMap::default();
        let mut entries: Vec<Entry> = Vec::new();
        let mut said = Vec::new();
        for number in numbers {
            let text = lines[number].text.as_str();
            for word in text.split(|c: char| !is_letter_or_digit(c)).filter(|w| !w.is_empty()) {
                let at = word.as_ptr() as usize - text.as_ptr() as usize;
                let index = *known.entry(word).or_insert(entries.len());
                if index == entries.len() {
                    entries.push(Entry { small: lower(word), length: word.len(), spots: 0..0, alike: None });
                }
                // Counted first, then placed.
                entries[index].spots.end += 1;
                said.push((index, (number, at)));
            }
        }
        let hasher = RandomState::default();
        let mut small = HashMap::with_capacity_and_hasher(entries.len(), RandomState::default());
        let mut start = 0;
        for (number, entry) in entries.iter_mut().enumerate() {
            let times = entry.spots.end;
            entry.spots = start..start;
            start += times;
            entry.alike = small.insert(hasher.hash_one(&entry.small), number);
        }
        let mut spots = vec![(0, 0); said.len()];
        for (index, spot) in said {
            let own = &mut entries[index].spots;
            spots[own.end] = spot;
            own.end += 1;
        }
        Vocabulary { entries, spots, small, hasher }
    }

    /// All words, in the order of their first places.
    pub(super) fn words<'f, 'p>(&'f self, lines: &'f [Line<'p>]) -> impl Iterator<Item = Word<'f, 'p>> {
        self.entries.iter().filter_map(move |entry| {
            let spots = &self.spots[entry.spots.clone()];
            let (line, at) = *spots.first()?;
            Some(Word { text: &lines[line].text[at..at + entry.length], small: &entry.small, lines, spots })
        })
    }

    /// Whether each word of a phrase in small letters is said somewhere: only then may the phrase be.
    pub(super) fn may_say(&self, phrase: &str) -> bool {
        phrase.split(|c: char| !is_letter_or_digit(c)).all(|word| word.is_empty() || self.alike(word).next().is_some())
    }

    /// Where a phrase in small letters is said, in small letters or capitals: by lines and first bytes.
    pub(super) fn said<'f, 'p>(&'f self, lines: &'f [Line<'p>], phrase: &str) -> Vec<(&'f Line<'p>, Range<usize>)> {
        let first = phrase.split(|c: char| !is_letter_or_digit(c)).next().unwrap_or_default();
        let mut entries = self.alike(first).peekable();
        if entries.peek().is_none() || !self.may_say(phrase) {
            return Vec::new();
        }
        let mut spots: Vec<(usize, usize)> = entries.flat_map(|entry| &self.spots[entry.spots.clone()]).copied().collect();
        spots.sort_unstable();
        let place = |(line, at): (usize, usize)| {
            let line = &lines[line];
            let end = at + said_first(&line.text[at..], phrase)?;
            Some((line, at..end))
        };
        spots.into_iter().filter_map(place).collect()
    }

    /// The words that are this one in small letters.
    fn alike(&self, word: &str) -> impl Iterator<Item = &Entry> {
        let last = self.small.get(&self.hasher.hash_one(word)).copied();
        successors(last, |number| self.entries[*number].alike).map(|number| &self.entries[number]).filter(move |entry| entry.small == word)
    }
}

/// The bytes with which a text says a phrase that it begins with, case aside; the phrase ends with a word.
fn said_first(text: &str, phrase: &str) -> Option<usize> {
    let mut wanted = phrase.chars();
    for (at, c) in text.char_indices() {
        if wanted.as_str().is_empty() {
            return (!is_letter_or_digit(c)).then_some(at);
        }
        if !c.to_lowercase().all(|c| wanted.next() == Some(c)) {
            return None;
        }
    }
    wanted.as_str().is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words_in_any_case() {
        assert_eq!(said_first("Sử lý hồ sơ", "sử lý"), Some("Sử lý".len()));
        assert_eq!(said_first("sử lý", "sử lý"), Some("sử lý".len()));
        for other in ["sử lýa", "sử", "sử dụng", ""] {
            assert_eq!(said_first(other, "sử lý"), None, "{other}");
        }
    }
}
