//! A copy's number and symbol.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Standard};
use crate::text::padded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R642", slug: "copy-number" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CopyPaper),
    scope: Scope::Any,
    title: "Số, ký hiệu bản sao ghi số thứ tự và chữ viết tắt của hình thức sao",
    manual: "Số, ký hiệu bản sao gồm số thứ tự đăng ký (số dưới 10 có số 0 đứng trước), chữ viết tắt SY, SL hoặc TrS và chữ viết tắt tên cơ quan sao: 05/SY-UBND. Bản sao có số riêng, không lấy số của văn bản được sao.",
    wrong: &[
        "@sao SAO Y\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 5/SY-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu",
        "@sao SAO Y\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 05/SL-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu",
    ],
    right: &[
        "@sao SAO Y\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 05/SY-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu",
        "@sao TRÍCH SAO\n\
             @sao ỦY BAN NHÂN DÂN XÃ BẢN MẪU\n\
             @sao Số: 15/TrS-UBND\n\
             @sao Bản Mẫu, ngày 20 tháng 3 năm 2025\n\
             @sao Nơi nhận:\n\
             @sao - Lưu: VT.\n\
             @sao CHỦ TỊCH\n\
             @sao{trước 60} Lò Thị Mẫu",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(copy) = &facts.draft.copy else { return };
    let Some(code) = &copy.code else { return };
    let at = code.pieces[0].clone();
    if let Some(number) = code.value.code_number.as_ref().filter(|n| n.len() == 1).and_then(|n| n.parse().ok()) {
        found.add(at.clone(), format!("Số bản sao ghi “{number}”")).expected(padded(number));
    }
    let wanted = copy.form.as_ref().and_then(|form| form.value).map(|kind| &Standard::nd30().copies[&kind]);
    let first = code.value.code_notation.split('-').next().unwrap_or_default();
    if let Some(kind) = wanted.filter(|kind| first != kind.abbreviation) {
        found.add(at, format!("Ký hiệu của bản {} bắt đầu bằng “{first}”", kind.form.to_lowercase())).expected(kind.abbreviation.clone());
    }
}
