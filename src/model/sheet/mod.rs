//! Spreadsheets to cells: XLSX, CSV and JSON lines, every cell with its place.
//!
//! What a cell means for a field of the data is `columns`' question; nothing here knows schemas.

mod delimited;
mod format;
mod lines;
mod xlsx;

use crate::diag::{Diagnostic, Diagnostics, Grid, Labels, Source, SourceId, Sources, Span, code};
use crate::model::node::Node;
use crate::model::read::normal;
use crate::text::{PartialDate, folded, grouped};

/// More cells than any form has; a sheet that claims more is damaged or hostile.
const MOST_CELLS: usize = 2_000_000;

/// A file of rows, opened.
pub struct Book {
    name: String,
    form: Form,
}

enum Form {
    Xlsx(Box<xlsx::Workbook>),
    Csv(String),
    Lines(String),
}

/// The rows of one sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name; a text file has none.
    pub name: Option<String>,
    /// Its text among the sources.
    pub source: SourceId,
    /// The filled rows that a person sees.
    pub rows: Vec<Row>,
    /// First and last row of every merged cell.
    merged: Vec<(u32, u32)>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// As a spreadsheet program counts.
    pub number: u32,
    /// The whole row.
    pub span: Span,
    /// Its cells; all rows of a sheet have the same number of them.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub content: Content,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Words, or a number that was typed as words.
    Text(String),
    /// A number and how the sheet shows it, the Vietnamese way: `1.234,5`.
    Number(f64, String),
    /// A percentage as it is read, 98.5, and how the sheet shows it: `98,5%`.
    Percent(f64, String),
    /// A day.
    Date(PartialDate),
    /// A time of day, or a day with a time, as text.
    Time(String),
    /// True or false.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(String),
    /// A formula that was never computed.
    Uncomputed,
    /// Data of a JSON line that is more than a single value.
    Data(Node),
}

impl Content {
    /// The content as the sheet shows it.
    pub fn shown(&self) -> String {
        match self {
            Content::Empty | Content::Uncomputed | Content::Data(_) => String::new(),
            Content::Text(text) | Content::Number(_, text) | Content::Percent(_, text) | Content::Time(text) | Content::Error(text) => {
                text.clone()
            }
            Content::Date(date) => date.short(),
            Content::Bool(true) => "TRUE".into(),
            Content::Bool(false) => "FALSE".into(),
        }
    }
}

impl Row {
    /// Whether the row is a remark or an example: its first words begin with `#`.
    pub fn is_remark(&self) -> bool {
        let first = self.cells.iter().map(|c| &c.content).find(|c| !c.shown().is_empty());
        first.is_some_and(|c| c.shown().starts_with('#') && !matches!(c, Content::Error(_)))
    }

    /// Whether it only numbers the columns: `(1) (2) (3)`, `A B 1 2`, `(5)=(3)/(4)`.
    fn numbers_columns(&self) -> bool {
        let filled: Vec<String> = self.cells.iter().map(|c| c.content.shown()).filter(|t| !t.is_empty()).collect();
        let lettered = filled.iter().take_while(|t| t.len() == 1 && t.starts_with(|c: char| c.is_ascii_uppercase())).count();
        let numbers: Vec<u32> = filled[lettered..].iter().filter_map(|t| column_number(t)).collect();
        let in_order = |first: u32| (first..).zip(&numbers).all(|(due, n)| due == *n);
        // Bare numbers alone could be figures.
        let plain = filled.iter().all(|t| t.bytes().all(|b| b.is_ascii_digit()));
        filled.len() > if plain { 4 } else { 2 }
            && lettered + numbers.len() == filled.len()
            && (in_order(1) || in_order(lettered as u32 + 1))
    }
}

