//! Written DOCX files read back, and what they should hold by a person's reading.

use std::io::{Cursor, Read};

use super::*;
use crate::layout::{layout, paragraphs};
use crate::standard::Standard;
use crate::style::{Choices, flow};
use crate::tree::{
    Block, Code, Document, Foot, Header as Head, Inline, Inlines, Item, Level, Marks, PlaceDate, Recipient, Signature, compose,
};

fn text(s: &str) -> Inlines {
    vec![Inline::text(s)]
}

fn item(level: Level, heading: &str, words: &str, children: Vec<Block>) -> Block {
    let or_none = |s: &str| if s.is_empty() { Vec::new() } else { text(s) };
    Block::Item(Item {
        level,
        marker: None,
        heading: or_none(heading),
        heading_note: Vec::new(),
        run_in: Vec::new(),
        text: or_none(words),
        children,
        origin: None,
    })
}

fn plan() -> Document {
    let mut document = Document {
        header: Head {
            organization_in_charge: Some(text("UBND tỉnh Lai Châu")),
            organ_name: vec![text("Sở Khoa học và Công nghệ")],
            code: Some(Code { words: text("Số: 05/KH-SKHCN"), ..Code::default() }),
            place_date: Some(PlaceDate { words: text("Lai Châu, ngày 05 tháng 3 năm 2025"), ..PlaceDate::default() }),
            ..Head::default()
        },
        type_name: text("Kế hoạch"),
        subject: text("Kiểm tra năm 2025"),
        opening: vec![vec![Inline::text("Thực hiện "), Inline { bold: true, ..Inline::text("Kế hoạch") }, Inline::text(" này:")]],
        body: vec![
            item(Level::Section, "Mục đích", "", vec![item(Level::Clause, "Có nội dung", "", vec![item(Level::Dash, "", "Một.", vec![])])]),
            item(Level::Section, "Không có nội dung", "", vec![]),
        ],
        closing: vec![text("Trên đây là Kế hoạch")],
        foot: Foot {
            recipients: vec![Recipient { words: text("Như trên"), ..Recipient::default() }],
            signature: Some(Signature {
                authority: vec![text("Giám đốc")], full_name: text("Trần Văn Tuấn"), ..Signature::default()
            }),
            ..Foot::default()
        },
        ..Document::default()
    };
    compose(&mut document, Standard::nd30());
    document
}

fn styled(document: &Document) -> Flow {
    flow(document, &Choices::default(), Standard::nd30(), &Fonts::builtin().unwrap()).0
}

fn written(flow: &Flow, facts: &Facts) -> Vec<u8> {
    let metadata = Metadata {
        title: "KẾ HOẠCH R&D".into(),
        author: "Sở Khoa học và Công nghệ".into(),
        subject: "Kiểm tra".into(),
        category: "Kế hoạch".into(),
        ..Metadata::default()
    };
    write(flow, facts, &Fonts::builtin().unwrap(), &metadata, &Extras::default(), &Shared::default()).unwrap()
}

fn bytes(document: &Document) -> Vec<u8> {
    let flow = styled(document);
    let facts = layout(&flow, &Fonts::builtin().unwrap()).0.facts;
    written(&flow, &facts)
}

fn part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut out = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut out).unwrap();
    out
}

fn body_of(document: &Document) -> String {
    part(&bytes(document), "word/document.xml")
}

/// The paragraph that holds these words, as markup.
fn paragraph<'a>(xml: &'a str, words: &str) -> &'a str {
    let at = xml.find(words).unwrap();
    let start = xml[..at].rfind("<w:p>").unwrap();
    &xml[start..at + xml[at..].find("</w:p>").unwrap()]
}

#[test]
fn the_same_document_gives_the_same_bytes_whatever_came_before() {
    let first = bytes(&plan());
    let other = Document { opening: vec![text("Khác."), text("Nữa.")], ..plan() };
    assert_ne!(bytes(&other), first);
    assert_eq!(bytes(&plan()), first);
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| bytes(&plan()))).collect();
    assert!(threads.into_iter().all(|t| t.join().unwrap() == first));
}

