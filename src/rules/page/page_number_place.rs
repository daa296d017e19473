//! The page number is centred in the top margin.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::Alignment;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R122", slug: "page-number-place" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Of(|s| &s.page_number.clause),
    scope: Scope::Decree,
    title: "Số trang canh giữa, trong lề trên",
    manual: "Số trang đặt canh giữa theo chiều ngang, trong phần lề trên của trang; không đặt ở chân trang hay góc.",
    wrong: &["@trang{số trang ở dưới}", "@trang{số trang bên phải}"],
    right: &["@trang{lề trên 25}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for margin in &facts.paper.margins {
        let Some(number) = margin.page_number() else { continue };
        let used = facts
            .paper
            .sections
            .iter()
            .any(|s| s.page_margins.iter().any(|at| facts.paper.margins.get(*at).is_some_and(|m| std::ptr::eq(m, margin))));
        let place = match (number.above, number.alignment) {
            (true, Alignment::Center) => continue,
            (true, _) => "không canh giữa",
            (false, _) => "ở chân trang",
        };
        if used {
            found.whole(format!("Số trang {place}")).expected("giữa lề trên");
            return;
        }
    }
}
