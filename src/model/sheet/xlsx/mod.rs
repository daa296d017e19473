//! XLSX: values through calamine; what that does not tell (hidden rows and columns, merged cells, looks of
//! words, pictures) from the workbook's own XML.

mod marks;
mod pictures;
mod rich;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use chrono::Datelike;
use roxmltree::Document;
use zip::ZipArchive;

use super::number_format::{Extent, NumberFormat, Shown};
use super::{Area, Content, Figure, Raw, RawCell};
use crate::diag::{Diagnostic, code, column_name};
use crate::limits;
use crate::text::PartialDate;
use marks::Marks;
use rich::{Look, Rich};

/// An opened workbook.
pub(super) struct Workbook {
    bytes: Vec<u8>,
    values: Xlsx<Cursor<Vec<u8>>>,
    /// Sheet name → its part.
    parts: HashMap<String, String>,
    /// Whether days count from 1904.
    date_1904: bool,
    /// Shared texts of several looks.
    shared: BTreeMap<usize, Rich>,
    /// Styles that raise or lower all words.
    telling: BTreeMap<usize, Look>,
}

/// Why a workbook cannot be read, and what to do.
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) help: &'static str,
}

const DAMAGED: &str = "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx.";

fn problem(message: &str) -> Problem {
    Problem { message: message.into(), help: DAMAGED }
}

/// The rows of a sheet as they stand, and what is to be said of them.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Raw>,
    /// Numbers of the filled rows that are hidden.
    pub(super) hidden: Vec<u32>,
    /// The filled columns that are hidden.
    pub(super) hidden_columns: BTreeSet<usize>,
    pub(super) merged: Vec<Area>,
    /// Cells that a picture lies over.
    pub(super) pictures: Vec<String>,
}

