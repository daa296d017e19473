//! Authority and post on lines of their own.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};
use crate::text::upper;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R624", slug: "authority-one-line" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Authority),
    scope: Scope::Decree,
    title: "Quyền hạn và chức vụ người ký ghi trên hai dòng",
    manual: "“KT. GIÁM ĐỐC” và “PHÓ GIÁM ĐỐC” ghi trên hai dòng, không ghi liền trên một dòng.",
    wrong: &["@quyền hạn KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"],
    right: &["@quyền hạn KT. GIÁM ĐỐC\n@quyền hạn PHÓ GIÁM ĐỐC"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::Authority) {
        let words = upper(&line.text);
        let at = words.find(" PHÓ ").or_else(|| words.find(" THỨ TRƯỞNG")).filter(|_| words.starts_with("KT.") || words.starts_with("KT "));
        if let Some(at) = at {
            found
                .add(line.piece.clone(), "Quyền hạn và chức vụ ghi trên một dòng")
                .help(format!("Xuống dòng trước “{}”.", words[at..].trim()));
        }
    }
}
