//! What holds between the columns of a table in all its rows but one.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::{Cell, Row, Table, paragraphs};
use crate::recognise::{Piece, Shape};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{figure, folded, heads_ordinals, typed_number};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R505", slug: "related-columns" },
    family: Family::Tables,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Các cột của bảng khớp nhau ở mọi hàng như ở các hàng còn lại",
    manual: "Khi ở mọi hàng khác một cột bằng tổng hai cột (tiếp nhận = đúng hạn + quá hạn), bằng tích (thành tiền = số lượng × \
             đơn giá) hoặc là tỷ lệ của hai cột (tỷ lệ = đúng hạn / tiếp nhận), thì hàng duy nhất không khớp được báo. Cần ít \
             nhất ba hàng khớp; ô trống không xét. Cột mà hàng tổng đã sai thì xem R502, tỷ lệ quá 100% thì xem R503.",
    wrong: &[
        "| STT | Lĩnh vực | Tiếp nhận | Đúng hạn | Quá hạn |\n\
         | 1 | Hộ tịch | 845 | 840 | 5 |\n| 2 | Đất đai | 312 | 300 | 21 |\n| 3 | Lao động | 143 | 141 | 2 |\n| 4 | Xây dựng | 57 | 50 | 7 |",
        "| STT | Lĩnh vực | Tiếp nhận | Đúng hạn | Tỷ lệ đúng hạn (%) |\n\
         | 1 | Hộ tịch | 845 | 840 | 99,4 |\n| 2 | Đất đai | 312 | 300 | 92,6 |\n| 3 | Lao động | 143 | 141 | 98,6 |\n| 4 | Xây dựng | 57 | 50 | 87,7 |",
        "| STT | Nội dung | Số lượng | Đơn giá | Thành tiền |\n\
         | 1 | Nước uống | 20 | 5.000 | 100.000 |\n| 2 | Tài liệu | 30 | 12.000 | 360.000 |\n| 3 | Báo cáo viên | 2 | 500.000 | 1.000.000 |\n\
         | 4 | Hội trường | 1 | 800.000 | 850.000 |",
    ],
    right: &[
        "| STT | Lĩnh vực | Tiếp nhận | Đúng hạn | Quá hạn | Tỷ lệ (%) |\n\
         | 1 | Hộ tịch | 845 | 840 | 5 | 99,4 |\n| 2 | Đất đai | 312 | 300 | 12 | 96,2 |\n| 3 | Lao động | 143 | 141 | 2 | 98,6 |\n| 4 | Xây dựng | 57 | 50 | 7 | 87,7 |",
        "| STT | Đơn vị | Năm 2024 | Năm 2025 | Ghi chú |\n\
         | 1 | Xã A | 10 | 12 | 22 |\n| 2 | Xã B | 20 | 11 | 40 |\n| 3 | Xã C | 15 | 15 | 31 |\n| 4 | Xã D | 12 | 18 | 30 |",
    ],
    check,
};

/// What a column may be of two others.
#[derive(Clone, Copy, PartialEq)]
enum Relation {
    Sum,
    Product,
    Share,
}

/// A column of figures: its heading, and a figure or none for each row below the head.
struct Column<'p> {
    heading: String,
    cells: Vec<Option<(&'p Cell, f64)>>,
}

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (table, shape) in facts.tables() {
        let columns = columns(table, shape);
        let wrong: Vec<usize> = super::sum_row::wrong_totals(table, shape).into_iter().map(|w| w.cell.column).collect();
        let mut told: Vec<usize> = Vec::new();
        for (at, whole) in columns.iter().enumerate() {
            for (first, second) in pairs(columns.len()).filter(|(a, b)| *a != at && *b != at) {
                let three = [whole, &columns[first], &columns[second]];
                let Some((relation, row)) = exception(three) else { continue };
                let [Some(total), Some(one), Some(other)] = three.map(|c| c.cells[row]) else { continue };
                let above_all = total.1 > 100.0 && super::share_above_all::is_share(&whole.heading);
                let known = told.contains(&row) || above_all || [total, one, other].iter().any(|(cell, _)| wrong.contains(&cell.column));
                let Some(paragraph) = paragraphs(&total.0.blocks).find(|p| !p.is_empty()).filter(|_| !known) else { continue };
                told.push(row);
                let due = relation.of(one.1, other.1);
                let decimals = total.0.text().trim().trim_end_matches('%').split(',').nth(1).map_or(0, str::len);
                let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
                let shown = figure((due * scale).round() / scale);
                let (one, other) = (one.0.text(), other.0.text());
                let sum = match relation {
                    Relation::Sum => format!("{} + {} = {shown}", one.trim(), other.trim()),
                    Relation::Product => format!("{} × {} = {shown}", one.trim(), other.trim()),
                    Relation::Share => format!("{} / {} = {shown}%", one.trim(), other.trim()),
                };
                found
                    .add(Piece::whole(paragraph), format!("Hàng này ghi {}, các cột khác cho {sum}", total.0.text().trim()))
                    .expected(shown)
                    .help("Ở các hàng khác ba cột này khớp nhau: soát lại cả ba số của hàng.");
            }
        }
    }
}

