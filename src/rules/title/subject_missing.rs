//! There is a summary.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R302", slug: "subject-missing" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Title),
    scope: Scope::Except(&[
        "Giấy giới thiệu",
        "Giấy nghỉ phép",
        "Giấy ủy quyền",
        "Giấy mời",
        "Phiếu gửi",
        "Phiếu chuyển",
        "Phiếu báo",
        "Hợp đồng",
        "Biên bản",
        "Công điện",
        "Thư công",
    ]),
    title: "Văn bản có trích yếu nội dung",
    manual: "Dưới tên loại (hoặc dưới số, ký hiệu của công văn, sau chữ V/v) phải có trích yếu: một câu ngắn nêu chủ đề của \
             văn bản.",
    wrong: &["@bỏ trích yếu"],
    right: &["@trích yếu Kiểm tra công tác năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    if facts.draft.subject().is_none() && facts.draft.header.national_title.is_some() {
        let at = facts.component(Component::TypeName).next().map(|l| l.piece.clone());
        let message = "Không thấy trích yếu nội dung";
        match at {
            Some(at) => found.add(at, message),
            None => found.whole(message),
        };
    }
}
