//! The files that findings point into.

use crate::text::is_letter_or_digit;
use std::sync::{Arc, OnceLock};

/// Which file of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A stretch of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Where something is: a stretch of a file, or some words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The stretch.
    pub span: Span,
    /// The words of it that matter.
    pub words: Option<String>,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place { span, words: None }
    }
}

/// A file's name and text as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The name to show: a path as the user gave it.
    pub name: String,
    /// The text, without a byte order mark; of a spreadsheet, one line for each row.
    pub text: String,
    /// How people name a place in it.
    pub labels: Labels,
    /// Where each line begins, found when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// A file's name and text, and how places in it are named.
    pub fn new(name: impl Into<String>, text: impl Into<String>, labels: Labels) -> Self {
        Source { name: name.into(), text: text.into(), labels, lines: OnceLock::new() }
    }

    /// The line that a byte stands in, counted from 1, and where it begins.
    pub fn line(&self, at: usize) -> (usize, usize) {
        let starts = || std::iter::once(0).chain(self.text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        let starts: &Vec<usize> = self.lines.get_or_init(starts);
        let number = starts.partition_point(|start| *start <= at).max(1);
        (number, starts[number - 1])
    }
}

/// How people name places in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Labels {
    /// By line and column.
    #[default]
    Lines,
    /// As cells of a spreadsheet, for which the text stands.
    Cells(Grid),
    /// As paragraphs of a Word file, for which the text stands: one for each line.
    Paragraphs(Vec<Stretch>),
}

/// A paragraph of a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// How people find it: `đoạn 12`, `bảng 2, hàng 3, cột 1`.
    pub name: String,
    /// Name of the part of the package.
    pub part: Arc<str>,
    /// Its number among the paragraphs of its part, from 1.
    pub paragraph: usize,
    /// Table, row and column, from 1, where it stands in a cell.
    pub cell: Option<[usize; 3]>,
    /// The page, where it is known.
    pub page: Option<u32>,
}

impl Labels {
    /// The cells, where places are named by them.
    pub fn cells(&self) -> Option<&Grid> {
        match self {
            Labels::Cells(grid) => Some(grid),
            Labels::Lines | Labels::Paragraphs(_) => None,
        }
    }
}

/// The cells of a text that stands for a spreadsheet: every row has the same number of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The sheet's name; a CSV file has none.
    pub sheet: Option<String>,
    /// The number of each line's row, as a spreadsheet program counts.
    pub rows: Vec<u32>,
    /// Where each cell begins, row by row.
    pub starts: Vec<usize>,
}

/// All files of one compilation; a copy shares their texts.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Arc<Source>>);

impl Sources {
    /// Adds a file and gives its number; a file that is there already keeps its own.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let (name, text) = (name.into(), text.into());
        if let Some(same) = self.0.iter().position(|s| s.name == name && s.text == text) {
            return SourceId(same as u32);
        }
        self.add_source(Source::new(name, text, Labels::Lines))
    }

    /// The files before a number, and those from it on.
    pub fn split(&self, at: SourceId) -> (&[Arc<Source>], &[Arc<Source>]) {
        self.0.split_at(self.0.len().min(at.0 as usize))
    }

    /// Adds files of another compilation as they are.
    pub fn take_over(&mut self, files: &[Arc<Source>]) {
        self.0.extend(files.iter().cloned());
    }

    /// The number that the next file will get.
    pub fn next_id(&self) -> SourceId {
        SourceId(self.0.len() as u32)
    }

    /// Adds a file whose places have names of their own, and gives its number.
    pub fn add_source(&mut self, source: Source) -> SourceId {
        self.0.push(Arc::new(source));
        SourceId(self.0.len() as u32 - 1)
    }

    /// The same stretch, its file taken over from other sources.
    pub fn taken_over(&mut self, from: &Sources, span: Span) -> Option<Span> {
        let source = from.0.get(span.source.0 as usize)?;
        let known = self.0.iter().position(|s| s.name == source.name && s.text == source.text);
        let number = known.unwrap_or_else(|| {
            self.0.push(Arc::clone(source));
            self.0.len() - 1
        });
        Some(Span { source: SourceId(number as u32), ..span })
    }

    /// The file of that number.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(id.0 as usize).map(Arc::as_ref)
    }

    /// The stretch of a place's words; the whole place when they are not there as written.
    pub fn narrowed(&self, place: &Place) -> Span {
        let span = place.span;
        let text = || self.get(span.source)?.text.get(span.start..span.end);
        let found = place.words.as_ref().and_then(|words| Some((text()?.find(words)?, words.len())));
        found.map_or(span, |(at, length)| Span { start: span.start + at, end: span.start + at + length, ..span })
    }

    /// Line and column, both from 1; the column counts characters.
    pub fn line_column(&self, span: Span) -> Option<(usize, usize)> {
        let source = self.get(span.source)?;
        let (number, start) = source.line(span.start);
        Some((number, source.text.get(start..span.start)?.chars().count() + 1))
    }

    /// The paragraph of a Word file that a span begins in.
    pub fn stretch(&self, span: Span) -> Option<&Stretch> {
        let source = self.get(span.source)?;
        let Labels::Paragraphs(all) = &source.labels else { return None };
        all.get(source.line(span.start).0 - 1)
    }

    /// A place as people name it: `a.yaml:3:5`, `don-vi.xlsx, Sheet1!C14`, of a whole row
    /// `don-vi.xlsx, Sheet1!14`, `bao-cao.docx, đoạn 12`.
    pub fn place(&self, span: Span) -> Option<String> {
        self.place_in_file(span).map(|(file, at)| file + &at)
    }

    /// The same in two: what all places of that file or sheet begin with, and how this one goes on.
    pub fn place_in_file(&self, span: Span) -> Option<(String, String)> {
        let source = self.get(span.source)?;
        let name = &source.name;
        match &source.labels {
            Labels::Cells(grid) => Some((format!("{name}, {}", grid.sheet_label()), grid.in_sheet(span))),
            Labels::Lines => self.line_column(span).map(|(line, column)| (name.clone(), format!(":{line}:{column}"))),
            Labels::Paragraphs(_) => self.stretch(span).map(|stretch| (name.clone(), format!(", {}", stretch.name))),
        }
    }
}

