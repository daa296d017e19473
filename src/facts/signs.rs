//! Which signs a line has, told in one pass over its bytes. Most lines have nothing that a rule about signs could find;
//! the rule itself looks again where there may be.

/// What a line may have of signs; where one is missing, so is all that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs(u16);

impl Signs {
    /// A blank before a sign that stops: ` ,`.
    pub const BLANK_BEFORE: Signs = Signs(1);
    /// A letter right behind such a sign: `,c`.
    pub const LETTER_BEHIND: Signs = Signs(1 << 1);
    /// Two of them, or `…`.
    pub const TWO_STOPS: Signs = Signs(1 << 2);
    /// Two blanks.
    pub const TWO_BLANKS: Signs = Signs(1 << 3);
    /// A full stop and a blank.
    pub const SENTENCES: Signs = Signs(1 << 4);
    /// Round or square brackets.
    pub const BRACKETS: Signs = Signs(1 << 5);
    /// `“` or `”`.
    pub const QUOTES: Signs = Signs(1 << 6);
    /// A digit.
    pub const DIGITS: Signs = Signs(1 << 7);
    /// What stands for words to be filled in: `[`, `{{`, `xx`, `??`, `@@`.
    pub const BLANKS: Signs = Signs(1 << 8);

    /// The signs of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut all = 0;
        let mut last = 0;
        for byte in text.bytes() {
            let sign = match (last, byte) {
                // The second byte is that of a blank that does not break, and of some letters.
                (b' ' | 0xA0, b',' | b';' | b':' | b'.') => Signs::BLANK_BEFORE,
                (b'.' | b',' | b';' | b':', b'.' | b',' | b';' | b':') => Signs::TWO_STOPS,
                // The ellipsis; `“` and `”`.
                (0x80, 0xA6) => Signs::TWO_STOPS,
                (0x80, 0x9C | 0x9D) => Signs::QUOTES,
                (b' ', b' ') => Signs::TWO_BLANKS,
                (b'.', b' ') => Signs::SENTENCES,
                (b',' | b';' | b':', b'a'..=b'z' | b'A'..=b'Z' | 0x80..) => Signs::LETTER_BEHIND,
                (b'x', b'x') | (b'X', b'X') | (b'?', b'?') | (b'@', b'@') | (b'{', b'{') => Signs::BLANKS,
                (_, b'0'..=b'9') => Signs::DIGITS,
                (_, b'[') => Signs(Signs::BRACKETS.0 | Signs::BLANKS.0),
                (_, b'(' | b')' | b']') => Signs::BRACKETS,
                _ => Signs(0),
            };
            all |= sign.0;
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
            ("kế hoạch , báo cáo", Signs::BLANK_BEFORE),
            ("kế hoạch\u{a0}.", Signs::BLANK_BEFORE),
            ("kế hoạch,báo cáo", Signs::LETTER_BEHIND),
            ("Sở,Ủy ban", Signs::LETTER_BEHIND),
            ("kết quả,.", Signs::TWO_STOPS),
            ("ngày … tháng", Signs::TWO_STOPS),
            ("ngày..", Signs::TWO_STOPS),
            ("kế  hoạch", Signs::TWO_BLANKS),
            ("Hết. Tiếp", Signs::SENTENCES),
            ("(CCHC", Signs::BRACKETS),
            ("CCHC)", Signs::BRACKETS),
            ("a]", Signs::BRACKETS),
            ("[tên", Signs::BRACKETS),
            ("[tên", Signs::BLANKS),
            ("số xxx", Signs::BLANKS),
            ("{{ten}}", Signs::BLANKS),
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
