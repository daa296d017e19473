//! Who has no Kính gửi.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R609", slug: "addressee-not-allowed" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Recipients),
    scope: Scope::Types(&[
        "Kế hoạch",
        "Quyết định",
        "Nghị quyết",
        "Chỉ thị",
        "Thông báo",
        "Chương trình",
        "Hướng dẫn",
        "Quy chế",
        "Quy định",
    ]),
    title: "Văn bản không gửi đích danh thì không có Kính gửi",
    manual: "Chỉ công văn và tờ trình, báo cáo gửi cấp trên có Kính gửi. Kế hoạch, quyết định, thông báo … chỉ ghi Nơi nhận.",
    wrong: &["@kính gửi Kính gửi: Ủy ban nhân dân tỉnh\n\
             Nội dung kiểm tra năm 2025./.\n\
             @nơi nhận - Như trên;\n\
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
    if let Some(line) = facts.component(Component::Addressee).next() {
        found
            .add(line.piece.clone(), format!("Văn bản là {} mà lại có Kính gửi", facts.kind().title().to_lowercase()))
            .help("Bỏ Kính gửi, chuyển nơi gửi xuống Nơi nhận.");
    }
}
