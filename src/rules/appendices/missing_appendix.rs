//! An appendix that is referred to is there.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: code::APPENDIX_ABSENT,
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::AppendixMentioned),
    scope: Scope::Decree,
    title: "Phụ lục được nhắc đến có trong văn bản",
    manual: "Nội dung dẫn đến “Phụ lục II kèm theo” thì văn bản phải có Phụ lục II. Chỉ xét khi tệp có phụ lục khác (thiếu \
             đúng số ấy); không xét khi có phụ lục ở tệp riêng. Phụ lục của văn bản khác \
             (có tên, số văn bản đi sau) không xét.",
    wrong: &[
        "Nội dung kiểm tra (chi tiết tại Phụ lục II kèm theo).\n\
             @phụ lục Phụ lục I\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả.",
        "Nội dung kiểm tra (chi tiết tại Phụ lục III kèm theo).\n@phụ lục Phụ lục\n@tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n1. Rà soát.\n2. Báo cáo.",
    ],
    right: &[
        "Nội dung kiểm tra (chi tiết tại Phụ lục I kèm theo).\n\
             @phụ lục Phụ lục I\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả.",
        "Thực hiện Phụ lục II ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    if facts.has_separate_parts {
        return;
    }
    let labels: Vec<usize> = facts.draft.appendices.iter().filter_map(|a| super::number(&a.label.as_ref()?.value)).collect();
    let numbered = facts.draft.appendices.iter().any(|a| a.label.is_some());
    for line in facts.texts().filter(|l| l.is_own()) {
        for (at, _) in line.text.match_indices("Phụ lục ").chain(line.text.match_indices("phụ lục ")) {
            let rest = &line.text[at + "Phụ lục ".len()..];
            let word: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
            let Some(number) = super::rank(&word) else { continue };
            let after = &rest[word.len()..];
            let foreign = ["Nghị định", "Thông tư", "Quyết định", "Công văn", "Luật", "Nghị quyết", " số "]
                .iter()
                .any(|w| after.chars().take(60).collect::<String>().contains(w));
            // With as many appendices it is a label that is wrong, and told.
            if foreign || labels.contains(&number) || number <= labels.len() || !numbered || labels.is_empty() && number == 1 {
                continue;
            }
            found
                .add(
                    line.at(at..at + "Phụ lục ".len() + word.len()),
                    format!("Nội dung dẫn “Phụ lục {word}” nhưng văn bản chỉ có {} phụ lục", labels.len().max(1)),
                )
                .help("Thêm phụ lục, hoặc sửa chỗ dẫn.");
        }
    }
}
