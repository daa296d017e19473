//! A line is drawn below the body's name.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R207", slug: "organ-line" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Look(Component::OrganName),
    scope: Scope::Decree,
    title: "Dưới tên cơ quan ban hành có đường kẻ",
    manual: "Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền, dài bằng 1/3 đến 1/2 dòng chữ, ở giữa dòng. Đường vẽ, viền đoạn văn, gạch chân, gạch gõ bằng phím đều được tính là có; \
             hai đường kẻ cùng neo ở một bên thì không xét.",
    wrong: &["@trang{không kẻ dưới tên cơ quan}"],
    right: &["@số Số: 15/KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(line) = facts.component(Component::OrganName).last() else { return };
    let [here, beside, outside] = super::drawn_near(facts, line);
    // Where no line is drawn at all, that is told at the motto.
    if here == 0 && beside == 1 && outside == 0 {
        found
            .add(line.piece.clone(), "Không thấy đường kẻ dưới tên cơ quan ban hành")
            .expected("đường kẻ dài bằng 1/3 đến 1/2 dòng chữ")
            .help("Trong Word: Insert > Shapes > Line, kẻ dưới dòng này.");
    }
}
