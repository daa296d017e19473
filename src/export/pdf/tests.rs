//! Documents read back with lopdf, and what they should hold by a person's reading.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::*;
use crate::diag::SourceId;
use crate::standard::Standard;
use crate::style::Choices;
use crate::{markup, style, tree};

const HEADER: &str = "<header><organ-name>Sở A</organ-name><code>Số:<blank of=\"number\"/>/KH-A</code></header>\
    <type-name>Kế hoạch</type-name><subject>Kiểm tra</subject>";

/// A document with one part of each kind.
pub(in crate::export) fn small() -> String {
    format!(
        "<document>{HEADER}<body>\
         <item level=\"section\"><heading>Mục đích</heading><p>Đoạn **đậm** ngắn.</p>\
         <item level=\"dash\"><text>Một</text><item level=\"plus\"><text>Hai</text></item></item>\
         <item level=\"dash\"><text>Ba <a href=\"https://a.vn/đ\">ở đây</a> rồi</text></item></item>\
         <item level=\"section\"><heading>Nội dung</heading>\
         <item level=\"clause\"><heading>Việc</heading><p>Bốn</p></item></item></body>\
         <closing><p>Hết</p></closing>\
         <foot><recipients><recipient>Sở B</recipient></recipients><signature><authority>Giám đốc</authority>\
         <full-name>Trần Văn Tuấn</full-name></signature></foot></document>"
    )
}

/// A document with an item of so many sentences, and a last paragraph.
fn long(sentences: usize) -> String {
    let text = "Căn cứ chức năng, nhiệm vụ được giao của từng đơn vị. ".repeat(sentences);
    format!("<document>{HEADER}<body><item level=\"dash\"><text>{text}</text></item></body><closing><p>Hết</p></closing></document>")
}

fn rendered(markup: &str) -> Vec<u8> {
    let fonts = Fonts::builtin().unwrap();
    let mut document = markup::parse(markup, SourceId(0), &|_| None).unwrap();
    tree::compose(&mut document, Standard::nd30());
    let flow = style::flow(&document, &Choices::default(), Standard::nd30(), &fonts).0;
    let pages = layout::layout(&flow, &fonts).0;
    let metadata = Metadata {
        title: "KẾ HOẠCH Kiểm tra A & B".into(),
        author: "Sở A".into(),
        subject: "Kiểm tra A & B".into(),
        category: "Kế hoạch".into(),
        ..Metadata::default()
    };
    let extras = Extras { fields: pages.facts.fields.clone(), ..Extras::default() };
    write(&flow, &pages, &fonts, &metadata, &extras, &Shared::default()).unwrap()
}

pub(in crate::export) fn read(markup: &str) -> Document {
    Document::load_mem(&rendered(markup)).unwrap()
}

pub(super) fn get<'a>(document: &'a Document, dict: &'a Dictionary, key: &str) -> &'a Object {
    let value = dict.get(key.as_bytes()).unwrap();
    document.dereference(value).unwrap().1
}

