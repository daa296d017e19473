//! The year has four digits.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R225", slug: "year-digits" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::PlaceDate),
    scope: Scope::Decree,
    title: "Năm ban hành ghi đủ bốn chữ số",
    manual: "Thời gian ban hành ghi năm bằng bốn chữ số: năm 2025, không ghi năm 25.",
    wrong: &["@ngày Lai Châu, ngày 18 tháng 3 năm 25"],
    right: &["@ngày Lai Châu, ngày 18 tháng 3 năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let year = facts.draft.header.place_date.as_ref().and_then(|d| d.value.year.as_deref());
    let (Some(year), Some(line)) = (year.filter(|y| y.len() != 4), facts.component(Component::PlaceDate).next()) else { return };
    if let Some(at) = line.text.rfind(year) {
        found.add(line.at(at..at + year.len()), format!("Năm ghi “{year}”")).expected("bốn chữ số");
    }
}