impl Book {
    /// Opens a file; its bytes, not its name, decide between XLSX and text.
    pub fn open(name: &str, bytes: Vec<u8>, place: Option<Span>) -> Result<Book, Diagnostic> {
        let refused = |message: String, help: &str| Err(Diagnostic::error(code::BAD_SHEET, place, message).help(help));
        let name = name.to_owned();
        let form = match bytes.as_slice() {
            [b'P', b'K', 3, 4, ..] => match xlsx::Workbook::open(bytes) {
                Ok(workbook) => Form::Xlsx(Box::new(workbook)),
                Err(why) => return refused(format!("Không đọc được bảng tính {name}: {}", why.message), why.help),
            },
            [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
                if bytes.windows(encrypted.len()).any(|w| w == encrypted) {
                    return refused(
                        format!("Bảng tính {name} có mật khẩu"),
                        "Mở tệp trong Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi lưu lại.",
                    );
                }
                return refused(format!("Tệp {name} là dạng .xls cũ"), "Mở tệp trong Excel rồi lưu thành dạng Excel Workbook (.xlsx).");
            }
            _ => match delimited::decode(&bytes) {
                Some(text)
                    if name.rsplit('.').next().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson")) =>
                {
                    Form::Lines(text)
                }
                Some(text) => Form::Csv(text),
                None => {
                    return refused(
                        format!("Tệp {name} không phải bảng tính XLSX, CSV hay JSONL"),
                        "Lưu bảng thành .xlsx trong Excel hoặc LibreOffice.",
                    );
                }
            },
        };
        Ok(Book { name, form })
    }

    /// The names of the sheets that a person sees; a text file has one without a name.
    pub fn sheets(&self) -> Vec<Option<&str>> {
        match &self.form {
            Form::Xlsx(workbook) => workbook.visible().map(Some).collect(),
            _ => vec![None],
        }
    }

    /// The sheet of a name, matched without case and marks; the first one without a name.
    pub fn find(&self, wanted: Option<&str>, place: Option<Span>) -> Result<Option<&str>, Diagnostic> {
        let sheets = self.sheets();
        let Some(wanted) = wanted else {
            let none = || Diagnostic::error(code::BAD_SHEET, place, format!("Bảng tính {} không có trang nào nhìn thấy được", self.name));
            return sheets.first().copied().ok_or_else(none);
        };
        if let [None] = sheets[..] {
            return Err(Diagnostic::error(code::BAD_SHEET, place, format!("Tệp {} không có trang tính", self.name))
                .help("Chỉ tệp .xlsx mới chọn được trang tính: bỏ tên trang, hoặc dùng tệp .xlsx."));
        }
        let found =
            sheets.iter().flatten().find(|s| **s == wanted).or_else(|| sheets.iter().flatten().find(|s| folded(s) == folded(wanted)));
        match found {
            Some(sheet) => Ok(Some(sheet)),
            None => {
                let names: Vec<&str> = sheets.iter().flatten().copied().collect();
                Err(Diagnostic::error(code::BAD_SHEET, place, format!("Bảng tính {} không có trang “{wanted}”", self.name))
                    .help(format!("Các trang: {}.", names.join(", "))))
            }
        }
    }

    /// Reads one of the `sheets`.
    pub fn read(&mut self, sheet: Option<&str>, sources: &mut Sources) -> (Sheet, Diagnostics) {
        match &mut self.form {
            Form::Lines(text) => lines::read(&self.name, text, sources),
            Form::Csv(text) => {
                let mut found = Diagnostics::default();
                let table = delimited::read(text);
                let built = build(&self.name, None, table.rows, sources, &mut found);
                if table.open_quote {
                    let place = built.rows.last().map(|r| r.span);
                    found.push(
                        Diagnostic::error(code::BAD_SHEET, place, "Một dấu nháy kép mở ra ở hàng này mà không đóng")
                            .help("Đóng dấu nháy, hoặc viết dấu nháy trong văn bản thành hai dấu \"\"."),
                    );
                }
                (built, found)
            }
            Form::Xlsx(workbook) => {
                let mut found = Diagnostics::default();
                let name = sheet.unwrap_or_default();
                let read = workbook.rows(name).unwrap_or_else(|why| {
                    let message = format!("Không đọc được trang {name} của {}: {}", self.name, why.message);
                    found.push(Diagnostic::error(code::BAD_SHEET, None, message).help(why.help));
                    xlsx::Rows::default()
                });
                if !read.hidden.is_empty() {
                    let (count, which) = (read.hidden.len(), ranges(&read.hidden));
                    let message = format!("{}, trang {name}: bỏ qua {count} hàng đang ẩn ({which})", self.name);
                    found.push(
                        Diagnostic::warning(code::HIDDEN_ROWS, None, message)
                            .help("Bỏ ẩn hoặc bỏ lọc trong bảng tính nếu cần các hàng này."),
                    );
                }
                let built = build(&self.name, Some(name), read.rows, sources, &mut found);
                (Sheet { merged: read.merged, ..built }, found)
            }
        }
    }
}

