//! The reference has the very date.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R707", slug: "appendix-reference-date" },
    family: Family::Appendices,
    severity: Severity::Error,
    basis: Basis::Look(Component::AppendixReference),
    scope: Scope::Decree,
    title: "Ngày ở dòng “Kèm theo” là ngày của chính văn bản",
    manual: "Dòng (Kèm theo … ngày 18 tháng 3 năm 2025 …) phải ghi đúng ngày ban hành ở trang đầu. Ngày để trống thì không \
             xét; năm khác năm ban hành là dấu hiệu chép từ văn bản cũ.",
    wrong: &["Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục Phụ lục\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2024 của Sở Nội vụ)\n\
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
    let Some(own) = facts.date() else { return };
    for line in facts.lines.iter().filter(|l| l.component == Component::AppendixReference) {
        let Some(day) = crate::facts::days(&line.text).into_iter().next() else { continue };
        if day.date() != Some(own) {
            found
                .add(line.at(day.range.clone()), "Ngày ở dòng “Kèm theo” khác ngày ban hành")
                .expected(own.format("%d/%-m/%Y").to_string());
        }
    }
}
