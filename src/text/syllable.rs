//! Whether a word could be a Vietnamese syllable, with its marks where the spelling has them.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use unicode_normalization::char::{compose, decompose_canonical};

use super::{lower, nfc};

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

static RHYMES: LazyLock<HashSet<&str, RandomState>> = LazyLock::new(|| ALL_RHYMES.into_iter().collect());

/// Open rhymes of two vowels whose tone may stand on the second one.
const TONE_LAST: [&str; 5] = ["oa", "oe", "uy", "uê", "uơ"];

/// Two vowels of which the second has the tone, and how many bytes may follow without that.
const SECOND_TONED: [(&str, usize); 9] =
    [("ươ", 0), ("iê", 0), ("uô", 0), ("yê", 0), ("oa", 0), ("oă", 0), ("oe", 0), ("uâ", 0), ("uyê", 0)];

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';
const TONES: [char; 5] = [GRAVE, ACUTE, TILDE, HOOK, DOT];

/// The small letters of Vietnamese with marks: each without its tone, and the tone.
static MARKED: LazyLock<HashMap<char, (char, Option<char>), RandomState>> = LazyLock::new(|| {
    let letters = ('\u{c0}'..'\u{1b1}').chain('\u{1ea0}'..'\u{1efa}').filter(|c| c.is_lowercase());
    letters.map(|letter| (letter, parts(letter))).collect()
});

/// A letter without its tone, and the tone; of several tones the first.
fn parts(letter: char) -> (char, Option<char>) {
    let (mut plain, mut tone) = (None::<char>, None);
    decompose_canonical(letter, |part| match plain {
        _ if TONES.contains(&part) => tone = tone.or(Some(part)),
        None => plain = Some(part),
        // Hats and horns belong to the letter before them.
        Some(before) => plain = compose(before, part).or(plain),
    });
    (plain.unwrap_or(letter), tone)
}

/// Most words of which `is_syllable` knows the answer; the language has some seven thousand syllables.
const KNOWN: usize = 1 << 14;

thread_local! {
    /// Words asked for: documents say the same ones again and again.
    static ASKED: RefCell<HashMap<Box<str>, bool, RandomState>> = RefCell::default();
}

/// Whether a word, in any case, is spelt like a Vietnamese syllable.
pub fn is_syllable(word: &str) -> bool {
    // Eight letters with two marks each are no longer; others would fill the memory.
    if word.len() > 40 {
        return is_spelt(word);
    }
    ASKED.with_borrow_mut(|asked| {
        if let Some(is) = asked.get(word) {
            return *is;
        }
        let is = is_spelt(word);
        if asked.len() < KNOWN {
            asked.insert(word.into(), is);
        }
        is
    })
}

