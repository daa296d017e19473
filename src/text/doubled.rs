//! Words said twice: `của của`, `số hóa số hóa`. Vietnamese doubles some words on purpose, and where one word of two syllables
//! ends as the next one begins, nothing is said twice: `quy định | định mức`.

use std::ops::Range;

use super::is_word;
use super::letters::{is_letter, is_letter_or_digit};

/// Words that Vietnamese doubles on purpose.
const REDUPLICATED: [&str; 34] = [
    "luôn",
    "thường",
    "dần",
    "mãi",
    "ngày",
    "đều",
    "từ",
    "từng",
    "người",
    "nhà",
    "ngành",
    "hằng",
    "rất",
    "lần",
    "chung",
    "riêng",
    "sâu",
    "xa",
    "xanh",
    "đời",
    "khác",
    "song",
    "nhanh",
    "chậm",
    "vừa",
    "hơi",
    "thỉnh",
    "đêm",
    "nơi",
    "năm",
    "sáng",
    "tối",
    "nho",
    "lớp",
];

/// Where a text says one or two words twice, and does not mean it.
pub fn said_twice(text: &str) -> Vec<Range<usize>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let mut out = Vec::new();
    for length in [1, 2] {
        for at in 0..words.len().saturating_sub(2 * length - 1) {
            let (first, second) = (&words[at..at + length], &words[at + length..at + 2 * length]);
            let same = first.iter().zip(second).all(|(a, b)| said_again(a, b));
            if !same {
                continue;
            }
            let plain = first.iter().all(|w| w.chars().all(is_letter));
            // Three times the same word is one finding, and one word doubled is not two words doubled.
            let uniform = length == 2 && first[0].eq_ignore_ascii_case(first[1]);
            if plain && !uniform && !(length == 1 && on_purpose(&words, at)) {
                let last = second[length - 1];
                out.push(start(first[0])..start(last) + last.len());
            }
        }
    }
    out
}

/// Whether a word is the other in small or capital letters, but for what stops it.
fn said_again(word: &str, again: &str) -> bool {
    // Nearly all words differ in their first letters.
    if let ([first, ..], [other, ..]) = (word.as_bytes(), again.as_bytes())
        && first.is_ascii()
        && other.is_ascii()
        && !first.eq_ignore_ascii_case(other)
    {
        return false;
    }
    let mut rest = again.chars().flat_map(char::to_lowercase);
    word.chars().flat_map(char::to_lowercase).all(|c| rest.next() == Some(c)) && rest.all(|c| !is_letter_or_digit(c))
}

/// Whether the word doubled at a place is meant so: of its kind, the seam of two words, or a name behind a word.
fn on_purpose(words: &[&str], at: usize) -> bool {
    let syllable = |at: usize| words.get(at).map(|w| w.trim_matches(|c: char| !is_letter(c)).to_lowercase());
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let Some(doubled) = syllable(at) else { return false };
    let named = !capital(words[at]) && capital(words[at + 1]);
    let before = at.checked_sub(1).filter(|before| words[*before].ends_with(is_letter)).and_then(syllable);
    let seam = before.zip(syllable(at + 2)).is_some_and(|(before, next)| is_word(&before, &doubled) && is_word(&doubled, &next));
    named || seam || REDUPLICATED.contains(&doubled.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubles(text: &str) -> Vec<&str> {
        said_twice(text).into_iter().map(|range| &text[range]).collect()
    }

    /// The slips that the reference documents were signed with.
    #[test]
    fn slips_of_the_reference_documents() {
        assert_eq!(doubles("chỉ đạo của của UBND tỉnh"), ["của của"]);
        assert_eq!(doubles("khung năng lực theo theo danh mục"), ["theo theo"]);
        assert_eq!(doubles("thực hiện số hóa số hóa thành phần"), ["số hóa số hóa"]);
        assert_eq!(doubles("trên hệ thống thống thông tin"), ["thống thống"]);
        assert_eq!(doubles("và các văn bản văn bản có liên quan"), ["văn bản văn bản"]);
    }

    #[test]
    fn doubling_on_purpose_is_silent() {
        for s in [
            "luôn luôn đổi mới",
            "người người, nhà nhà",
            "thi đua - khen thưởng",
            "năm 2025 2025",
            "một, một",
            "tuân thủ thủ tục hành chính",
            "thực hiện hiện đại hóa.",
            "tuyên truyền truyền thống của phụ nữ",
            "tại trụ sở Sở Nội vụ",
            "quy định định mức phân bổ vốn",
            "trực tiếp tiếp công dân",
            "nhiệm vụ vụ việc, công chức chức danh",
            "bổ sung từng từng bước",
        ] {
            assert!(doubles(s).is_empty(), "{s}");
        }
    }
}
