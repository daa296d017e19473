//! A section's galley: its set paragraphs and rows, in the order of the page, before there are pages.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::paginate::{Grow, Step, Strip};
use super::set::{SetPara, set};
use super::{BORDER, END_HEIGHT};
use crate::font::Fonts;
use crate::line::NoteId;
use crate::style::{Columns, ColumnsRow, FlowBlock, Para, RowId, Section, TableFlow};
use crate::units::Twips;

/// What stands in the text area, and in the margins of the first page.
pub(super) struct Galley {
    pub(super) list: Vec<Body>,
    pub(super) first_header: Vec<SetPara>,
    pub(super) first_footer: Vec<SetPara>,
    pub(super) footer: Vec<SetPara>,
    pub(super) notes: BTreeMap<NoteId, SetPara>,
}

/// A paragraph over the whole width, or a row of cells.
pub(super) enum Body {
    Para(Box<SetPara>),
    Row(SetRow),
}

/// A row: of a two-column block or of a table.
pub(super) struct SetRow {
    pub(super) cells: Vec<SetCell>,
    /// Height with margins and border, pt.
    pub(super) height: f64,
    /// Room above it, pt.
    above: f64,
    /// Height of what stands behind it, pt: the table's lower border, the empty paragraph that parts two tables in the DOCX.
    after: f64,
    /// Whether it must stand on one page with the next.
    keep_next: bool,
    /// Whether its cells' words stand in the middle of its height.
    pub(super) centred: bool,
    pub(super) table: Option<TableRowInfo>,
}

/// A cell's paragraphs and where its words begin, pt from the left margin.
pub(super) struct SetCell {
    pub(super) x: f64,
    pub(super) paras: Vec<SetPara>,
    /// Rows it covers.
    pub(super) rows: usize,
    /// How far its words stand below the top of its room, pt.
    pub(super) drop: f64,
}

/// What a table's row needs to know of its table.
pub(super) struct TableRowInfo {
    pub(super) id: RowId,
    /// Thickness of the lines around cells, pt; 0 when there are none.
    pub(super) border: f64,
    /// Left edges of the columns and the right edge of the last, pt.
    pub(super) edges: Vec<f64>,
    /// Which inner edges no cell of this row runs over.
    pub(super) drawn: Vec<bool>,
    /// Which columns a cell from the row above runs into.
    pub(super) covered: Vec<bool>,
    /// The head as it is repeated above this row on a new page: footnotes are referred to once.
    pub(super) head: Rc<Vec<SetRow>>,
    /// Whether this is the table's last row.
    pub(super) last: bool,
}

impl Galley {
    pub(super) fn new(section: &Section, fonts: &Fonts, squeeze: bool) -> Self {
        let text_width = section.page.text_width();
        let set_one = |para: &Para, width: Twips| set(para, width, fonts, squeeze);
        let first_header = section.first_header.iter().map(|p| set_one(p, text_width)).collect();
        let mut list = Vec::new();
        for (i, block) in section.blocks.iter().enumerate() {
            if let Some(Body::Row(above)) = list.last_mut()
                && i > 0
                && block.is_table()
                && section.blocks[i - 1].is_table()
            {
                above.after += END_HEIGHT.pt();
            }
            match block {
                FlowBlock::Para(para) => list.push(Body::Para(Box::new(set_one(para, text_width)))),
                FlowBlock::Columns(columns) => list.extend(columns_rows(columns, &set_one).into_iter().map(Body::Row)),
                FlowBlock::Table(table) => {
                    let rows = table_rows(table, section.page.text_height().pt(), &set_one);
                    list.extend(rows.into_iter().map(Body::Row));
                }
            }
        }
        let first_footer = section.first_footer.iter().map(|p| set_one(p, text_width)).collect();
        let notes = section.notes.iter().map(|n| (n.id, set_one(&n.para, text_width))).collect();
        let footer = section.footer.iter().map(|p| set_one(p, text_width)).collect();
        Galley { list, first_header, first_footer, footer, notes }
    }

    /// All paragraphs, in no order that counts.
    pub(super) fn into_paras(self) -> impl Iterator<Item = SetPara> {
        let body = self.list.into_iter().flat_map(|body| match body {
            Body::Para(para) => vec![*para],
            Body::Row(row) => row.cells.into_iter().flat_map(|c| c.paras).collect(),
        });
        self.first_header.into_iter().chain(body).chain(self.first_footer).chain(self.notes.into_values()).chain(self.footer)
    }

