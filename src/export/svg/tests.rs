//! The pages read back, against the PDF of the same document.

use std::sync::Arc;

use roxmltree::{Document as Xml, Node};

use super::*;
use crate::diag::{Severity, SourceId, Span};
use crate::export::pdf::tests::{Shown, pages, read, shown, small};
use crate::standard::Standard;
use crate::style::Choices;
use crate::tree::Origin;
use crate::{layout, markup, style, tree};

/// The pages of a document whose values came from where their markup says.
fn drawn(markup: &str, marks: &[Mark]) -> Vec<String> {
    let fonts = Fonts::builtin().unwrap();
    let span = Span { source: SourceId(0), start: 0, end: 0 };
    let origins = |path: &str| Some(Origin { path: Arc::from(path), span });
    let mut document = markup::parse(markup, SourceId(0), &origins).unwrap();
    tree::compose(&mut document, Standard::nd30());
    let flow = style::flow(&document, &Choices::default(), Standard::nd30(), &fonts).0;
    let pages = layout::layout(&flow, &fonts).0;
    write(&flow, &pages, &fonts, marks, &inline)
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.ancestors().find_map(|n| n.attribute(name)).map_or(0.0, |value| value.parse().unwrap())
}

/// A word of a page.
#[derive(Debug)]
struct Word {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
}

fn words_of_svg(svg: &str) -> Vec<Word> {
    let fonts = Fonts::builtin().unwrap();
    let xml = Xml::parse(svg).unwrap();
    let mut out = Vec::new();
    for text in xml.descendants().filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "text"))) {
        let face = fonts.face(text.attribute("font-weight") == Some("700"), text.attribute("font-style") == Some("italic"));
        let mut x = number(text, "x");
        for part in text.text().unwrap_or_default().split_inclusive(' ') {
            let space = if part.ends_with(' ') { number(text, "word-spacing") } else { 0.0 };
            let (word, size) = (part.trim_end(), number(text, "font-size"));
            out.push(Word { text: word.to_owned(), left: x, right: x + face.width(word, size), baseline: number(text, "y") });
            x += face.width(part, size) + space;
        }
    }
    out
}

/// The pieces of text of a PDF's page; places count from the upper edge.
fn pieces_of_pdf(document: &lopdf::Document, page: lopdf::ObjectId) -> Vec<Shown> {
    let height = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap()[3].as_float().unwrap();
    shown(document, page).into_iter().map(|s| Shown { baseline: height - s.baseline, ..s }).collect()
}

/// A document with justified lines over several pages, faces that change within a line, a table, footnotes and a frame.
fn rich() -> String {
    let text = "Căn cứ **chức năng**, nhiệm vụ *được giao* của từng đơn vị^[Theo quy định.] năm 2021-2025. ".repeat(40);
    let rows = "<row><cell><p>1</p></cell><cell><p>Sở Khoa học và Công nghệ tỉnh</p></cell></row>".repeat(50);
    format!(
        "<document><header><organ-name>Sở A</organ-name><code>Số:<blank of=\"number\"/>/KH-A</code></header>\
         <marks urgency=\"Khẩn\"/><type-name>Kế hoạch</type-name><subject>Kiểm tra</subject>\
         <body><item level=\"section\"><heading>Mục &lt;đích&gt;</heading><p>{text}</p>\
         <table><column/><column/><head><row><cell><p>TT</p></cell><cell><p>Đơn vị</p></cell></row></head>{rows}</table></item></body>\
         <closing><p>Hết</p></closing></document>"
    )
}

#[test]
fn words_and_places_are_those_of_the_pdf() {
    for markup in [small(), rich()] {
        let (svg, document) = (drawn(&markup, &[]), read(&markup));
        let ids = pages(&document);
        assert_eq!(svg.len(), ids.len());
        for (svg, page) in svg.iter().zip(ids) {
            let pieces = pieces_of_pdf(&document, page);
            let words = words_of_svg(svg);
            let all: String = words.iter().map(|word| word.text.as_str()).collect();
            let printed: String = pieces.iter().flat_map(|p| p.text.split(' ')).collect();
            assert_eq!(all, printed);
            // Every piece of the PDF begins where a word of the SVG begins.
            for piece in pieces.iter().filter(|p| !p.text.trim().is_empty()) {
                let same = |word: &Word| {
                    word.text == piece.text.trim_end().split(' ').next().unwrap()
                        && (word.left - f64::from(piece.left)).abs() < 0.02
                        && (word.baseline - f64::from(piece.baseline)).abs() < 0.01
                };
                assert!(words.iter().any(same), "{piece:?} of {words:?}");
            }
        }
    }
}

