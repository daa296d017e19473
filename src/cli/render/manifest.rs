//! The manifest of a batch: what was made of what, for programs (JSON) and for Excel (CSV).

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::record::{MadeWith, Record};
use crate::cli::files::read_within;
use crate::cli::output::Output;
use crate::limits;

/// For programs, and for `--resume`.
pub(super) const JSON: &str = "vanban-manifest.json";

/// For people: as a Vietnamese Excel opens it, with `;` and a byte order mark. One line a file.
pub(super) const CSV: &str = "vanban-manifest.csv";

#[derive(Serialize)]
struct Manifest<'a> {
    made_with: &'a MadeWith,
    documents: Vec<&'a Record>,
}

#[derive(Deserialize)]
struct Read {
    made_with: MadeWith,
    documents: Vec<Record>,
}

/// Writes both.
pub(super) fn write(output: &Output, made_with: &MadeWith, documents: Vec<&Record>) -> Result<(), String> {
    let csv = csv(&documents)?;
    let json = serde_json::to_string_pretty(&Manifest { made_with, documents }).map_err(|e| e.to_string())?;
    output.write(JSON, format!("{json}\n").as_bytes())?;
    output.write(CSV, &csv)?;
    Ok(())
}

/// The documents of an earlier manifest, if it was made with the same.
pub(super) fn read(folder: &Path, made_with: &MadeWith) -> Vec<Record> {
    let manifest = read_within(&folder.join(JSON), limits::RECORDS).ok().and_then(|bytes| serde_json::from_slice::<Read>(&bytes).ok());
    manifest.filter(|m| m.made_with == *made_with).map(|m| m.documents).unwrap_or_default()
}

/// The hashes of all files of an earlier manifest, whatever they were made with.
pub(super) fn hashes(folder: &Path) -> BTreeSet<String> {
    let manifest = read_within(&folder.join(JSON), limits::RECORDS).ok().and_then(|bytes| serde_json::from_slice::<Read>(&bytes).ok());
    let documents = manifest.map(|m| m.documents).unwrap_or_default();
    documents.into_iter().flat_map(|record| record.files).map(|made| made.sha256).collect()
}

fn csv(documents: &[&Record]) -> Result<Vec<u8>, String> {
    let mut csv = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    let mut line = |cells: [&str; 8]| csv.write_record(cells).map_err(|e| e.to_string());
    line(["Nguồn", "Tệp", "Số trang", "Số byte", "SHA-256", "SHA-256 của dữ liệu", "Lỗi", "Cảnh báo"])?;
    for record in documents {
        let (errors, warnings) = (record.errors.join("\n"), record.warnings.join("\n"));
        for made in &record.files {
            let (pages, bytes) = (made.pages.to_string(), made.bytes.to_string());
            line([&record.source, &made.name, &pages, &bytes, &made.sha256, &record.data_sha256, "", &warnings])?;
        }
        if record.files.is_empty() {
            let old = record.old_files.iter().map(|file| format!("{file} (tệp cũ, không phải của lần này)"));
            let old = old.collect::<Vec<_>>().join("\n");
            line([&record.source, &old, "", "", "", &record.data_sha256, &errors, &warnings])?;
        }
    }
    csv.into_inner().map_err(|e| e.to_string())
}
