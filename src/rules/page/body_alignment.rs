//! Running text is justified.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::paper::Alignment;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R132", slug: "body-alignment" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Paragraph),
    scope: Scope::Decree,
    title: "Nội dung canh đều hai lề",
    manual: "Các đoạn nội dung dài hơn một dòng canh đều cả hai lề (Ctrl+J). Báo một lần, ở đoạn đầu tiên sai, khi hơn một \
             nửa số đoạn dài không canh đều.",
    wrong: &[
        "@{trái} Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp trên theo đúng quy định của pháp luật hiện hành.\n\
             @{trái} Các cơ quan, đơn vị rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả với cơ quan cấp dưới theo đúng quy định của pháp luật hiện hành.",
    ],
    right: &["@{trái} Các cơ quan, đơn vị báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let long: Vec<&Line> = super::running(facts).filter(|l| l.text.chars().count() > 120).collect();
    let wrong: Vec<&&Line> = long.iter().filter(|l| l.piece.paragraph.format.alignment != Alignment::Justify).collect();
    if let Some(first) = wrong.first().filter(|_| wrong.len() * 2 > long.len()) {
        found
            .add(first.piece.clone(), format!("{} trong {} đoạn nội dung dài không canh đều hai lề", wrong.len(), long.len()))
            .expected("canh đều hai lề");
    }
}
