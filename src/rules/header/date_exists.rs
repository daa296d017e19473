//! The date exists.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R222", slug: "date-exists" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::PlaceDate),
    scope: Scope::Any,
    title: "Ngày ban hành có trong lịch",
    manual: "Ngày, tháng, năm của văn bản phải có thật: không có ngày 31 tháng 4, ngày 29 tháng 02 của năm không nhuận, tháng \
             13.",
    wrong: &["@ngày Lai Châu, ngày 31 tháng 4 năm 2025", "@ngày Lai Châu, ngày 29 tháng 02 năm 2025"],
    right: &["@ngày Lai Châu, ngày 29 tháng 02 năm 2024\n\
             @trích yếu Kiểm tra công tác cải cách hành chính năm 2024\n\
             Nội dung kiểm tra năm 2024./."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(date) = facts.draft.header.place_date.as_ref().map(|d| &d.value) else { return };
    let whole = date.day.is_some() && date.month.is_some() && date.year.as_ref().is_some_and(|y| y.len() == 4);
    if let (true, None, Some(line)) = (whole, facts.date(), facts.component(Component::PlaceDate).next()) {
        found.add(line.piece.clone(), "Lịch không có ngày này").help("Kiểm tra lại ngày, tháng, năm ban hành.");
    }
}
