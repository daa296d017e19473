//! Light notation in brackets: `^[footnote]` and `[words](https://…)`.
//!
//! Brackets are matched over the whole text at once; one that is not closed, or that leads nowhere,
//! stays as typed. `\[` and `\^` are the signs themselves.

use std::collections::BTreeMap;
use std::ops::Range;

/// What a link may lead to: nothing that a viewer would run.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// A piece of text that is set as a whole.
#[derive(Debug, PartialEq)]
pub(super) enum Unit {
    /// A footnote's text.
    Note(Range<usize>),
    /// Words and target of a link.
    Link(Range<usize>, Range<usize>),
}

impl Unit {
    /// The place behind its last sign.
    pub(super) fn end(&self) -> usize {
        match self {
            Unit::Note(text) | Unit::Link(_, text) => text.end + 1,
        }
    }
}

/// The units of a text by the place of their first sign; they do not overlap.
pub(super) fn units(chars: &[char]) -> BTreeMap<usize, Unit> {
    let closing = closing(chars);
    let mut out = BTreeMap::new();
    let mut at = 0;
    while at < chars.len() {
        let unit = match (chars[at], closing.get(&at), closing.get(&(at + 1))) {
            ('\\', ..) => {
                at += 2;
                continue;
            }
            ('^', _, Some(end)) if chars[at + 1] == '[' => Some(Unit::Note(at + 2..*end)),
            ('[', Some(end), _) => target(chars, &closing, *end).map(|target| Unit::Link(at + 1..*end, target)),
            _ => None,
        };
        match unit {
            Some(unit) => {
                let start = at;
                at = unit.end();
                out.insert(start, unit);
            }
            None => at += 1,
        }
    }
    out
}

/// The target of a link whose words end at a place.
fn target(chars: &[char], closing: &BTreeMap<usize, usize>, words: usize) -> Option<Range<usize>> {
    let end = *closing.get(&(words + 1)).filter(|_| chars[words + 1] == '(')?;
    let target = &chars[words + 2..end];
    let known = SCHEMES.iter().any(|s| target.len() > s.len() && s.chars().zip(target).all(|(a, b)| a == b.to_ascii_lowercase()));
    (known && !target.iter().any(|c| c.is_whitespace())).then_some(words + 2..end)
}

/// Where each opening bracket or parenthesis is closed; those of one kind do not close the other.
fn closing(chars: &[char]) -> BTreeMap<usize, usize> {
    let mut out = BTreeMap::new();
    let mut open: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 1,
            '[' => open[0].push(at),
            '(' => open[1].push(at),
            ']' => out.extend(open[0].pop().map(|start| (start, at))),
            ')' => out.extend(open[1].pop().map(|start| (start, at))),
            _ => {}
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let part = |range: &Range<usize>| chars[range.clone()].iter().collect::<String>();
        let shown = |unit: &Unit| match unit {
            Unit::Note(text) => part(text),
            Unit::Link(words, target) => format!("{} → {}", part(words), part(target)),
        };
        units(&chars).values().map(shown).collect()
    }

    #[test]
    fn notes_and_links_are_found() {
        assert_eq!(
            found("Nghị quyết^[Số 57 [bản gốc]]; xem [cổng](https://a.vn/b_(c)?d)"),
            ["Số 57 [bản gốc]", "cổng → https://a.vn/b_(c)?d"]
        );
        assert_eq!(found("^[xem [trang](https://a.vn)] và ^[hai]"), ["xem [trang](https://a.vn)", "hai"]);
        assert_eq!(found("[thư](mailto:a@b.vn)"), ["thư → mailto:a@b.vn"]);
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "^[mở",
            "[1] (a)",
            "[a](b)",
            "[a](javascript:x)",
            "[a](https://)",
            "[a](https://a b)",
            r"\^[a]",
            r"^\[a]",
            "x^2",
            "]",
            "[[",
            "^",
        ] {
            assert_eq!(found(text), [] as [String; 0], "{text}");
        }
    }
}
