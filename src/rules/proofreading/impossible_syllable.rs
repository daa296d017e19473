//! Every syllable can be one.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_letter, is_syllable, lacks_tone};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R906", slug: "impossible-syllable" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Mỗi tiếng là một âm tiết tiếng Việt có thể có",
    manual: "Một tiếng có dấu mà phần đầu, vần và thanh không ghép được với nhau là gõ nhầm: caỉ, loỏng, đuợc, ngừơi, tòan; thiếu thanh: viêc, ĐICH. Chỉ \
             xét chữ thường có dấu, chữ đầu câu và tiếng in hoa thiếu thanh; tên riêng, chữ nước ngoài, chữ viết tắt không xét. Mỗi tiếng sai chỉ báo một lần.",
    wrong: &[
        "1. Thực hiện caỉ cách hành chính.",
        "1. Hồ sơ đuợc tiếp nhận.",
        "I. MỤC ĐICH",
        "1. Công viêc thường xuyên.",
        "1. Ngừơi dân nghiên kứu.",
    ],
    right: &["1. Giếng khoan, khuỷu đường, quyển sổ, Krông Pắc, ngoằn ngoèo."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    // Most words come again and again.
    let mut wrong: Vec<(&Line<'p>, &str)> = Vec::new();
    for word in facts.words().filter(|w| !w.text.is_ascii() && w.text.chars().all(is_letter)) {
        let letters = word.text.chars().count();
        let (spelt, toneless) = (letters < 2 || is_syllable(word.text), lacks_tone(word.text));
        // Nearly all words are right.
        if spelt && !toneless {
            continue;
        }
        let first = word.text.chars().skip(1).all(char::is_lowercase)
            && word.places().next().is_some_and(|(line, at)| begins_sentence(&line.text, &at));
        let small = word.text.chars().all(char::is_lowercase) || first;
        let heading = letters > 3 && word.text.chars().all(char::is_uppercase);
        let toneless = (small || heading) && toneless;
        let right = !small || spelt;
        let chemical = ["xit", "xít", "ôxy"].iter().any(|end| word.text.ends_with(end));
        let Some((line, at)) = word.places().next().filter(|_| !chemical && (!right || toneless)) else { continue };
        let beside = [line.text[..at.start].chars().next_back(), line.text[at.end..].chars().next()];
        if !beside.iter().flatten().any(|c| matches!(c, '-' | '_' | '@' | '/' | '\'' | '’')) {
            wrong.push((line, word.text));
        }
    }
    if wrong.len() > 5 && facts.texts().filter(|l| crate::text::legacy::spoilt(&l.text).is_some()).count() > 2 {
        return;
    }
    for (line, word) in wrong {
        found.add(line.of(word), format!("“{word}” không phải một tiếng Việt")).help("Xem lại chính tả, vị trí dấu thanh.");
    }
}

/// Whether a word begins a sentence and the next one is small: it is no name.
fn begins_sentence(text: &str, at: &std::ops::Range<usize>) -> bool {
    let before = text[..at.start].trim_end();
    let next = text[at.end..].trim_start().chars().next();
    (before.is_empty() || before.ends_with(['.', ':', ')', '-'])) && text[at.end..].starts_with(' ') && next.is_some_and(char::is_lowercase)
}
