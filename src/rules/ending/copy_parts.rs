//! A copy says who copied, under which number, when, and who signed.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R643", slug: "copy-parts" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CopyPaper),
    scope: Scope::Any,
    title: "Bản sao có tên cơ quan sao, số, ngày, người ký, nơi nhận",
    manual: "Dưới đường kẻ sau phần cuối của văn bản được sao phải có đủ: hình thức sao, tên cơ quan sao văn bản, số, ký hiệu, địa danh và thời gian sao, chức vụ, họ tên người ký, nơi nhận.",
    wrong: &["@sao SAO Y\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 05/SY-UBND\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu"],
    right: &["@sao SAO Y\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 05/SY-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(copy) = &facts.draft.copy else { return };
    let Some(form) = &copy.form else { return };
    let parts = [
        (copy.organ_name.is_none(), "tên cơ quan sao văn bản"),
        (copy.code.is_none(), "số, ký hiệu bản sao"),
        (copy.place_date.is_none(), "địa danh và thời gian sao"),
        (copy.foot.signers.is_empty(), "chức vụ, họ tên người ký bản sao"),
        (copy.foot.recipients.is_empty(), "nơi nhận bản sao"),
    ];
    for (_, what) in parts.into_iter().filter(|(missing, _)| *missing) {
        found.add(form.pieces[0].clone(), format!("Phần bản sao không có {what}"));
    }
}
