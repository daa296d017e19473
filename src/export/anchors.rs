//! What ties a finished DOCX to its data: a hidden bookmark on each paragraph, and a part that says for each of them which
//! value of the data it began with and a hash of its words as they were written. What people change can so be told from
//! what the data has changed since. Cells have none of their own: a table's rows have a hash each.

use std::collections::BTreeMap;

use roxmltree::Document;

use crate::limits;

/// The namespace of the part.
pub(super) const NAMESPACE: &str = "urn:vanban:van-ban:1";

/// What the names of the bookmarks begin with; Word does not show those that begin so.
pub(super) const BOOKMARK: &str = "_vb";

/// A paragraph as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The value of the data that it began with.
    pub path: String,
    /// The hash of its words.
    pub print: u32,
}

/// The paragraphs and rows of a document as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// Paragraphs in the order of their bookmarks, which are numbered from 1.
    pub paragraphs: Vec<Anchor>,
    /// The hashes of rows, by the path of their list.
    pub rows: BTreeMap<String, Vec<u32>>,
}

impl Anchors {
    /// Reads a part; absent where it is another one.
    pub fn read(xml: &str) -> Option<Anchors> {
        if xml.matches('<').count() > 2 * limits::docx::PARAGRAPHS {
            return None;
        }
        let xml = Document::parse(xml).ok()?;
        let root = xml.root_element();
        if !root.has_tag_name((NAMESPACE, "text")) {
            return None;
        }
        let print = |digits: &str| u32::from_str_radix(digits, 16).ok();
        let mut out = Anchors::default();
        for node in root.children().filter(|n| n.is_element()) {
            let path = node.attribute("at")?.to_owned();
            match node.attribute("is") {
                Some(digits) => out.paragraphs.push(Anchor { path, print: print(digits)? }),
                None => {
                    let digits = node.attribute("are")?;
                    let all = (0..digits.len() / 8).map(|at| print(digits.get(at * 8..at * 8 + 8)?));
                    out.rows.insert(path, all.collect::<Option<_>>()?);
                }
            }
        }
        Some(out)
    }
}

/// The number of the anchor that a paragraph's own XML has, from 0.
pub fn number(xml: &str) -> Option<usize> {
    let (_, rest) = xml.split_once(&format!("\"{BOOKMARK}"))?;
    rest.split('"').next()?.parse::<usize>().ok()?.checked_sub(1)
}

/// The hash of a paragraph's words: FNV-1a, without gaps and what only keeps lines together, without the number that
/// the paragraph begins with and the sign that it ends with, which hang on its neighbours.
pub fn print(words: &str) -> u32 {
    core(words).chars().filter(|c| !c.is_whitespace() && !is_joiner(*c)).fold(0x811c_9dc5, |hash, c| {
        let c = if c == '\u{2011}' { '-' } else { c };
        (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
    })
}

/// The hash of a row, out of its paragraphs.
pub fn row_print<'w>(paragraphs: impl Iterator<Item = &'w str>) -> u32 {
    let said = paragraphs.filter(|words| !core(words).is_empty());
    // The row's number hangs on the rows above.
    let said = said.enumerate().filter(|(at, words)| *at > 0 || !core(words).bytes().all(|b| b.is_ascii_digit()));
    said.fold(0x811c_9dc5, |hash, (_, words)| (hash ^ print(words)).wrapping_mul(0x0100_0193))
}

/// Whether a sign is there only for the lines.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{2060}' | '\u{feff}' | '\u{200b}' | '\u{ad}')
}

/// Bytes of the mark that an item begins with, and of the gap behind it.
pub(crate) fn mark(text: &str) -> usize {
    let gap = |c: char| c == ' ' || c == '\u{a0}';
    let end = |at: usize| at + text[at..].len() - text[at..].trim_start().len();
    let (first, rest) = text.split_once(gap).unwrap_or((text, ""));
    if ["Điều", "Chương", "Mục", "Phần"].contains(&first) {
        let second = rest.split(gap).next().unwrap_or_default();
        let gap = text[first.len()..].chars().next().map_or(0, char::len_utf8);
        return if second.ends_with('.') { end(first.len() + gap + second.len()) } else { 0 };
    }
    let bare = first.trim_end_matches(['.', ')', '/']);
    let counted = bare.len() < first.len() && first.chars().count() <= 8 && {
        let digits = bare.chars().all(|c| c.is_ascii_digit() || c == '.');
        let roman = bare.chars().all(|c| "IVXLC".contains(c));
        let letter = bare.chars().count() <= 2 && bare.chars().all(char::is_lowercase);
        !bare.is_empty() && (digits || roman || letter)
    };
    if matches!(first, "-" | "+" | "*" | "–" | "•") || counted { end(first.len()) } else { 0 }
}

/// The words without mark and closing sign, which the program sets.
pub(crate) fn core(text: &str) -> &str {
    let text = text.trim();
    text[mark(text)..].trim_end_matches(|c: char| matches!(c, '.' | ';' | ',' | '/') || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_has_no_mark_and_no_closing_sign() {
        for (text, bare) in [
            ("a) Rõ việc;", "Rõ việc"),
            ("1.2. Rõ người.", "Rõ người"),
            ("Điều 3. Thi hành./.", "Thi hành"),
            ("Điều\u{a0}3. Thi hành./.", "Thi hành"),
            ("- Lưu: VT.", "Lưu: VT"),
            ("XIV. KẾT LUẬN", "KẾT LUẬN"),
            ("Sở Nội vụ", "Sở Nội vụ"),
            ("Điều này", "Điều này"),
        ] {
            assert_eq!(core(text), bare);
        }
        assert_eq!(print("1. Rõ\u{a0}việc ngày 2\u{2011}3;"), print("2. Rõ việc ngày 2-3."));
        assert_ne!(print("Rõ việc, người"), print("Rõ việc; người"));
    }

    #[test]
    fn a_bookmark_leads_to_its_anchor() {
        assert_eq!(Anchors::read("<a/>"), None);
        assert_eq!(number("<w:p><w:bookmarkStart w:id=\"3\" w:name=\"_vb12\"/></w:p>"), Some(11));
        assert_eq!(number("<w:p/>"), None);
    }
}
