//! What a person changed in a paragraph, taken over into the values that the paragraph shows.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::{is_word, mark, tokens};
use crate::import::words::escaped;
use crate::text::{is_letter, is_letter_or_digit};

/// Values with the changes of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Revision {
    /// The values that are others now, by their numbers.
    pub(super) values: Vec<(usize, String)>,
    /// Changes of words that stand in none of the values: before and after.
    pub(super) left: Vec<(String, String)>,
}

/// A token of a value.
struct Token<'v> {
    value: usize,
    text: &'v str,
    gone: bool,
    /// Words that come before it, and behind it.
    before: String,
    after: String,
}

/// Takes the changes from `shown` to `edited` over into the values, which stand in `shown` in their order. Light notation
/// around the words stays.
pub(super) fn revise(values: &[&str], shown: &str, edited: &str) -> Revision {
    let mut source: Vec<Token> = Vec::new();
    for (value, text) in values.iter().enumerate() {
        source.extend(tokens(text).into_iter().map(|text| Token { value, text, gone: false, before: String::new(), after: String::new() }));
    }
    let (old, new) = (tokens(shown), tokens(edited));
    let place = places(&source, &old);
    let loud = shown.chars().any(is_letter) && !shown.chars().any(char::is_lowercase);
    let key = |all: &[&str]| all.iter().map(|t| comparable(t, loud)).collect::<Vec<_>>();
    let marked = tokens(&shown[..mark(shown)]).len();
    let mut out = Revision::default();
    for op in capture_diff_slices(Algorithm::Myers, &key(&old), &key(&new)) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (before, after) = (op.old_range(), op.new_range());
        let words = new[after.clone()].concat();
        let says = |range: std::ops::Range<usize>| old[range].iter().any(|t| is_word(t));
        let own = before.clone().filter(|at| place[*at].is_some()).count();
        let foreign_word = before.clone().any(|at| place[at].is_none() && is_word(old[at]));
        // Marks of items are the program's, whatever they are changed to.
        if before.start < marked && before.end <= marked && own == 0 && words.chars().count() <= 8 {
            continue;
        }
        if own == 0 && !says(before.clone()) && !words.contains(is_letter_or_digit) {
            continue;
        }
        if foreign_word {
            out.left.push((old[before].concat().trim().to_owned(), words.trim().to_owned()));
            continue;
        }
        // A sign that the program sets stays its own.
        let cut = before.end > before.start && place[before.end - 1].is_none();
        let words = if cut { words.trim_end_matches([';', '.', ',', '/', ' ']) } else { words.as_str() };
        let words = if loud && values.iter().any(|v| v.chars().any(char::is_lowercase)) { words.to_lowercase() } else { words.to_owned() };
        let words = escaped(&words, words.contains('*'), false);
        let mapped = before.clone().filter_map(|at| place[at]);
        let mut first = None;
        for at in mapped {
            source[at].gone = true;
            first = first.or(Some(at));
        }
        let behind = || (0..before.start).rev().find(|at| place[*at].is_some() || is_word(old[*at])).and_then(|at| place[at]);
        let ahead = || (before.end..old.len()).find(|at| place[*at].is_some() || is_word(old[*at])).and_then(|at| place[at]);
        let joins = words.starts_with(|c: char| !is_letter_or_digit(c));
        match first {
            Some(at) => source[at].before.push_str(&words),
            None => match (behind(), ahead()) {
                (Some(at), None) => source[at].after.push_str(&words),
                (Some(at), Some(_)) if joins => source[at].after.push_str(&words),
                (_, Some(at)) => source[at].before.push_str(&words),
                (None, None) => out.left.push((String::new(), words.trim().to_owned())),
            },
        }
    }
    out.values = values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| {
            let words = written(source.iter().filter(|t| t.value == at));
            (words != **value).then_some((at, words))
        })
        .collect();
    out
}

