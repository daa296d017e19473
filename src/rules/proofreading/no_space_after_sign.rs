//! A space behind a comma.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Signs};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_letter, is_letter_or_digit};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R902", slug: "no-space-after-sign" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Sau dấu phẩy, dấu chấm phẩy, dấu hai chấm có dấu cách",
    manual: "Dấu , ; : giữa hai từ phải có dấu cách theo sau. Số thập phân (98,5), giờ (7:30), địa chỉ trang mạng, ký hiệu \
             không xét.",
    wrong: &["1. Rà soát,cắt giảm thủ tục hành chính.", "1. Nội dung:kiểm tra hồ sơ;báo cáo.", "1. Họp tại tầng 3,Sở Nội vụ."],
    right: &["1. Tỷ lệ 98,5%; lúc 7:30 tại https://example.vn."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|l| l.signs.have(Signs::LETTER_BEHIND) && !l.text.contains("://") && !l.text.contains('@')) {
        for (at, sign) in line.text.match_indices([',', ';', ':']) {
            let before = line.text[..at].chars().next_back();
            let after = line.text[at + 1..].chars().next();
            if before.is_some_and(|c| is_letter(c) || sign == "," && c.is_ascii_digit()) && after.is_some_and(is_letter) {
                let word = |c: char| !is_letter_or_digit(c);
                let from = line.text[..at].rfind(word).map_or(0, |i| i + line.text[i..].chars().next().map_or(1, char::len_utf8));
                let to = line.text[at + 1..].find(word).map_or(line.text.len(), |i| at + 1 + i);
                found.add(line.at(from..to), format!("Thiếu dấu cách sau dấu “{sign}”"));
            }
        }
    }
}
