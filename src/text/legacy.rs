//! Vietnamese as it was written before Unicode, and as it looks after a wrong conversion: TCVN3 (`.VnTime`),
//! VNI-Windows (`VNI-Times`), UTF-8 that was read as Latin text, letters that became `?`.
//!
//! The two tables are facts of the encodings. Whether a text is one of these is judged by its words:
//! they are no Vietnamese syllables as they stand, and become some when they are converted.

use super::letters::is_letter;
use super::syllable::is_syllable;

/// How a text was spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN 5712:1993, VN3: the `.Vn…` fonts.
    Tcvn3,
    /// VNI for Windows: the `VNI-…` fonts.
    Vni,
    /// UTF-8 that a program took for an encoding of single bytes.
    Misread,
    /// Letters that an encoding did not have became `?`.
    Lost,
}

/// A spoilt text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoilt {
    /// How it was spoilt.
    pub how: Legacy,
    /// A word that shows it, as it stands.
    pub word: String,
    /// The whole text as Unicode; of lost letters nobody knows.
    pub proposed: Option<String>,
}

impl Legacy {
    /// What it is, for a message.
    pub fn name(self) -> &'static str {
        match self {
            Legacy::Tcvn3 => "gõ bằng mã TCVN3 (phông .VnTime)",
            Legacy::Vni => "gõ bằng mã VNI (phông VNI-Times)",
            Legacy::Misread => "là UTF-8 bị đọc nhầm thành mã khác",
            Legacy::Lost => "bị mất chữ có dấu (thành dấu ?) khi lưu bằng mã cũ",
        }
    }
}

