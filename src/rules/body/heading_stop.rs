//! No stop behind a heading.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R407", slug: "heading-stop" },
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Cuối tiêu đề mục không có dấu chấm, dấu hai chấm",
    manual: "Tiêu đề của phần, chương, mục (chữ hoa, đậm) không có dấu câu ở cuối.",
    wrong: &["I. MỤC ĐÍCH:\nNội dung một.", "I. MỤC ĐÍCH.\nNội dung một."],
    right: &["I. MỤC ĐÍCH\nNội dung một."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.lines.iter().filter(|l| matches!(l.component, Component::Section | Component::PartTitle) && l.piece.is_capitals()) {
        let text = line.text.trim_end();
        if let Some(sign) = text
            .chars()
            .next_back()
            .filter(|c| matches!(c, '.' | ':' | ';' | ','))
            .filter(|_| !text.ends_with("..") && !text.ends_with("./."))
        {
            found.add(line.at(text.len() - 1..text.len()), format!("Cuối tiêu đề có dấu “{sign}”")).expected("không có dấu");
        }
    }
}
