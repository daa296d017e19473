//! The two files a document becomes, and what they say of themselves when read back. Bytes in and
//! out; nothing here touches the disk.

pub mod docx;
pub mod inspect;
mod metadata;
pub mod pdf;

use crate::layout::Field;

pub use metadata::{Kind, Metadata, TERMS, Term};

/// What a file carries besides the document itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// Empty signature fields in the PDF.
    pub fields: Vec<Field>,
}