/// Letters of TCVN3 as a Latin text shows them. Capitals with a tone have the codes of the small ones.
const TCVN3: [(char, char); 74] = [
    ('µ', 'à'),
    ('¸', 'á'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¹', 'ạ'),
    ('¨', 'ă'),
    ('»', 'ằ'),
    ('¾', 'ắ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('Æ', 'ặ'),
    ('©', 'â'),
    ('Ç', 'ầ'),
    ('Ê', 'ấ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ë', 'ậ'),
    ('®', 'đ'),
    ('Ì', 'è'),
    ('Ð', 'é'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ñ', 'ẹ'),
    ('ª', 'ê'),
    ('Ò', 'ề'),
    ('Õ', 'ế'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ý', 'í'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('ã', 'ó'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ä', 'ọ'),
    ('«', 'ô'),
    ('å', 'ồ'),
    ('è', 'ố'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('é', 'ộ'),
    ('¬', 'ơ'),
    ('ê', 'ờ'),
    ('í', 'ớ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ó', 'ú'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ô', 'ụ'),
    ('\u{ad}', 'ư'),
    ('õ', 'ừ'),
    ('ø', 'ứ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('ý', 'ý'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('þ', 'ỵ'),
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('§', 'Đ'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
];

/// Letters of VNI that stand for themselves, small; capitals likewise.
const VNI_LETTERS: [(char, char); 8] = [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ'), ('ì', 'ì')];

/// Signs of VNI that follow a vowel, small: what they add to it, as combining marks.
const VNI_SIGNS: [(char, &str); 17] = [
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('à', "\u{302}\u{300}"),
    ('á', "\u{302}\u{301}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('è', "\u{306}\u{300}"),
    ('é', "\u{306}\u{301}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// A text in TCVN3 as Unicode; a word of capitals stays one.
pub fn from_tcvn3(text: &str) -> String {
    let letter = |c: char| TCVN3.iter().find(|(old, _)| *old == c).map_or(c, |(_, new)| *new);
    let word = |word: &str| {
        let converted: String = word.chars().map(letter).collect();
        let plain = || word.chars().filter(char::is_ascii_alphabetic);
        if plain().count() > 1 && plain().all(|c| c.is_ascii_uppercase()) { super::upper(&converted) } else { converted }
    };
    text.split_inclusive(char::is_whitespace).map(word).collect()
}

/// A text in VNI as Unicode.
pub fn from_vni(text: &str) -> String {
    let mut out = String::new();
    let mut after_vowel = false;
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let sign = VNI_SIGNS.iter().find(|(s, _)| *s == small).map(|(_, marks)| *marks);
        if let (true, Some(marks)) = (after_vowel, sign) {
            out.push_str(marks);
            after_vowel = false;
            continue;
        }
        let own = VNI_LETTERS.iter().find(|(old, _)| *old == small).map(|(_, new)| *new);
        match own {
            Some(new) if c.is_uppercase() => out.extend(new.to_uppercase()),
            Some(new) => out.push(new),
            None => out.push(c),
        }
        after_vowel = matches!(own.unwrap_or(small), 'a' | 'e' | 'o' | 'u' | 'y' | 'i' | 'ơ' | 'ư');
    }
    super::nfc(&out)
}

/// A text whose UTF-8 bytes were taken for Windows-1252 or ISO 8859-1; `None` if no word was.
fn from_misread(text: &str) -> Option<String> {
    let byte = |c: char| match u32::from(c) {
        code @ 0..=0xff => Some(code as u8),
        _ => {
            let mut buffer = [0; 4];
            let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            (!lossy).then(|| bytes.first().copied()).flatten()
        }
    };
    // A no-break space may be half of `à`: only plain spaces part words.
    let word = |word: &str| {
        let bytes: Option<Vec<u8>> = word.chars().map(byte).collect();
        bytes.and_then(|b| String::from_utf8(b).ok()).filter(|read| !word.is_ascii() && read != word)
    };
    let mut changed = false;
    let words: Vec<String> = text
        .split(' ')
        .map(|w| match word(w) {
            Some(read) => {
                changed = true;
                read
            }
            None => w.to_owned(),
        })
        .collect();
    changed.then(|| super::nfc(&words.join(" ")))
}

/// Whether a text is Vietnamese in one of the old ways, and what it would be in Unicode. Give the text as
/// it was read: the soft hyphen is a letter of TCVN3.
pub fn spoilt(text: &str) -> Option<Spoilt> {
    // Most texts are right, and one look at their words tells it.
    let doubtful = |word: &&str| !word.is_ascii() && !has_later_letter(word);
    if text.is_ascii() || !text.split_ascii_whitespace().filter(doubtful).flat_map(tokens).any(|word| !is_syllable(word)) {
        return lost(text);
    }
    let converted = |how, proposed: String| {
        let (word, gain) = gain(text, &proposed)?;
        Some((gain, Spoilt { how, word, proposed: Some(proposed) }))
    };
    let ways = [
        from_misread(text).and_then(|t| converted(Legacy::Misread, t)),
        converted(Legacy::Tcvn3, from_tcvn3(text)),
        converted(Legacy::Vni, from_vni(text)),
    ];
    ways.into_iter().flatten().max_by_key(|(gain, _)| *gain).map(|(_, spoilt)| spoilt).or_else(|| lost(text))
}

/// Whether a word has a Vietnamese letter that no encoding before Unicode shows, so that it is none of theirs.
fn has_later_letter(word: &str) -> bool {
    // By their bytes in UTF-8: ă and Ă, đ and Đ, ĩ and Ĩ, ũ and Ũ, ơ and Ơ, ư and Ư, U+1E80 to U+1EFF.
    word.as_bytes().windows(2).any(|two| {
        matches!(
            two,
            [0xc4, 0x82 | 0x83 | 0x90 | 0x91 | 0xa8 | 0xa9] | [0xc5, 0xa8 | 0xa9] | [0xc6, 0xa0 | 0xa1 | 0xaf | 0xb0] | [0xe1, 0xba | 0xbb]
        )
    })
}

/// The words of a text without what surrounds them. Signs that were letters once stay.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_ascii_whitespace().map(|w| w.trim_matches(|c: char| c.is_ascii_punctuation())).filter(|w| !w.is_empty())
}

/// How many words become syllables that were none, less those that cease to be, and the first of them;
/// `None` when the text is no better for it. Units such as `µm` are no words.
fn gain(text: &str, converted: &str) -> Option<(String, usize)> {
    const UNITS: [&str; 4] = ["µm", "µg", "µl", "µs"];
    let (mut first, mut better, mut worse, mut still) = (None, 0_usize, 0_usize, 0_usize);
    for (old, new) in tokens(text).zip(tokens(converted)).filter(|(old, _)| !old.is_ascii() && !UNITS.contains(old)) {
        let lettered = old.chars().any(|c| c.is_ascii_alphabetic());
        match (is_syllable(old), is_syllable(new) && lettered) {
            (false, true) => {
                better += 1;
                first.get_or_insert_with(|| old.to_owned());
            }
            (true, false) => worse += 1,
            (false, false) => still += 1,
            (true, true) => {}
        }
    }
    // Names and signs that are neither may stand between; they must not be the most.
    first.filter(|_| better > worse + still / 2).map(|word| (word, better - worse))
}

/// `Nguy?n V?n A`: a question mark between small letters of one word.
fn lost(text: &str) -> Option<Spoilt> {
    if !text.contains('?') {
        return None;
    }
    let inside = |word: &&str| {
        let chars: Vec<char> = word.chars().collect();
        let after_small = |at: usize| chars.get(at + 1).is_some_and(|c| c.is_lowercase());
        let is_address = word.contains(['/', '=', '@', '&']);
        !is_address && chars.iter().enumerate().any(|(at, c)| *c == '?' && after_small(at) && (at == 0 || is_letter(chars[at - 1])))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let word = words.iter().find(|w| inside(w))?;
    Some(Spoilt { how: Legacy::Lost, word: (*word).to_owned(), proposed: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Option<(Legacy, Option<String>)> {
        spoilt(text).map(|s| (s.how, s.proposed))
    }

    #[test]
    fn later_letters_are_known_by_their_bytes() {
        let later: String = ('\0'..='\u{1fff}').filter(|c| has_later_letter(&c.to_string())).collect();
        let latin: String = "ĂăĐđĨĩŨũƠơƯư".chars().chain('\u{1e80}'..='\u{1eff}').collect();
        assert_eq!(later, latin);
        assert!(has_later_letter("định") && has_later_letter("Hưng") && !has_later_letter("Hà") && !has_later_letter("công"));
    }

    #[test]
    fn texts_of_old_encodings_are_known_and_converted() {
        for (old, how, new) in [
            ("Céng hßa x· héi chñ nghÜa ViÖt Nam", Legacy::Tcvn3, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("ñy ban nh©n d©n x· M\u{ad}êng La", Legacy::Tcvn3, "ủy ban nhân dân xã Mường La"),
            ("§éc lËp - Tù do - H¹nh phóc", Legacy::Tcvn3, "Độc lập - Tự do - Hạnh phúc"),
            ("UBND TØNH S¥N LA", Legacy::Tcvn3, "UBND TỈNH SƠN LA"),
            ("Uyû ban nhaân daân xaõ Möôøng La", Legacy::Vni, "Uỷ ban nhân dân xã Mường La"),
            ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", Legacy::Vni, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("Ñoäc laäp - Töï do - Haïnh phuùc", Legacy::Vni, "Độc lập - Tự do - Hạnh phúc"),
            ("á»¦y ban nhÃ¢n dÃ¢n xÃ£", Legacy::Misread, "Ủy ban nhân dân xã"),
        ] {
            assert_eq!(judged(old), Some((how, Some(new.to_owned()))), "{old}");
        }
        assert_eq!(judged("Nguy?n V?n A"), Some((Legacy::Lost, None)));
        assert_eq!(judged("xã B?n ?n s? 1"), Some((Legacy::Lost, None)));
    }

    #[test]
    fn texts_in_unicode_and_foreign_words_are_left_alone() {
        for text in [
            "Ủy ban nhân dân xã Mường Than",
            "Xã Hà Tân, thôn Nà Lá",
            "Hoàn thành 100% kế hoạch?",
            "Việc này là gì? có cần không?",
            "José Müller, Besançon",
            "đường kính 5 µm ± 2 µm, 30 °C, 120 m²",
            "© 2025, «trích»",
            "https://example.vn/tim?q=so",
            "Các thôn: Nà Ó, Pá Mô, Lũng Cú, Á Dơ",
            "Đoàn Ê Đê, ông Ó",
            "ÔNG HÀ VÂN",
        ] {
            assert_eq!(judged(text), None, "{text}");
        }
    }
}
