//! The summary is in sentence case, a recipient begins with a capital letter.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::recognise::Certainty;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: code::WRONG_CASE,
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::SubjectLook),
    scope: Scope::Decree,
    title: "Trích yếu viết chữ thường, hoa chữ đầu và tên riêng; nơi nhận bắt đầu bằng chữ hoa",
    manual: "Trích yếu in thường, đậm; không viết toàn chữ hoa. Mỗi nơi nhận bắt đầu bằng chữ hoa.",
    wrong: &[
        "@trích yếu KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2025",
        "@nơi nhận - các cơ quan, đơn vị;\n\
             @nơi nhận - Lưu: VT, CCHC.",
    ],
    right: &["@trích yếu Kiểm tra việc thực hiện QCVN 102:2016/BTTTT"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::Subject).chain(facts.component(Component::SubjectUnderNumber)) {
        let words = line.text.split_whitespace().count();
        let small = line.text.chars().any(char::is_lowercase);
        if words > 2 && !small && line.piece.is_capitals() {
            found.add(line.piece.clone(), "Trích yếu viết toàn chữ in hoa").expected("chữ in thường");
            break;
        }
    }
    for recipient in &facts.draft.foot.recipients {
        if recipient.certainty == Certainty::Sure && recipient.value.starts_with(char::is_lowercase) {
            let at = recipient.pieces.first().cloned();
            let message = format!("Nơi nhận “{}” bắt đầu bằng chữ thường", recipient.value);
            at.map(|at| found.add(at, message).expected("chữ hoa"));
        }
    }
}