fn is_spelt(word: &str) -> bool {
    if word.contains(|c: char| ('\u{300}'..='\u{36f}').contains(&c)) {
        let composed = nfc(word);
        return composed != word && is_spelt(&composed);
    }
    let mut plain = String::with_capacity(word.len());
    let (mut letters, mut tones, mut tone, mut toned_last, mut toned) = (0, 0, None, false, None);
    for c in lower(word).chars() {
        letters += 1;
        let (letter, own_tone) = if c.is_ascii() { (c, None) } else { MARKED.get(&c).copied().unwrap_or_else(|| parts(c)) };
        (tones, tone, toned_last) = (tones + usize::from(own_tone.is_some()), tone.or(own_tone), own_tone.is_some());
        toned = toned.or(own_tone.map(|_| plain.len()));
        plain.push(letter);
    }
    if tones > 1 || letters > 8 {
        return false;
    }
    let first = plain.bytes().next();
    let onsets = ONSETS.iter().filter(|onset| onset.is_empty() || onset.bytes().next() == first);
    onsets.filter_map(|onset| Some((*onset, plain.strip_prefix(onset)?))).any(|(onset, rhyme)| {
        // `gì`, `giếng`: the i is of both.
        let rhyme = if onset == "gi" && rhyme.is_empty() { "i" } else { rhyme };
        let known = RHYMES.contains(rhyme) || (onset == "gi" && RHYMES.contains(format!("i{rhyme}").as_str()));
        if !known {
            return false;
        }
        let closed = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        let vowels = rhyme.chars().filter(|c| !c.is_ascii_alphabetic() || "aeiouy".contains(*c)).count();
        let open = rhyme.chars().next_back().is_some_and(|c| !c.is_ascii_alphabetic() || "aeiouy".contains(c));
        let tone_fits = !closed || tone.is_none_or(|t| [ACUTE, DOT].contains(&t));
        // Borrowed words alone have it (xoong, goòng, boóng).
        let long_fits = rhyme != "oong" || tone.is_none_or(|t| [GRAVE, ACUTE].contains(&t));
        let place_fits = !(open && vowels > 1 && toned_last) || TONE_LAST.contains(&rhyme);
        // Where two vowels are one sound and another letter follows, the tone stands on the second: `người`, `toàn`, `quỹ`.
        let place = toned.and_then(|at| at.checked_sub(onset.len()).filter(|_| at >= onset.len()));
        let first =
            place == Some(0) && SECOND_TONED.iter().any(|(vowels, more)| rhyme.len() > vowels.len() + more && rhyme.starts_with(vowels));
        let in_onset = toned.is_some() && place.is_none() && !(onset == "gi" && rhyme == "i");
        // `k`, `gh`, `ngh` stand before e, ê, i, y alone, `c`, `g`, `ng` before the others.
        let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
        let onset_fits = match onset {
            "gh" | "ngh" => front,
            "k" => front || tone.is_none(),
            "c" | "ng" => !front,
            "g" => !front || rhyme == "i" || rhyme == "in",
            _ => true,
        };
        tone_fits && long_fits && place_fits && !first && !in_onset && onset_fits
    })
}

/// Whether a syllable whose marks were typed lacks its tone: what ends in `c`, `ch`, `p` or `t` has one (`đich`, `viêc`).
pub fn lacks_tone(word: &str) -> bool {
    let last = word.chars().next_back().map(|c| c.to_ascii_lowercase());
    // Nearly all words end otherwise.
    if word.is_ascii() || !matches!(last, Some('c' | 'h' | 'p' | 't')) {
        return false;
    }
    let toned = |c: char| {
        let mut found = false;
        decompose_canonical(c, |part| found |= TONES.contains(&part));
        found
    };
    !word.to_lowercase().ends_with("nh") && !word.chars().any(toned) && is_syllable(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_syllables_have_a_tone() {
        for word in ["đich", "ĐICH", "viêc", "nươc", "câp"] {
            assert!(lacks_tone(word), "{word}");
        }
        for word in ["đích", "việc", "anh", "cach", "tổ", "công", "QĐ"] {
            assert!(!lacks_tone(word), "{word}");
        }
    }

    #[test]
    fn letters_are_told_from_their_tones() {
        for (letter, plain, tone) in
            [('ế', 'ê', Some(ACUTE)), ('ự', 'ư', Some(DOT)), ('ũ', 'u', Some(TILDE)), ('đ', 'đ', None), ('ă', 'ă', None)]
        {
            assert_eq!(MARKED.get(&letter), Some(&(plain, tone)));
        }
    }

    #[test]
    fn syllables_and_others() {
        for word in [
            "ủy", "Uỷ", "nghĩa", "hòa", "hoà", "quyết", "giếng", "gì", "MƯỜNG", "đặc", "khuỷu", "yêu", "ở", "Thuở", "quản", "xoong",
            "goòng", "người", "toàn", "quỹ", "quý", "giá", "gìn", "kỷ", "ngoài", "thuyền", "hòa", "của", "mùa", "thuở",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        assert!(is_syllable("Tô\u{309}") && is_syllable("Hơ\u{323}p") && !is_syllable("\u{309}"));
        for word in [
            "xaõ", "hßa", "nhaân", "Müller", "caỉ", "batt", "tậtt", "bằc", "đ", "x·", "héic", "loỏng", "ngừơi", "tòan", "qũy", "gía",
            "kứu", "nghành", "đựơc", "ghánh", "cế",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
