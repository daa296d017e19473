//! Our DOCX read back: its custom properties.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Format, Known, damaged, foreign, known};
use crate::diag::Diagnostics;

/// The largest part that is read: far above what a document's properties take.
const LARGEST: u64 = 16 << 20;

pub(super) fn read(bytes: &[u8]) -> Result<Known, Diagnostics> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged("DOCX", &e))?;
    if zip.index_for_name("word/document.xml").is_none() {
        return Err(super::unreadable("Tệp ZIP này không phải DOCX"));
    }
    if zip.index_for_name("docProps/custom.xml").is_none() {
        return Err(foreign("DOCX"));
    }
    let text = String::from_utf8(part(&mut zip, "docProps/custom.xml")?).map_err(|e| damaged("DOCX", &e))?;
    let xml = roxmltree::Document::parse(&text).map_err(|e| damaged("DOCX", &e))?;
    let properties = xml.descendants().filter(|n| n.tag_name().name() == "property");
    let found: Vec<(String, String)> = properties
        .filter_map(|p| Some((p.attribute("name")?.to_owned(), p.first_element_child()?.text().unwrap_or_default().to_owned())))
        .collect();
    let terms = known(&found);
    if terms.is_empty() {
        return Err(foreign("DOCX"));
    }
    let pages = terms.iter().find(|(term, _)| term.name == "PageAmount").and_then(|(_, v)| v.parse().ok());
    Ok(Known { format: Format::Docx, pages, terms, fields: Vec::new(), blanks: Vec::new() })
}

/// The bytes of a part.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Diagnostics> {
    let mut bytes = Vec::new();
    let mut file = zip.by_name(name).map_err(|e| damaged("DOCX", &e))?.take(LARGEST);
    file.read_to_end(&mut bytes).map_err(|e| damaged("DOCX", &e))?;
    Ok(bytes)
}
