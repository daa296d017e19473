//! What version 0.1 made of its data files is made of them still: `as-of-0.1/data` and `as-of-0.1/new`
//! are those files, unedited (never mend them), `as-of-0.1/kept` is the words on every page of their
//! documents. The three uses of README are among them: the plan for signature, the reports of 120
//! units, the minutes of each unit of the plan, blank and filled in.
//!
//! `UPDATE=1 cargo test as_of_0_1::` rewrites what is kept. Any difference is a change that somebody
//! who drafted with 0.1 will see: it needs a reason, and its place in CHANGELOG.md.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::place::Place;
use common::{Disk, ENGINE, page_texts};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use vanban::pipeline::{Compiled, RowsFile};

const DATA: &str = "tests/as-of-0.1/data";
const KEPT: &str = "tests/as-of-0.1/kept";
const PLAN: &str = "ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml";
const DECISION: &str = "quyet-dinh-thanh-lap-doan-kiem-tra-2025-lai-chau.yaml";
/// Holds what the reports of the units share.
const UNITS_BASE: &str = "bao-cao-cchc-quy-3-2025-don-vi.yaml";
const FORMS: &str = "bien-ban-cchc-2025-lai-chau";

/// The data files in a folder.
fn data_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "yaml" || e == "json"));
    files.sort();
    files
}

