//! Every PDF is born for the archive: PDF/A-2a (3a when it carries its data) and PDF/UA-1 at once, small,
//! the same bytes each time. The crate page_validation judges here; veraPDF does so in CI
//! (`outside/vera.py`), and the two have agreed on all files of this list so far.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use crate::common;

use std::path::{Path, PathBuf};

use common::{Disk, ENGINE, TRIAL};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use vanban::export::Attachment;
use vanban::pipeline::Compiled;

/// The decree's pairs of sizes, header over body, that offices use.
const SIZES: [(f64, f64); 2] = [(12.0, 13.0), (13.0, 14.0)];
/// The bar for ten tagged pages, in bytes.
const TEN_PAGES: usize = 150 * 1024;

/// The data files of a folder, not of those below it.
fn data_files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "json")).collect();
    files.sort();
    assert!(!files.is_empty(), "{folder}");
    files
}

/// Compiles a text at its place; warnings are other tests' business.
#[track_caller]
fn compiled(name: &str, text: String) -> Compiled {
    let outcome = TRIAL.compile(name, text.into_bytes(), &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    outcome.compiled.unwrap_or_else(|| panic!("{report}"))
}

/// The data with these sizes, unless it chooses its own.
fn sized(text: &str, (header, body): (f64, f64)) -> String {
    if text.contains("\nstyle:") || text.contains("\"style\"") {
        return text.to_owned();
    }
    match text.strip_prefix('{') {
        Some(json) => format!("{{\"style\": {{\"header_size\": {header}, \"body_size\": {body}}}, {json}"),
        None => format!("{text}\nstyle: {{header_size: {header}, body_size: {body}}}\n"),
    }
}

#[track_caller]
fn conforms(name: &str, pdf: &[u8], archive: ValidationProfile) {
    for profile in [archive, ValidationProfile::PdfUa1] {
        let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
        // A judge who looks at nothing finds nothing.
        assert!(report.rules.total > 80, "{name}: {report}");
        assert!(report.is_compliant, "{name}: {report}");
    }
}

/// Judges a document in both sizes, and what may differ from run to run in one of them.
#[track_caller]
fn judged(name: &str, text: &str) {
    for sizes in SIZES {
        let document = compiled(name, sized(text, sizes));
        for file in document.files() {
            let pdf = ENGINE.pdf(file).unwrap();
            conforms(name, &pdf, ValidationProfile::PdfA2a);
            assert!(pdf.len() <= TEN_PAGES * file.pages.pages.len().max(10) / 10, "{name}: {} bytes", pdf.len());
        }
        if sizes == SIZES[0] {
            varied(name, document);
        }
    }
}

/// Without fields, then with its data.
#[track_caller]
fn varied(name: &str, mut document: Compiled) {
    document.extras.fields.clear();
    conforms(name, &ENGINE.pdf(&document).unwrap(), ValidationProfile::PdfA2a);
    document.extras.attachments = vec![Attachment { name: "dữ liệu.yaml".into(), bytes: b"type: ke-hoach\n".to_vec() }];
    conforms(name, &ENGINE.pdf(&document).unwrap(), ValidationProfile::PdfA3a);
}

fn judge_folder(folder: &str) {
    for file in data_files(folder) {
        judged(&file.display().to_string(), &std::fs::read_to_string(&file).unwrap());
    }
}

#[test]
fn the_documents_of_the_data_folder() {
    judge_folder("data");
}

#[test]
fn the_documents_that_stretch_the_layout() {
    judge_folder("tests/outside/cases");
    judge_folder("tests/outside/cases/mode-15");
}

#[test]
fn the_examples_of_all_types() {
    for (slug, _) in TRIAL.types() {
        judged(&format!("data/{slug}.yaml"), TRIAL.example(slug).unwrap().unwrap());
    }
}

/// Frames, coloured words, a kept place, a first header and footer.
#[test]
fn a_draft_with_all_marks() {
    let marks = "draft: true\npriority: Hỏa tốc\nsphere_of_promulgation: Xem xong trả lại\nsecrecy: Mật\n\
                 address: {organ_add: Phường Đoàn Kết, email: a@laichau.gov.vn}\n";
    let example = ENGINE.example("thong-bao").unwrap().unwrap();
    judged("data/thong-bao.yaml", &format!("{example}\n{marks}"));
}

/// The judge is not asleep: a file that loses its language, or what it says of itself, is found out.
#[test]
fn what_does_not_conform_is_found() {
    let path = Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml");
    let pdf = ENGINE.pdf(&common::compiled(path)).unwrap();
    for key in [b"Lang".as_slice(), b"MarkInfo", b"Metadata"] {
        let mut document = lopdf::Document::load_mem(&pdf).unwrap();
        document.catalog_mut().unwrap().remove(key).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let report = validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(ValidationProfile::PdfUa1)).unwrap();
        assert!(!report.is_compliant, "{}", String::from_utf8_lossy(key));
    }
}

/// A second engine, in another order, gives the same file with the same identifier.
#[test]
fn bytes_and_identifier_follow_from_the_document() {
    let path = Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml");
    let first = ENGINE.pdf(&common::compiled(path)).unwrap();
    let second = std::thread::spawn(|| ENGINE.pdf(&common::compiled(Path::new("data/ke-hoach-cchc-2026-lai-chau.yaml"))).unwrap());
    let again = ENGINE.pdf(&common::compiled(path)).unwrap();
    let id = |pdf: &[u8]| lopdf::Document::load_mem(pdf).unwrap().trailer.get(b"ID").unwrap().clone();
    assert!(first == again);
    assert_ne!(id(&first), id(&second.join().unwrap()));
}
