//! Tables: columns with widths, heads, rows by their kinds, merged cells.

use std::collections::BTreeMap;

use super::Context;
use super::grid::{Counters, Grid, line, pieces};
use super::record_rows::Read;
use super::records;
use super::words::{Look, notation};
use super::yaml::{Map, Node, Value, bare, text, texts};
use crate::paper::{Alignment, Cell, Drawing, Paragraph, Row, Table, paragraphs};
use crate::recognise::{Element, Piece, Shape};
use crate::text::{folded, heads_ordinals, typed_number};
use crate::units::Twips;

/// Type sizes that a table may have, and the usual one, pt.
const SIZES: std::ops::RangeInclusive<i64> = 11..=14;
const USUAL: i64 = 12;

/// Caption and unit line that a table follows.
type Ahead<'e, 'p> = (Option<&'e Piece<'p>>, Option<&'e Piece<'p>>, Option<(&'p Table, &'e Shape)>);

/// What belongs to a table that follows: its name, its unit.
pub(super) fn ahead<'e, 'p>(elements: &'e [Element<'p>]) -> Ahead<'e, 'p> {
    let is_caption = |p: &Piece| {
        p.paragraph.format.alignment == Alignment::Center && (p.begins("bang") || p.begins("bieu")) && p.text().chars().count() < 250
    };
    match elements {
        [Element::Paragraph(c), Element::Paragraph(u), Element::Table(t, s), ..] if is_caption(c) && unit_of(u).is_some() => {
            (Some(c), Some(u), Some((t, s)))
        }
        [Element::Paragraph(u), Element::Table(t, s), ..] if unit_of(u).is_some() => (None, Some(u), Some((t, s))),
        [Element::Paragraph(c), Element::Table(t, s), ..] if is_caption(c) => (Some(c), None, Some((t, s))),
        _ => (None, None, None),
    }
}

/// What stands behind `Đơn vị tính:`.
fn unit_of(piece: &Piece) -> Option<String> {
    let words = piece.words();
    let inner = words.trim_start_matches('(').trim_end_matches([')', '.']);
    let (named, unit) = inner.split_once(':')?;
    let known = ["don vi tinh", "dvt", "don vi"].contains(&folded(named).trim());
    (known && piece.paragraph.format.alignment != Alignment::Justify && unit.chars().count() < 60).then(|| unit.trim().to_owned())
}

