//! Pictures: PNG and JPEG files, checked and ready for both exporters.
//!
//! Where the bytes come from, and how large a picture is on its page, is not known here.

use std::io::Cursor;

use png::{ColorType, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::limits;

/// Most memory, bytes, for what a file holds besides its pixels, such as a colour profile.
const MOST_BESIDES: usize = 32 << 20;
/// How every PNG begins.
const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";
/// How every PNG ends.
const PNG_END: &[u8] = b"IEND\xaeB`\x82";

/// How every JPEG begins (ITU T.81 B.2.1).
const JPEG_START: &[u8] = b"\xff\xd8\xff";

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
    /// A kind of JPEG that viewers of PDF need not know.
    Unusual,
    /// A photograph that viewers turn; PDF would not.
    Turned,
    /// With the other pictures of the document it takes more memory than any document needs.
    TooMany,
}

impl Picture {
    /// Reads a file; it is decoded whole, so that a damaged one is found out.
    pub fn read(bytes: Vec<u8>) -> Result<Picture, Fault> {
        if bytes.starts_with(PNG_START) {
            png(bytes)
        } else if bytes.starts_with(JPEG_START) {
            jpeg(bytes)
        } else {
            Err(Fault::Foreign)
        }
    }
}

/// A size that a page may need; looked at before anything is decoded.
fn bounded(width: u32, height: u32) -> Result<(), Fault> {
    if u64::from(width) * u64::from(height) > limits::PIXELS { Err(Fault::TooLarge(width, height)) } else { Ok(()) }
}

/// Whether viewers turn a picture, by what its file says of the camera.
fn is_turned(exif: &[u8]) -> bool {
    let read = exif::Reader::new().continue_on_error(true).read_raw(exif.to_vec());
    let told = read.or_else(|error| error.distill_partial_result(|_| ())).ok();
    let orientation = told.as_ref().and_then(|told| told.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
    orientation.is_some_and(|orientation| (2..=8).contains(&orientation))
}

fn png(bytes: Vec<u8>) -> Result<Picture, Fault> {
    if !bytes.windows(PNG_END.len()).any(|w| w == PNG_END) {
        return Err(Fault::Damaged);
    }
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(&bytes), png::Limits { bytes: MOST_BESIDES });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let (width, height) = decoder.read_header_info().map_err(|_| Fault::Damaged)?.size();
    bounded(width, height)?;
    let mut reader = decoder.read_info().map_err(|_| Fault::Damaged)?;
    if reader.info().exif_metadata.as_deref().is_some_and(is_turned) {
        return Err(Fault::Turned);
    }
    let mut decoded = vec![0; reader.output_buffer_size().ok_or(Fault::Damaged)?];
    reader.next_frame(&mut decoded).map_err(|_| Fault::Damaged)?;
    let colours = match reader.output_color_type().0 {
        ColorType::Grayscale | ColorType::GrayscaleAlpha => 1,
        _ => 3,
    };
    let (mut pixels, mut alpha) = (decoded, Vec::new());
    if matches!(reader.output_color_type().0, ColorType::GrayscaleAlpha | ColorType::Rgba) {
        let samples = colours + 1;
        alpha = pixels.chunks_exact(samples).map(|pixel| pixel[colours]).collect();
        pixels = pixels.chunks_exact(samples).flat_map(|pixel| &pixel[..colours]).copied().collect();
        if alpha.iter().all(|a| *a == u8::MAX) {
            alpha.clear();
        }
    }
    Ok(Picture { format: Format::Png, width, height, bytes, grey: colours == 1, pixels, alpha })
}

