//! Somebody signs.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, MAY_LACK_PARTS, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R620", slug: "signer-missing" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Signature),
    scope: Scope::Except(MAY_LACK_PARTS),
    title: "Văn bản có chức vụ, họ tên người ký",
    manual: "Cuối văn bản phải có quyền hạn, chức vụ và họ tên người ký. Bản chưa ghi họ tên cũng phải ghi chức vụ.",
    wrong: &["@bỏ quyền hạn\n@bỏ họ tên"],
    right: &["@quyền hạn GIÁM ĐỐC"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    if facts.draft.foot.signers.is_empty() && facts.draft.header.national_title.is_some() {
        found.whole("Không thấy chức vụ, họ tên người ký ở cuối văn bản");
    }
}
