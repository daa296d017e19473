//! The first line is indented by 1 or 1.27 cm.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Standard;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R133", slug: "first-line-indent" },
    family: Family::Page,
    severity: Severity::Note,
    basis: Basis::Of(|s| &s.ranges.indent.clause),
    scope: Scope::Decree,
    title: "Đầu đoạn lùi vào 1 cm hoặc 1,27 cm",
    manual: "Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm. Đoạn ngắn, đoạn lùi cả khối và đoạn lùi bằng phím Tab \
             không xét. Báo một lần khi hơn một nửa số đoạn sai.",
    wrong: &[
        "@{lùi 20} Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.",
    ],
    right: &[
        "@{lùi 10} Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let range = &Standard::nd30().ranges.indent;
    let long: Vec<&Line> = super::running(facts)
        .filter(|l| l.text.chars().count() > 120 && l.piece.paragraph.label.is_none() && !l.piece.paragraph.text().starts_with(['\t', ' ']))
        .collect();
    let wrong: Vec<(&&Line, f64)> = long
        .iter()
        .map(|l| (l, (l.piece.paragraph.format.first_line + l.piece.paragraph.format.left).mm()))
        .filter(|(_, mm)| !range.choices.iter().any(|choice| (choice - mm).abs() < 0.6))
        .collect();
    if let Some((first, mm)) = wrong.first().filter(|_| wrong.len() * 2 > long.len()) {
        found.add(first.piece.clone(), format!("Đầu đoạn lùi {} mm", format!("{mm:.1}").replace('.', ","))).expected("10 hoặc 12,7 mm");
    }
}
