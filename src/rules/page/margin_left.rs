//! The left margin.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Standard;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R113", slug: "margin-left" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Of(|s| &s.ranges.margin_left.clause),
    scope: Scope::Decree,
    title: "Lề trái trong khoảng Nghị định cho phép",
    manual: "Lề trái của trang dọc so với khoảng cho phép; cho lệch 0,5 mm vì Word làm tròn. Trang nằm ngang không xét vì \
             Nghị định không quy định riêng. Sửa: Layout > Margins.",
    wrong: &["@trang{lề trái 25}"],
    right: &["@trang{lề trái 35}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    super::margin(facts, found, &Standard::nd30().ranges.margin_left, |m| m.left);
}
