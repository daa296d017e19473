//! An addressee is repeated as above.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R608", slug: "addressee-without-as-above" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Recipients),
    scope: Scope::Types(&["Công văn", "Tờ trình", "Báo cáo"]),
    title: "Văn bản có Kính gửi thì nơi nhận có dòng “Như trên”",
    manual: "Khi có Kính gửi, dòng đầu của nơi nhận là “- Như trên;”.",
    wrong: &["@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv V/v kiểm tra công tác năm 2025\n\
             @kính gửi Kính gửi: Sở Tài chính\n\
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
    let lines = &facts.draft.foot.recipients;
    let above =
        |l: &crate::recognise::Found<String>| folded(&l.value).starts_with("nhu tren") || folded(&l.value).starts_with("nhu kinh gui");
    if let Some(first) = lines.first().filter(|_| !facts.draft.front.addressees.is_empty() && !lines.iter().any(above)) {
        found.add(first.pieces[0].clone(), "Văn bản có Kính gửi mà nơi nhận không có “Như trên”").expected("- Như trên;");
    }
}
