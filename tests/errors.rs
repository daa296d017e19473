//! Wrong inputs and the whole messages they get: `tests/errors/NAME.yaml` beside `NAME.txt`. What one
//! data file cannot show (sheets, templates, fonts) is a folder in `tests/errors/runs`: its `command`,
//! run there, says what is in `said.txt`.
//!
//! `UPDATE=1 cargo test errors::` rewrites the messages; read the difference before keeping it: is the
//! place right, would a clerk know what to do?
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use crate::common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rayon::prelude::*;
use vanban::diag::code;

const CASES: &str = "tests/errors";
const RUNS: &str = "tests/errors/runs";

/// What is said of a workbook full of mistakes; `units.rs` compares it.
const OF_A_WORKBOOK: &str = "tests/sheets/nhieu-loi.txt";

/// Codes that no case can bring about, and why.
const WITHOUT_A_CASE: [(&str, &str); 1] = [("X001", "a fault of the program: whatever brings it about is to be mended")];

fn entries(folder: &str) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    entries
}

fn cases() -> Vec<PathBuf> {
    entries(CASES).into_iter().filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "json")).collect()
}

fn runs() -> Vec<PathBuf> {
    entries(RUNS).into_iter().filter(|p| p.is_dir()).collect()
}

/// Keeps what was said, or compares with it.
fn differing(case: &Path, expected: &Path, said: &str) -> Option<String> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(expected, said).unwrap();
    }
    (fs::read_to_string(expected).unwrap_or_default() != said).then(|| format!("{}:\n{said}", case.display()))
}

#[test]
fn every_mistake_has_its_message() {
    let wrong: Vec<String> = cases()
        .par_iter()
        .filter_map(|case| {
            let name = case.file_name().unwrap().to_str().unwrap();
            let outcome = common::compile(name, &fs::read_to_string(case).unwrap());
            let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
            assert!(!report.is_empty(), "{name}: no finding");
            // An error and a document exclude each other.
            assert_eq!(outcome.diagnostics.has_errors(), outcome.compiled.is_none(), "{name}");
            differing(case, &case.with_extension("txt"), &report)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_wrong_run_has_its_message() {
    let wrong: Vec<String> = runs()
        .par_iter()
        .filter_map(|case| {
            let arguments = fs::read_to_string(case.join("command")).unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
            command.args(arguments.split_whitespace()).current_dir(case).stdin(Stdio::null());
            let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
            // The time that it took.
            let said: String = said.split_inclusive('\n').filter(|line| !line.starts_with("Giây ")).collect();
            assert!(!said.is_empty(), "{}: no finding", case.display());
            differing(case, &case.join("said.txt"), &said)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A case of another ending would be passed over, a message without its case is never looked at.
#[test]
fn everything_here_is_a_case_or_its_message() {
    let cases = cases();
    for path in entries(CASES) {
        let known = match path.extension().and_then(|e| e.to_str()) {
            Some("txt") => cases.iter().any(|c| c.with_extension("txt") == path),
            None => ["anh", "runs"].iter().any(|folder| path.ends_with(folder)),
            Some(_) => cases.contains(&path),
        };
        assert!(known, "{} is no case, nor a case's message", path.display());
    }
    for run in runs() {
        assert!(run.join("command").is_file() && run.join("said.txt").is_file(), "{} is no run", run.display());
    }
}

#[test]
fn every_code_has_a_case() {
    let said = cases().into_iter().map(|c| c.with_extension("txt")).chain(runs().into_iter().map(|r| r.join("said.txt")));
    let said = said.chain([PathBuf::from(OF_A_WORKBOOK)]);
    let said: String = said.map(|path| fs::read_to_string(path).unwrap_or_default()).collect();
    for (code, when) in code::ALL {
        let excused = WITHOUT_A_CASE.iter().any(|(id, _)| *id == code.id);
        assert!(said.contains(&format!("[{}]", code.id)) != excused, "{} has no case in tests/errors: {when}", code.id);
    }
}
