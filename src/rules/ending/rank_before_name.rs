//! Nothing stands before the name.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};
use crate::validate::rank_before_name;

pub(super) const RULE: Rule = Rule {
    code: code::TITLE_BEFORE_NAME,
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::FullName),
    scope: Scope::Decree,
    title: "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
    manual: "Chỉ ghi họ tên. Học hàm, học vị, quân hàm chỉ ghi ở đơn vị vũ trang, giáo dục, y tế, khoa học khi người đứng đầu \
             ngành cho phép.",
    wrong: &["@họ tên ThS. Lò Văn Mẫu", "@họ tên TS. Lò Văn Mẫu"],
    right: &["@họ tên Lò Văn Mẫu"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::FullName) {
        if let Some(rank) = rank_before_name(&line.text) {
            found.add(line.of(rank), "Trước họ tên người ký không ghi học hàm, học vị, quân hàm, danh hiệu").expected("chỉ ghi họ và tên");
        }
    }
}
