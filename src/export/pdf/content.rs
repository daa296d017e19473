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
        _ = writeln!(self.0, "/{role} <</MCID {id}>> BDC");
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

    fn codes(&mut self, text: &str, code: &impl Fn(char) -> u16) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        self.0.push(b'<');
        for c in text.chars() {
            let code = code(c);
            self.0.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(code >> shift & 15)]));
        }
        self.0.push(b'>');
    }

    /// A number in hundredths, as short as it can be.
    fn number(&mut self, value: f64) {
        let hundredths = (value * 100.0).round() as i64;
        if hundredths < 0 {
            self.0.push(b'-');
        }
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        _ = match (rest, rest % 10) {
            (0, _) => write!(self.0, "{whole}"),
            (_, 0) => write!(self.0, "{whole}.{}", rest / 10),
            _ => write!(self.0, "{whole}.{rest:02}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Content)) -> String {
        let mut content = Content::default();
        write(&mut content);
        String::from_utf8(content.into_bytes()).unwrap()
    }

    #[test]
    fn numbers_are_short_and_exact_to_hundredths() {
        assert_eq!(written(|c| c.op([12.0, 0.05, -0.5, 100.129, -0.001, 7.1], "re")), "12 0.05 -0.5 100.13 0 7.1 re\n");
    }

    #[test]
    fn words_are_codes_with_an_offset_behind_each_space_but_the_last() {
        let code = |c: char| c as u16;
        assert_eq!(written(|c| c.show("a ế", 0.0, code)), "<006100201EBF> Tj\n");
        assert_eq!(written(|c| c.show("a b ", -12.345, code)), "[<00610020> -12.35<00620020>] TJ\n");
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
