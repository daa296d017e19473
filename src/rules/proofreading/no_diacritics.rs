//! Vietnamese is written with its marks.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::validate::has_no_diacritics;

pub(super) const RULE: Rule = Rule {
    code: code::NO_DIACRITICS,
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Letters),
    scope: Scope::Any,
    title: "Văn bản gõ đủ dấu",
    manual: "Một đoạn từ năm tiếng trở lên mà tiếng nào cũng không dấu là gõ quên bộ gõ. Từ tiếng Anh, địa chỉ trang mạng không xét.",
    wrong: &["1. Nang cao ky luat ky cuong cong vu."],
    right: &["1. Microsoft Office, Windows Server, Visual Studio Code, SQL Server."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|l| has_no_diacritics(&l.text)) {
        found.add(line.piece.clone(), "Văn bản gõ không dấu").help("Bật bộ gõ tiếng Việt (Unicode dựng sẵn) và gõ lại.");
    }
}
