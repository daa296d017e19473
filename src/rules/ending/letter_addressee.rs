//! A letter has an addressee.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R610", slug: "letter-addressee" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Recipients),
    scope: Scope::Types(&["Công văn"]),
    title: "Công văn có Kính gửi",
    manual: "Công văn phải ghi “Kính gửi:” và tên cơ quan, cá nhân nhận để giải quyết.",
    wrong: &["@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv V/v kiểm tra công tác năm 2025\n\
             @bỏ kính gửi\n\
             Sở Nội vụ đề nghị quý cơ quan phối hợp./.\n\
             @nơi nhận - Ủy ban nhân dân tỉnh;\n\
             @nơi nhận - Lưu: VT, CCHC."],
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
    let front = &facts.draft.front;
    if front.addressees.is_empty() && front.addressee_heading.is_none() && !facts.lines.iter().any(|l| l.text.contains("Kính gửi")) {
        found.whole("Công văn không có Kính gửi").expected(Standard::nd30().words.addressee.clone());
    }
}
