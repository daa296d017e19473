//! The colon behind Kính gửi.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R611", slug: "addressee-colon" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::RecipientsForm),
    scope: Scope::Except(&["Công điện"]),
    title: "Sau “Kính gửi” có dấu hai chấm",
    manual: "Viết “Kính gửi: Sở Tài chính”. Chữ Kính viết hoa, sau gửi là dấu hai chấm.",
    wrong: &[
        "@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv V/v kiểm tra công tác năm 2025\n\
             @kính gửi Kính gửi Sở Tài chính\n\
             Sở Nội vụ đề nghị quý cơ quan phối hợp./.\n\
             @nơi nhận - Như trên;\n\
             @nơi nhận - Lưu: VT, CCHC.",
        "@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv V/v kiểm tra công tác năm 2025\n\
             @kính gửi Kính Gửi: Sở Tài chính\n\
             Sở Nội vụ đề nghị quý cơ quan phối hợp./.\n\
             @nơi nhận - Như trên;\n\
             @nơi nhận - Lưu: VT, CCHC.",
    ],
    right: &["@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv V/v kiểm tra công tác năm 2025\n\
             @kính gửi Kính gửi: Sở Tài chính\n\
             Sở Nội vụ đề nghị quý cơ quan phối hợp./.\n\
             @nơi nhận - Như trên;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(heading) = &facts.draft.front.addressee_heading else { return };
    let right = &Standard::nd30().words.addressee;
    let words = heading.words();
    if words != *right && words.replace(" :", ":") != *right {
        found.add(heading.clone(), format!("Viết “{words}”")).expected(right.clone());
    }
}