impl Workbook {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Workbook, Problem> {
        let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|_| problem("tệp hỏng hoặc bị cắt cụt"))?;
        let bomb = || Problem {
            message: format!("tệp bung ra quá {} MB, không phải biểu số liệu", limits::UNPACKED >> 20),
            help: "Xin lại tệp từ nơi gửi.",
        };
        let mut size = 0;
        for index in 0..zip.len() {
            let mut part = zip.by_index(index).map_err(|_| problem("tệp hỏng"))?;
            // What a part says of its own size may be a lie.
            let mut elements = Elements(0);
            size += std::io::copy(&mut part.by_ref().take(limits::UNPACKED + 1 - size), &mut elements).map_err(|_| problem("tệp hỏng"))?;
            if size > limits::UNPACKED {
                return Err(bomb());
            }
            if elements.0 > limits::ELEMENTS {
                let message = "một trang có nhiều ô hơn mọi biểu số liệu".into();
                return Err(Problem { message, help: "Xóa các hàng, cột thừa rồi lưu lại." });
            }
        }
        if promised_strings(&mut zip).is_some_and(|count| count > limits::UNPACKED / size_of::<String>() as u64) {
            return Err(bomb());
        }
        if zip.by_name("mimetype").is_ok() {
            return Err(problem("đây là tệp OpenDocument (.ods), không phải .xlsx"));
        }
        if zip.by_name("xl/workbook.bin").is_ok() {
            return Err(problem("đây là tệp .xlsb, không phải .xlsx"));
        }
        let parts = parts(&mut zip).ok_or_else(|| problem("trong tệp không có bảng tính"))?;
        let date_1904 = part(&mut zip, "xl/workbook.xml").is_some_and(|xml| is_of_1904(&xml));
        let shared = part(&mut zip, "xl/sharedStrings.xml").map(|xml| rich::shared(&xml)).unwrap_or_default();
        let telling = part(&mut zip, "xl/styles.xml").map(|xml| rich::telling_styles(&xml)).unwrap_or_default();
        let values = Xlsx::new(Cursor::new(bytes.clone())).map_err(|_| problem("tệp hỏng hoặc không phải bảng tính XLSX"))?;
        Ok(Workbook { bytes, values, parts, date_1904, shared, telling })
    }

    /// The names of the sheets that are not hidden.
    pub(super) fn visible(&self) -> impl Iterator<Item = &str> {
        let sheets = self.values.sheets_metadata().iter();
        sheets.filter(|s| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet).map(|s| s.name.as_str())
    }

    pub(super) fn rows(&mut self, sheet: &str) -> Result<Rows, Problem> {
        let mut zip = ZipArchive::new(Cursor::new(self.bytes.as_slice())).map_err(|_| problem("tệp hỏng"))?;
        let name = self.parts.get(sheet).cloned().unwrap_or_default();
        let marks = part(&mut zip, &name).and_then(|xml| marks::read(&xml, &self.shared));
        let marks = marks.ok_or_else(|| problem("phần XML của trang tính hỏng"))?;
        let of_cells = marks.pictures.iter().map(|(row, column)| format!("{}{row}", column_name(*column as usize)));
        let pictures = of_cells.chain(pictures::places(&mut zip, &name)).collect();
        let damaged = |_| problem("một ô của trang tính hỏng");
        let mut reader = self.values.worksheet_cells_reader(sheet).map_err(damaged)?;
        let mut rows: BTreeMap<u32, BTreeMap<usize, RawCell>> = BTreeMap::new();
        // The palette is borrowed from the same reader that the cells come from.
        let formats: Vec<Result<NumberFormat, String>> =
            reader.styles().iter().map(|s| NumberFormat::parse(s.number_format.as_ref().map_or("", |f| f.format_code.as_str()))).collect();
        let general = NumberFormat::parse("");
        // Many cells may share one text.
        let (mut count, mut size) = (0, 0);
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let format = formats.get(style).unwrap_or(&general);
            if marks.pictures.contains(&(row + 1, column)) {
                continue;
            }
            let content = match content(cell.get_value(), format, self.date_1904) {
                Content::Empty if marks.uncomputed.contains(&(row + 1, column)) => Content::Uncomputed,
                Content::Empty => continue,
                content => content,
            };
            count += 1;
            size += if let Content::Text(text) = &content { text.len() } else { 0 };
            if count > limits::CELLS || size > limits::SHEET_TEXT {
                let message = "trang có nhiều ô và chữ hơn mọi biểu số liệu".into();
                return Err(Problem { message, help: "Xóa phần thừa, hoặc tách thành nhiều tệp." });
            }
            let look = self.telling.get(&style).copied();
            rows.entry(row + 1).or_default().insert(column as usize, raw(content, row + 1, column, look, &marks));
        }
        let hidden = rows.keys().copied().filter(|row| marks.hidden_rows.contains(row)).collect();
        let is_hidden = |column: &usize| marks.hidden_columns.contains(&(*column as u32));
        let filled = rows.values().flat_map(BTreeMap::iter).filter(|(_, cell)| !cell.content.is_blank());
        let hidden_columns = filled.map(|(column, _)| *column).filter(is_hidden).collect();
        rows.retain(|row, _| !marks.hidden_rows.contains(row));
        let rows =
            rows.into_iter().map(|(row, cells)| (row, cells.into_iter().filter(|(column, _)| !is_hidden(column)).collect())).collect();
        Ok(Rows { rows, hidden, hidden_columns, merged: marks.merged, pictures })
    }
}

/// Counts how often an element begins or ends: the tree of one takes more than its text.
struct Elements(usize);

