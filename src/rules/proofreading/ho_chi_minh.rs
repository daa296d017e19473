//! Two names with capitals throughout.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R914", slug: "ho-chi-minh-city" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CapitalsOfPlaces),
    scope: Scope::Any,
    title: "Viết “Thành phố Hồ Chí Minh”, “Thủ đô Hà Nội” có chữ hoa",
    manual: "Hai tên đặc biệt này viết hoa cả danh từ chung: Thành phố Hồ Chí Minh, Thủ đô Hà Nội.",
    wrong: &["1. Làm việc với cơ quan của thành phố Hồ Chí Minh."],
    right: &["1. Làm việc với cơ quan của Thành phố Hồ Chí Minh và thành phố Hà Nội."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (wrong, right) in [("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"), ("thủ đô Hà Nội", "Thủ đô Hà Nội")]
    {
        if !facts.may_say(&wrong.to_lowercase()) {
            continue;
        }
        if let Some((line, at)) = facts.texts().find_map(|line| Some((line, line.text.find(wrong)?))) {
            found.add(line.at(at..at + wrong.len()), format!("Viết “{wrong}”")).expected(right);
        }
    }
}
