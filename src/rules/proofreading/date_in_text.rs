//! Days that a text names exist.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R920", slug: "impossible-date" },
    family: Family::Proofreading,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Ngày nhắc đến trong nội dung có trong lịch",
    manual: "Không có ngày 31/02, 31/4, 29/02 của năm không nhuận, tháng 13. Ngày viết kiểu 2025-02-31 không xét.",
    wrong: &["1. Báo cáo trước ngày 31/02/2026.", "1. Báo cáo trước ngày 31 tháng 9 năm 2025."],
    right: &["1. Báo cáo trước ngày 28/02/2026."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (line, days) in facts.days().filter(|(l, _)| l.component != Component::PlaceDate) {
        for day in days.iter().filter(|d| d.date().is_none() && d.year > 1900) {
            found.add(line.at(day.range.clone()), format!("Lịch không có ngày {}", &line.text[day.range.clone()]));
        }
    }
}
