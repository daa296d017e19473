//! Letters are black.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::Rgb;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R104", slug: "text-color" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Letters),
    scope: Scope::Decree,
    title: "Chữ màu đen",
    manual: "Chữ trong văn bản màu đen. Dấu chỉ mức độ khẩn, địa chỉ trang mạng, màu gần đen (dưới 64 mỗi kênh) không xét. \
             Chữ đỏ, chữ xanh thường là phần đang sửa còn sót.",
    wrong: &["@{chữ đỏ} Các cơ quan, đơn vị báo cáo trước ngày 30 tháng 6."],
    right: &["Các cơ quan, đơn vị báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.lines.iter().filter(|l| l.component != Component::Mark) {
        let coloured = line.piece.runs().find(|(run, text)| {
            let dark = run.font.color.is_none_or(|Rgb(r, g, b)| r < 64 && g < 64 && b < 64);
            !dark
                && run.link.is_none()
                && text.chars().filter(|c| is_letter_or_digit(*c)).count() > 1
                && run.font.color != Some(Rgb(255, 255, 255))
        });
        if let Some((_, text)) = coloured {
            let start = line.text.find(text.trim());
            let at = start.map_or_else(|| line.piece.clone(), |at| line.at(at..at + text.trim().len()));
            found
                .add(at, "Chữ không phải màu đen")
                .expected("màu đen")
                .help("Nếu là chỗ đang sửa dở: xem lại nội dung rồi đặt màu chữ Automatic.");
        }
    }
}
