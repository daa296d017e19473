//! No recipient twice.

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
    let lines = &facts.draft.foot.recipients;
    for (at, line) in lines.iter().enumerate() {
        let same = |other: &&crate::recognise::Found<String>| other.value.to_lowercase() == line.value.to_lowercase();
        if let Some(first) = lines[..at].iter().find(same).filter(|_| line.value.chars().count() > 2) {
            found
                .add(line.pieces[0].clone(), format!("Nơi nhận “{}” ghi hai lần", line.value))
                .also(first.pieces[0].clone(), "ghi lần đầu");
        }
    }
}
