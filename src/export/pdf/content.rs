//! A page's content stream: operators and their operands as bytes.
//!
//! printpdf keeps an object for each operator and its text and turns them into lopdf's before it writes
//! bytes; of a ten-page document's work that was a quarter.

use std::io::Write as _;

/// The bytes of a content stream.
#[derive(Default)]
pub(super) struct Content(Vec<u8>);

impl Content {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// An operator behind its operands, lengths in pt or the like, kept to hundredths.
    pub(super) fn op<const N: usize>(&mut self, operands: [f64; N], operator: &str) {
        for operand in operands {
            self.number(operand);
            self.0.push(b' ');
        }
        self.word(operator);
    }

    /// An operator, or what is written as it stands.
    pub(super) fn word(&mut self, word: &str) {
        self.0.extend(word.as_bytes());
        self.0.push(b'\n');
    }

    /// Begins marked content that belongs to an element of the structure tree.
    pub(super) fn begin_marked(&mut self, role: &str, id: usize) {
        for part in ["/", role, " <</MCID "] {
            self.0.extend(part.as_bytes());
        }
        integer(&mut self.0, id as u64);
        self.word(">> BDC");
    }

    /// Begins content that belongs to none.
    pub(super) fn begin_artifact(&mut self, kind: &str) {
        _ = writeln!(self.0, "/Artifact <</Type/{kind}>> BDC");
    }

    /// Chooses a font.
    pub(super) fn font(&mut self, name: &str, size: f64) {
        _ = write!(self.0, "/{name} ");
        self.op([size], "Tf");
    }

    /// Paints a picture into the unit square.
    pub(super) fn picture(&mut self, name: &str) {
        _ = writeln!(self.0, "/{name} Do");
    }

    /// A dash pattern from its beginning: a dash of no length, then a gap.
    pub(super) fn dots(&mut self, step: f64) {
        self.0.extend(b"[0 ");
        self.number(step);
        self.0.extend(b"] 0 d\n");
    }

    /// Shows words, the codes of their letters given; `offset`, in thousandths of an em, stands behind each
    /// space but a last one.
    pub(super) fn show(&mut self, text: &str, offset: f64, code: impl Fn(char) -> u16) {
        let offset = (offset * 100.0).round() / 100.0;
        if offset == 0.0 {
            self.codes(text, &code);
            return self.word(" Tj");
        }
        self.0.push(b'[');
        for (i, word) in text.split_inclusive(' ').enumerate() {
            if i > 0 {
                self.0.push(b' ');
                self.number(offset);
            }
            self.codes(word, &code);
        }
        self.word("] TJ");
    }

    /// The letters' codes as a string of bytes: half of what digits take, and as much less work for the compressor.
    fn codes(&mut self, text: &str, code: &impl Fn(char) -> u16) {
        self.0.push(b'(');
        for byte in text.chars().flat_map(|c| code(c).to_be_bytes()) {
            match byte {
                b'(' | b')' | b'\\' => self.0.extend([b'\\', byte]),
                // Ends of lines are read as one kind; a line holds one operator.
                b'\r' => self.0.extend(b"\\r"),
                b'\n' => self.0.extend(b"\\n"),
                _ => self.0.push(byte),
            }
        }
        self.0.push(b')');
    }

    /// A number in hundredths, as short as it can be.
    fn number(&mut self, value: f64) {
        let hundredths = (value * 100.0).round() as i64;
        if hundredths < 0 {
            self.0.push(b'-');
        }
        let (whole, rest) = (hundredths.unsigned_abs() / 100, (hundredths.unsigned_abs() % 100) as u8);
        integer(&mut self.0, whole);
        if rest > 0 {
            self.0.extend([b'.', b'0' + rest / 10]);
        }
        if rest % 10 > 0 {
            self.0.push(b'0' + rest % 10);
        }
    }
}

/// A whole number in digits, without the library's formatter: a file has thousands.
pub(super) fn integer(out: &mut Vec<u8>, value: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return out.extend(&digits[at..]);
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
    fn words_are_codes_with_an_offset_behind_each_space_but_the_last() {
        let code = |c: char| c as u16;
        assert_eq!(written(|c| c.show("a ế", 0.0, code)), "(\0a\0 \u{1E}\u{BF}) Tj\n");
        assert_eq!(written(|c| c.show("a b ", -12.345, code)), "[(\0a\0 ) -12.35(\0b\0 )] TJ\n");
    }

    #[test]
    fn codes_that_are_signs_of_a_string_or_ends_of_a_line_are_escaped() {
        let code = |c: char| if c == 'x' { 0x0D0A } else { 0x295C };
        assert_eq!(written(|c| c.show("xy", 0.0, code)), "(\\r\\n\\)\\\\) Tj\n");
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
