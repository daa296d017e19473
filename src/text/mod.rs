//! Vietnamese text: Unicode form, numbers and dates as the decree writes them, list letters.
//!
//! Pure functions on strings and numbers; nothing here knows documents, files or messages.

mod compound;
mod date;
mod doubled;
pub mod legacy;
mod letters;
mod number;
mod signs;
mod slug;
mod syllable;
mod telex;
mod typed;
mod word;
mod wrap;

pub use compound::{is_compound, is_dated, is_name};
pub use date::{DateError, PartialDate};
pub use doubled::said_twice;
pub use letters::{is_letter, is_letter_or_digit, lower};
pub use number::{
    amount_in_words, capital_letter, change, difference, figure, grouped, in_words, letter, letter_rank, padded, roman, roman_value,
};
pub use signs::{lowered, raised, stand_in};
pub use slug::slug;
pub use syllable::{is_syllable, lacks_tone};
pub use telex::telex;
pub use typed::{NumberError, is_grouped, typed_number};
pub use word::is_word;
pub use wrap::{Glue, gap, words};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The string in Unicode form NFC, the form of every output (decree PL I-1.I.4 asks for Unicode).
pub fn nfc(s: &str) -> String {
    if is_plain(s) {
        return s.to_owned();
    }
    match is_nfc_quick(s.chars()) {
        IsNormalized::Yes => s.to_owned(),
        _ => s.nfc().collect(),
    }
}

/// Whether a text holds nothing but composed Latin letters and the usual signs, as nearly all do: it is NFC, and nothing in
/// it is forbidden, invisible or a hyphen of its own. To look each letter up in Unicode's tables took a twentieth of a plan.
pub fn is_plain(s: &str) -> bool {
    let plain = |c| {
        matches!(c, ' '..='~' | '\t' | '\n' | '\r' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
            || matches!(c, '–' | '—' | '‘' | '’' | '“' | '”' | '•' | '…')
    };
    s.chars().all(plain)
}

/// Whether a character may stand in no document: control characters other than white space, and those
/// that turn the direction of what follows, so that two readers would show two texts.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || turns_direction(c)
}

/// Embeddings, overrides and isolates of Unicode's bidirectional text.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters and digits of scripts that are written from right to left: Hebrew, Arabic and their kin.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a character shows nothing: what pasting brings along, or hides on purpose.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Capitals as real letters; the decree's capitals are never a display effect.
pub fn upper(s: &str) -> String {
    s.to_uppercase()
}

/// The string with its first letter a capital.
pub fn capitalized(s: &str) -> String {
    let mut chars = s.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The string with its first letter small, unless it begins with an abbreviation.
pub fn uncapitalized(s: &str) -> String {
    let mut chars = s.chars();
    match (chars.next(), chars.clone().next()) {
        // Of the words of one letter that begin a summary only one is no name: “Ý kiến”.
        (Some('Ý'), Some(' ')) => format!("ý{}", chars.as_str()),
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => s.to_owned(),
    }
}

/// Whether the title of a column says that it holds ordinal numbers: `STT`, `Số TT`.
pub fn heads_ordinals(title: &str) -> bool {
    let words = folded(title);
    let words = words.split(|c: char| !is_letter_or_digit(c)).filter(|w| !w.is_empty());
    ["stt", "tt", "so tt", "so thu tu", "thu tu"].contains(&words.collect::<Vec<_>>().join(" ").as_str())
}

/// Letters and digits without Vietnamese marks, lower case: for comparing what people typed.
pub fn folded(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        let Some(plain) = letters::plain(c) else { return folding(s).collect() };
        out.push(plain);
    }
    out
}

/// The letters of [`folded`], one after the other.
pub fn folding(s: &str) -> impl Iterator<Item = char> {
    s.nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| match c {
            'đ' | 'Đ' => 'd',
            other => other,
        })
        .flat_map(char::to_lowercase)
}

/// What was most probably meant: the candidate whose words are nearly the typed ones.
pub fn closest<'a, T>(typed: &str, candidates: impl Iterator<Item = (&'a str, T)>) -> Option<T> {
    let compared = |s: &str| folded(s).replace(['-', ' '], "_");
    let wanted = compared(typed);
    candidates
        .map(|(words, meant)| (strsim::jaro_winkler(&wanted, &compared(words)), meant))
        .filter(|(score, _)| *score > 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, meant)| meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By Unicode's own tables, and by what the readers of data look for.
    #[test]
    fn plain_texts_need_no_closer_look() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(&c.to_string())) {
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
            let odd = is_forbidden(c) || is_invisible(c) || matches!(c, '\u{2010}' | '\u{2011}' | '\u{2028}' | '\u{2029}');
            assert!(!odd, "{c:?}");
        }
        assert!(is_plain("Kế hoạch “số 12” – năm 2026 …") && !is_plain("Kê\u{301}") && !is_plain("a\u{200b}"));
    }

    #[test]
    fn capitals_keep_every_mark() {
        assert_eq!(upper("Kế hoạch số đường ướt ợ"), "KẾ HOẠCH SỐ ĐƯỜNG ƯỚT Ợ");
        assert_eq!(capitalized("đơn vị"), "Đơn vị");
        assert_eq!(capitalized(""), "");
        assert_eq!(uncapitalized("Ứng dụng"), "ứng dụng");
        assert_eq!(uncapitalized("CCHC năm 2025"), "CCHC năm 2025");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        let decomposed = "E\u{302}\u{301} vie\u{323}\u{302}t";
        assert_eq!(nfc(decomposed), "Ế việt");
        assert_eq!(nfc("Ế"), "Ế");
    }

    #[test]
    fn folding_forgets_marks_and_case() {
        assert_eq!(folded("Nơi nhận Đơn VỊ"), "noi nhan don vi");
    }
}
