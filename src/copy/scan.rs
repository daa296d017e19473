//! A scanned page looked into: how far down it is drawn on. Paper is light and what stands on it dark; dust and
//! the scanner's edges are neither.

use lopdf::{Document, Object, ObjectId};

use super::view::entry;
use crate::limits;
use crate::picture::jpeg_samples;

/// Shares of the page's edges that are left out: shadows of the scanner's lid.
const EDGE: f64 = 0.02;
/// Darker than the paper by more than this, of 255.
const DARKER: u8 = 60;
/// So much of a row is dark at least, as a share of its width, before it is no dust.
const DUST: f64 = 0.002;

/// Grey values row by row.
struct Grey {
    width: usize,
    rows: Vec<u8>,
}

/// The share of a picture's height above which everything is drawn; nothing when the picture cannot be looked into.
pub(super) fn drawn_down_to(document: &Document, picture: ObjectId) -> Option<f64> {
    let grey = read(document, picture)?;
    let height = grey.rows.len() / grey.width;
    let (across, down) = ((grey.width as f64 * EDGE) as usize, (height as f64 * EDGE) as usize);
    let inner = |row: usize| &grey.rows[row * grey.width + across..(row + 1) * grey.width - across];
    let mut counts = [0_usize; 256];
    (down..height - down).flat_map(inner).for_each(|value| counts[usize::from(*value)] += 1);
    // Most of a page is paper.
    let paper = (0..=255_u8).max_by_key(|value| counts[usize::from(*value)])?;
    let least = ((grey.width as f64 * DUST) as usize).max(2);
    let dark = |row: &usize| inner(*row).iter().filter(|value| **value < paper.saturating_sub(DARKER)).count() >= least;
    let lowest = (down..height - down).rev().find(dark)?;
    Some((lowest + 1) as f64 / height as f64)
}

/// A picture's grey values, for those kinds that scanners write and we can read: JPEG, and rows of bytes.
fn read(document: &Document, picture: ObjectId) -> Option<Grey> {
    let stream = document.get_object(picture).ok()?.as_stream().ok()?;
    let number = |key: &[u8]| entry(document, &stream.dict, key).and_then(|o| o.as_i64().ok()).and_then(|n| usize::try_from(n).ok());
    let (width, height) = (number(b"Width")?, number(b"Height")?);
    let pixels = width.checked_mul(height).filter(|n| *n > 0 && *n as u64 <= limits::PIXELS)?;
    // What is masked, or shown the other way round, is not looked into.
    if [b"SMask".as_slice(), b"Mask", b"Decode"].iter().any(|key| stream.dict.has(key)) || width < 50 || height < 50 {
        return None;
    }
    let filter = match entry(document, &stream.dict, b"Filter")? {
        Object::Array(list) if list.len() == 1 => list[0].as_name().ok()?,
        Object::Name(name) => name,
        _ => return None,
    };
    let samples = match filter {
        b"DCTDecode" => jpeg_samples(&stream.content, width, height)?,
        b"FlateDecode" if number(b"BitsPerComponent") == Some(8) => stream.decompressed_content_with_limit(3 * pixels + height).ok()?,
        _ => return None,
    };
    let rows = match samples.len() / pixels {
        1 => samples,
        // Green is what grey mostly is.
        3 => samples.chunks_exact(3).map(|rgb| rgb[1]).collect(),
        _ => return None,
    };
    (rows.len() == pixels).then_some(Grey { width, rows })
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    /// A page of light paper with dark bars from one row to another.
    fn page(bars: &[(usize, usize, usize)]) -> Option<f64> {
        let (width, height) = (400, 500);
        let mut rows = vec![240_u8; width * height];
        for (from, to, long) in bars {
            (*from..*to).for_each(|row| rows[row * width + 60..row * width + 60 + long].fill(30));
        }
        let mut document = Document::new();
        let dict = dictionary! {
            "Width" => width as i64, "Height" => height as i64, "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        };
        let mut stream = Stream::new(dict, rows);
        stream.compress().unwrap();
        let id = document.add_object(stream);
        drawn_down_to(&document, id)
    }

    #[test]
    fn the_lowest_dark_row_counts_and_neither_dust_nor_the_edge() {
        assert_eq!(page(&[(50, 60, 200), (290, 300, 200)]), Some(0.6));
        assert_eq!(page(&[(290, 300, 200), (400, 401, 1)]), Some(0.6));
        assert_eq!(page(&[(290, 300, 200), (495, 500, 300)]), Some(0.6));
        assert_eq!(page(&[]), None);
    }
}
