//! A page's content stream: operators and their operands as bytes.
//!
//! printpdf keeps an object for each operator and its text and turns them into lopdf's before it writes
//! bytes; of a ten-page document's work that was a quarter.

use std::io::Write as _;

use super::codes::{Bytes, Codes};
use super::syntax::integer;

/// A content stream on its way.
#[derive(Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
    /// What `Tw` adds to spaces, in thousandths of a pt.
    spread: i64,
}

impl Content {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// An operator behind its operands, lengths in pt or the like, kept to hundredths.
    pub(super) fn op<const N: usize>(&mut self, operands: [f64; N], operator: &str) {
        for operand in operands {
            self.number(operand);
            self.bytes.push(b' ');
        }
        self.word(operator);
    }

    /// An operator, or what is written as it stands.
    pub(super) fn word(&mut self, word: &str) {
        self.bytes.extend(word.as_bytes());
        self.bytes.push(b'\n');
    }

    /// Begins marked content that belongs to an element of the structure tree.
    pub(super) fn begin_marked(&mut self, role: &str, id: usize) {
        for part in ["/", role, " <</MCID "] {
            self.bytes.extend(part.as_bytes());
        }
        integer(&mut self.bytes, id as u64);
        self.word(">> BDC");
    }

    /// Begins content that belongs to none.
    pub(super) fn begin_artifact(&mut self, kind: &str) {
        _ = writeln!(self.bytes, "/Artifact <</Type/{kind}>> BDC");
    }

    /// Chooses a font.
    pub(super) fn font(&mut self, name: &str, size: f64) {
        _ = write!(self.bytes, "/{name} ");
        self.op([size], "Tf");
    }

    /// Paints a picture into the unit square.
    pub(super) fn picture(&mut self, name: &str) {
        _ = writeln!(self.bytes, "/{name} Do");
    }

    /// A dash pattern from its beginning: a dash of no length, then a gap.
    pub(super) fn dots(&mut self, step: f64) {
        self.bytes.extend(b"[0 ");
        self.number(step);
        self.bytes.extend(b"] 0 d\n");
    }

    /// Shows words in a size, each space wider by `spread`, in pt.
    pub(super) fn show(&mut self, text: &str, codes: &Codes, size: f64, spread: f64) {
        match codes.bytes() {
            Bytes::One => {
                let spread = (spread * 1000.0).round() as i64;
                // A text without spaces is shown alike whatever they are.
                if spread != self.spread && text.contains(' ') {
                    self.spread = spread;
                    self.decimal(spread, 1000);
                    self.word(" Tw");
                }
                self.string(text.chars().map(|c| codes.of(c) as u8));
                self.word(" Tj");
            }
            Bytes::Two => self.show_wide(text, codes, spread * 1000.0 / size),
        }
    }

    /// The same with codes of two bytes: the offset, in thousandths of an em, stands behind each space but a last one.
    fn show_wide(&mut self, text: &str, codes: &Codes, offset: f64) {
        self.bytes.push(b'[');
        for (i, word) in text.split_inclusive(' ').enumerate() {
            if i > 0 {
                self.bytes.push(b' ');
                self.number(-offset);
            }
            self.string(word.chars().flat_map(|c| codes.of(c).to_be_bytes()));
        }
        self.word("] TJ");
    }

    /// Codes as a string of bytes: half of what digits take, and as much less work for the compressor.
    fn string(&mut self, codes: impl Iterator<Item = u8>) {
        self.bytes.push(b'(');
        for byte in codes {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                // Ends of lines are read as one kind; a line holds one operator.
                b'\r' => self.bytes.extend(b"\\r"),
                b'\n' => self.bytes.extend(b"\\n"),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.push(b')');
    }

    /// A number in hundredths, as short as it can be.
    fn number(&mut self, value: f64) {
        self.decimal((value * 100.0).round() as i64, 100);
    }

    /// So many parts of a whole of `parts`, a power of ten, as a number without zeros at its end.
    fn decimal(&mut self, value: i64, parts: u64) {
        if value < 0 {
            self.bytes.push(b'-');
        }
        integer(&mut self.bytes, value.unsigned_abs() / parts);
        let (mut rest, mut of) = (value.unsigned_abs() % parts, parts);
        if rest > 0 {
            self.bytes.push(b'.');
        }
        while rest > 0 {
            of /= 10;
            self.bytes.push(b'0' + (rest / of) as u8);
            rest %= of;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Content)) -> String {
        let mut content = Content::default();
        write(&mut content);
        content.into_bytes().into_iter().map(char::from).collect()
    }

    #[test]
    fn numbers_are_short_and_exact_to_hundredths() {
        assert_eq!(written(|c| c.op([12.0, 0.05, -0.5, 100.129, -0.001, 7.1], "re")), "12 0.05 -0.5 100.13 0 7.1 re\n");
        assert_eq!(written(|c| c.op([1234567.89], "w")), "1234567.89 w\n");
    }

    #[test]
    fn spaces_are_widened_where_there_are_any_and_the_width_is_new() {
        let codes = Codes::of_one_byte(" abế".chars()).unwrap();
        let all = written(|c| {
            c.show("a", &codes, 14.0, 0.5);
            c.show("a ế", &codes, 14.0, 0.93749);
            c.show("b", &codes, 14.0, 0.0);
            c.show("b a ", &codes, 14.0, 0.93751);
            c.show("b a", &codes, 14.0, 0.0);
        });
        assert_eq!(all, "(a) Tj\n0.937 Tw\n(a \u{80}) Tj\n(b) Tj\n0.938 Tw\n(b a ) Tj\n0 Tw\n(b a) Tj\n");
    }

    #[test]
    fn codes_of_two_bytes_have_an_offset_behind_each_space_but_the_last() {
        let codes = Codes::of_two_bytes([(' ', 1), ('a', 0x0D0A), ('b', 0x295C)].into_iter());
        let all = written(|c| c.show("a b ", &codes, 20.0, 0.2469));
        assert_eq!(all, "[(\\r\\n\0\u{1}) -12.35(\\)\\\\\0\u{1})] TJ\n");
    }

    #[test]
    fn marked_content_names_its_element_or_says_that_it_has_none() {
        assert_eq!(written(|c| c.begin_marked("P", 3)), "/P <</MCID 3>> BDC\n");
        assert_eq!(written(|c| c.begin_artifact("Layout")), "/Artifact <</Type/Layout>> BDC\n");
    }

    #[test]
    fn fonts_dots_and_pictures_are_chosen_by_name_and_measure() {
        let all = written(|c| {
            c.font("Bold", 13.5);
            c.dots(3.25);
            c.picture("Anh1");
            c.word("Q");
        });
        assert_eq!(all, "/Bold 13.5 Tf\n[0 3.25] 0 d\n/Anh1 Do\nQ\n");
    }
}
