//! One space between words.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line, Signs};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R904", slug: "double-space" },
    family: Family::Proofreading,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Giữa hai từ chỉ có một dấu cách",
    manual: "Nhiều dấu cách liền nhau giữa hai từ làm dòng chữ thưa. Báo một lần với số chỗ; chỗ để trống ở đầu văn bản không \
             xét.",
    wrong: &["1. Rà soát  thủ tục hành chính."],
    right: &["1. Rà soát thủ tục hành chính."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let mut first = None;
    let mut count = 0;
    let free = |l: &&Line| !matches!(l.component, Component::PlaceDate | Component::AppendixReference);
    for line in facts.texts().filter(|l| l.signs.have(Signs::TWO_SPACES)).filter(free) {
        for (at, _) in line.text.match_indices("  ") {
            let word = |c: Option<char>| c.is_some_and(|c| is_letter_or_digit(c) || matches!(c, ',' | ';' | ')' | '('));
            if word(line.text[..at].chars().next_back()) && word(line.text[at..].trim_start().chars().next()) {
                count += 1;
                first.get_or_insert((line, at));
            }
        }
    }
    if let Some((line, at)) = first {
        let more = if count > 1 { format!(" (cả văn bản có {count} chỗ)") } else { String::new() };
        found.add(line.at(at..at + 2), format!("Nhiều dấu cách liền nhau{more}")).help("Trong Word: Ctrl+H, thay hai dấu cách bằng một.");
    }
}