#[test]
fn lines_end_where_the_pdf_ends_them() {
    let (svg, document) = (drawn(&rich(), &[]), read(&rich()));
    let words = words_of_svg(&svg[0]);
    // What reaches the right margin: whatever a space is widened by adds up there.
    let pieces = pieces_of_pdf(&document, pages(&document)[0]);
    let ends = |baseline: f32| {
        let printed = pieces.iter().filter(|piece| piece.baseline == baseline).map(|piece| piece.right).fold(0.0, f32::max);
        let drawn = words.iter().filter(|word| (word.baseline - f64::from(baseline)).abs() < 0.01);
        (f64::from(printed), drawn.map(|word| word.right).fold(0.0, f64::max))
    };
    let lines: Vec<(f64, f64)> = pieces.iter().map(|piece| ends(piece.baseline)).filter(|(printed, _)| *printed > 552.0).collect();
    assert!(lines.len() > 10);
    for (printed, drawn) in lines {
        assert!((printed - drawn).abs() < 0.06, "{printed} {drawn}");
    }
}

/// A document whose values say where they came from.
fn placed() -> String {
    let long = "Đoạn dài hơn một dòng để thấy rằng mọi dòng đều biết mình từ đâu ra, dòng sau cũng như dòng trước, không sót dòng nào.";
    format!(
        "<document><header><organ-name><value origin=\"/organ_name\">Sở A</value></organ-name></header>\
         <type-name>Kế hoạch</type-name><subject><value origin=\"/subject\">Kiểm tra</value></subject>\
         <body><item level=\"section\" origin=\"/content/body/0\"><heading><value origin=\"/content/body/0/heading\">Mục đích chung</value></heading>\
         <p><value origin=\"/content/body/0/items/0\">{long}</value></p></item></body></document>"
    )
}

fn lines_of<'a, 'i>(xml: &'a Xml<'i>, path: &str) -> Vec<(u32, Node<'a, 'i>)> {
    let line = |n: Node<'a, 'i>| Some((n.attribute("data-line")?.parse().unwrap(), n));
    xml.descendants().filter(|n| n.attribute("data-path") == Some(path)).filter_map(line).collect()
}

#[test]
fn every_line_knows_its_value_and_its_number() {
    let svg = drawn(&placed(), &[]);
    let xml = Xml::parse(&svg[0]).unwrap();
    assert_eq!(xml.root_element().attribute("aria-label"), Some("Trang 1 trên 1"));
    assert_eq!(lines_of(&xml, "/organ_name").len(), 1);
    let [first, second] = lines_of(&xml, "/content/body/0/items/0")[..] else { panic!("{}", svg[0]) };
    assert_eq!(second.0, first.0 + 1);
    // Words of the form came from nowhere.
    let national = xml.descendants().find(|n| n.text().is_some_and(|t| t.starts_with("CỘNG HÒA"))).unwrap();
    assert_eq!(national.ancestors().find_map(|n| n.attribute("data-path")), None);
}

fn mark(path: &str, words: Option<&str>) -> Mark {
    Mark { finding: 7, path: path.to_owned(), words: words.map(str::to_owned), severity: Severity::Warning }
}

/// The paths whose lines are marked, and how wide.
fn marked(marks: &[Mark]) -> Vec<(String, f64)> {
    let svg = drawn(&placed(), marks);
    let xml = Xml::parse(&svg[0]).unwrap();
    let rects = xml.descendants().filter(|n| n.attribute("data-finding") == Some("7"));
    rects.map(|r| (r.parent().unwrap().attribute("data-path").unwrap_or_default().to_owned(), number(r, "width"))).collect()
}

#[test]
fn a_finding_is_marked_at_its_words() {
    let width = |text: &str, bold| Fonts::builtin().unwrap().face(bold, false).width(text, 14.0);
    // In capitals on the page.
    let found = marked(&[mark("/content/body/0/heading", Some("đích"))]);
    let [(path, wide)] = &found[..] else { panic!("{found:?}") };
    assert_eq!(path, "/content/body/0/heading");
    assert!((wide - width("ĐÍCH", true)).abs() < 0.02, "{wide}");
    // Over the end of a line it is marked on both; words that are not there mark the whole value.
    assert_eq!(marked(&[mark("/content/body/0/items/0", None)]).len(), 2);
    assert_eq!(marked(&[mark("/content/body/0/items/0", Some("không có ở đây"))]).len(), 2);
}

#[test]
fn a_finding_about_what_is_not_there_is_marked_at_its_record_alone() {
    let paths = |path: &str| marked(&[mark(path, None)]).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(paths("/content/body/0/note"), ["/content/body/0/heading"]);
    assert!(paths("/content/body/4").is_empty());
    assert!(paths("/signer_info").is_empty());
    assert!(paths("").is_empty());
}

#[test]
fn lengths_are_short_and_exact_to_hundredths() {
    assert_eq!([12.0, 0.05, -0.004, 100.129, 7.1].map(|n| Pt(n).to_string()), ["12", "0.05", "0", "100.13", "7.1"]);
}
