//! Keystrokes of Telex and VNI that no input program turned into letters.

use unicode_normalization::UnicodeNormalization;

/// A key and the mark that it sets on the letter before it.
const TELEX_TONES: [(char, char); 5] = [('s', '\u{301}'), ('f', '\u{300}'), ('r', '\u{309}'), ('x', '\u{303}'), ('j', '\u{323}')];
const VNI_TONES: [(char, char); 5] = [('1', '\u{301}'), ('2', '\u{300}'), ('3', '\u{309}'), ('4', '\u{303}'), ('5', '\u{323}')];
const HATS: [(char, char); 3] = [('a', 'â'), ('e', 'ê'), ('o', 'ô')];
const HORNS: [(char, char); 2] = [('o', 'ơ'), ('u', 'ư')];

/// Most keys of a syllable: `nghieengs` with a tone typed twice and more.
const KEYS: usize = 16;

/// What a word of keystrokes in small letters would have become; absent where it does not look like one: a letter with
/// a tone or hat alone is an English word as well.
pub fn telex(word: &str) -> Option<String> {
    (word.is_ascii() && word.len() <= KEYS).then_some(())?;
    let digits = word.bytes().any(|b| b.is_ascii_digit());
    // `mp3`, `a1` end in their figure and have but one.
    if digits && word.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return None;
    }
    if digits { letters(word, &VNI_TONES, vni) } else { letters(word, &TELEX_TONES, doubled) }
}

fn letters(word: &str, tones: &[(char, char); 5], shaped: fn(char, char) -> Option<char>) -> Option<String> {
    let (mut out, mut tone, mut shapes, mut stroke): (Vec<char>, Option<char>, usize, bool) = (Vec::new(), None, 0, false);
    for key in word.chars() {
        let last = out.iter().rposition(|c| shaped(*c, key).is_some());
        let near = last.filter(|at| key == '9' || key.is_ascii_digit() || at + 1 == out.len() || key == 'w' && at + 2 == out.len());
        if let Some(at) = near.filter(|_| key != 'd' || out.len() == 1) {
            let shape = shaped(out[at], key)?;
            stroke |= shape == 'đ';
            out[at] = shape;
            // `uow`, `uo7`: both letters.
            if shape == 'ơ' && at > 0 && out[at - 1] == 'u' {
                out[at - 1] = 'ư';
            }
            shapes += 1;
        } else if let Some((_, mark)) = tones.iter().find(|(k, _)| *k == key && out.iter().any(|c| is_vowel(*c))) {
            // Two tones in one word are none.
            tone.is_none().then_some(())?;
            tone = Some(*mark);
        } else {
            out.push(key);
        }
    }
    (stroke || shapes > 0 && tone.is_some()).then_some(())?;
    if let Some(mark) = tone {
        let vowels: Vec<usize> = (0..out.len()).filter(|at| is_vowel(out[*at]) && !(*at > 0 && out[at - 1] == 'q')).collect();
        let shaped = vowels.iter().rev().find(|at| !out[**at].is_ascii());
        let closed = out.last().is_some_and(|c| !is_vowel(*c));
        let at = *shaped.or_else(|| if closed { vowels.last() } else { vowels.iter().rev().nth(1).or(vowels.last()) })?;
        out.insert(at + 1, mark);
    }
    Some(out.into_iter().collect::<String>().nfc().collect())
}

fn is_vowel(c: char) -> bool {
    "aeiouyâêôơưă".contains(c)
}

/// What a second key makes of a letter in Telex.
fn doubled(letter: char, key: char) -> Option<char> {
    match (letter, key) {
        ('d', 'd') => Some('đ'),
        ('a', 'w') => Some('ă'),
        (_, 'w') => HORNS.iter().find(|(plain, _)| *plain == letter).map(|(_, horned)| *horned),
        _ if letter == key => HATS.iter().find(|(plain, _)| *plain == letter).map(|(_, hat)| *hat),
        _ => None,
    }
}

/// What a figure makes of a letter in VNI.
fn vni(letter: char, key: char) -> Option<char> {
    match (letter, key) {
        ('d', '9') => Some('đ'),
        ('a', '8') => Some('ă'),
        (_, '6') => HATS.iter().find(|(plain, _)| *plain == letter).map(|(_, hat)| *hat),
        (_, '7') => HORNS.iter().find(|(plain, _)| *plain == letter).map(|(_, horned)| *horned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keystrokes_become_letters() {
        for (keys, word) in [
            ("quyeest", "quyết"),
            ("quyeets", "quyết"),
            ("dduwowcj", "được"),
            ("dduowcj", "được"),
            ("ddinhj", "định"),
            ("vieecj", "việc"),
            ("to63ng", "tổng"),
            ("quye61t", "quyết"),
            ("d9u7o7c5", "được"),
        ] {
            assert_eq!(telex(keys).as_deref(), Some(word), "{keys}");
        }
        for other in ["test", "windows", "office", "mp3", "khoan1", "gov", "email", "data"] {
            let meant = telex(other).filter(|m| super::super::is_syllable(m));
            assert_eq!(meant, None, "{other}");
        }
    }
}
