//! A letter's summary begins with `V/v`.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R307", slug: "about-form" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::SubjectLook),
    scope: Scope::Decree,
    title: "Trích yếu của công văn bắt đầu bằng “V/v”",
    manual: "Dưới số, ký hiệu của công văn là chữ “V/v” rồi trích yếu. Không viết “Về việc”, “v/v”, “V/V”. Văn bản có tên loại thì \
             ngược lại: dưới tên loại ghi thẳng nội dung hoặc “Về việc …”.",
    wrong: &[
        "@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv Về việc kiểm tra công tác năm 2025\n\
             @kính gửi Kính gửi: Sở Tài chính\n\
             Sở Nội vụ đề nghị quý cơ quan phối hợp./.\n\
             @nơi nhận - Như trên;\n\
             @nơi nhận - Lưu: VT, CCHC.",
        "@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv V/V kiểm tra công tác năm 2025\n\
             @kính gửi Kính gửi: Sở Tài chính\n\
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
    const RIGHT: &str = "V/v";
    let Some(line) = facts.component(Component::SubjectUnderNumber).next() else { return };
    let word = line.text.trim_start();
    let length = if word.to_lowercase().starts_with("về việc") { "Về việc".len() } else { RIGHT.len() };
    let Some(begins) = word.get(..length).filter(|b| *b != RIGHT) else { return };
    found.add(line.of(begins), format!("Trích yếu bắt đầu bằng “{begins}”")).expected(RIGHT);
}