impl Grid {
    /// The cell or row of a span, as a spreadsheet program names it: `Sheet1!C14`, `'Quý III'!14`.
    pub fn label(&self, span: Span) -> String {
        self.sheet_label() + &self.in_sheet(span)
    }

    /// The cell or row of a span in its sheet: `C14`, `14`.
    fn in_sheet(&self, span: Span) -> String {
        let (row, column) = self.row_column(span.start);
        let number = self.rows.get(row).copied().unwrap_or(1);
        if self.is_beyond_cell(span) { number.to_string() } else { format!("{}{number}", column_name(column)) }
    }

    /// Whether a span is more than a cell: a row.
    pub fn is_beyond_cell(&self, span: Span) -> bool {
        let (row, column) = self.row_column(span.start);
        self.starts.get(row * self.width() + column + 1).is_some_and(|next| span.end > *next)
    }

    /// The sheet before its cells, as a spreadsheet program names it: `Sheet1!`, `'Quý III'!`; nothing for CSV.
    pub fn sheet_label(&self) -> String {
        match &self.sheet {
            None => String::new(),
            Some(name) if name.chars().all(|c| is_letter_or_digit(c) || c == '_') => format!("{name}!"),
            Some(name) => format!("'{}'!", name.replace('\'', "''")),
        }
    }

    /// The number of the row that a byte stands in, as a spreadsheet program counts.
    pub fn row_number(&self, at: usize) -> u32 {
        self.rows.get(self.row_column(at).0).copied().unwrap_or(1)
    }

    fn width(&self) -> usize {
        self.starts.len().checked_div(self.rows.len()).unwrap_or(1).max(1)
    }

    fn row_column(&self, at: usize) -> (usize, usize) {
        let cell = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        (cell / self.width(), cell % self.width())
    }
}

/// The letters of a column, counted from 0: A … Z, AA …
pub fn column_name(mut column: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_letters_not_bytes() {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "một\nhướng dẫn");
        let span = |start| Span { source, start, end: start + 1 };
        assert_eq!(sources.line_column(span(0)), Some((1, 1)));
        let at = "một\nhướng ".len();
        assert_eq!(sources.line_column(span(at)), Some((2, 7)));
        assert_eq!(sources.place(span(at)).as_deref(), Some("a.yaml:2:7"));
    }

    #[test]
    fn cells_and_rows_have_the_names_of_a_spreadsheet() {
        let mut sources = Sources::default();
        let grid = Grid { sheet: Some("Quý III".into()), rows: vec![1, 14], starts: vec![0, 4, 10, 13] };
        let source = sources.add_source(Source::new("a.xlsx", "a | b\n\nc |  \n", Labels::Cells(grid)));
        let place = |start, end| sources.place(Span { source, start, end }).unwrap();
        assert_eq!(place(4, 5), "a.xlsx, 'Quý III'!B1");
        assert_eq!(place(13, 13), "a.xlsx, 'Quý III'!B14");
        assert_eq!(place(0, 5), "a.xlsx, 'Quý III'!1");
    }

    #[test]
    fn columns_go_on_after_z() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16383].into_iter().map(column_name).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
