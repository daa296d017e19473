//! The paper is A4.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Standard;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R101", slug: "paper-size" },
    family: Family::Page,
    severity: Severity::Error,
    basis: Basis::Of(|s| &s.page.clause),
    scope: Scope::Decree,
    title: "Khổ giấy A4 (210 × 297 mm)",
    manual: "Văn bản hành chính trình bày trên khổ A4. Trang nằm ngang (297 × 210) cũng là A4. Cho phép lệch 1 mm vì Word làm \
             tròn. Sửa: Layout > Size > A4.",
    wrong: &["@trang{khổ 216 279}"],
    right: &["@trang{khổ 210.2 297}"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let page = &Standard::nd30().page;
    let mut told = Vec::new();
    for section in &facts.paper.sections {
        let (width, height) = (section.width.mm(), section.height.mm());
        let near = |a: f64, b: f64| (a - b).abs() < 1.0;
        let right = near(width.min(height), page.width_mm) && near(width.max(height), page.height_mm);
        let size = format!("{width:.0} × {height:.0} mm");
        if !right && !told.contains(&size) {
            found
                .whole(format!("Khổ giấy {size}"))
                .expected(format!("A4: {:.0} × {:.0} mm", page.width_mm, page.height_mm))
                .help("Đổi trong Word: Layout > Size > A4.");
            told.push(size);
        }
    }
}
