//! Light notation inside texts: `**bold**`, `*italic*`, `\*` for a star.
//!
//! CommonMark's flanking rules decide what opens and closes, so that `(*)`, `* Lưu ý` and `2*3`
//! stay as typed.

use crate::tree::{Inline, Inlines};

#[derive(Clone, Copy)]
struct Run {
    at: usize,
    len: usize,
    opens: bool,
    closes: bool,
}

/// Appends a text to a paragraph, with its emphasis; `style` is what surrounds it.
pub(super) fn parse(text: &str, style: &Inline, out: &mut Inlines) {
    if !text.contains(['*', '\\']) {
        out.push(Inline { text: text.to_owned(), ..style.clone() });
        return;
    }
    let chars: Vec<char> = text.chars().collect();
    let runs = runs(&chars);
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
        if chars[at] == '\\' && chars.get(at + 1).is_some_and(|c| matches!(c, '*' | '\\')) {
            current.push(chars[at + 1]);
            at += 2;
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

enum Change {
    Bold(i32),
    Italic(i32),
}

/// Runs of stars that can open or close emphasis.
fn runs(chars: &[char]) -> Vec<Run> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == '\\' {
            at += 2;
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
        let mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let left = !space(after) && (!mark(after) || space(before) || mark(before));
        let right = !space(before) && (!mark(before) || space(after) || mark(after));
        // Between two letters or digits a star is a sign: 2*3, a*b.
        let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        out.push(Run { at, len, opens: left && !inside, closes: right && !inside });
        at += len;
    }
    out
}

/// Matches openers with closers of the same strength, innermost first.
fn pairs(runs: &[Run]) -> std::collections::BTreeMap<usize, Change> {
    let mut changes = std::collections::BTreeMap::new();
    let mut open: Vec<Run> = Vec::new();
    // How many openers of each strength there are: no search where there is none.
    let mut waiting = [0_usize; 3];
    for run in runs.iter().copied().filter(|r| r.len <= 2) {
        if run.closes
            && waiting[run.len] > 0
            && let Some(i) = open.iter().rposition(|o| o.len == run.len)
        {
            let opener = open[i];
            open.drain(i..).for_each(|o| waiting[o.len] -= 1);
            let change = |step| if run.len == 2 { Change::Bold(step) } else { Change::Italic(step) };
            changes.insert(opener.at, change(1));
            changes.insert(run.at, change(-1));
        } else if run.opens {
            open.push(run);
            waiting[run.len] += 1;
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut out = Vec::new();
        parse(text, &Inline::default(), &mut out);
        out.iter()
            .map(|i| match (i.bold, i.italic) {
                (false, false) => i.text.clone(),
                (true, false) => format!("[b {}]", i.text),
                (false, true) => format!("[i {}]", i.text),
                (true, true) => format!("[bi {}]", i.text),
            })
            .collect()
    }

    #[test]
    fn emphasis_is_found() {
        assert_eq!(shown("một **đậm** và *nghiêng*."), "một [b đậm] và [i nghiêng].");
        assert_eq!(shown("**đậm *cả hai* đậm**"), "[b đậm ][bi cả hai][b  đậm]");
        assert_eq!(shown("(*xem phụ lục*)"), "([i xem phụ lục])");
    }

    #[test]
    fn other_stars_stay() {
        for text in ["(*)", "* Lưu ý", "2*3", "2 * 3", "giá*, lượng*", "**", "a ** b", "***ba***", "*mở mà không đóng"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn stars_can_be_escaped() {
        assert_eq!(shown(r"\*không nghiêng\*"), "*không nghiêng*");
        assert_eq!(shown(r"C:\Windows"), r"C:\Windows");
        assert_eq!(shown(r"cuối\"), r"cuối\");
    }
}