#[test]
fn every_component_has_its_named_style() {
    let styles = part(&bytes(&plan()), "word/styles.xml");
    let xml = roxmltree::Document::parse(&styles).unwrap();
    let attribute = |n: roxmltree::Node, name: &str| n.attributes().find(|a| a.name() == name).unwrap().value().to_owned();
    let mut names: Vec<(String, String)> = xml
        .descendants()
        .filter(|n| n.tag_name().name() == "style")
        .map(|n| (attribute(n, "styleId"), attribute(n.first_element_child().unwrap(), "val")))
        .collect();
    // Normal, 53 components, the footnotes' numbers, and the paragraph behind the last table.
    assert_eq!(names.len(), 56);
    assert_eq!(names[0], ("Normal".into(), "Normal".into()));
    assert_eq!(names[1], ("VbNationalTitle".into(), "VB Quốc hiệu".into()));
    assert!(names.iter().all(|(_, name)| !name.contains([',', ';'])));
    names.sort_by(|a, b| a.1.cmp(&b.1));
    names.dedup_by(|a, b| a.1 == b.1);
    assert_eq!(names.len(), 56);
    assert!(styles.contains(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"Times New Roman\"/>"
    ));
    assert!(styles.contains("<w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\"/>"));
    assert!(styles.contains(
        "<w:name w:val=\"VB Mục: số thứ tự và tiêu đề\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"VbParagraph\"/><w:qFormat/>\
         <w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>\
         <w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"720\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"0\"/></w:pPr>\
         <w:rPr><w:b/><w:bCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>"
    ));
}

#[test]
fn footnotes_are_words_own() {
    let note = |words: &str, link: Option<&str>| Inline {
        text: "1".into(),
        note: Some(vec![Inline { link: link.map(str::to_owned), ..Inline::text(words) }]),
        ..Inline::default()
    };
    let body = vec![
        Block::Paragraph(vec![Inline::text("Đoạn"), note("Chú thích một", None), Inline::text(".")]),
        Block::Paragraph(vec![Inline::text("Nữa"), note("Hai", Some("https://a.vn"))]),
    ];
    let docx = bytes(&Document { body, ..Document::default() });
    let text = part(&docx, "word/document.xml");
    assert!(text.contains(
        "<w:t>Đoạn</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:t>.</w:t>"
    ));
    assert!(text.contains("<w:footnoteReference w:id=\"2\"/>"));
    let notes = part(&docx, "word/footnotes.xml");
    assert!(notes.contains("<w:footnote w:type=\"separator\" w:id=\"-1\">"));
    assert!(notes.contains("<w:footnote w:id=\"1\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>"));
    assert!(notes.contains("<w:hyperlink r:id=\"rIdLink1\""));
    assert!(part(&docx, "word/_rels/footnotes.xml.rels").contains("Target=\"https://a.vn\""));
    assert!(part(&docx, "word/_rels/document.xml.rels").contains("Target=\"footnotes.xml\""));
    assert!(part(&docx, "word/settings.xml").contains("<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"));
    assert!(
        part(&docx, "word/styles.xml")
            .contains("<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>")
    );
}

#[test]
fn the_header_is_a_table_without_margins() {
    let xml = body_of(&plan());
    let body = xml.find("<w:body>").unwrap() + "<w:body>".len();
    assert!(xml[body..].starts_with("<w:tbl>"));
    let table = &xml[body..xml.find("</w:tbl>").unwrap()];
    assert!(table.contains("<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"));
    assert!(table.contains("<w:left w:w=\"0\" w:type=\"dxa\"/>") && table.contains("<w:right w:w=\"0\" w:type=\"dxa\"/>"));
    assert!(!table.contains("tblBorders"));
    assert_eq!(table.matches("<w:cantSplit/>").count(), 2);
    assert_eq!(table.matches("<w:gridCol ").count(), 2);
    // Real capitals.
    assert!(table.contains("<w:t>SỞ KHOA HỌC VÀ CÔNG NGHỆ</w:t>") && !xml.contains("w:caps"));
}

