//! Whether a finished file is as it was written. Who signs a PDF or saves a DOCX changes it; it is then
//! theirs, and no run may replace it unasked.
//!
//! A PDF's identifier is the MD5 of all that stands before its cross-references. A DOCX holds among its properties the MD5 of its
//! other parts' names, lengths and checksums, which its directory lists. This guards against slips, not against forgers.

use std::io::{Cursor, Read};

use md5::{Digest, Md5};
use zip::ZipArchive;

use crate::limits;

/// The part of a DOCX with properties of its own.
pub(super) const CUSTOM: &str = "docProps/custom.xml";

/// The property that holds the hash of the other parts.
pub(super) const HASH: &str = "VanbanContentHash";

/// What DOCX files of version 0.1.0, which hold no hash, are known by.
const PRODUCER: &str = "<Application>vanban</Application>";

/// Whether nobody has changed a PDF or DOCX of this program since it was written.
pub fn is_untouched(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK") { docx(bytes).unwrap_or(false) } else { pdf(bytes).unwrap_or(false) }
}

/// The hash of a package's parts, in their order.
#[derive(Clone, Default)]
pub(super) struct ContentHash(Md5);

impl ContentHash {
    /// A part with the CRC-32 and the length of its content.
    pub(super) fn add(&mut self, name: &str, checksum: u32, length: u64) {
        self.0.update((name.len() as u64).to_le_bytes());
        self.0.update(name);
        self.0.update(checksum.to_le_bytes());
        self.0.update(length.to_le_bytes());
    }

    pub(super) fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn docx(bytes: &[u8]) -> Option<bool> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut hash, mut custom, mut producer) = (ContentHash::default(), String::new(), false);
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut words = || {
            let mut text = String::new();
            part.by_ref().take(limits::UNPACKED).read_to_string(&mut text).ok().map(|_| text)
        };
        match name.as_str() {
            CUSTOM => {
                custom = words()?;
                continue;
            }
            "docProps/app.xml" => producer = words()?.contains(PRODUCER),
            _ => {}
        }
        hash.add(&name, part.crc32(), part.size());
    }
    let (_, stated) = match custom.split_once(&format!("name=\"{HASH}\"><vt:lpwstr>")) {
        Some(found) => found,
        None => return Some(producer),
    };
    Some(stated.starts_with(&hash.finish()))
}

fn pdf(bytes: &[u8]) -> Option<bool> {
    let end = bytes.strip_suffix(b"\n%%EOF\n")?;
    let last = end.rsplit(|b| *b == b'\n').next()?;
    let start: usize = std::str::from_utf8(last).ok()?.parse().ok()?;
    let (before, table) = bytes.split_at_checked(start)?;
    let id = hexadecimal(&Md5::digest(before));
    // Behind a table of lines, or at the head of a stream.
    let id = id.as_bytes();
    Some(table.windows(id.len()).any(|w| w.eq_ignore_ascii_case(id)))
}
