//! What a table gives up so that none of its words is cut: room beside its words, then its type size.

use super::flow::Builder;
use super::widths::{is_figure, said, tied, width};
use super::{Para, TableRow};
use crate::diag::{Diagnostic, code};
use crate::line::words;
use crate::standard::Component;
use crate::tree::{Table, Width};
use crate::units::{HalfPt, Twips};

/// How a table is set.
pub(super) struct Fit {
    /// Widths of the columns.
    pub(super) widths: Vec<Twips>,
    /// Room between side borders and words.
    pub(super) side: Twips,
    size: HalfPt,
    /// One for each column in which something is cut.
    cuts: Vec<Cut>,
}

/// A word that is wider than its column: `ST` / `T`; a symbol after its hyphens only.
struct Cut {
    column: usize,
    word: String,
    /// How wide the column ought to be.
    needed: Twips,
}

impl Fit {
    /// How bad it is: a number that is cut is misread. Words in a column of the author's width are for him to mend.
    fn cost(&self, table: &Table) -> (usize, usize) {
        let figures = self.cuts.iter().filter(|cut| is_figure(&cut.word)).count();
        let words = self.cuts.iter().filter(|cut| !is_figure(&cut.word) && !matches!(table.columns[cut.column].width, Width::Mm(_)));
        (figures, words.count())
    }
}

