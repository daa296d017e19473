//! A colon stands behind the word.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R212", slug: "number-colon" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::CodeNotationForm),
    scope: Scope::Decree,
    title: "Sau chữ “Số” có dấu hai chấm",
    manual: "Viết “Số: 15/KH-SNV”: chữ Số viết hoa chữ đầu, sau đó là dấu hai chấm.",
    wrong: &["@số Số 15/KH-SNV", "@số số: 15/KH-SNV", "@số Số. 15/KH-SNV"],
    right: &["@số Số: 15/KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(line) = facts.component(Component::Code).next() else { return };
    if let Some(rest) = line.text.strip_prefix("số") {
        found.add(line.at(0..line.text.len() - rest.len()), "Chữ “Số” viết thường").expected(Standard::nd30().words.code.clone());
        return;
    }
    let Some(rest) = line.text.strip_prefix("Số").or_else(|| line.text.strip_prefix("SỐ")) else { return };
    if !rest.trim_start().starts_with(':') {
        let end = line.text.len() - rest.len();
        found.add(line.at(0..end), "Thiếu dấu hai chấm sau chữ “Số”").expected(Standard::nd30().words.code.clone());
    }
}
