//! A letter has no type in its symbol.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R217", slug: "official-letter-symbol" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CodeNotation),
    scope: Scope::Types(&["Công văn"]),
    title: "Ký hiệu công văn gồm chữ viết tắt tên cơ quan và đơn vị soạn thảo",
    manual: "Công văn không có tên loại nên ký hiệu không có CV: viết 15/SNV-CCHC, không viết 15/CV-SNV.",
    wrong: &["@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/CV-SNV\n\
             @vv V/v kiểm tra công tác năm 2025\n\
             @kính gửi Kính gửi: Sở Tài chính\n\
             Sở Nội vụ đề nghị quý cơ quan phối hợp./.\n\
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
    let Some(line) = facts.component(Component::Code).next() else { return };
    let at =
        line.text.find("/CV-").map(|at| at + 1).or_else(|| line.text.trim_end().ends_with("-CV").then(|| line.text.trim_end().len() - 2));
    if let Some(at) = at {
        found.add(line.at(at..at + 2), "Ký hiệu công văn có chữ “CV”").expected("chữ viết tắt tên cơ quan, đơn vị soạn thảo: …/SNV-CCHC");
    }
}
