//! Sizes of the head go up or down together.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R131", slug: "header-sizes" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::HeaderSizes),
    scope: Scope::Decree,
    title: "Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh tăng giảm thống nhất",
    manual: "Quốc hiệu cỡ 13 thì Tiêu ngữ và địa danh, thời gian cỡ 14; Quốc hiệu cỡ 12 thì hai thành phần kia cỡ 13.",
    wrong: &["@quốc hiệu{cỡ 12} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    right: &["@quốc hiệu{cỡ 12} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
             @tiêu ngữ{cỡ 13} Độc lập - Tự do - Hạnh phúc\n\
             @ngày{cỡ 13} Lai Châu, ngày 18 tháng 3 năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let size = |component| facts.component(component).next().map(|l: &Line<'p>| (l, l.piece.font().size.pt()));
    let Some((_, title)) = size(Component::NationalTitle) else { return };
    for component in [Component::Motto, Component::PlaceDate] {
        let look = Standard::nd30().look(component);
        let Some((line, own)) = size(component) else { continue };
        let allowed = (f64::from(look.min)..=f64::from(look.max)).contains(&own);
        if allowed && (own - title - 1.0).abs() > 0.1 && (12.0..=13.0).contains(&title) {
            found
                .add(line.piece.clone(), format!("{} cỡ {own} đi với Quốc hiệu cỡ {title}", look.term))
                .expected(format!("cỡ {}", title + 1.0));
        }
    }
}
