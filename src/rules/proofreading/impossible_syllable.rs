//! Every syllable can be one.

use std::collections::HashSet;

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_syllable, lacks_tone};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R906", slug: "impossible-syllable" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Mỗi tiếng là một âm tiết tiếng Việt có thể có",
    manual: "Một tiếng có dấu mà phần đầu, vần và thanh không ghép được với nhau là gõ nhầm: caỉ, loỏng, đuợc; thiếu thanh: viêc, ĐICH. Chỉ \
             xét chữ thường có dấu và tiếng in hoa thiếu thanh; tên riêng, chữ nước ngoài, chữ viết tắt không xét. Mỗi tiếng sai chỉ báo một lần.",
    wrong: &["1. Thực hiện caỉ cách hành chính.", "1. Hồ sơ đuợc tiếp nhận.", "I. MỤC ĐICH", "1. Công viêc thường xuyên."],
    right: &["1. Giếng khoan, khuỷu đường, quyển sổ, Krông Pắc, ngoằn ngoèo."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    // Most words come again and again.
    let mut known: HashSet<&str> = HashSet::new();
    let mut wrong: Vec<(&Line<'p>, &str)> = Vec::new();
    for line in facts.texts() {
        for word in line.text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty() && !w.is_ascii()) {
            let small = word.chars().all(char::is_lowercase);
            let heading = word.chars().count() > 3 && word.chars().all(char::is_uppercase);
            let toneless = (small || heading) && lacks_tone(word);
            let right = !small || word.chars().count() < 2 || is_syllable(word);
            if !known.insert(word) || right && !toneless {
                continue;
            }
            // Part of a code, an address, a foreign word with a hyphen; words of chemistry are written as one.
            let from = word.as_ptr() as usize - line.text.as_ptr() as usize;
            let beside = [line.text[..from].chars().next_back(), line.text[from + word.len()..].chars().next()];
            let part = beside.iter().flatten().any(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '/' | '\'' | '’'));
            let chemical = ["xit", "xít", "ôxy"].iter().any(|end| word.ends_with(end));
            if !part && !chemical {
                wrong.push((line, word));
            }
        }
    }
    // A text in an old encoding is told as a whole.
    if wrong.len() > 5 && facts.texts().filter(|l| crate::text::legacy::spoilt(&l.text).is_some()).count() > 2 {
        return;
    }
    for (line, word) in wrong {
        found.add(line.of(word), format!("“{word}” không phải một tiếng Việt")).help("Xem lại chính tả, vị trí dấu thanh.");
    }
}