fn jpeg(bytes: Vec<u8>) -> Result<Picture, Fault> {
    check_jpeg(&bytes)?;
    let mut decoder = jpeg_decoder(&bytes).ok_or(Fault::Damaged)?;
    let info = decoder.info().ok_or(Fault::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    bounded(width, height)?;
    if decoder.exif().is_some_and(|exif| is_turned(exif)) {
        return Err(Fault::Turned);
    }
    let grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    decoder.decode().map_err(|_| Fault::Damaged)?;
    Ok(Picture { format: Format::Jpeg, width, height, bytes, grey, pixels: Vec::new(), alpha: Vec::new() })
}

/// A JPEG whose head is read, to be decoded to grey values where it holds them, otherwise to red, green and blue.
fn jpeg_decoder(bytes: &[u8]) -> Option<JpegDecoder<ZCursor<&[u8]>>> {
    // Its numbers have sixteen bits.
    let most = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(most).set_max_height(most);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let has_greys = matches!(decoder.input_colorspace()?, ColorSpace::Luma | ColorSpace::YCbCr);
    decoder.set_options(options.jpeg_set_out_colorspace(if has_greys { ColorSpace::Luma } else { ColorSpace::RGB }));
    Some(decoder)
}

/// The samples of a JPEG of a size, row by row: one byte a pixel, or three.
pub(crate) fn jpeg_samples(bytes: &[u8], width: usize, height: usize) -> Option<Vec<u8>> {
    let mut decoder = jpeg_decoder(bytes)?;
    (decoder.dimensions()? == (width, height)).then(|| decoder.decode().ok())?
}

/// What the decoder does not mind, but a PDF that shows the file as it is: its kind and colours, and
/// whether it is there to its end (ITU T.81 B.1, B.2).
fn check_jpeg(bytes: &[u8]) -> Result<(), Fault> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        let marker = rest.iter().position(|b| *b != 0xff).filter(|at| *at > 0).ok_or(Fault::Damaged)?;
        let kind = rest[marker];
        rest = &rest[marker + 1..];
        if matches!(kind, 0x01 | 0xd0..=0xd8) {
            continue;
        }
        let length = rest.first_chunk().map_or(0, |l| usize::from(u16::from_be_bytes(*l)));
        let segment = rest.get(2..length).ok_or(Fault::Damaged)?;
        match kind {
            0xc4 | 0xc8 | 0xcc => {}
            // Frames: sequential or progressive, of 8 bits, coded after Huffman.
            0xc0..=0xcf => match (kind, segment.first(), segment.get(5)) {
                (0xc0..=0xc2, Some(8), Some(1 | 3)) => {}
                (_, _, Some(4)) => return Err(Fault::Cmyk),
                _ => return Err(Fault::Unusual),
            },
            // In what is scanned 0xff is followed by 0, or by the marker of the end.
            0xda => return if rest.windows(2).any(|w| w == [0xff, 0xd9]) { Ok(()) } else { Err(Fault::Damaged) },
            _ => {}
        }
        rest = &rest[length..];
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write as _;

    use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};

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

    /// A PNG of so many pixels from its raw rows, with a chunk before them.
    fn png(size: [u32; 2], kind: [u8; 3], chunk: (&[u8], &[u8]), raw: &[u8]) -> Vec<u8> {
        let packed = |raw: &[u8]| {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
            encoder.write_all(raw).unwrap();
            encoder.finish().unwrap()
        };
        let [depth, colours, interlaced] = kind;
        let head = [&size[0].to_be_bytes()[..], &size[1].to_be_bytes(), &[depth, colours, 0, 0, interlaced]].concat();
        let between = if chunk.0 == b"iCCP" { [b"a\0\0", packed(chunk.1).as_slice()].concat() } else { chunk.1.to_vec() };
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [(&b"IHDR"[..], head), (chunk.0, between), (b"IDAT", packed(raw)), (b"IEND", Vec::new())] {
            if !name.is_empty() {
                out.extend((data.len() as u32).to_be_bytes());
                out.extend([name, &data].concat());
                out.extend(crc(&[name, &data].concat()).to_be_bytes());
            }
        }
        out
    }

    const NONE: (&[u8], &[u8]) = (b"", b"");

    #[test]
    fn every_kind_of_png_comes_in_eight_bits() {
        // Two by two pixels in the passes of Adam7: upper left, upper right, the lower row.
        let interlaced = Picture::read(png([2, 2], [8, 0, 1], NONE, &[0, 1, 0, 2, 0, 3, 4])).unwrap();
        assert_eq!((interlaced.grey, interlaced.pixels), (true, vec![1, 2, 3, 4]));
        let deep = Picture::read(png([1, 1], [16, 2, 0], NONE, &[0, 0xff, 0xff, 0x80, 0x80, 0, 0])).unwrap();
        assert_eq!((deep.grey, deep.pixels), (false, vec![255, 128, 0]));
        let one_bit = Picture::read(png([3, 1], [1, 0, 0], NONE, &[0, 0b1010_0000])).unwrap();
        assert_eq!((one_bit.grey, one_bit.pixels), (true, vec![255, 0, 255]));
        let palette = Picture::read(png([2, 1], [1, 3, 0], (b"PLTE", &[9, 8, 7, 6, 5, 4]), &[0, 0b0100_0000])).unwrap();
        assert_eq!((palette.grey, palette.pixels, palette.alpha), (false, vec![9, 8, 7, 6, 5, 4], vec![]));
        let grey_alpha = Picture::read(png([2, 1], [8, 4, 0], NONE, &[0, 5, 128, 6, 255])).unwrap();
        assert_eq!((grey_alpha.grey, grey_alpha.pixels, grey_alpha.alpha), (true, vec![5, 6], vec![128, 255]));
    }

    /// Values 2 to 8 of Exif's orientation turn or mirror a picture, 1 does not (Exif 2.32, 4.6.4); a broken block says nothing.
    #[test]
    fn a_png_that_viewers_turn_is_refused() {
        let told = |orientation: u8| [&b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[orientation, 0, 0, 0, 0, 0, 0, 0]].concat();
        let read = |exif: &[u8]| Picture::read(png([1, 1], [8, 0, 0], (b"eXIf", exif), &[0, 5])).map(|p| p.pixels);
        for turned in 2..=8 {
            assert_eq!(read(&told(turned)), Err(Fault::Turned), "{turned}");
        }
        for upright in [&told(1)[..], &told(0), &told(9), &told(6)[..9], b"", b"II*"] {
            assert_eq!(read(upright), Ok(vec![5]), "{upright:?}");
        }
    }

    #[test]
    fn a_small_file_does_not_fill_the_memory() {
        // 100,000 × 100,000 pixels are promised.
        assert_eq!(Picture::read(png([100_000; 2], [8, 2, 0], NONE, &[0])), Err(Fault::TooLarge(100_000, 100_000)));
        // A profile of 256 MB in 256 KB is passed over.
        let profile = vec![0; 256 << 20];
        let bomb = png([1, 1], [8, 0, 0], (b"iCCP", &profile), &[0, 5]);
        assert!(bomb.len() < 300_000);
        assert_eq!(Picture::read(bomb).unwrap().pixels, [5]);
        // More pixels than the head says.
        assert_eq!(Picture::read(png([1, 1], [8, 0, 0], NONE, &[0; 10_000])).map(|p| p.pixels), Ok(vec![0]));
    }

    #[test]
    fn other_files_are_refused() {
        let png = encoded(RgbImage::from_fn(40, 40, |x, y| Rgb([x as u8, y as u8, 0])), ImageFormat::Png);
        for foreign in [&b"GIF89a"[..], b"", b"%PDF-1.7"] {
            assert_eq!(Picture::read(foreign.to_vec()), Err(Fault::Foreign));
        }
        for end in [40, png.len() / 2, png.len() - 12] {
            assert_eq!(Picture::read(png[..end].to_vec()), Err(Fault::Damaged), "{end}");
        }
        assert_eq!(Picture::read(self::png([0, 1], [8, 0, 0], NONE, &[0])), Err(Fault::Damaged));
    }

    /// A JPEG whose frame's head is changed: byte by place after the marker.
    fn jpeg(changes: &[(usize, u8)]) -> Vec<u8> {
        let mut out = encoded(RgbImage::from_fn(40, 40, |x, y| Rgb([x as u8 * 6, y as u8 * 6, 0])), ImageFormat::Jpeg);
        let frame = out.windows(2).position(|w| w == [0xff, 0xc0]).unwrap() + 1;
        changes.iter().for_each(|(at, byte)| out[frame + at] = *byte);
        out
    }

    #[test]
    fn a_jpeg_that_pdf_would_show_otherwise_is_refused() {
        let whole = jpeg(&[]);
        assert!(Picture::read(whole.clone()).is_ok());
        assert!(Picture::read([&whole[..], b"what a camera adds"].concat()).is_ok());
        // The decoder takes these, and leaves what is missing grey.
        for end in [whole.len() - 2, whole.len() - 40, whole.len() - 400] {
            assert_eq!(Picture::read(whole[..end].to_vec()), Err(Fault::Damaged), "{end}");
        }
        for end in [2, 3, 20, 160] {
            assert_eq!(Picture::read(whole[..end].to_vec()).err(), Some(if end == 2 { Fault::Foreign } else { Fault::Damaged }), "{end}");
        }
        assert_eq!(Picture::read(jpeg(&[(8, 4)])), Err(Fault::Cmyk));
        // Arithmetic coding, twelve bits, no frame at all.
        assert_eq!(Picture::read(jpeg(&[(0, 0xc9)])), Err(Fault::Unusual));
        assert_eq!(Picture::read(jpeg(&[(3, 12)])), Err(Fault::Unusual));
        assert_eq!(Picture::read(jpeg(&[(0, 0xfe)])), Err(Fault::Damaged));
        assert_eq!(Picture::read(jpeg(&[(4, 0xff), (5, 0xff), (6, 0xff), (7, 0xff)])), Err(Fault::TooLarge(65_535, 65_535)));
        // A camera that was held upright says so; viewers turn the picture, a PDF does not.
        let upright = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        assert_eq!(Picture::read([&whole[..2], upright, &whole[2..]].concat()), Err(Fault::Turned));
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }
}
