//! The two files a document becomes, its pages for a browser, and what the files say of themselves when read back. Bytes in
//! and out; nothing here touches the disk.

pub mod anchors;
mod comments;
mod deflate;
pub mod docx;
mod escape;
pub mod inspect;
mod kept;
mod metadata;
pub mod pdf;
pub mod svg;
pub mod untouched;
pub mod workbook;

use crate::layout::SignatureField;

pub use comments::{Comment, commented};
pub use metadata::{Metadata, TERMS, Term, TermKind};

/// What a file carries besides the document itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// Empty signature fields in the PDF.
    pub fields: Vec<SignatureField>,
    /// The files that the document was made from, the data first.
    pub attachments: Vec<Attachment>,
}

/// A file inside a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Its name, with folders parted by `/`.
    pub name: String,
    /// Its content as it was read.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// The media type, by the name's ending.
    pub fn mime(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("json") => "application/json",
            Some("png") => "image/png",
            Some("jpg" | "jpeg") => "image/jpeg",
            Some("yaml" | "yml") => "application/yaml",
            _ => "application/octet-stream",
        }
    }
}

/// The namespace of the part that holds attachments in a DOCX.
const CARRIED: &str = "urn:vanban:du-lieu:1";
