//! V/v is for letters only.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R306", slug: "letter-about" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::SubjectLook),
    scope: Scope::Decree,
    title: "Văn bản có tên loại không ghi trích yếu “V/v” dưới số",
    manual: "Chữ V/v dưới số, ký hiệu chỉ dùng cho công văn. Văn bản có tên loại ghi trích yếu dưới tên loại.",
    wrong: &["@vv V/v kiểm tra công tác cải cách hành chính"],
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
    if let (Some(name), Some(line)) = (&facts.draft.front.type_name, facts.component(Component::SubjectUnderNumber).next()) {
        found
            .add(line.piece.clone(), format!("Văn bản “{}” lại có trích yếu V/v dưới số", name.value))
            .help("Chuyển trích yếu xuống dưới tên loại.");
    }
}
