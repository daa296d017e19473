//! Files and fields as forms send them. Names are only ever shown; nothing of them becomes a path.

use std::collections::BTreeMap;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{FromRequest, Multipart, Request};

use super::failure::Failure;
use crate::limits;

/// Files that one request may hold.
const FILES: usize = 200;

/// What forms' fields of files are for.
const FIELDS: [(&str, &str); 2] = [("base", "văn bản, hoặc tệp dữ liệu, làm phần chung"), ("rows", "bảng tính")];

/// A file that was sent.
pub(super) struct Sent {
    /// The form's field.
    pub(super) field: String,
    /// Its name without folders.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// All that a form sent.
#[derive(Default)]
pub(super) struct Upload {
    pub(super) files: Vec<Sent>,
    fields: BTreeMap<String, String>,
}

impl Upload {
    /// The first file of a field, which there must be.
    pub(super) fn file(&mut self, field: &str) -> Result<Sent, Failure> {
        let at = self.files.iter().position(|sent| sent.field == field);
        let what = FIELDS.iter().find(|(name, _)| *name == field).map_or("một tệp", |(_, words)| words);
        at.map(|at| self.files.swap_remove(at)).ok_or_else(|| Failure::bad("Chưa chọn tệp", format!("Chọn {what} rồi làm lại.")))
    }

    /// A field that says something.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a box is ticked.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.field(name).is_some_and(|value| value != "0" && value != "false")
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let parts: Result<Multipart, MultipartRejection> = Multipart::from_request(request, state).await;
        let mut parts = parts?;
        let mut upload = Upload::default();
        while let Some(part) = parts.next_field().await? {
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(plain) {
                // A form sends a field of files even when none was chosen.
                Some(name) if name.is_empty() => {}
                Some(name) => {
                    let bytes = part.bytes().await?.to_vec();
                    upload.files.push(Sent { field, name, bytes });
                }
                None => {
                    let value = part.text().await?;
                    upload.fields.insert(field, value);
                }
            }
            if upload.files.len() > FILES {
                return Err(Failure::bad(format!("Quá {FILES} tệp một lần"), "Gửi làm nhiều lần."));
            }
        }
        Ok(upload)
    }
}

/// A name as it may be shown: its last part, of a length that people read, without signs that steer a terminal or turn
/// the direction of writing.
fn plain(name: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|c| !steers(*c)).take(limits::NAME).collect();
    if matches!(shown.trim(), "" | "." | "..") { String::new() } else { shown.trim().to_owned() }
}

/// A file's name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A file's ending in small letters.
pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_folders_and_signs_that_steer() {
        assert_eq!(plain("..\\..\\Windows\\a.docx"), "a.docx");
        assert_eq!(plain("/etc/passwd"), "passwd");
        assert_eq!(plain("kế hoạch\u{202e}xcod.exe\u{0}"), "kế hoạchxcod.exe");
        assert_eq!(plain("../.."), "");
        assert_eq!(plain(&"ă".repeat(5000)).chars().count(), limits::NAME);
    }
}
