//! No year in the number.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R214", slug: "year-in-number" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CodeNumber),
    scope: Scope::Except(&["Quyết định", "Nghị quyết", "Chỉ thị"]),
    title: "Số của văn bản hành chính không ghi năm",
    manual: "Năm đứng giữa số và ký hiệu (15/2025/…) là cách ghi của văn bản quy phạm pháp luật; văn bản hành chính ghi \
             15/KH-SNV.",
    wrong: &["@số Số: 15/2025/KH-SNV"],
    right: &["@số Số: 15/KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let year = facts.draft.header.code.as_ref().and_then(|c| c.value.year.as_deref());
    let (Some(year), Some(line)) = (year, facts.component(Component::Code).next()) else { return };
    if let Some(at) = line.text.find(year) {
        found.add(line.at(at..at + year.len()), format!("Số của văn bản hành chính không ghi năm {year}")).help(format!("Bỏ “/{year}”."));
    }
}
