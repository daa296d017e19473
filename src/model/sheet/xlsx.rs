//! XLSX: values through calamine; what that does not tell (hidden rows, merged cells, formulas
//! without a value) from the sheet's own XML.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use roxmltree::Document;
use zip::ZipArchive;

use super::{Content, Raw, format};
use crate::text::PartialDate;

/// A workbook unpacks to less than this, or it is a bomb.
const LARGEST: u64 = 256 << 20;

/// An opened workbook.
pub(super) struct Workbook {
    bytes: Vec<u8>,
    values: Xlsx<Cursor<Vec<u8>>>,
    /// Sheet name → its part.
    parts: HashMap<String, String>,
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

/// What the sheet's XML says besides values.
#[derive(Default)]
struct Layout {
    hidden: HashSet<u32>,
    uncomputed: HashSet<(u32, u32)>,
    /// Merged cells: first and last row.
    merged: Vec<(u32, u32)>,
}

/// The rows of a sheet as they stand, and what is to be said of them.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Raw>,
    /// Numbers of the filled rows that are hidden.
    pub(super) hidden: Vec<u32>,
    /// First and last row of every merged cell.
    pub(super) merged: Vec<(u32, u32)>,
}

impl Workbook {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Workbook, Problem> {
        let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|_| problem("tệp hỏng hoặc bị cắt cụt"))?;
        let bomb = || Problem {
            message: "tệp bung ra quá 256 MB, không phải biểu số liệu".into(), help: "Xin lại tệp từ nơi gửi."
        };
        let mut size = 0;
        for index in 0..zip.len() {
            let mut part = zip.by_index(index).map_err(|_| problem("tệp hỏng"))?;
            // What a part says of its own size may be a lie.
            size += std::io::copy(&mut part.by_ref().take(LARGEST + 1 - size), &mut std::io::sink()).map_err(|_| problem("tệp hỏng"))?;
            if size > LARGEST {
                return Err(bomb());
            }
        }
        if promised_strings(&mut zip).is_some_and(|count| count > LARGEST / size_of::<String>() as u64) {
            return Err(bomb());
        }
        if zip.by_name("mimetype").is_ok() {
            return Err(problem("đây là tệp OpenDocument (.ods), không phải .xlsx"));
        }
        if zip.by_name("xl/workbook.bin").is_ok() {
            return Err(problem("đây là tệp .xlsb, không phải .xlsx"));
        }
        let parts = parts(&mut zip).ok_or_else(|| problem("trong tệp không có bảng tính"))?;
        let values = Xlsx::new(Cursor::new(bytes.clone())).map_err(|_| problem("tệp hỏng hoặc không phải bảng tính XLSX"))?;
        Ok(Workbook { bytes, values, parts })
    }

    /// The names of the sheets that are not hidden.
    pub(super) fn visible(&self) -> impl Iterator<Item = &str> {
        let sheets = self.values.sheets_metadata().iter();
        sheets.filter(|s| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet).map(|s| s.name.as_str())
    }

    pub(super) fn rows(&mut self, sheet: &str) -> Result<Rows, Problem> {
        let layout = self.layout(sheet).ok_or_else(|| problem("phần XML của trang tính hỏng"))?;
        let damaged = |_| problem("một ô của trang tính hỏng");
        let mut reader = self.values.worksheet_cells_reader(sheet).map_err(damaged)?;
        let mut rows: BTreeMap<u32, Vec<(usize, Content)>> = BTreeMap::new();
        // The palette is borrowed from the same reader that the cells come from.
        let codes: Vec<String> =
            reader.styles().iter().map(|s| s.number_format.as_ref().map_or_else(String::new, |f| f.format_code.clone())).collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let content = match content(cell.get_value(), codes.get(style).map_or("", String::as_str)) {
                Content::Empty if layout.uncomputed.contains(&(row, column)) => Content::Uncomputed,
                Content::Empty => continue,
                content => content,
            };
            rows.entry(row + 1).or_default().push((column as usize, content));
        }
        let hidden = rows.keys().copied().filter(|row| layout.hidden.contains(row)).collect();
        let rows = rows.into_iter().filter(|(row, _)| !layout.hidden.contains(row)).collect();
        Ok(Rows { rows, hidden, merged: layout.merged })
    }

    fn layout(&self, sheet: &str) -> Option<Layout> {
        let mut zip = ZipArchive::new(Cursor::new(self.bytes.as_slice())).ok()?;
        let xml = part(&mut zip, self.parts.get(sheet)?)?;
        let document = Document::parse(&xml).ok()?;
        let mut layout = Layout::default();
        let (mut row, mut column) = (0, 0);
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            if !node.attributes().filter(|a| matches!(a.name(), "r" | "ref")).all(|a| fits(a.value())) {
                return None;
            }
            let yes = |name: &str| matches!(node.attribute(name), Some("1" | "true"));
            match node.tag_name().name() {
                "row" => {
                    row = node.attribute("r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
                    column = 0;
                    let flat = node.attribute("ht").and_then(|h| h.parse::<f64>().ok()) == Some(0.0);
                    if yes("hidden") || flat {
                        layout.hidden.insert(row);
                    }
                }
                "c" => {
                    column = node.attribute("r").and_then(reference).map_or(column, |(_, c)| c) + 1;
                    let has = |name: &str| node.children().any(|n| n.tag_name().name() == name && (name == "f" || n.text().is_some()));
                    if has("f") && !has("v") {
                        layout.uncomputed.insert((row.saturating_sub(1), column - 1));
                    }
                }
                "mergeCell" => {
                    let corners = node.attribute("ref").and_then(|r| r.split_once(':'));
                    let rows = corners.and_then(|(a, b)| Some((reference(a)?.0, reference(b)?.0)));
                    layout.merged.extend(rows);
                }
                _ => {}
            }
        }
        Some(layout)
    }
}

