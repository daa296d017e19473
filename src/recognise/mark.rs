//! The mark an item begins with: `Chương II`, `Điều 3.`, `IV.`, `2.`, `2.1.`, `b)`, `-`, `+`, `*`.

use super::piece::{Piece, begins};
use crate::text;
use crate::text::{is_letter, is_letter_or_digit};
use crate::tree::Level;

/// The kind of an item's mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the marks beside the variants say all")]
pub enum MarkKind {
    Part,       // Phần I
    Chapter,    // Chương I
    Section,    // Mục 1
    Subsection, // Tiểu mục 1
    Article,    // Điều 1.
    Capital,    // A.
    Roman,      // I.
    Number,     // 1.
    Numbers,    // 1.1.
    Letter,     // a)
    Bracketed,  // (1)
    Dash,       // -
    Plus,       // +
    Star,       // *
}

/// A mark as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its kind.
    pub(crate) kind: MarkKind,
    /// As it is shown.
    pub(crate) shown: String,
    /// Bytes of the text that it takes.
    pub(crate) bytes: usize,
    /// Its rank in its sequence, from 1; 0 for dashes.
    pub(crate) rank: usize,
    /// The number before the last one of `2.1.`; 0 for all others.
    pub(crate) parent: usize,
    /// What the same sign is as a Roman number or as a letter.
    pub(crate) also: Option<(MarkKind, usize)>,
}

/// The mark of a text, if it begins with one.
pub(crate) fn read(text: &str) -> Option<Mark> {
    named(text).or_else(|| sign(text)).or_else(|| counted(text))
}

/// `Phần`, `Chương`, `Mục`, `Tiểu mục`, `Điều` with a number.
fn named(text: &str) -> Option<Mark> {
    const NAMES: [(&str, &str, MarkKind); 5] = [
        ("phan", "phần", MarkKind::Part),
        ("chuong", "chương", MarkKind::Chapter),
        ("tieu muc", "tiểu mục", MarkKind::Subsection),
        ("muc", "mục", MarkKind::Section),
        ("dieu", "điều", MarkKind::Article),
    ];
    let (_, name, kind) = NAMES.into_iter().find(|(folded, _, _)| begins(text, folded))?;
    let taken: usize = text.chars().take(name.chars().count()).map(char::len_utf8).sum();
    // Only the word with its own marks: `Mức 1` is none.
    if text.get(..taken)?.to_lowercase() != name {
        return None;
    }
    let rest = text.get(taken..)?;
    let gap = rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    let word: String = rest.chars().take_while(|c| is_letter_or_digit(*c)).collect();
    let rank = match kind {
        MarkKind::Part if begins(rest, "thu nhat") => 1,
        MarkKind::Part if begins(rest, "thu hai") => 2,
        MarkKind::Part if begins(rest, "thu ba") => 3,
        _ => word.parse().ok().or_else(|| text::roman_value(&word))?,
    };
    let word = if begins(rest, "thu") { rest.split_whitespace().take(2).collect::<Vec<_>>().join(" ") } else { word };
    let after = rest.get(word.len()..)?;
    let stop = after.chars().next().filter(|c| matches!(c, '.' | ':' | ')' | '-' | '–'));
    // `Điều 5 Luật này` is text; `Điều 5` alone and `Điều 5.` are marks.
    if stop.is_none()
        && !after.trim().is_empty()
        && !(kind < MarkKind::Article && after.trim_start().starts_with(|c: char| c.is_uppercase()))
    {
        return None;
    }
    let bytes = taken + gap + word.len() + stop.map_or(0, char::len_utf8);
    Some(Mark { kind, shown: text.get(..bytes)?.split_whitespace().collect::<Vec<_>>().join(" "), bytes, rank, parent: 0, also: None })
}

/// Dashes, pluses, stars, dots.
fn sign(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let kind = match first {
        '-' | '–' | '—' | '\u{2011}' | '•' | '▪' | '·' | '➢' => MarkKind::Dash,
        '+' => MarkKind::Plus,
        '*' | '❖' => MarkKind::Star,
        _ => return None,
    };
    let rest = &text[first.len_utf8()..];
    let spaced = rest.starts_with(char::is_whitespace);
    // `-5 độ`, `--`, `**` are none.
    let next = rest.trim_start().chars().next()?;
    if next == first || !spaced && !is_letter(next) {
        return None;
    }
    Some(Mark { kind, shown: first.to_string(), bytes: first.len_utf8(), rank: 0, parent: 0, also: None })
}