/// A table as an item.
pub(super) fn of<'p>(
    table: &Table,
    shape: &Shape,
    caption: Option<&Piece<'p>>,
    unit: Option<&Piece<'p>>,
    context: &mut Context<'p>,
) -> Node {
    context.composed.extend(unit.cloned());
    let grid = Grid::of(table);
    let head = whole_head(table, shape.head.max(1).min(table.rows.len()));
    let mut map: Map = Vec::new();
    map.extend(caption.map(|c| ("caption", text(notation(std::slice::from_ref(c), Look::TITLE, &context.notes)))));
    map.extend(unit.and_then(unit_of).map(|u| ("unit", text(u))));
    let size = size(table);
    if size != USUAL && SIZES.contains(&size) {
        map.push(("size", bare(size)));
    }
    let aligned: Vec<Alignment> = (0..grid.width()).map(|c| alignment(table, &grid, head, c)).collect();
    let plain_head = head == 1 && table.rows[0].cells.iter().all(|c| grid.span(c).1 == 1 && c.rows <= 1) && one_line(&table.rows[0]);
    let titles: Vec<String> = (0..grid.width()).map(|c| title(table, &grid, head, c, context)).collect();
    let widths = widths(table, &grid, context);
    let numbered = titles.first().is_some_and(|t| heads_ordinals(t));
    if caption.is_none() && unit.is_none() && numbered {
        let read = Read { table, shape, grid: &grid, titles: &titles, aligned: &aligned, context };
        if let Some((at, compose, fields)) = records::of(&read, &context.wanted) {
            context.wanted.remove(at);
            context.records.extend(fields);
            return Value::Map(vec![("compose", text(compose))]).into();
        }
    }
    let columns = titles.iter().enumerate().map(|(at, title)| {
        let mut column: Map = vec![("title", text(title))];
        column.extend(widths.get(at).map(|w| ("width", text(w))));
        let figures = at == 0 && numbered || all_figures(table, &grid, head, at);
        column.extend(align_name(aligned[at], figures).map(|a| ("align", text(a))));
        if column.len() == 1 { text(title) } else { Value::Map(column).into() }
    });
    map.push(("columns", Value::List(columns.collect()).into()));
    if !plain_head {
        let rows = table.rows[..head].iter().map(|row| cells(row, &grid, None, Look::TITLE, context));
        map.push(("head", Value::List(rows.collect()).into()));
    }
    let mut counters = Counters::default();
    let rows: Vec<Node> = (head..table.rows.len())
        .map(|at| {
            let row = &table.rows[at];
            let kind = counters.kind(row, &grid, shape.groups.contains(&at), shape.sums.contains(&at), numbered);
            let strong = matches!(kind, Some(("group" | "subgroup" | "heading" | "total", _)));
            let look = if strong { Look::TITLE } else { Look::TEXT };
            let Value::List(mut cells) = cells(row, &grid, Some(&aligned), look, context).value else { return text("") };
            let Some((kind, counted)) = kind else { return Value::List(cells).into() };
            if counted && let Some(first) = cells.first_mut() {
                first.value = Value::Text(String::new());
            }
            Value::Map(vec![("kind", text(kind)), ("cells", Value::List(cells).into())]).into()
        })
        .collect();
    map.push(("rows", Value::List(rows).into()));
    let mut node: Node = Value::Map(map).into();
    if !table.ruled {
        node = node.noted("Bản gốc không kẻ khung bảng này.");
    }
    if shape.head == 0 {
        node = node.noted("Chưa chắc: bản gốc không có hàng tiêu đề rõ ràng, hàng đầu được lấy làm tiêu đề.");
    }
    let note = node.note.take();
    Node { value: Value::Map(vec![("table", node)]), note }
}

/// A head as high as its merged cells.
fn whole_head(table: &Table, mut head: usize) -> usize {
    loop {
        let ends = table.rows[..head].iter().enumerate().flat_map(|(at, row)| row.cells.iter().map(move |c| at + c.rows));
        match ends.max().filter(|end| *end > head && *end < table.rows.len()) {
            Some(end) => head = end,
            None => return head,
        }
    }
}

fn one_line(row: &Row) -> bool {
    row.cells.iter().all(|c| pieces(c).len() <= 1)
}

/// The words over a column: those of the lowest head that covers it.
fn title(table: &Table, grid: &Grid, head: usize, column: usize, context: &Context<'_>) -> String {
    let over = |row: &Row| {
        row.cells
            .iter()
            .find(|c| c.rows > 0 && grid.span(c).0 <= column && column < grid.span(c).0 + grid.span(c).1)
            .map(|c| pieces(c).iter().map(|p| line(p, Look::TITLE, context)).collect::<Vec<_>>().join(" "))
    };
    table.rows[..head].iter().rev().filter_map(over).find(|t| !t.is_empty()).unwrap_or_default()
}

/// The cells of a row, those that are missing left empty; `aligned` is how each column stands.
fn cells(row: &Row, grid: &Grid, aligned: Option<&[Alignment]>, look: Look, context: &mut Context<'_>) -> Node {
    let mut out: Vec<Node> = Vec::new();
    let mut next = 0;
    for cell in &row.cells {
        let (column, columns) = grid.span(cell);
        out.extend((next..column).map(|_| text("")));
        next = column + columns;
        if cell.rows > 0 {
            out.push(one(cell, columns, aligned.map(|a| a[column]), look, context));
        }
    }
    out.extend((next..grid.width()).map(|_| text("")));
    Value::List(out).into()
}

