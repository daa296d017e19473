//! Every bracket is closed.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Signs};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R910", slug: "brackets" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Mỗi dấu mở ngoặc có dấu đóng",
    manual: "Trong một đoạn, dấu ( [ phải có dấu đóng tương ứng. Dấu đóng ngoặc của điểm a), 1) ở đầu đoạn và trong câu (điểm \
             a) không xét.",
    wrong: &["1. Rà soát thủ tục (gồm cả thủ tục nội bộ."],
    right: &["1. Rà soát thủ tục (gồm cả thủ tục nội bộ).", "1. Nội dung gồm: a) thủ tục; b) hồ sơ."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let parts = [Component::AppendixReference, Component::TableHead, Component::TableCell, Component::Subject, Component::AppendixTitle];
    for line in facts.texts().filter(|l| l.signs.have(Signs::BRACKETS) && !parts.contains(&l.component)) {
        let mut open: Vec<usize> = Vec::new();
        for (at, c) in line.text.char_indices() {
            match c {
                '(' | '[' => open.push(at),
                ')' | ']' => _ = open.pop(),
                _ => {}
            }
        }
        if let Some(at) = open.first() {
            found.add(line.at(*at..*at + 1), format!("Dấu “{}” không có dấu đóng", &line.text[*at..*at + 1]));
        }
    }
}
