//! How the filing line is written.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R604", slug: "filing-form" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::RecipientsForm),
    scope: Scope::Decree,
    title: "Dòng lưu viết “Lưu: VT, …”",
    manual: "Sau chữ Lưu là dấu hai chấm, rồi chữ viết tắt VT: “- Lưu: VT, CCHC.”",
    wrong: &[
        "@nơi nhận - Ủy ban nhân dân tỉnh;\n\
             @nơi nhận - Lưu VT, CCHC.",
        "@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: CCHC.",
    ],
    right: &["@nơi nhận - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT, CCHC (3b)."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let words = &Standard::nd30().words;
    let Some(last) = facts.draft.foot.recipients.last().filter(|l| l.value.starts_with("Lưu") && !l.value.starts_with("Lưu trữ"))
    else {
        return;
    };
    if !last.value.starts_with(&words.filing) {
        found
            .add(last.pieces[0].clone(), format!("Dòng lưu viết “{}”", last.value))
            .expected(format!("{} {}, …", words.filing, words.filing_clerk));
    } else if !last.value.contains(&words.filing_clerk)
        && !last.value.contains("Văn thư")
        && !last.value.contains("hồ sơ")
        && !last.value.contains('…')
    {
        found.add(last.pieces[0].clone(), "Dòng lưu không có VT (Văn thư)").expected(format!("{} {}, …", words.filing, words.filing_clerk));
    }
}
