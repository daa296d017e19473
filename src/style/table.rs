//! A table of the tree as a styled table: column widths, cells' looks.

use super::flow::Builder;
use super::{FlowBlock, Para, RowId, TableCell, TableFlow, TableRow};
use crate::diag::{Diagnostic, code};
use crate::line::{Run, words};
use crate::standard::{Align, Component};
use crate::tree::{Block, Cell, CellAlign, Image, Row, Table, Width};
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
                // A row goes with the next when a cell covers both, and a group's row with its first.
                let covered = below.iter().any(|b| *b > 0);
                rows.push(TableRow { id: RowId::default(), cells, keep_next: is_head || covered || row.kind.leads() });
            }
        }
        if let Some(last) = rows.last_mut() {
            last.keep_next = false;
        }
        let widths = self.widths(table, &rows);
        self.fit_pictures(table, &widths, &mut rows[head..]);
        if !rows.is_empty() {
            let (lined, above) = (!table.unlined, Twips(0));
            let bottom_margin = Twips::from_pt(self.standard.tables.bottom_pt);
            out.push(FlowBlock::Table(TableFlow { widths, rows, head, lined, side_margin: self.side(), bottom_margin, above }));
        }
        out
    }

    /// Room between side borders and words.
    fn side(&self) -> Twips {
        Twips::from_pt(self.standard.tables.side_pt)
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
                para.look.size = HalfPt::from_pt(size);
                para.runs.iter_mut().flat_map(|r| &mut r.mark).for_each(|m| *m = self.mark(para.look.size, m.refers));
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
    fn fit_pictures(&self, table: &Table, widths: &[Twips], rows: &mut [TableRow]) {
        for (row, styled) in table.rows.iter().zip(rows) {
            for (cell, styled) in row.cells.iter().zip(&mut styled.cells) {
                let images = cell.content.iter().filter_map(|b| if let Block::Image(image) = b { Some(image) } else { None });
                let end = (styled.column + styled.columns).min(widths.len());
                let width = widths[styled.column..end].iter().fold(Twips(0), |sum, w| sum + *w);
                let room = (width - self.side() - self.side()).max(Twips(1));
                let figures = styled.paras.iter_mut().filter_map(|p| p.figure.as_mut());
                for (image, figure) in images.filter(|i| i.picture.is_some()).zip(figures) {
                    self.check_width(image, room, "bề rộng ô");
                    (figure.width, figure.height) = self.extent(image, &figure.picture, room);
                }
            }
        }
    }

    /// Widths in twips: fixed ones first, content's next, shares of the rest last.
    fn widths(&self, table: &Table, rows: &[TableRow]) -> Vec<Twips> {
        let total = self.text_width;
        let natural = |column: usize| self.natural(rows, column);
        let mut widths: Vec<Option<Twips>> = table
            .columns
            .iter()
            .map(|c| match c.width {
                Width::Mm(mm) => Some(Twips::from_mm(mm)),
                _ => None,
            })
            .collect();
        let taken = |widths: &[Option<Twips>]| widths.iter().flatten().fold(Twips(0), |sum, w| sum + *w);
        let shares: f64 = table.columns.iter().map(|c| if let Width::Share(s) = c.width { s } else { 0.0 }).sum();
        let autos: Vec<usize> = (0..table.columns.len()).filter(|i| table.columns[*i].width == Width::Auto).collect();
        let rest = total - taken(&widths);
        let wishes: Vec<(f64, f64)> = autos.iter().map(|i| natural(*i)).collect();
        let (least, most): (f64, f64) = wishes.iter().fold((0.0, 0.0), |sum, w| (sum.0 + w.0, sum.1 + w.1));
        // With shares beside them, content's columns take what they need; alone, they fill the page.
        let room = rest.pt();
        let cap = cap(wishes.iter().map(|w| w.0).collect(), room);
        for (i, (low, high)) in autos.iter().zip(&wishes) {
            let width = if most <= room {
                if shares > 0.0 { *high } else { high * room / most.max(1.0) }
            } else if least > room {
                // Words longer than their column are cut; columns that ask for little keep it.
                low.min(cap)
            } else {
                low + (high - low) * ((room - least) / (most - least).max(1.0)).clamp(0.0, 1.0)
            };
            widths[*i] = Some(Twips((width * 20.0).floor() as i32));
        }
        let rest = (total - taken(&widths)).pt().max(0.0);
        for (width, column) in widths.iter_mut().zip(&table.columns) {
            if let Width::Share(share) = column.width {
                *width = Some(Twips((rest * share / shares * 20.0).floor() as i32));
            }
        }
        let widths: Vec<Twips> = widths.into_iter().map(Option::unwrap_or_default).collect();
        self.check_widths(table, &widths);
        self.check_heads(table, &rows[..table.head.len()], &widths);
        widths
    }

    /// Least and natural width of a column's own cells, pt: the longest word or a picture, the longest paragraph.
    fn natural(&self, rows: &[TableRow], column: usize) -> (f64, f64) {
        let (mut least, mut most) = (0.0_f64, 0.0_f64);
        let cells = rows.iter().flat_map(|r| &r.cells).filter(|c| c.column == column && c.columns == 1);
        for para in cells.flat_map(|c| &c.paras) {
            let runs: &[Run] = &para.runs;
            let all = words(runs, self.fonts, para.look.size.pt());
            least = all.iter().map(|w| w.width).fold(least, f64::max);
            most = most.max(all.iter().map(|w| w.width + w.glue.map_or(0.0, |g| g.width)).sum());
            let picture = para.figure.as_ref().map_or(0.0, |f| f.width.pt());
            (least, most) = (least.max(picture), most.max(picture));
        }
        let around = (self.side().pt() + 0.5) * 2.0;
        (least + around, most + around)
    }

    /// A word of the head that is wider than its column is cut: `ST` / `T`.
    fn check_heads(&self, table: &Table, head: &[TableRow], widths: &[Twips]) {
        let cells = head.iter().flat_map(|r| &r.cells).filter(|c| c.columns == 1);
        for (cell, para) in cells.flat_map(|c| c.paras.iter().map(move |p| (c, p))) {
            let (column, all) = (cell.column, words(&para.runs, self.fonts, para.look.size.pt()));
            let Some(widest) = all.iter().max_by(|a, b| a.width.total_cmp(&b.width)) else { continue };
            let needed = Twips::from_pt(widest.width) + self.side() + self.side();
            let Some(width) = widths.get(column).filter(|w| needed > **w) else { continue };
            let word: String = all.pieces(widest).iter().map(|p| &para.runs[p.run].text[p.range.clone()]).collect();
            let mm = |width: f64| format!("{width:.1} mm").replace('.', ",");
            let message = format!("Từ “{word}” bị ngắt giữa chừng: cột {} của bảng rộng {}", column + 1, mm(width.mm()));
            let help = match table.columns[column].width {
                Width::Auto => "Rút ngắn từ này, thu hẹp các cột khác, hoặc dùng trang nằm ngang.".to_owned(),
                _ => format!("Nới cột này đến {}, hoặc bỏ `width` của nó.", mm(needed.mm() + 0.1)),
            };
            let place = table.origin.as_ref().map(|o| o.span);
            self.found.borrow_mut().push(Diagnostic::warning(code::WORD_CUT, place, message).help(help));
        }
    }

    fn check_widths(&self, table: &Table, widths: &[Twips]) {
        // Where the given widths leave nothing, the others are less than nothing.
        let sum = widths.iter().fold(Twips(0), |sum, w| sum + (*w).max(Twips(0)));
        let over = sum - self.text_width;
        let thin = widths.iter().position(|w| w.pt() < (self.side().pt() * 2.0 + self.standard.tables.least_pt));
        let wrong = |message: String, help: &str| {
            let place = table.origin.as_ref().map(|o| o.span);
            self.found.borrow_mut().push(Diagnostic::error(code::TABLE_TOO_WIDE, place, message).help(help));
        };
        if over > Twips(0) {
            wrong(
                format!("Bảng rộng {:.1} mm, quá vùng trình bày {:.1} mm là {:.1} mm", sum.mm(), self.text_width.mm(), over.mm())
                    .replace('.', ","),
                "Thu hẹp cột, hoặc để phụ lục nằm ngang (orientation: landscape).",
            );
        } else if let Some(column) = thin {
            wrong(
                format!("Cột {} của bảng không còn chỗ cho chữ ({:.1} mm)", column + 1, widths[column].mm()).replace('.', ","),
                "Thu hẹp các cột khác, hoặc dùng trang nằm ngang.",
            );
        }
    }
}

/// What no part of `room` may exceed, so that the parts together fill it and none takes from one
/// that asks for less.
fn cap(mut wishes: Vec<f64>, room: f64) -> f64 {
    wishes.sort_by(f64::total_cmp);
    let mut left = room;
    for (number, wish) in wishes.iter().enumerate() {
        let even = left / (wishes.len() - number) as f64;
        if *wish > even {
            return even;
        }
        left -= wish;
    }
    f64::INFINITY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_ask_for_little_keep_it() {
        assert_eq!(cap(vec![300.0, 10.0, 200.0], 210.0), 100.0);
        assert_eq!(cap(vec![300.0, 300.0], 210.0), 105.0);
        assert!(cap(vec![10.0, 20.0], 210.0) > 20.0);
    }
}