impl Sheet {
    /// The headings, and the rows below them. A line of one cell above a wider table is its title,
    /// a line that begins with `#` a remark. Where headings are merged, the table's head is as
    /// many rows, and the lowest words of a column count; a row that numbers the columns, as printed
    /// forms have it, ends it.
    pub fn headed(&self) -> (Vec<&Cell>, &[Row]) {
        let width = self.rows.first().map_or(0, |r| r.cells.len());
        let filled = |row: &Row| row.cells.iter().filter(|c| c.content != Content::Empty).count();
        let is_head = |row: &Row| !row.is_remark() && (width < 2 || filled(row) > 1);
        let Some(first) = self.rows.iter().position(is_head) else { return (Vec::new(), &[]) };
        let number = self.rows[first].number;
        let last = self.merged.iter().filter(|(top, _)| *top == number).map(|(_, bottom)| *bottom).max().unwrap_or(number);
        let below = self.rows.iter().position(|r| r.number > last).unwrap_or(self.rows.len()).max(first + 1);
        let head = &self.rows[first..below];
        let below = below + usize::from(self.rows.get(below).is_some_and(Row::numbers_columns));
        let lowest = |column: usize| {
            let filled = head.iter().rev().map(|r| &r.cells[column]).find(|c| c.content != Content::Empty);
            filled.unwrap_or(&head[0].cells[column])
        };
        ((0..width).map(lowest).collect(), &self.rows[below..])
    }
}

/// A row as a reader gives it: its number and its filled cells by column.
type Raw = (u32, Vec<(usize, Content)>);

/// Turns contents into cells with places.
fn build(file: &str, sheet: Option<&str>, raw: Vec<Raw>, sources: &mut Sources, found: &mut Diagnostics) -> Sheet {
    let mut raw: Vec<Raw> = raw.into_iter().map(|(n, cells)| (n, cells.into_iter().filter_map(cleaned).collect())).collect();
    raw.retain(|(_, cells): &Raw| !cells.is_empty());
    let mut width = raw.iter().flat_map(|(_, cells)| cells.iter().map(|(column, _)| column + 1)).max().unwrap_or(0);
    if width.saturating_mul(raw.len()) > MOST_CELLS {
        let size = format!("{} hàng × {width} cột", grouped(&raw.len().to_string()));
        found.push(
            Diagnostic::error(code::BAD_SHEET, None, format!("{file}: bảng có {size}, lớn hơn mọi biểu số liệu"))
                .help("Xóa các hàng, cột thừa (thường là do gõ nhầm ở ô rất xa), hoặc tách thành nhiều tệp."),
        );
        raw.clear();
        width = 0;
    }
    let name = sheet.map(str::to_owned);
    let mut grid = Grid { sheet: name.clone(), ..Grid::default() };
    let mut text = String::new();
    let source = sources.next_id();
    let mut rows = Vec::with_capacity(raw.len());
    for (number, filled) in raw {
        let line = text.len();
        let mut filled = filled.into_iter().peekable();
        let mut cells = Vec::with_capacity(width);
        for column in 0..width {
            if column > 0 {
                text.push_str(" | ");
            }
            let content = filled.next_if(|(at, _)| *at == column).map_or(Content::Empty, |(_, content)| content);
            let start = text.len();
            // One row is one line, and a finding shows it: control characters would spoil both.
            text.extend(content.shown().chars().map(|c| if c.is_control() { ' ' } else { c }));
            grid.starts.push(start);
            let cell = Cell { span: Span { source, start, end: text.len() }, content };
            found.extend(cell.unusable());
            cells.push(cell);
        }
        grid.rows.push(number);
        rows.push(Row { number, span: Span { source, start: line, end: text.len() }, cells });
        text.push('\n');
    }
    sources.add_source(Source::new(file, text, Labels::Cells(grid)));
    Sheet { name, source, rows, merged: Vec::new() }
}

