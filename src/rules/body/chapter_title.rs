//! Chapters have titles.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::recognise::MarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: code::NO_TITLE,
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::LevelTitles),
    scope: Scope::Any,
    title: "Phần, chương, mục, tiểu mục có tiêu đề",
    manual: "Dưới “Chương I”, “Mục 1” phải có tiêu đề viết hoa, đậm, canh giữa.",
    wrong: &["Chương I\nĐiều 1. Phạm vi điều chỉnh\nQuy định này áp dụng cho các cơ quan."],
    right: &["Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\nQuy định này áp dụng cho các cơ quan."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let kinds = [MarkKind::Part, MarkKind::Chapter, MarkKind::Section, MarkKind::Subsection];
    for (_, item) in facts.items().filter(|(_, i)| kinds.contains(&i.kind)) {
        if item.title.is_empty() && item.piece.range.is_empty() {
            found.add(item.mark(), format!("{} không có tiêu đề", item.marker)).help("Ghi tiêu đề viết hoa, đậm, canh giữa ở dòng dưới.");
        }
    }
}
