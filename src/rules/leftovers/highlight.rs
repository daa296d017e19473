//! No highlighter is left.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R806", slug: "highlight" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Không còn chữ tô nền",
    manual: "Chữ tô nền vàng thường đánh dấu chỗ đang sửa. Xem lại nội dung rồi bỏ màu trước khi trình ký. Ô bảng tô nền \
             không xét.",
    wrong: &["1. Báo cáo trước ngày 30 tháng 6.\n@{tô nền} 2. Gửi Sở Nội vụ tổng hợp."],
    right: &["1. Báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in &facts.lines {
        let marked = line.piece.runs().find(|(run, text)| run.font.highlight && text.chars().any(is_letter_or_digit));
        if let Some((_, text)) = marked {
            let at = line.text.find(text.trim()).map_or_else(|| line.piece.clone(), |from| line.at(from..from + text.trim().len()));
            found.add(at, "Còn chữ tô nền").help("Xem lại nội dung, rồi chọn Text Highlight Color > No Color.");
        }
    }
}
