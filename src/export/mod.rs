//! The two files a document becomes. Each exporter writes bytes; neither touches the disk.

pub mod docx;
pub mod pdf;

use crate::layout::Field;
use crate::tree::{Document, plain};

/// What a file carries besides the document itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// Empty signature fields in the PDF.
    pub fields: Vec<Field>,
}

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Type name and summary: `KẾ HOẠCH Kiểm tra công tác …`.
    pub title: String,
    /// The issuing body, in sentence case.
    pub author: String,
    /// Summary.
    pub subject: String,
    /// Type name in sentence case, e.g. `Kế hoạch`.
    pub category: String,
}

impl Metadata {
    /// Reads the metadata off a composed tree; names that the tree holds in capitals come from
    /// the data.
    pub fn new(document: &Document, organ_name: &str, type_name: &str) -> Self {
        let subject = plain(&document.subject);
        Metadata {
            title: format!("{} {subject}", plain(&document.type_name)).trim().to_owned(),
            author: organ_name.to_owned(),
            subject,
            category: type_name.to_owned(),
        }
    }
}
