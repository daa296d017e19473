//! The filing line is the last one.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Standard};
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R603", slug: "filing-last" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::RecipientsForm),
    scope: Scope::Decree,
    title: "Dòng cuối của nơi nhận là “Lưu: VT, …”",
    manual: "Dòng cuối cùng của danh sách nơi nhận gồm chữ “Lưu:”, chữ viết tắt VT (Văn thư), đơn vị soạn thảo và số bản lưu \
             nếu cần.",
    wrong: &[
        "@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Các cơ quan, đơn vị.",
        "@nơi nhận - Lưu: VT, CCHC;\n@nơi nhận - Các cơ quan, đơn vị.",
    ],
    right: &["@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let lines = &facts.draft.foot.recipients;
    let Some(last) = lines.last() else { return };
    if lines.len() > 1 && !files(&last.value) && !last.value.contains(&Standard::nd30().words.filing) {
        let filing = lines.iter().any(|l| files(&l.value));
        let message = if filing {
            "Dòng “Lưu” không đứng cuối danh sách nơi nhận"
        } else {
            "Nơi nhận không có dòng “Lưu”"
        };
        found.add(last.pieces[0].clone(), message).expected("- Lưu: VT, …");
    }
}

/// Whether a recipient is the line of what is filed.
pub(super) fn files(words: &str) -> bool {
    folded(words).trim_start_matches(['-', ' ']).starts_with("luu")
}
