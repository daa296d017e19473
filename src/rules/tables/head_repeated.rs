//! A long table repeats its head.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::paragraphs;
use crate::recognise::Piece;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R504", slug: "head-repeated" },
    family: Family::Tables,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Bảng dài nhắc lại hàng tiêu đề ở mỗi trang",
    manual: "Bảng nhiều hơn 25 hàng thường sang trang: đặt hàng tiêu đề lặp lại (Table Layout > Repeat Header Rows).",
    wrong: &["@trang{không lặp tiêu đề bảng}\n\
             | STT | Nội dung |\n\
             | 1 | Nhiệm vụ số 1 |\n\
             | 2 | Nhiệm vụ số 2 |\n\
             | 3 | Nhiệm vụ số 3 |\n\
             | 4 | Nhiệm vụ số 4 |\n\
             | 5 | Nhiệm vụ số 5 |\n\
             | 6 | Nhiệm vụ số 6 |\n\
             | 7 | Nhiệm vụ số 7 |\n\
             | 8 | Nhiệm vụ số 8 |\n\
             | 9 | Nhiệm vụ số 9 |\n\
             | 10 | Nhiệm vụ số 10 |\n\
             | 11 | Nhiệm vụ số 11 |\n\
             | 12 | Nhiệm vụ số 12 |\n\
             | 13 | Nhiệm vụ số 13 |\n\
             | 14 | Nhiệm vụ số 14 |\n\
             | 15 | Nhiệm vụ số 15 |\n\
             | 16 | Nhiệm vụ số 16 |\n\
             | 17 | Nhiệm vụ số 17 |\n\
             | 18 | Nhiệm vụ số 18 |\n\
             | 19 | Nhiệm vụ số 19 |\n\
             | 20 | Nhiệm vụ số 20 |\n\
             | 21 | Nhiệm vụ số 21 |\n\
             | 22 | Nhiệm vụ số 22 |\n\
             | 23 | Nhiệm vụ số 23 |\n\
             | 24 | Nhiệm vụ số 24 |\n\
             | 25 | Nhiệm vụ số 25 |\n\
             | 26 | Nhiệm vụ số 26 |\n\
             | 27 | Nhiệm vụ số 27 |\n\
             | 28 | Nhiệm vụ số 28 |\n\
             | 29 | Nhiệm vụ số 29 |\n\
             | 30 | Nhiệm vụ số 30 |"],
    right: &["| STT | Nội dung | Số lượng |\n| 1 | Hồ sơ tiếp nhận | 120 |\n| 2 | Hồ sơ trả lại | 30 |\n"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (table, _) in facts.tables() {
        let long = table.ruled && table.rows.len() > 25;
        if let Some(paragraph) = table
            .cells()
            .flat_map(|c| paragraphs(&c.blocks))
            .find(|p| !p.is_empty())
            .filter(|_| long && !table.rows.iter().any(|r| r.repeated))
        {
            found
                .add(Piece::whole(paragraph), format!("Bảng {} hàng không nhắc lại hàng tiêu đề khi sang trang", table.rows.len()))
                .help("Chọn hàng tiêu đề, Table Layout > Repeat Header Rows.");
        }
    }
}
