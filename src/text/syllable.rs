//! Whether a word could be a Vietnamese syllable, with its marks where the spelling has them.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Beginnings, the longest first.
const ONSETS: [&str; 28] = [
    "ngh", "ng", "gh", "gi", "kh", "nh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s",
    "t", "v", "x", "",
];

/// What may follow the beginning, without tones.
const ALL_RHYMES: [&str; 163] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân",
    "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "i",
    "ia", "ich", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "im", "in", "inh", "ip", "it", "iu", "o", "oa", "oac", "oach", "oai",
    "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo", "oet", "oi",
    "om", "on", "ong", "ooc", "oong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u",
    "ua", "uân", "uâng", "uât", "uâc", "uây", "uc", "uê", "uêch", "uênh", "uên", "ui", "um", "un", "ung", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "up", "ut", "uy", "uya", "uych", "uyên", "uyêt", "uynh", "uyt", "uyu", "uơ", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng",
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "ưt", "ưu", "y", "yêm", "yên", "yêng", "yêt", "yêu", "êng", "ôông", "uyp",
];

static RHYMES: LazyLock<HashSet<&str>> = LazyLock::new(|| ALL_RHYMES.into_iter().collect());

/// Open rhymes of two vowels whose tone may stand on the second one.
const TONE_LAST: [&str; 5] = ["oa", "oe", "uy", "uê", "uơ"];

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

/// Whether a word, in any case, is spelt like a Vietnamese syllable.
pub fn is_syllable(word: &str) -> bool {
    let word = word.to_lowercase();
    let is_tone = |c: &char| [GRAVE, ACUTE, TILDE, HOOK, DOT].contains(c);
    let tones: Vec<char> = word.nfd().filter(is_tone).collect();
    let plain: String = word.nfd().filter(|c| !is_tone(c)).nfc().collect();
    if tones.len() > 1 || word.chars().count() > 8 {
        return false;
    }
    let toned_last = word.chars().next_back().is_some_and(|c| std::iter::once(c).nfd().any(|m| is_tone(&m)));
    ONSETS.iter().filter_map(|onset| Some((*onset, plain.strip_prefix(onset)?))).any(|(onset, rhyme)| {
        // `gì`, `giếng`: the i is of both.
        let rhyme = if onset == "gi" && rhyme.is_empty() { "i" } else { rhyme };
        let known = RHYMES.contains(rhyme) || (onset == "gi" && RHYMES.contains(format!("i{rhyme}").as_str()));
        let closed = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        let vowels = rhyme.chars().filter(|c| !c.is_ascii_alphabetic() || "aeiouy".contains(*c)).count();
        let open = rhyme.chars().next_back().is_some_and(|c| !c.is_ascii_alphabetic() || "aeiouy".contains(c));
        let tone_fits = !closed || tones.first().is_none_or(|t| [ACUTE, DOT].contains(t));
        let place_fits = !(open && vowels > 1 && toned_last) || TONE_LAST.contains(&rhyme);
        known && tone_fits && place_fits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_and_others() {
        for word in
            ["ủy", "Uỷ", "nghĩa", "hòa", "hoà", "quyết", "giếng", "gì", "MƯỜNG", "đặc", "khuỷu", "yêu", "ở", "Thuở", "quản", "xoong"]
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["xaõ", "hßa", "nhaân", "Müller", "caỉ", "batt", "tậtt", "bằc", "đ", "x·", "héic"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
