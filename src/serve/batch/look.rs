//! What is known of a batch before anything is made: its columns, what is wrong in which cell, what a person put right.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::corrections;
use super::judged::Judged;
use super::order::Order;
use crate::cli::files::{Disk, read, sha256};
use crate::cli::within::Within;
use crate::diag::{Diagnostic, Diagnostics, Severity, SourceId, Sources, Span};
use crate::limits;
use crate::model::columns;
use crate::model::sheet::Correction;
use crate::pipeline::{Batch, RowsFile, SheetCell};
use crate::serve::app::App;
use crate::serve::failure::Failure;
use crate::serve::wording::sentence;
use crate::text::is_letter_or_digit;

/// Letters of a cell that are shown beside what is wrong with it.
const SHOWN: usize = 80;

/// The rows of the batches that were looked at last.
static JUDGED: Judged<Row> = Judged::new();

/// All that is known of a batch.
pub(super) struct Looked {
    pub(super) columns: Vec<Column>,
    /// What a column may mean: paths and titles.
    pub(super) fields: Vec<(String, String)>,
    /// What is wrong, and is no row's.
    pub(super) common: Vec<Wrong>,
    pub(super) is_refused: bool,
    pub(super) rows: Vec<Arc<Row>>,
    pub(super) corrections: Vec<Correction>,
}

/// A column of the workbook and the field it fills.
pub(super) struct Column {
    pub(super) letters: String,
    pub(super) heading: Mendable,
    /// The path of its field; empty where it has none.
    pub(super) path: String,
    pub(super) title: String,
    /// Whether nothing is made of it.
    pub(super) is_left_out: bool,
    /// The heading of a column of which nothing is made. It is empty: a first cell with `#` would make a remark of the
    /// whole row; but the last one's, lest its cells stand beyond the table.
    pub(super) left_out: String,
}

/// A cell that a person may put right, and what is wrong there.
pub(super) struct Mendable {
    /// Its name in the page.
    pub(super) id: String,
    /// Its name, as corrections name it.
    pub(super) cell: String,
    /// Its name among the cells of the rows.
    pub(super) short: String,
    /// What its column is called.
    pub(super) label: String,
    pub(super) words: String,
    /// What the workbook shows.
    pub(super) was: String,
    pub(super) found: Vec<Wrong>,
}

/// Something wrong, in a cell or elsewhere.
#[derive(Clone)]
pub(super) struct Wrong {
    pub(super) severity: &'static str,
    /// What is wrong, and what to do.
    pub(super) said: String,
    pub(super) place: String,
    /// What stands there.
    pub(super) words: String,
}

/// A row, what is wrong in it and what was.
pub(super) struct Row {
    pub(super) index: usize,
    pub(super) number: u32,
    pub(super) key: String,
    /// Cells with findings, or that a person put right.
    pub(super) cells: Vec<Mendable>,
    /// The others.
    pub(super) rest: Vec<Mendable>,
    /// What is wrong elsewhere.
    pub(super) wrong: Vec<Wrong>,
    pub(super) is_refused: bool,
}

impl Column {
    /// What the column's cells are called: its field, or the heading where it has none.
    pub(super) fn label(&self) -> &str {
        if self.title.is_empty() { &self.heading.words } else { &self.title }
    }
}

impl Mendable {
    pub(super) fn is_wrong(&self) -> bool {
        self.found.iter().any(|one| one.severity == Severity::Error.name())
    }
}

impl Row {
    /// Whether there is something to look at.
    pub(super) fn is_noted(&self) -> bool {
        !self.cells.is_empty() || !self.wrong.is_empty()
    }
}

impl Looked {
    /// Whether there is a row to look at.
    pub(super) fn has_noted(&self) -> bool {
        self.rows.iter().any(|row| row.is_noted())
    }

    /// How many rows give no document.
    pub(super) fn refused(&self) -> usize {
        self.rows.iter().filter(|row| row.is_refused).count()
    }
}

fn wrong(app: &App, sources: &Sources, found: &Diagnostic) -> Wrong {
    let span = found.place.as_ref().map(|at| sources.narrowed(at));
    Wrong {
        severity: found.severity.name(),
        said: sentence(&app.wording().message(found)) + &app.wording().advice(sources, found),
        place: span.and_then(|span| place(sources, span)).unwrap_or_default(),
        words: span.filter(|span| cell(sources, *span).is_some()).and_then(|span| shown(sources, span)).unwrap_or_default(),
    }
}

/// A place as its sender knows it: a cell, or the file of what all rows share.
fn place(sources: &Sources, span: Span) -> Option<String> {
    let source = sources.get(span.source)?;
    if source.labels.cells().is_some() {
        return sources.place(span);
    }
    // What all rows share is read first.
    Some(match (span.source == SourceId(0), source.name.ends_with(".yaml")) {
        (true, true) => format!("phần chung, dòng {}", source.line(span.start).0),
        (true, false) => "phần chung".to_owned(),
        _ => source.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
    })
}

