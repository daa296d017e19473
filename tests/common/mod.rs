//! What the integration tests share: compiling data files, reading text back out of files.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "shared by tests, each uses a part"
)]

pub mod generated;
pub mod place;
pub mod word;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use vanban::font::Fonts;
use vanban::layout::{Fragment, Page, Placed, TextLine};
use vanban::model::Files;
use vanban::pipeline::{Compiled, Engine, Outcome};
use vanban::standard::Component;
use vanban::template::Store;

pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let fonts = Fonts::builtin().unwrap_or_else(|_| panic!("fonts"));
    Engine::new(Store::builtin(), fonts).unwrap_or_else(|(sources, found)| panic!("{}", vanban::cli::report(&sources, &found)))
});

/// An engine that also knows the types of `tests/templates`.
pub static TRIAL: LazyLock<Engine> = LazyLock::new(|| {
    let mut files = Vec::new();
    for folder in std::fs::read_dir("tests/templates").unwrap().map(|f| f.unwrap().path()) {
        for file in std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()) {
            let name = [&folder, &file].map(|p| p.file_name().unwrap().to_str().unwrap().to_owned()).join("/");
            files.push((name, std::fs::read_to_string(file).unwrap()));
        }
    }
    let fonts = Fonts::builtin().unwrap_or_else(|_| panic!("fonts"));
    Engine::new(Store::builtin().with_overrides(files), fonts)
        .unwrap_or_else(|(sources, found)| panic!("{}", vanban::cli::report(&sources, &found)))
});

/// How many inputs a property is tried on: as many as PROPTEST_CASES says, else so many.
pub fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|given| given.parse().ok()).unwrap_or(usual)
}

/// The program's source files.
pub fn source_files() -> Vec<PathBuf> {
    let (mut out, mut folders) = (Vec::new(), vec![PathBuf::from("src")]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                out.push(entry);
            }
        }
    }
    out.sort();
    out
}

/// The repository's own files.
pub struct Disk;

impl Files for Disk {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let path = Path::new(from).parent().unwrap().join(path);
        std::fs::read(&path).map(|b| (path.display().to_string(), b)).map_err(|_| "không có tệp này".into())
    }
}

/// What the reports of 120 units share.
pub const UNITS_BASE: &str = "data/bao-cao-cchc-quy-3-2025-don-vi.yaml";

/// The four reference plans.
pub fn plans() -> Vec<PathBuf> {
    [
        "data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml",
        "data/ke-hoach-cchc-2026-lai-chau.yaml",
        "data/ke-hoach-cchc-2025-lai-chau.json",
        "data/ke-hoach-tuyen-truyen-cchc-2025-lai-chau.yaml",
    ]
    .map(PathBuf::from)
    .to_vec()
}

/// Compiles text as if it were a file in `data/`.
pub fn compile(name: &str, text: &str) -> Outcome {
    ENGINE.compile(&format!("data/{name}"), text.as_bytes().to_vec(), &Disk)
}

/// Compiles a file; findings fail the test.
#[track_caller]
pub fn compiled(path: &Path) -> Compiled {
    let outcome = ENGINE.compile(&path.display().to_string(), std::fs::read(path).unwrap(), &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    assert!(report.is_empty(), "{report}");
    outcome.compiled.unwrap()
}

/// One paragraph a line, white space evened out, drawn lines left out.
pub fn lines(text: &str) -> String {
    let lines = text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty());
    lines.map(|l| l + "\n").collect()
}

/// NFC without any white space.
pub fn squeezed(text: &str) -> String {
    text.nfc().filter(|c| !c.is_whitespace()).collect()
}

/// The words of every paragraph of the flow in reading order, footnotes after all others.
pub fn flow_text(compiled: &Compiled) -> String {
    let (notes, text): (Vec<_>, Vec<_>) = vanban::layout::paragraphs(&compiled.flow).partition(|p| p.component == Component::Footnote);
    let words = |p: &vanban::style::Para| p.runs.iter().map(|r| if r.blank.is_some() { " " } else { &r.text }).collect::<String>() + "\n";
    text.into_iter().chain(notes).map(words).collect()
}

/// Where the words of a stretch of text end, pt; the space at a line's end hangs over the margin.
pub fn end_of(line: &TextLine, fragment: &Fragment) -> f64 {
    let words = fragment.text.trim_end_matches(' ');
    let spaces = words.matches(' ').count() as f64;
    fragment.x + ENGINE.fonts().face(fragment.bold, fragment.italic).width(words, fragment.size(line.size)) + spaces * fragment.stretch
}

