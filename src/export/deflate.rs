//! Deflate as both files use it: the same compressor and levels on every platform.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

/// For the DOCX, two below zlib's default: a thirtieth larger.
const XML: Compression = Compression::new(4);
/// For what many PDFs share, and numbers that are no text.
const CLOSE: Compression = Compression::new(2);
/// For pages and objects of a PDF, which repeat little: half the time for an eighth of the size.
const PAGES: Compression = Compression::new(1);

thread_local! {
    // To prepare a compressor's tables takes as long as to compress a short page.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(PAGES, true));
}

/// zlib's head, and its checksum at the end (RFC 1950).
const HEAD: usize = 2;
const CHECKSUM: usize = 4;

/// What a PDF has for itself, deflated with zlib's head and checksum; `None` should the compressor fail.
pub(super) fn zlib(content: &[u8]) -> Option<Vec<u8>> {
    deflated(content, PAGES)
}

/// The same, more closely.
pub(super) fn closely(content: &[u8]) -> Option<Vec<u8>> {
    deflated(content, CLOSE)
}

/// Without head and checksum, as the DOCX has it.
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

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Decompress, FlushDecompress};

    fn inflated(deflated: &[u8], has_head: bool) -> Vec<u8> {
        let mut out = Vec::with_capacity(100_000);
        let status = Decompress::new(has_head).decompress_vec(deflated, &mut out, FlushDecompress::Finish).unwrap();
        assert_eq!(status, Status::StreamEnd);
        out
    }

    /// One compressor serves all in turn: what it had before leaves no trace.
    #[test]
    fn all_comes_back_and_nothing_hangs_on_what_came_before() {
        let contents: [Vec<u8>; 4] = [
            vec![],
            b"a".to_vec(),
            "Kế hoạch kiểm tra. ".repeat(3000).into_bytes(),
            (0..40_000_u32).map(|n| ((n * n) >> 7) as u8).collect(),
        ];
        let alone = |make: fn(&[u8]) -> Option<Vec<u8>>, content: &[u8]| {
            std::thread::scope(|scope| scope.spawn(|| make(content).unwrap()).join()).unwrap()
        };
        for content in &contents {
            for other in &contents {
                raw(other).unwrap();
                assert_eq!(zlib(content).unwrap(), alone(zlib, content));
                closely(other).unwrap();
                assert_eq!(raw(content).unwrap(), alone(raw, content));
                zlib(other).unwrap();
                assert_eq!(closely(content).unwrap(), alone(closely, content));
            }
            assert_eq!(&inflated(&zlib(content).unwrap(), true), content);
            assert_eq!(&inflated(&closely(content).unwrap(), true), content);
            assert_eq!(&inflated(&raw(content).unwrap(), false), content);
        }
    }
}
