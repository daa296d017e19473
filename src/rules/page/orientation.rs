//! Portrait, landscape only for tables.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::Block;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R102", slug: "orientation" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Orientation),
    scope: Scope::Decree,
    title: "Trang đặt dọc; chỉ đặt ngang khi có bảng, biểu",
    manual: "Văn bản trình bày theo chiều dài trang giấy (dọc). Trang chỉ đặt ngang khi văn bản có bảng, biểu không làm thành \
             phụ lục riêng. Trang ngang có bảng và phụ lục nằm ngang không bị xét.",
    wrong: &["@trang{trang nằm ngang}"],
    right: &["@trang{trang nằm ngang}\n| STT | Nhiệm vụ |\n| 1 | Rà soát thủ tục |"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(first) = facts.paper.sections.first().filter(|s| s.is_landscape()) else { return };
    let tables = facts.paper.blocks.get(first.blocks.clone()).unwrap_or_default();
    if !tables.iter().any(|b| matches!(b, Block::Table(table) if table.ruled)) {
        found
            .whole("Trang đầu đặt ngang mà không có bảng, biểu nào")
            .expected("đặt dọc")
            .help("Đổi trong Word: Layout > Orientation > Portrait.");
    }
}