/// Numbers and letters.
fn counted(text: &str) -> Option<Mark> {
    let bracket = text.starts_with('(');
    let body = if bracket { &text[1..] } else { text };
    let word: String = body.chars().take_while(|c| is_letter_or_digit(*c) || *c == '.').take(24).collect();
    let core = word.trim_end_matches('.');
    let after = body.get(word.len()..)?;
    let dotted = word.len() > core.len();
    let stop = after.chars().next().filter(|c| matches!(c, ')' | '/' | ':' | '-' | '–'));
    if bracket {
        (stop == Some(')')).then_some(())?;
        let more = usize::from(after.get(1..).is_some_and(|r| r.starts_with('.')));
        let rank = core.parse::<usize>().ok().or_else(|| text::roman_value(&core.to_uppercase())).or_else(|| text::letter_rank(core))?;
        let bytes = 1 + word.len() + 1 + more;
        return (rank < 100).then(|| Mark {
            kind: MarkKind::Bracketed,
            shown: text[..bytes].to_owned(),
            bytes,
            rank,
            parent: 0,
            also: None,
        });
    }
    // `1- Mục đích`: a dash closes where a word with a capital letter follows.
    let dashed = matches!(stop, Some('-' | '–'))
        && after.chars().nth(1) == Some(' ')
        && after.chars().nth(2).is_some_and(char::is_uppercase)
        && core.len() < 3
        && core.bytes().all(|b| b.is_ascii_digit());
    let closed = dotted || dashed || matches!(stop, Some(')' | '/')) || (stop == Some(':') && core.len() < 3);
    let bytes = word.len() + if dotted { 0 } else { stop.filter(|c| dashed || matches!(c, ')' | '/' | ':')).map_or(0, char::len_utf8) };
    let follows = text.get(bytes..)?;
    let spaced = follows.is_empty() || follows.starts_with(|c: char| c.is_whitespace() || is_letter(c) || matches!(c, '“' | '"' | '('));
    let shown = text.get(..bytes)?.to_owned();
    let mark = |kind, rank, also| Some(Mark { kind, shown: shown.clone(), bytes, rank, parent: 0, also });
    let parts: Vec<&str> = core.split('.').collect();
    if parts.len() > 1 {
        let numbers: Vec<usize> = parts.iter().map(|p| p.parse().ok().filter(|n| *n < 100)).collect::<Option<_>>()?;
        // `1.1 Tên` needs no dot at its end; `30.6.2025` and `1.500 đồng` are none.
        let plain = follows.starts_with(char::is_whitespace) && parts.iter().all(|p| p.len() < 3 && !(p.len() > 1 && p.starts_with('0')));
        let [.., parent, rank] = numbers.as_slice() else { return None };
        return (parts.len() < 5 && (closed || plain) && spaced).then_some(Mark {
            kind: MarkKind::Numbers,
            shown,
            bytes,
            rank: *rank,
            parent: *parent,
            also: None,
        });
    }
    if !closed || !spaced || core.is_empty() {
        return None;
    }
    if let Ok(number) = core.parse::<usize>() {
        return if number < 200 && stop != Some(':') { mark(MarkKind::Number, number, None) } else { None };
    }
    let (roman, small) = (text::roman_value(core), text::letter_rank(core));
    let capital = small.is_none().then(|| text::letter_rank(&core.to_lowercase())).flatten();
    match (roman, capital, small) {
        (Some(value), Some(letter), _) => mark(MarkKind::Roman, value, Some((MarkKind::Capital, letter))),
        (Some(value), None, _) => mark(MarkKind::Roman, value, None),
        (None, Some(letter), _) if stop != Some(':') => mark(MarkKind::Capital, letter, None),
        (None, None, Some(letter)) if stop != Some(':') => mark(MarkKind::Letter, letter, None),
        _ => None,
    }
}

