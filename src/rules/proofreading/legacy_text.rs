//! Letters are Unicode.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: code::LEGACY_TEXT,
    family: Family::Proofreading,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Letters),
    scope: Scope::Any,
    title: "Chữ theo bảng mã Unicode, không phải TCVN3, VNI",
    manual: "Chữ gõ bằng TCVN3 (phông .VnTime) hay VNI mà đổi phông thì thành chữ lạ, máy khác không đọc được. Chuyển mã bằng \
             bộ gõ (Unikey: Ctrl+Shift+F6). Chữ thành dấu ? là đã mất dấu.",
    wrong: &["1. Uyû ban nhaân daân xaõ Möôøng La."],
    right: &["1. Ủy ban nhân dân xã Mường La."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let mut told = 0;
    for line in facts.texts() {
        let Some(spoilt) = crate::text::legacy::spoilt(&line.text) else { continue };
        told += 1;
        if told > 5 {
            return;
        }
        let finding = found.add(line.piece.clone(), format!("Chữ {}", spoilt.how.name()));
        match spoilt.proposed {
            Some(proposed) => finding.expected(proposed),
            None => finding.only(Severity::Warning).help("Gõ lại đoạn này."),
        };
    }
}
