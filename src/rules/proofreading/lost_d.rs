//! A symbol has lost the stroke of its Đ.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R927", slug: "lost-d" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Chữ viết tắt và ký hiệu ghi đủ chữ Đ",
    manual: "NĐ-CP, QĐ-TTg, HĐND … gõ thiếu dấu thành ND-CP, QD-TTg, HDND thì tra cứu không ra. Chữ D không dấu trong tên tệp, \
             địa chỉ trang mạng không xét; mỗi chữ tắt sai chỉ báo một lần; ký hiệu của chính văn bản ghi sai tên loại thì xem R215.",
    wrong: &["1. Thực hiện Nghị định số 30/2020/ND-CP của Chính phủ.", "1. Thường trực HDND xã giám sát việc thực hiện."],
    right: &["1. Thực hiện Nghị định số 30/2020/NĐ-CP; Thường trực HĐND xã giám sát; xem tại hdnd.laichau.gov.vn/QD-01.pdf."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const WORDS: [(&str, &str); 9] = [
        ("HDND", "HĐND"),
        ("HDNN", "HĐNN"),
        ("HDQT", "HĐQT"),
        ("GDDT", "GDĐT"),
        ("ND-CP", "NĐ-CP"),
        ("QD-TTg", "QĐ-TTg"),
        ("QD-UBND", "QĐ-UBND"),
        ("QD-BNV", "QĐ-BNV"),
        ("QD-CT", "QĐ-CT"),
    ];
    let mut told: Vec<&str> = Vec::new();
    for line in facts.lines.iter().filter(|line| line.text.contains('D')) {
        for (wrong, right) in WORDS {
            for (at, _) in line.text.match_indices(wrong) {
                let (before, after) = (&line.text[..at], &line.text[at + wrong.len()..]);
                let alone = !before.ends_with(is_letter_or_digit) && !after.starts_with(is_letter_or_digit);
                let address = after.starts_with('.') && after[1..].starts_with(is_letter_or_digit) || before.ends_with(['.', '@']);
                let own = line.component == crate::standard::Component::Code && wrong.starts_with("QD");
                if alone && !address && !own && !told.contains(&wrong) {
                    told.push(wrong);
                    found.add(line.at(at..at + wrong.len()), format!("“{wrong}” thiếu dấu của chữ Đ")).expected(right);
                }
            }
        }
    }
}