/// A font of a page as a reader sees it: how many bytes a code has; characters and widths by code.
struct Font {
    bytes: usize,
    characters: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

fn fonts(document: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, Font> {
    let page = document.get_dictionary(page).unwrap();
    let resources = get(document, page, "Resources").as_dict().unwrap();
    let fonts = get(document, resources, "Font").as_dict().unwrap();
    let code = |hex: &str| u16::from_str_radix(hex, 16).unwrap();
    let read = |font: &Dictionary| {
        let map = get(document, font, "ToUnicode").as_stream().unwrap().decompressed_content().unwrap();
        let map = String::from_utf8(map).unwrap();
        let parts = |line: &str| Some(line.strip_prefix('<')?.strip_suffix('>')?.split("> <").map(str::to_owned).collect::<Vec<_>>());
        let lines: Vec<Vec<String>> = map.lines().filter_map(parts).collect();
        let bytes = lines[0][0].len() / 2;
        let mut characters = BTreeMap::new();
        for line in &lines[1..] {
            let units: Vec<u16> = line[1].as_bytes().chunks(4).map(|c| code(std::str::from_utf8(c).unwrap())).collect();
            assert_eq!(characters.insert(code(&line[0]), String::from_utf16(&units).unwrap()), None);
        }
        let mut widths = BTreeMap::new();
        let mut run = |first: u16, run: &Object| {
            widths.extend(run.as_array().unwrap().iter().zip(first..).map(|(w, code)| (code, w.as_float().unwrap())));
        };
        if let Ok(first) = font.get(b"FirstChar") {
            assert_eq!(bytes, 1);
            run(first.as_i64().unwrap() as u16, get(document, font, "Widths"));
        } else {
            let descendant = get(document, font, "DescendantFonts").as_array().unwrap()[0].as_dict().unwrap();
            for pair in get(document, descendant, "W").as_array().unwrap().chunks(2) {
                run(pair[0].as_i64().unwrap() as u16, &pair[1]);
            }
        }
        Font { bytes, characters, widths }
    };
    fonts
        .iter()
        .map(|(name, _)| (name.clone(), read(get(document, fonts, std::str::from_utf8(name).unwrap()).as_dict().unwrap())))
        .collect()
}

/// A piece of text of a page.
#[derive(Debug)]
pub(in crate::export) struct Shown {
    pub(in crate::export) text: String,
    /// Left end, and right end without a last space.
    pub(in crate::export) left: f32,
    pub(in crate::export) right: f32,
    pub(in crate::export) baseline: f32,
    /// Number of its marked content; none for artifacts.
    pub(in crate::export) mark: Option<i64>,
}

pub(in crate::export) fn shown(document: &Document, page: ObjectId) -> Vec<Shown> {
    let fonts = fonts(document, page);
    let (mut font, mut size, mut x, mut y, mut mark, mut spread) = (Vec::new(), 0.0, 0.0, 0.0, None, 0.0);
    let mut out = Vec::new();
    for operation in Content::decode(&document.get_page_content(page)).unwrap().operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BT" => (x, y) = (0.0, 0.0),
            "Tf" => (font, size) = (operands[0].as_name().unwrap().to_vec(), operands[1].as_float().unwrap()),
            "Tw" => spread = operands[0].as_float().unwrap(),
            "Td" => (x, y) = (x + operands[0].as_float().unwrap(), y + operands[1].as_float().unwrap()),
            "BDC" => mark = operands[1].as_dict().unwrap().get(b"MCID").and_then(Object::as_i64).ok(),
            "Tj" | "TJ" => {
                let (mut text, mut pen, mut right) = (String::new(), x, x);
                let items = operands[0].as_array().cloned().unwrap_or_else(|_| vec![operands[0].clone()]);
                for item in items {
                    let Ok(codes) = item.as_str() else {
                        pen -= item.as_float().unwrap() / 1000.0 * size;
                        continue;
                    };
                    for bytes in codes.chunks(fonts[&font].bytes) {
                        let code = bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte));
                        text.push_str(&fonts[&font].characters[&code]);
                        pen += fonts[&font].widths[&code] / 1000.0 * size + if bytes == b" " { spread } else { 0.0 };
                        right = if text.ends_with(' ') { right } else { pen };
                    }
                }
                out.push(Shown { text, left: x, right, baseline: y, mark });
            }
            _ => {}
        }
    }
    out
}

