//! A sentence that leads to a list has its colon.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: code::MISSING_COLON,
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Câu “… như sau” kết thúc bằng dấu hai chấm",
    manual: "Câu dẫn vào danh sách (như sau, sau đây, gồm) kết thúc bằng dấu hai chấm.",
    wrong: &[
        "Sở Nội vụ ban hành Kế hoạch kiểm tra như sau.\n1. Kiểm tra hồ sơ.\n2. Báo cáo kết quả.",
        "Sở Nội vụ ban hành Kế hoạch kiểm tra như sau\n1. Kiểm tra hồ sơ.\n2. Báo cáo kết quả.",
    ],
    right: &["Sở Nội vụ ban hành Kế hoạch kiểm tra như sau:\n1. Kiểm tra hồ sơ.\n2. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts() {
        let text = line.text.trim_end().trim_end_matches(['.', ' ', ';', ',']);
        if text.ends_with("như sau") {
            found
                .add(line.at(text.len() - "như sau".len()..line.text.trim_end().len()), "Thiếu dấu hai chấm sau “như sau”")
                .expected("như sau:");
        }
    }
}
