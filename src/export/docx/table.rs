//! Tables and two-column blocks.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::body::{Around, Writer};
use super::xml::escape;
use crate::layout::{BORDER, RowFacts};
use crate::style::{Columns, TableCell, TableFlow, TableRow};
use crate::units::Twips;

/// How a cell stands in a column of merged cells.
#[derive(Clone, Copy, PartialEq)]
enum Merge {
    No,
    Begins,
    GoesOn,
}

/// What a row says of itself.
#[derive(Default)]
struct RowProperties {
    whole: bool,
    head: bool,
}

impl<'a> Writer<'a> {
    /// A table; a cell that goes on below another is written again, empty, as Word wants it.
    pub(super) fn table(&mut self, table: &'a TableFlow) {
        self.note_rows(table);
        // Otherwise mode 14 begins a table one cell margin left of the text.
        self.open_table(&table.widths, table.side_margin, table.lined, table.bottom_margin);
        self.describe(table);
        self.open_grid(&table.widths);
        // What runs down into the next rows: its width in columns, and how many rows are left.
        let mut below: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (i, row) in table.rows.iter().enumerate() {
            let facts = self.facts.row(row.id);
            self.open_row(&RowProperties { whole: !facts.splits, head: i < table.head });
            self.cells(row, facts, &table.widths, &below);
            self.out.push_str("</w:tr>");
            below.retain(|_, (_, left)| {
                *left -= 1;
                *left > 0
            });
            below.extend(row.cells.iter().filter(|c| c.rows > 1).map(|c| (c.column, (c.columns, c.rows - 1))));
        }
        self.out.push_str("</w:tbl>");
    }

    /// A row's own cells, and those that run into it from above, from left to right.
    fn cells(&mut self, row: &'a TableRow, facts: &RowFacts, widths: &[Twips], below: &BTreeMap<usize, (usize, usize)>) {
        let above = below.iter().map(|(column, (columns, _))| (*column, *columns, None));
        let mut cells: Vec<(usize, usize, Option<&'a TableCell>)> = above.collect();
        cells.extend(row.cells.iter().map(|c| (c.column, c.columns, Some(c))));
        cells.sort_by_key(|(column, ..)| *column);
        for (column, columns, cell) in cells {
            let merge = match cell {
                None => Merge::GoesOn,
                Some(cell) if cell.rows > 1 => Merge::Begins,
                Some(_) => Merge::No,
            };
            self.open_cell(column, columns, widths, merge);
            if facts.centred {
                self.out.push_str("<w:vAlign w:val=\"center\"/>");
            }
            self.out.push_str("</w:tcPr>");
            let around = Around { keep_next: facts.keep_next, ..Around::default() };
            cell.iter().flat_map(|c| &c.paras).for_each(|para| self.paragraph(para, around));
            if cell.is_none_or(|c| c.paras.is_empty()) {
                // A cell must hold a paragraph.
                self.end(around);
            }
            self.out.push_str("</w:tc>");
        }
    }

    pub(super) fn columns(&mut self, columns: &'a Columns) {
        self.open_table(&columns.widths, Twips(0), false, Twips(0));
        self.open_grid(&columns.widths);
        for row in &columns.rows {
            self.open_row(&RowProperties { whole: true, ..RowProperties::default() });
            let last = row.cells.len().saturating_sub(1);
            for (i, cell) in row.cells.iter().enumerate() {
                // The last cell covers what is left of the columns.
                let covered = if i == last { columns.widths.len() - last } else { 1 };
                self.open_cell(i, covered, &columns.widths, Merge::No);
                self.out.push_str("</w:tcPr>");
                cell.iter().for_each(|para| self.paragraph(para, Around { keep_next: row.keep_next, anchored: true, ..Around::default() }));
                if cell.is_empty() {
                    self.end(Around { keep_next: row.keep_next, ..Around::default() });
                }
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    /// Begins a table; its properties stay open.
    fn open_table(&mut self, widths: &[Twips], side: Twips, lined: bool, bottom: Twips) {
        let whole: i32 = widths.iter().map(|w| w.0).sum();
        let out = &mut self.out;
        _ = write!(
            out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:jc w:val=\"left\"/><w:tblInd w:w=\"{}\" w:type=\"dxa\"/>",
            side.0
        );
        if lined {
            out.push_str("<w:tblBorders>");
            for line in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                // `w:sz` counts eighths of a point.
                let size = (BORDER * 8.0) as usize;
                _ = write!(out, "<w:{line} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"auto\"/>");
            }
            out.push_str("</w:tblBorders>");
        }
        out.push_str("<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
        for (edge, margin) in [("top", Twips(0)), ("left", side), ("bottom", bottom), ("right", side)] {
            _ = write!(out, "<w:{edge} w:w=\"{}\" w:type=\"dxa\"/>", margin.0);
        }
        out.push_str("</w:tblCellMar>");
    }

    /// Title and description for who hears the table: its caption and the titles of its columns.
    fn describe(&mut self, table: &TableFlow) {
        let head = table.rows[..table.head].iter().flat_map(|row| &row.cells);
        let titles: Vec<String> = head.map(|cell| cell.paras.iter().flat_map(|p| &p.runs).map(|r| r.text.as_str()).collect()).collect();
        let columns = titles.iter().filter(|t| !t.is_empty()).map(|t| t.replace('\u{a0}', " ")).collect::<Vec<_>>().join(", ");
        for (name, words) in [("tblCaption", table.title.as_str()), ("tblDescription", columns.as_str())] {
            if !words.is_empty() {
                _ = write!(self.out, "<w:{name} w:val=\"");
                escape(words, &mut self.out);
                self.out.push_str("\"/>");
            }
        }
    }

    /// Ends a table's properties and names its columns' widths.
    fn open_grid(&mut self, widths: &[Twips]) {
        let out = &mut self.out;
        out.push_str("</w:tblPr><w:tblGrid>");
        for width in widths {
            _ = write!(out, "<w:gridCol w:w=\"{}\"/>", width.0);
        }
        out.push_str("</w:tblGrid>");
    }

    fn open_row(&mut self, row: &RowProperties) {
        let out = &mut self.out;
        out.push_str("<w:tr>");
        if !row.whole && !row.head {
            return;
        }
        out.push_str("<w:trPr>");
        if row.whole {
            out.push_str("<w:cantSplit/>");
        }
        if row.head {
            out.push_str("<w:tblHeader/>");
        }
        out.push_str("</w:trPr>");
    }

    /// Begins a cell of some columns' width; its properties stay open.
    fn open_cell(&mut self, column: usize, columns: usize, widths: &[Twips], merge: Merge) {
        let end = (column + columns).min(widths.len());
        let width: i32 = widths[column..end].iter().map(|w| w.0).sum();
        let out = &mut self.out;
        _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if columns > 1 {
            _ = write!(out, "<w:gridSpan w:val=\"{columns}\"/>");
        }
        match merge {
            Merge::No => {}
            Merge::Begins => out.push_str("<w:vMerge w:val=\"restart\"/>"),
            Merge::GoesOn => out.push_str("<w:vMerge w:val=\"continue\"/>"),
        }
    }
}