pub(in crate::export) fn pages(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

fn text(document: &Document) -> String {
    pages(document).into_iter().flat_map(|page| shown(document, page)).map(|s| s.text + "|").collect()
}

#[test]
fn every_word_comes_back_once_and_in_order() {
    assert_eq!(
        text(&read(&small())),
        "SỞ A|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Số: |/KH-A|KẾ HOẠCH |Kiểm tra|\
         I. MỤC ĐÍCH|Đoạn |đậm| ngắn.|- |Một|+ |Hai|- |Ba |ở đây| rồi|II. NỘI DUNG|1. Việc|Bốn|Hết./.|\
         Nơi nhận:|- |Sở B.|GIÁM ĐỐC|Trần Văn Tuấn|"
    );
}

#[test]
fn lines_end_with_a_space_and_pages_add_only_their_number() {
    let document = read(&long(70));
    // Nothing but the spaces at the ends of lines may part the words.
    let text: String =
        pages(&document).into_iter().flat_map(|p| shown(&document, p)).filter(|s| s.mark.is_some()).map(|s| s.text).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let sentence: Vec<&str> = "Căn cứ chức năng, nhiệm vụ được giao của từng đơn vị.".split(' ').collect();
    let start = words.iter().position(|w| *w == "Căn").unwrap();
    let body = &words[start..];
    assert_eq!(body.len(), 70 * sentence.len());
    assert!(body.chunks(sentence.len()).take(69).all(|c| c == sentence), "{words:?}");
    assert_eq!(body.last(), Some(&"vị.Hết./."));
    let numbers: Vec<Shown> = pages(&document).into_iter().flat_map(|p| shown(&document, p)).filter(|s| s.mark.is_none()).collect();
    assert_eq!(numbers.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["2"]);
}

#[test]
fn justified_lines_end_at_the_margin() {
    // 210 mm of paper, 15 mm of right margin.
    let margin = 195.0 / 25.4 * 72.0;
    let document = read(&long(20));
    let body: Vec<Shown> = shown(&document, pages(&document)[0]).into_iter().filter(|s| s.left < 90.0 && s.right > 300.0).collect();
    assert!(body.len() > 10);
    for line in &body[..body.len() - 1] {
        assert!((line.right - margin).abs() < 0.06, "{line:?}");
    }
}

#[test]
fn widths_are_exact() {
    // Advances of Times New Roman in 2048ths: m 1593, u 1024, space 512; bold A 1479.
    let document = read(&long(1).replace("đơn vị", "mu A **A**"));
    let fonts = fonts(&document, pages(&document)[0]);
    let width = |font: &str, character: &str| {
        let font = &fonts[font.as_bytes()];
        let code = font.characters.iter().find(|(_, c)| *c == character).unwrap().0;
        font.widths[code]
    };
    for (font, character, advance) in [("Regular", "m", 1593.0), ("Regular", "u", 1024.0), ("Regular", " ", 512.0), ("Bold", "A", 1479.0)] {
        assert!((width(font, character) - advance * 1000.0 / 2048.0).abs() < 0.001, "{character}");
    }
}

#[test]
fn characters_that_share_a_glyph_come_back_as_they_were() {
    // Liberation Serif Italic shows U+F001 and U+FB01 with one glyph.
    let document = read("<document><body><p>*\u{f001} \u{fb01} x*</p></body></document>");
    assert!(text(&document).contains("\u{f001} \u{fb01} x"));
}

/// More letters than one byte can tell, each shown and read back, on lines that end at the margin.
#[test]
fn many_letters_take_two_bytes_each() {
    let words: String = (0xC0..0x250).chain(0x391..0x3A0).filter_map(char::from_u32).flat_map(|c| [c, 'a', ' ']).collect();
    let document = read(&format!("<document><body><p>{words}</p></body></document>"));
    assert_eq!(fonts(&document, pages(&document)[0])[b"Regular".as_slice()].bytes, 2);
    let all = pages(&document).into_iter().flat_map(|page| shown(&document, page));
    let lines: Vec<Shown> = all.skip_while(|line| !line.text.starts_with('À')).collect();
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(text.strip_suffix("./."), Some(words.trim_end()));
    let (margin, last) = (195.0 / 25.4 * 72.0, lines.len() - 1);
    assert!(last > 5 && lines[..last].iter().all(|line| (line.right - margin).abs() < 0.06), "{lines:?}");
}

#[test]
fn a_character_without_a_glyph_is_an_error() {
    let fonts = Fonts::builtin().unwrap();
    let document = markup::parse("<document><body><p>Xin chào 😀</p></body></document>", SourceId(0), &|_| None).unwrap();
    let flow = style::flow(&document, &Choices::default(), Standard::nd30(), &fonts).0;
    let found =
        write(&flow, &layout::layout(&flow, &fonts).0, &fonts, &Metadata::default(), &Extras::default(), &Shared::default()).unwrap_err();
    assert_eq!(found.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["L001"]);
    assert!(found.iter().next().unwrap().message.contains("U+1F600"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = rendered(&small());
    rendered(&long(30));
    assert!(first == rendered(&small()));
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| rendered(&small()))).collect();
    assert!(threads.into_iter().all(|t| t.join().unwrap() == first));
    assert!(first != rendered(&small().replace("Bốn", "Năm")));
}

/// The written tree as nested names, and its marked content by page.
pub(super) fn structure(document: &Document) -> (String, Vec<(String, Vec<ObjectId>)>) {
    fn walk(document: &Document, id: ObjectId, parent: ObjectId, marks: &mut Vec<(String, Vec<ObjectId>)>) -> String {
        let element = document.get_dictionary(id).unwrap();
        assert_eq!(element.get(b"P").unwrap(), &Object::Reference(parent));
        let role = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        let kids = element.get(b"K").unwrap();
        let kids = kids.as_array().cloned().unwrap_or_else(|_| vec![kids.clone()]);
        let (mut children, mut pages) = (Vec::new(), Vec::new());
        for kid in kids {
            match kid {
                Object::Integer(_) => pages.push(element.get(b"Pg").unwrap().as_reference().unwrap()),
                Object::Dictionary(d) if d.has(b"MCID") => pages.push(d.get(b"Pg").unwrap().as_reference().unwrap()),
                Object::Dictionary(d) => assert_eq!(d.get(b"Type").unwrap(), &Object::from("OBJR")),
                other => children.push(walk(document, other.as_reference().unwrap(), id, marks)),
            }
        }
        marks.push((role.clone(), pages));
        if children.is_empty() { role } else { format!("{role}({})", children.join(" ")) }
    }
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let top = document.get_dictionary(root).unwrap().get(b"K").unwrap().as_reference().unwrap();
    let mut marks = Vec::new();
    (walk(document, top, root, &mut marks), marks)
}

#[test]
fn the_structure_is_that_of_the_document() {
    let (sketch, _) = structure(&read(&small()));
    assert_eq!(
        sketch,
        "Document(P P P P(Span) H1 H2 P L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody(Link))) H2 H3 P P \
         P L(LI(Lbl LBody)) P Form Form P)"
    );
}

#[test]
fn without_a_title_headings_begin_at_one() {
    let body = "<item level=\"section\"><heading>A</heading><item level=\"point\"><heading>B</heading><text>C</text></item></item>";
    let (sketch, _) = structure(&read(&format!("<document><body>{body}</body></document>")));
    assert_eq!(sketch, "Document(P P H1 H2 P)");
}

#[test]
fn an_item_over_two_pages_is_one_element() {
    let document = read(&long(70));
    let (sketch, marks) = structure(&document);
    assert_eq!(sketch, "Document(P P P P(Span) H1 L(LI(Lbl LBody)) P)");
    let body = &marks.iter().find(|(role, _)| role == "LBody").unwrap().1;
    let pages = pages(&document);
    assert_eq!(body, &pages[..2]);
    // The item's number on the second page leads back to it; the page number has none.
    let second = shown(&document, pages[1]);
    assert_eq!((second[0].text.as_str(), second[0].mark, second[1].mark), ("2", None, Some(0)));
}

#[test]
fn links_are_clickable_and_tagged() {
    let document = read(&small());
    let page = pages(&document)[0];
    let annotations = get(&document, document.get_dictionary(page).unwrap(), "Annots").as_array().unwrap();
    let mut links = annotations.iter().map(|a| document.dereference(a).unwrap().1.as_dict().unwrap());
    let link = links.find(|a| a.get(b"Subtype").unwrap() == &Object::from("Link")).unwrap();
    assert_eq!(get(&document, get(&document, link, "A").as_dict().unwrap(), "URI").as_str().unwrap(), b"https://a.vn/%C4%91");
    assert_eq!(decode_text_string(link.get(b"Contents").unwrap()).unwrap(), "Liên kết đến https://a.vn/đ");
    // The way back: the number after those of the pages and the two fields.
    assert_eq!(link.get(b"StructParent").unwrap(), &Object::Integer(3));
    let root = get(&document, document.catalog().unwrap(), "StructTreeRoot").as_dict().unwrap();
    let parents = get(&document, get(&document, root, "ParentTree").as_dict().unwrap(), "Nums").as_array().unwrap();
    let element = document.dereference(&parents[7]).unwrap().1.as_dict().unwrap();
    assert_eq!(element.get(b"S").unwrap(), &Object::from("Link"));
    let words = shown(&document, page).into_iter().find(|s| s.text == "ở đây").unwrap();
    let area: Vec<f32> = link.get(b"Rect").unwrap().as_array().unwrap().iter().map(|v| v.as_float().unwrap()).collect();
    assert!((area[0] - words.left).abs() < 0.02 && (area[2] - words.right).abs() < 0.02, "{area:?} {words:?}");
}

/// Titles of bookmarks as nested lists.
fn bookmarks(document: &Document, parent: &Dictionary) -> String {
    let mut out = Vec::new();
    let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
    while let Some(id) = next {
        let entry = document.get_dictionary(id).unwrap();
        let title = decode_text_string(entry.get(b"Title").unwrap()).unwrap();
        let below = bookmarks(document, entry);
        out.push(if below.is_empty() { title } else { format!("{title} [{below}]") });
        next = entry.get(b"Next").and_then(Object::as_reference).ok();
    }
    out.join(", ")
}

#[test]
fn bookmarks_nest_like_the_headings() {
    let document = read(&small());
    let catalog = document.catalog().unwrap();
    let root = get(&document, catalog, "Outlines").as_dict().unwrap();
    assert_eq!(bookmarks(&document, root), "I. MỤC ĐÍCH, II. NỘI DUNG [1. Việc]");
    assert_eq!(root.get(b"Count").unwrap(), &Object::Integer(3));
    assert_eq!(catalog.get(b"PageMode").unwrap(), &Object::from("UseOutlines"));
    assert!(read(&long(1)).catalog().unwrap().get(b"Outlines").is_err());
}

#[test]
fn a_part_is_one_heading() {
    let document = read("<document><body><item level=\"part\"><heading>Quy định</heading><p>Một</p></item></body></document>");
    let root = get(&document, document.catalog().unwrap(), "Outlines").as_dict().unwrap();
    assert_eq!(bookmarks(&document, root), "Phần I QUY ĐỊNH");
    assert_eq!(structure(&document).0, "Document(P P H1 P)");
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = rendered(&small());
    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
    assert_eq!(get(&document, get(&document, catalog, "MarkInfo").as_dict().unwrap(), "Marked"), &Object::Boolean(true));
    let info = get(&document, &document.trailer, "Info").as_dict().unwrap();
    let entries: Vec<(String, String)> =
        info.iter().map(|(k, v)| (String::from_utf8(k.clone()).unwrap(), decode_text_string(v).unwrap())).collect();
    let expected = [("Producer", "vanban"), ("Title", "KẾ HOẠCH Kiểm tra A & B"), ("Author", "Sở A"), ("Subject", "Kiểm tra A & B")];
    assert_eq!(entries, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    let packet = String::from_utf8(get(&document, catalog, "Metadata").as_stream().unwrap().content.clone()).unwrap();
    for part in [
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">KẾ HOẠCH Kiểm tra A &amp; B</rdf:li></rdf:Alt></dc:title>",
        "<dc:creator><rdf:Seq><rdf:li>Sở A</rdf:li></rdf:Seq></dc:creator>",
        "<pdf:Producer>vanban</pdf:Producer>",
    ] {
        assert!(packet.contains(part), "{part}");
    }
    assert!(!packet.contains("Date"));
    roxmltree::Document::parse(&packet).unwrap();
}

#[test]
fn fonts_are_tagged_subsets_with_complete_descriptors() {
    let document = read(&small());
    let descriptors: Vec<&Dictionary> = document
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok())
        .filter(|d| d.get(b"Type").is_ok_and(|t| *t == Object::from("FontDescriptor")))
        .collect();
    // Regular, bold, and bold italic for Nơi nhận.
    assert_eq!(descriptors.len(), 3);
    for descriptor in descriptors {
        let name = descriptor.get(b"FontName").unwrap().as_name().unwrap();
        assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+', "{name:?}");
        assert_eq!(get(&document, descriptor, "FontBBox").as_array().unwrap().len(), 4);
        let slanted = name.ends_with(b"Italic");
        assert_eq!(get(&document, descriptor, "Flags").as_i64().unwrap() & 64 != 0, slanted);
        let angle = get(&document, descriptor, "ItalicAngle").as_float().unwrap();
        assert_eq!(angle < -10.0, slanted, "{angle}");
        assert!(get(&document, descriptor, "FontFile2").as_stream().is_ok());
    }
}

/// The role of each element, its parent's, and its dictionary, in the order of the tree.
fn elements(document: &Document) -> Vec<(String, String, Dictionary)> {
    fn walk(document: &Document, value: &Object, parent: &str, out: &mut Vec<(String, String, Dictionary)>) {
        match document.dereference(value).unwrap().1 {
            Object::Array(kids) => kids.iter().for_each(|kid| walk(document, kid, parent, out)),
            Object::Dictionary(dict) => {
                let Ok(role) = dict.get(b"S").and_then(Object::as_name) else { return };
                let role = String::from_utf8(role.to_vec()).unwrap();
                out.push((role.clone(), parent.to_owned(), dict.clone()));
                walk(document, dict.get(b"K").unwrap(), &role, out);
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    let root = get(document, document.catalog().unwrap(), "StructTreeRoot").as_dict().unwrap();
    walk(document, root.get(b"K").unwrap(), "", &mut out);
    out
}

/// The number stands once, where the table begins; the repeated head is no content.
#[test]
fn a_footnote_of_a_repeated_head_stands_in_the_first_one() {
    let rows = "<row><cell><p>Hàng</p></cell></row>".repeat(80);
    let document = read(&format!(
        "<document><body><table><column/><head><row><cell><p>Tên^[Đầy đủ]</p></cell></row></head>{rows}</table></body></document>"
    ));
    assert!(document.get_pages().len() > 1);
    let elements = elements(&document);
    let within = |role: &str| elements.iter().filter(|e| e.0 == role).map(|e| e.1.as_str()).collect::<Vec<_>>();
    assert_eq!((within("Reference"), within("Note")), (vec!["TH"], vec!["TH"]));
}

#[test]
fn a_footnote_is_a_note_behind_its_paragraph() {
    let document = read(
        "<document><body><p>Đoạn<footnote>Chú thích một</footnote>.</p><item level=\"point\"><text>Điểm^[hai]</text></item></body></document>",
    );
    let elements = elements(&document);
    let roles: Vec<(&str, &str)> = elements.iter().map(|(role, parent, _)| (role.as_str(), parent.as_str())).collect();
    let at = roles.iter().position(|r| r.0 == "Reference").unwrap();
    assert_eq!(roles[at - 1..at + 4], [("P", "Document"), ("Reference", "P"), ("Note", "Document"), ("Lbl", "Note"), ("P", "Note")]);
    assert!(roles.contains(&("Note", "LBody")));
    let names: Vec<&[u8]> = elements.iter().filter(|e| e.0 == "Note").map(|e| e.2.get(b"ID").unwrap().as_str().unwrap()).collect();
    assert!(names.len() == 2 && names[0] < names[1], "{names:?}");
    let root = get(&document, document.catalog().unwrap(), "StructTreeRoot").as_dict().unwrap();
    let leaves = get(&document, get(&document, root, "IDTree").as_dict().unwrap(), "Kids").as_array().unwrap();
    let leaf = document.dereference(&leaves[0]).unwrap().1.as_dict().unwrap();
    assert_eq!(get(&document, leaf, "Names").as_array().unwrap().len(), 4);
}
