//! The columns of a table, the words of its cells and the numbers of its rows.

use super::Context;
use super::words::{Look, notation};
use crate::paper::{Cell, Row, Table, paragraphs};
use crate::recognise::Piece;
use crate::text::{capital_letter, roman};
use crate::units::Twips;

/// The columns that the cells of a table have, out of those of its grid.
pub(super) struct Grid {
    /// Where each column begins, and where the last one ends.
    edges: Vec<usize>,
}

impl Grid {
    pub(super) fn of(table: &Table) -> Self {
        let mut edges: Vec<usize> = table.cells().flat_map(|c| [c.column, c.column + c.columns]).collect();
        edges.push(0);
        edges.sort_unstable();
        edges.dedup();
        Grid { edges }
    }

    pub(super) fn width(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// First column and number of columns of a cell.
    pub(super) fn span(&self, cell: &Cell) -> (usize, usize) {
        let at = |edge| self.edges.partition_point(|e| *e < edge);
        (at(cell.column), at(cell.column + cell.columns) - at(cell.column))
    }

    pub(super) fn twips(&self, table: &Table, column: usize) -> Twips {
        let range = self.edges[column]..self.edges[column + 1];
        table.columns.get(range).into_iter().flatten().fold(Twips(0), |sum, w| sum + *w)
    }
}

/// The paragraphs of a cell that say something.
pub(super) fn pieces(cell: &Cell) -> Vec<Piece<'_>> {
    paragraphs(&cell.blocks).map(Piece::whole).filter(|p| !p.range.is_empty() || p.paragraph.label.is_some()).collect()
}

/// The words of a paragraph in a cell, with the number that Word computes.
pub(super) fn line(piece: &Piece, look: Look, context: &Context<'_>) -> String {
    let words = notation(std::slice::from_ref(piece), look, &context.notes);
    match piece.paragraph.label.as_ref().filter(|l| !l.text.is_empty()) {
        Some(label) => format!("{} {words}", label.text).trim_end().to_owned(),
        None => words,
    }
}

/// Numbers of rows and groups as the program counts them.
#[derive(Default)]
pub(super) struct Counters {
    groups: usize,
    subgroups: usize,
    rows: usize,
}

impl Counters {
    /// A row has a number of its own; the next one has the one behind it.
    pub(super) fn go_on_from(&mut self, number: usize) {
        self.rows = number;
    }

    /// What a row is for, when it is not a plain one; and whether the program writes its first cell.
    pub(super) fn kind(&mut self, row: &Row, grid: &Grid, group: bool, sum: bool, numbered: bool) -> Option<(&'static str, bool)> {
        let first = row.cells.first().filter(|c| c.rows == 1 && grid.span(c) == (0, 1) && pieces(c).len() == 1);
        let mark = first.map(|c| c.text().trim().to_owned()).unwrap_or_default();
        if sum {
            return Some(("total", false));
        }
        let strong = || row.cells.iter().flat_map(pieces).all(|p| p.all(|f| f.bold) || p.is_capitals());
        let wide = row.cells.iter().any(|c| grid.span(c).1 > 1);
        if group && (strong() || wide && !numbered) {
            if mark == capital_letter(self.groups + 1) && !(mark == "I" && self.groups == 0) {
                (self.groups, self.subgroups, self.rows) = (self.groups + 1, 0, 0);
                return Some(("group", true));
            }
            if mark == roman(self.subgroups + 1) {
                self.subgroups += 1;
                return Some(("subgroup", true));
            }
            return Some(("heading", false));
        }
        let counts = numbered && mark == (self.rows + 1).to_string();
        if counts {
            self.rows += 1;
        }
        counts.then_some(("numbered", true))
    }
}
