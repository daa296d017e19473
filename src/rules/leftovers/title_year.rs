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
             với kế hoạch, giấy mời, chương trình thì năm trước năm ban hành là đáng ngờ. Giai đoạn (2021-2025), tên văn bản \
             được dẫn không xét.",
    wrong: &[
        "@trích yếu Kiểm tra công tác cải cách hành chính năm 2024\nNội dung kiểm tra năm 2025./.",
        "@trích yếu Kiểm tra công tác cải cách hành chính năm 2022\nNội dung./.",
    ],
    right: &[
        "@trích yếu Kiểm tra công tác cải cách hành chính năm 2026\nNội dung kiểm tra năm 2026./.",
        "@trích yếu Thực hiện Kế hoạch hành động giai đoạn 2021-2030\nNội dung./.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(year) = facts.year() else { return };
    let ahead = ["Kế hoạch", "Chương trình", "Giấy mời", "Chỉ thị", "Phương án"].contains(&facts.kind().title());
    for line in facts.component(Component::Subject).chain(facts.component(Component::SubjectUnderNumber)) {
        // The year of a document that is named in the summary is its own.
        if line.text.contains(" số ") || line.text.contains('/') {
            continue;
        }
        for (at, other) in super::years(&line.text) {
            let fits = if ahead { (year..=year + 1).contains(&other) } else { (year - 1..=year + 1).contains(&other) };
            if !fits {
                found
                    .add(line.at(at), format!("Trích yếu ghi năm {other}, văn bản ban hành năm {year}"))
                    .help("Nếu chép từ văn bản cũ: sửa năm ở cả trích yếu và nội dung.");
            }
        }
    }
}
