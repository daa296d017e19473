//! One column of text.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R135", slug: "text-columns" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Nội dung không chia cột kiểu báo chí",
    manual: "Văn bản hành chính trình bày một cột. Chia cột (Layout > Columns) chỉ dùng ở phụ lục.",
    wrong: &["@trang{hai cột}"],
    right: &["@trang{lề trên 25}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    if let Some(section) = facts.paper.sections.first().filter(|s| s.columns > 1) {
        found.whole(format!("Nội dung chia {} cột", section.columns)).expected("một cột");
    }
}
