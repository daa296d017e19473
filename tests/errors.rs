//! Wrong inputs and the whole messages they get: `tests/errors/NAME.yaml` beside `NAME.txt`.
//!
//! `UPDATE=1 cargo test errors::` rewrites the messages; read the difference before keeping it.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use crate::common;

use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        fs::read_dir("tests/errors").unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e != "txt")).collect();
    cases.sort();
    cases
}

#[test]
fn every_mistake_has_its_message() {
    let mut wrong = Vec::new();
    for case in cases() {
        let name = case.file_name().unwrap().to_str().unwrap();
        let outcome = common::compile(name, &fs::read_to_string(&case).unwrap());
        let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
        assert!(!report.is_empty(), "{name}: no finding");
        // An error and a document exclude each other.
        assert_eq!(outcome.diagnostics.has_errors(), outcome.compiled.is_none(), "{name}");
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &report).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != report {
            wrong.push(format!("{name}:\n{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases().len() >= 30);
}

#[test]
fn no_message_is_left_over() {
    for entry in fs::read_dir("tests/errors").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            let data = ["yaml", "json"].iter().any(|e| Path::new(&path.with_extension(e)).exists());
            assert!(data, "{} belongs to no case", path.display());
        }
    }
}
