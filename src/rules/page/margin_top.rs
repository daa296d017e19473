//! The upper margin.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Standard;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R111", slug: "margin-top" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Of(|s| &s.ranges.margin_top.clause),
    scope: Scope::Decree,
    title: "Lề trên trong khoảng Nghị định cho phép",
    manual: "Lề trên của trang dọc so với khoảng cho phép; cho lệch 0,5 mm vì Word làm tròn. Trang nằm ngang không xét vì \
             Nghị định không quy định riêng. Sửa: Layout > Margins.",
    wrong: &["@trang{lề trên 15}"],
    right: &["@trang{lề trên 25}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    super::margin(facts, found, &Standard::nd30().ranges.margin_top, |m| m.top);
}