/// Ordered pairs of numbers below a bound.
fn pairs(bound: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..bound).flat_map(move |a| (0..bound).filter(move |b| *b != a).map(move |b| (a, b)))
}

/// The columns whose cells below the head are figures, but for blanks.
fn columns<'p>(table: &'p Table, shape: &Shape) -> Vec<Column<'p>> {
    /// So many columns are compared; a wider table takes too many triples.
    const MOST: usize = 12;
    let head = shape.head.max(1);
    let rows: Vec<&Row> =
        table.rows.iter().enumerate().skip(head).filter(|(at, _)| !shape.groups.contains(at)).map(|(_, row)| row).collect();
    let width = table.rows.iter().flat_map(|r| &r.cells).map(|c| c.column + c.columns).max().unwrap_or(0);
    let heading = |column: usize| -> String {
        let above = table.rows.iter().take(head).flat_map(|r| &r.cells).filter(|c| c.column <= column && column < c.column + c.columns);
        above.map(|c| folded(&c.text()) + " ").collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let of = |column: usize| {
        let heading = heading(column);
        let ordinals = heads_ordinals(&heading) || ["nam", "ma"].contains(&heading.as_str());
        let mut cells = Vec::with_capacity(rows.len());
        for row in &rows {
            let cell = row.cells.iter().find(|c| c.column == column && c.columns == 1 && c.rows == 1);
            let text = cell.map(Cell::text).unwrap_or_default();
            cells.push(match typed_number(text.trim()).ok().and_then(|n| n.parse().ok()) {
                Some(value) => cell.map(|cell| (cell, value)),
                None if matches!(text.trim(), "" | "-" | "–") => None,
                None => return None,
            });
        }
        (!ordinals).then_some(Column { heading, cells })
    };
    (0..width).filter_map(of).take(MOST).collect()
}

/// The relation of three columns that holds in all their rows but one, and that row.
fn exception([whole, first, second]: [&Column; 3]) -> Option<(Relation, usize)> {
    let share = whole.heading.contains('%') || whole.heading.contains("ty le");
    let relation = match () {
        () if share => Relation::Share,
        () if whole.heading.contains("thanh tien") => Relation::Product,
        () => Relation::Sum,
    };
    // Shares with decimals agree by chance more seldom.
    let decimal = relation == Relation::Share && whole.cells.iter().flatten().any(|(cell, _)| cell.text().contains(','));
    let (mut holds, mut fails) = (0, Vec::new());
    for (row, ((total, one), other)) in whole.cells.iter().zip(&first.cells).zip(&second.cells).enumerate() {
        let (Some((cell, total)), Some((_, one)), Some((_, other))) = (total, one, other) else { continue };
        let decimals = cell.text().trim().trim_end_matches('%').split(',').nth(1).map_or(0, str::len);
        let step = match relation {
            Relation::Share => 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0)) * 1.000_001,
            Relation::Sum | Relation::Product => 0.0051,
        };
        if relation == Relation::Share && *other == 0.0 {
            continue;
        }
        match (relation.of(*one, *other) - total).abs() <= step {
            // Nothing and everything prove little.
            true if *one > 0.0 && *other > 0.0 && *total >= 10.0 && (relation != Relation::Share || one != other) => holds += 1,
            true => {}
            false => fails.push(row),
        }
    }
    match fails.as_slice() {
        [row] if holds > 2 || holds > 1 && decimal => Some((relation, *row)),
        _ => None,
    }
}

impl Relation {
    fn of(self, one: f64, other: f64) -> f64 {
        match self {
            Relation::Sum => one + other,
            Relation::Product => one * other,
            Relation::Share => one / other * 100.0,
        }
    }
}