#[test]
fn headings_are_marked_and_keep_with_what_follows() {
    let xml = body_of(&plan());
    let section = paragraph(&xml, "MỤC ĐÍCH");
    assert_eq!(
        section,
        "<w:p><w:pPr><w:pStyle w:val=\"VbSection\"/></w:pPr>\
         <w:bookmarkStart w:id=\"1\" w:name=\"Muc_1\"/><w:r><w:t>I. MỤC ĐÍCH</w:t></w:r><w:bookmarkEnd w:id=\"1\"/>"
    );
    // The level stands in the style, so that a heading added later has it.
    assert!(!paragraph(&xml, "Có nội dung").contains("outlineLvl"));
    assert!(paragraph(&xml, "KHÔNG CÓ").contains("w:name=\"Muc_3\""));
    // A heading with nothing below it is free; the last paragraph holds on to the signature.
    assert!(paragraph(&xml, "KHÔNG CÓ").contains("<w:keepNext w:val=\"0\"/>"));
    assert!(paragraph(&xml, "Trên đây").contains("<w:pStyle w:val=\"VbParagraph\"/><w:keepNext/><w:keepLines/>"));
    assert!(!paragraph(&xml, "Một.").contains("keep"));
}

/// docx-rs replaces equal paragraph ids, and with them went what the pass must know.
#[test]
fn every_heading_without_content_says_so() {
    let body = ["MỘT", "HAI", "BA"].map(|heading| item(Level::Section, heading, "", Vec::new()));
    let xml = body_of(&Document { body: body.to_vec(), ..plan() });
    for heading in ["MỘT", "HAI", "BA"] {
        let words = paragraph(&xml, heading);
        assert!(words.contains("<w:keepNext w:val=\"0\"/>"), "{words}");
    }
}

#[test]
fn hyphens_inside_words_do_not_break() {
    let xml = body_of(&plan());
    assert!(xml.contains("<w:t>Số: 05/KH-SKHCN</w:t>"));
    assert!(xml.contains("<w:t>Độc lập - Tự do - Hạnh phúc</w:t>"));
    assert!(xml.contains("<w:t>- Một.</w:t>"));
}

#[test]
fn dashes_break_where_the_layout_breaks() {
    let xml = body_of(&Document { opening: vec![text("giao ban–định kỳ 2025–2030 20 mm")], ..plan() });
    assert!(xml.contains("<w:t>giao ban–định kỳ 2025–2030 20\u{a0}mm</w:t>"));
}

#[test]
fn the_space_before_a_forced_break_is_widened() {
    let document = Document { opening: vec![text("một hai ba")], ..plan() };
    let flow = styled(&document);
    let id = paragraphs(&flow).find(|p| p.runs.first().is_some_and(|r| r.text == "một hai ba")).unwrap().id;
    let mut facts = layout(&flow, &Fonts::builtin().unwrap()).0.facts;
    facts.of_mut(id).words.widen(1, Twips(24));
    facts.of_mut(id).extra_before = Twips(25);
    let xml = part(&written(&flow, &facts), "word/document.xml");
    assert!(xml.contains(
        "<w:p><w:pPr><w:pStyle w:val=\"VbParagraph\"/><w:spacing w:before=\"145\"/></w:pPr><w:r><w:t>một hai</w:t></w:r>\
         <w:r><w:rPr><w:spacing w:val=\"24\"/></w:rPr><w:t xml:space=\"preserve\"> </w:t></w:r><w:r><w:t>ba</w:t></w:r></w:p>"
    ));
}

#[test]
fn runs_of_one_look_are_one() {
    let xml = body_of(&plan());
    assert!(xml.contains(
        "<w:r><w:t xml:space=\"preserve\">Thực hiện </w:t></w:r><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>Kế hoạch</w:t></w:r>\
         <w:r><w:t xml:space=\"preserve\"> này:</w:t></w:r>"
    ));
}

#[test]
fn no_paragraph_is_empty_but_drawn_lines_and_the_last() {
    let xml = body_of(&plan());
    let empty: Vec<&str> = xml.split("<w:p>").skip(1).filter(|p| !p.contains("<w:t>") && !p.contains("<w:t ")).collect();
    let (last, rules) = empty.split_last().unwrap();
    assert_eq!(rules.len(), 3);
    assert!(rules.iter().all(|p| p.contains("\"VbRule\"")));
    assert!(last.starts_with("<w:pPr><w:pStyle w:val=\"VbEnd\"/></w:pPr></w:p><w:sectPr>"));
    assert!(!xml.contains("<w:br"));
}

