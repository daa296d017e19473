//! Tables: grid, merged cells, borders, and the conditional parts of their styles.

use roxmltree::Node;

use super::block::{Block, Cell, Row, Table, drawn, paragraphs};
use super::place::CellPlace;
use super::properties::{StatedBorders, shaded};
use super::reader::Reader;
use super::refusal::Refusal;
use super::styles::{Style, TablePart};
use super::xml::{attr, child, is_true, length, on, val, word};
use super::{Remark, RemarkKind};
use crate::limits::docx as limits;
use crate::units::Twips;

/// The elements of that name below a node, through wrappers that only group.
fn grouped<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    let mut left: Vec<Node> = node.children().rev().collect();
    while let Some(n) = left.pop() {
        match word(n) {
            found if found == name => out.push(n),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => left.extend(n.children().rev()),
            _ => {}
        }
    }
    out
}

/// Which conditional parts of the style a table asks for (`w:tblLook`).
struct Asked {
    first_row: bool,
    last_row: bool,
    first_column: bool,
    last_column: bool,
    row_bands: bool,
    column_bands: bool,
}

impl Asked {
    fn read(properties: Option<Node>) -> Self {
        let look = properties.and_then(|p| child(p, "tblLook"));
        let bits = look.and_then(val).and_then(|v| u32::from_str_radix(v, 16).ok()).unwrap_or(0);
        let says = |name: &str, bit: u32| look.and_then(|l| attr(l, name)).map_or(bits & bit != 0, is_true);
        Asked {
            first_row: says("firstRow", 0x20),
            last_row: says("lastRow", 0x40),
            first_column: says("firstColumn", 0x80),
            last_column: says("lastColumn", 0x100),
            row_bands: look.is_some() && !says("noHBand", 0x200),
            column_bands: look.is_some() && !says("noVBand", 0x400),
        }
    }

    /// The style's formatting of a cell, later parts over earlier ones.
    fn part(&self, style: &Style, [row, rows]: [usize; 2], [column, columns]: [usize; 2]) -> TablePart {
        let mut all = style.table.clone();
        if style.parts.is_empty() {
            return all;
        }
        let [first_row, last_row] = [self.first_row && row == 0, self.last_row && row + 1 == rows];
        let [first_column, last_column] = [self.first_column && column == 0, self.last_column && column + 1 == columns];
        let band = |n: usize, headed: bool| if (n - usize::from(headed && n > 0)).is_multiple_of(2) { "1" } else { "2" };
        let mut take = |when: bool, name: &str| {
            if let Some(part) = style.parts.get(name).filter(|_| when) {
                all.take(part);
            }
        };
        take(true, "wholeTable");
        take(self.column_bands && !first_column && !last_column, &format!("band{}Vert", band(column, self.first_column)));
        take(self.row_bands && !first_row && !last_row, &format!("band{}Horz", band(row, self.first_row)));
        take(first_column, "firstCol");
        take(last_column, "lastCol");
        take(first_row, "firstRow");
        take(last_row, "lastRow");
        take(first_row && first_column, "nwCell");
        take(first_row && last_column, "neCell");
        take(last_row && first_column, "swCell");
        take(last_row && last_column, "seCell");
        all
    }
}

/// Reads the blocks of a cell.
type Blocks<'s> = fn(&mut Reader<'s>, Node) -> Result<Vec<Block>, Refusal>;

