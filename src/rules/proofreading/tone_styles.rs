//! One way of placing tone marks.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Word};
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R907", slug: "tone-styles" },
    family: Family::Proofreading,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Đặt dấu thanh theo một kiểu: hòa hoặc hoà, ủy hoặc uỷ",
    manual: "Cả hai kiểu đặt dấu đều đúng, nhưng một văn bản nên theo một kiểu. Báo khi hai kiểu cùng có và cho biết kiểu nào \
             ít hơn. Quốc hiệu, tên cơ quan không xét.",
    wrong: &["1. Ủy ban nhân dân tỉnh.\n2. Uỷ ban nhân dân xã.\n3. Ủy ban nhân dân phường."],
    right: &["1. Ủy ban nhân dân tỉnh.\n2. Ủy ban nhân dân xã."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let said = |on_last: bool| -> Vec<Word<'_, 'p>> {
        facts.words().filter(|w| !w.small.starts_with('q') && tone_on_last(w.small) == Some(on_last)).collect()
    };
    let times = |words: &[Word]| -> usize { words.iter().map(|w| w.places().len()).sum() };
    let (new, old) = (said(true), said(false));
    let (fewer, more) = if times(&new) <= times(&old) { (new, old) } else { (old, new) };
    // Words come in the order of their first places.
    let [first, other] = [&fewer, &more].map(|words| words.first().and_then(|w| w.places().next()));
    if let (Some((line, at)), Some((other, there))) = (first, other) {
        let message = format!(
            "Đặt dấu thanh theo hai kiểu: “{}” ({} chỗ) và “{}” ({} chỗ)",
            &line.text[at.clone()],
            times(&fewer),
            &other.text[there.clone()],
            times(&more)
        );
        found.add(line.at(at), message).also(other.at(there), "kiểu kia").help("Thống nhất theo kiểu nhiều hơn.");
    }
}

/// Whether the tone stands on the last letter of an open rhyme of two vowels (`hoà`) or on the one before (`hòa`).
fn tone_on_last(small: &str) -> Option<bool> {
    let mut letters = small.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    match (before, last) {
        ('o', 'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ') | ('u', 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ') => {
            Some(true)
        }
        ('ò' | 'ó' | 'ỏ' | 'õ' | 'ọ', 'a' | 'e') | ('ù' | 'ú' | 'ủ' | 'ũ' | 'ụ', 'y') => Some(false),
        _ => None,
    }
}
