//! The summary is in sentence case.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R304", slug: "subject-capitals" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::SubjectLook),
    scope: Scope::Decree,
    title: "Trích yếu viết chữ thường, hoa chữ đầu và tên riêng",
    manual: "Trích yếu in thường, đậm; không viết toàn chữ hoa.",
    wrong: &["@trích yếu KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2025"],
    right: &["@trích yếu Kiểm tra việc thực hiện QCVN 102:2016/BTTTT"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::Subject).chain(facts.component(Component::SubjectUnderNumber)) {
        let words = line.text.split_whitespace().count();
        let small = line.text.chars().any(char::is_lowercase);
        if words > 2 && !small && line.piece.is_capitals() {
            found.add(line.piece.clone(), "Trích yếu viết toàn chữ in hoa").expected("chữ in thường");
            return;
        }
    }
}