/// Whether a place or an area has no more letters and digits than those of a sheet, which ends at
/// `XFD1048576`; calamine would count on without measure.
fn fits(place: &str) -> bool {
    let count = |corner: &str, of: fn(&char) -> bool| corner.chars().filter(of).count();
    place.split([':', ' ']).all(|corner| count(corner, char::is_ascii_alphabetic) <= 3 && count(corner, char::is_ascii_digit) <= 7)
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
    zip.by_name(name).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
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

fn content(value: &DataRef<'_>, code: &str) -> Content {
    match value {
        DataRef::Empty => Content::Empty,
        DataRef::Int(n) => format::number(*n as f64, code),
        DataRef::Float(n) => format::number(*n, code),
        DataRef::String(text) | DataRef::DurationIso(text) => Content::Text(text.clone()),
        DataRef::SharedString(text) => Content::Text((*text).to_owned()),
        DataRef::Bool(b) => Content::Bool(*b),
        DataRef::Error(error) => Content::Error(error.to_string()),
        DataRef::DateTime(moment) => moment_content(*moment),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).unwrap_or(text);
            PartialDate::parse(day).map_or_else(|_| Content::Text(text.clone()), Content::Date)
        }
    }
}

/// A day, in the workbook's own system of dates; a time keeps its hours and minutes.
fn moment_content(moment: ExcelDateTime) -> Content {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    if moment.as_f64() < 1.0 || moment.is_duration() {
        return Content::Time(time);
    }
    let date = PartialDate { year: i32::from(year), month: Some(u32::from(month)), day: Some(u32::from(day)) };
    if moment.as_f64().fract() == 0.0 { Content::Date(date) } else { Content::Time(format!("{time} {}", date.short())) }
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
        use calamine::ExcelDateTimeType::DateTime;
        let day = |value, old| moment_content(ExcelDateTime::new(value, DateTime, old));
        let date = |y, m, d| Content::Date(PartialDate { year: y, month: Some(m), day: Some(d) });
        assert_eq!(day(45910.0, false), date(2025, 9, 10));
        assert_eq!(day(45910.0 - 1462.0, true), date(2025, 9, 10));
        assert_eq!(day(0.354_166_666_7, false), Content::Time("08:30".into()));
    }
}
