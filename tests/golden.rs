//! Whole documents as a person reads and sees them. `golden/NAME.txt` is the text of our tree, DOCX and
//! PDF of `data/NAME.yaml`; `golden/NAME.layout` is the place of each of its lines.
//!
//! `UPDATE=1 cargo test golden::` rewrites them; read the difference before keeping it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use crate::common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::{ENGINE, compiled, docx_text, end_of, flow_text, lines, pdf_text, squeezed, words_of};
use rayon::prelude::*;
use vanban::layout::{BORDER, Page, Placed};
use vanban::pipeline::Compiled;

/// What is kept of each document.
fn kept() -> BTreeMap<String, BTreeSet<String>> {
    let mut kept: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in fs::read_dir("tests/golden").unwrap().map(|e| e.unwrap().path()) {
        let part = |s: Option<&std::ffi::OsStr>| s.and_then(std::ffi::OsStr::to_str).unwrap_or_default().to_owned();
        kept.entry(part(path.file_stem())).or_default().insert(part(path.extension()));
    }
    kept
}

fn path(stem: &str, kind: &str) -> PathBuf {
    PathBuf::from(format!("tests/golden/{stem}.{kind}"))
}

#[test]
fn every_document_is_as_it_is_kept() {
    let wrong: Vec<String> = kept().par_iter().flat_map_iter(|(stem, kinds)| differing(stem, kinds)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A document whose text nobody reads as a whole may change unseen.
#[test]
fn every_document_of_data_has_a_text_that_is_kept() {
    let kept = kept();
    let data = fs::read_dir("data").unwrap().map(|e| e.unwrap().path());
    for data in data.filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "json")) {
        let stem = data.file_stem().unwrap().to_str().unwrap();
        let golden = kept.get(stem).is_some_and(|kinds| kinds.contains("txt"));
        let reference = Path::new(&format!("tests/reference/{stem}.txt")).is_file();
        assert!(golden != reference, "{stem} needs one text, in tests/golden or tests/reference");
    }
}

fn differing(stem: &str, kinds: &BTreeSet<String>) -> Vec<String> {
    let document = compiled(Path::new(&format!("data/{stem}.yaml")));
    kinds
        .iter()
        .filter_map(|kind| {
            let now = match kind.as_str() {
                "txt" => lines(&flow_text(&document)),
                "layout" => places(&document),
                _ => return Some(format!("{stem}.{kind}: nobody knows what this is")),
            };
            let path = path(stem, kind);
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, &now).unwrap();
            }
            let was = fs::read_to_string(&path).unwrap();
            let line = was.lines().map(Some).chain([None]).zip(now.lines().map(Some).chain([None])).find(|(was, now)| was != now);
            line.map(|(was, now)| format!("{stem}.{kind}:\n  was: {}\n  is:  {}", was.unwrap_or("(end)"), now.unwrap_or("(end)")))
        })
        .chain(kinds.contains("txt").then(|| unlike(stem, &document)).flatten())
        .collect()
}

/// The file whose words are not those of the tree.
fn unlike(stem: &str, document: &Compiled) -> Option<String> {
    let wanted = squeezed(&flow_text(document));
    if squeezed(&docx_text(&ENGINE.docx(document).unwrap())) != wanted {
        return Some(format!("{stem}: the DOCX differs from the tree"));
    }
    (squeezed(&pdf_text(&ENGINE.pdf(document).unwrap())) != wanted).then(|| format!("{stem}: the PDF differs from the tree"))
}

/// Tenths of a point. Many lengths lie half way between two: they must not hang on the last bit.
fn tenths(length: f64) -> String {
    format!("{:.1}", (length * 10.0 + 0.01).round() / 10.0)
}

/// Each line: left and right end, baseline, type size and face of its first words, and these words;
/// then what is drawn besides, but for tables' borders, and where signatures and seals go.
pub(crate) fn places(document: &Compiled) -> String {
    let mut out = String::new();
    for (number, page) in document.pages.pages.iter().enumerate() {
        writeln!(out, "=== {} ({} x {} pt)", number + 1, tenths(page.width), tenths(page.height)).unwrap();
        out.push_str(&lines_of(page));
        for field in document.extras.fields.iter().filter(|f| f.area.page == number) {
            let area = field.area;
            let (purpose, places) = (format!("{:?}", field.purpose).to_lowercase(), [area.x, area.y, area.width, area.height].map(tenths));
            writeln!(out, "{purpose} {}", places.join(" ")).unwrap();
        }
    }
    out
}

fn lines_of(page: &Page) -> String {
    let mut out = String::new();
    for item in &page.items {
        match item {
            Placed::Line(line) => {
                let (Some(first), Some(last)) = (line.fragments.first(), line.fragments.last()) else { continue };
                let text = words_of(line);
                let words: Vec<&str> = text.split_whitespace().take(5).collect();
                let face =
                    [(first.bold, "b"), (first.italic, "i")].into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect::<String>();
                let [left, right, baseline] = [first.x, end_of(line, last), line.baseline].map(tenths);
                writeln!(out, "{left}-{right} {baseline} {}{face} {}", line.size, words.join(" ")).unwrap();
            }
            Placed::Rule { x, y, width, thickness } if *thickness > BORDER => {
                writeln!(out, "rule {}-{} {}", tenths(*x), tenths(x + width), tenths(*y)).unwrap();
            }
            Placed::Dots { x, baseline, width, .. } => {
                writeln!(out, "dots {}-{} {}", tenths(*x), tenths(x + width), tenths(*baseline)).unwrap()
            }
            Placed::Figure { x, y, width, height, .. } | Placed::Frame { x, y, width, height, .. } => {
                writeln!(out, "box {}", [*x, *y, *width, *height].map(tenths).join(" ")).unwrap();
            }
            Placed::Rule { .. } | Placed::VerticalRule { .. } => {}
        }
    }
    out
}
