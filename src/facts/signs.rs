//! Which signs a line has, told in one pass over its bytes. Most lines have nothing that a rule about signs could find;
//! the rule itself looks again where there may be.

/// What a line may have of signs; where one is missing, so is all that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs(u16);

const SPACE_BEFORE: u16 = 1;
const LETTER_BEHIND: u16 = 1 << 1;
const TWO_STOPS: u16 = 1 << 2;
const ELLIPSIS: u16 = 1 << 3;
const TWO_SPACES: u16 = 1 << 4;
const SENTENCES: u16 = 1 << 5;
const BRACKETS: u16 = 1 << 6;
const SQUARE: u16 = 1 << 7;
const QUOTES: u16 = 1 << 8;
const DIGITS: u16 = 1 << 9;
const TWICE: u16 = 1 << 10;

/// The signs that may go on behind each byte.
const OPEN: [u16; 256] = {
    let mut signs = [BRACKETS | SQUARE | DIGITS; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] |= match byte as u8 {
            b' ' => SPACE_BEFORE | TWO_SPACES,
            // The second byte of a space that does not break, and of some letters.
            0xA0 => SPACE_BEFORE,
            b',' | b';' | b':' => LETTER_BEHIND | TWO_STOPS,
            b'.' => TWO_STOPS | SENTENCES,
            0x80 => ELLIPSIS | QUOTES,
            b'x' | b'X' | b'?' | b'@' | b'{' => TWICE,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

/// The signs that each byte may end.
const CLOSED: [u16; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match byte as u8 {
            b',' | b';' | b':' | b'.' => SPACE_BEFORE | TWO_STOPS,
            b' ' => TWO_SPACES | SENTENCES,
            b'x' | b'X' => LETTER_BEHIND | TWICE,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER_BEHIND,
            b'?' | b'@' | b'{' => TWICE,
            b'[' => BRACKETS | SQUARE,
            b'(' | b')' | b']' => BRACKETS,
            b'0'..=b'9' => DIGITS,
            // The last bytes of `…`, `“` and `”`.
            0xA6 => LETTER_BEHIND | ELLIPSIS,
            0x9C | 0x9D => LETTER_BEHIND | QUOTES,
            0x80.. => LETTER_BEHIND,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

impl Signs {
    /// A space before a sign that stops: ` ,`.
    pub const SPACE_BEFORE: Signs = Signs(SPACE_BEFORE);
    /// A letter right behind such a sign: `,c`.
    pub const LETTER_BEHIND: Signs = Signs(LETTER_BEHIND);
    /// Two of them, or `…`.
    pub const TWO_STOPS: Signs = Signs(TWO_STOPS | ELLIPSIS);
    /// Two spaces.
    pub const TWO_SPACES: Signs = Signs(TWO_SPACES);
    /// A full stop and a space.
    pub const SENTENCES: Signs = Signs(SENTENCES);
    /// Round or square brackets.
    pub const BRACKETS: Signs = Signs(BRACKETS);
    /// `“` or `”`.
    pub const QUOTES: Signs = Signs(QUOTES);
    /// A digit.
    pub const DIGITS: Signs = Signs(DIGITS);
    /// What stands for words to be filled in: `[`, `{{`, `xx`, `??`, `@@`.
    pub const PLACEHOLDERS: Signs = Signs(SQUARE | TWICE);

    /// The signs of a text.
    pub(super) fn of(text: &str) -> Self {
        let (mut all, mut last) = (0, 0);
        for byte in text.bytes() {
            all |= OPEN[usize::from(last)] & CLOSED[usize::from(byte)];
            last = byte;
        }
        Signs(all)
    }

    /// Whether some of these are among them.
    pub fn have(self, some: Signs) -> bool {
        self.0 & some.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each sign is seen where it is, also behind letters of several bytes.
    #[test]
    fn every_sign_is_seen() {
        for (text, sign) in [
            ("kế hoạch , báo cáo", Signs::SPACE_BEFORE),
            ("kế hoạch\u{a0}.", Signs::SPACE_BEFORE),
            ("kế hoạch,báo cáo", Signs::LETTER_BEHIND),
            ("Sở,Ủy ban", Signs::LETTER_BEHIND),
            ("kết quả,.", Signs::TWO_STOPS),
            ("ngày … tháng", Signs::TWO_STOPS),
            ("ngày..", Signs::TWO_STOPS),
            ("kế  hoạch", Signs::TWO_SPACES),
            ("Hết. Tiếp", Signs::SENTENCES),
            ("(CCHC", Signs::BRACKETS),
            ("CCHC)", Signs::BRACKETS),
            ("a]", Signs::BRACKETS),
            ("[tên", Signs::BRACKETS),
            ("[tên", Signs::PLACEHOLDERS),
            ("số xxx", Signs::PLACEHOLDERS),
            ("{{ten}}", Signs::PLACEHOLDERS),
            ("“Sở", Signs::QUOTES),
            ("Sở”", Signs::QUOTES),
            ("quý 3", Signs::DIGITS),
        ] {
            assert!(Signs::of(text).have(sign), "{text}: {sign:?}");
        }
    }

    #[test]
    fn plain_words_have_none() {
        assert_eq!(Signs::of("Đẩy mạnh cải cách thủ tục hành chính, nâng cao chất lượng; à Ả ỡ."), Signs(0));
        assert_eq!(Signs::of(""), Signs(0));
    }
}
