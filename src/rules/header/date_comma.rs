//! A comma behind the place.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R223", slug: "date-comma" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::PlaceDate),
    scope: Scope::Decree,
    title: "Sau địa danh có dấu phẩy",
    manual: "Viết “Lai Châu, ngày 18 tháng 3 năm 2025”: sau địa danh là dấu phẩy.",
    wrong: &["@ngày Lai Châu ngày 18 tháng 3 năm 2025"],
    right: &["@ngày Lai Châu, ngày 18 tháng 3 năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let (Some(date), Some(line)) = (&facts.draft.header.place_date, facts.component(Component::PlaceDate).next()) else { return };
    let Some(at) = line.text.to_lowercase().find("ngày") else { return };
    if !date.value.place.is_empty() && line.text.is_char_boundary(at) && !line.text[..at].trim_end().ends_with(',') {
        found.add(line.at(0..at), "Thiếu dấu phẩy sau địa danh").expected(format!("{},", date.value.place));
    }
}
