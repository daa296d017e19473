//! A span of time runs forward.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R512", slug: "date-range-order" },
    family: Family::Tables,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Ngày bắt đầu không sau ngày kết thúc",
    manual: "“Từ ngày 15/12/2025 đến ngày 14/3/2025”: ngày bắt đầu phải trước ngày kết thúc. Thường do chưa sửa năm ở một \
             đầu.",
    wrong: &["1. Kiểm tra từ ngày 15/6/2025 đến ngày 14/3/2025."],
    right: &["1. Kiểm tra từ ngày 15/3/2025 đến ngày 14/6/2025."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (line, days) in facts.days() {
        for pair in days.windows(2) {
            let [first, second] = pair else { continue };
            let between = line.text[first.range.end..second.range.start].trim();
            let before = line.text[..first.range.start].trim_end().to_lowercase();
            let range = ["đến ngày", "đến hết ngày", "đến"].contains(&between) && (before.ends_with("từ ngày") || before.ends_with("từ"));
            if let (true, Some(from), Some(to)) = (range, first.date(), second.date())
                && from > to
            {
                found.add(line.at(first.range.start..second.range.end), "Ngày bắt đầu sau ngày kết thúc");
            }
        }
    }
}
