//! The form of a copy is one of the decree's three.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, CopyKind, Standard};
use crate::text::upper;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R641", slug: "copy-form" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CopyPaper),
    scope: Scope::Any,
    title: "Hình thức sao ghi SAO Y, SAO LỤC hoặc TRÍCH SAO",
    manual: "Bản sao theo Nghị định 30/2020/NĐ-CP có ba hình thức: sao y, sao lục, trích sao. “SAO Y BẢN CHÍNH” là cách ghi của quy định cũ.",
    wrong: &["@sao SAO Y BẢN CHÍNH\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 05/SY-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu"],
    right: &[
        "@sao SAO Y\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 05/SY-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu",
        "@sao SAO LỤC\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 12/SL-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(form) = facts.draft.copy.as_ref().and_then(|copy| copy.form.as_ref()).filter(|form| form.value.is_none()) else { return };
    let forms: Vec<String> = CopyKind::ALL.iter().map(|kind| upper(&Standard::nd30().copies[kind].form)).collect();
    found.add(form.pieces[0].clone(), format!("Hình thức sao ghi “{}”", form.pieces[0].words())).expected(forms.join(", "));
}
