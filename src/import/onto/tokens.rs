//! Words, signs and gaps of a text, one after the other.

use crate::export::anchors::is_joiner;
pub(super) use crate::export::anchors::{core, mark};
use crate::paper::Paragraph;
use crate::text::is_letter_or_digit;

/// The words of a paragraph as they are compared: what only keeps lines together is left out, and so is the number
/// that Word computes.
pub(super) fn plain(paragraph: &Paragraph) -> String {
    let text = paragraph.text();
    let kept = text.chars().filter(|c| !is_joiner(*c));
    kept.map(|c| match c {
        '\u{2011}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    })
    .collect::<String>()
    .trim()
    .to_owned()
}

/// Splits a text into words, single signs, and gaps of any width.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| {
        if is_letter_or_digit(c) {
            1
        } else if c.is_whitespace() {
            2
        } else {
            0
        }
    };
    let mut out = Vec::new();
    let (mut start, mut last) = (0, 0);
    for (at, c) in text.char_indices() {
        if at > start && (kind(c) != last || last == 0) {
            out.push(&text[start..at]);
            start = at;
        }
        last = kind(c);
    }
    out.extend((start < text.len()).then(|| &text[start..]));
    out
}

/// Whether a token says something.
pub(super) fn is_word(token: &str) -> bool {
    token.starts_with(is_letter_or_digit)
}

/// Two texts without what they have in common at both ends, but for two words.
pub(super) fn narrowed(before: &str, after: &str) -> (String, String) {
    const AROUND: usize = 2;
    let [a, b] = [before, after].map(|t| t.split_whitespace().collect::<Vec<_>>());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count().min(most);
    let part = |words: &[&str]| {
        let (from, to) = (start.saturating_sub(AROUND), (words.len() - end + AROUND).min(words.len()));
        let dots = |cut: bool| if cut { "…" } else { "" };
        format!("{}{}{}", dots(from > 0), words[from..to].join(" "), dots(to < words.len()))
    };
    (part(&a), part(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_words_signs_and_gaps() {
        assert_eq!(tokens("a) Số 12/KH,  xong."), ["a", ")", " ", "Số", " ", "12", "/", "KH", ",", "  ", "xong", "."]);
        assert_eq!(tokens(""), Vec::<&str>::new());
    }

    #[test]
    fn changes_are_shown_with_two_words_around() {
        let (before, after) = narrowed("một hai ba bốn năm sáu", "một hai ba tư năm sáu");
        assert_eq!((before.as_str(), after.as_str()), ("…hai ba bốn năm sáu", "…hai ba tư năm sáu"));
        assert_eq!(narrowed("a", "a b"), ("a".to_owned(), "a b".to_owned()));
    }
}
