//! The document as it was written: what a person changed since, and what the data did.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::plain;
use super::units::Unit;
use super::values::Data;
use crate::export::anchors::{Anchor, Anchors, number, print, row_print};
use crate::paper::{Paper, Paragraph, Row, paragraphs, parts};

/// Custom parts that are looked through; others that programs add come behind ours.
const PARTS: usize = 9;

/// What of a finished document is known.
#[derive(Default)]
pub(super) struct Base {
    anchors: Anchors,
    /// The anchors of the edited document's paragraphs.
    of: BTreeMap<*const Paragraph, usize>,
    prints: BTreeSet<u32>,
}

/// Who changed something since it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// Nobody, or only the person; or it is not known.
    Theirs,
    /// Only the data.
    Mine,
    /// Both, and each otherwise.
    Both,
}

impl Base {
    pub(super) fn read(edited: &[u8], paper: &Paper) -> Self {
        let names: Vec<String> = (1..=PARTS).map(|n| format!("customXml/item{n}.xml")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok();
        let found = parts(edited, &names).into_iter().flatten().filter_map(text).find_map(|xml| Anchors::read(&xml));
        let Some(anchors) = found else { return Base::default() };
        let mut files: BTreeMap<&str, Option<String>> = BTreeMap::new();
        let mut of = BTreeMap::new();
        for paragraph in paper.paragraphs() {
            let part: &str = &paragraph.place.part;
            let xml = files.entry(part).or_insert_with(|| parts(edited, &[part]).pop().flatten().and_then(text));
            let own = xml.as_deref().and_then(|xml| xml.get(paragraph.place.bytes.clone()));
            let known = own.and_then(number).filter(|n| *n < anchors.paragraphs.len());
            of.extend(known.map(|n| (std::ptr::from_ref(paragraph), n)));
        }
        let prints = anchors.paragraphs.iter().map(|a| a.print).collect();
        Base { anchors, of, prints }
    }

    /// Whether anything is known.
    pub(super) fn is_known(&self) -> bool {
        !self.anchors.paragraphs.is_empty()
    }

    fn anchor(&self, paragraph: &Paragraph) -> Option<&Anchor> {
        self.of.get(&std::ptr::from_ref(paragraph)).map(|n| &self.anchors.paragraphs[*n])
    }

    /// Whether a paragraph of mine was there when the document was written, in these words.
    pub(super) fn had(&self, paragraph: &Paragraph) -> bool {
        self.prints.contains(&print(&plain(paragraph)))
    }

    /// Whether a value had a paragraph when the document was written.
    pub(super) fn had_path(&self, path: &str) -> bool {
        self.anchors.paragraphs.iter().any(|a| a.path == path)
    }

    /// Whether a paragraph is as it was written.
    pub(super) fn is_untouched(&self, theirs: &Paragraph) -> bool {
        self.anchor(theirs).is_some_and(|a| a.print == print(&plain(theirs)))
    }

    /// Whether a paragraph showed a value when it was written.
    pub(super) fn is_anchored_to(&self, theirs: &Paragraph, path: &str) -> bool {
        self.anchor(theirs).is_some_and(|a| a.path == path)
    }

    /// Who changed a paragraph.
    pub(super) fn changed(&self, mine: &Paragraph, theirs: &Paragraph) -> Changed {
        let [now, edited] = [mine, theirs].map(|p| print(&plain(p)));
        let data = self.anchor(theirs).is_some_and(|a| a.print != now);
        match (data, self.is_untouched(theirs)) {
            (true, true) => Changed::Mine,
            (true, false) if now != edited => Changed::Both,
            _ => Changed::Theirs,
        }
    }

    /// Whether the rows of a list are known, and a row is one of them as it was written.
    pub(super) fn had_row(&self, list: &str, row: &Row) -> Option<bool> {
        let words: Vec<String> = row.cells.iter().flat_map(|c| paragraphs(&c.blocks)).map(plain).collect();
        let print = row_print(words.iter().map(String::as_str));
        self.anchors.rows.get(list).map(|rows| rows.contains(&print))
    }

    /// Names by which paragraphs of both documents are known to be the same: mine and theirs.
    pub(super) fn names(&self, mine: &[Unit], theirs: &[Unit], data: &Data) -> [Vec<Option<String>>; 2] {
        let mut out = [vec![None; mine.len()], vec![None; theirs.len()]];
        let of_mine: Vec<Option<(&str, u32)>> = mine
            .iter()
            .map(|unit| match unit {
                Unit::Line(p) => data.origin(p.place.paragraph).map(|o| (&*o.path, print(&plain(p)))),
                Unit::Table(_) => None,
            })
            .collect();
        let mut used = BTreeSet::new();
        for (at, unit) in theirs.iter().enumerate() {
            let Unit::Line(paragraph) = unit else { continue };
            let Some(number) = self.of.get(&std::ptr::from_ref(*paragraph)) else { continue };
            let anchor = &self.anchors.paragraphs[*number];
            let is = |found: &Option<(&str, u32)>, same_path: bool, same_words: bool| {
                found.is_some_and(|(path, print)| (!same_path || path == anchor.path) && (print == anchor.print) == same_words)
            };
            let both = of_mine.iter().position(|f| is(f, true, true));
            let moved = || {
                let mut all = (0..mine.len()).filter(|i| is(&of_mine[*i], false, true));
                all.next().filter(|_| all.next().is_none())
            };
            let changed = || of_mine.iter().position(|f| is(f, true, false) && f.is_some_and(|(_, print)| !self.prints.contains(&print)));
            let Some(found) = both.or_else(moved).or_else(changed).filter(|i| out[0][*i].is_none()) else { continue };
            if used.insert(*number) {
                out[0][found] = Some(number.to_string());
                out[1][at] = Some(number.to_string());
            }
        }
        out
    }
}
