//! Any bytes as a DOCX, and any text as the body of one: read or refused, then recognised; every place is a place of its part.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use vanban::paper::{self, Detail, Paper};
use vanban::recognise::recognise;

const HEAD: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

fn check(paper: &Paper) {
    for paragraph in paper.paragraphs() {
        // A `.doc` has no XML to point into.
        assert!(paragraph.place.paragraph > 0 && (paper.detail != Detail::All || !paragraph.place.bytes.is_empty()));
    }
    let draft = recognise(paper);
    for element in &draft.body {
        if let vanban::recognise::Element::Item(item) = element {
            assert!(item.piece.text().len() <= item.piece.paragraph.text().len());
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(paper) = paper::read(bytes) {
        check(&paper);
    }
    let Ok(body) = std::str::from_utf8(bytes) else { return };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let xml = format!("{HEAD}{body}</w:body></w:document>");
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", xml.as_str())] {
        if zip.start_file(name, options).and_then(|()| Ok(zip.write_all(text.as_bytes())?)).is_err() {
            return;
        }
    }
    let Ok(file) = zip.finish() else { return };
    if let Ok(paper) = paper::read(&file.into_inner()) {
        check(&paper);
    }
});