    pub(super) fn strips(&self) -> Vec<Strip> {
        self.list.iter().map(|body| self.strip(body)).collect()
    }

    /// Height of the footnotes of each of a paragraph's lines; empty where there are none.
    fn note_heights(&self, para: &SetPara) -> Vec<f64> {
        let last = para.notes.last().map_or(0, |(line, _)| line + 1);
        let mut heights = vec![0.0; last];
        for (line, note) in &para.notes {
            heights[*line] += self.notes.get(note).map_or(0.0, SetPara::total);
        }
        heights
    }

    /// The lines of a cell.
    fn steps(&self, cell: &SetCell) -> Vec<Step> {
        let lines = |p: &SetPara| {
            let notes = self.note_heights(p);
            let height = |i: usize| p.line_height + if i == 0 { p.before } else { 0.0 };
            let steps = (0..p.lines.len()).map(|i| Step { height: height(i), notes: notes.get(i).copied().unwrap_or_default() });
            steps.collect::<Vec<Step>>()
        };
        cell.paras.iter().flat_map(lines).collect()
    }

    fn strip(&self, body: &Body) -> Strip {
        match body {
            Body::Para(para) => Strip {
                before: para.before,
                lines: para.lines.len(),
                line_height: para.line_height,
                leading: para.leading,
                around: para.around,
                keep_next: para.keep_next,
                keep_lines: para.keep_lines,
                grow: Grow::Above,
                tail: 0.0,
                repeat: 0.0,
                cells: Vec::new(),
                alone: false,
                notes: self.note_heights(para),
                ends_first_pass: false,
            },
            Body::Row(row) => {
                let repeat = row.table.as_ref().map_or(0.0, |t| t.head.iter().map(|r| r.height).sum());
                Strip {
                    before: row.above,
                    lines: 1,
                    line_height: row.height,
                    leading: 0.0,
                    around: row.after,
                    keep_next: row.keep_next,
                    keep_lines: true,
                    grow: if row.table.is_some() { Grow::Cells } else { Grow::No },
                    tail: 0.0,
                    repeat,
                    cells: if row.table.is_some() { row.cells.iter().map(|c| self.steps(c)).collect() } else { Vec::new() },
                    alone: row.table.as_ref().is_some_and(|t| !t.covered.contains(&true)) && row.cells.iter().all(|c| c.rows == 1),
                    notes: vec![row.cells.iter().flat_map(|c| &c.paras).flat_map(|p| self.note_heights(p)).sum()],
                    ends_first_pass: false,
                }
            }
        }
    }
}

impl SetCell {
    fn height(&self) -> f64 {
        self.paras.iter().map(SetPara::total).sum()
    }
}

/// A paragraph without the numbers of footnotes.
fn unnoted(para: &Para) -> Para {
    let mut out = para.clone();
    out.runs.retain(|run| run.mark.is_none());
    out
}

fn columns_rows(columns: &Columns, set_one: &impl Fn(&Para, Twips) -> SetPara) -> Vec<SetRow> {
    let set_row = |row: &ColumnsRow| {
        let mut x = 0.0;
        let mut cells = Vec::with_capacity(2);
        for (cell, width) in columns.cells(row) {
            cells.push(SetCell { x, paras: cell.iter().map(|p| set_one(p, width)).collect(), rows: 1, drop: 0.0 });
            x += width.pt();
        }
        let height = cells.iter().map(SetCell::height).fold(0.0, f64::max);
        SetRow { cells, height, above: 0.0, after: 0.0, keep_next: row.keep_next, centred: false, table: None }
    };
    columns.rows.iter().map(set_row).collect()
}

/// All rows of a table, those of its head first; `page` is the height of a page, pt.
fn table_rows(table: &TableFlow, page: f64, set_one: &impl Fn(&Para, Twips) -> SetPara) -> Vec<SetRow> {
    let mut edges = vec![Twips(0)];
    for width in &table.widths {
        edges.push(edges[edges.len() - 1] + *width);
    }
    let none = Rc::default();
    let mut rows = set_rows(table, &edges, 0..table.head, &none, set_one);
    let again = set_rows(table, &edges, 0..table.head, &none, &|para, width| set_one(&unnoted(para), width));
    let mut body = set_rows(table, &edges, table.head..table.rows.len(), &Rc::new(again), set_one);
    keep_groups(&mut body, page);
    rows.append(&mut body);
    rows
}

