//! One spelling of quy.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R908", slug: "qui-quy" },
    family: Family::Proofreading,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không trộn qui và quy",
    manual: "“qui định” và “quy định” trong một văn bản: thống nhất viết quy.",
    wrong: &["1. Thực hiện quy định.\n2. Theo qui định."],
    right: &["1. Thực hiện quy định.\n2. Theo quy chế."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some((line, at)) = facts.said("qui").into_iter().next().filter(|_| facts.may_say("quy")) else { return };
    found.add(line.at(at), "Viết “qui”, chỗ khác viết “quy”").expected("quy");
}
