//! No item without words.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::recognise::MarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: code::EMPTY_ITEM,
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không có mục chỉ ghi số mà không có nội dung",
    manual: "Dòng chỉ có “2.” hay “b)” thường là sót khi xóa nội dung.",
    wrong: &["I. NỘI DUNG\n\
             1. Kiểm tra hồ sơ.\n\
             2.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./."],
    right: &["I. NỘI DUNG\n1. Kiểm tra hồ sơ.\n2. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (_, item) in facts.items().filter(|(_, i)| i.kind >= MarkKind::Article && i.piece.range.is_empty()) {
        found.add(item.mark(), format!("Mục “{}” không có nội dung", item.marker));
    }
}
