//! Pictures: PNG and JPEG files, checked and ready for both exporters.
//!
//! Where the bytes come from, and how large a picture is on its page, is not known here.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

/// Most pixels of a picture: an A3 page at 400 dots an inch has 31 million.
const MOST_PIXELS: u64 = 40_000_000;

/// A picture.
#[derive(Clone, PartialEq)]
pub struct Picture {
    /// Its format.
    pub format: Format,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file as it is.
    pub bytes: Vec<u8>,
    /// Whether it has no colours.
    pub grey: bool,
    /// A PNG's pixels, row by row, one byte (grey) or three; empty for a JPEG, which PDF shows as it is.
    pub pixels: Vec<u8>,
    /// How opaque each pixel is; empty when all are.
    pub alpha: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} × {}", self.format, self.width, self.height)
    }
}

/// A format of picture files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Format {
    Png,
    Jpeg,
}

impl Format {
    /// The ending of file names.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpeg",
        }
    }
}

/// Why a file is no picture that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Neither PNG nor JPEG.
    Foreign,
    /// It breaks off or is broken.
    Damaged,
    /// More pixels than any page needs: width and height.
    TooLarge(u32, u32),
    /// Printing colours, which archives do not take.
    Cmyk,
    /// A photograph that viewers turn; PDF would not.
    Turned,
}

impl Picture {
    /// Reads a file; it is decoded whole, so that a damaged one is found out.
    pub fn read(bytes: Vec<u8>) -> Result<Picture, Fault> {
        let format = match image::guess_format(&bytes) {
            Ok(ImageFormat::Png) => Format::Png,
            Ok(ImageFormat::Jpeg) => Format::Jpeg,
            _ => return Err(Fault::Foreign),
        };
        let mut reader = ImageReader::new(Cursor::new(&bytes));
        reader.set_format(if format == Format::Png { ImageFormat::Png } else { ImageFormat::Jpeg });
        // The size is looked at before anything is decoded.
        reader.limits(Limits::no_limits());
        let mut decoder = reader.into_decoder().map_err(|e| fault(&e))?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(Fault::TooLarge(width, height));
        }
        if decoder.original_color_type() == ExtendedColorType::Cmyk8 {
            return Err(Fault::Cmyk);
        }
        if decoder.orientation().is_ok_and(|o| o != Orientation::NoTransforms) {
            return Err(Fault::Turned);
        }
        let decoded = DynamicImage::from_decoder(decoder).map_err(|e| fault(&e))?;
        let grey = !decoded.color().has_color();
        let mut picture = Picture { format, width, height, bytes, grey, pixels: Vec::new(), alpha: Vec::new() };
        if format == Format::Png {
            if decoded.color().has_alpha() {
                picture.alpha = decoded.to_rgba8().pixels().map(|p| p.0[3]).collect();
                if picture.alpha.iter().all(|a| *a == u8::MAX) {
                    picture.alpha.clear();
                }
            }
            picture.pixels = if grey { decoded.into_luma8().into_raw() } else { decoded.into_rgb8().into_raw() };
        }
        Ok(picture)
    }
}

fn fault(error: &ImageError) -> Fault {
    match error {
        // The crate's own word for colours that it does not know.
        ImageError::Unsupported(_) => Fault::Cmyk,
        _ => Fault::Damaged,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use image::{GrayImage, Luma, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    pub(crate) fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image.into().write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn pixels_come_as_pdf_wants_them() {
        let png = encoded(RgbImage::from_pixel(2, 1, Rgb([1, 2, 3])), ImageFormat::Png);
        let read = Picture::read(png.clone()).unwrap();
        assert_eq!((read.format, read.width, read.height, read.grey), (Format::Png, 2, 1, false));
        assert_eq!((read.pixels, read.alpha, read.bytes), (vec![1, 2, 3, 1, 2, 3], vec![], png));
        let seen = Picture::read(encoded(RgbaImage::from_pixel(1, 1, Rgba([9, 8, 7, 128])), ImageFormat::Png)).unwrap();
        assert_eq!((seen.pixels, seen.alpha), (vec![9, 8, 7], vec![128]));
        let opaque = Picture::read(encoded(RgbaImage::from_pixel(1, 1, Rgba([9, 8, 7, 255])), ImageFormat::Png)).unwrap();
        assert!(opaque.alpha.is_empty());
        let grey = Picture::read(encoded(GrayImage::from_pixel(1, 2, Luma([5])), ImageFormat::Png)).unwrap();
        assert_eq!((grey.grey, grey.pixels), (true, vec![5, 5]));
        let jpeg = Picture::read(encoded(RgbImage::from_pixel(8, 8, Rgb([1, 2, 3])), ImageFormat::Jpeg)).unwrap();
        assert_eq!((jpeg.format, jpeg.pixels.len()), (Format::Jpeg, 0));
    }

    #[test]
    fn other_files_are_refused() {
        let png = encoded(RgbImage::from_fn(40, 40, |x, y| Rgb([x as u8, y as u8, 0])), ImageFormat::Png);
        assert_eq!(Picture::read(b"GIF89a".to_vec()), Err(Fault::Foreign));
        assert_eq!(Picture::read(Vec::new()), Err(Fault::Foreign));
        assert_eq!(Picture::read(png[..png.len() / 2].to_vec()), Err(Fault::Damaged));
        // A head that promises 100,000 × 100,000 pixels, its checksum right.
        let mut bomb = png[..33].to_vec();
        bomb[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        let crc = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        bomb.extend(&png[33..]);
        assert_eq!(Picture::read(bomb), Err(Fault::TooLarge(100_000, 100_000)));
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }
}
