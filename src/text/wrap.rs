//! Where a line may break: at ordinary spaces, after dashes, after ? and ! inside a token, nowhere
//! else.
//!
//! Both exporters ask here, so that the PDF breaks where Word may break and the DOCX forbids what
//! the layout forbids. Measuring and choosing the breaks is the layout's work.

use std::ops::Range;

use super::letters::is_letter_or_digit;

/// What joins a word to the next one on the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glue {
    /// An ordinary space: a line may break here, and justification widens it.
    Space,
    /// A no-break space: never a break, justification widens it.
    NoBreakSpace,
    /// A dash inside a token: a line may break after it, and nothing is drawn between.
    Nothing,
    /// The line ends here.
    LineEnd,
}

/// Units that stay with the number before them ("02 ngày" may part, "14 mm" may not).
const UNITS: [&str; 24] = [
    "%", "mm", "cm", "m", "km", "m2", "m3", "m²", "m³", "ha", "kg", "tấn", "g", "lít", "đồng", "nghìn", "triệu", "tỷ", "tỉ", "USD", "pt",
    "GB", "MB", "kWh",
];

/// Splits a text into its words, each with the glue that follows it (`None` after the last).
///
/// Runs of white space count as one space. A no-break space in the text keeps its words together, each of
/// several in a row with a word of no letters between, and so does a space between a number and its unit, or
/// between a number and the dash of a range.
pub fn words(text: &str) -> Vec<(&str, Option<Glue>)> {
    // A word and its space take five to seven bytes.
    let mut out: Vec<(&str, Option<Glue>)> = Vec::with_capacity(text.len() / 5 + 1);
    let mut chunks = chunks(text).peekable();
    while let Some(chunk) = chunks.next() {
        if let Some((before, glue @ None)) = out.last_mut() {
            let counted = before.as_bytes().last().is_some_and(u8::is_ascii_digit);
            // A line that begins with "- 2027" would look like an item of a list.
            let range = counted
                && matches!(chunk, "-" | "–")
                && chunks.peek().is_some_and(|next| next.as_bytes().first().is_some_and(u8::is_ascii_digit));
            // No line begins with what stands for words left out.
            let left_out = chunk.starts_with('…') || chunk.starts_with("..") || chunk.starts_with("__");
            let together = range || left_out || (counted && is_unit(before, chunk));
            *glue = Some(if together { Glue::NoBreakSpace } else { Glue::Space });
        }
        split_chunk(chunk, &mut out);
    }
    out
}

/// The first dots or strokes of a text that leave room to write: more of them than an ellipsis has.
pub fn gap(text: &str) -> Option<Range<usize>> {
    const ELLIPSIS: usize = 3;
    let dots = |c: char| match c {
        '.' | '_' => 1,
        '…' => ELLIPSIS,
        _ => 0,
    };
    // Bytes are looked at first: nearly no text has one of these.
    let mut before = 0;
    let mut may_open = |byte: u8| matches!((std::mem::replace(&mut before, byte), byte), (b'.', b'.') | (_, b'_' | 0xe2));
    if !text.bytes().any(&mut may_open) {
        return None;
    }
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (open, dots(c)) {
            (Some((start, count)), 0) if count > ELLIPSIS => return Some(start..at),
            (_, 0) => open = None,
            (Some((start, count)), more) => open = Some((start, count + more)),
            (None, more) => open = Some((at, more)),
        }
    }
    None
}

/// Whether a word is an address of the internet, which may part behind its hyphens, as every engine parts it.
fn is_address(chunk: &str) -> bool {
    chunk.starts_with("www.") || chunk.contains('/') && (chunk.contains("://") || chunk.contains(".vn/"))
}

/// What stands between white space; all of it is ASCII, so that bytes are enough to find it.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|b| !space(&b))?;
        let chunk = &rest[start..];
        let (chunk, behind) = chunk.split_at(chunk.bytes().position(|b| space(&b)).unwrap_or(chunk.len()));
        rest = behind;
        Some(chunk)
    })
}

/// Whether a word behind a number is its unit.
fn is_unit(number: &str, word: &str) -> bool {
    let unit = word.trim_end_matches([',', '.', ';', ':', ')']);
    number.trim_start_matches('(').as_bytes().first().is_some_and(u8::is_ascii_digit) && UNITS.contains(&unit)
}

