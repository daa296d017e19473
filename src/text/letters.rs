//! What is a letter, told at once for the letters of Vietnamese: the standard library looks all others but ASCII up in a
//! table of ranges, which took a tenth of a document's time.
#![expect(clippy::disallowed_methods, reason = "what is no Latin letter is looked up there")]

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_say_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!((is_letter(c), is_letter_or_digit(c)), (c.is_alphabetic(), c.is_alphanumeric()), "{c:?}");
        }
    }
}
