//! CSV as Vietnamese offices save it: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1258.

use super::{Content, Raw};
use crate::limits;
use crate::text::{is_letter, is_syllable, legacy, nfc};

/// What a CSV text holds.
pub(super) struct Table {
    pub(super) rows: Vec<Raw>,
    /// A quotation mark is opened and never closed: the last row swallowed what follows.
    pub(super) open_quote: bool,
}

/// What the bytes of a file are.
#[derive(Debug, PartialEq)]
pub(super) enum Decoded {
    /// A text.
    Text(String),
    /// UTF-8 but for a few bytes: line of the first, the words before it, and what it is.
    Damaged(usize, String, &'static str),
    /// No text.
    Binary,
}

/// The bytes as text.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let text = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding.decode(bytes).0.into_owned()).unwrap_or_default()
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) if mostly_utf_8(bytes) => return damaged(&bytes[..error.valid_up_to()], "byte không phải UTF-8"),
            Err(_) => single_bytes(bytes),
        },
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    match text.bytes().filter(|byte| *byte == 0).count() {
        0 => Decoded::Text(text),
        // A slip of the program that wrote the table; a file that is none is full of them.
        few if few <= FEW_ZEROS && !text.starts_with('\0') => damaged(text.split('\0').next().unwrap_or_default().as_bytes(), "byte 0"),
        _ => Decoded::Binary,
    }
}

/// Most zero bytes that a damaged text may have.
const FEW_ZEROS: usize = 3;

/// A text that is damaged behind what is right of it.
fn damaged(right: &[u8], what: &'static str) -> Decoded {
    let before = String::from_utf8_lossy(right);
    let line = before.matches('\n').count() + 1;
    let near: Vec<char> = before.chars().rev().take(20).take_while(|c| *c != '\n').collect();
    Decoded::Damaged(line, near.into_iter().rev().collect(), what)
}

/// Whether letters of several bytes outnumber by far the bytes that are none: in other encodings they
/// come about by chance only.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    letters > 3 * wrong
}

/// What Excel on a Vietnamese Windows writes when it does not write UTF-8; or TCVN3 and VNI, whose letters
/// stay as Latin ones, so that they are told.
fn single_bytes(bytes: &[u8]) -> String {
    let vietnamese = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned();
    let latin = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    let syllables = |text: &str| text.split(|c: char| !is_letter(c)).filter(|w| !w.is_ascii() && is_syllable(w)).count();
    let old = syllables(&legacy::from_tcvn3(&latin)).max(syllables(&legacy::from_vni(&latin)));
    if old > syllables(&nfc(&vietnamese)) { latin } else { vietnamese }
}

pub(super) fn read(text: &str) -> Table {
    let (text, first_row, separator) = match text.strip_prefix("sep=") {
        // Excel's own first line that names the separator.
        Some(rest) => {
            let separator = rest.bytes().next().filter(u8::is_ascii).unwrap_or(b',');
            (rest.split_once('\n').map_or("", |(_, rest)| rest), 2, separator)
        }
        None => (text, 1, separator(text)),
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut rows: Vec<Raw> = Vec::new();
    let mut number = first_row;
    let mut cells = 0;
    for record in reader.records().map_while(Result::ok) {
        let start = record.position().map_or(0, |p| p.byte() as usize);
        number += empty_lines(text, start);
        rows.push((number, record.iter().map(|field| Content::Text(field.to_owned()).into()).enumerate().collect()));
        number += 1;
        // So many are refused, whatever follows.
        cells += record.len();
        if cells > limits::CELLS {
            break;
        }
    }
    let swallowed = rows.last().is_some_and(|(_, cells)| cells.iter().any(|(_, c)| c.content.shown().contains('\n')));
    Table { open_quote: swallowed && text.matches('"').count() % 2 == 1, rows }
}

/// The empty lines at a place: the library passes over them, a spreadsheet program counts them.
fn empty_lines(text: &str, start: usize) -> u32 {
    let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
    // The library ends a record after the first half of a Windows line end.
    let after = if before.ends_with('\r') { after.strip_prefix('\n').unwrap_or(after) } else { after };
    let blank = after.bytes().take_while(|b| matches!(b, b'\r' | b'\n'));
    blank.filter(|b| *b == b'\n').count() as u32
}

/// The separator that the first line holds most of, outside quotation marks.
fn separator(text: &str) -> u8 {
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts.iter().any(|(_, n)| *n > 0) => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(c, _)| *c == byte).for_each(|(_, n)| *n += 1),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    counts.iter().find(|(_, n)| *n == most).map_or(b',', |(c, _)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u32, Vec<String>)> {
        read(text).rows.into_iter().map(|(n, cells)| (n, cells.iter().map(|(_, c)| c.content.shown()).collect())).collect()
    }

    #[test]
    fn separators_are_found() {
        let rows = vec![(1, vec!["a".to_owned(), "b, c".to_owned()]), (2, vec!["1,5".to_owned(), "2".to_owned()])];
        assert_eq!(shown("a;b, c\n1,5;2\n"), rows);
        assert_eq!(shown("a\tb, c\r\n1,5\t2"), rows);
        assert_eq!(shown("a,\"b, c\"\n\"1,5\",2"), rows);
        assert_eq!(shown("sep=;\na;b, c\n1,5;2"), rows.into_iter().map(|(n, r)| (n + 1, r)).collect::<Vec<_>>());
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let text = "a,b\n\"hai\ndòng\",\"nói \"\"được\"\"\"\n\nc,d\n";
        for text in [text, &text.replace('\n', "\r\n")] {
            assert_eq!(shown(text).iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 2, 4]);
        }
        let rows = shown(text);
        assert_eq!(rows[1].1, ["hai\ndòng", "nói \"được\""]);
    }

    #[test]
    fn an_open_quotation_mark_is_noticed() {
        assert!(read("a,b\n\"mở,2\n3,4\n").open_quote);
        assert!(!read("a,b\n5\" ống,2\n").open_quote);
    }

    #[test]
    fn encodings_are_read() {
        let text = |bytes: &[u8]| match decode(bytes) {
            Decoded::Text(text) => text,
            other => format!("{other:?}"),
        };
        let utf_16: Vec<u8> = [0xfeff_u16].into_iter().chain("Đơn vị".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf_16), "Đơn vị");
        assert_eq!(text("\u{feff}Đơn vị".as_bytes()), "Đơn vị");
        // Windows-1258 writes the tone as a letter of its own.
        assert_eq!(nfc(&text(b"\xd0\xf5n v\x69\xf2")), "Đơn vị");
        // TCVN3 is not taken for it.
        assert_eq!(legacy::from_tcvn3(&text(b"\xf1y ban nh\xa9n d\xa9n x\xb7;x")), "ủy ban nhân dân xã;x");
        assert_eq!(decode(b"a\0b"), Decoded::Damaged(1, "a".into(), "byte 0"));
        assert_eq!(decode(b"a\0\0\0\0b"), Decoded::Binary);
    }

    #[test]
    fn a_single_wrong_byte_is_found() {
        let mut bytes = "Tên;Số\nMường La;2\n".as_bytes().to_vec();
        let at = bytes.iter().position(|b| *b == b'L').unwrap();
        bytes[at] = 0xff;
        assert_eq!(decode(&bytes), Decoded::Damaged(2, "Mường ".into(), "byte không phải UTF-8"));
    }
}
