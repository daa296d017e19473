//! Cells: what they hold, how the sheet shows it, and what no document can use.

use super::super::node::Node;
use crate::diag::{Diagnostic, Span, code};
use crate::model::read::normal;
use crate::text::PartialDate;

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub content: Content,
    /// Its words in light notation, when a part of them is bold or italic.
    pub marked: Option<String>,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// Words, or a number that was typed as words.
    Text(String),
    /// A number.
    Number(Figure),
    /// A date as far as the sheet shows it, and how it shows it.
    Date(PartialDate, String),
    /// A time of day, or a day with a time, as the sheet shows it.
    Time(String),
    /// True or false.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(String),
    /// A formula that was never computed.
    Uncomputed,
    /// A number whose format is not understood: the part of the format that is not.
    Unformatted(String),
    /// Data of a JSON line that is more than a single value.
    Data(Node),
}

/// A number in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What the cell holds, fifteen digits of it; a percentage as it is read, 98.5.
    pub value: f64,
    /// The number that the sheet shows, rounded as it shows it; `None` when it shows another one, in
    /// thousands, or none.
    pub says: Option<f64>,
    /// How the sheet shows it, the Vietnamese way: `1.234,5`, `98,5%`.
    pub shown: String,
    /// Whether it is a percentage.
    pub percent: bool,
}

impl Content {
    /// The content as the sheet shows it.
    pub fn shown(&self) -> String {
        match self {
            Content::Empty | Content::Uncomputed | Content::Unformatted(_) | Content::Data(_) => String::new(),
            Content::Text(text) | Content::Date(_, text) | Content::Time(text) | Content::Error(text) => text.clone(),
            Content::Number(figure) => figure.shown.clone(),
            Content::Bool(true) => "TRUE".into(),
            Content::Bool(false) => "FALSE".into(),
        }
    }

    /// Whether nothing can be seen in it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Content::Empty => true,
            Content::Text(words) => normal(words).is_empty(),
            _ => false,
        }
    }
}

/// What spreadsheet programs show instead of a value that cannot be computed.
const ERROR_VALUES: [&str; 11] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA"];

/// Whether a text is what a spreadsheet program writes for an error, or for a number wider than its
/// column: `#DIV/0!`, `Err:502`, `####`.
pub(super) fn is_error_value(words: &str) -> bool {
    let of_a_narrow_column = words.len() > 2 && words.bytes().all(|b| b == b'#');
    let of_libre_office = words.strip_prefix("Err:").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    of_a_narrow_column || of_libre_office || ERROR_VALUES.contains(&words)
}

/// A cell's words in their normal form; blanks are nothing.
pub(super) fn cleaned(content: Content) -> Content {
    match content {
        Content::Text(words) => match normal(&words) {
            words if words.is_empty() => Content::Empty,
            words if is_error_value(&words) => Content::Error(words),
            words => Content::Text(words),
        },
        Content::Number(figure) => Content::Number(Figure { shown: normal(&figure.shown), ..figure }),
        other => other,
    }
}

impl Cell {
    /// What is wrong with a cell whatever it is for: it is an error value, or a number of which digits are lost.
    pub(super) fn unusable(&self) -> Option<Diagnostic> {
        let error = |message: String, help: &str| Some(Diagnostic::error(code::CELL_ERROR, self.span, message).help(help));
        match &self.content {
            Content::Error(value) if value.ends_with("##") => {
                error(format!("Ô chỉ có {value}: cột hẹp hơn số nên số không được lưu"), "Nới rộng cột trong bảng tính rồi lưu lại.")
            }
            Content::Error(value) => {
                error(format!("Ô có giá trị lỗi {value}"), "Sửa công thức của ô này trong bảng tính, hoặc gõ thẳng giá trị.")
            }
            Content::Uncomputed => error(
                "Ô có công thức nhưng tệp không lưu kết quả tính".into(),
                "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại; chương trình không tự tính công thức.",
            ),
            Content::Unformatted(part) => error(
                format!("Ô có định dạng số mà chương trình không hiểu: “{part}”"),
                "Chọn ô, đổi định dạng (Format Cells) thành Number, Date hoặc Text rồi lưu lại.",
            ),
            Content::Text(words) if is_cut_number(words) => error(
                format!("Số “{words}” đã mất chữ số: Excel ghi số dài ở dạng rút gọn (E+)"),
                "Lấy lại số từ nguồn; định dạng cột là Text trước khi gõ hoặc trước khi lưu thành CSV.",
            ),
            _ => None,
        }
    }
}

/// `1.23457E+10`: a long number as Excel writes it into a text file.
pub(in crate::model) fn is_cut_number(words: &str) -> bool {
    let Some((mantissa, exponent)) = words.split_once("E+") else { return false };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(whole.trim_start_matches('-')) && digits(fraction) && digits(exponent)
}
