//! What the rows of a table are: heads, a row of column numbers, groups, sums.

use super::piece::Piece;
use crate::paper::{Cell, Paragraph, Row, Table, paragraphs};
use crate::text::{is_letter, lower};

/// The rows of a table by what they are, counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Rows at the top that are heads, a row of column numbers among them.
    pub head: usize,
    /// Rows that head a group.
    pub groups: Vec<usize>,
    /// Rows of sums.
    pub sums: Vec<usize>,
}

/// Says what the rows of a table are.
pub(super) fn of(table: &Table) -> Shape {
    let rows = &table.rows;
    let mut head = rows.iter().take_while(|r| r.repeated).count();
    if head == 0 && rows.first().is_some_and(is_head) {
        // A head that is parted below goes on as far as its cells reach down.
        let reach = rows[0].cells.iter().map(|c| c.rows).max().unwrap_or(1);
        head = reach.clamp(1, rows.len());
    }
    if head > 0 && rows.get(head).is_some_and(is_numbers) {
        head += 1;
    }
    if head >= rows.len() && rows.len() > 1 {
        head = 1;
    }
    let width = rows.iter().map(|r| r.cells.iter().map(|c| c.column + c.columns).max().unwrap_or(0)).max().unwrap_or(0);
    let below = |of: fn(&Row, usize) -> bool| (head..rows.len()).filter(|at| of(&rows[*at], width)).collect();
    Shape { head, groups: below(is_group), sums: below(|r, _| is_sum(r)) }
}

fn pieces(cell: &Cell) -> impl Iterator<Item = Piece<'_>> {
    paragraphs(&cell.blocks).filter(|p| !p.is_empty()).map(|p: &Paragraph| Piece::whole(p))
}

fn says(cell: &Cell) -> bool {
    pieces(cell).next().is_some()
}

/// A head: bold words in more than one cell, and no number alone among them.
fn is_head(row: &Row) -> bool {
    let cells: Vec<&Cell> = row.cells.iter().filter(|c| says(c)).collect();
    let number = |c: &&Cell| c.text().trim().parse::<f64>().is_ok();
    cells.len() > 1 && !cells.iter().any(number) && cells.iter().all(|c| pieces(c).all(|p| p.all(|f| f.bold)) || c.shaded)
}

/// A row of column numbers: (1) (2) (3), or 1 2 3 in order.
fn is_numbers(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().map(|c| c.text().trim().to_owned()).filter(|t| !t.is_empty()).collect();
    let bracketed = texts.iter().all(|t| t.starts_with('(') && t.ends_with(')') && t.chars().count() < 14);
    let counted = texts.iter().enumerate().all(|(at, t)| t.parse() == Ok(at + 1));
    texts.len() > 1 && (bracketed || counted)
}

/// A group: one cell over the whole width, or a mark and bold words with nothing beside them.
fn is_group(row: &Row, width: usize) -> bool {
    if is_sum(row) {
        return false;
    }
    let cells: Vec<&Cell> = row.cells.iter().filter(|c| c.rows > 0 && says(c)).collect();
    let bold = || cells.iter().all(|c| pieces(c).all(|p| p.all(|f| f.bold)));
    match cells.as_slice() {
        [only] => only.columns > 1 && only.columns + 1 >= width && width > 1 || width > 2 && bold(),
        [mark, words] => {
            let mark = mark.text();
            let short = mark.trim().trim_end_matches('.').chars().count() < 6;
            short && (words.columns + 1 >= width || bold()) && width > 2
        }
        _ => false,
    }
}

fn is_sum(row: &Row) -> bool {
    let first = row.cells.iter().find(|c| c.text().chars().any(is_letter)).map(Cell::text);
    first.is_some_and(|t| {
        let short = t.split_whitespace().count() < 5;
        // With their marks: `Công chức` is no sum.
        let low = lower(t.trim_start());
        short && (low.starts_with("tổng") || ["cộng", "cộng:"].contains(&low.split_whitespace().next().unwrap_or_default()))
    })
}
