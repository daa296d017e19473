//! A line is drawn below the motto.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R206", slug: "motto-line" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Motto),
    scope: Scope::Decree,
    title: "Dưới Tiêu ngữ có đường kẻ",
    manual: "Dưới Tiêu ngữ có đường kẻ ngang, nét liền, dài bằng dòng chữ. Đường vẽ, viền đoạn văn, gạch chân, gạch gõ bằng phím đều được tính là có; \
             hai đường kẻ cùng neo ở một bên thì không xét.",
    wrong: &["@trang{không kẻ dưới tiêu ngữ}", "@trang{không kẻ dưới tiêu ngữ, không kẻ dưới tên cơ quan}"],
    right: &["@số Số: 15/KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(line) = facts.component(Component::Motto).last() else { return };
    let [here, beside, outside] = super::drawn_near(facts, line);
    if here == 0 && beside < 2 && outside == 0 {
        let both = if beside == 0 { " và dưới tên cơ quan ban hành" } else { "" };
        found
            .add(line.piece.clone(), format!("Không thấy đường kẻ dưới Tiêu ngữ{both}"))
            .expected("đường kẻ dài bằng dòng chữ")
            .help("Trong Word: Insert > Shapes > Line, kẻ dưới dòng này.");
    }
}
