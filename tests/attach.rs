//! Documents that carry their data: what goes in comes out, byte for byte.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use crate::common;

use std::path::Path;

use common::{ENGINE, compiled};
use vanban::export::{Attachment, inspect};

/// Bytes that a careless hand would change: a mark, carriage returns, no end of line, a NUL.
fn odd() -> Vec<Attachment> {
    vec![
        Attachment { name: "kế hoạch.yaml".into(), bytes: "\u{feff}số: 1\r\nx: \"<a>&amp;\"".as_bytes().to_vec() },
        Attachment { name: "profiles/so.json".into(), bytes: (0..=255).collect() },
        Attachment { name: "rong.yml".into(), bytes: Vec::new() },
    ]
}

#[test]
fn attached_files_come_back_byte_for_byte() {
    let mut document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    let (plain_pdf, plain_docx) = (ENGINE.pdf(&document).unwrap(), ENGINE.docx(&document).unwrap());
    assert!(inspect::read(&plain_pdf).unwrap().attachments.is_empty());
    assert!(inspect::read(&plain_docx).unwrap().attachments.is_empty());
    document.extras.attachments = odd();
    let (pdf, docx) = (ENGINE.pdf(&document).unwrap(), ENGINE.docx(&document).unwrap());
    assert_eq!(inspect::read(&pdf).unwrap().attachments, odd());
    assert_eq!(inspect::read(&docx).unwrap().attachments, odd());
    assert_eq!(ENGINE.pdf(&document).unwrap(), pdf);
    let part = |pdf: &[u8], part: u8| String::from_utf8_lossy(pdf).contains(&format!("<pdfaid:part>{part}</pdfaid:part>"));
    assert!(part(&pdf, 3) && !part(&pdf, 2) && part(&plain_pdf, 2));
}

#[test]
fn the_source_is_associated_with_the_document() {
    let mut document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    document.extras.attachments = odd();
    let pdf = lopdf::Document::load_mem(&ENGINE.pdf(&document).unwrap()).unwrap();
    let catalog = pdf.catalog().unwrap();
    let first = catalog.get(b"AF").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    let file = pdf.get_dictionary(first).unwrap();
    assert_eq!(file.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Source");
    assert_eq!(lopdf::decode_text_string(file.get(b"UF").unwrap()).unwrap(), "kế hoạch.yaml");
    let stream = file.get(b"EF").unwrap().as_dict().unwrap().get(b"F").unwrap().as_reference().unwrap();
    let stream = pdf.get_object(stream).unwrap().as_stream().unwrap();
    assert_eq!(stream.dict.get(b"Subtype").unwrap().as_name().unwrap(), b"application/yaml");
    assert!(!format!("{:?}", stream.dict).contains("Date"));
}

#[test]
fn without_fields_there_is_no_form() {
    let mut document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    document.extras.fields.clear();
    let pdf = ENGINE.pdf(&document).unwrap();
    assert!(lopdf::Document::load_mem(&pdf).unwrap().catalog().unwrap().get(b"AcroForm").is_err());
    assert!(inspect::read(&pdf).unwrap().fields.is_empty());
}