/// The words of a line, a space where a place is left open.
pub fn words_of(line: &TextLine) -> String {
    let (mut out, mut end) = (String::new(), f64::INFINITY);
    for fragment in &line.fragments {
        if fragment.x > end + 1.0 {
            out.push(' ');
        }
        out.push_str(&fragment.text);
        end = end_of(line, fragment);
    }
    out
}

/// The words on each page, a line for each paragraph or what of it is there, white space evened out;
/// page numbers and repeated table heads are left out.
pub fn page_texts(compiled: &Compiled) -> Vec<String> {
    let text = |page: &Page| {
        let (mut out, mut before) = (String::new(), None);
        for item in &page.items {
            let Placed::Line(line) = item else { continue };
            if line.para.is_none() {
                continue;
            }
            if line.para != before {
                out.push('\n');
            }
            before = line.para;
            out.push_str(&words_of(line));
            out.push(' ');
        }
        lines(&out.replace(['\u{feff}', '\u{2060}'], "").replace('\u{2011}', "-"))
    };
    compiled.pages.pages.iter().map(text).collect()
}

/// The parts of a DOCX.
pub fn docx_part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
    text
}

/// The words of a DOCX's body in document order, then those of its footnotes.
pub fn docx_text(docx: &[u8]) -> String {
    let mut out = part_text(&docx_part(docx, "word/document.xml"));
    if zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap().index_for_name("word/footnotes.xml").is_some() {
        out.push_str(&part_text(&docx_part(docx, "word/footnotes.xml")));
    }
    out
}

fn part_text(xml: &str) -> String {
    let document = roxmltree::Document::parse(xml).unwrap();
    let id = |node: roxmltree::Node| node.attributes().find(|a| a.name() == "id").unwrap().value().to_owned();
    let mut out = String::new();
    for node in document.descendants() {
        match node.tag_name().name() {
            // Dots and boxes in content controls are no words.
            "t" if node.ancestors().any(|a| a.tag_name().name() == "sdtContent") => {}
            "t" => out.push_str(node.text().unwrap_or_default()),
            "noBreakHyphen" => out.push('-'),
            "footnoteReference" => out.push_str(&id(node)),
            "footnoteRef" => out.push_str(&id(node.ancestors().find(|n| n.tag_name().name() == "footnote").unwrap())),
            "p" => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// The words of a PDF in the order they are drawn, those of footnotes after all others; artifacts
/// (page numbers, repeated table heads) are left out.
pub fn pdf_text(pdf: &[u8]) -> String {
    let drawn = |of_notes: bool| {
        let mut document = lopdf::Document::load_mem(pdf).unwrap();
        for id in document.get_pages().into_values().collect::<Vec<_>>() {
            let notes = notes(&document, id);
            let mut content = lopdf::content::Content::decode(&document.get_page_content(id)).unwrap();
            let mut kept = false;
            content.operations.retain(|op| {
                match op.operator.as_str() {
                    "BDC" => {
                        let mark = op.operands[1].as_dict().ok().and_then(|d| d.get(b"MCID").ok()?.as_i64().ok());
                        kept = mark.is_some_and(|mark| notes[mark as usize] == of_notes);
                    }
                    "EMC" => kept = false,
                    // The face is chosen once and stays.
                    "Tf" => return true,
                    _ => {}
                }
                kept
            });
            document.change_page_content(id, content.encode().unwrap()).unwrap();
        }
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        pages.into_iter().map(|page| document.extract_text(&[page]).unwrap()).collect::<String>()
    };
    drawn(false) + &drawn(true)
}

/// Which pieces of a page's marked content belong to footnotes.
fn notes(document: &lopdf::Document, page: lopdf::ObjectId) -> Vec<bool> {
    let get = |dict: &lopdf::Dictionary, key: &[u8]| document.dereference(dict.get(key).unwrap()).unwrap().1.clone();
    let root = get(document.catalog().unwrap(), b"StructTreeRoot");
    let parents = get(get(root.as_dict().unwrap(), b"ParentTree").as_dict().unwrap(), b"Nums");
    let number = get(document.get_dictionary(page).unwrap(), b"StructParents").as_i64().unwrap();
    let elements = document.dereference(&parents.as_array().unwrap()[2 * number as usize + 1]).unwrap().1.as_array().unwrap();
    let in_note = |element: &lopdf::Object| {
        let mut element = document.dereference(element).unwrap().1.as_dict().unwrap();
        loop {
            match element.get(b"S").and_then(lopdf::Object::as_name) {
                Ok(b"Note") => return true,
                Ok(_) => element = document.dereference(element.get(b"P").unwrap()).unwrap().1.as_dict().unwrap(),
                Err(_) => return false,
            }
        }
    };
    elements.iter().map(in_note).collect()
}
