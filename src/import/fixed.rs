//! A document set right: its files, and what was done to it.

use super::changes::{Changes, changes};
use super::{Checked, Request, checked};
use crate::diag::{Diagnostic, Diagnostics};
use crate::paper;
use crate::pipeline::Engine;

/// A document set right, as far as its data makes one.
pub struct Fixed {
    /// The import behind it.
    pub checked: Checked,
    /// DOCX, PDF, data, the list of changes, pictures, by their names; none where the data makes no document.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was done; absent where the data makes no document.
    pub changes: Option<Changes>,
}

/// Sets a DOCX right. `file` is its name for people; its files are called after `request.name`, the data's.
///
/// # Errors
///
/// The file is no DOCX that can be read, or of no type that the program makes; or its PDF cannot be made.
pub fn fixed(engine: &Engine, file: &str, bytes: &[u8], request: Request) -> Result<Fixed, Diagnostics> {
    let name = request.name;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let checked = checked(engine, bytes, request)?;
    let Some((compiled, docx)) = &checked.made else { return Ok(Fixed { checked, files: Vec::new(), changes: None }) };
    let pdf = engine.pdf(compiled)?;
    let (source, result) = (paper::read(bytes).map_err(Diagnostic::from)?, paper::read(docx).map_err(Diagnostic::from)?);
    let changes = changes(&source, &checked, &result);
    let mut files = vec![
        (format!("{stem}.docx"), docx.clone()),
        (format!("{stem}.pdf"), pdf),
        (name.to_owned(), checked.data.clone().into_bytes()),
        (format!("{stem}-thay-doi.md"), changes.markdown(file).into_bytes()),
    ];
    files.extend(checked.pictures.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    Ok(Fixed { checked, files, changes: Some(changes) })
}