fn split_chunk<'a>(chunk: &'a str, out: &mut Vec<(&'a str, Option<Glue>)>) {
    // First bytes of no-break spaces and of dashes, and what an address has; most words hold none of these.
    if !chunk.bytes().any(|b| matches!(b, 0xc2 | 0xe2 | b'?' | b'!' | b'/')) && !chunk.starts_with("www.") {
        out.push((chunk, None));
        return;
    }
    let address = is_address(chunk);
    let mut parts = chunk.split('\u{a0}').peekable();
    while let Some(part) = parts.next() {
        let mut start = 0;
        let mut previous = ' ';
        for (at, c) in part.char_indices() {
            let end = at + c.len_utf8();
            let next = part[end..].chars().next();
            // Addresses break after their question mark and hyphens.
            let breaks = matches!(c, '–' | '—' | '?' | '!') || address && c == '-';
            let range = previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
            if breaks && at > 0 && (!range || address) && next.is_some_and(is_letter_or_digit) {
                out.push((&part[start..end], Some(Glue::Nothing)));
                start = end;
            }
            previous = c;
        }
        out.push((&part[start..], parts.peek().map(|_| Glue::NoBreakSpace)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Glue::{NoBreakSpace, Nothing, Space};

    #[test]
    fn symbols_dates_and_ranges_are_one_word() {
        let text = "Nghị định 111/2025/NĐ-CP ngày 27/3/2025, 2021-2025";
        let all: Vec<&str> = words(text).iter().map(|w| w.0).collect();
        assert_eq!(all, ["Nghị", "định", "111/2025/NĐ-CP", "ngày", "27/3/2025,", "2021-2025"]);
    }

    /// Every engine ends a line behind a hyphen; a slash ends none.
    #[test]
    fn addresses_part_behind_their_hyphens() {
        let text = "https://laichau.gov.vn/tin-tuc/2025-2026/a.html";
        assert_eq!(words(text).iter().map(|w| w.0).collect::<Vec<_>>(), ["https://laichau.gov.vn/tin-", "tuc/2025-", "2026/a.html"]);
        assert_eq!(words("111/2025/NĐ-CP").len(), 1);
    }

    #[test]
    fn gaps_are_longer_than_an_ellipsis() {
        assert_eq!(gap("tại ……, ngày"), Some(6..12));
        assert_eq!(gap("tại........"), Some(5..13));
        assert_eq!(gap("họ tên ____"), Some("họ tên ".len().."họ tên ____".len()));
        for text in ["và …", "v.v...", "a_b", "1.2.3.4", ""] {
            assert_eq!(gap(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(
            words("dài 20 mm, 5 người"),
            [("dài", Some(Space)), ("20", Some(NoBreakSpace)), ("mm,", Some(Space)), ("5", Some(Space)), ("người", None),]
        );
    }

    #[test]
    fn a_range_goes_on_behind_its_dash() {
        assert_eq!(words("2026 - 2027"), [("2026", Some(NoBreakSpace)), ("-", Some(Space)), ("2027", None)]);
        assert_eq!(words("năm 2026 - quý")[1], ("2026", Some(Space)));
        assert_eq!(words("- 2027")[0], ("-", Some(Space)));
    }

    #[test]
    fn dashes_may_end_a_line_but_not_inside_a_range() {
        assert_eq!(
            words("giao ban–định kỳ 2025–2030"),
            [("giao", Some(Space)), ("ban–", Some(Nothing)), ("định", Some(Space)), ("kỳ", Some(Space)), ("2025–2030", None),]
        );
        assert_eq!(words("– a").len(), 2);
    }

    #[test]
    fn no_break_spaces_hold() {
        assert_eq!(words("Điều\u{a0}13 này"), [("Điều", Some(NoBreakSpace)), ("13", Some(Space)), ("này", None),]);
        assert_eq!(words("  \t "), []);
        let none = Some(NoBreakSpace);
        assert_eq!(words("tên:\u{a0}\u{a0}Lò"), [("tên:", none), ("", none), ("Lò", None)]);
        assert_eq!(words("\u{a0}12"), [("", none), ("12", None)]);
    }
}