impl Builder<'_> {
    /// Sets a table so that nothing in it is cut, or the least, and tells what is.
    pub(super) fn fit(&self, table: &Table, rows: &mut [TableRow]) -> Fit {
        let fit = self.best(table, rows);
        self.check_widths(table, &fit);
        self.check_size(table, &fit);
        self.check_words(table, rows, &fit);
        fit
    }

    /// The first way to set the rows of those that cut least; the rows are set so.
    fn best(&self, table: &Table, rows: &mut [TableRow]) -> Fit {
        let (usual, tables) = (self.size(table), &self.standard.tables);
        let least = HalfPt((self.standard.ranges.table_size.min * 2.0) as u32);
        let margins = [tables.side_pt, (tables.side_pt + tables.least_side_pt) / 2.0, tables.least_side_pt].map(Twips::from_pt);
        let smaller = (least.0..usual.0).rev().map(|size| (HalfPt(size), margins[2]));
        let ways = margins.into_iter().map(|side| (usual, side)).chain(smaller);
        let mut set = usual;
        let mut best: Option<Fit> = None;
        for (size, side) in ways {
            if size != set {
                self.resize(rows, size);
                set = size;
            }
            let widths = self.widths(table, rows, side);
            let fit = Fit { cuts: self.cuts(rows, &widths, side), widths, side, size };
            let better = best.as_ref().is_none_or(|best| fit.cost(table) < best.cost(table));
            let done = fit.cost(table) == (0, 0);
            if better {
                best = Some(fit);
            }
            if done {
                break;
            }
        }
        let best = best.unwrap_or(Fit { widths: Vec::new(), side: margins[0], size: usual, cuts: Vec::new() });
        if best.size != set {
            self.resize(rows, best.size);
        }
        best
    }

    /// The type size that a table asks for.
    fn size(&self, table: &Table) -> HalfPt {
        table.size.map_or(self.styles.look(Component::TableCell).size, HalfPt::from_pt)
    }

    /// Sets all words of a table in a size.
    fn resize(&self, rows: &mut [TableRow], size: HalfPt) {
        let own = |para: &&mut Para| matches!(para.component, Component::TableHead | Component::TableGroup | Component::TableCell);
        let paras = rows.iter_mut().flat_map(|r| &mut r.cells).flat_map(|c| &mut c.paras);
        paras.filter(own).for_each(|para| self.set_in(para, size));
    }

    /// The widest word of each column that is wider than it.
    fn cuts(&self, rows: &[TableRow], widths: &[Twips], side: Twips) -> Vec<Cut> {
        let mut out = Vec::new();
        for (column, width_of) in widths.iter().enumerate() {
            let room = *width_of - side - side;
            let mut widest: Option<(f64, String)> = None;
            let cells = rows.iter().flat_map(|r| &r.cells).filter(|c| c.column == column && c.columns == 1);
            for para in cells.flat_map(|c| &c.paras) {
                let all = words(&para.runs, self.fonts, para.look.size.pt());
                for together in tied(&all).filter(|words| Twips::from_pt(width(&all, words.clone())) > room) {
                    let word = said(para, &all, together.clone());
                    let needed = self.unbroken(para, &all, together);
                    // Addresses are cut where their line ends, in every column.
                    if Twips::from_pt(needed) > room && !word.contains("://") && widest.as_ref().is_none_or(|(most, _)| needed > *most) {
                        widest = Some((needed, word));
                    }
                }
            }
            out.extend(widest.map(|(needed, word)| Cut { column, word, needed: Twips::from_pt(needed) + side + side }));
        }
        out
    }

    /// A size that the author gave is taken back only for a reason that is told.
    fn check_size(&self, table: &Table, fit: &Fit) {
        let Some(given) = table.size.filter(|size| HalfPt::from_pt(*size) != fit.size) else { return };
        let message = format!("Cỡ chữ {given} làm chữ trong bảng bị ngắt giữa chừng: bảng được trình bày cỡ {}", fit.size.pt());
        self.tell(table, message.replace('.', ","), "Bỏ `size`: chương trình chọn cỡ lớn nhất mà bảng còn đủ chỗ.".to_owned());
    }

    fn check_words(&self, table: &Table, rows: &[TableRow], fit: &Fit) {
        let mm = |width: Twips| format!("{:.1} mm", width.mm() + 0.05).replace('.', ",");
        let room = fit.widths.iter().fold(Twips(0), |sum, width| sum + *width);
        let (auto, given): (Vec<&Cut>, Vec<&Cut>) = fit.cuts.iter().partition(|cut| table.columns[cut.column].width == Width::Auto);
        for cut in given {
            let is = mm(fit.widths[cut.column]);
            let message = format!("{} bị ngắt giữa chừng: cột {} của bảng rộng {is}", named(&[cut]), cut.column + 1);
            self.tell(table, message, format!("Nới cột này đến {}, hoặc bỏ `width` của nó.", mm(cut.needed)));
        }
        if auto.is_empty() {
            return;
        }
        let lacking = auto.iter().fold(Twips(0), |sum, cut| sum + cut.needed - fit.widths[cut.column]);
        let message = format!("{} bị ngắt giữa chừng: bảng rộng {}, còn thiếu khoảng {}", named(&auto), mm(room), mm(lacking));
        let wider = self.sideways().filter(|sideways| sideways.best(table, &mut rows.to_vec()).cuts.is_empty());
        let help = match wider {
            Some(_) => "Để bảng trong một phụ lục nằm ngang (`orientation: landscape`): ở đó bảng đủ chỗ.",
            None if auto.iter().any(|cut| is_figure(&cut.word)) || auto.len() > 1 => {
                "Bảng có nhiều cột hơn một trang chứa được: ghi số tiền theo nghìn đồng hoặc triệu đồng (ghi đơn vị vào `unit`), \
                 bớt cột, hoặc tách thành hai bảng."
            }
            None => "Rút ngắn từ này, hoặc viết nó thành nhiều từ cách nhau.",
        };
        self.tell(table, message, help.to_owned());
    }

    fn tell(&self, table: &Table, message: String, help: String) {
        let place = table.origin.as_ref().map(|o| o.span);
        self.found.borrow_mut().push(Diagnostic::warning(code::WORD_CUT, place, message).help(help));
    }

    fn check_widths(&self, table: &Table, fit: &Fit) {
        let (widths, side) = (&fit.widths, fit.side);
        // Where the given widths leave nothing, the others are less than nothing.
        let sum = widths.iter().fold(Twips(0), |sum, w| sum + (*w).max(Twips(0)));
        let over = sum - self.text_width;
        let thin = widths.iter().position(|w| w.pt() < (side.pt() * 2.0 + self.standard.tables.least_pt));
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

/// At most so many words are named in one message.
const NAMED: usize = 3;

/// What is cut, numbers first.
fn named(cuts: &[&Cut]) -> String {
    let (figures, words): (Vec<&Cut>, Vec<&Cut>) = cuts.iter().partition(|cut| is_figure(&cut.word));
    let what = if figures.is_empty() { "Từ" } else { "Số" };
    let all: Vec<String> = figures.iter().chain(&words).take(NAMED).map(|cut| format!("“{}”", cut.word)).collect();
    let more = if cuts.len() > NAMED { format!(" và {} từ khác", cuts.len() - NAMED) } else { String::new() };
    format!("{what} {}{more}", all.join(", "))
}