/// Reads `w:tbl`, its cells by `blocks`; absent when nothing of it is left.
pub(super) fn read<'s>(reader: &mut Reader<'s>, node: Node, blocks: Blocks<'s>) -> Result<Option<Table>, Refusal> {
    reader.tables += 1;
    let number = reader.tables;
    let bytes = node.range();
    let properties = child(node, "tblPr");
    let styles = reader.styles;
    let style = styles.table(properties.and_then(|p| child(p, "tblStyle")).and_then(val));
    let asked = Asked::read(properties);
    let own_borders = properties.and_then(|p| child(p, "tblBorders")).map(StatedBorders::read).unwrap_or_default();
    let widths = child(node, "tblGrid").map(|g| grouped(g, "gridCol")).unwrap_or_default();
    let columns: Vec<Twips> = widths.into_iter().map(|c| length(c, "w").unwrap_or_default()).take(limits::COLUMNS).collect();
    let mut place = reader.place();
    (place.paragraph, place.bytes) = (reader.paragraphs + 1, bytes);

    let rows: Vec<Node> = grouped(node, "tr").into_iter().filter(|r| !is_deleted(*r)).collect();
    let outer = (reader.cell, std::mem::take(&mut reader.around));
    let mut table = Table {
        place,
        number,
        columns,
        rows: Vec::new(),
        indent: properties.and_then(|p| child(p, "tblInd")).and_then(|n| length(n, "w")).unwrap_or_default(),
        ruled: false,
        floating: properties.is_some_and(|p| child(p, "tblpPr").is_some()),
    };
    let mut open: Vec<Option<(usize, usize)>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let row_properties = child(*row, "trPr");
        let switch = |name: &str| row_properties.and_then(|p| child(p, name)).is_some_and(on);
        let mut made = Row { repeated: switch("tblHeader"), keep: switch("cantSplit"), cells: Vec::new() };
        let before = row_properties.and_then(|p| child(p, "gridBefore")).and_then(val).and_then(|v| v.parse().ok());
        let mut column = before.unwrap_or(0).min(limits::COLUMNS);
        let cells = grouped(*row, "tc");
        for (in_row, cell) in cells.iter().enumerate() {
            let cell_properties = child(*cell, "tcPr");
            let stated = |name: &str| cell_properties.and_then(|p| child(p, name));
            let span = stated("gridSpan").and_then(val).and_then(|v| v.parse::<usize>().ok()).unwrap_or(1).clamp(1, limits::COLUMNS);
            let part = asked.part(style, [at, rows.len()], [in_row, cells.len()]);
            let mut borders = part.borders;
            borders.take(&own_borders);
            let mut own = part.cell_borders;
            own.take(&stated("tcBorders").map(StatedBorders::read).unwrap_or_default());
            let edges = [at == 0, at + 1 == rows.len(), in_row == 0, in_row + 1 == cells.len()];
            reader.cell = Some(CellPlace { table: number, row: at + 1, column: column + 1 });
            reader.around = (part.run.clone(), part.para.clone());
            let blocks = blocks(reader, *cell)?;
            let mut made_cell = Cell {
                column,
                columns: span,
                rows: 1,
                width: stated("tcW").filter(|w| attr(*w, "type").is_none_or(|t| t == "dxa")).and_then(|w| length(w, "w")),
                blocks,
                borders: borders.of_cell(&own, edges),
                shaded: stated("shd").map(shaded).or(part.shaded).unwrap_or(false),
            };
            if stated("hMerge").is_some_and(|m| val(m) != Some("restart"))
                && let Some(left) = made.cells.last_mut()
            {
                left.columns = (left.columns + span).min(limits::COLUMNS);
                column = (column + span).min(limits::COLUMNS);
                continue;
            }
            let goes_on = stated("vMerge").map(|m| val(m) != Some("restart"));
            merge(reader, &mut table.rows, &mut made_cell, goes_on, &mut open, [at, made.cells.len()]);
            column = (column + span).min(limits::COLUMNS);
            made.cells.push(made_cell);
        }
        table.rows.push(made);
    }
    (reader.cell, reader.around) = outer;
    if let Some(stated) = stated_widths(&table) {
        table.columns = stated;
    }
    // Its first column stands at the right.
    let turned = properties.and_then(|p| child(p, "bidiVisual")).is_some_and(on) && table.columns.len() > 1;
    if let Some(first) = table.cells().flat_map(|c| paragraphs(&c.blocks)).find(|p| !p.is_empty()).filter(|_| turned) {
        reader.remarks.push(Remark { kind: RemarkKind::Turned, place: first.place.clone(), words: first.text().into_owned() });
    }
    let ruled = table.cells().any(|c| drawn(&c.borders));
    Ok(Some(Table { ruled, ..table }).filter(|t| !t.rows.is_empty()))
}

/// The widths that the cells of a row state for all columns: Word goes by them where the grid, which programs leave as it
/// was made, says otherwise.
fn stated_widths(table: &Table) -> Option<Vec<Twips>> {
    let whole = |row: &&Row| row.cells.len() == table.columns.len() && row.cells.iter().all(|c| c.columns == 1);
    let row = table.rows.iter().find(whole)?;
    row.cells.iter().map(|c| c.width.filter(|w| w.0 > 0)).collect()
}

/// Joins a cell to the one above that it goes on from. `open` holds, for each column, the cell that
/// began last and may still go on.
fn merge(
    reader: &mut Reader,
    rows: &mut [Row],
    cell: &mut Cell,
    goes_on: Option<bool>,
    open: &mut Vec<Option<(usize, usize)>>,
    at: [usize; 2],
) {
    if open.len() <= cell.column {
        open.resize(cell.column + 1, None);
    }
    match (goes_on, open[cell.column]) {
        (Some(true), Some((row, index))) => {
            rows[row].cells[index].rows += 1;
            let hidden = cell.text();
            if !hidden.is_empty() {
                reader.tell(RemarkKind::Hidden, &hidden);
            }
            (cell.rows, cell.blocks) = (0, Vec::new());
        }
        (Some(_), _) => open[cell.column] = Some((at[0], at[1])),
        (None, _) => open[cell.column] = None,
    }
}

/// Whether a row was deleted with changes tracked.
fn is_deleted(row: Node) -> bool {
    child(row, "trPr").is_some_and(|p| child(p, "del").is_some())
}
