//! Spreadsheets to cells: XLSX, CSV and JSON lines, every cell with its place.
//!
//! What a cell means for a field of the data is `columns`' question; nothing here knows schemas.

mod cell;
mod correction;
mod delimited;
mod head;
mod lines;
mod merges;
mod number_format;
mod xlsx;

pub(super) use cell::is_cut_number;
pub use cell::{Cell, Content, Figure};
pub use correction::Correction;
pub use head::{Heading, Table};
pub use merges::Area;

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Grid, Labels, Source, SourceId, Sources, Span, code, column_name};
use crate::limits;
use crate::model::read::{self, normal};
use crate::text::{folded, grouped};
use correction::Corrections;
use delimited::Decoded;
use merges::Merges;

/// A file of rows, opened.
pub struct Book {
    name: String,
    opened: Opened,
    corrections: Corrections,
}

/// A file by what it is.
enum Opened {
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
    /// Merged cells.
    merged: Merges,
    /// Columns that nobody sees: their cells are empty.
    pub hidden_columns: BTreeSet<usize>,
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

/// A cell as a reader gives it.
#[derive(Default)]
struct RawCell {
    content: Content,
    marked: Option<String>,
    /// What is wrong with it, without its place.
    found: Vec<Diagnostic>,
}

impl From<Content> for RawCell {
    fn from(content: Content) -> Self {
        RawCell { content, ..RawCell::default() }
    }
}

/// A row as a reader gives it: its number and its filled cells in the order of columns.
type Raw = (u32, Vec<(usize, RawCell)>);

impl Book {
    /// Opens a file; its bytes, not its name, decide between XLSX and text.
    pub fn open(name: &str, bytes: Vec<u8>, place: Option<Span>) -> Result<Book, Diagnostic> {
        let refused = |message: String, help: &str| Err(Diagnostic::error(code::BAD_SHEET, place, message).help(help));
        let name = name.to_owned();
        let opened = match bytes.as_slice() {
            [] => {
                return refused(
                    format!("Tệp {name} rỗng: không có byte nào"),
                    "Mở tệp gốc, lưu lại rồi thử lại; có thể tệp tải về chưa xong.",
                );
            }
            [b'P', b'K', 3, 4, ..] => match xlsx::Workbook::open(bytes) {
                Ok(workbook) => Opened::Xlsx(Box::new(workbook)),
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
                Decoded::Text(text)
                    if name.rsplit('.').next().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson")) =>
                {
                    Opened::Lines(text)
                }
                Decoded::Text(text) => {
                    if let Some(what) = foreign(&name, &text) {
                        let help = match what {
                            "JSON" => "Ghi mỗi bản ghi { … } trên một dòng rồi đổi đuôi tệp thành .jsonl; hoặc lưu bảng thành .xlsx.",
                            _ => "Mở tệp bằng Excel hoặc LibreOffice rồi lưu thành .xlsx (Excel Workbook).",
                        };
                        return refused(format!("Tệp {name} không phải bảng tính: nội dung là {what}"), help);
                    }
                    Opened::Csv(text)
                }
                Decoded::Damaged(line, before, what) => {
                    return refused(
                        format!("Tệp {name} hỏng ở dòng {line}: ngay sau “{before}” có {what}"),
                        "Mở tệp gốc trong Excel, lưu lại thành .xlsx hoặc CSV UTF-8; không thì gõ lại chữ ở chỗ này.",
                    );
                }
                Decoded::Binary => {
                    return refused(
                        format!("Tệp {name} không phải bảng tính XLSX, CSV hay JSONL"),
                        "Lưu bảng thành .xlsx trong Excel hoặc LibreOffice.",
                    );
                }
            },
        };
        Ok(Book { name, opened, corrections: Corrections::default() })
    }

    /// The same file, some of its cells as a person put them right. Those of JSON lines are data and stay as they are.
    #[must_use]
    pub fn corrected(self, corrections: &[Correction]) -> Book {
        Book { corrections: Corrections::new(corrections), ..self }
    }

