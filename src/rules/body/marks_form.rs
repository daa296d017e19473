//! How marks are written.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Within};
use crate::recognise::MarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R404", slug: "mark-form" },
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Numbering),
    scope: Scope::Decree,
    title: "Khoản ghi “1.”, điểm ghi “a)”, điều ghi “Điều 1.”",
    manual: "Số thứ tự khoản là chữ số Ả Rập, sau đó dấu chấm: 1. 2. 3.; điểm là chữ cái, sau đó dấu đóng ngoặc đơn: a) b) \
             c); điều là “Điều 1.”. Báo một lần cho mỗi kiểu sai.",
    wrong: &[
        "I. NỘI DUNG\n1) Kiểm tra hồ sơ.\n2) Báo cáo kết quả.",
        "I. NỘI DUNG\n1. Kiểm tra:\na. Hồ sơ;\nb. Sổ sách.",
        "I. NỘI DUNG\n1/ Kiểm tra hồ sơ.\n2/ Báo cáo kết quả.",
        "I. NỘI DUNG\n1- Kiểm tra hồ sơ.\n2- Báo cáo kết quả.",
        "I. NỘI DUNG\n1. Kiểm tra.\n2. Báo cáo.\n@{đậm} II TỔ CHỨC THỰC HIỆN\n1. Rà soát.\n2. Cắt giảm.",
        "@số Số: 15/QC-SNV\n@loại QUY CHẾ\n@trích yếu Tiếp công dân\nĐIỀU 1. Phạm vi\nRà soát.\nĐIỀU 2. Đối tượng\nCắt giảm.",
    ],
    right: &["I. NỘI DUNG\n1. Kiểm tra:\na) Hồ sơ;\nb) Sổ sách."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let mut told: Vec<(MarkKind, char)> = Vec::new();
    for (_, item) in facts.items().filter(|(within, _)| *within == Within::Document) {
        if item.kind == MarkKind::Article && item.marker.starts_with("ĐIỀU") && !told.contains(&(item.kind, 'Đ')) {
            found.add(item.mark(), format!("Số thứ tự ghi “{}”", item.marker)).expected(item.marker.replace("ĐIỀU", "Điều"));
            told.push((item.kind, 'Đ'));
            continue;
        }
        // A section's number that no dot closes.
        if item.kind == MarkKind::Roman && item.typed && item.marker.chars().all(is_letter_or_digit) && !told.contains(&(item.kind, ' ')) {
            found.add(item.mark(), format!("Sau số thứ tự “{}” thiếu dấu chấm", item.marker)).expected(format!("{}.", item.marker));
            told.push((item.kind, ' '));
            continue;
        }
        let right = match item.kind {
            MarkKind::Article | MarkKind::Number | MarkKind::Roman => '.',
            MarkKind::Letter => ')',
            _ => continue,
        };
        let Some(last) = item.marker.chars().next_back().filter(|c| !is_letter_or_digit(*c) && *c != right) else { continue };
        if !told.contains(&(item.kind, last)) {
            let wanted = format!("{}{right}", item.marker.trim_end_matches(|c: char| !is_letter_or_digit(c)));
            found.add(item.mark(), format!("Số thứ tự ghi “{}”", item.marker)).expected(wanted);
            told.push((item.kind, last));
        }
    }
}
