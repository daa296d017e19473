//! A deadline lies ahead.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R811", slug: "past-deadline" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Types(&[
        "Kế hoạch",
        "Công văn",
        "Chỉ thị",
        "Giấy mời",
        "Công điện",
        "Phương án",
        "Chương trình",
        "Thông báo",
        "Hướng dẫn",
    ]),
    title: "Thời hạn giao việc không trước ngày ban hành",
    manual: "“Trước ngày 15/12/2024”, “hoàn thành xong ngày …” trong văn bản ban hành năm 2025 là sót của năm trước, hoặc \
             ngày ban hành ghi sai. Chỉ xét các cụm trước ngày, xong ngày, chậm nhất ngày, đến hết ngày có đủ ngày tháng năm.",
    wrong: &["1. Báo cáo kết quả về Sở Nội vụ trước ngày 15/12/2024.", "1. Trình lãnh đạo Sở trước 17 giờ 00 phút ngày 15/12/2024."],
    right: &["1. Báo cáo kết quả về Sở Nội vụ trước ngày 15/12/2025.", "1. Các hồ sơ tiếp nhận từ ngày 15/12/2024 đến ngày 14/3/2025."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const WORDS: [&str; 6] = ["trước ngày", "chậm nhất ngày", "chậm nhất là ngày", "chậm nhất vào ngày", "xong ngày", "hạn cuối ngày"];
    let Some(own) = facts.date() else { return };
    for (line, days) in facts.days().filter(|(l, _)| l.is_own()) {
        for day in days {
            let before = line.text[..day.range.start].trim_end().to_lowercase();
            let past = day.date().is_some_and(|date| date < own);
            // Who is told to act, not what was so before.
            const ACTS: [&str; 18] = [
                "báo cáo",
                "gửi",
                "hoàn thành",
                "nộp",
                "thực hiện",
                "tổng hợp",
                "trình",
                "xong",
                "đăng ký",
                "hoàn thiện",
                "tham mưu",
                "chuẩn bị",
                "khắc phục",
                "rà soát",
                "xử lý",
                "giải quyết",
                "triển khai",
                "cập nhật",
            ];
            let told = ACTS.iter().any(|w| before.contains(w));
            let law = ["ban hành", "hiệu lực", "phát sinh", "tiếp nhận", "tuyển dụng", "sinh "].iter().any(|w| before.contains(w));
            if past && told && !law && (WORDS.iter().any(|w| before.ends_with(w)) || before_an_hour(&before)) {
                found
                    .add(line.at(day.range.clone()), "Thời hạn này trước ngày ban hành")
                    .expected(format!("sau {}", own.format("%d/%-m/%Y")));
            }
        }
    }
}

/// Whether a day's hour is the deadline: `trước 18 giờ 00 phút ngày`, `chậm nhất 17 giờ, ngày`.
fn before_an_hour(before: &str) -> bool {
    let Some(hour) = before.strip_suffix("ngày").map(|b| b.trim_end_matches([' ', ','])) else { return false };
    let hour = hour.strip_suffix("phút").unwrap_or(hour).trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let Some(number) = hour.strip_suffix("giờ").map(str::trim_end) else { return false };
    let word = number.trim_end_matches(|c: char| c.is_ascii_digit());
    word.len() < number.len()
        && ["trước", "trước lúc", "chậm nhất", "chậm nhất là", "chậm nhất vào"].iter().any(|w| word.trim_end().ends_with(w))
}
