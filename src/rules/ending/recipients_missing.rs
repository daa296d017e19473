//! There are recipients.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, MAY_LACK_PARTS, Rule, Scope};
use crate::standard::{Clause, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R601", slug: "recipients-missing" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Recipients),
    scope: Scope::Except(MAY_LACK_PARTS),
    title: "Văn bản có phần Nơi nhận",
    manual: "Cuối văn bản, bên trái chữ ký, phải có “Nơi nhận:” và danh sách nơi nhận. Biên bản và văn bản kèm theo không \
             xét.",
    wrong: &["@bỏ nơi nhận:\n@bỏ nơi nhận", "@bỏ nơi nhận:"],
    right: &["@nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let foot = &facts.draft.foot;
    if foot.recipients_heading.is_none() && foot.recipients.is_empty() && facts.draft.header.national_title.is_some() {
        found.whole("Không thấy phần “Nơi nhận” ở cuối văn bản").expected(Standard::nd30().words.recipients.clone());
    } else if let (None, Some(first)) = (&foot.recipients_heading, foot.recipients.first()) {
        let right = Standard::nd30().words.recipients.clone();
        found.add(first.pieces[0].clone(), "Trên danh sách này không có dòng “Nơi nhận:”").expected(right);
    }
}
