//! The lower margin.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Standard;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R112", slug: "margin-bottom" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Of(|s| &s.ranges.margin_bottom.clause),
    scope: Scope::Decree,
    title: "Lề dưới trong khoảng Nghị định cho phép",
    manual: "Lề dưới của trang dọc so với khoảng cho phép; cho lệch 0,5 mm vì Word làm tròn. Trang nằm ngang không xét vì \
             Nghị định không quy định riêng. Sửa: Layout > Margins.",
    wrong: &["@trang{lề dưới 12}"],
    right: &["@trang{lề dưới 25}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    super::margin(facts, found, &Standard::nd30().ranges.margin_bottom, |m| m.bottom);
}
