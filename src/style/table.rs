//! A table of the tree as a styled table: its rows and its cells' looks.

use super::fit::Fit;
use super::flow::Builder;
use super::{FlowBlock, Para, ParaLook, RowId, TableCell, TableFlow, TableRow};
use crate::standard::{Align, Component};
use crate::tree::{Block, Cell, CellAlign, Image, Row, Table, plain};
use crate::units::{HalfPt, Twips};

impl Builder<'_> {
    /// Caption, unit line and the table.
    pub(super) fn table(&self, table: &Table) -> Vec<FlowBlock> {
        let mut out = Vec::new();
        for (component, inlines) in [(Component::TableCaption, &table.caption), (Component::TableUnit, &table.unit)] {
            if !inlines.is_empty() {
                out.extend(self.lined(component, inlines).into_iter().map(FlowBlock::Para));
            }
        }
        let head = table.head.len();
        let mut rows: Vec<TableRow> = Vec::with_capacity(head + table.rows.len());
        for (part, is_head) in [(&table.head, true), (&table.rows, false)] {
            let mut below = vec![0_usize; table.columns.len()];
            for row in part {
                let cells = self.cells(table, row, &below, is_head);
                for cell in &cells {
                    below[cell.column..cell.column + cell.columns].fill(cell.rows);
                }
                below.iter_mut().for_each(|b| *b = b.saturating_sub(1));
                rows.push(TableRow { id: RowId::default(), cells, keep_next: is_head || row.kind.leads() });
            }
        }
        if let Some(last) = rows.last_mut() {
            last.keep_next = false;
        }
        let Fit { widths, side, .. } = self.fit(table, &mut rows);
        self.hold_heads(&mut rows[..head], &widths, side);
        self.fit_pictures(table, &widths, side, &mut rows[head..]);
        if table.unlined {
            rows.iter_mut().for_each(level);
        }
        if !rows.is_empty() {
            let (lined, above) = (!table.unlined, Twips(0));
            let bottom_margin = Twips::from_pt(self.standard.tables.bottom_pt);
            let title = plain(&table.caption);
            out.push(FlowBlock::Table(TableFlow { widths, rows, head, title, lined, side_margin: side, bottom_margin, above }));
        }
        out
    }

    fn cells(&self, table: &Table, row: &Row, below: &[usize], is_head: bool) -> Vec<TableCell> {
        let mut out = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        for cell in &row.cells {
            while below.get(column).is_some_and(|b| *b > 0) {
                column += 1;
            }
            let align = table.columns.get(column).map(|c| c.align).unwrap_or_default();
            let paras = self.cell(table, row, cell, align, is_head);
            out.push(TableCell { column, columns: cell.columns, rows: cell.rows, paras });
            column += cell.columns;
        }
        out
    }

    fn cell(&self, table: &Table, row: &Row, cell: &Cell, align: CellAlign, is_head: bool) -> Vec<Para> {
        let component = if is_head {
            Component::TableHead
        } else if row.kind.is_strong() {
            Component::TableGroup
        } else {
            Component::TableCell
        };
        let mut paras: Vec<Para> = Vec::with_capacity(cell.content.len());
        for block in &cell.content {
            match block {
                Block::Paragraph(inlines) => paras.push(self.para(component, inlines)),
                Block::Image(image) => paras.extend(self.cell_picture(image)),
                // The vocabulary has no other.
                Block::Aside(_) | Block::Item(_) | Block::Table(_) => {}
            }
        }
        if paras.is_empty() {
            // A cell without words still has its line.
            paras.push(self.para(component, &Vec::new()));
        }
        for para in paras.iter_mut().filter(|p| p.component == component) {
            if let Some(size) = table.size {
                self.set_in(para, HalfPt::from_pt(size));
            }
            if !is_head {
                para.look.align = match cell.align.unwrap_or(align) {
                    CellAlign::Left => Align::Left,
                    CellAlign::Center => Align::Center,
                    CellAlign::Right => Align::Right,
                    CellAlign::Justify => Align::Justify,
                };
            }
        }
        paras
    }

    /// Sets a cell's words in a size.
    pub(super) fn set_in(&self, para: &mut Para, size: HalfPt) {
        para.look = ParaLook { size, align: para.look.align, ..self.styles.look(para.component).clone() };
        self.leave_room_to_write(para);
        para.runs.iter_mut().flat_map(|r| &mut r.mark).for_each(|m| *m = self.mark(size, m.refers));
    }

    /// A picture and its caption, as they would be without a cell around them; rows keep together by themselves.
    fn cell_picture(&self, image: &Image) -> Vec<Para> {
        let mut paras = self.image(image, self.text_width);
        paras.iter_mut().for_each(|p| p.look.keep_next = false);
        if let Some(picture) = paras.first_mut() {
            picture.look.before = self.styles.look(Component::TableCell).before;
        }
        paras
    }

    /// Gives the pictures the room that their cells turn out to have.
    fn fit_pictures(&self, table: &Table, widths: &[Twips], side: Twips, rows: &mut [TableRow]) {
        for (row, styled) in table.rows.iter().zip(rows) {
            for (cell, styled) in row.cells.iter().zip(&mut styled.cells) {
                let images = cell.content.iter().filter_map(|b| if let Block::Image(image) = b { Some(image) } else { None });
                let end = (styled.column + styled.columns).min(widths.len());
                let width = widths[styled.column..end].iter().fold(Twips(0), |sum, w| sum + *w);
                let room = (width - side - side).max(Twips(1));
                let figures = styled.paras.iter_mut().filter_map(|p| p.figure.as_mut());
                for (image, figure) in images.filter(|i| i.picture.is_some()).zip(figures) {
                    self.check_width(image, room, "bề rộng ô");
                    (figure.width, figure.height) = self.extent(image, &figure.picture, room);
                }
            }
        }
    }
}

/// In a list all words of a row stand as low as its dots; LibreOffice sets a line of dots alone in its style's size.
fn level(row: &mut TableRow) {
    let dotted = row.cells.iter().flat_map(|cell| &cell.paras).filter(|p| p.runs.iter().any(|r| r.leader() == Some(1)));
    if let Some(before) = dotted.map(|p| p.look.before).max() {
        row.cells.iter_mut().filter_map(|cell| cell.paras.first_mut()).for_each(|para| para.look.before = before);
    }
}
