//! Tables of an edited document: rows that stayed, came and went, and the cells of those that stayed.

use super::base::Base;
use super::pairs::{Compared, pairs};
use super::units::words;
use super::values::Data;
use crate::import::yaml::{Map, Node as Made, Value, bare, text, texts};
use crate::model::node::{Node, Value as Old};
use crate::paper::{Cell, Paragraph, Row, Table, paragraphs};

/// What became of a table.
#[derive(Default)]
pub(super) struct Rows<'p> {
    /// Paragraphs that were the same: mine, theirs.
    pub(super) lines: Vec<(&'p Paragraph, &'p Paragraph)>,
    /// The path of the rows, and the rows as they are now: of mine by number, or new.
    pub(super) list: Option<(String, Vec<Now<'p>>)>,
    /// What cannot be taken: the row, and whether it is theirs.
    pub(super) strange: Vec<(&'p Row, bool)>,
    /// Rows that were changed on both sides.
    pub(super) both: Vec<(&'p Row, &'p Row)>,
    /// Rows of theirs that the data changed or left out since.
    pub(super) stale: Vec<&'p Row>,
    /// Whether columns came or went.
    pub(super) columns: bool,
}

/// A row of the edited table.
pub(super) enum Now<'p> {
    Old(String),
    New(Made, &'p Row),
}

/// Compares a table with what it became.
pub(super) fn rows<'p>(mine: &'p Table, theirs: &'p Table, data: &Data, base: &Base) -> Rows<'p> {
    let mut out = Rows::default();
    let width = |table: &Table| table.cells().map(|c| c.column + c.columns).max().unwrap_or_default();
    if cells(mine) != cells(theirs)
        && (width(mine) != width(theirs) || mine.columns.len() != theirs.columns.len())
        && most(mine) != most(theirs)
    {
        out.columns = true;
        return out;
    }
    let compared = |table: &Table| table.rows.iter().map(|row| Compared::new(&row_words(row), None)).collect::<Vec<_>>();
    let found = pairs(&compared(mine), &compared(theirs));
    let path = |row: &Row| row.cells.iter().flat_map(|c| paragraphs(&c.blocks)).find_map(|p| row_path(data.path(p.place.paragraph)?));
    // Rows that no list of the data holds are made of records, or by the program.
    let list = mine.rows.iter().find_map(path).and_then(|p| p.rsplit_once('/').map(|(list, _)| list.to_owned()));
    let had = |row: &Row| base.had_row(list.as_deref()?, row);
    let mut now: Vec<Now> = Vec::new();
    let mut changed = false;
    let mut last: Option<&Row> = None;
    for (at, row) in theirs.rows.iter().enumerate() {
        match found[at].map(|i| &mine.rows[i]) {
            Some(old) => {
                match (had(old), had(row)) {
                    (Some(false), Some(true)) => out.stale.push(row),
                    (Some(false), Some(false)) if path(old).is_some() && row_words(old) != row_words(row) => out.both.push((old, row)),
                    _ => pair(old, row, &mut out),
                }
                now.extend(path(old).map(Now::Old));
                last = Some(old);
            }
            None if row_words(row).trim().is_empty() => {}
            None if had(row) == Some(true) => out.stale.push(row),
            None => {
                changed = true;
                let like = last.and_then(path).map(|p| data.root.nearest_on(&p).0);
                now.push(Now::New(made(row, like), row));
            }
        }
    }
    let gone = mine.rows.iter().enumerate().filter(|(at, _)| !found.contains(&Some(*at))).map(|(_, row)| row);
    let gone: Vec<&Row> = gone.filter(|row| !row_words(row).trim().is_empty() && had(row) != Some(false)).collect();
    let order: Vec<usize> = found.iter().flatten().copied().collect();
    changed |= !order.is_sorted() || !gone.is_empty();
    if !changed {
        return out;
    }
    let Some(list) = list else {
        out.strange.extend(gone.into_iter().map(|row| (row, false)));
        out.strange.extend(now.iter().filter_map(|n| if let Now::New(_, row) = n { Some((*row, true)) } else { None }));
        return out;
    };
    out.strange.extend(gone.iter().filter(|row| path(row).is_none()).map(|row| (*row, false)));
    let gone: Vec<String> = gone.into_iter().filter_map(path).collect();
    // Rows without words, and those that the data has since, stay behind the one before.
    let all = if let Old::List(all) = &data.root.nearest_on(&list).0.value { all.len() } else { 0 };
    for at in 0..all {
        let is = |n: &Now, at: usize| matches!(n, Now::Old(p) if *p == format!("{list}/{at}"));
        if gone.contains(&format!("{list}/{at}")) || now.iter().any(|n| is(n, at)) {
            continue;
        }
        let before = (0..at).rev().find_map(|i| now.iter().position(|n| is(n, i)));
        now.insert(before.map_or(0, |i| i + 1), Now::Old(format!("{list}/{at}")));
    }
    out.list = Some((list, now));
    out
}

/// Cells of each row.
fn cells(table: &Table) -> Vec<usize> {
    table.rows.iter().map(|r| r.cells.len()).collect()
}

/// The number of cells that most rows have.
fn most(table: &Table) -> usize {
    let counts = cells(table);
    counts.iter().copied().max_by_key(|n| counts.iter().filter(|m| *m == n).count()).unwrap_or_default()
}

fn row_words(row: &Row) -> String {
    row.cells.iter().map(cell_words).collect::<Vec<_>>().join(" ")
}

fn cell_words(cell: &Cell) -> String {
    words(paragraphs(&cell.blocks))
}

/// `/content/body/2/table/rows/4/1` belongs to the row `/content/body/2/table/rows/4`.
fn row_path(path: &str) -> Option<String> {
    let (list, rest) = path.split_once("/rows/")?;
    let number = rest.split('/').next()?;
    number.bytes().all(|b| b.is_ascii_digit()).then(|| format!("{list}/rows/{number}"))
}

/// The paragraphs of two rows that are the same.
fn pair<'p>(mine: &'p Row, theirs: &'p Row, out: &mut Rows<'p>) {
    for cell in &mine.cells {
        let at = theirs.cells.iter().find(|c| c.column == cell.column);
        let at = at.or_else(|| theirs.cells.get(mine.cells.iter().position(|c| std::ptr::eq(c, cell))?));
        let Some(other) = at.filter(|other| cell_words(other) != cell_words(cell)) else { continue };
        let lines = |c: &'p Cell| paragraphs(&c.blocks).collect::<Vec<_>>();
        let (old, new) = (lines(cell), lines(other));
        if old.len() == new.len() {
            out.lines.extend(old.into_iter().zip(new));
        } else {
            out.strange.push((theirs, true));
        }
    }
}

