//! No number twice on a line.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::{MarkKind, Piece};
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R410", slug: "mark-twice" },
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Số thứ tự không ghi hai lần trên một dòng",
    manual: "Word tự đánh “1.” mà người soạn còn gõ thêm “1.”, hoặc gõ “1. 1.”: trên giấy thành hai số.",
    wrong: &["I. NỘI DUNG\n1. 1. Kiểm tra hồ sơ.\n2. Báo cáo kết quả."],
    right: &["I. NỘI DUNG\n1. Kiểm tra 1. hồ sơ.\n2. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (_, item) in facts.items().filter(|(_, i)| i.rank > 0 && i.kind != MarkKind::Numbers) {
        let text = item.piece.text();
        if text.strip_prefix(&item.marker).is_some_and(|rest| rest.starts_with([' ', '\u{a0}'])) {
            let start = item.piece.range.start;
            let at = Piece { range: start..start + item.marker.len(), ..item.piece.clone() };
            found.add(at, format!("Số thứ tự “{}” ghi hai lần", item.marker)).help("Xóa số gõ tay, hoặc bỏ đánh số tự động của Word.");
        }
    }
}