fn comparable(token: &str, loud: bool) -> String {
    match token.chars().next() {
        Some(c) if c.is_whitespace() => " ".to_owned(),
        _ if loud => token.to_lowercase(),
        _ => token.to_owned(),
    }
}

/// Where each token of what is shown stands in the values.
fn places(source: &[Token], shown: &[&str]) -> Vec<Option<usize>> {
    let have: Vec<String> = source.iter().map(|t| comparable(t.text, true)).collect();
    let want: Vec<String> = shown.iter().map(|t| comparable(t, true)).collect();
    let mut place = vec![None; shown.len()];
    for op in capture_diff_slices(Algorithm::Myers, &have, &want) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|i| place[new_index + i] = Some(old_index + i));
        }
    }
    // A sign or gap alone between words of others is no part of the values.
    let alone: Vec<usize> = (0..place.len())
        .filter(|at| {
            let beside = |other: Option<usize>| other.and_then(|o| place.get(o)).is_some_and(Option::is_some);
            !is_word(shown[*at]) && !beside(at.checked_sub(1)) && !beside(Some(at + 1))
        })
        .collect();
    for at in alone {
        place[at] = None;
    }
    place
}

fn written<'t, 'v: 't>(tokens: impl Iterator<Item = &'t Token<'v>>) -> String {
    let mut out = String::new();
    for token in tokens {
        out.push_str(&token.before);
        if !token.gone {
            out.push_str(token.text);
        }
        out.push_str(&token.after);
    }
    // An emphasis without words is none.
    let out = out.replace("****", "").replace("** **", " ");
    let mut even = String::with_capacity(out.len());
    for c in out.trim().chars() {
        if !(c == ' ' && even.ends_with(' ')) {
            even.push(c);
        }
    }
    even
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values after a change, and what could not be taken over.
    fn after(values: &[&str], shown: &str, edited: &str) -> (Vec<String>, usize) {
        let revision = revise(values, shown, edited);
        let mut all: Vec<String> = values.iter().map(|v| (*v).to_owned()).collect();
        revision.values.into_iter().for_each(|(at, words)| all[at] = words);
        (all, revision.left.len())
    }

    #[test]
    fn changed_words_go_into_their_value() {
        for (value, shown, edited, now) in [
            ("Xong trước ngày 15/6.", "a) Xong trước ngày 15/6.", "a) Xong trước ngày 20/6.", "Xong trước ngày 20/6."),
            ("Xong trước", "1. Xong trước;", "2. Xong trước quý III;", "Xong trước quý III"),
            ("**Nội dung:** kiểm tra", "Nội dung: kiểm tra", "Mục đích: kiểm tra lại", "**Mục đích:** kiểm tra lại"),
            ("Sở Nội vụ", "SỞ NỘI VỤ", "SỞ NỘI VỤ TỈNH", "Sở Nội vụ tỉnh"),
            ("bỏ chữ thừa này đi", "- bỏ chữ thừa này đi;", "- bỏ chữ này đi.", "bỏ chữ này đi"),
            ("đầu câu", "đầu câu", "ngay đầu câu", "ngay đầu câu"),
            ("Một", "Một.", "Hai.", "Hai"),
        ] {
            assert_eq!(after(&[value], shown, edited), (vec![now.to_owned()], 0), "{shown} → {edited}");
        }
    }

    #[test]
    fn each_of_two_values_takes_its_own_changes() {
        let (values, left) = after(&["Tiến độ", "trong năm"], "1. Tiến độ: trong năm.", "1. Tiến độ chung: trong quý.");
        assert_eq!((values, left), (vec!["Tiến độ chung".to_owned(), "trong quý".to_owned()], 0));
    }

    #[test]
    fn words_of_the_program_are_told() {
        let (values, left) = after(&["[[qd]] về việc A"], "Quyết định số 12/QĐ về việc A", "Quyết định số 13/QĐ về việc B");
        assert_eq!((values, left), (vec!["[[qd]] về việc B".to_owned()], 1));
    }
}
