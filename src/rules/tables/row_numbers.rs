//! Rows are counted.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::{Cell, paragraphs};
use crate::recognise::Piece;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::heads_ordinals;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R501", slug: "row-numbers" },
    family: Family::Tables,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Số thứ tự các hàng của bảng nối tiếp nhau",
    manual: "Cột STT (TT, Số TT) phải tăng dần từng số một, không trùng, không nhảy; được bắt đầu lại sau hàng nhóm. Ô để \
             trống, số La Mã, chữ cái, 1.1 của hàng nhóm không xét.",
    wrong: &[
        "| STT | Nội dung | Số lượng |\n| 1 | Hồ sơ tiếp nhận | 120 |\n| 3 | Hồ sơ trả lại | 30 |",
        "| STT | Nội dung | Số lượng |\n| 1 | Hồ sơ tiếp nhận | 120 |\n| 1 | Hồ sơ trả lại | 30 |",
    ],
    right: &[
        "| STT | Nội dung | Số lượng |\n| 1 | Hồ sơ tiếp nhận | 120 |\n| 2 | Hồ sơ trả lại | 30 |\n",
        "| STT | Nội dung | Số lượng |\n\
             | I | Hồ sơ | |\n\
             | 1 | Hồ sơ tiếp nhận | 120 |\n\
             | 2 | Hồ sơ trả lại | 30 |\n\
             | II | Đơn thư | |\n\
             | 1 | Đơn thư tiếp nhận | 12 |",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (table, shape) in facts.tables() {
        let head = table.rows.iter().take(shape.head.max(1)).flat_map(|r| &r.cells);
        let is_number = |cell: &&Cell| heads_ordinals(&cell.text());
        let Some(column) = head.clone().find(is_number).map(|c| c.column) else { continue };
        // The number before, and the one that would have been right there.
        let mut last: Option<(usize, usize)> = None;
        for row in table.rows.iter().skip(shape.head.max(1)) {
            let Some(cell) = row.cells.iter().find(|c| c.column == column && c.rows > 0) else { continue };
            let text = cell.text();
            let Ok(number) = text.trim().trim_end_matches('.').parse::<usize>() else {
                // A group begins anew, or goes on.
                if !text.trim().is_empty() {
                    last = None;
                }
                continue;
            };
            let right = last.map_or(number, |(_, due)| due + 1);
            if let Some((before, _)) = last.filter(|(before, due)| number != before + 1 && number != due + 1 && number != 1) {
                if let Some(paragraph) = paragraphs(&cell.blocks).next() {
                    found.add(Piece::whole(paragraph), format!("Số thứ tự {number} đứng sau {before}")).expected(format!("{}", before + 1));
                }
            } else if last.is_some_and(|(before, _)| before == 1)
                && number == 1
                && let Some(paragraph) = paragraphs(&cell.blocks).next()
            {
                found.add(Piece::whole(paragraph), "Số thứ tự 1 ghi hai lần liền").expected("2");
            }
            // Where one number alone is wrong the next ones go on as if it were right.
            last = Some((
                number,
                if number == 1 || last.is_none_or(|(before, due)| number == before + 1 && before == due) { number } else { right },
            ));
        }
    }
}
