//! Appendices have Roman numbers.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R703", slug: "appendix-roman" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::AppendixMentioned),
    scope: Scope::Decree,
    title: "Có từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã",
    manual: "Văn bản có hai phụ lục trở lên phải đánh số Phụ lục I, Phụ lục II … bằng chữ số La Mã; chỉ có một phụ lục thì \
             không cần đánh số.",
    wrong: &["Nội dung kiểm tra (chi tiết tại Phụ lục 1, Phụ lục 2 kèm theo).\n\
             @phụ lục Phụ lục 1\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả.\n\
             @phụ lục Phụ lục 2\n\
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
        facts.draft.appendices.iter().filter_map(|a| a.label.as_ref()).filter(|l| folded(&l.value).starts_with("phu luc")).collect();
    for label in labels.iter().filter(|_| labels.len() > 1) {
        let word = label.value.split(' ').nth(2).unwrap_or_default().trim_matches(['.', ':', '0']);
        if word.parse::<usize>().is_ok() {
            found.add(label.pieces[0].clone(), format!("Phụ lục đánh số “{word}”")).expected("chữ số La Mã: Phụ lục I, Phụ lục II …");
            return;
        }
    }
}
