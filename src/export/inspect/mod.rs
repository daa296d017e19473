//! What a finished file says of itself: metadata, fields, open places. Reads our PDF and DOCX, also
//! after others have signed or saved them; whatever else it is given, it says why it cannot.

mod bounds;
mod docx;
mod pdf;

pub(crate) use bounds::STREAM;
pub(crate) use pdf::{dictionary_entry, open as open_pdf};

use super::Attachment;
use super::metadata::{TERMS, Term};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::standard::Clause;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Format {
    Docx,
    Pdf,
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Its format.
    pub format: Format,
    /// Its pages: counted in a PDF, as the program counted them for a DOCX.
    pub pages: Option<usize>,
    /// The decree's terms.
    pub terms: Vec<(&'static Term, String)>,
    /// Signature fields.
    pub fields: Vec<KnownField>,
    /// Places that a draft leaves open.
    pub blanks: Vec<KnownPlace>,
    /// The files it carries.
    pub attachments: Vec<Attachment>,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageArea {
    /// The page, from 1.
    pub page: usize,
    /// Left, bottom, right, top in pt from the page's lower left corner.
    pub corners: [f64; 4],
}

/// A signature field.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownField {
    /// Its name.
    pub name: String,
    /// What a person is told of it.
    pub tooltip: String,
    /// Where it is.
    pub area: PageArea,
    /// Whether something was signed there.
    pub signed: bool,
}

/// An open place.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPlace {
    /// `CodeNumber`, `Day`, `Month` or `Year`.
    pub name: String,
    /// Where it is.
    pub area: PageArea,
}

/// Reads a file.
///
/// # Errors
///
/// It is no PDF or DOCX, is damaged, or was not made by this program.
pub fn read(bytes: &[u8]) -> Result<Known, Diagnostics> {
    // Some programs put bytes before a PDF's head.
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.is_empty() {
        Err(unreadable("Tệp rỗng"))
    } else if head.windows(5).any(|w| w == b"%PDF-") {
        pdf::read(bytes)
    } else if bytes.starts_with(b"PK") {
        docx::read(bytes)
    } else {
        Err(unreadable("Tệp không phải PDF hoặc DOCX"))
    }
}

fn unreadable(message: impl Into<String>) -> Diagnostics {
    Diagnostic::error(code::UNREADABLE, None, message).into()
}

fn damaged(format: &str, why: &str) -> Diagnostics {
    let message = format!("Tệp {format} hỏng hoặc thiếu: {why}");
    Diagnostic::error(code::UNREADABLE, None, message).help("Lấy lại tệp gốc, hoặc tạo lại bằng `vanban render`.").into()
}

fn foreign(format: &str) -> Diagnostics {
    let message = format!("Tệp {format} không có siêu dữ liệu theo Phụ lục VI: không phải do vanban tạo, hoặc chương trình khác đã bỏ đi");
    Diagnostic::error(code::UNREADABLE, None, message).clause(Clause::Metadata).into()
}

/// Sorts pairs of names and values into the decree's order; other names are left out.
fn known(found: &[(String, String)]) -> Vec<(&'static Term, String)> {
    TERMS.iter().filter_map(|term| Some((term, found.iter().find(|(name, _)| name == term.name)?.1.clone()))).collect()
}
