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
    for line in facts.texts().filter(|l| !l.text.contains("://") && !l.text.contains('@')) {
        for word in line.text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3) {
            let typed = word.to_lowercase();
            if let Some(meant) = telex(&typed).filter(|meant| *meant != typed && is_syllable(meant) && !is_syllable(&typed)) {
                found.add(line.of(word), format!("“{word}” còn phím gõ dấu")).expected(meant);
            }
        }
    }
}
