//! Signs that the fonts do not have: what stands in for them, and which ones nothing stands for.

use std::borrow::Cow;

use super::Change;
use crate::font::Fonts;
use crate::paper::{Paper, Place};
use crate::text::{is_invisible, stand_in};

/// What became of the signs of a document that the fonts do not have.
#[derive(Default)]
pub(super) struct Signs {
    /// Those that another one stands for.
    pub(super) changed: Vec<Change>,
    /// Those that are left out.
    pub(super) lost: Vec<Change>,
}

/// The document in signs that the fonts have.
pub(super) fn within<'p>(paper: &'p Paper, fonts: &Fonts) -> (Cow<'p, Paper>, Signs) {
    // White space, hyphens that do not break and what shows nothing are written otherwise anyway.
    let is_shown = |c: char| c.is_control() || c.is_whitespace() || c == '\u{2011}' || is_invisible(c) || fonts.covers(c);
    let notes = paper.notes.iter().flat_map(|note| crate::paper::paragraphs(&note.blocks));
    let mut runs = paper.paragraphs().chain(notes).flat_map(|p| &p.runs);
    let mut signs = Signs::default();
    if runs.all(|run| run.text.chars().all(is_shown)) {
        return (Cow::Borrowed(paper), signs);
    }
    let mut paper = paper.clone();
    paper.each_words(&mut |place, words| {
        if !words.chars().all(is_shown) {
            let instead = |c| if is_shown(c) { c.to_string() } else { signs.instead(c, place, fonts) };
            *words = words.chars().map(instead).collect();
        }
    });
    (Cow::Owned(paper), signs)
}

impl Signs {
    /// What stands for a sign that the fonts do not have, which is told once for each paragraph.
    fn instead(&mut self, sign: char, place: &Place, fonts: &Fonts) -> String {
        let after = stand_in(sign).filter(|instead| instead.chars().all(|c| fonts.covers(c)));
        let told = if after.is_some() { &mut self.changed } else { &mut self.lost };
        let after = after.unwrap_or_default();
        let change = Change { place: place.clone(), before: sign.to_string(), after: after.clone() };
        if !told.contains(&change) {
            told.push(change);
        }
        after
    }
}
