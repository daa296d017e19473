//! The rows of a table as records: a group's words, a record's cells.

use super::Context;
use super::columns::Columns;
use super::grid::{Grid, line, pieces};
use super::words::Look;
use super::yaml::{Map, text, texts};
use crate::paper::{Alignment, Cell, Row, Table};
use crate::recognise::Shape;

/// A table as it was read.
pub(super) struct Read<'a, 'p> {
    pub(super) table: &'a Table,
    pub(super) shape: &'a Shape,
    pub(super) grid: &'a Grid,
    pub(super) titles: &'a [String],
    pub(super) aligned: &'a [Alignment],
    pub(super) context: &'a Context<'p>,
}

impl Read<'_, '_> {
    /// The words of a group's row: one cell says them, beside its number.
    pub(super) fn heading(&self, row: &Row) -> Option<String> {
        let said = |cell: &&Cell| !cell.text().trim().is_empty();
        let marked = row.cells.first().filter(|c| c.columns == 1).map_or(0, |_| 1);
        let mut cells = row.cells.iter().skip(marked).filter(said);
        let (cell, None) = (cells.next()?, cells.next()) else { return None };
        let [piece] = pieces(cell).try_into().ok()?;
        Some(line(&piece, Look::TITLE, self.context)).filter(|words| !words.is_empty())
    }

    /// A row's cells below columns of the author's own into `own`, the lines of each other one through `take` with its
    /// field's name; absent where there is no cell, or one that does not fit.
    pub(super) fn row(
        &self,
        row: &Row,
        columns: &Columns,
        mut take: impl FnMut(&'static str, &[String]) -> Option<()>,
    ) -> Option<Vec<String>> {
        let mut own: Vec<String> = Vec::new();
        for (at, column) in columns.all.iter().enumerate() {
            let cell = row.cells.iter().find(|cell| self.grid.span(cell) == (at + 1, 1))?;
            let lines: Vec<String> = pieces(cell).iter().map(|piece| line(piece, Look::TEXT, self.context)).collect();
            match (column.field, lines.as_slice()) {
                (Some(field), lines) => take(field.name, lines)?,
                (None, []) => own.push(String::new()),
                (None, [words]) => own.push(words.clone()),
                (None, _) => return None,
            }
        }
        Some(own)
    }
}

/// A record with its cells of the author's own columns, if one of them says something.
pub(super) fn with_cells(mut record: Map, own: Vec<String>) -> Map {
    if own.iter().any(|words| !words.is_empty()) {
        record.push(("cells", texts(own)));
    }
    record
}

/// A field of one line; absent where there are more. Nothing is put down for none.
pub(super) fn one(record: &mut Map, name: &'static str, lines: &[String]) -> Option<()> {
    match lines {
        [] => Some(()),
        [words] => {
            record.push((name, text(words)));
            Some(())
        }
        _ => None,
    }
}
