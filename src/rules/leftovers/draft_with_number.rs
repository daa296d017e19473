//! A numbered document is no draft.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R810", slug: "draft-with-number" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Văn bản đã có số thì không còn dấu “DỰ THẢO”",
    manual: "Văn bản đã ghi cả số và ngày mà vẫn còn chữ DỰ THẢO.",
    wrong: &["@dấu DỰ THẢO"],
    right: &["@dấu DỰ THẢO\n@số Số:      /KH-SNV\n@ngày Lai Châu, ngày      tháng 3 năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let header = &facts.draft.header;
    let numbered = header.code.as_ref().is_some_and(|c| c.value.code_number.is_some())
        && header.place_date.as_ref().is_some_and(|d| d.value.day.is_some());
    for mark in header.marks.iter().filter(|m| numbered && folded(&m.text()).starts_with("du thao")) {
        found.add(mark.clone(), "Văn bản đã có số và ngày mà còn chữ “DỰ THẢO”");
    }
}
