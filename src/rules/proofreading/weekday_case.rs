//! Names of weekdays.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::{capitalized, is_letter};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R917", slug: "weekday-case" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CapitalsOfDays),
    scope: Scope::Any,
    title: "Ngày trong tuần viết “thứ Hai”, “thứ Bảy”",
    manual: "Ngày trong tuần viết bằng chữ: chữ thứ viết thường, tên ngày viết hoa: thứ Hai, thứ Tư, thứ Bảy.",
    wrong: &["1. Họp vào sáng thứ hai hằng tuần.", "1. Họp lúc 08 giờ, Thứ năm, ngày 20 tháng 3 năm 2025."],
    right: &["1. Họp vào sáng thứ Hai hằng tuần; lần thứ hai; bên thứ ba."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const DAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];
    // Only where the words around speak of a day.
    const BEFORE: [&str; 6] = ["sáng", "chiều", "tối", "ngày", "vào", "từ"];
    const AFTER: [&str; 4] = ["hằng tuần", "hàng tuần", "tuần", "ngày"];
    for line in facts.texts().filter(|line| line.text.contains("thứ ") || line.text.contains("Thứ ")) {
        for day in DAYS {
            let spelt = [format!("thứ {day}"), format!("Thứ {day}")];
            for (at, words) in spelt.iter().flat_map(|words| line.text.match_indices(words.as_str())) {
                let before = line.text[..at].trim_end();
                let after = line.text[at + words.len()..].trim_start_matches([' ', ',', '(']);
                let whole = !line.text[at + words.len()..].starts_with(is_letter);
                let of_week = AFTER.iter().any(|w| after.starts_with(w)) && BEFORE.iter().any(|w| before.ends_with(w))
                    || ["sáng", "chiều", "tối"].iter().any(|w| before.ends_with(w))
                    || after.strip_prefix("ngày ").is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()));
                if whole && of_week {
                    found.add(line.at(at..at + words.len()), format!("Viết “{words}”")).expected(format!("thứ {}", capitalized(day)));
                }
            }
        }
    }
}
