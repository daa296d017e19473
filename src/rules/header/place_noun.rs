//! The place is the name alone.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R226", slug: "place-noun" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Place),
    scope: Scope::Decree,
    title: "Địa danh ghi tên riêng; chỉ thêm “Thành phố”, “Phường” khi tên là tên người, chữ số, sự kiện",
    manual: "Địa danh là tên riêng của đơn vị hành chính: Lai Châu, Hà Nội. Không viết “Tỉnh Lai Châu”, “TP Hà Nội”. Riêng \
             Thành phố Hồ Chí Minh và đơn vị đặt tên theo người, số, sự kiện thì ghi cả danh từ chung (Phường Điện Biên Phủ, \
             Phường 5) và không viết tắt.",
    wrong: &[
        "@ngày Tỉnh Lai Châu, ngày 18 tháng 3 năm 2025",
        "@ngày TP. Hồ Chí Minh, ngày 18 tháng 3 năm 2025",
        "@ngày TP.HCM, ngày 18 tháng 3 năm 2025",
    ],
    right: &["@ngày Thành phố Hồ Chí Minh, ngày 18 tháng 3 năm 2025", "@ngày Phường Điện Biên Phủ, ngày 18 tháng 3 năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(line) = facts.component(Component::PlaceDate).next() else { return };
    let place = line.text.split(',').next().unwrap_or_default().trim();
    if ["TP.", "TP ", "Tp.", "Tp ", "TPHCM", "Tx.", "TX."].iter().any(|short| place.starts_with(short)) {
        found.add(line.of(place), format!("Địa danh viết tắt “{place}”")).expected(
            if place.contains("Hồ Chí Minh") || place.contains("HCM") { "Thành phố Hồ Chí Minh" } else { "ghi đủ tên" },
        );
    } else if let Some(name) = place.strip_prefix("Tỉnh ").or_else(|| place.strip_prefix("tỉnh ")) {
        found.add(line.of(place), format!("Địa danh ghi “{place}”")).expected(name.to_owned());
    }
}
