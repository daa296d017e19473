//! The year of the summary.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R801", slug: "title-year" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Năm trong trích yếu hợp với năm ban hành",
    manual: "Trích yếu ghi “năm 2024” mà văn bản ban hành năm 2026 thường là sót của văn bản cũ. Kế hoạch, báo cáo được ban \
             hành trước hoặc sau một năm (kế hoạch năm 2026 ban hành tháng 12/2025, báo cáo năm 2025 ban hành tháng 01/2026); \
             với kế hoạch, giấy mời, chương trình thì năm trước năm ban hành là đáng ngờ, với báo cáo quý I, II, III, \
             6 tháng đầu năm, 9 tháng cũng vậy. Giai đoạn (2021-2025), tên văn bản \
             được dẫn không xét.",
    wrong: &[
        "@trích yếu Kiểm tra công tác cải cách hành chính năm 2024\nNội dung kiểm tra năm 2025./.",
        "@trích yếu Kiểm tra công tác cải cách hành chính năm 2022\nNội dung./.",
        "@số Số: 15/BC-SNV\n@loại BÁO CÁO\n@trích yếu Kết quả cải cách hành chính quý I năm 2024\nNội dung./.",
    ],
    right: &[
        "@trích yếu Kiểm tra công tác cải cách hành chính năm 2026\nNội dung kiểm tra năm 2026./.",
        "@trích yếu Thực hiện Kế hoạch hành động giai đoạn 2021-2030\nNội dung./.",
        "@số Số: 15/BC-SNV\n@loại BÁO CÁO\n@trích yếu Kết quả cải cách hành chính quý IV năm 2024\nNội dung./.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(year) = facts.year() else { return };
    for line in facts.component(Component::Subject).chain(facts.component(Component::SubjectUnderNumber)) {
        // The year of a document that is named in the summary is its own.
        if line.text.contains(" số ") || line.text.contains('/') {
            continue;
        }
        for (at, other) in super::years(&line.text) {
            if !fits(facts, &line.text[..at.start], other) {
                found
                    .add(line.at(at), format!("Trích yếu ghi năm {other}, văn bản ban hành năm {year}"))
                    .help("Nếu chép từ văn bản cũ: sửa năm ở cả trích yếu và nội dung.");
            }
        }
    }
}

/// Whether a year of the summary, which stands behind some words, may be meant in a document of its date.
pub(super) fn fits(facts: &Facts, before: &str, year: i32) -> bool {
    let Some(issued) = facts.year() else { return true };
    let ahead = ["Kế hoạch", "Chương trình", "Giấy mời", "Chỉ thị", "Phương án"].contains(&facts.kind().title());
    // What is over for half a year is not reported as the last quarter or month.
    let part = ["quý I", "quý 1", "quý II", "quý 2", "quý III", "quý 3", "6 tháng đầu", "06 tháng đầu", "9 tháng", "09 tháng"];
    let before = before.trim_end().trim_end_matches("năm").trim_end();
    let early = part.iter().any(|p| before.ends_with(p));
    let from = if ahead || early && facts.kind().title() == "Báo cáo" { issued } else { issued - 1 };
    (from..=issued + 1).contains(&year)
}
