//! The DOCX container: a ZIP archive of fixed order and times.
//!
//! The crate `zip` would set up a compressor for every entry, and takes no entry that is compressed already.

use flate2::Crc;

use crate::export::deflate;
use crate::export::kept::Kept;
use crate::export::untouched::ContentHash;

/// The version that readers need: 2.0, for deflate; the writing system is Unix.
const VERSION: [u8; 2] = [20, 0];
const MADE_BY: [u8; 2] = [20, 3];
const DEFLATED: u16 = 8;
/// Midnight on 1 January 1980, the first that the format knows.
const TIME: [u8; 4] = [0, 0, 0x21, 0];
/// An ordinary file that its owner may write and all may read.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// Entries that documents share, by their content.
pub(super) type Shared = Kept<Vec<u8>, Entry>;

/// An entry's content as the archive holds it.
pub(super) struct Entry {
    deflated: Vec<u8>,
    checksum: u32,
    length: u32,
}

/// An archive in the making.
pub(super) struct Archive<'a> {
    shared: &'a Shared,
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
    hash: ContentHash,
}

impl<'a> Archive<'a> {
    pub(super) fn new(shared: &'a Shared) -> Self {
        Archive { shared, bytes: Vec::with_capacity(32 * 1024), directory: Vec::new(), entries: 0, hash: ContentHash::default() }
    }

    /// Adds a part; `None` if it is larger than the format knows.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Option<()> {
        let entry = entry(content)?;
        self.write(name, &entry)
    }

    /// Adds a part that other documents have, too.
    pub(super) fn add_shared(&mut self, name: &str, content: &[u8]) -> Option<()> {
        let entry = self.shared.try_get(content, || entry(content).ok_or(())).ok()?;
        self.write(name, &entry)
    }

    fn write(&mut self, name: &str, entry: &Entry) -> Option<()> {
        self.hash.add(name, entry.checksum, entry.length.into());
        let offset = u32::try_from(self.bytes.len()).ok()?;
        let mut head = VERSION.to_vec();
        head.extend([[0, 0], DEFLATED.to_le_bytes()].concat());
        head.extend(TIME);
        head.extend(entry.checksum.to_le_bytes());
        head.extend(u32::try_from(entry.deflated.len()).ok()?.to_le_bytes());
        head.extend(entry.length.to_le_bytes());
        head.extend(u32::from(u16::try_from(name.len()).ok()?).to_le_bytes());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&entry.deflated);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY);
        self.directory.extend(&head);
        // No comment, the first disk, no kind of content.
        self.directory.extend([0; 6]);
        self.directory.extend(ATTRIBUTES.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries = self.entries.checked_add(1)?;
        Some(())
    }

    /// The hash of the parts that are in it.
    pub(super) fn content_hash(&self) -> String {
        self.hash.clone().finish()
    }

    /// The whole archive.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let length = u32::try_from(self.directory.len()).ok()?;
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend([self.entries.to_le_bytes(); 2].concat());
        self.bytes.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
        self.bytes.extend([0; 2]);
        Some(self.bytes)
    }
}

fn entry(content: &[u8]) -> Option<Entry> {
    let length = u32::try_from(content.len()).ok()?;
    let mut checksum = Crc::new();
    checksum.update(content);
    Some(Entry { deflated: deflate::raw(content)?, checksum: checksum.sum(), length })
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn archives_are_read_back_and_shared_entries_change_nothing() {
        let parts = [("a.xml", "<a/>".repeat(500)), ("tên.xml", String::new()), ("b/c.xml", "<c/>".to_owned())];
        let shared = Shared::default();
        let [bytes, first, second] = [false, true, true].map(|is_shared| {
            let mut archive = Archive::new(&shared);
            for (name, content) in &parts {
                if is_shared { archive.add_shared(name, content.as_bytes()) } else { archive.add(name, content.as_bytes()) }.unwrap();
            }
            archive.finish().unwrap()
        });
        assert!(bytes == first && bytes == second);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for (i, (name, content)) in parts.iter().enumerate() {
            let mut part = zip.by_index(i).unwrap();
            let mut read = String::new();
            part.read_to_string(&mut read).unwrap();
            assert_eq!((&*part.name().unwrap(), &read), (*name, content));
        }
    }
}
