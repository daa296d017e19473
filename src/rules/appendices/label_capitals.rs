//! The label is no line of capitals.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Component, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R708", slug: "appendix-label-capitals" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Look(Component::AppendixLabel),
    scope: Scope::Decree,
    title: "Chữ “Phụ lục” viết chữ thường, hoa chữ đầu",
    manual: "Từ “Phụ lục” và số thứ tự in thường, đậm, cỡ 14, canh giữa: “Phụ lục I”, không viết “PHỤ LỤC I”. Tiêu đề phụ lục \
             mới viết hoa.",
    wrong: &["Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục PHỤ LỤC\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả."],
    right: &["Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục Phụ lục\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.lines.iter().filter(|l| l.component == Component::AppendixLabel) {
        if line.text.starts_with("PHỤ LỤC") {
            found.add(line.at(0.."PHỤ LỤC".len()), "“PHỤ LỤC” viết toàn chữ hoa").expected(Standard::nd30().words.appendix.clone());
            return;
        }
    }
}
