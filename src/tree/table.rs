//! Tables: columns, rows, cells, spans; the numbers of rows and groups.

use super::{Block, Inline, Inlines, Origin};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::text::{capital_letter, heads_ordinals, roman};

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// A caption above it.
    pub caption: Inlines,
    /// The unit line: `Đơn vị tính: …`.
    pub unit: Inlines,
    /// Rows repeated on every page.
    pub head: Vec<Row>,
    /// All other rows.
    pub rows: Vec<Row>,
    /// Type size of all cells in pt, when it is not the usual one.
    pub size: Option<u32>,
    /// Whether it is an aligned list without lines.
    pub unlined: bool,
    /// Where it came from.
    pub origin: Option<Origin>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its width.
    pub width: Width,
    /// How its cells stand.
    pub align: CellAlign,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// Millimetres.
    Mm(f64),
    /// A share of what the others leave.
    Share(f64),
    /// As its content asks.
    Auto,
}

/// How a cell's lines stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum CellAlign {
    #[default]
    Left,
    Center,
    Right,
    Justify,
}

impl CellAlign {
    /// The alignment of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "left" => CellAlign::Left,
            "center" => CellAlign::Center,
            "right" => CellAlign::Right,
            "justify" => CellAlign::Justify,
            _ => return None,
        })
    }
}

/// What a row is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// An ordinary row.
    #[default]
    Plain,
    /// A numbered row: its first cell gets 1, 2, 3 …
    Numbered,
    /// A group's row of the first level: A, B …
    Group,
    /// A group's row of the second level: I, II …
    Subgroup,
    /// A group's row without a number.
    Heading,
    /// A row of sums.
    Total,
}

impl RowKind {
    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "plain" => RowKind::Plain,
            "numbered" => RowKind::Numbered,
            "group" => RowKind::Group,
            "subgroup" => RowKind::Subgroup,
            "heading" => RowKind::Heading,
            "total" => RowKind::Total,
            _ => return None,
        })
    }

    /// Whether it names the rows below it.
    pub fn leads(self) -> bool {
        matches!(self, RowKind::Group | RowKind::Subgroup | RowKind::Heading)
    }

    /// Whether its words are set like a heading.
    pub fn is_strong(self) -> bool {
        !matches!(self, RowKind::Plain | RowKind::Numbered)
    }
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it is for.
    pub kind: RowKind,
    /// The number given by hand.
    pub marker: Option<String>,
    /// Its cells, those covered by a cell above left out.
    pub cells: Vec<Cell>,
    /// Where it came from.
    pub origin: Option<Origin>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Columns it covers.
    pub columns: usize,
    /// Rows it covers.
    pub rows: usize,
    /// Its own alignment, against its column's.
    pub align: Option<CellAlign>,
    /// Its paragraphs and pictures.
    pub content: Vec<Block>,
}

impl Default for Cell {
    fn default() -> Self {
        Cell { columns: 1, rows: 1, align: None, content: Vec::new() }
    }
}

impl Cell {
    /// Its words, in one line.
    pub fn words(&self) -> String {
        let words = |block: &Block| if let Block::Paragraph(inlines) = block { Some(super::plain(inlines)) } else { None };
        self.content.iter().filter_map(words).collect::<Vec<_>>().join(" ")
    }
}

impl Row {
    /// Lets the last cell cover the columns that have none.
    pub fn fill(&mut self, width: usize) {
        let missing = width.saturating_sub(self.cells.iter().map(|c| c.columns).sum());
        self.cells.last_mut().into_iter().for_each(|cell| cell.columns += missing);
    }
}

impl Table {
    /// Writes the numbers of rows and groups into their first cells; a number given by hand is
    /// counted from. Numbered rows start afresh in every first-level group; below another leading row they do so where the
    /// data says 1. Numbers out of order are told where somebody typed them.
    pub(super) fn number(&mut self, found: &mut Diagnostics) {
        let (mut groups, mut subgroups, mut rows) = (0, 0, 0);
        let mut typed = TypedNumbers::of(&self.head, &self.rows);
        let mut after_lead = true;
        for row in &mut self.rows {
            let started = std::mem::replace(&mut after_lead, row.kind.leads());
            if let Some((shown, due)) = typed.check(row) {
                found.push(out_of_order(row, &shown, due));
            }
            let marker = match row.kind {
                RowKind::Group => {
                    (groups, subgroups, rows) = (groups + 1, 0, 0);
                    row.marker.clone().unwrap_or_else(|| capital_letter(groups))
                }
                RowKind::Subgroup => {
                    subgroups += 1;
                    row.marker.clone().unwrap_or_else(|| roman(subgroups))
                }
                RowKind::Numbered => {
                    let given: Option<usize> = row.marker.as_deref().and_then(|m| m.trim_end_matches('.').parse().ok());
                    let restarts = started && given == Some(1);
                    // A row that the program made itself carries its record's number.
                    if let Some(shown) =
                        row.marker.as_deref().filter(|m| row.origin.is_some() && !restarts && **m != (rows + 1).to_string())
                    {
                        found.push(out_of_order(row, shown, rows + 1));
                    }
                    rows = given.unwrap_or(rows + 1);
                    row.marker.clone().unwrap_or_else(|| rows.to_string())
                }
                RowKind::Plain | RowKind::Heading | RowKind::Total => continue,
            };
            if let Some(cell) = row.cells.first_mut() {
                // Without lines it is a list, and its numbers end as those of items do.
                let marker = if self.unlined && !marker.ends_with('.') { format!("{marker}.") } else { marker };
                cell.content = vec![Block::Paragraph(vec![Inline::text(marker)])];
            }
        }
    }
}