fn one(cell: &Cell, columns: usize, column: Option<Alignment>, look: Look, context: &mut Context<'_>) -> Node {
    let pieces = pieces(cell);
    let lines: Vec<String> = pieces.iter().map(|p| line(p, look, context)).collect();
    let own = pieces.first().map(|p| p.paragraph.format.alignment);
    let align = column.zip(own).filter(|(column, own)| column != own).and_then(|(_, own)| align_name(own, true));
    let picture = paragraphs(&cell.blocks)
        .find_map(|p| p.drawings.iter().find_map(|d| if let Drawing::Picture(x) = d { Some((x, p)) } else { None }));
    let image = picture.and_then(|(picture, p): (_, &Paragraph)| context.image(picture, &p.place));
    let spans = [("columns", columns), ("rows", cell.rows)].map(|(key, n)| (n > 1).then(|| (key, bare(n))));
    let words = |lines: Vec<String>| match lines.len() {
        0 => text(""),
        1 => text(lines.into_iter().next().unwrap_or_default()),
        _ => texts(lines),
    };
    if spans.iter().all(Option::is_none) && align.is_none() && image.is_none() {
        return words(lines);
    }
    let key = if lines.len() > 1 { "paragraphs" } else { "text" };
    let mut map: Map = vec![(key, words(lines))];
    map.extend(image.map(|i| ("image", i)));
    map.extend(spans.into_iter().flatten());
    map.extend(align.map(|a| ("align", text(a))));
    Value::Map(map).into()
}

/// The name of an alignment; the left one goes without saying, unless figures would stand elsewhere.
fn align_name(alignment: Alignment, said: bool) -> Option<&'static str> {
    match alignment {
        Alignment::Left => said.then_some("left"),
        Alignment::Center => Some("center"),
        Alignment::Right => Some("right"),
        Alignment::Justify => Some("justify"),
    }
}

/// How most cells of a column stand.
fn alignment(table: &Table, grid: &Grid, head: usize, column: usize) -> Alignment {
    let mut counts: BTreeMap<usize, (usize, Alignment)> = BTreeMap::new();
    for cell in table.rows[head..].iter().flat_map(|r| &r.cells).filter(|c| grid.span(c) == (column, 1)) {
        for piece in pieces(cell).into_iter().take(1) {
            let alignment = piece.paragraph.format.alignment;
            counts.entry(alignment as usize).or_insert((0, alignment)).0 += 1;
        }
    }
    counts.into_values().max_by_key(|(count, _)| *count).map_or(Alignment::Left, |(_, alignment)| alignment)
}

fn all_figures(table: &Table, grid: &Grid, head: usize, column: usize) -> bool {
    let cells = table.rows[head..].iter().flat_map(|r| &r.cells).filter(|c| grid.span(c) == (column, 1)).map(Cell::text);
    cells.filter(|t| !t.trim().is_empty()).all(|t| matches!(t.trim(), "-" | "–") || typed_number(&t).is_ok())
}

/// Widths in millimetres where they fit the page, else as shares of it.
fn widths(table: &Table, grid: &Grid, context: &Context<'_>) -> Vec<String> {
    let twips: Vec<Twips> = (0..grid.width()).map(|c| grid.twips(table, c)).collect();
    let total: Twips = twips.iter().fold(Twips(0), |a, b| a + *b);
    if twips.iter().any(|t| t.0 <= 0) || twips.len() < 2 {
        return Vec::new();
    }
    let tenths = |n: f64| format!("{}", (n * 10.0).round() / 10.0);
    let fits = total.0 <= context.text_width.0 + 40;
    if !fits {
        return twips.iter().map(|t| format!("{}*", tenths(f64::from(t.0) / f64::from(total.0) * 100.0))).collect();
    }
    // Rounded, they must not be wider than the page together; the widest gives way.
    let mut all: Vec<f64> = twips.iter().map(|t| (t.mm() * 10.0).round()).collect();
    let over = all.iter().sum::<f64>() - (context.text_width.mm() * 10.0 + 1e-6).floor();
    if over > 0.0
        && let Some(widest) = all.iter_mut().max_by(|a, b| a.total_cmp(b))
    {
        *widest -= over;
    }
    all.iter().map(|w| format!("{}mm", tenths(w / 10.0))).collect()
}

/// The type size that most letters have, pt.
fn size(table: &Table) -> i64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for run in table.cells().flat_map(|c| paragraphs(&c.blocks)).flat_map(|p| &p.runs) {
        *counts.entry(run.font.size.pt().round() as i64).or_default() += run.text.len();
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or(USUAL, |(size, _)| size)
}