/// A data file's document as it is kept: its words page by page, then those of the parts that are files of their own.
fn told(name: &str, bytes: Vec<u8>) -> String {
    let outcome = ENGINE.compile(name, bytes, &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    let document = outcome.compiled.unwrap_or_else(|| panic!("{name}\n{report}"));
    document.files().map(|file| told_pages(&file.suffix(), file)).collect()
}

fn told_pages(part: &str, document: &Compiled) -> String {
    let mut out = String::new();
    for (number, text) in (1..).zip(page_texts(document)) {
        writeln!(out, "=== {}", format!("{part} {number}").trim_start()).unwrap();
        out.push_str(&text);
    }
    out
}

/// Compares with what is kept, and says where they part.
fn differing(name: &str, now: &str) -> Option<String> {
    let path = PathBuf::from(format!("{KEPT}/{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept == now {
        return None;
    }
    let (mut was, mut is) = (kept.lines(), now.lines());
    loop {
        let (old, new) = (was.next(), is.next());
        if old != new {
            return Some(format!("{name}:\n  was: {}\n  is:  {}", old.unwrap_or("(end)"), new.unwrap_or("(end)")));
        }
    }
}

fn assert_same(found: Vec<String>) {
    assert!(found.is_empty(), "other words or pages than those of 0.1:\n{}", found.join("\n"));
}

/// All that is kept under these names, in a folder of `kept`.
fn assert_all_run(folder: &str, names: &BTreeSet<String>) {
    let kept: BTreeSet<String> = fs::read_dir(format!("{KEPT}/{folder}"))
        .unwrap()
        .map(|e| e.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(&kept, names, "{folder}: what is kept and what is run");
}

fn stems(files: &[PathBuf]) -> BTreeSet<String> {
    files.iter().map(|f| f.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// Every file of a folder gives what is kept under its name in `kept/FOLDER`; `compiled_in` is where
/// its references lead from.
fn assert_folder(folder: &str, files: &[PathBuf], compiled_in: &str) {
    let found = files.par_iter().filter_map(|file| {
        let now = told(&format!("{compiled_in}/{}", file.file_name().unwrap().to_str().unwrap()), fs::read(file).unwrap());
        differing(&format!("{folder}/{}", file.file_stem().unwrap().to_str().unwrap()), &now)
    });
    assert_same(found.collect());
    assert_all_run(folder, &stems(files));
}

/// The plan for signature, and the filled minutes, are among these.
#[test]
fn every_document_has_the_words_and_pages_it_had() {
    let files = data_files(Path::new(DATA));
    assert!(files.iter().any(|f| f.ends_with(PLAN)));
    assert_folder("data", &files, DATA);
}

/// What `vanban new` gave for each type, as its user may have it.
#[test]
fn every_sample_has_the_words_and_pages_it_had() {
    assert_folder("new", &data_files(Path::new("tests/as-of-0.1/new")), DATA);
}

#[test]
fn minutes_to_fill_in_have_the_words_and_pages_they_had() {
    assert_folder(FORMS, &data_files(&Path::new(DATA).join(FORMS)), &format!("{DATA}/{FORMS}"));
}

/// The minutes of each unit that the plan gives today are those that it gave.
#[test]
fn each_unit_gets_the_minutes_it_got() {
    let place = Place::new();
    let data = |name: &str| fs::canonicalize(format!("{DATA}/{name}")).unwrap().to_str().unwrap().to_owned();
    let ran = place.run(&["new", "bien-ban", "--from", &data(PLAN), "--decision", &data(DECISION), "--each-unit", "-o", "moi"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let files = data_files(&place.path("moi"));
    let found = files.iter().filter_map(|file| {
        let now = told(file.to_str().unwrap(), fs::read(file).unwrap());
        differing(&format!("{FORMS}/{}", file.file_stem().unwrap().to_str().unwrap()), &now)
    });
    assert_same(found.collect());
    assert_all_run(FORMS, &stems(&files));
    let blank = place.run(&["render", "--check", "--blank", "moi"]);
    assert_eq!((blank.status, blank.err.contains("Chỗ để trống")), (0, false), "{}", blank.err);
}

/// Number of pages and a hash of the words on them for each unit; three reports in full.
#[test]
fn all_units_get_the_reports_they_got() {
    let base = format!("{DATA}/{UNITS_BASE}");
    let rows = format!("{DATA}/don-vi-quy-3-2025.xlsx");
    let batch = ENGINE.batch(&base, fs::read(&base).unwrap(), RowsFile::new(&rows, fs::read(&rows).unwrap()), &Disk);
    assert_eq!(vanban::cli::report(&batch.sources, &batch.diagnostics), "");
    assert_eq!(batch.len(), 120);
    let reports: Vec<(String, usize, String)> = (0..batch.len())
        .into_par_iter()
        .map(|index| {
            let document = batch.compile(index, &Disk).compiled.unwrap();
            (batch.name(index, None).unwrap(), document.pages.pages.len(), told_pages("", &document))
        })
        .collect();
    let hash = |text: &str| Sha256::digest(text)[..8].iter().map(|b| format!("{b:02x}")).collect::<String>();
    let list: String = reports.iter().map(|(name, pages, text)| format!("{name} {pages} {}\n", hash(text))).collect();
    // A department, a chairman's commune and a deputy's one; first, for they can be read.
    let mut found: Vec<String> =
        [1, 16, 17].iter().filter_map(|i| differing(&format!("units/{}", reports[*i].0), &reports[*i].2)).collect();
    found.extend(differing("units/all", &list));
    assert_same(found);
}

/// The wrong examples have the same mistakes, at the same places; their words may get better.
#[test]
fn wrong_data_is_wrong_where_it_was() {
    let placed = |sources: &vanban::diag::Sources, found: &vanban::diag::Diagnostics| -> String {
        found.iter().map(|d| format!("{} {}\n", d.code.id, d.span().and_then(|s| sources.place(s)).unwrap_or_default())).collect()
    };
    let wrong = format!("{DATA}/vi-du-loi/ke-hoach-nhieu-loi.yaml");
    let outcome = ENGINE.compile(&wrong, fs::read(&wrong).unwrap(), &Disk);
    let mut now = placed(&outcome.sources, &outcome.diagnostics);
    let (base, rows) = (format!("{DATA}/{UNITS_BASE}"), format!("{DATA}/vi-du-loi/don-vi-quy-3-2025-nhieu-loi.xlsx"));
    let batch = ENGINE.batch(&base, fs::read(&base).unwrap(), RowsFile::new(&rows, fs::read(&rows).unwrap()), &Disk);
    now += &placed(&batch.sources, &batch.diagnostics);
    // The mistakes are in the first rows.
    for index in 0..16 {
        let outcome = batch.compile(index, &Disk);
        now += &placed(&outcome.sources, &outcome.diagnostics);
    }
    assert_same(differing("vi-du-loi", &now).into_iter().collect());
}