#[test]
fn page_one_has_no_number() {
    let docx = bytes(&plan());
    let xml = part(&docx, "word/document.xml");
    // A4, margins 20, 20, 30, 15 mm, the number 10 mm from the edge.
    assert!(xml.ends_with(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"1134\" w:gutter=\"0\"/>\
         <w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\" w:num=\"1\"/><w:titlePg/></w:sectPr></w:body></w:document>"
    ));
    let header = part(&docx, "word/header1.xml");
    assert!(header.contains("<w:pStyle w:val=\"VbPageNumber\"/>") && header.contains("<w:instrText>PAGE</w:instrText>"));
}

#[test]
fn first_header_and_footer_stand_beside_the_page_number() {
    let address = vec![vec![Inline::text("Trang: "), Inline { link: Some("https://x.gov.vn/ấ?a&b".into()), ..Inline::text("x.gov.vn") }]];
    let marks = Marks { circulation: Some("Lưu hành nội bộ".into()), ..Marks::default() };
    let docx = bytes(&Document { address, marks, ..plan() });
    let xml = part(&docx, "word/document.xml");
    for reference in [
        "<w:headerReference w:type=\"default\" r:id=\"rIdHeader1\"/>",
        "<w:headerReference w:type=\"first\" r:id=\"rIdHeader2\"/>",
        "<w:footerReference w:type=\"first\" r:id=\"rIdFooter1\"/>",
    ] {
        assert!(xml.contains(reference), "{reference}");
    }
    assert!(part(&docx, "word/header1.xml").contains("PAGE"));
    let mark = part(&docx, "word/header2.xml");
    assert!(mark.contains("<w:t>LƯU HÀNH NỘI BỘ</w:t>"));
    assert!(mark.contains("<w:top w:val=\"single\" w:space=\"3\" w:sz=\"6\" w:color=\"000000\"/>"));
    assert!(part(&docx, "word/footer1.xml").contains("<w:hyperlink r:id=\"rIdLink1\""));
    let relations = part(&docx, "word/_rels/footer1.xml.rels");
    assert!(relations.contains("Target=\"https://x.gov.vn/%E1%BA%A5?a&amp;b\" TargetMode=\"External\""));
}

#[test]
fn equal_frames_are_not_drawn_as_one() {
    let xml = body_of(&Document { marks: Marks { draft: true, urgency: Some("Dự thảo".into()), ..Marks::default() }, ..plan() });
    let indents: Vec<&str> = xml.match_indices("\"VbMark\"").map(|(at, _)| &xml[at + xml[at..].find("<w:ind ").unwrap()..][..40]).collect();
    assert_eq!(indents.len(), 2);
    assert_ne!(indents[0], indents[1]);
}

#[test]
fn the_package_names_no_clock_and_no_tool() {
    let docx = bytes(&plan());
    let mut zip = zip::ZipArchive::new(Cursor::new(&docx[..])).unwrap();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT));
        assert_eq!(file.compression(), zip::CompressionMethod::Deflated);
        let mut xml = String::new();
        file.read_to_string(&mut xml).unwrap();
        for word in ["docx-rs", "dcterms", "unknown", "paraId", "docGrid", "w15"] {
            assert!(!xml.contains(word), "{word} {xml}");
        }
        roxmltree::Document::parse(&xml).unwrap();
    }
    let core = part(&docx, "docProps/core.xml");
    assert!(core.contains("<dc:title>KẾ HOẠCH R&amp;D</dc:title>") && core.contains("<dc:language>vi-VN</dc:language>"));
    assert!(
        part(&docx, "word/settings.xml")
            .contains("w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"14\"")
    );
}

#[test]
fn a_character_that_xml_forbids_is_a_finding() {
    let document = Document { opening: vec![text("một\u{1}hai")], ..plan() };
    let flow = styled(&document);
    let fonts = Fonts::builtin().unwrap();
    let facts = layout(&flow, &fonts).0.facts;
    assert!(write(&flow, &facts, &fonts, &Metadata::default(), &Extras::default(), &Shared::default()).unwrap_err().has_errors());
}
