//! What a screen reader reads, in its order: each example's structure tree as text.
//!
//! `UPDATE=1 cargo test reading_order::` rewrites the files in `reading-order/`; read them aloud
//! beside the page before you keep them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use crate::common;

use std::collections::BTreeMap;

use common::{Disk, TRIAL};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};
use vanban::pipeline::Engine;

/// The words of each piece of marked content.
fn words(document: &Document) -> BTreeMap<(ObjectId, i64), String> {
    let mut out = BTreeMap::new();
    for (number, page) in document.get_pages() {
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mark = |op: &lopdf::content::Operation| op.operands.get(1)?.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok();
        for wanted in content.operations.iter().filter(|op| op.operator == "BDC").filter_map(mark) {
            let mut own = false;
            let mut only = content.clone();
            only.operations.retain(|op| {
                match op.operator.as_str() {
                    "BDC" => own = mark(op) == Some(wanted),
                    "EMC" => own = false,
                    // The face is chosen once and stays.
                    "Tf" => return true,
                    _ => {}
                }
                own
            });
            let mut one = document.clone();
            one.change_page_content(page, only.encode().unwrap()).unwrap();
            out.insert((page, wanted), one.extract_text(&[number]).unwrap().replace('\n', ""));
        }
    }
    out
}

struct Reader<'a> {
    document: &'a Document,
    words: BTreeMap<(ObjectId, i64), String>,
    out: String,
}

impl Reader<'_> {
    /// An element on a line of its own, its own words behind its role, what is below it indented.
    fn element(&mut self, id: ObjectId, depth: usize) {
        let element = self.document.get_dictionary(id).unwrap();
        let role = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match element.get(b"K").unwrap() {
            Object::Array(kids) => kids.clone(),
            one => vec![one.clone()],
        };
        let mut own = String::new();
        let mut below = Vec::new();
        for kid in &kids {
            match kid {
                Object::Integer(mark) => own.push_str(&self.words[&(page.unwrap(), *mark)]),
                Object::Dictionary(kid) => own.push_str(&self.reference(kid)),
                Object::Reference(kid) => match self.document.get_dictionary(*kid).unwrap().get(b"Alt") {
                    Ok(alt) => own.push_str(&format!("[{}]", decode_text_string(alt).unwrap())),
                    Err(_) => below.push(*kid),
                },
                other => panic!("{other:?}"),
            }
        }
        let own = own.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("{}{role} {own}", "  ".repeat(depth));
        self.out.push_str(line.trim_end());
        self.out.push('\n');
        below.into_iter().for_each(|kid| self.element(kid, depth + 1));
    }

    fn reference(&self, kid: &Dictionary) -> String {
        if let Ok(mark) = kid.get(b"MCID") {
            let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
            return self.words[&(page, mark.as_i64().unwrap())].clone();
        }
        let annotation = self.document.get_dictionary(kid.get(b"Obj").unwrap().as_reference().unwrap()).unwrap();
        let spoken = annotation.get(b"TU").or(annotation.get(b"Contents")).unwrap();
        format!("({})", decode_text_string(spoken).unwrap())
    }
}

fn read_aloud(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let top = document.get_dictionary(root).unwrap().get(b"K").unwrap().as_reference().unwrap();
    let mut reader = Reader { document: &document, words: words(&document), out: String::new() };
    reader.element(top, 0);
    reader.out
}

/// Compares what is read aloud of a document and its separate parts with the files kept for it.
#[track_caller]
fn reads_as_kept(engine: &Engine, name: &str, data: &str) {
    let outcome = engine.compile(&format!("data/{name}.yaml"), data.as_bytes().to_vec(), &Disk);
    let document = outcome.compiled.unwrap_or_else(|| panic!("{}", vanban::cli::report(&outcome.sources, &outcome.diagnostics)));
    for part in document.files() {
        let read = read_aloud(&engine.pdf(part).unwrap());
        let file = format!("tests/reading-order/{name}{}.txt", part.suffix());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &read).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), read, "{file}");
    }
}

#[test]
fn examples_are_read_as_a_person_would_read_the_page() {
    // With the types that only tests know.
    for (slug, _) in TRIAL.types() {
        reads_as_kept(&TRIAL, slug, TRIAL.example(slug).unwrap().unwrap_or_else(|_| panic!("{slug}")));
    }
}

/// A table with groups, on pages that lie on their side; the place for the agency's words comes first.
#[test]
fn a_separate_appendix_is_read_from_its_upper_edge() {
    reads_as_kept(&TRIAL, "phu-luc-rieng", &std::fs::read_to_string("tests/outside/cases/phu-luc-rieng.yaml").unwrap());
}
