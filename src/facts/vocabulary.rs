//! The words of a document, each once with all its places. A document says most of its words many times: rules about words
//! judge each once, and look for phrases only where all words of one are said somewhere.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::line::Line;
use crate::text::is_letter_or_digit;

/// The words of the running text.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// In the order of their first places.
    entries: Vec<Entry>,
    /// All of them in small letters.
    small: HashSet<String>,
}

#[derive(Debug)]
struct Entry {
    small: String,
    /// Lines by their number, and the first byte there.
    spots: Vec<(usize, usize)>,
    length: usize,
}

/// One word: a stretch of letters and digits.
pub struct Word<'f, 'p> {
    /// As it is written.
    pub text: &'f str,
    /// In small letters.
    pub small: &'f str,
    lines: &'f [Line<'p>],
    entry: &'f Entry,
}

impl<'f, 'p> Word<'f, 'p> {
    /// Where it is said, in reading order.
    pub fn places(&self) -> impl ExactSizeIterator<Item = (&'f Line<'p>, Range<usize>)> + use<'f, 'p> {
        let (lines, length) = (self.lines, self.entry.length);
        self.entry.spots.iter().map(move |(line, at)| (&lines[*line], *at..*at + length))
    }
}

impl Vocabulary {
    /// The words of some lines, which are given by their numbers.
    pub(super) fn of(lines: &[Line], numbers: impl Iterator<Item = usize>) -> Self {
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut entries: Vec<Entry> = Vec::new();
        for number in numbers {
            let text = lines[number].text.as_str();
            for word in text.split(|c: char| !is_letter_or_digit(c)).filter(|w| !w.is_empty()) {
                let at = word.as_ptr() as usize - text.as_ptr() as usize;
                let index = *known.entry(word).or_insert(entries.len());
                if index == entries.len() {
                    entries.push(Entry { small: word.to_lowercase(), spots: Vec::new(), length: word.len() });
                }
                entries[index].spots.push((number, at));
            }
        }
        let small = entries.iter().map(|e| e.small.clone()).collect();
        Vocabulary { entries, small }
    }

    /// All words, in the order of their first places.
    pub(super) fn words<'f, 'p>(&'f self, lines: &'f [Line<'p>]) -> impl Iterator<Item = Word<'f, 'p>> {
        self.entries.iter().filter_map(move |entry| {
            let (line, at) = *entry.spots.first()?;
            Some(Word { text: &lines[line].text[at..at + entry.length], small: &entry.small, lines, entry })
        })
    }

    /// Whether each word of a phrase in small letters is said somewhere: only then may the phrase be.
    pub(super) fn may_say(&self, phrase: &str) -> bool {
        phrase.split(|c: char| !is_letter_or_digit(c)).all(|word| word.is_empty() || self.small.contains(word))
    }
}
