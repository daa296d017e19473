//! Letters are Unicode.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::paper::RemarkKind;
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
             bộ gõ (Unikey: Ctrl+Shift+F6). Văn bản Word còn phông .VnTime, VNI cũng bị báo, một lần. Chữ thành dấu ? là đã mất dấu.",
    wrong: &["1. Uyû ban nhaân daân xaõ Möôøng La.", "@trang{bảng mã cũ}\n1. Kiểm tra hồ sơ."],
    right: &["1. Ủy ban nhân dân xã Mường La."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    // What the reader knew by its font was converted, and is told once.
    let known = facts.remarks(&[RemarkKind::Legacy, RemarkKind::Lost]);
    if let Some((remark, at)) = known.first() {
        let count = facts.paper.remarks.iter().filter(|r| [RemarkKind::Legacy, RemarkKind::Lost].contains(&r.kind)).count();
        let proposed = at.words();
        found
            .add(at.clone(), format!("{count} chỗ có {}", remark.kind.title()))
            .expected(proposed)
            .help("Chuyển cả văn bản sang Unicode (Unikey: Ctrl+Shift+F6) rồi chọn phông Times New Roman; hoặc chạy vanban fix.");
    }
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