fn out_of_order(row: &Row, shown: &str, due: usize) -> Diagnostic {
    Diagnostic::warning(
        code::WRONG_MARKER,
        row.origin.as_ref().map(|o| o.span),
        format!("Hàng này mang số “{shown}” nhưng theo thứ tự phải là “{due}”"),
    )
    .help("Để trống ô số thứ tự và ghi kind: numbered thì chương trình tự đánh số; đánh lại từ 1 dưới một hàng nhóm: marker: \"1\".")
}

/// The numbers that were typed into the first column of a table, where its head says that it holds them.
struct TypedNumbers {
    numbered: bool,
    last: Option<usize>,
    /// Rows whose first column a cell above covers.
    covered: usize,
}

impl TypedNumbers {
    fn of(head: &[Row], rows: &[Row]) -> Self {
        let titled = head.first().and_then(|row| row.cells.first()).is_some_and(|cell| heads_ordinals(&cell.words()));
        let numbered = titled && rows.iter().all(|row| row.kind != RowKind::Numbered);
        TypedNumbers { numbered, last: None, covered: 0 }
    }

    /// The number of a row and the one that is due, where they differ.
    fn check(&mut self, row: &Row) -> Option<(String, usize)> {
        if self.covered > 0 {
            self.covered -= 1;
            return None;
        }
        let cell = row.cells.first().filter(|_| self.numbered)?;
        self.covered = cell.rows.saturating_sub(1);
        let shown = cell.words();
        let bare = shown.trim().trim_end_matches('.');
        let Some(number) = bare.parse::<usize>().ok().filter(|_| bare.bytes().all(|b| b.is_ascii_digit())) else {
            // Below a group's letter or an empty cell numbers may begin again; 1.1 belongs to its 1.
            if !bare.contains('.') && row.kind != RowKind::Total {
                self.last = self.last.filter(|_| bare.is_empty() && !row.kind.leads());
            }
            return None;
        };
        let due = self.last.map_or(number, |last| last + 1);
        self.last = Some(number);
        (number != due && number != 1 && row.origin.is_some()).then_some((shown, due))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{SourceId, Span};
    use crate::tree::plain;

    fn typed(first: &[&str]) -> Vec<String> {
        let cell = |text: &str| Cell { content: vec![Block::Paragraph(vec![Inline::text(text)])], ..Cell::default() };
        let origin = Some(Origin { path: "/a".into(), span: Span { source: SourceId(0), start: 0, end: 1 } });
        let head = vec![Row { cells: vec![cell("STT")], ..Row::default() }];
        let rows = first.iter().map(|text| Row { cells: vec![cell(text)], origin: origin.clone(), ..Row::default() }).collect();
        let mut found = Diagnostics::default();
        Table { head, rows, ..Table::default() }.number(&mut found);
        found.iter().map(|d| d.message.clone()).collect()
    }

    #[test]
    fn typed_numbers_out_of_order_are_told() {
        assert_eq!(
            typed(&["1", "3", "3"]),
            ["Hàng này mang số “3” nhưng theo thứ tự phải là “2”", "Hàng này mang số “3” nhưng theo thứ tự phải là “4”"]
        );
        for right in [
            &["1", "2", "3"][..],
            &["I", "1", "2", "II", "1"],
            &["1", "1.1", "1.2", "2"],
            &["A", "5", "6"],
            &["1", "", "2"],
            &["1", "2", "1", "2"],
        ] {
            assert!(typed(right).is_empty(), "{right:?}");
        }
    }

    fn row(kind: RowKind, marker: Option<&str>) -> Row {
        Row { kind, marker: marker.map(str::to_owned), cells: vec![Cell::default(), Cell::default()], origin: None }
    }

    /// The appendix of reference 003: A 1–6, then B with I, II … and a jump from 21 to 25.
    #[test]
    fn numbers_of_the_son_la_table() {
        use RowKind::{Group, Heading, Numbered, Subgroup};
        let mut table = Table {
            rows: vec![
                row(Group, None),
                row(Heading, None),
                row(Numbered, None),
                row(Numbered, None),
                row(Group, None),
                row(Subgroup, None),
                row(Numbered, None),
                row(Subgroup, None),
                row(Numbered, Some("25")),
                row(Numbered, None),
            ],
            ..Table::default()
        };
        table.number(&mut Diagnostics::default());
        let shown = |row: &Row| match row.cells[0].content.first() {
            Some(Block::Paragraph(inlines)) => plain(inlines),
            _ => String::new(),
        };
        let first: Vec<String> = table.rows.iter().map(shown).collect();
        assert_eq!(first, ["A", "", "1", "2", "B", "I", "1", "II", "25", "26"]);
    }
}
