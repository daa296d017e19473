//! Tables of the markup, their spans checked.

use roxmltree::Node;

use super::Parser;
use crate::diag::{Diagnostic, code};
use crate::standard::{self, Edition};
use crate::text::{folded, heads_ordinals, is_letter, typed_number};
use crate::tree::{Block, Cell, CellAlign, Column, Row, RowKind, Table, Width};

/// How the title of a column begins whose digits are a name and no quantity.
const CODES: [&str; 10] =
    ["ma", "so hieu", "so ky hieu", "ky hieu", "so dien thoai", "dien thoai", "so can cuoc", "so ho so", "so van ban", "nam"];

/// Whether a cell holds a figure, or the dash that stands for none.
fn is_figure(words: &str) -> bool {
    matches!(words.trim(), "-" | "–") || typed_number(words).is_ok()
}

/// Whether digits can only be a name: a quantity has no two zeros before it.
fn is_code(words: &str) -> bool {
    let digits = words.trim();
    digits.len() > 2 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The titles of each column alone, in all rows of a head.
fn titles(head: &[Row], width: usize) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new(); width];
    let mut below = vec![0_usize; width];
    for row in head {
        let mut free = (0..width).filter(|at| below[*at] == 0).collect::<Vec<usize>>().into_iter();
        for cell in &row.cells {
            let columns: Vec<usize> = free.by_ref().take(cell.columns).collect();
            columns.iter().for_each(|at| below[*at] = cell.rows);
            if let [at] = columns[..] {
                out[at].push(cell.words());
            }
        }
        below.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    out
}

