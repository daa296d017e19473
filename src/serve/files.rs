//! Files as they are sent: with a name that every browser reads, alone or several in a ZIP.

use std::io::{Cursor, Write};

use axum::http::header;
use axum::response::{IntoResponse, Response};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::failure::Failure;
use super::upload::ending;
use crate::diag::Diagnostics;
use crate::pipeline::{Compiled, Engine};

/// A file and its name.
pub(super) type File = (String, Vec<u8>);

/// Which files of a document are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    Docx,
    Pdf,
    Yaml,
    Zip,
}

/// DOCX, PDF or both of a document and its separate parts.
pub(super) fn made(engine: &Engine, stem: &str, compiled: &Compiled, format: Format) -> Result<Vec<File>, Diagnostics> {
    let mut out = Vec::new();
    for file in compiled.files() {
        let stem = format!("{stem}{}", file.suffix());
        if format != Format::Pdf {
            out.push((format!("{stem}.docx"), engine.docx(file)?));
        }
        if format != Format::Docx {
            out.push((format!("{stem}.pdf"), engine.pdf(file)?));
        }
    }
    Ok(out)
}

/// One file as it is, several in a ZIP.
pub(super) fn sent(stem: &str, mut files: Vec<File>) -> Result<Response, Failure> {
    match files.len() {
        1 => {
            let (name, bytes) = files.remove(0);
            Ok(attachment(&name, bytes))
        }
        _ => Ok(attachment(&format!("{stem}.zip"), zipped(&files)?)),
    }
}

/// Several files in one; the same bytes each time.
pub(super) fn zipped(files: &[File]) -> Result<Vec<u8>, Failure> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // What is a ZIP itself, or deflated, gets no smaller.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut write = || -> zip::result::ZipResult<()> {
        for (name, bytes) in files {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(bytes)?;
        }
        Ok(())
    };
    write().map_err(|_| Failure::bad("Không gói được các tệp", "Tải từng tệp."))?;
    Ok(zip.finish().map_err(|_| Failure::bad("Không gói được các tệp", "Tải từng tệp."))?.into_inner())
}

/// A file to be saved.
pub(super) fn attachment(name: &str, bytes: Vec<u8>) -> Response {
    let kind = match ending(name).as_str() {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip" => "application/zip",
        "yaml" | "md" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    };
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition(name))];
    (headers, bytes).into_response()
}

/// RFC 6266: letters beyond ASCII are percent-encoded UTF-8.
fn disposition(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encoded: String =
        name.bytes().map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    format!("attachment; filename*=UTF-8''{encoded}")
}
