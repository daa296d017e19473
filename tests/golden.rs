//! Whole documents as a person reads them: each text in `golden/` is the text of our tree, DOCX and
//! PDF of the data file of its name.
//!
//! `UPDATE=1 cargo test golden::` rewrites the texts; read the difference before keeping it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use crate::common;

use std::fs;
use std::path::Path;

use common::{ENGINE, compiled, docx_text, lines, pdf_text, squeezed, tree_text};

#[test]
fn every_document_reads_as_its_golden_text() {
    let mut texts: Vec<_> = fs::read_dir("tests/golden").unwrap().map(|e| e.unwrap().path()).collect();
    texts.sort();
    assert!(texts.len() >= 4);
    for golden in texts {
        let stem = golden.file_stem().unwrap().to_str().unwrap();
        let document = compiled(Path::new(&format!("data/{stem}.yaml")));
        let text = tree_text(&document);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, lines(&text)).unwrap();
        }
        assert!(lines(&text) == fs::read_to_string(&golden).unwrap(), "{stem}: the text differs");
        let wanted = squeezed(&text);
        assert!(squeezed(&docx_text(&ENGINE.docx(&document).unwrap())) == wanted, "{stem}: the DOCX differs");
        assert!(squeezed(&pdf_text(&ENGINE.pdf(&document).unwrap())) == wanted, "{stem}: the PDF differs");
    }
}