    /// The names of the sheets that a person sees; a text file has one without a name.
    pub fn sheets(&self) -> Vec<Option<&str>> {
        match &self.opened {
            Opened::Xlsx(workbook) => workbook.visible().map(Some).collect(),
            _ => vec![None],
        }
    }

    /// The sheet of a name, matched without case and marks; the first one without a name.
    pub fn find(&self, wanted: Option<&str>, place: Option<Span>) -> Result<Option<&str>, Diagnostic> {
        let sheets = self.sheets();
        let Some(wanted) = wanted else {
            let none = || Diagnostic::error(code::BAD_SHEET, place, format!("Bảng tính {} không có trang nào nhìn thấy được", self.name));
            // A sheet whose name begins with # is a guide.
            let guide = |name: &Option<&str>| name.is_some_and(|n| n.starts_with('#'));
            return sheets.iter().find(|s| !guide(s)).or(sheets.first()).copied().ok_or_else(none);
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
        match &mut self.opened {
            Opened::Lines(text) => lines::read(&self.name, text, sources),
            Opened::Csv(text) => {
                let mut found = Diagnostics::default();
                let table = delimited::read(text);
                let built = build(&self.name, None, table.rows, &self.corrections, sources, &mut found);
                if table.open_quote {
                    let place = built.rows.last().map(|r| r.span);
                    found.push(
                        Diagnostic::error(code::BAD_SHEET, place, "Một dấu nháy kép mở ra ở hàng này mà không đóng")
                            .help("Đóng dấu nháy, hoặc viết dấu nháy trong văn bản thành hai dấu \"\"."),
                    );
                }
                (built, found)
            }
            Opened::Xlsx(workbook) => {
                let mut found = Diagnostics::default();
                let name = sheet.unwrap_or_default();
                let read = workbook.rows(name).unwrap_or_else(|why| {
                    let message = format!("Không đọc được trang {name} của {}: {}", self.name, why.message);
                    found.push(Diagnostic::error(code::BAD_SHEET, None, message).help(why.help));
                    xlsx::Rows::default()
                });
                if !read.hidden.is_empty() {
                    let (count, which) = (read.hidden.len(), ranges(&read.hidden, |row| row.to_string()));
                    let message = format!("{}, trang {name}: bỏ qua {count} hàng đang ẩn ({which})", self.name);
                    found.push(
                        Diagnostic::warning(code::HIDDEN_ROWS, None, message)
                            .help("Bỏ ẩn hoặc bỏ lọc trong bảng tính nếu cần các hàng này."),
                    );
                }
                let columns: Vec<u32> = read.hidden_columns.iter().map(|c| *c as u32).collect();
                if !columns.is_empty() {
                    let which = ranges(&columns, |column| column_name(column as usize));
                    let message = format!("{}, trang {name}: bỏ qua {} cột đang ẩn ({which})", self.name, columns.len());
                    found.push(Diagnostic::warning(code::HIDDEN_ROWS, None, message).help("Bỏ ẩn trong bảng tính nếu cần các cột này."));
                }
                if let Some(first) = read.pictures.first() {
                    let cells = if read.pictures.len() > 5 {
                        format!("{first} và {} ô khác", read.pictures.len() - 1)
                    } else {
                        read.pictures.join(", ")
                    };
                    let message = format!("{}, trang {name}: ảnh dán trong bảng tính không vào văn bản ({cells})", self.name);
                    found.push(
                        Diagnostic::warning(code::CELL_LOOK, None, message)
                            .help("Lưu ảnh thành tệp PNG hoặc JPEG cạnh tệp dữ liệu, thêm cột “Ảnh” ghi tên tệp của mỗi hàng."),
                    );
                }
                let built = build(&self.name, Some(name), read.rows, &self.corrections, sources, &mut found);
                let numbers: Vec<u32> = built.rows.iter().map(|r| r.number).collect();
                let merged = Merges::new(&read.merged, &numbers, built.rows.first().map_or(0, |r| r.cells.len()), &read.hidden_columns);
                let merged = merged.unwrap_or_else(|| {
                    let message = format!("{}, trang {name}: có các ô gộp chồng lên nhau", self.name);
                    found.push(Diagnostic::error(code::BAD_SHEET, None, message).help("Bỏ gộp các ô này trong bảng tính rồi lưu lại."));
                    Merges::default()
                });
                (Sheet { merged, hidden_columns: read.hidden_columns, ..built }, found)
            }
        }
    }
}

/// What a text that is no table of separated values is: web exports, XML, JSON, rich text; or anything
/// under a name of Excel's.
fn foreign(name: &str, text: &str) -> Option<&'static str> {
    let start: String = text.trim_start().chars().take(2000).collect::<String>().to_lowercase();
    let named = |ending: &str| name.to_lowercase().ends_with(ending);
    let spreadsheet = start.contains("urn:schemas-microsoft-com:office:spreadsheet");
    match start.as_str() {
        s if s.starts_with("<?xml") && spreadsheet => Some("XML Spreadsheet 2003"),
        s if ["<html", "<!doctype html", "<table", "<meta", "<head"].iter().any(|tag| s.starts_with(tag)) => Some("trang web (HTML)"),
        s if s.starts_with("<?xml") && s.contains("<html") => Some("trang web (HTML)"),
        s if s.starts_with("mime-version:") => Some("trang web (MHTML)"),
        s if s.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')) => {
            Some("trang web (HTML) hoặc XML")
        }
        s if s.starts_with("{\\rtf") => Some("văn bản RTF"),
        s if s.starts_with("%pdf-") => Some("PDF"),
        s if s.starts_with("id;p") => Some("SYLK"),
        s if (s.starts_with('{') && s.contains("\":")) || s.starts_with("[{") => Some("JSON"),
        _ if [".xls", ".xlsx", ".xlsm"].iter().any(|e| named(e)) => Some("văn bản thường"),
        _ => None,
    }
}

