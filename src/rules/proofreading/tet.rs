//! Names of the new year.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::{capitalized, folded};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R916", slug: "new-year-capitals" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CapitalsOfDays),
    scope: Scope::Any,
    title: "Viết “tết Nguyên đán”, “tết Trung thu”; đứng một mình là “Tết”",
    manual: "Tên tết viết thường chữ tết, hoa chữ đầu của tên: tết Nguyên đán, tết Trung thu. Tết thay cho tết Nguyên đán thì \
             viết hoa.",
    wrong: &["1. Tổ chức trực Tết Nguyên Đán năm 2025."],
    right: &["1. Tổ chức trực tết Nguyên đán năm 2025; nghỉ Tết theo quy định."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|_| facts.may_say("tết")) {
        for wrong in ["Nguyên Đán", "Trung Thu", "Đoan Ngọ"] {
            if let Some(at) = line.text.find(wrong).filter(|at| folded(&line.text[..*at]).trim_end().ends_with("tet")) {
                found.add(line.at(at..at + wrong.len()), format!("Viết “{wrong}”")).expected(capitalized(&wrong.to_lowercase()));
            }
        }
    }
}