fn shown(sources: &Sources, span: Span) -> Option<String> {
    Some(sources.get(span.source)?.text.get(span.start..span.end)?.chars().take(SHOWN).collect())
}

/// The name of the cell that a place is; none of a whole row, or of what is no sheet.
fn cell(sources: &Sources, span: Span) -> Option<String> {
    let grid = sources.get(span.source)?.labels.cells()?;
    (!grid.is_beyond_cell(span)).then(|| grid.label(span))
}

pub(super) fn all_wrong(app: &App, sources: &Sources, found: &Diagnostics) -> Vec<Wrong> {
    found.iter().take(limits::FINDINGS).map(|one| wrong(app, sources, one)).collect()
}

/// Opens a batch as the command does, its messages naming the workbook as its sender does; what is made of it is told the
/// data file and the cells that were put right.
pub(super) fn opened<T>(app: &App, folder: &Path, then: impl FnOnce(Batch<'_>, &Path, &[Correction]) -> T) -> Result<T, Failure> {
    let order = Order::read(folder)?;
    let (base, rows) = (folder.join(&order.base), folder.join(&order.rows));
    let bytes = |path: &Path| read(path).map_err(|why| Failure::bad(format!("Không đọc được tệp của lượt soạn: {why}"), "Gửi lại tệp."));
    let disk = Disk::default();
    let name = base.to_string_lossy().replace('\\', "/");
    let corrections = corrections::read(folder)?;
    let workbook = RowsFile { name: &order.rows_name, bytes: bytes(&rows)?, sheet: order.sheet.as_deref(), corrections: &corrections };
    let batch = app.engine().batch(&name, bytes(&base)?, workbook, &Within::new(&disk, &base, &[]));
    Ok(then(batch, &base, &corrections))
}

/// Looks at a batch; of its rows only those are judged that hang on something that changed since the last look.
pub(super) fn looked(app: &App, folder: &Path) -> Result<Looked, Failure> {
    let Order { name, .. } = Order::read(folder)?;
    opened(app, folder, |batch, base, corrections| {
        let was: BTreeMap<&str, &str> = corrections.iter().map(|one| (&*one.cell, &*one.was)).collect();
        let found = parted(app, &batch.sources, &batch.diagnostics);
        let headings: Vec<SheetCell> =
            batch.headings().into_iter().filter(|one| !one.words.is_empty() || was.contains_key(&*one.cell)).collect();
        let columns = columns(&batch, &headings, &was, &found);
        let of_headings = |name: &String| columns.iter().any(|column| column.heading.cell == *name);
        let elsewhere = found.0.iter().filter(|(name, _)| !of_headings(name)).flat_map(|(_, (_, found))| found.clone());
        let unnamed = batch.name(0, name.as_deref()).err().filter(|_| !batch.is_empty());
        let is_refused = batch.diagnostics.has_errors() || batch.is_empty() || unnamed.is_some();
        let unnamed = unnamed.iter().flat_map(|found| all_wrong(app, &Sources::default(), found));
        let common = found.1.iter().cloned().chain(elsewhere).chain(unnamed).collect();
        let looking = Looking { app, batch: &batch, base, labels: columns.iter().map(|one| (&*one.letters, one.label())).collect(), was };
        Looked {
            fields: batch.fields().into_iter().map(|(path, title)| (path, title.to_owned())).collect(),
            common,
            is_refused,
            rows: looking.rows(folder, &headings, corrections),
            corrections: corrections.to_vec(),
            columns,
        }
    })
}

/// Gives every row's results a name of their own: where two would be called alike, their rows' numbers are added.
pub(super) fn named_apart(app: &App, folder: &Path) -> Result<(), Failure> {
    let order = Order::read(folder)?;
    let are_alike = opened(app, folder, |batch, _, _| {
        let names: Vec<String> = (0..batch.len()).filter_map(|index| batch.name(index, order.name.as_deref()).ok()).collect();
        names.iter().collect::<BTreeSet<_>>().len() < names.len()
    })?;
    if are_alike { order.number_names(folder) } else { Ok(()) }
}

fn columns(batch: &Batch<'_>, headings: &[SheetCell], was: &BTreeMap<&str, &str>, found: &Parted) -> Vec<Column> {
    let last = headings.last().map(|one| one.cell.clone());
    let column = |heading: &SheetCell| {
        let field = batch.matches().iter().find(|one| one.column == heading.column);
        let heading_cell = mendable(heading, &heading.words, was, found);
        Column {
            letters: heading.column.clone(),
            is_left_out: heading.words.is_empty() || columns::is_remark(&heading.words),
            left_out: if last.as_deref() == Some(&*heading.cell) { format!("# {}", heading_cell.was) } else { String::new() },
            heading: heading_cell,
            path: field.map(|field| field.path.clone()).unwrap_or_default(),
            title: field.map(|field| field.title.clone()).unwrap_or_default(),
        }
    };
    headings.iter().map(column).collect()
}

/// What rows are looked at with.
struct Looking<'a> {
    app: &'a App,
    batch: &'a Batch<'a>,
    base: &'a Path,
    /// What columns are called, by their letters.
    labels: BTreeMap<&'a str, &'a str>,
    /// What the workbook shows in cells that were put right.
    was: BTreeMap<&'a str, &'a str>,
}

