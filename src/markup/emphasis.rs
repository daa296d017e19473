//! Light notation inside texts: `**bold**`, `*italic*`, `^[footnote]`, `[words](https://…)`, `[[?số]]` and `[[?20mm]]` for blanks, `\*` for a star.
//!
//! What stands in brackets is found by `brackets` and read by itself. For stars, CommonMark's flanking rules decide what opens and closes, so that `(*)`, `* Lưu ý` and `2*3`
//! stay as typed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::brackets::{Bracket, Open, brackets};
use crate::text::is_letter_or_digit;
use crate::tree::{Inline, Inlines};

#[derive(Clone, Copy)]
struct Stars {
    at: usize,
    len: usize,
    opens: bool,
    closes: bool,
}

/// What brackets mean where a text stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Within {
    /// Running text.
    Text,
    /// A footnote's text: another footnote in it is for the parser to report.
    Note,
    /// The words of a link.
    Link,
}

/// Appends a text to a paragraph, with its emphasis; `style` is what surrounds it.
pub(super) fn parse(text: &str, within: Within, style: &Inline, out: &mut Inlines) {
    if !text.bytes().any(|b| matches!(b, b'*' | b'\\' | b'[')) {
        out.push(Inline { text: text.to_owned(), ..style.clone() });
        return;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut brackets = brackets(&chars);
    brackets.retain(|_, bracket| match bracket {
        Bracket::Note(_) => within == Within::Text,
        Bracket::Link(..) => within != Within::Link,
        Bracket::Open(..) => true,
    });
    let runs = runs(&chars, &brackets);
    let pairs = pairs(&runs);

    let (mut bold, mut italic) = (0_i32, 0_i32);
    let mut current = String::new();
    let mut at = 0;
    let flush = |current: &mut String, bold: i32, italic: i32, out: &mut Inlines| {
        if !current.is_empty() {
            let text = std::mem::take(current);
            out.push(Inline { text, bold: style.bold || bold > 0, italic: style.italic || italic > 0, ..style.clone() });
        }
    };
    while at < chars.len() {
        if chars[at] == '\\' && chars.get(at + 1).is_some_and(|c| matches!(c, '*' | '\\' | '^' | '[' | ']')) {
            current.push(chars[at + 1]);
            at += 2;
            continue;
        }
        if let Some(bracket) = brackets.get(&at) {
            flush(&mut current, bold, italic, out);
            let style = Inline { bold: style.bold || bold > 0, italic: style.italic || italic > 0, ..style.clone() };
            let part = |range: &Range<usize>| chars[range.clone()].iter().collect::<String>();
            match bracket {
                Bracket::Note(text) => out.push(note(&part(text), style)),
                Bracket::Link(words, target) => parse(&part(words), Within::Link, &Inline { link: Some(part(target)), ..style }, out),
                Bracket::Open(Open::Blank(kind), _) => out.push(Inline { origin: style.origin, ..Inline::blank(*kind) }),
                Bracket::Open(Open::Fill(kind), _) => out.push(Inline { origin: style.origin, ..Inline::fill(*kind, None) }),
            }
            at = bracket.end();
            continue;
        }
        let Some(change) = pairs.get(&at) else {
            current.push(chars[at]);
            at += 1;
            continue;
        };
        flush(&mut current, bold, italic, out);
        match change {
            Change::Bold(step) => {
                bold += step;
                at += 2;
            }
            Change::Italic(step) => {
                italic += step;
                at += 1;
            }
        }
    }
    flush(&mut current, bold, italic, out);
}

/// A footnote; its words have no part in the emphasis around it. Until it has a number, its text is
/// what was typed.
fn note(text: &str, style: Inline) -> Inline {
    let mut inlines = Vec::new();
    parse(text, Within::Note, &Inline { origin: style.origin.clone(), ..Inline::default() }, &mut inlines);
    Inline { text: format!("^[{text}]"), note: Some(inlines), ..style }
}

enum Change {
    Bold(i32),
    Italic(i32),
}

/// Runs of stars that can open or close emphasis, outside brackets that are read by themselves.
fn runs(chars: &[char], brackets: &BTreeMap<usize, Bracket>) -> Vec<Stars> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == '\\' {
            at += 2;
            continue;
        }
        if let Some(bracket) = brackets.get(&at) {
            at = bracket.end();
            continue;
        }
        if chars[at] != '*' {
            at += 1;
            continue;
        }
        let len = chars[at..].iter().take_while(|c| **c == '*').count();
        let before = at.checked_sub(1).map(|i| chars[i]);
        let after = chars.get(at + len).copied();
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let mark = |c: Option<char>| c.is_some_and(|c| !is_letter_or_digit(c) && !c.is_whitespace());
        let left = !space(after) && (!mark(after) || space(before) || mark(before));
        let right = !space(before) && (!mark(before) || space(after) || mark(after));
        // Between two letters or digits a star is a sign: 2*3, a*b.
        let inside = before.is_some_and(is_letter_or_digit) && after.is_some_and(is_letter_or_digit);
        // (*) is the mark of a note below a table.
        let noted = before == Some('(') && after == Some(')');
        out.push(Stars { at, len, opens: left && !inside && !noted, closes: right && !inside && !noted });
        at += len;
    }
    out
}

