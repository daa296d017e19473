//! Deflate as both files use it: the same compressor and level on every platform.

use flate2::{Compress, Compression, FlushCompress, Status};

/// zlib's default: level 9 takes far longer for a hundredth of the size.
const LEVEL: Compression = Compression::new(6);

/// One compressor for all streams of a file: to prepare its tables takes as long as to compress a short page.
pub(super) struct Deflate(Compress);

impl Deflate {
    /// With zlib's head and checksum, as the PDF has it.
    pub(super) fn zlib() -> Self {
        Deflate(Compress::new(LEVEL, true))
    }

    /// Without, as the DOCX has it.
    pub(super) fn raw() -> Self {
        Deflate(Compress::new(LEVEL, false))
    }

    /// The content deflated, by itself; `None` should the compressor fail.
    pub(super) fn deflated(&mut self, content: &[u8]) -> Option<Vec<u8>> {
        self.0.reset();
        let mut out = Vec::with_capacity(content.len() / 2 + 64);
        loop {
            let done = self.0.total_in() as usize;
            match self.0.compress_vec(&content[done..], &mut out, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(out),
                Status::Ok | Status::BufError => out.reserve(content.len() / 4 + 64),
            }
        }
    }
}