/// A new row, of the kind that the one above has.
fn made(row: &Row, like: Option<&Node>) -> Made {
    let counted = like.and_then(|n| n.get("kind")).and_then(Node::text) == Some("numbered");
    let cell = |c: &Cell| {
        let lines: Vec<String> = paragraphs(&c.blocks).map(super::tokens::plain).filter(|t| !t.is_empty()).collect();
        match lines.as_slice() {
            [] => text(""),
            [one] => text(crate::import::words::escaped(one, true, true)),
            _ => texts(lines.iter().map(|l| crate::import::words::escaped(l, true, true))),
        }
    };
    let mut cells: Vec<Made> = row
        .cells
        .iter()
        .filter(|c| c.rows > 0)
        .map(|c| {
            let spans = [("columns", c.columns), ("rows", c.rows)].into_iter().filter(|(_, n)| *n > 1).map(|(key, n)| (key, bare(n)));
            let spans: Map = spans.collect();
            if spans.is_empty() { cell(c) } else { Value::Map(std::iter::once(("text", cell(c))).chain(spans).collect()).into() }
        })
        .collect();
    let is_map = like.is_some_and(|n| matches!(n.value, Old::Map(_)));
    if counted && is_map && row.cells.first().is_some_and(|c| cell_words(c).trim_end_matches('.').bytes().all(|b| b.is_ascii_digit())) {
        if let Some(first) = cells.first_mut() {
            *first = text("");
        }
        return Value::Map(vec![("kind", text("numbered")), ("cells", Value::List(cells).into())]).into();
    }
    Value::List(cells).into()
}