/// Turns contents into cells with places.
fn build(
    file: &str,
    sheet: Option<&str>,
    mut raw: Vec<Raw>,
    corrections: &Corrections,
    sources: &mut Sources,
    found: &mut Diagnostics,
) -> Sheet {
    raw.retain(|(_, cells): &Raw| cells.iter().any(|(_, cell)| !cell.content.is_blank()));
    let filled = raw.iter().flat_map(|(_, cells)| cells.iter()).filter(|(_, cell)| !cell.content.is_blank());
    let mut width = filled.map(|(column, _)| column + 1).max().unwrap_or(0);
    if width.saturating_mul(raw.len()) > limits::CELLS || width > limits::FIELDS || raw.len() > limits::ROWS {
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
            let raw = filled.next_if(|(at, _)| *at == column).map(|(_, cell)| cell).unwrap_or_default();
            let mut raw = corrections.applied(raw, || format!("{}{}{number}", grid.sheet_label(), column_name(column)));
            let start = text.len();
            let place = Span { source, start, end: start };
            if let Content::Text(words) = &raw.content {
                raw.found.extend(read::unfit(words, place, "Ô"));
            }
            let content = cell::cleaned(raw.content);
            text.push_str(&one_line(&content.shown()));
            grid.starts.push(start);
            let cell = Cell { span: Span { end: text.len(), ..place }, content, marked: raw.marked.map(|m| normal(&m)) };
            found.extend(raw.found.into_iter().map(|d| Diagnostic { place: Some(cell.span.into()), ..d }));
            found.extend(cell.unusable());
            cells.push(cell);
        }
        grid.rows.push(number);
        rows.push(Row { number, span: Span { source, start: line, end: text.len() }, cells });
        text.push('\n');
    }
    sources.add_source(Source::new(file, text, Labels::Cells(grid)));
    Sheet { name, source, rows, merged: Merges::default(), hidden_columns: BTreeSet::new() }
}

/// One row is one line, and a finding shows it: control characters would spoil both.
fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Numbers as people write them: `5, 8–12`.
fn ranges(numbers: &[u32], name: fn(u32) -> String) -> String {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => out.push((*number, *number)),
        }
    }
    out.iter().map(|(a, b)| if a == b { name(*a) } else { format!("{}–{}", name(*a), name(*b)) }).collect::<Vec<_>>().join(", ")
}
