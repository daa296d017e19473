//! No space before a comma, full stop, semicolon, colon.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Signs};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_letter, is_letter_or_digit};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R901", slug: "space-before-sign" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Dấu phẩy, dấu chấm, dấu chấm phẩy, dấu hai chấm viết liền chữ đứng trước",
    manual: "Trước dấu , . ; : không có dấu cách. Chỗ chấm để điền (…, ....) và dấu mở đầu một số thập phân không xét.",
    wrong: &["1. Rà soát thủ tục hành chính , cắt giảm thời gian giải quyết.", "1. Rà soát thủ tục hành chính ,cắt giảm thời gian."],
    right: &["1. Rà soát thủ tục hành chính, cắt giảm thời gian giải quyết.", "1. Họ và tên: .......... sinh ngày .........."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|l| l.signs.have(Signs::SPACE_BEFORE)) {
        for (at, sign) in line.text.match_indices([',', ';', ':', '.']) {
            let before = &line.text[..at];
            let gap = before.len() - before.trim_end_matches([' ', '\u{a0}']).len();
            let after = line.text[at + 1..].chars().next();
            let word = before.trim_end().ends_with(|c: char| is_letter_or_digit(c) || matches!(c, ')' | '”' | '"'));
            // ` ,chữ`: the space stands on the wrong side.
            let ends = after.is_none_or(|c| c.is_whitespace() || matches!(sign, "," | ";") && is_letter(c));
            if gap > 0 && word && ends {
                found.add(line.at(at - gap..at + 1), format!("Có dấu cách trước dấu “{sign}”")).expected("viết liền chữ trước");
            }
        }
    }
}
