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
    manual: "Cuối văn bản phải có quyền hạn, chức vụ và họ tên người ký. Bản dự thảo chưa ghi họ tên cũng phải ghi chức vụ; văn bản đã \
             có số và ngày thì phải có họ tên.",
    wrong: &["@bỏ quyền hạn\n@bỏ họ tên", "@bỏ họ tên"],
    right: &["@quyền hạn GIÁM ĐỐC", "@số Số:       /KH-SNV\n@ngày Lai Châu, ngày      tháng 3 năm 2025\n@bỏ họ tên"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    if facts.draft.foot.signers.is_empty() && facts.draft.header.national_title.is_some() {
        found.whole("Không thấy chức vụ, họ tên người ký ở cuối văn bản");
    }
    let issued = facts.date().is_some() && facts.draft.header.code.as_ref().is_some_and(|c| c.value.code_number.is_some());
    for signer in facts.draft.foot.signers.iter().filter(|s| issued && s.full_name.is_none() && s.hint.is_none()) {
        if let Some(post) = signer.authority.last() {
            found.add(post.pieces[0].clone(), "Văn bản đã có số và ngày mà dưới chức vụ không có họ tên người ký");
        }
    }
}
