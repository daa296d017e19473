//! Light notation in brackets: `^[footnote]`, `[words](https://…)` and `[[?số]]`, a blank.
//!
//! Brackets are matched over the whole text at once; one that is not closed, or that leads nowhere,
//! stays as typed. `\[` and `\^` are the signs themselves.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::tree::Blank;

/// What a link may lead to: nothing that a viewer would run.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// What a blank waits for: its name in markup, and in light notation.
pub(super) const BLANKS: [(Blank, &str, &str); 4] =
    [(Blank::Number, "number", "số"), (Blank::Day, "day", "ngày"), (Blank::Month, "month", "tháng"), (Blank::Year, "year", "năm")];

/// The light notation of a blank, by its name in markup.
pub fn blank_notation(name: &str) -> Option<String> {
    BLANKS.iter().find(|(_, known, _)| *known == name).map(|(.., word)| format!("[[?{word}]]"))
}

/// Whether the words between `[[` and `]]` are a blank.
pub fn is_blank(inside: &str) -> bool {
    inside.strip_prefix('?').is_some_and(|name| BLANKS.iter().any(|(.., word)| *word == name))
}

/// A piece of text that is read as a whole.
#[derive(Debug, PartialEq)]
pub(super) enum Bracket {
    /// A footnote's text.
    Note(Range<usize>),
    /// Words and target of a link.
    Link(Range<usize>, Range<usize>),
    /// A blank, and the place behind it.
    Blank(Blank, usize),
}

impl Bracket {
    /// The place behind its last sign.
    pub(super) fn end(&self) -> usize {
        match self {
            Bracket::Note(text) | Bracket::Link(_, text) => text.end + 1,
            Bracket::Blank(_, end) => *end,
        }
    }
}

/// The brackets of a text by the place of their first sign; they do not overlap.
pub(super) fn brackets(chars: &[char]) -> BTreeMap<usize, Bracket> {
    let closing = closing(chars);
    let mut out = BTreeMap::new();
    let mut at = 0;
    while at < chars.len() {
        let bracket = match (chars[at], closing.get(&at), closing.get(&(at + 1))) {
            ('\\', ..) => {
                at += 2;
                continue;
            }
            ('^', _, Some(end)) if chars[at + 1] == '[' && blank(&chars[at + 1..]).is_none() => Some(Bracket::Note(at + 2..*end)),
            ('[', Some(end), _) => match blank(&chars[at..]) {
                Some((kind, length)) => Some(Bracket::Blank(kind, at + length)),
                None => target(chars, &closing, *end).map(|target| Bracket::Link(at + 1..*end, target)),
            },
            _ => None,
        };
        match bracket {
            Some(bracket) => {
                let start = at;
                at = bracket.end();
                out.insert(start, bracket);
            }
            None => at += 1,
        }
    }
    out
}

/// The blank that a text begins with, and how long its notation is.
fn blank(chars: &[char]) -> Option<(Blank, usize)> {
    let begins = |notation: &str| notation.chars().eq(chars.iter().copied().take(notation.chars().count()));
    BLANKS.iter().map(|(kind, _, word)| (*kind, format!("[[?{word}]]"))).find(|(_, n)| begins(n)).map(|(kind, n)| (kind, n.chars().count()))
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
        let shown = |bracket: &Bracket| match bracket {
            Bracket::Note(text) => part(text),
            Bracket::Link(words, target) => format!("{} → {}", part(words), part(target)),
            Bracket::Blank(kind, _) => format!("{kind:?}"),
        };
        brackets(&chars).values().map(shown).collect()
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
    fn blanks_are_found_and_nothing_like_them() {
        assert_eq!(found("số[[?số]]/KH ngày[[?ngày]] tháng[[?tháng]] năm [[?năm]]"), ["Number", "Day", "Month", "Year"]);
        assert_eq!(found(r"[[?số] [[số]] [[?so]] \[[?số]]"), [] as [String; 0]);
        assert!(is_blank("?số") && !is_blank("số") && !is_blank("?"));
        assert_eq!(blank_notation("month").as_deref(), Some("[[?tháng]]"));
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
