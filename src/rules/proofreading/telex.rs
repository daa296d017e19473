//! Keystrokes of Telex that did not become a letter: `dduwowcj`, `quyeest`.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_syllable, telex};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R924", slug: "telex" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không sót chữ gõ Telex, VNI chưa thành dấu",
    manual: "“quyeets”, “ddinhj”, “to63ng” là phím gõ dấu chưa được bộ gõ chuyển. Chỉ xét từ không phải tiếng Việt mà đọc phím ra thì \
             thành một tiếng Việt có dấu; từ viết tắt, từ tiếng Anh thường gặp, địa chỉ trang mạng không xét.",
    wrong: &["1. Thực hiện quyeest định của Ủy ban nhân dân tỉnh.", "1. Báo cáo ddinhj kỳ hằng tháng."],
    right: &[
        "1. Dùng phần mềm của Windows, gửi về https://dichvucong.gov.vn trước thứ Sáu.",
        "1. Mua máy tính Dell, máy in HP, bộ lưu điện UPS.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for word in facts.words().filter(|w| w.text.len() > 3 && w.text.chars().count() > 3) {
        let Some(meant) = telex(word.small).filter(|meant| *meant != word.small && is_syllable(meant) && !is_syllable(word.small)) else {
            continue;
        };
        for (line, at) in word.places().filter(|(line, _)| !line.text.contains("://") && !line.text.contains('@')) {
            found.add(line.at(at), format!("“{}” còn phím gõ dấu", word.text)).expected(meant.clone());
        }
    }
}
