//! Names typed in capitals as running text has them: `SỞ NỘI VỤ` is `Sở Nội vụ` where the document says so.

use std::collections::BTreeMap;

use crate::paper::{Paper, paragraphs};
use crate::recognise::Certainty;
use crate::text::is_letter_or_digit;

/// The words of a document's running text in their order, small and as they are written.
pub(super) struct Running {
    words: Vec<(String, String)>,
    /// Where each word stands.
    at: BTreeMap<String, Vec<usize>>,
}

/// Marks around a word.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !is_letter_or_digit(c))
}

impl Running {
    pub(super) fn of(paper: &Paper) -> Self {
        let mut running = Running { words: Vec::new(), at: BTreeMap::new() };
        for paragraph in paragraphs(&paper.blocks) {
            let text = paragraph.text();
            for word in text.split_whitespace() {
                let word = bare(word);
                running.at.entry(word.to_lowercase()).or_default().push(running.words.len());
                running.words.push((word.to_lowercase(), word.to_owned()));
            }
            // Nothing goes on into the next paragraph.
            running.words.push(Default::default());
        }
        running
    }

    /// Words in capitals as they are written elsewhere, or by the rules of names; says how sure that is.
    pub(super) fn natural(&self, words: &str) -> (String, Certainty) {
        if words.chars().any(char::is_lowercase) {
            return (words.to_owned(), Certainty::Sure);
        }
        match self.found(words) {
            Some(found) => (found, Certainty::Sure),
            None => (guessed(words), Certainty::Doubtful),
        }
    }

    /// How the words are written most often where they are not in capitals; abbreviations keep theirs.
    fn found(&self, words: &str) -> Option<String> {
        let wanted: Vec<&str> = words.split_whitespace().collect();
        let small: Vec<String> = wanted.iter().map(|w| bare(w).to_lowercase()).collect();
        let mut counts: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
        for start in self.at.get(small.first()?)? {
            let Some(here) = self.words.get(*start..start + small.len()) else { continue };
            let same = here.iter().zip(&small).all(|((low, _), wanted)| low == wanted);
            if same && here.iter().any(|(_, written)| written.chars().any(char::is_lowercase)) {
                *counts.entry(here.iter().map(|(_, written)| written.as_str()).collect()).or_default() += 1;
            }
        }
        let (best, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        let cased = wanted.iter().zip(best).map(|(typed, written)| typed.replace(bare(typed), written));
        Some(crate::text::capitalized(&cased.collect::<Vec<_>>().join(" ")))
    }
}

/// Small letters but for the first word, abbreviations, what a body's kind stands before, and names of places.
fn guessed(words: &str) -> String {
    const ABBREVIATIONS: [&str; 8] = ["UBND", "HĐND", "MTTQ", "UBMTTQ", "BCĐ", "TP", "TP.", "TNHH"];
    const PLACES: [&str; 9] = ["tỉnh", "phố", "xã", "phường", "khu", "huyện", "quận", "thị", "trấn"];
    const BEFORE: [&str; 9] = ["sở", "bộ", "phòng", "ban", "cục", "vụ", "viện", "trường", "hội"];
    let all: Vec<&str> = words.split_whitespace().collect();
    let (mut place, mut out) = (false, Vec::new());
    for (at, word) in all.iter().enumerate() {
        let low = word.to_lowercase();
        let before = at.checked_sub(1).map(|i| all[i].to_lowercase()).unwrap_or_default();
        let abbreviated = ABBREVIATIONS.contains(word)
            || word.ends_with('.')
            || !low.chars().any(|c| "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ".contains(c));
        let kind = PLACES.contains(&low.as_str());
        // `KHU PHỐ`, `THÀNH PHỐ` go on; `THỊ TRẤN` as well.
        place = if kind { false } else { place || PLACES.contains(&before.as_str()) };
        let named = place || at == 0 || before.ends_with('.') || before == "phó" || at == 1 && BEFORE.contains(&before.as_str());
        out.push(match (abbreviated, named) {
            (true, _) => (*word).to_owned(),
            (false, true) => crate::text::capitalized(&low),
            (false, false) => low,
        });
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cased_by_rule_where_nothing_else_is_known() {
        for (typed, cased) in [
            ("ỦY BAN NHÂN DÂN TỈNH LAI CHÂU", "Ủy ban nhân dân tỉnh Lai Châu"),
            ("UBND TỈNH LÀO CAI", "UBND tỉnh Lào Cai"),
            ("KT. GIÁM ĐỐC", "KT. Giám đốc"),
            ("PHÓ GIÁM ĐỐC", "Phó Giám đốc"),
            ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ] {
            assert_eq!(guessed(typed), cased);
        }
    }
}
