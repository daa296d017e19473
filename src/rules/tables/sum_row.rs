//! A row of sums adds up.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::{Cell, Row, Table, paragraphs};
use crate::recognise::{Piece, Shape};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{folded, is_letter, typed_number};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R502", slug: "sum-row" },
    family: Family::Tables,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Hàng “Tổng cộng” bằng tổng các hàng phía trên",
    manual: "Trong cột toàn số, hàng cuối “Tổng cộng”, “Cộng” phải bằng tổng các hàng (không tính hàng nhóm). Chỉ xét \
             khi mọi ô của cột là số và bảng không có hàng nhóm; cột phần trăm, đơn giá, năm, số thứ tự không xét. Bảng có \
             cột mà tổng chỉ đúng ở vài cột: xem kỹ từng số.",
    wrong: &["| STT | Nội dung | Số lượng |\n\
             | 1 | Hồ sơ tiếp nhận | 120 |\n\
             | 2 | Hồ sơ trả lại | 30 |\n\
             | | Tổng cộng | 160 |"],
    right: &[
        "| STT | Nội dung | Số lượng |\n\
             | 1 | Hồ sơ tiếp nhận | 120 |\n\
             | 2 | Hồ sơ trả lại | 30 |\n\
             | | Tổng cộng | 150 |",
        "| STT | Nội dung | Tỷ lệ (%) |\n\
             | 1 | Hồ sơ tiếp nhận | 120 |\n\
             | 2 | Hồ sơ trả lại | 30 |\n\
             | | Tổng cộng | 75 |",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (table, shape) in facts.tables() {
        for WrongTotal { cell, sum } in wrong_totals(table, shape) {
            if let Some(paragraph) = paragraphs(&cell.blocks).find(|p| !p.is_empty()) {
                found.add(Piece::whole(paragraph), format!("Hàng tổng ghi {}, cộng các hàng được {sum}", cell.text().trim())).expected(sum);
            }
        }
    }
}

/// A total that is not the sum of the figures above it.
pub(super) struct WrongTotal<'p> {
    pub(super) cell: &'p Cell,
    /// What they add up to.
    sum: String,
}

/// The wrong totals of a table.
pub(super) fn wrong_totals<'p>(table: &'p Table, shape: &Shape) -> Vec<WrongTotal<'p>> {
    let mut out = Vec::new();
    let [sum] = shape.sums.as_slice() else { return out };
    let rows = shape.head.max(1)..table.rows.len();
    let label = table.rows[*sum].cells.iter().map(|c| folded(&c.text())).find(|t| t.contains(is_letter)).unwrap_or_default();
    // `Tổng số` may head its parts, of which there may be more than are shown.
    let adds_up = ["tong cong", "cong", "tong"].contains(&label.trim().trim_end_matches([':', '.']));
    if !adds_up || !shape.groups.is_empty() || rows.len() < 3 || *sum + 1 != rows.end {
        return out;
    }
    let others: Vec<&Row> = table.rows[rows.clone()].iter().enumerate().filter(|(at, _)| rows.start + at != *sum).map(|(_, r)| r).collect();
    let regular = others.iter().all(|r| r.cells.iter().all(|c| c.rows == 1 && c.columns == 1));
    for total in table.rows[*sum].cells.iter().filter(|c| regular && c.columns == 1) {
        let Some(wanted) = figure(total) else { continue };
        let heading: String = table
            .rows
            .iter()
            .take(shape.head.max(1))
            .flat_map(|r| &r.cells)
            .filter(|c| c.column <= total.column && total.column < c.column + c.columns)
            .map(|c| folded(&c.text()) + " ")
            .collect();
        let heading: Vec<&str> = heading.split_whitespace().collect();
        let phrase = heading.join(" ");
        let no_sum =
            ["%", "ty le", "don gia", "binh quan", "trung binh", "luy ke", "xep hang", "xep loai"].iter().any(|w| phrase.contains(w))
                || ["stt", "tt", "nam", "diem", "gia"].iter().any(|w| heading.contains(w));
        let figures: Option<Vec<f64>> = others.iter().map(|r| r.cells.iter().find(|c| c.column == total.column).and_then(figure)).collect();
        let Some(figures) = figures.filter(|f| !no_sum && f.len() > 1) else { continue };
        let sum: f64 = figures.iter().sum();
        if (sum - wanted).abs() > 0.005 * figures.len() as f64 {
            out.push(WrongTotal { cell: total, sum: crate::text::figure((sum * 1000.0).round() / 1000.0) });
        }
    }
    out
}

/// A cell's number.
fn figure(cell: &Cell) -> Option<f64> {
    typed_number(cell.text().trim()).ok()?.parse().ok()
}
