//! Deflate as both files use it: the same compressor and levels on every platform.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

/// For the DOCX, two below zlib's default: a thirtieth larger.
const XML: Compression = Compression::new(4);
/// For the PDF, where pages, outlines of letters and objects repeat little: a twentieth larger than by the default.
const PDF: Compression = Compression::new(2);

thread_local! {
    // To prepare a compressor's tables takes as long as to compress a short page.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(PDF, true));
}

/// zlib's head, and its checksum at the end (RFC 1950).
const HEAD: usize = 2;
const CHECKSUM: usize = 4;

/// The content deflated with zlib's head and checksum, as the PDF has it; `None` should the compressor fail.
pub(super) fn zlib(content: &[u8]) -> Option<Vec<u8>> {
    deflated(content, PDF)
}

/// The same without, as the DOCX has it.
pub(super) fn raw(content: &[u8]) -> Option<Vec<u8>> {
    let mut out = deflated(content, XML)?;
    out.truncate(out.len().checked_sub(CHECKSUM)?);
    out.drain(..HEAD.min(out.len()));
    Some(out)
}

fn deflated(content: &[u8], level: Compression) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        compressor.set_level(level).ok()?;
        let mut out = Vec::with_capacity(content.len() / 2 + 64);
        loop {
            let done = compressor.total_in() as usize;
            match compressor.compress_vec(&content[done..], &mut out, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(out),
                Status::Ok | Status::BufError => out.reserve(content.len() / 4 + 64),
            }
        }
    })
}
