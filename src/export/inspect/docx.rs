//! Our DOCX read back: its custom properties and the files it carries.

use std::io::{Cursor, Read};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use zip::ZipArchive;

use super::{Format, Known, damaged, foreign, known};
use crate::diag::Diagnostics;
use crate::export::{Attachment, CARRIED};
use crate::limits;

pub(super) fn read(bytes: &[u8]) -> Result<Known, Diagnostics> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("DOCX", "không đọc được gói ZIP"))?;
    if zip.index_for_name("word/document.xml").is_none() {
        return Err(super::unreadable("Tệp ZIP này không phải DOCX"));
    }
    if zip.index_for_name("docProps/custom.xml").is_none() {
        return Err(foreign("DOCX"));
    }
    let text = String::from_utf8(part(&mut zip, "docProps/custom.xml")?).map_err(|_| damaged("DOCX", "một phần của gói không đọc được"))?;
    let xml = roxmltree::Document::parse(&text).map_err(|_| damaged("DOCX", "một phần của gói không đọc được"))?;
    let properties = xml.descendants().filter(|n| n.tag_name().name() == "property");
    let found: Vec<(String, String)> = properties
        .filter_map(|p| Some((p.attribute("name")?.to_owned(), p.first_element_child()?.text().unwrap_or_default().to_owned())))
        .collect();
    let terms = known(&found);
    if terms.is_empty() {
        return Err(foreign("DOCX"));
    }
    let attachments = attachments(&mut zip)?;
    let pages = terms.iter().find(|(term, _)| term.name == "PageAmount").and_then(|(_, v)| v.parse().ok());
    Ok(Known { format: Format::Docx, pages, terms, fields: Vec::new(), blanks: Vec::new(), attachments })
}

/// The files in our custom XML part, under whatever number others have saved it.
fn attachments(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Attachment>, Diagnostics> {
    let mut size = 0;
    let mut parts: Vec<String> =
        zip.file_names().filter_map(|n| n.ok().filter(|n| n.starts_with("customXml/item")).map(Into::into)).collect();
    parts.sort();
    for name in parts {
        let bytes = content(zip, &name)?;
        size += bytes.len();
        if size > limits::CARRIED {
            return Err(damaged("DOCX", "các phần kèm theo quá lớn"));
        }
        // What else a file carries is nobody's attachment.
        if !bytes.windows(CARRIED.len()).take(HEAD).any(|w| w == CARRIED.as_bytes()) {
            continue;
        }
        let bytes = counted(bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let Ok(xml) = roxmltree::Document::parse(&text) else { continue };
        if !xml.root_element().has_tag_name((CARRIED, "files")) {
            continue;
        }
        let file = |node: roxmltree::Node| {
            let bytes = BASE64_STANDARD
                .decode(node.text().unwrap_or_default().trim())
                .map_err(|_| damaged("DOCX", "một phần của gói không đọc được"))?;
            Ok(Attachment { name: node.attribute("name").unwrap_or_default().to_owned(), bytes })
        };
        return xml.root_element().children().filter(|n| n.has_tag_name((CARRIED, "file"))).map(file).collect();
    }
    Ok(Vec::new())
}

/// Bytes in which a part names its namespace.
const HEAD: usize = 4096;

/// The bytes of a part whose elements are few enough for a tree.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Diagnostics> {
    counted(content(zip, name)?)
}

fn content(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Diagnostics> {
    let mut bytes = Vec::new();
    let mut file = zip.by_name(name).map_err(|_| damaged("DOCX", "một phần của gói không đọc được"))?.take(limits::CARRIED as u64);
    file.read_to_end(&mut bytes).map_err(|_| damaged("DOCX", "một phần của gói không đọc được"))?;
    Ok(bytes)
}

fn counted(bytes: Vec<u8>) -> Result<Vec<u8>, Diagnostics> {
    // The tree of an element takes more than its text.
    let elements = bytes.iter().filter(|b| **b == b'<').count();
    if elements > limits::PROPERTIES { Err(damaged("DOCX", "một phần của gói quá lớn")) } else { Ok(bytes) }
}