/// The rows of a table's head, or those below it.
fn set_rows(
    table: &TableFlow,
    edges: &[Twips],
    rows: Range<usize>,
    head: &Rc<Vec<SetRow>>,
    set_one: &impl Fn(&Para, Twips) -> SetPara,
) -> Vec<SetRow> {
    let border = if table.lined { BORDER } else { 0.0 };
    let around = table.bottom_margin.pt() + border;
    let columns = table.widths.len();
    let mut below = vec![0_usize; columns];
    let mut out = Vec::with_capacity(rows.len());
    for index in rows {
        let row = &table.rows[index];
        let covered: Vec<bool> = below.iter().map(|b| *b > 0).collect();
        below.iter_mut().for_each(|b| *b = b.saturating_sub(1));
        let mut drawn = vec![true; columns + 1];
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let end = (cell.column + cell.columns).min(columns);
            drawn[cell.column + 1..end].fill(false);
            below[cell.column..end].fill(cell.rows - 1);
            let width = edges[end] - edges[cell.column] - table.side_margin - table.side_margin;
            let paras = cell.paras.iter().map(|p| set_one(p, width)).collect();
            cells.push(SetCell { x: (edges[cell.column] + table.side_margin).pt(), paras, rows: cell.rows, drop: 0.0 });
        }
        let info = TableRowInfo {
            id: row.id,
            border,
            edges: edges.iter().map(|e| e.pt()).collect(),
            drawn,
            covered,
            head: Rc::clone(head),
            last: index + 1 == table.rows.len(),
        };
        out.push(SetRow {
            height: cells.iter().filter(|c| c.rows == 1).map(SetCell::height).fold(0.0, f64::max) + around,
            cells,
            above: if index == 0 { table.above.pt() } else { 0.0 },
            after: if info.last { info.border } else { 0.0 },
            keep_next: row.keep_next,
            // Beside lines that are not drawn, words stand level at the top.
            centred: table.lined,
            table: Some(info),
        });
    }
    stretch_for_spans(&mut out, around);
    if table.lined {
        centre(&mut out, around);
    }
    out
}

/// Puts the words of every cell in the middle of its room; `around` is what a cell has besides its words, pt.
fn centre(rows: &mut [SetRow], around: f64) {
    let heights: Vec<f64> = rows.iter().map(|r| r.height).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            let room: f64 = heights[index..(index + cell.rows).min(heights.len())].iter().sum();
            cell.drop = ((room - around - cell.height()) / 2.0).max(0.0);
        }
    }
}

/// Rows that one cell covers stay together, unless they take more than this part of a page.
const MOST_KEPT: f64 = 1.0 / 3.0;

/// Keeps the rows together that a cell covers; where they are too many, only those that its words need, at the top.
fn keep_groups(rows: &mut [SetRow], page: f64) {
    let goes_on = |row: &SetRow| row.table.as_ref().is_some_and(|t| t.covered.contains(&true));
    let mut start = 0;
    while start < rows.len() {
        let end = (start + 1..rows.len()).find(|i| !goes_on(&rows[*i])).unwrap_or(rows.len());
        let height: f64 = rows[start..end].iter().map(|r| r.height).sum();
        let all = height <= page * MOST_KEPT;
        // How far down the group the words of its tall cells reach.
        let (mut top, mut reach) = (0.0, 0.0_f64);
        for (index, row) in rows.iter_mut().enumerate().take(end).skip(start) {
            for cell in row.cells.iter_mut().filter(|c| c.rows > 1 && !all) {
                reach = reach.max(top + cell.height());
                cell.drop = 0.0;
                row.centred = false;
            }
            top += row.height;
            row.keep_next |= index + 1 < end && (all || top < reach);
        }
        start = end;
    }
}

/// The last row that a tall cell covers takes what the rows together lack; `around` is what a cell
/// has besides its words, pt.
fn stretch_for_spans(rows: &mut [SetRow], around: f64) {
    for index in 0..rows.len() {
        let spans: Vec<(usize, f64)> = rows[index].cells.iter().filter(|c| c.rows > 1).map(|c| (c.rows, c.height() + around)).collect();
        for (count, needed) in spans {
            let end = (index + count).min(rows.len());
            let have: f64 = rows[index..end].iter().map(|r| r.height).sum();
            rows[end - 1].height += (needed - have).max(0.0);
        }
    }
}
