//! Line spacing of the text.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::LineSpacing;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Standard;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R134", slug: "line-spacing" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Of(|s| &s.ranges.line_spacing.clause),
    scope: Scope::Decree,
    title: "Khoảng cách dòng từ đơn đến 1,5 dòng",
    manual: "Khoảng cách giữa các dòng của nội dung tối thiểu là dòng đơn, tối đa 1,5 dòng. Khoảng cách tính bằng pt \
             (Exactly) Nghị định không nhắc đến nên không xét. Báo một lần ở đoạn đầu tiên sai.",
    wrong: &["@{dòng 2} Các cơ quan, đơn vị báo cáo trước ngày 30 tháng 6."],
    right: &["@{dòng 1.5} Các cơ quan, đơn vị báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let range = &Standard::nd30().ranges.line_spacing;
    let wrong = super::running(facts).find_map(|line| match line.piece.paragraph.format.line {
        LineSpacing::Multiple(times) if times > range.max + 0.02 || times < range.min - 0.1 => Some((line, times)),
        LineSpacing::Multiple(_) | LineSpacing::AtLeast(_) | LineSpacing::Exactly(_) => None,
    });
    if let Some((line, times)) = wrong {
        let shown = |n: f64| format!("{n:.2}").trim_end_matches('0').trim_end_matches('.').replace('.', ",");
        found.add(line.piece.clone(), format!("Khoảng cách dòng {} lần dòng đơn", shown(times))).expected(format!(
            "từ {} đến {}",
            shown(range.min),
            shown(range.max)
        ));
    }
}
