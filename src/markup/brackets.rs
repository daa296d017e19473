//! Light notation in brackets: `^[footnote]`, `[words](https://…)` and the blanks `[[?số]]`, `[[?20mm]]`, `[[?]]`.
//!
//! Brackets are matched over the whole text at once; one that is not closed, or that leads nowhere,
//! stays as typed. `\[` and `\^` are the signs themselves.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fill::GAP;
use crate::tree::{Blank, FillKind};

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
    inside.strip_prefix('?').is_some_and(|name| Open::named(name).is_some())
}

/// A place that is left open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Open {
    /// A part of a number or a date.
    Blank(Blank),
    /// Dots to write on.
    Fill(FillKind),
}

impl Open {
    /// What a name behind `[[?` means: a part of a number or date, a width, or nothing for the rest of the line.
    fn named(name: &str) -> Option<Self> {
        if let Some((kind, ..)) = BLANKS.iter().find(|(.., word)| *word == name) {
            return Some(Open::Blank(*kind));
        }
        if name.is_empty() {
            return Some(Open::Fill(FillKind::Leader(1)));
        }
        let mm = name.strip_suffix("mm")?.trim().parse().ok().filter(|mm| GAP.contains(mm))?;
        Some(Open::Fill(FillKind::Gap(mm)))
    }
}

/// A piece of text that is read as a whole.
#[derive(Debug, PartialEq)]
pub(super) enum Bracket {
    /// A footnote's text.
    Note(Range<usize>),
    /// Words and target of a link.
    Link(Range<usize>, Range<usize>),
    /// A blank, and the place behind it.
    Open(Open, usize),
}

impl Bracket {
    /// The place behind its last sign.
    pub(super) fn end(&self) -> usize {
        match self {
            Bracket::Note(text) | Bracket::Link(_, text) => text.end + 1,
            Bracket::Open(_, end) => *end,
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
                Some((open, length)) => Some(Bracket::Open(open, at + length)),
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

/// Signs between `[[?` and `]]`, at most.
const LONGEST_NAME: usize = 10;

/// The blank that a text begins with, and how long its notation is.
fn blank(chars: &[char]) -> Option<(Open, usize)> {
    let rest = chars.strip_prefix(&['[', '[', '?'])?;
    let length = rest.windows(2).take(LONGEST_NAME + 1).position(|pair| pair == [']', ']'])?;
    let name: String = rest[..length].iter().collect();
    Some((Open::named(&name)?, 3 + length + 2))
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
            Bracket::Open(Open::Blank(kind), _) => format!("{kind:?}"),
            Bracket::Open(Open::Fill(kind), _) => format!("{kind:?}"),
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
        assert_eq!(found("vào hồi[[?15mm]]giờ; ông [[?]]"), ["Gap(15.0)", "Leader(1)"]);
        assert!(is_blank("?12.5mm") && is_blank("?") && !is_blank("?900mm"));
        assert!(is_blank("?số") && !is_blank("số"));
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
