//! The word above the recipients.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R602", slug: "recipients-word" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::RecipientsForm),
    scope: Scope::Decree,
    title: "Viết “Nơi nhận:” có dấu hai chấm",
    manual: "Từ “Nơi nhận” đặt trên một dòng riêng, viết hoa chữ đầu, sau đó là dấu hai chấm.",
    wrong: &["@nơi nhận: Nơi nhận", "@nơi nhận: NƠI NHẬN:"],
    right: &["@nơi nhận: Nơi nhận:"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let right = &Standard::nd30().words.recipients;
    for line in facts.component(Component::RecipientsHeading) {
        if line.words() != *right {
            found.add(line.piece.clone(), format!("Viết “{}”", line.words())).expected(right.clone());
        }
    }
}
