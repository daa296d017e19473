//! The weekday fits the date.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R921", slug: "weekday" },
    family: Family::Proofreading,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Thứ hợp với ngày",
    manual: "“thứ Hai, ngày 18/3/2025” mà ngày ấy là thứ Ba thì một trong hai sai. Giấy mời sai thứ là người dự đến nhầm \
             ngày.",
    wrong: &["1. Họp vào thứ Hai, ngày 18/3/2025.", "1. Họp lúc 8 giờ 00 ngày 18/3/2025 (thứ Tư)."],
    right: &["1. Họp vào thứ Ba, ngày 18/3/2025.", "1. Họp lúc 8 giờ 00 ngày 18/3/2025 (thứ Ba)."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const DAYS: [(&str, chrono::Weekday); 12] = [
        ("thu hai", chrono::Weekday::Mon),
        ("thu 2", chrono::Weekday::Mon),
        ("thu ba", chrono::Weekday::Tue),
        ("thu 3", chrono::Weekday::Tue),
        ("thu tu", chrono::Weekday::Wed),
        ("thu 4", chrono::Weekday::Wed),
        ("thu nam", chrono::Weekday::Thu),
        ("thu 5", chrono::Weekday::Thu),
        ("thu sau", chrono::Weekday::Fri),
        ("thu bay", chrono::Weekday::Sat),
        ("chu nhat", chrono::Weekday::Sun),
        ("thu 7", chrono::Weekday::Sat),
    ];
    const NAMES: [&str; 7] = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];
    let mut lines: Vec<&Line> = ["thứ", "chủ nhật"].iter().flat_map(|day| facts.said(day)).map(|(line, _)| line).collect();
    lines.sort_by_key(|line| std::ptr::from_ref(*line));
    lines.dedup_by_key(|line| std::ptr::from_ref(*line));
    for line in lines {
        for day in crate::facts::days(&line.text) {
            let Some(date) = day.date() else { continue };
            let before = folded(&line.text[..day.range.start]);
            let before = before.trim_end().trim_end_matches("ngay").trim_end_matches([' ', ',', '(']);
            let after = folded(&line.text[day.range.end..]);
            let after = after.trim_start_matches([' ', ',', '(']);
            let bracketed = line.text[day.range.end..].trim_start().starts_with(['(', ',']);
            let named = DAYS.iter().find(|(name, _)| before.ends_with(name) || bracketed && after.starts_with(name));
            let right = chrono::Datelike::weekday(&date);
            if let Some((_, said)) = named.filter(|(_, said)| *said != right) {
                let name = |day: chrono::Weekday| NAMES[day.num_days_from_monday() as usize];
                found
                    .add(line.at(day.range.clone()), format!("Ngày này là {}, không phải {}", name(right), name(*said)))
                    .expected(name(right))
                    .help("Sửa ngày hoặc thứ.");
            }
        }
    }
}
