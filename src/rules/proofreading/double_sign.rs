//! No two signs in a row.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Signs};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_letter, is_letter_or_digit};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R903", slug: "double-sign" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không có hai dấu câu liền nhau",
    manual: "Hai dấu phẩy, hai dấu chấm phẩy, dấu phẩy và dấu chấm liền nhau là gõ nhầm. Dấu ba chấm (…, ...), dấu ./. , v.v. \
             và chỗ chấm để điền không xét.",
    wrong: &["1. Rà soát thủ tục,, cắt giảm thời gian.", "1. Rà soát thủ tục;. 2 ngày.", "1. Báo cáo kết quả.."],
    right: &["1. Rà soát thủ tục, v.v.; báo cáo...", "1. Họ tên: ...........; sinh ngày ...."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|l| l.signs.have(Signs::TWO_STOPS)) {
        for pair in [",,", ";;", "::", ",.", ",;", ";.", ";,", ":;", ":.", "..", ".;"] {
            for (at, _) in line.text.match_indices(pair) {
                let before = line.text[..at].chars().next_back();
                let after = line.text[at + 2..].chars().next();
                let dots = before == Some('.') || after == Some('.') || after == Some('/') || before == Some('…');
                let short = pair == ".;" && line.text[..at].chars().rev().take_while(|c| is_letter(*c) || *c == '.').count() < 5;
                let word = before.is_some_and(|c| is_letter_or_digit(c) || matches!(c, ')' | '”' | '"'));
                let name = pair == ".." && after.is_some_and(is_letter_or_digit);
                if word && !(dots || short || name) {
                    found.add(line.at(at..at + 2), format!("Hai dấu câu liền nhau “{pair}”"));
                }
            }
        }
    }
}