/// A cell's words in their normal form; blanks are nothing.
fn cleaned((column, content): (usize, Content)) -> Option<(usize, Content)> {
    match content {
        Content::Empty => None,
        Content::Text(words) => Some(normal(&words)).filter(|w| !w.is_empty()).map(|words| {
            let content = if is_error_value(&words) { Content::Error(words) } else { Content::Text(words) };
            (column, content)
        }),
        other => Some((column, other)),
    }
}

/// What spreadsheet programs show instead of a value that cannot be computed.
const ERROR_VALUES: [&str; 11] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA"];

/// Whether a text is what a spreadsheet program writes for an error, or for a number wider than its
/// column: `#DIV/0!`, `Err:502`, `####`.
fn is_error_value(words: &str) -> bool {
    let of_a_narrow_column = words.len() > 2 && words.bytes().all(|b| b == b'#');
    let of_libre_office = words.strip_prefix("Err:").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    of_a_narrow_column || of_libre_office || ERROR_VALUES.contains(&words)
}

impl Cell {
    /// What is wrong with a cell whatever it is for: it is an error value, or holds what no document can.
    fn unusable(&self) -> Option<Diagnostic> {
        match &self.content {
            Content::Error(value) if value.ends_with("##") => Some(
                Diagnostic::error(code::CELL_ERROR, self.span, format!("Ô chỉ có {value}: cột hẹp hơn số nên số không được lưu"))
                    .help("Nới rộng cột trong bảng tính rồi lưu lại."),
            ),
            Content::Error(value) => Some(
                Diagnostic::error(code::CELL_ERROR, self.span, format!("Ô có giá trị lỗi {value}"))
                    .help("Sửa công thức của ô này trong bảng tính, hoặc gõ thẳng giá trị."),
            ),
            Content::Uncomputed => Some(
                Diagnostic::error(code::CELL_ERROR, self.span, "Ô có công thức nhưng tệp không lưu kết quả tính")
                    .help("Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại; chương trình không tự tính công thức."),
            ),
            Content::Text(text) => {
                let bad = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r'))?;
                Some(
                    Diagnostic::error(code::CONTROL_CHARACTER, self.span, format!("Ô có ký tự điều khiển U+{:04X}", bad as u32))
                        .help("Xóa ký tự này; thường là do chép từ chương trình khác."),
                )
            }
            _ => None,
        }
    }
}

/// The number that a printed form gives a column: `3`, `(3)`, `(5)=(3)/(4)`.
fn column_number(text: &str) -> Option<u32> {
    let (number, formula) = text.split_once('=').unwrap_or((text, ""));
    let formula_only = formula.chars().all(|c| c.is_ascii_digit() || "()+-*/:x% ".contains(c));
    let number = number.trim();
    let bare = number.strip_prefix('(').and_then(|n| n.strip_suffix(')')).unwrap_or(number);
    formula_only.then(|| bare.parse().ok()).flatten()
}

/// Row numbers as people write them: `5, 8–12`.
fn ranges(numbers: &[u32]) -> String {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => out.push((*number, *number)),
        }
    }
    out.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") }).collect::<Vec<_>>().join(", ")
}
