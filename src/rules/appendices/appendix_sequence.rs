//! Numbers of appendices.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R704", slug: "appendix-sequence" },
    family: Family::Appendices,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::AppendixMentioned),
    scope: Scope::Decree,
    title: "Số của các phụ lục nối tiếp nhau, không trùng",
    manual: "Các phụ lục đánh số liên tục từ I theo thứ tự trong văn bản.",
    wrong: &["Nội dung kiểm tra (chi tiết tại Phụ lục I kèm theo).\n\
             @phụ lục Phụ lục I\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả.\n\
             @phụ lục Phụ lục I\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả."],
    right: &["Nội dung kiểm tra (chi tiết tại Phụ lục I, Phụ lục II kèm theo).\n\
             @phụ lục Phụ lục I\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả.\n\
             @phụ lục Phụ lục II\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let labels: Vec<_> =
        facts.draft.appendices.iter().filter_map(|a| a.label.as_ref()).filter_map(|l| Some((l, super::number(&l.value)?))).collect();
    for pair in labels.windows(2) {
        let [(before, first), (label, second)] = pair else { continue };
        if second == first {
            found
                .add(label.pieces[0].clone(), format!("{} đã có ở trên", label.value))
                .also(before.pieces[0].clone(), "phụ lục trước cùng số");
        } else if *second != first + 1 {
            found.add(label.pieces[0].clone(), format!("{} đứng sau {}", label.value, before.value)).only(Severity::Warning);
        }
    }
}
