//! Where a sheet's table begins: its title and unit line, its head of one or several rows, its rows.

use super::{Cell, Content, Row, Sheet};
use crate::text::folded;

/// A sheet's table.
#[derive(Debug, Default)]
pub struct Table<'a> {
    /// The heading of every column: the lowest words of the head.
    pub headings: Vec<Heading<'a>>,
    /// The rows of the head, the one that numbers the columns included.
    pub head: &'a [Row],
    /// The rows below.
    pub rows: &'a [Row],
    /// The line above that names the unit of measure: its cell, and the unit.
    pub unit: Option<(&'a Cell, String)>,
}

/// The heading of a column.
#[derive(Clone, Debug)]
pub struct Heading<'a> {
    /// The cell with the lowest words.
    pub cell: &'a Cell,
    /// The words of the groups above it, from the top.
    pub groups: Vec<String>,
}

impl Heading<'_> {
    /// Whether nothing is written above the column.
    pub fn is_empty(&self) -> bool {
        self.cell.content == Content::Empty
    }
}

impl Row {
    /// Whether the row is a remark or an example: its first words begin with `#`.
    pub fn is_remark(&self) -> bool {
        let first = self.cells.iter().map(|c| &c.content).find(|c| !c.shown().is_empty());
        first.is_some_and(|c| c.shown().starts_with('#') && !matches!(c, Content::Error(_)))
    }

    /// The cell that says that the row adds up those above it.
    pub fn total(&self) -> Option<&Cell> {
        let first = self.cells.iter().find(|cell| !cell.content.shown().is_empty())?;
        ["tong", "tong cong", "tong so", "cong"].contains(&folded(&first.content.shown()).trim_end_matches(':').trim()).then_some(first)
    }

    /// Whether a cell of it is a number or a day, or typed like one.
    fn has_figures(&self) -> bool {
        let figure = |content: &Content| match content {
            Content::Text(words) => words.starts_with(|c: char| c.is_ascii_digit()),
            Content::Number(_) | Content::Date(..) => true,
            _ => false,
        };
        self.cells.iter().any(|cell| figure(&cell.content))
    }

    /// Whether it only numbers the columns: `(1) (2) (3)`, `A B 1 2`, `(5)=(3)/(4)`.
    fn numbers_columns(&self) -> bool {
        let filled: Vec<String> = self.cells.iter().map(|c| c.content.shown()).filter(|t| !t.is_empty()).collect();
        let lettered = filled.iter().take_while(|t| t.len() == 1 && t.starts_with(|c: char| c.is_ascii_uppercase())).count();
        let numbers: Vec<u32> = filled[lettered..].iter().filter_map(|t| column_number(t)).collect();
        let in_order = |first: u32| (first..).zip(&numbers).all(|(due, n)| due == *n);
        // Bare numbers alone could be figures.
        let plain = filled.iter().all(|t| t.bytes().all(|b| b.is_ascii_digit()));
        filled.len() > if plain { 4 } else { 2 }
            && lettered + numbers.len() == filled.len()
            && (in_order(1) || in_order(lettered as u32 + 1))
    }
}

