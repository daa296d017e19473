//! The first page shows no number.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::Pages;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R123", slug: "first-page-number" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Of(|s| &s.page_number.clause),
    scope: Scope::Decree,
    title: "Không hiển thị số trang thứ nhất",
    manual: "Trang đầu của văn bản không hiển thị số trang. Trong Word: nháy đúp vào lề trên, chọn Different First Page, xóa \
             số ở trang đầu.",
    wrong: &["@trang{trang đầu có số}"],
    right: &["@trang{lề trên 25}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(first) = facts.paper.sections.first() else { return };
    let shown = |pages: Pages| {
        let margins = first.page_margins.iter().filter_map(|at| facts.paper.margins.get(*at));
        margins.filter(|m| m.pages == pages).any(|m| m.page_number().is_some())
    };
    let on_first = if first.title_page { shown(Pages::First) } else { shown(Pages::All) };
    if on_first {
        found
            .whole("Trang đầu hiển thị số trang")
            .expected("trang đầu không có số")
            .help("Trong Word: nháy đúp vào lề trên, chọn Different First Page, xóa số ở trang đầu.");
    }
}
