//! Figures and their words are the same.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Signs};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{in_words, is_letter_or_digit};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R511", slug: "number-in-words" },
    family: Family::Tables,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Số và chữ trong ngoặc đơn bằng nhau",
    manual: "“02 (hai) bản”: chữ trong ngoặc phải đọc đúng số đứng trước. Xét các số đến 999 có ngoặc chỉ chứa chữ số viết \
             bằng chữ.",
    wrong: &["1. Biên bản lập thành 02 (ba) bản.", "1. Thời gian 15 (mười bốn) ngày làm việc."],
    right: &[
        "1. Biên bản lập thành 02 (hai) bản.",
        "1. Thời gian 15 (mười lăm) ngày; 21 (hai mươi mốt) hồ sơ; 03 (Ba) đơn vị; 05 (cả năm) lần.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|l| l.signs.have(Signs::BRACKETS) && l.signs.have(Signs::DIGITS)) {
        for (open, _) in line.text.match_indices('(') {
            let before = line.text[..open].trim_end();
            let digits = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
            let number = &before[digits..];
            let clean = !before[..digits].ends_with(['.', ',', '/', '-', '%']) && !before[..digits].ends_with(is_letter_or_digit);
            let Some(words) = line.text[open + 1..].split(')').next() else { continue };
            let Ok(value) = number.parse::<u64>() else { continue };
            if !clean || number.len() > 3 || words.chars().count() > 40 {
                continue;
            }
            if said(words).is_some_and(|said| said != value) {
                found
                    .add(line.at(digits..(open + 1 + words.len() + 1).min(line.text.len())), format!("Số ghi {number}, chữ ghi “{words}”"))
                    .expected(format!("{number} ({})", in_words(value).to_lowercase()));
            }
        }
    }
}

/// The number that words say, up to 999.
fn said(words: &str) -> Option<u64> {
    let words = words.trim().to_lowercase();
    let words = words.replace("tư", "bốn").replace("mốt", "một").replace("lăm", "năm").replace("linh", "lẻ");
    let same = |n: &u64| {
        in_words(*n).to_lowercase().replace("tư", "bốn").replace("mốt", "một").replace("lăm", "năm").replace("linh", "lẻ") == words
    };
    (1..1000).find(same)
}
