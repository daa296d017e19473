//! What is cited is older.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R804", slug: "cited-later" },
    family: Family::Leftovers,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Citation),
    scope: Scope::Any,
    title: "Văn bản được dẫn làm căn cứ không có ngày sau ngày ban hành",
    manual: "Không thể căn cứ hay thực hiện một văn bản ban hành sau văn bản này. Thường do gõ sai năm, hoặc chưa sửa ngày \
             ban hành khi chép. Chỉ xét văn bản dẫn có số, ký hiệu và ngày đầy đủ.",
    wrong: &["Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh."],
    right: &["Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh; báo cáo trước ngày 05/01/2026."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(own) = facts.latest() else { return };
    for (line, cited) in facts.cited().filter(|(line, _)| line.component != Component::AppendixReference) {
        let Some(day) = cited.day.as_ref().filter(|d| d.date().is_some_and(|date| date > own)) else { continue };
        let message = format!("Văn bản số {}/{} được dẫn có ngày sau ngày ban hành", cited.number, cited.notation);
        found
            .add(line.at(day.range.clone()), message)
            .expected(format!("không sau {}", own.format("%d/%-m/%Y")))
            .help("Đối chiếu ngày của văn bản được dẫn và ngày ban hành ở đầu văn bản.");
    }
}
