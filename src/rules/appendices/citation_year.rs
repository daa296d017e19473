//! The year in the number of a cited document is that of its date.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R726", slug: "citation-year" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Citation),
    scope: Scope::Any,
    title: "Năm trong số của văn bản được dẫn là năm của ngày ban hành văn bản ấy",
    manual: "Số của luật, nghị định, thông tư, quyết định quy phạm ghi năm ban hành: “Nghị định số 30/2020/NĐ-CP” thì ngày phải \
             thuộc năm 2020. Khác năm là gõ sai số hoặc gõ sai ngày. Chỉ xét chỗ dẫn có ngày đầy đủ ngay sau số, ký hiệu; ngày \
             sau ngày ban hành văn bản thì xem R804.",
    wrong: &[
        "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ.",
        "Thực hiện Thông tư số 05/2024/TT-BNV ngày 12/6/2023 của Bộ trưởng Bộ Nội vụ.",
    ],
    right: &[
        "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.",
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/3/2021; Nghị định số 30/2020/NĐ-CP được áp dụng từ ngày 05/3/2021.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (line, cited) in facts.cited() {
        let (Some(year), Some(day)) = (cited.year(), &cited.day) else { continue };
        let later = facts.latest().zip(day.date()).is_some_and(|(own, date)| date > own);
        if year != day.year && !later {
            let message = format!("Số {}/{} là của năm {year}, ngày ghi năm {}", cited.number, cited.notation, day.year);
            found
                .add(line.at(day.range.clone()), message)
                .expected(format!("năm {year}"))
                .help("Đối chiếu văn bản được dẫn: sửa năm ở số hoặc sửa ngày.");
        }
    }
}