impl MarkKind {
    /// The level of the tree; `capitals` says whether Roman numbers stand below capital letters.
    pub(super) fn level(self, capitals: bool) -> Level {
        match self {
            MarkKind::Part => Level::Part,
            MarkKind::Chapter => Level::Chapter,
            MarkKind::Capital if capitals => Level::Part,
            MarkKind::Section | MarkKind::Roman | MarkKind::Capital => Level::Section,
            MarkKind::Subsection => Level::Subsection,
            MarkKind::Article => Level::Article,
            MarkKind::Number => Level::Clause,
            MarkKind::Numbers => Level::Subclause,
            MarkKind::Letter | MarkKind::Bracketed => Level::Point,
            MarkKind::Dash => Level::Dash,
            MarkKind::Plus | MarkKind::Star => Level::Plus,
        }
    }
}

/// A number without its dot, as in `7 Biện pháp`: only where the line is bold and the number is the next one.
pub(super) fn bare_number(piece: &Piece, next: usize) -> Option<Mark> {
    let text = piece.text();
    let word: String = text.chars().take_while(char::is_ascii_digit).collect();
    let fits = word.parse() == Ok(next) && text[word.len()..].starts_with(' ') && piece.all(|f| f.bold);
    fits.then_some(Mark { kind: MarkKind::Number, bytes: word.len(), shown: word, rank: next, parent: 0, also: None })
}

/// A Roman number without its dot, as in `II NỘI DUNG`: only where the line is bold capitals and the number is the next one.
pub(super) fn bare_roman(piece: &Piece, next: usize) -> Option<Mark> {
    let text = piece.text();
    let word: String = text.chars().take_while(char::is_ascii_uppercase).collect();
    let fits = next > 1 && text::roman_value(&word) == Some(next) && text[word.len()..].starts_with(' ');
    let fits = fits && piece.is_capitals() && piece.all(|f| f.bold);
    fits.then_some(Mark { kind: MarkKind::Roman, bytes: word.len(), shown: word, rank: next, parent: 0, also: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_text() {
        use MarkKind::*;
        for (text, kind, shown, rank) in [
            ("Phần I", Part, "Phần I", 1),
            ("PHẦN THỨ HAI", Part, "PHẦN THỨ HAI", 2),
            ("Chương IV", Chapter, "Chương IV", 4),
            ("Mục 1. THĂM DÒ", Section, "Mục 1.", 1),
            ("Tiểu mục 2", Subsection, "Tiểu mục 2", 2),
            ("Điều 12. Phạm vi", Article, "Điều 12.", 12),
            ("Điều 3: Tổ chức", Article, "Điều 3:", 3),
            ("IV. TỔ CHỨC", Roman, "IV.", 4),
            ("B. NỘI DUNG", Capital, "B.", 2),
            ("2. Yêu cầu", Number, "2.", 2),
            ("2) Yêu cầu", Number, "2)", 2),
            ("2- Yêu cầu", Number, "2-", 2),
            ("2.1. Nội dung", Numbers, "2.1.", 1),
            ("2.1 Nội dung", Numbers, "2.1", 1),
            ("đ) Nội dung", Letter, "đ)", 5),
            ("a. Sản xuất", Letter, "a.", 1),
            ("(1). Xem xét", Bracketed, "(1).", 1),
            ("(ii) Xem xét", Bracketed, "(ii)", 2),
            ("- Như trên", Dash, "-", 0),
            ("-Như trên", Dash, "-", 0),
            ("+ Bộ phận", Plus, "+", 0),
            ("* Lưu ý", Star, "*", 0),
        ] {
            let mark = read(text).map(|m| (m.kind, m.shown, m.rank));
            assert_eq!(mark, Some((kind, shown.to_owned(), rank)), "{text}");
        }
        for text in [
            "Điều 5 Luật này quy định",
            "30.6.2025 là ngày",
            "1.500 đồng",
            "2025. Năm",
            "-5 độ",
            "---",
            "** đậm",
            "Mức 1 bằng",
            "Mục tiêu",
            "Ông Nguyễn Văn A",
            "TM. ỦY BAN",
            "Căn cứ",
            "(Kèm theo Kế hoạch)",
            "1,5 ngày",
            "5- 10 ngày",
            "12/2025",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_sign_that_is_letter_and_number_says_both() {
        let also = |text: &str| read(text).and_then(|m| m.also);
        assert_eq!(also("I. Nội dung"), Some((MarkKind::Capital, 9)));
        assert_eq!(also("II. Nội dung"), None);
        assert_eq!(also("i) nội dung"), None);
    }
}