impl Parser<'_> {
    pub(super) fn table(&mut self, node: Node<'_, '_>) -> Table {
        let mut table = Table { origin: self.origin(node), ..Table::default() };
        if let Some(size) = node.attribute("size").filter(|s| !s.is_empty()) {
            let sizes = &standard::of(Edition::IN_FORCE).ranges.table_size;
            match size.parse().ok().filter(|size| sizes.allows(f64::from(*size))) {
                Some(size) => table.size = Some(size),
                None => {
                    let help = format!("Cỡ chữ trong bảng từ {} đến {}.", sizes.min, sizes.max);
                    self.wrong(node, format!("Cỡ chữ bảng “{size}” không dùng được"), help);
                }
            }
        }
        table.unlined = node.attribute("borders") == Some("false");
        for child in self.children(node) {
            match child.tag_name().name() {
                "caption" => table.caption = self.inlines(child),
                "unit" => table.unit = self.inlines(child),
                "column" => table.columns.extend(self.column(child)),
                "head" => table.head = self.children(child).into_iter().map(|row| self.row(row)).collect(),
                _ => {
                    let row = self.row(child);
                    table.rows.push(row);
                }
            }
        }
        let width = table.columns.len();
        // The first cell of a numbered group is its number's.
        let named = |row: &&mut Row| row.kind == RowKind::Heading || row.kind.leads() && row.cells.len() > 1;
        table.rows.iter_mut().filter(named).for_each(|row| row.fill(width));
        self.spans(node, &table);
        self.align(node, &mut table);
        table
    }

    /// A column that does not say how it is aligned follows what stands in it: ordinal numbers are
    /// centred, figures stand at the right (practice).
    fn align(&mut self, node: Node<'_, '_>, table: &mut Table) {
        let columns = node.children().filter(|n| n.tag_name().name() == "column");
        let unsaid: Vec<bool> = columns.map(|c| c.attribute("align").is_none_or(str::is_empty)).collect();
        let Table { columns, head, rows, .. } = table;
        let width = columns.len();
        if unsaid.len() != width {
            return;
        }
        let whole = |row: &&Row| row.cells.len() == width;
        let titles = titles(head, width);
        for (at, column) in columns.iter_mut().enumerate().filter(|(at, _)| unsaid[*at]) {
            let words = |row: &Row| row.cells[at].words();
            let titled = titles[at].iter().any(|title| heads_ordinals(title));
            let numbered = at == 0 && rows.iter().any(|r| r.kind == RowKind::Numbered);
            let mut filled = rows.iter().filter(whole).map(words).filter(|w| !w.trim().is_empty()).peekable();
            let all_figures = filled.peek().is_some() && filled.all(|w| is_figure(&w) || is_code(&w));
            let coded = titles[at]
                .iter()
                .map(|title| folded(title))
                .any(|t| CODES.iter().any(|c| t.strip_prefix(c).is_some_and(|rest| !rest.starts_with(is_letter))))
                || rows.iter().filter(whole).any(|row| is_code(&words(row)));
            column.align = if titled || numbered || (coded && all_figures) {
                CellAlign::Center
            } else if all_figures {
                CellAlign::Right
            } else {
                CellAlign::Left
            };
        }
    }

    fn column(&mut self, node: Node<'_, '_>) -> Option<Column> {
        self.children(node);
        let width = node.attribute("width").filter(|w| !w.is_empty()).unwrap_or("auto");
        let align = node.attribute("align").filter(|a| !a.is_empty()).unwrap_or("left");
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
        let parsed = match (width, width.strip_suffix("cm"), width.strip_suffix('*')) {
            ("auto", _, _) => Some(Width::Auto),
            (_, Some(cm), _) => number(cm).map(|cm| Width::Mm(cm * 10.0)),
            (_, _, Some("")) => Some(Width::Share(1.0)),
            (_, _, Some(share)) => number(share).map(Width::Share),
            _ => number(width.strip_suffix("mm").unwrap_or(width)).map(Width::Mm),
        };
        match (parsed, CellAlign::from_name(align)) {
            (Some(width), Some(align)) => Some(Column { width, align }),
            (None, _) => {
                self.wrong_value(node, format!("Bề rộng cột “{width}” không đúng"), "Viết 12mm, 2* (hai phần) hoặc auto.".into());
                None
            }
            (_, None) => {
                self.wrong(node, format!("Không có cách canh “{align}”"), "Dùng left, center, right hoặc justify.".into());
                None
            }
        }
    }

    fn row(&mut self, node: Node<'_, '_>) -> Row {
        let name = node.attribute("kind").filter(|k| !k.is_empty()).unwrap_or("plain");
        let kind = RowKind::from_name(name).unwrap_or_else(|| {
            self.wrong(node, format!("Không có kiểu hàng “{name}”"), "Dùng plain, numbered, group, subgroup, heading hoặc total.".into());
            RowKind::Plain
        });
        let marker = node.attribute("marker").filter(|m| !m.is_empty()).map(str::to_owned);
        let cells = self.children(node).into_iter().map(|cell| self.cell(cell)).collect();
        Row { kind, marker, cells, origin: self.origin(node) }
    }

    fn cell(&mut self, node: Node<'_, '_>) -> Cell {
        let mut span = |name: &str| match node.attribute(name).filter(|v| !v.is_empty()).map(|v| (v, v.parse::<usize>())) {
            None => 1,
            Some((_, Ok(n))) if (1..=1000).contains(&n) => n,
            Some((given, _)) => {
                self.wrong(node, format!("Số {name} được gộp “{given}” không đúng"), "Ghi số nguyên từ 1.".into());
                1
            }
        };
        let (columns, rows) = (span("columns"), span("rows"));
        let align = node.attribute("align").and_then(CellAlign::from_name);
        let children = self.children(node);
        let mut content = self.blocks_of(children);
        // A cell whose only words are empty is an empty one.
        content.retain(|block| !matches!(block, Block::Paragraph(inlines) if inlines.is_empty()));
        Cell { columns, rows, align, content }
    }

    /// Reports a table, or a row of it, at its place in the data, which is where it can be mended.
    fn wrong_table(&mut self, node: Node<'_, '_>, row: Option<&Row>, message: String, help: String) {
        let place = row.and_then(|row| row.origin.as_ref()).map_or_else(|| self.place(node), |o| o.span);
        self.found.push(Diagnostic::error(code::BAD_TABLE, place, message).help(help));
    }

    /// Every row must cover every column once: with its own cells or with one from above.
    fn spans(&mut self, node: Node<'_, '_>, table: &Table) {
        let width = table.columns.len();
        if width == 0 {
            self.wrong_table(node, None, "Bảng không có cột nào".into(), "Khai báo <column …/> cho từng cột.".into());
            return;
        }
        for (name, rows) in [("tiêu đề", &table.head), ("nội dung", &table.rows)] {
            // Rows that a cell of each column still reaches down into.
            let mut below = vec![0_usize; width];
            for (number, row) in rows.iter().enumerate() {
                let mut covered = below.iter().filter(|b| **b > 0).count();
                let mut at = 0;
                for cell in &row.cells {
                    while at < width && below[at] > 0 {
                        at += 1;
                    }
                    covered += cell.columns;
                    let end = (at + cell.columns).min(width);
                    let clash = below[at.min(width)..end].iter().any(|b| *b > 0);
                    if clash {
                        self.wrong_table(
                            node,
                            Some(row),
                            format!("Ô gộp trong hàng {name} thứ {} chồng lên nhau", number + 1),
                            "Giảm số cột hoặc số hàng được gộp.".into(),
                        );
                        return;
                    }
                    below[at.min(width)..end].fill(cell.rows);
                    at = end;
                }
                if covered != width {
                    let counted = matches!(row.kind, RowKind::Numbered | RowKind::Group | RowKind::Subgroup);
                    let help = if covered > width {
                        "Bớt ô. Trong [ ] dấu phẩy ngăn cách các ô: số như 62,5 và câu có dấu phẩy phải đặt trong dấu nháy kép."
                    } else if counted && (covered + 1 == width || row.cells.len() == 1) {
                        "Hàng tự đánh số vẫn có ô đầu, để trống: cells: [\"\", …]."
                    } else {
                        "Thêm ô (ô trống viết \"\"), hoặc gộp cột: {text: Nội dung, columns: 2}."
                    };
                    let message = format!("Hàng {name} thứ {} có {covered} ô, bảng có {width} cột", number + 1);
                    self.wrong_table(node, Some(row), message, help.into());
                    return;
                }
                below.iter_mut().for_each(|b| *b = b.saturating_sub(1));
            }
            if below.iter().any(|b| *b > 0) {
                let message = format!("Ô gộp hàng vượt quá hàng {name} cuối cùng của bảng");
                self.wrong_table(node, None, message, "Giảm số hàng được gộp.".into());
                return;
            }
        }
    }
}
