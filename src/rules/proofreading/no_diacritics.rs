//! Vietnamese is written with its marks.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::validate::without_diacritics;

pub(super) const RULE: Rule = Rule {
    code: code::NO_DIACRITICS,
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Letters),
    scope: Scope::Any,
    title: "Văn bản gõ đủ dấu",
    manual: "Một đoạn, hoặc năm tiếng liền nhau trở lên trong câu, mà tiếng nào cũng không dấu là gõ quên bộ gõ. Từ tiếng Anh, địa chỉ trang mạng không xét.",
    wrong: &["1. Nang cao ky luat ky cuong cong vu.", "1. Nguoi dung dau nhan xet, quyet dinh xếp loại."],
    right: &[
        "1. Microsoft Office, Windows Server, Visual Studio Code, SQL Server.",
        "1. Khi tham gia giao ban, trao cho ban theo quy định.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts() {
        if let Some(words) = without_diacritics(&line.text) {
            found.add(line.of(words), "Văn bản gõ không dấu").help("Bật bộ gõ tiếng Việt (Unicode dựng sẵn) và gõ lại.");
        }
    }
}