/// Matches openers with closers by CommonMark's rules, innermost first: `***both***` is bold and slanted.
fn pairs(runs: &[Stars]) -> BTreeMap<usize, Change> {
    let mut changes = BTreeMap::new();
    // Openers and how many of their stars are left.
    let mut open: Vec<(Stars, usize)> = Vec::new();
    // Openers before these runs fit no closer of a kind: none is searched twice.
    let mut searched = [0_usize; 6];
    for run in runs.iter().copied() {
        let mut left = if run.closes { run.len } else { 0 };
        let kind = run.len % 3 * 2 + usize::from(run.opens);
        while left > 0 {
            let fits = |(opener, _): &(Stars, usize)| {
                let thirds = (opener.closes || run.opens) && (opener.len + run.len) % 3 == 0 && opener.len % 3 != 0;
                opener.at >= searched[kind] && !thirds
            };
            let Some(i) = open.iter().rposition(fits) else {
                searched[kind] = run.at;
                break;
            };
            open.truncate(i + 1);
            let (opener, rest) = &mut open[i];
            let count = if *rest >= 2 && left >= 2 { 2 } else { 1 };
            let change = |step| if count == 2 { Change::Bold(step) } else { Change::Italic(step) };
            changes.insert(opener.at + *rest - count, change(1));
            changes.insert(run.at + run.len - left, change(-1));
            *rest -= count;
            left -= count;
            if *rest == 0 {
                open.pop();
            }
        }
        let left = if run.closes { left } else { run.len };
        if run.opens && left > 0 {
            open.push((Stars { at: run.at + run.len - left, len: run.len, ..run }, left));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut out = Vec::new();
        parse(text, Within::Text, &Inline::default(), &mut out);
        show(&out)
    }

    fn show(inlines: &[Inline]) -> String {
        let inlines = inlines.iter().map(|i| {
            let text = match (&i.note, &i.link) {
                (Some(note), _) => format!("^({})", show(note)),
                (None, Some(link)) => format!("<{link} {}>", i.text),
                (None, None) => i.text.clone(),
            };
            (i.bold, i.italic, text)
        });
        inlines
            .map(|(bold, italic, text)| match (bold, italic) {
                (false, false) => text,
                (true, false) => format!("[b {text}]"),
                (false, true) => format!("[i {text}]"),
                (true, true) => format!("[bi {text}]"),
            })
            .collect()
    }

    #[test]
    fn emphasis_is_found() {
        assert_eq!(shown("một **đậm** và *nghiêng*."), "một [b đậm] và [i nghiêng].");
        assert_eq!(shown("**đậm *cả hai* đậm**"), "[b đậm ][bi cả hai][b  đậm]");
        assert_eq!(shown("(*xem phụ lục*)"), "([i xem phụ lục])");
        assert_eq!(shown("***cả hai***"), "[bi cả hai]");
        assert_eq!(shown("***cả hai* đậm**"), "[bi cả hai][b  đậm]");
        assert_eq!(shown("*nghiêng **cả hai***"), "[i nghiêng ][bi cả hai]");
        assert_eq!(shown("**đậm** và ***cả hai***"), "[b đậm] và [bi cả hai]");
    }

    #[test]
    fn notes_and_links_stand_in_emphasis_and_hold_their_own() {
        assert_eq!(shown("**đậm^[chú *thích*]** x"), "[b đậm][b ^(chú [i thích])] x");
        assert_eq!(shown("*xem [cổng **tin**](https://a.vn)*"), "[i xem ][i <https://a.vn cổng >][bi <https://a.vn tin>]");
        assert_eq!(shown("a^[xem [b](https://c.vn)] d"), "a^(xem <https://c.vn b>) d");
        assert_eq!(shown("a^[b*c] d*"), "a^(b*c) d*");
        assert_eq!(shown("[a^[b]](https://c.vn)"), "<https://c.vn a^[b]>");
    }

    #[test]
    fn other_stars_stay() {
        for text in [
            "(*)",
            "* Lưu ý",
            "2*3",
            "2 * 3",
            "giá*, lượng*",
            "**",
            "a ** b",
            "*mở mà không đóng",
            "(*) một; (**) hai; (*) lại",
            "số liệu (*), (**)",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn stars_can_be_escaped() {
        assert_eq!(shown(r"\*không nghiêng\*"), "*không nghiêng*");
        assert_eq!(shown(r"\^[a] \[b](https://c.vn)"), "^[a] [b](https://c.vn)");
        assert_eq!(shown(r"C:\Windows"), r"C:\Windows");
        assert_eq!(shown(r"cuối\"), r"cuối\");
    }
}
