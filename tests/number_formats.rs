//! Every number format of ECMA-376 is read as LibreOffice shows it: `sheets/number-formats.tsv`, written by
//! `outside/number_formats.py`, holds a value, a format code and what LibreOffice shows in a line.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;

use rust_xlsxwriter::{Format, Workbook};
use vanban::diag::Sources;
use vanban::model::sheet::Book;

#[test]
fn formats_are_read_as_libreoffice_shows_them() {
    let table = fs::read_to_string("tests/sheets/number-formats.tsv").unwrap();
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    assert!(lines.len() > 2000);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in lines.iter().enumerate() {
        let format = Format::new().set_num_format(line[1]);
        // Every row has a word, so that one whose number is hidden is read, too.
        sheet.write_string(row as u32, 1, "x").unwrap();
        match line[0].parse::<f64>() {
            Ok(number) if !line[0].starts_with("01") => sheet.write_number_with_format(row as u32, 0, number, &format).unwrap(),
            _ => sheet.write_string_with_format(row as u32, 0, line[0], &format).unwrap(),
        };
    }
    let mut book = Book::open("a.xlsx", workbook.save_to_buffer().unwrap(), None).unwrap();
    let (sheet, found) = book.read(Some("Sheet1"), &mut Sources::default());
    assert_eq!(found.iter().map(|d| d.message.clone()).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(sheet.rows.len(), lines.len());
    // Widths of spaces are no words.
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "-");
    let wrong = sheet.rows.iter().zip(&lines).filter_map(|(row, line)| {
        let (ours, theirs) = (plain(&row.cells[0].content.shown()), plain(line[2]));
        (ours != theirs).then(|| format!("{} in {}: “{ours}”, LibreOffice shows “{theirs}”", line[0], line[1]))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_format_that_is_not_understood_is_named() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_number_with_format(0, 0, 5, &Format::new().set_num_format("0 [DBNum1]")).unwrap();
    let mut book = Book::open("a.xlsx", workbook.save_to_buffer().unwrap(), None).unwrap();
    let (_, found) = book.read(Some("Sheet1"), &mut Sources::default());
    let said: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(said, ["Ô có định dạng số mà chương trình không hiểu: “[DBNum1]”"]);
}
