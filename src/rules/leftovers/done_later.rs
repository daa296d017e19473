//! What was done was done before the document's date.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R815", slug: "done-later" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Việc ghi là đã làm không có ngày sau ngày ban hành",
    manual: "“Ngày 23/5/2025, Giám đốc Sở đã chủ trì cuộc họp” trong văn bản ban hành ngày 18/3/2025 là sai ngày. Chỉ xét câu bắt \
             đầu bằng ngày đầy đủ rồi đến chữ đã, và “thông qua ngày …” trong nghị quyết.",
    wrong: &[
        "Ngày 23 tháng 5 năm 2025, tại trụ sở cơ quan, Giám đốc Sở đã chủ trì cuộc họp giao ban.",
        "@số Số: 15/NQ-HĐND\n@loại NGHỊ QUYẾT\n@trích yếu Về dự toán ngân sách năm 2025\n\
         Điều 1. Thông qua dự toán.\nĐiều 2. Nghị quyết này được Hội đồng nhân dân thông qua ngày 18 tháng 5 năm 2025./.\n@lệnh QUYẾT NGHỊ:",
    ],
    right: &[
        "Ngày 13 tháng 3 năm 2025, tại trụ sở cơ quan, Giám đốc Sở đã chủ trì cuộc họp; ngày 23/5/2025 sẽ họp tiếp.",
        "@số Số: 15/NQ-HĐND\n@loại NGHỊ QUYẾT\n@trích yếu Về dự toán ngân sách năm 2025\n\
         Điều 1. Thông qua dự toán.\nĐiều 2. Nghị quyết này được Hội đồng nhân dân thông qua ngày 18 tháng 3 năm 2025./.\n@lệnh QUYẾT NGHỊ:",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(own) = facts.date() else { return };
    for (line, days) in facts.days().filter(|(l, _)| l.is_own()) {
        for day in days.iter().filter(|day| day.date().is_some_and(|date| date > own)) {
            let before = line.text[..day.range.start].trim_end();
            let sentence = before.rsplit(". ").next().unwrap_or(before);
            let rest = &line.text[day.range.end..];
            let clause = &rest[..rest.find(['.', ';']).unwrap_or(rest.len())];
            let begins = ["Ngày", "Vào ngày", "Sáng ngày", "Chiều ngày"].contains(&sentence) && clause.contains(" đã ");
            if begins || facts.kind().title() == "Nghị quyết" && before.ends_with("thông qua ngày") {
                found
                    .add(line.at(day.range.clone()), "Việc này ghi là đã làm, ngày lại sau ngày ban hành")
                    .expected(format!("không sau {}", own.format("%d/%-m/%Y")));
            }
        }
    }
}
