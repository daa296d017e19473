//! The year before the plan's own.

use std::ops::Range;

use super::title_year;
use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R816", slug: "last-year" },
    family: Family::Leftovers,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Types(&["Kế hoạch", "Chương trình", "Phương án"]),
    title: "Việc của kế hoạch không ghi năm trước",
    manual: "Kế hoạch năm 2027 mà nội dung còn “Đến hết năm 2026”, “Kế hoạch … năm 2026” thường là sót của kế hoạch năm trước. Chỉ xét \
             năm liền trước năm trong trích yếu; không xét câu nói về việc đã qua (kết quả, đánh giá, so với, đã …), văn bản có số, \
             ký hiệu, tháng, quý, giai đoạn.",
    wrong: &[
        "@trích yếu Cải cách hành chính năm 2025\n1. Đến hết năm 2024, hồ sơ trực tuyến đạt 80%.\n2. Báo cáo./.",
        "@trích yếu Cải cách hành chính năm 2025\n1. Thực hiện Kế hoạch Chuyển đổi số năm 2024 của Sở.\n2. Báo cáo./.",
        "@trích yếu Cải cách hành chính năm 2025\n1. Khắc phục hạn chế trong năm 2024 và các năm tiếp theo.\n2. Báo cáo./.",
        "@trích yếu Cải cách hành chính năm 2025\n1. Hoàn thành Kế hoạch theo dõi tình hình thi hành pháp luật năm 2024.\n2. Báo cáo./.",
    ],
    right: &[
        "@trích yếu Cải cách hành chính năm 2025\n1. Rà soát tình hình thực hiện Kế hoạch năm 2024.\n2. Báo cáo./.",
        "@trích yếu Cải cách hành chính năm 2025\n1. Đến hết năm 2025, hồ sơ trực tuyến đạt 80%, tăng so với năm 2024.\n2. Báo cáo./.",
        "@trích yếu Cải cách hành chính năm 2025\n1. Khắc phục hạn chế theo kết quả Chỉ số cải cách hành chính năm 2024.\n2. Báo cáo./.",
        "@trích yếu Cải cách hành chính năm 2025\n1. Thực hiện Kế hoạch số 12/KH-SNV ngày 05 tháng 12 năm 2024.\n2. Báo cáo./.",
    ],
    check,
};

/// What a sentence says of the past, or of what keeps its year.
const PAST: [&str; 18] = [
    "đánh giá",
    "so với",
    "cùng kỳ",
    "tình hình",
    "chỉ số",
    "xếp hạng",
    "tổng kết",
    "quyết toán",
    "hạn chế",
    "tồn tại",
    "tháng ",
    "quý ",
    "sau ",
    "trước",
    "báo cáo năm",
    "kế thừa",
    "năm học",
    "ban hành",
];
/// How a task begins that is still to be done.
const TASKS: [&str; 5] = ["xây dựng", "hoàn thành", "tổ chức thực hiện", "thực hiện", "triển khai"];

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(subject) = facts.draft.subject() else { return };
    let own_years = super::years(&subject.value);
    let &[(ref at, own)] = own_years.as_slice() else { return };
    if !title_year::fits(facts, &subject.value[..at.start], own) {
        return;
    }
    for line in facts.texts().filter(|line| line.is_own()) {
        for (at, year) in super::years(&line.text) {
            if year == own - 1 && is_ahead(&line.text, at.clone()) {
                found
                    .add(line.at(at), format!("Nội dung ghi năm {year}, trích yếu ghi năm {own}"))
                    .expected(format!("năm {own}"))
                    .help("Nếu đúng là năm trước thì để nguyên.");
            }
        }
    }
}

/// Whether the sentence of a year speaks of what is to be done.
fn is_ahead(text: &str, year: Range<usize>) -> bool {
    let start = text[..year.start].rfind(['.', ';']).map_or(0, |sign| sign + 1);
    let end = text[year.end..].find(['.', ';']).map_or(text.len(), |sign| year.end + sign);
    let [before, after, sentence] = [start..year.start, year.end..end, start..end].map(|part| text[part].to_lowercase());
    let sentence = sentence.trim_start_matches(|c: char| !c.is_lowercase());
    let says = |word: &&str| sentence.contains(*word);
    // The document's own title is another rule's.
    if ["/", "đã ", "kết quả", "trên đây là", "như sau:"].iter().any(says) {
        return false;
    }
    before.trim_end().ends_with("hết năm")
        || after.trim_start().starts_with("và các năm")
        || before.contains("kế hoạch") && TASKS.iter().any(|task| sentence.starts_with(task))
        || !PAST.iter().any(says)
}
