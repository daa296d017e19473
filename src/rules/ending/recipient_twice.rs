//! No recipient twice.

use std::collections::HashMap;

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R606", slug: "recipient-twice" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Không ghi một nơi nhận hai lần",
    manual: "Danh sách nơi nhận không lặp lại. “Như trên” cũng chỉ ghi một lần.",
    wrong: &["@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT, CCHC."],
    right: &["@nơi nhận - Ủy ban nhân dân tỉnh;\n\
             @nơi nhận - Văn phòng Ủy ban nhân dân tỉnh;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let mut seen = HashMap::new();
    for line in facts.draft.foot.recipients.iter().filter(|line| line.value.chars().count() > 2) {
        let first = *seen.entry(line.value.to_lowercase()).or_insert(line);
        if !std::ptr::eq(first, line) {
            found
                .add(line.pieces[0].clone(), format!("Nơi nhận “{}” ghi hai lần", line.value))
                .also(first.pieces[0].clone(), "ghi lần đầu");
        }
    }
}
