//! The words of the date are small.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};
use crate::text::{capitalized, is_letter};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R224", slug: "date-capital" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::PlaceDate),
    scope: Scope::Decree,
    title: "Chữ “ngày”, “tháng”, “năm” viết thường",
    manual: "Địa danh viết hoa chữ đầu; các chữ ngày, tháng, năm viết thường.",
    wrong: &[
        "@ngày Lai Châu, Ngày 18 tháng 3 năm 2025",
        "@ngày lai châu, ngày 18 tháng 3 năm 2025",
        "@ngày Lai Châu, ngày 18 Tháng 3 năm 2025",
    ],
    right: &["@ngày Lai Châu, ngày 18 tháng 3 năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::PlaceDate) {
        let place: String = line.text.trim_start().chars().take_while(|c| is_letter(*c)).collect();
        if place != "ngày" && place.starts_with(char::is_lowercase) {
            found.add(line.of(&line.text.trim_start()[..place.len()]), "Địa danh viết thường").expected(capitalized(&place));
        }
        for word in ["Ngày", "Tháng", "Năm"] {
            if let Some(at) = line.text.find(&format!("{word} ")).filter(|at| *at > 0) {
                found.add(line.at(at..at + word.len()), format!("“{word}” viết hoa")).expected(word.to_lowercase());
            }
        }
    }
}
