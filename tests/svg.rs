//! Pages for a browser: whole documents, how much goes over the line, what every line knows.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use roxmltree::{Document as Xml, Node};

use super::common::{ENGINE, compile, compiled, flow_text, plans, squeezed};
use vanban::export::svg::inline;
use vanban::pipeline::Compiled;

fn pages(compiled: &Compiled) -> Vec<String> {
    ENGINE.svg(compiled, &[], &inline)
}

fn packed(svg: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(svg.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

fn words(xml: &Xml<'_>) -> String {
    xml.descendants().filter(|n| n.is_text()).filter_map(|n| n.text()).collect()
}

#[test]
fn a_page_is_five_kilobytes_packed() {
    for path in plans() {
        let pages = pages(&compiled(&path));
        let all = packed(&pages.concat());
        assert!(all < 5_200 * pages.len(), "{}: {} pages, {all} bytes", path.display(), pages.len());
    }
}

#[test]
fn every_line_of_text_leads_to_a_value_that_is_there() {
    let path = &plans()[0];
    let data = ENGINE.read(&path.display().to_string(), std::fs::read(path).unwrap(), &super::common::Disk).2.unwrap().root;
    // A bare text stands for a record of which it is the text.
    fn below<'a>(at: &'a vanban::model::node::Node, step: &str) -> Option<&'a vanban::model::node::Node> {
        at.child(step).or(at.text().map(|_| at))
    }
    let compiled = compiled(path);
    let (mut known, mut unknown) = (0, Vec::new());
    for svg in pages(&compiled) {
        let xml = Xml::parse(&svg).unwrap();
        for line in xml.descendants().filter(|n| n.has_attribute("data-line")) {
            match line.attribute("data-path") {
                Some(path) => {
                    assert!(path.split('/').skip(1).try_fold(&*data, below).is_some(), "{path}");
                    known += 1;
                }
                None => unknown.push(line.descendants().filter_map(|n| n.text()).collect::<String>()),
            }
        }
    }
    assert!(known > 100);
    // Only the form's own words, page numbers and repeated heads come from nowhere.
    let own = |text: &String| text.starts_with("CỘNG HÒA") || text.starts_with("Độc lập") || text.trim().parse::<u32>().is_ok();
    unknown.retain(|text| !own(text));
    assert!(unknown.len() <= 3, "{unknown:?}");
}

#[test]
fn every_word_is_shown() {
    for path in plans() {
        let compiled = compiled(&path);
        if compiled.flow.sections.iter().any(|s| !s.notes.is_empty()) {
            continue;
        }
        let mut shown = String::new();
        for svg in pages(&compiled) {
            let xml = Xml::parse(&svg).unwrap();
            // Page numbers and repeated heads stand on lines without a paragraph.
            let lines = xml.descendants().filter(|n| n.has_attribute("data-line"));
            let number = |n: &Node<'_, '_>| n.descendants().filter_map(|n| n.text()).collect::<String>().parse::<u32>().is_ok();
            shown.extend(lines.filter(|n| !number(n)).flat_map(|n| n.descendants()).filter(|n| n.is_text()).filter_map(|n| n.text()));
        }
        let shown = squeezed(&shown);
        for line in flow_text(&compiled).lines().map(squeezed) {
            assert!(shown.contains(&line), "{}: {line}", path.display());
        }
    }
}

#[test]
fn a_picture_is_shown_with_its_words_and_its_place() {
    let data = r#"{"type": "ke-hoach", "profile": "profiles/so-khcn-lai-chau.yaml", "subject": "Thử <b> & \"c\"", "to_places": ["Sở Nội vụ"],
        "content": {"body": ["Một.", {"image": {"file": "../tests/errors/anh/nho.png", "alt": "Ảnh \"nhỏ\"", "width": "40mm"}}], "closing": ["Hết"]}}"#;
    let compiled = compile("anh.json", data).compiled.unwrap();
    let pages = pages(&compiled);
    let xml = Xml::parse(&pages[0]).unwrap();
    let image = xml.descendants().find(|n| n.tag_name().name() == "image").unwrap();
    assert_eq!(image.attribute("aria-label"), Some("Ảnh \"nhỏ\""));
    assert_eq!(image.attribute("data-path"), Some("/content/body/1/image"));
    assert!(image.attribute("href").is_some_and(|href| href.starts_with("data:image/png;base64,")));
    assert!((image.attribute("width").unwrap().parse::<f64>().unwrap() - 40.0 / 25.4 * 72.0).abs() < 0.05);
    assert!(words(&xml).contains("Thử <b> & \"c\""));
}

#[test]
fn parts_that_are_files_of_their_own_are_drawn_too() {
    let examples = ENGINE.types().into_iter().map(|(slug, _)| slug.to_owned()).collect::<Vec<_>>();
    for slug in examples {
        let text = ENGINE.example(&slug).unwrap().unwrap_or_else(|_| panic!("{slug}"));
        let outcome = ENGINE.compile(&format!("{slug}.yaml"), text.as_bytes().to_vec(), &super::common::Disk);
        let compiled = outcome.compiled.unwrap();
        for part in compiled.files() {
            let pages = ENGINE.svg(part, &[], &inline);
            assert_eq!(pages.len(), part.pages.pages.len(), "{slug}");
            for svg in pages {
                assert!(Xml::parse(&svg).is_ok(), "{slug}");
            }
        }
    }
}

#[test]
fn markers_are_known_by_the_values_that_they_stand_before() {
    let data = r#"{"type": "ke-hoach", "profile": "profiles/so-khcn-lai-chau.yaml", "subject": "Thử", "to_places": ["Sở Nội vụ"],
        "content": {"body": [{"level": "section", "heading": "Một", "items": [{"level": "clause", "text": "A"}, "Đoạn.", {"level": "dash", "text": "B"}]},
            {"level": "section", "heading": "Hai", "items": [{"table": {"columns": ["TT", "Tên"], "rows": [["x", "y"]]}}]}],
            "closing": ["Hết"]},
        "appendices": [{"body": [{"level": "clause", "text": "C"}]}]}"#;
    let markers = compile("so.json", data).compiled.unwrap().document.markers();
    let at = |path: &str| markers.get(path).map(String::as_str);
    assert_eq!(at("/content/body/0"), Some("I."));
    assert_eq!(at("/content/body/0/items/0"), Some("1."));
    assert_eq!(at("/content/body/0/items/1"), None);
    assert_eq!(at("/content/body/0/items/2"), Some("-"));
    assert_eq!(at("/appendices/0/body/0"), Some("1."));
    assert_eq!(markers.len(), 5);
}

/// While a document is being written, a sign that no font has is told and the pages are there to be seen; no file is made with it.
#[test]
fn a_sign_without_a_letter_leaves_the_pages_to_be_seen() {
    let engine = vanban::pipeline::Engine::new(vanban::template::Store::builtin(), vanban::font::Fonts::builtin().ok().unwrap())
        .ok()
        .unwrap()
        .judging(vanban::pipeline::Judged::Draft);
    let text = std::fs::read_to_string("templates/ke-hoach/example.yaml").unwrap();
    let text = text.replacen("  body:\n", "  body:\n    - \"Tốt \u{1f44d} lắm.\"\n", 1);
    let outcome = engine.compile("a.yaml", text.into_bytes(), &super::common::Disk);
    assert!(outcome.diagnostics.iter().any(|found| found.code.id == "L001" && found.is_error()));
    let compiled = outcome.compiled.unwrap();
    assert!(engine.svg(&compiled, &[], &|_| String::new())[0].contains("<svg"));
    assert!(engine.pdf(&compiled).is_err());
}
