//! A form as an XLSX workbook: headings with notes, drop-down lists, formats, an example row.
//!
//! What it writes, `model::rows` reads. No clock: the workbook's date is fixed.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Note, Workbook, Worksheet, XlsxError,
};

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::entry_form::{CellKind, Column, EntryForm};
use crate::text::{PartialDate, typed_number};

/// The sheet of the drop-down lists; it is hidden.
const LISTS: &str = "Danh mục";

/// The last row that formats and lists are laid for, counted from 0.
const LAST: u32 = 999;

/// Excel's number of the paper.
const A4: u8 = 9;

/// Writes the workbook that units fill in.
pub fn write(form: &EntryForm) -> Result<Vec<u8>, Diagnostics> {
    build(form).map_err(|error| {
        let message = format!("Lỗi của chương trình vanban: {error}");
        Diagnostic::error(code::INTERNAL, None, message).help("Gửi lệnh đã chạy cho người phát triển.").into()
    })
}

fn build(form: &EntryForm) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of the decree stands for a clock.
    let created = ExcelDateTime::from_ymd(2020, 3, 5)?;
    workbook.set_properties(&DocProperties::new().set_title(format!("Số liệu {}", form.title)).set_creation_datetime(&created));
    let mut lists = Lists::default();
    let first: (&str, &[Column]) = ("Đơn vị", &form.units);
    let others = form.lists.iter().map(|(name, columns)| (name.as_str(), columns.as_slice()));
    for (name, columns) in [first].into_iter().chain(others) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        fill(sheet, columns, &mut lists)?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(LISTS)?;
    sheet.set_hidden(true);
    for (at, choices) in lists.0.iter().enumerate() {
        for (row, choice) in choices.iter().enumerate() {
            sheet.write_string(row as u32, at as u16, choice)?;
        }
    }
    workbook.save_to_buffer()
}

/// Lists that cells choose from, each a column of the hidden sheet.
#[derive(Default)]
struct Lists(Vec<Vec<String>>);

impl Lists {
    /// The cells of a list; equal lists are kept once.
    fn range(&mut self, choices: &[String]) -> String {
        let at = self.0.iter().position(|c| c == choices).unwrap_or_else(|| {
            self.0.push(choices.to_vec());
            self.0.len() - 1
        });
        let column = crate::diag::column_name(at);
        format!("='{LISTS}'!${column}$1:${column}${}", choices.len())
    }
}

fn fill(sheet: &mut Worksheet, columns: &[Column], lists: &mut Lists) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let head = head.set_border(FormatBorder::Thin).set_background_color(Color::RGB(0xDDEBF7));
    let required = head.clone().set_background_color(Color::RGB(0xFCE4D6));
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_row_height(0, 62)?;
    sheet.set_row_height(1, 32)?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    for (at, column) in columns.iter().enumerate() {
        let at = at as u16;
        let (heading, look) = if column.required { (format!("{} *", column.heading), &required) } else { (column.heading.clone(), &head) };
        sheet.write_string_with_format(0, at, heading, look)?;
        let note = if column.required { format!("{} Bắt buộc.", column.note) } else { column.note.clone() };
        sheet.insert_note(0, at, &Note::new(note).set_author("vanban").add_author_prefix(false).set_width(260))?;
        let cells = Format::new().set_num_format(format_code(&column.kind)).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        sheet.set_column_width(at, width(column))?;
        sheet.set_column_format(at, &cells)?;
        example(sheet, at, column, &cells.set_italic().set_font_color(Color::Gray))?;
        if let Some(rule) = rule(column, lists)? {
            sheet.add_data_validation(2, at, LAST, at, &rule)?;
        }
    }
    Ok(())
}

/// The row below the headings; its first cell makes it a remark for the reader.
fn example(sheet: &mut Worksheet, at: u16, column: &Column, look: &Format) -> Result<(), XlsxError> {
    if at == 0 {
        sheet.write_string_with_format(1, at, format!("# Ví dụ: {}", column.example), look)?;
        return Ok(());
    }
    let number = typed_number(&column.example).ok().and_then(|n| n.parse::<f64>().ok());
    let date = PartialDate::parse(&column.example).ok().and_then(|d| Some((d.year, d.month?, d.day?)));
    match (&column.kind, number, date) {
        (CellKind::Percent, Some(number), _) => sheet.write_number_with_format(1, at, number / 100.0, look)?,
        (CellKind::Number | CellKind::Whole(..), Some(number), _) => sheet.write_number_with_format(1, at, number, look)?,
        (CellKind::Date, _, Some((year, month, day))) => {
            let date = ExcelDateTime::from_ymd(year as u16, month as u8, day as u8)?;
            sheet.write_datetime_with_format(1, at, &date, look)?
        }
        _ => sheet.write_string_with_format(1, at, &column.example, look)?,
    };
    Ok(())
}

fn format_code(kind: &CellKind) -> &'static str {
    match kind {
        CellKind::Text | CellKind::Choice(_) | CellKind::Several(_) => "@",
        CellKind::Date => "dd/mm/yyyy",
        CellKind::Whole(..) => "0",
        CellKind::Number => "#,##0.###",
        CellKind::Percent => "0.00%",
    }
}

fn width(column: &Column) -> u32 {
    match column.kind {
        CellKind::Text => 24,
        CellKind::Date => 14,
        _ => 16,
    }
}

/// What Excel refuses while one types; days are left free, because a draft may have only its month.
fn rule(column: &Column, lists: &mut Lists) -> Result<Option<DataValidation>, XlsxError> {
    let mut style = DataValidationErrorStyle::Stop;
    let rule = match &column.kind {
        CellKind::Several(choices) => {
            // Excel's lists know one value a cell; two are typed.
            style = DataValidationErrorStyle::Information;
            let range = Formula::new(lists.range(choices));
            DataValidation::new().allow_list_formula(range).set_error_message("Nhiều giá trị thì ngăn cách bằng dấu chấm phẩy.")?
        }
        CellKind::Choice(choices) => {
            let range = Formula::new(lists.range(choices));
            DataValidation::new().allow_list_formula(range).set_error_message("Chọn một giá trị trong danh sách.")?
        }
        CellKind::Whole(from, to) => DataValidation::new()
            .allow_whole_number(DataValidationRule::Between(*from, *to))
            .set_error_message(format!("Nhập số nguyên từ {from}, không ghi đơn vị tính."))?,
        CellKind::Number | CellKind::Percent => DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(-1e15, 1e15))
            .set_error_message("Nhập số, không ghi đơn vị tính.")?,
        CellKind::Text | CellKind::Date => return Ok(None),
    };
    Ok(Some(rule.set_error_title("Giá trị không đúng")?.set_error_style(style)))
}