impl Looking<'_> {
    /// All rows; those that were judged on the same ground, and have the same cells, are not judged again.
    fn rows(&self, folder: &Path, headings: &[SheetCell], corrections: &[Correction]) -> Vec<Arc<Row>> {
        let own: Vec<Vec<SheetCell>> = (0..self.batch.len()).map(|index| self.batch.cells(index)).collect();
        let of_rows: BTreeSet<&str> = own.iter().flatten().map(|cell| &*cell.cell).collect();
        let further: Vec<&Correction> = corrections.iter().filter(|one| !of_rows.contains(&*one.cell)).collect();
        let ground = sha256(format!("{headings:?}{further:?}").as_bytes());
        let before = JUDGED.of(folder, &ground);
        let row = |(index, cells): (usize, Vec<SheetCell>)| {
            let was: Vec<_> = cells.iter().map(|cell| self.was.get(&*cell.cell)).collect();
            let key = sha256(format!("{index} {cells:?}{was:?}").as_bytes());
            let row = before.get(&key).cloned().or_else(|| Some(Arc::new(self.row(index, &cells)?)))?;
            Some((key, row))
        };
        let rows: Vec<(String, Arc<Row>)> = own.into_par_iter().enumerate().filter_map(row).collect();
        JUDGED.keep(folder, ground, rows.iter().cloned().collect());
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn row(&self, index: usize, own: &[SheetCell]) -> Option<Row> {
        let label = self.batch.row(index)?;
        let disk = Disk::default();
        let outcome = self.batch.compile(index, &Within::new(&disk, self.base, &[]));
        let found = parted(self.app, &outcome.sources, &outcome.diagnostics);
        let titled = own.iter().filter_map(|cell| Some(mendable(cell, self.labels.get(&*cell.column)?, &self.was, &found)));
        let noted = |cell: &Mendable| found.0.contains_key(&cell.cell) || self.was.contains_key(&*cell.cell);
        let (mut cells, rest): (Vec<_>, Vec<_>) = titled.partition(noted);
        // Cells of other sheets, and those under no heading.
        let known = |name: &str| cells.iter().chain(&rest).any(|cell| cell.cell == *name);
        let elsewhere = found.0.iter().filter(|(name, _)| !known(name)).map(|(name, (words, _))| {
            let cell = SheetCell { column: String::new(), cell: name.clone(), words: words.clone() };
            mendable(&cell, name, &self.was, &found)
        });
        cells.extend(elsewhere.collect::<Vec<_>>());
        let is_refused = outcome.diagnostics.has_errors();
        Some(Row { index, number: label.number, key: label.key, cells, rest, wrong: found.1, is_refused })
    }
}

/// What is wrong in cells, by the cell, with its words; and the rest.
type Parted = (BTreeMap<String, (String, Vec<Wrong>)>, Vec<Wrong>);

fn parted(app: &App, sources: &Sources, found: &Diagnostics) -> Parted {
    let (mut cells, mut rest): Parted = Default::default();
    let begun = |span: Span| (shown(sources, span).unwrap_or_default(), Vec::new());
    for one in found.iter().take(limits::FINDINGS) {
        match one.span().and_then(|span| Some((span, cell(sources, span)?))) {
            Some((span, name)) => {
                // Figures that do not agree: any of them may be the wrong one.
                for (also, name) in one.also.iter().filter_map(|(also, _)| Some((also, cell(sources, *also)?))) {
                    cells.entry(name).or_insert_with(|| begun(*also));
                }
                cells.entry(name).or_insert_with(|| begun(span)).1.push(wrong(app, sources, one));
            }
            None => rest.push(wrong(app, sources, one)),
        }
    }
    (cells, rest)
}

/// A cell as the page shows it.
fn mendable(cell: &SheetCell, label: &str, was: &BTreeMap<&str, &str>, wrong: &Parted) -> Mendable {
    Mendable {
        id: cell.cell.chars().map(|c| if is_letter_or_digit(c) { c } else { '-' }).collect(),
        cell: cell.cell.clone(),
        short: if cell.column.is_empty() { &cell.cell } else { cell.cell.rsplit('!').next().unwrap_or_default() }.to_owned(),
        label: label.to_owned(),
        was: was.get(&*cell.cell).map_or_else(|| cell.words.clone(), |was| (*was).to_owned()),
        words: cell.words.clone(),
        found: wrong.0.get(&cell.cell).map(|(_, found)| found.clone()).unwrap_or_default(),
    }
}
