//! `Số: 05/KH-SNV`: a zero before numbers below ten, no blanks.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R211", slug: "number-without-zero" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::CodeNumber),
    scope: Scope::Decree,
    title: "Số văn bản dưới 10 có số 0 đứng trước",
    manual: "Số của văn bản ghi bằng chữ số Ả Rập; số nhỏ hơn 10 phải ghi thêm số 0 phía trước: 05, không phải 5. \
             Chỗ để trống chờ cấp số thì không xét.",
    wrong: &["@số Số: 5/KH-SNV"],
    right: &["@số Số: 05/KH-SNV", "@số Số: 15/KH-SNV", "@số Số:      /KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let number = facts.draft.header.code.as_ref().and_then(|c| c.value.code_number.as_deref());
    let (Some(number), Some(line)) = (number, facts.component(Component::Code).next()) else { return };
    if number.len() == 1
        && number.bytes().all(|b| b.is_ascii_digit())
        && let Some(at) = line.text.find(number)
    {
        found.add(line.at(at..at + 1), format!("Số văn bản “{number}” thiếu số 0 phía trước")).expected(format!("0{number}"));
    }
}
