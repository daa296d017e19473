//! How recipients end.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R605", slug: "recipient-signs" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::RecipientsForm),
    scope: Scope::Decree,
    title: "Sau mỗi nơi nhận là dấu chấm phẩy, dòng cuối là dấu chấm",
    manual: "Mỗi nơi nhận một dòng, cuối dòng có dấu chấm phẩy (;); riêng dòng cuối cùng (Lưu) kết thúc bằng dấu chấm (.). \
             Báo một lần ở dòng đầu tiên sai.",
    wrong: &[
        "@nơi nhận - Ủy ban nhân dân tỉnh.\n@nơi nhận - Lưu: VT, CCHC.",
        "@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT, CCHC;",
    ],
    right: &["@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let lines = &facts.draft.foot.recipients;
    for (at, recipient) in lines.iter().enumerate().filter(|_| lines.len() > 1) {
        let Some(piece) = recipient.pieces.last() else { continue };
        let right = if at + 1 == lines.len() { '.' } else { ';' };
        let ends = |sign: &[char]| recipient.pieces.iter().any(|p| p.text().trim_end().ends_with(sign));
        // Other names of a group may stand on lines of their own, the drafter's symbol below the last one.
        // Offices put the drafter's name behind the last full stop: `Lưu: VT, KT.Châu`.
        // Without the filing line the list does not end there.
        if right == '.' && !super::filing_last::files(&recipient.value) && ends(&[';']) {
            return;
        }
        let named = right == '.' && recipient.pieces.iter().any(|p| p.text().contains('.'));
        if !named && !ends(&[right]) && !ends(&[':', ',']) {
            let sign = if right == '.' { "dấu chấm" } else { "dấu chấm phẩy" };
            found.add(piece.clone(), format!("Cuối dòng nơi nhận này phải là {sign}")).expected(format!("“{right}”"));
            return;
        }
    }
}
