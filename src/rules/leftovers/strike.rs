//! No struck words are left.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R807", slug: "struck-text" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Không còn chữ gạch ngang",
    manual: "Chữ gạch ngang là chữ định bỏ mà chưa xóa.",
    wrong: &["@{gạch ngang} 1. Báo cáo trước ngày 30 tháng 6."],
    right: &["1. Báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in &facts.lines {
        if let Some((_, text)) = line.piece.runs().find(|(run, text)| run.font.strike && text.chars().any(is_letter_or_digit)) {
            let at = line.text.find(text.trim()).map_or_else(|| line.piece.clone(), |from| line.at(from..from + text.trim().len()));
            found.add(at, "Còn chữ gạch ngang").help("Xóa hẳn, hoặc bỏ gạch.");
        }
    }
}