impl std::io::Write for Elements {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.iter().filter(|b| **b == b'<').count();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A cell with what the sheet's marks say of it.
fn raw(content: Content, row: u32, column: u32, look: Option<Look>, marks: &Marks) -> RawCell {
    let mut cell = RawCell { content, ..RawCell::default() };
    let (mut words, mut lost) = (None, None);
    if let (Some(rich), Content::Text(plain)) = (marks.rich.get(&(row, column)), &cell.content) {
        // A text that calamine reads otherwise keeps what calamine says.
        if rich.plain == *plain {
            (words, lost) = (Some(rich.words.clone()), rich.lost.clone());
            cell.marked = rich.marked.clone();
        } else {
            lost = rich.lost.clone();
        }
    } else if let (Some(look), Content::Text(plain)) = (look.filter(|look| look.raised || look.lowered), &cell.content) {
        words = look.shifted(plain);
        lost = words.is_none().then(|| plain.clone());
    }
    if let Some(lost) = lost {
        let message = format!("Chữ “{}” trong ô nâng lên hoặc hạ xuống bằng định dạng: văn bản không giữ được", lost.trim());
        cell.found.push(Diagnostic::warning(code::CELL_LOOK, None, message).help("Gõ ký tự có sẵn (m², 10⁶, CO₂), hoặc viết cách khác."));
    }
    if let Some(words) = words {
        cell.content = Content::Text(words);
    }
    let part = marks.rich.get(&(row, column)).and_then(|rich| rich.struck.as_ref());
    let whole = || look.filter(|look| look.struck && !cell.content.is_blank()).map(|_| cell.content.shown());
    if let Some(struck) = part.cloned().or_else(whole) {
        let message = format!("Chữ “{struck}” trong ô bị gạch ngang: văn bản vẫn in");
        cell.found.push(
            Diagnostic::warning(code::CELL_LOOK, None, message)
                .help("Nếu đã bỏ thì xóa hẳn trong bảng tính; nếu vẫn dùng thì bỏ gạch ngang."),
        );
    }
    if look.is_some_and(|look| look.unseen) && !cell.content.is_blank() {
        let message = format!("Ô có chữ trắng trên nền trắng, không nhìn thấy trong bảng tính: “{}”; văn bản vẫn in", cell.content.shown());
        cell.found.push(
            Diagnostic::warning(code::CELL_LOOK, None, message).help("Đổi màu chữ để nhìn thấy, hoặc xóa nội dung của ô nếu không dùng."),
        );
    }
    if marks.twice.contains(&(row, column)) {
        let message = format!("Ô {}{row} có hai lần trong tệp: không biết lần nào đúng", column_name(column as usize));
        cell.found.push(Diagnostic::error(code::BAD_SHEET, None, message).help(DAMAGED));
    }
    cell
}

/// Row, from 1, and column, from 0, of `C14`.
fn reference(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let letters = text[..digits].bytes().filter(|b| *b != b'$');
    let column = letters.clone().try_fold(0_u32, |n, b| {
        let letter = b.to_ascii_uppercase().checked_sub(b'A').filter(|l| *l < 26)?;
        n.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((text[digits..].trim_start_matches('$').parse().ok()?, column.checked_sub(1)?))
}

/// The part of every sheet, by the sheet's name.
fn parts(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Option<HashMap<String, String>> {
    let relations = part(zip, "xl/_rels/workbook.xml.rels")?;
    let relations = Document::parse(&relations).ok()?;
    let workbook = part(zip, "xl/workbook.xml")?;
    let workbook = Document::parse(&workbook).ok()?;
    let target = |id: &str| {
        let relation = relations.descendants().find(|n| n.attribute("Id") == Some(id))?;
        let target = relation.attribute("Target")?;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    let sheets = workbook.descendants().filter(|n| n.tag_name().name() == "sheet");
    let named = sheets.filter_map(|sheet| {
        let id = sheet.attributes().find(|a| a.name() == "id" && a.namespace().is_some())?;
        Some((sheet.attribute("name")?.to_owned(), target(id.value())?))
    });
    Some(named.collect())
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    zip.by_name(name).ok()?.take(limits::UNPACKED).read_to_string(&mut text).ok()?;
    Some(text)
}

/// How many shared texts the workbook says it has: calamine makes room for them before it reads one.
fn promised_strings(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Option<u64> {
    let mut names: Vec<String> = zip.file_names().filter_map(|n| n.ok()).map(|n| n.to_string()).collect();
    names.retain(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
    let count = |name: &String| {
        let text = part(zip, name)?;
        let head = text.split("<si").next()?;
        let digits = head.split_once("uniqueCount")?.1.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        Some(digits[..end].parse().unwrap_or(u64::MAX))
    };
    names.iter().filter_map(count).max()
}

/// Whether a workbook counts days from 1904, as old Macs did.
fn is_of_1904(workbook: &str) -> bool {
    let Ok(document) = Document::parse(workbook) else { return false };
    let properties = document.descendants().find(|n| n.tag_name().name() == "workbookPr");
    properties.and_then(|p| p.attribute("date1904")).is_some_and(|v| v == "1" || v == "true")
}

fn content(value: &DataRef<'_>, format: &Result<NumberFormat, String>, date_1904: bool) -> Content {
    let number = |value: f64| match format {
        Ok(format) => shown(value, format.number(value, date_1904)),
        Err(part) => Content::Unformatted(part.clone()),
    };
    let words = |text: &str| Content::Text(format.as_ref().ok().and_then(|f| f.text(text)).unwrap_or_else(|| text.to_owned()));
    match value {
        DataRef::Empty => Content::Empty,
        DataRef::Int(n) => number(*n as f64),
        DataRef::Float(n) => number(*n),
        // Built-in dates of other countries have no code.
        DataRef::DateTime(moment) if format.as_ref().is_ok_and(|f| !f.is_date()) => match NumberFormat::parse("dd/mm/yyyy") {
            Ok(day) => shown(moment.as_f64(), day.number(moment.as_f64(), date_1904)),
            Err(part) => Content::Unformatted(part),
        },
        DataRef::DateTime(moment) => number(moment.as_f64()),
        DataRef::String(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::DurationIso(text) => Content::Text(text.clone()),
        DataRef::Bool(b) => Content::Bool(*b),
        DataRef::Error(error) => Content::Error(error.to_string()),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).unwrap_or(text);
            PartialDate::parse(day).map_or_else(|_| Content::Text(text.clone()), |date| Content::Date(date, date.short()))
        }
    }
}

fn shown(value: f64, shown: Shown) -> Content {
    match shown {
        // What a column too narrow shows, whatever its width: no date has this number.
        Shown::Number { text, says: None, .. } if text.len() > 2 && text.bytes().all(|b| b == b'#') => Content::Error(text),
        Shown::Number { text, says, percent } => {
            let value = if percent { value * 100.0 } else { value };
            // Fifteen digits are what a sheet keeps.
            let value = format!("{value:.14e}").parse().unwrap_or(value);
            Content::Number(Figure { value, says, shown: text, percent })
        }
        Shown::Date(text, moment, extent) => {
            let (month, day) = (Some(moment.date.month()), Some(moment.date.day()));
            let (month, day) = match extent {
                Extent::Year => (None, None),
                Extent::Month => (month, None),
                Extent::Day => (month, day),
            };
            Content::Date(PartialDate { year: moment.date.year(), month, day }, text)
        }
        Shown::Time(text) => Content::Time(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        assert_eq!(reference("C14"), Some((14, 2)));
        assert_eq!(reference("$AA$3"), Some((3, 26)));
        assert_eq!(reference("14"), None);
        assert_eq!(reference("C"), None);
    }

    #[test]
    fn both_systems_of_dates() {
        let format = NumberFormat::parse("dd/mm/yyyy");
        let day = |value, old| content(&DataRef::Float(value), &format, old);
        let date = PartialDate { year: 2025, month: Some(9), day: Some(10) };
        assert_eq!(day(45910.0, false), Content::Date(date, "10/09/2025".into()));
        assert_eq!(day(45910.0 - 1462.0, true), Content::Date(date, "10/09/2025".into()));
        assert_eq!(content(&DataRef::Float(0.354_166_666_7), &NumberFormat::parse("hh:mm"), false), Content::Time("08:30".into()));
        // As programs write a day.
        let stamp = NumberFormat::parse("yyyy-mm-dd h:mm:ss");
        assert_eq!(content(&DataRef::Float(45910.0), &stamp, false), Content::Date(date, "2025-09-10 0:00:00".into()));
        assert_eq!(content(&DataRef::Float(45910.5), &stamp, false), Content::Time("2025-09-10 12:00:00".into()));
    }

    #[test]
    fn a_date_is_known_as_far_as_it_is_shown() {
        let read = |code| match content(&DataRef::Float(45910.0), &NumberFormat::parse(code), false) {
            Content::Date(date, shown) => (date.iso(), shown),
            other => panic!("{other:?}"),
        };
        assert_eq!(read("mm/yyyy"), ("2025-09".into(), "09/2025".into()));
        assert_eq!(read("yyyy"), ("2025".into(), "2025".into()));
        assert_eq!(read("dd/mm"), ("2025-09-10".into(), "10/09".into()));
    }
}
