//! What is a letter, and its small form, told at once for the letters of Vietnamese: the standard library looks all others but
//! ASCII up in tables, which took a tenth of a document's time.
#![expect(clippy::disallowed_methods, reason = "what is no Latin letter is looked up there")]

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::folding;

/// Whether a character is a letter of any alphabet: [`char::is_alphabetic`].
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' => false,
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit of any script: [`char::is_alphanumeric`].
pub fn is_letter_or_digit(c: char) -> bool {
    match c {
        '0'..='9' => true,
        '\0'..='\u{7f}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' => is_letter(c),
        _ => c.is_alphanumeric(),
    }
}

/// The text in small letters: [`str::to_lowercase`].
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let Some(small) = small(c) else { return text.to_lowercase() };
        out.push(small);
    }
    out
}

/// A Latin letter without its marks and small, another usual sign as it is; nothing of what must be looked up.
pub(super) fn plain(c: char) -> Option<char> {
    /// Found once by Unicode's tables, which take a hundred times as long: for each letter what is left of it alone.
    static PLAIN: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
        let alone = |c: char| {
            let text = c.to_string();
            let mut left = folding(&text);
            left.next().filter(|_| left.next().is_none())
        };
        LATIN.clone().chain(VIETNAMESE).map(alone).collect()
    });
    const LATIN: RangeInclusive<char> = '\u{c0}'..='\u{24f}';
    const VIETNAMESE: RangeInclusive<char> = '\u{1e00}'..='\u{1eff}';
    let known = |from: &RangeInclusive<char>| (u32::from(c) - u32::from(*from.start())) as usize;
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        _ if LATIN.contains(&c) => PLAIN[known(&LATIN)],
        _ if VIETNAMESE.contains(&c) => PLAIN[LATIN.count() + known(&VIETNAMESE)],
        '\u{2010}'..='\u{2026}' => Some(c),
        _ => None,
    }
}

/// The small form of a character that is no letter of other languages.
fn small(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        // Each capital has an even number, and its small letter the next.
        '\u{100}'..='\u{12f}' | '\u{1ea0}'..='\u{1eff}' => char::from_u32(u32::from(c) | 1),
        '×' | 'ß'..='ÿ' | 'ơ' | 'ư' | '\u{2010}'..='\u{2026}' => Some(c),
        'À'..='Þ' => char::from_u32(u32::from(c) + 32),
        'Ơ' => Some('ơ'),
        'Ư' => Some('ư'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_say_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!((is_letter(c), is_letter_or_digit(c)), (c.is_alphabetic(), c.is_alphanumeric()), "{c:?}");
            let alone = c.to_string();
            assert_eq!(lower(&alone), alone.to_lowercase(), "{c:?}");
            assert_eq!(super::super::folded(&alone), folding(&alone).collect::<String>(), "{c:?}");
        }
    }
}