impl Sheet {
    /// The table: a line of one cell above a wider table is its title or its unit, a line that begins
    /// with `#` a remark. Where headings are merged downwards, or over columns, the table's head is as
    /// many rows; a row that numbers the columns, as printed forms have it, ends it.
    pub fn table(&self) -> Table<'_> {
        let width = self.rows.first().map_or(0, |r| r.cells.len());
        let filled = |row: &Row| row.cells.iter().filter(|c| c.content != Content::Empty).count();
        let names_unit = |row: &Row| row.cells.iter().any(|c| unit(&c.content.shown()).is_some());
        let begun = |number: u32| self.merged.of(number).iter().filter(move |m| m.top == number);
        let spanned = |row: &Row| begun(row.number).map(|m| m.right + 1 - m.left).max().unwrap_or(1);
        let is_head = |row: &Row| (width < 2 || filled(row) > 1) && !(filled(row) == 1 && spanned(row) > 1) && !names_unit(row);
        let first = self.rows.iter().position(|row| !row.is_remark() && is_head(row));
        // A head may begin with a column of remarks; what stands below it holds figures, as no head does.
        let begins_with_remarks = |row: &Row| row.is_remark() && is_head(row) && !row.has_figures();
        let marked = first.and_then(|at| self.rows[..at].iter().rposition(begins_with_remarks).filter(|_| self.rows[at].has_figures()));
        let first = marked.or(first);
        let Some(first) = first else { return Table::default() };
        let number = self.rows[first].number;
        // Groups over columns have their headings below them, and these may be groups again.
        let mut last = number;
        for row in self.rows[first..].iter().map(|r| r.number) {
            if row > last {
                break;
            }
            let has_groups = begun(row).any(|m| m.bottom == row && m.right > m.left);
            last = begun(row).map(|m| m.bottom).max().unwrap_or(row).max(last).max(row + u32::from(has_groups));
        }
        let below = self.rows.iter().position(|r| r.number > last).unwrap_or(self.rows.len()).max(first + 1);
        let numbered = usize::from(self.rows.get(below).is_some_and(Row::numbers_columns));
        let head = &self.rows[first..below];
        let heading = |column: usize| {
            let words = |row: &Row| self.words(row, column);
            let lowest = head.iter().rev().map(|r| &r.cells[column]).find(|c| c.content != Content::Empty);
            let cell = lowest.unwrap_or(&head[0].cells[column]);
            let mut groups: Vec<String> = head.iter().map(words).filter(|w| !w.is_empty()).collect();
            groups.dedup();
            groups.pop();
            Heading { cell, groups }
        };
        let unit = self.rows[..first].iter().flat_map(|r| &r.cells).find_map(|cell| Some((cell, unit(&cell.content.shown())?)));
        Table {
            headings: (0..width).map(heading).collect(),
            head: &self.rows[first..below + numbered],
            rows: &self.rows[below + numbered..],
            unit,
        }
    }

    /// The words of a cell, or of the merged one that covers it.
    fn words(&self, row: &Row, column: usize) -> String {
        let own = row.cells[column].content.shown();
        if !own.is_empty() {
            return own;
        }
        self.origin(row.number, column).map(|cell| cell.content.shown()).unwrap_or_default()
    }

    /// The cell whose merged area covers a place, when that is not the area's own.
    pub fn origin(&self, row: u32, column: usize) -> Option<&Cell> {
        let area = self.covering(row, column)?;
        let at = self.rows.binary_search_by_key(&area.top, |r| r.number).ok()?;
        self.rows[at].cells.get(area.left)
    }

    /// The merged area that covers a place without beginning there.
    pub fn covering(&self, row: u32, column: usize) -> Option<&super::Area> {
        self.merged.at(row, column).filter(|m| (m.top, m.left) != (row, column))
    }

    /// How many columns and rows the cell at a place takes: hidden columns do not count, nor do rows that
    /// are not in `rows`, which are in their order.
    pub fn extent(&self, row: u32, column: usize, rows: &[&Row]) -> (usize, usize) {
        let Some(area) = self.merged.at(row, column).filter(|m| (m.top, m.left) == (row, column)) else { return (1, 1) };
        let columns = (area.left..=area.right).filter(|c| !self.hidden_columns.contains(c)).count();
        let rows = rows.partition_point(|r| r.number <= area.bottom) - rows.partition_point(|r| r.number < area.top);
        (columns.max(1), rows.max(1))
    }
}

/// The unit of measure of a line such as `Đơn vị tính: triệu đồng`, `ĐVT: %`.
fn unit(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches('(').trim_end_matches(')');
    let (head, unit) = line.split_once(':')?;
    let unit = unit.trim().trim_end_matches('.');
    let known = ["don vi", "don vi tinh", "dvt", "dv tinh", "don vi do"].contains(&folded(head.trim()).as_str());
    // A form may also name the body that fills it in.
    (known && !unit.is_empty() && unit.chars().count() <= 30 && unit.starts_with(|c: char| c.is_lowercase() || "%$1".contains(c)))
        .then(|| unit.to_owned())
}

/// The number that a printed form gives a column: `3`, `(3)`, `(5)=(3)/(4)`.
fn column_number(text: &str) -> Option<u32> {
    let (number, formula) = text.split_once('=').unwrap_or((text, ""));
    let formula_only = formula.chars().all(|c| c.is_ascii_digit() || "()+-*/:x% ".contains(c));
    let number = number.trim();
    let bare = number.strip_prefix('(').and_then(|n| n.strip_suffix(')')).unwrap_or(number);
    formula_only.then(|| bare.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_name_a_unit() {
        assert_eq!(unit("Đơn vị: đồng").as_deref(), Some("đồng"));
        assert_eq!(unit("(ĐVT: triệu đồng)").as_deref(), Some("triệu đồng"));
        assert_eq!(unit("Đơn vị tính: %.").as_deref(), Some("%"));
        for other in ["Đơn vị: Sở Nội vụ", "Đơn vị", "Ngày: 5", "Đơn vị:"] {
            assert_eq!(unit(other), None, "{other}");
        }
    }
}
