//! An appendix is referred to in the document.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: code::APPENDIX_UNMENTIONED,
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::AppendixMentioned),
    scope: Scope::Decree,
    title: "Văn bản có phụ lục thì nội dung có chỗ dẫn đến phụ lục",
    manual: "Văn bản có phụ lục kèm theo phải có chỉ dẫn về phụ lục trong nội dung, ví dụ: (chi tiết tại Phụ lục kèm theo). \
             Chỉ xét phụ lục có ghi “Phụ lục” ở đầu; văn bản kèm theo quyết định không xét.",
    wrong: &["1. Kiểm tra hồ sơ.\n2. Báo cáo kết quả.\n@phụ lục Phụ lục\n@tên phụ lục DANH MỤC NHIỆM VỤ\n\
         @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n1. Rà soát.\n2. Báo cáo."],
    right: &["1. Kiểm tra hồ sơ (danh mục tại Phụ lục).\n2. Báo cáo kết quả.\n@phụ lục Phụ lục\n@tên phụ lục DANH MỤC NHIỆM VỤ\n\
         @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n1. Rà soát.\n2. Báo cáo."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let labels = facts.draft.appendices.iter().filter_map(|a| a.label.as_ref());
    let mut labels = labels.filter(|label| label.value.to_lowercase().starts_with("phụ lục"));
    let mentions = || facts.lines.iter().any(|l| l.is_own() && crate::constituents::mentions_appendix(&l.text));
    if let Some(first) = labels.next().filter(|_| !mentions()) {
        found
            .add(first.pieces[0].clone(), "Văn bản có phụ lục nhưng nội dung không nhắc đến phụ lục nào")
            .help("Ghi chỗ dẫn trong nội dung, ví dụ: (chi tiết tại Phụ lục kèm theo).");
    }
}
