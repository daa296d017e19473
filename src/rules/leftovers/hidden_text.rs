//! Nothing is hidden.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::RemarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R813", slug: "hidden-text" },
    family: Family::Leftovers,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không có chữ ẩn",
    manual: "Chữ ẩn (Hidden) không in ra nhưng người nhận tệp vẫn đọc được. Chương trình bỏ qua chữ ẩn khi kiểm tra.",
    wrong: &["@trang{chữ ẩn}"],
    right: &["1. Báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let all = facts.remarks(&[RemarkKind::Hidden]);
    if let Some((_, first)) = all.first() {
        let more = if all.len() > 1 { format!(" (cả văn bản có {} chỗ)", all.len()) } else { String::new() };
        found
            .add(first.clone(), format!("Có chữ ẩn, không in ra{more}"))
            .help("Trong Word: bấm ¶ để thấy chữ ẩn, rồi xóa hoặc bỏ chọn Font > Hidden.");
    }
}
