//! Pictures in both files: the bytes that went in, at their size, with the words that tell what they show.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::io::{Cursor, Read};

use common::{ENGINE, docx_part};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use serde_json::json;
use vanban::model::Files;

/// A picture of each kind, and one that is not there.
struct Memory;

impl Files for Memory {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        assert_eq!(from, "thu.json");
        let bytes = match path {
            "anh/mau.png" => {
                encoded(RgbaImage::from_fn(30, 20, |x, y| Rgba([x as u8, y as u8, 7, (x * 8) as u8])).into(), ImageFormat::Png)
            }
            "anh.jpg" => encoded(RgbImage::from_fn(40, 60, |x, _| Rgb([x as u8, 0, 0])).into(), ImageFormat::Jpeg),
            _ => return Err("không có tệp này".into()),
        };
        Ok((path.to_owned(), bytes))
    }
}

fn encoded(image: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn made() -> (Vec<u8>, Vec<u8>) {
    let plan = json!({
        "type": "ke-hoach", "organization_in_charge": "UBND tỉnh Lai Châu", "organ_name": "Sở Nội vụ", "organ_code": "SNV", "place": "Lai Châu",
        "issued_date": "3/2025", "subject": "Thử", "to_places": ["UBND tỉnh"], "signer_info": {"position": "Giám đốc", "full_name": "Trần Văn Tuấn"},
        "content": {"body": [
            {"image": {"file": "anh/mau.png", "alt": "Ô màu & chữ", "width": "60mm", "caption": "Hình 1. Ô màu"}},
            {"image": {"file": "anh.jpg", "alt": "Ảnh chụp"}},
            {"image": {"file": "anh/mau.png", "alt": "Lại ô màu", "width": "50%"}},
            {"table": {"columns": [{"title": "Nơi"}, {"title": "Ảnh", "width": "60mm"}], "rows": [
                ["Kho", {"image": {"file": "anh.jpg", "alt": "Trong ô", "width": "50%"}}],
            ]}},
        ], "closing": ["Hết"]}
    });
    let outcome = ENGINE.compile("thu.json", plan.to_string().into_bytes(), &Memory);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    let document = outcome.compiled.unwrap_or_else(|| panic!("{report}"));
    (ENGINE.docx(&document).unwrap(), ENGINE.pdf(&document).unwrap())
}

#[test]
fn the_docx_holds_each_file_once_and_draws_it_inline() {
    let (docx, _) = made();
    let text = docx_part(&docx, "word/document.xml");
    // 60 mm in English Metric Units, rounded to a twip.
    let width = 60 * 36_000;
    let extents: Vec<i64> = text.split("<wp:extent cx=\"").skip(1).map(|t| t.split('"').next().unwrap().parse().unwrap()).collect();
    assert!((extents[0] - width).abs() < 635, "{extents:?}");
    // Half of what a cell of 60 mm has between its margins.
    assert!(extents[3] > 27 * 36_000 && extents[3] < 30 * 36_000, "{extents:?}");
    for words in ["descr=\"Ô màu &amp; chữ\"", "descr=\"Ảnh chụp\"", "descr=\"Lại ô màu\"", "descr=\"Trong ô\""] {
        assert!(text.contains(words), "{words}");
    }
    assert_eq!((text.matches("rIdImage1\"").count(), text.matches("rIdImage2\"").count()), (2, 2));
    assert!(docx_part(&docx, "word/_rels/document.xml.rels").contains("Target=\"media/image2.jpeg\""));
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut bytes = Vec::new();
    zip.by_name("word/media/image1.png").unwrap().read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, Memory.read("thu.json", "anh/mau.png").unwrap().1);
}

#[test]
fn the_pdf_passes_a_jpeg_through_and_keeps_what_a_png_lets_shine_through() {
    let (_, pdf) = made();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let images: Vec<&lopdf::Stream> = document
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok())
        .filter(|s| s.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|n| n == b"Image"))
        .collect();
    // Two pictures and a mask.
    assert_eq!(images.len(), 3);
    let jpeg = images.iter().find(|s| s.dict.get(b"Filter").unwrap().as_name().unwrap() == b"DCTDecode").unwrap();
    assert_eq!(jpeg.content, Memory.read("thu.json", "anh.jpg").unwrap().1);
    let png = images.iter().find(|s| s.dict.has(b"SMask")).unwrap();
    assert_eq!(png.decompressed_content().unwrap()[..6], [0, 0, 7, 1, 0, 7]);
    let mask = document.get_object(png.dict.get(b"SMask").unwrap().as_reference().unwrap()).unwrap().as_stream().unwrap();
    assert_eq!(mask.decompressed_content().unwrap()[..3], [0, 8, 16]);
}

/// What is read aloud in a cell is the picture's description, in the place of words.
#[test]
fn a_picture_in_a_cell_is_a_figure_of_that_cell() {
    let (_, pdf) = made();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let element = |object: &lopdf::Object| object.as_dict().ok().filter(|d| d.get(b"S").is_ok()).cloned();
    let elements: Vec<lopdf::Dictionary> = document.objects.values().filter_map(element).collect();
    let role = |d: &lopdf::Dictionary| String::from_utf8(d.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
    let parents: Vec<String> = elements
        .iter()
        .filter(|d| role(d) == "Figure")
        .map(|d| role(document.get_object(d.get(b"P").unwrap().as_reference().unwrap()).unwrap().as_dict().unwrap()))
        .collect();
    assert_eq!(parents, ["Document", "Document", "Document", "TD"]);
}
