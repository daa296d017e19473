//! Anybody's DOCX: effective formatting, computed numbers, what is left out and told, foreign and hostile files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fmt::Write as _;

use proptest::prelude::*;
use vanban::paper::{self, Alignment, Block, Detail, Drawing, LineSpacing, Paper, Paragraph, RemarkKind, Story};
use vanban::units::{HalfPt, Twips};

use crate::common::word::{Word, plain, styled, table};
use crate::common::{self, ENGINE};

fn read(word: Word) -> Paper {
    paper::read(&word.bytes()).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn first(paper: &Paper) -> &Paragraph {
    paper.paragraphs().next().unwrap()
}

fn shown(paper: &Paper) -> Vec<String> {
    paper.paragraphs().map(Paragraph::shown).collect()
}

fn told(paper: &Paper) -> Vec<(RemarkKind, &str)> {
    paper.remarks.iter().map(|r| (r.kind, r.words.as_str())).collect()
}

const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>
 <w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
 <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
 <w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Thân bài"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:jc w:val="both"/><w:spacing w:before="120"/><w:ind w:firstLine="567"/></w:pPr><w:rPr><w:sz w:val="28"/><w:b/></w:rPr></w:style>
 <w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Trích"/><w:basedOn w:val="Body"/><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr></w:style>
 <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr></w:style>"#;

const THEME: &str = r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme name="x">
 <a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"#;

#[test]
fn formatting_comes_from_defaults_theme_styles_and_the_run_itself() {
    let body = plain("Không kiểu") + &styled("<w:pStyle w:val=\"Quote\"/><w:spacing w:after=\"0\"/>", "<w:i/>", "Có kiểu");
    let paper = read(Word::new(&body).styles(STYLES).raw("theme", THEME));
    let paragraphs: Vec<&Paragraph> = paper.paragraphs().collect();
    let (font, format) = (&paragraphs[0].runs[0].font, &paragraphs[0].format);
    assert_eq!((&*font.name, &*font.other, font.size, font.bold), ("Calibri", "Calibri", HalfPt(22), false));
    assert_eq!((format.after, format.line, format.alignment), (Twips(160), LineSpacing::Multiple(259.0 / 240.0), Alignment::Left));
    let (font, format) = (&paragraphs[1].runs[0].font, &paragraphs[1].format);
    assert_eq!((&*font.name, font.size, font.bold, font.italic), ("Arial", HalfPt(28), true, true));
    assert_eq!((format.before, format.after, format.first_line, format.alignment), (Twips(120), Twips(0), Twips(567), Alignment::Justify));
    assert_eq!(format.line, LineSpacing::Multiple(259.0 / 240.0));
    assert_eq!(paragraphs[1].style.as_deref(), Some("Trích"));
}

#[test]
fn switches_of_two_styles_turn_one_another_over_and_direct_ones_hold() {
    let strong = "<w:rStyle w:val=\"Strong\"/>";
    let in_body = "<w:pStyle w:val=\"Body\"/>";
    let body = styled(in_body, strong, "a")
        + &styled("", strong, "b")
        + &styled(in_body, &format!("{strong}<w:b/>"), "c")
        + &styled(in_body, "<w:b w:val=\"0\"/>", "d");
    let paper = read(Word::new(&body).styles(STYLES));
    let bold: Vec<bool> = paper.paragraphs().map(|p| p.runs[0].font.bold).collect();
    assert_eq!(bold, [false, true, true, false]);
    assert_eq!(first(&paper).runs[0].font.color, Some(paper::Rgb(255, 0, 0)));
}

#[test]
fn line_rules_and_units_are_read() {
    let spacing = |s: &str| styled(&format!("<w:spacing {s}/><w:ind w:left=\"1cm\" w:hanging=\"0.5in\"/>"), "<w:sz w:val=\"14pt\"/>", "x");
    let body = spacing("w:line=\"360\" w:lineRule=\"exact\"")
        + &spacing("w:line=\"300\" w:lineRule=\"atLeast\"")
        + &spacing("w:line=\"276\"")
        + &spacing("w:before=\"6pt\"");
    let paper = read(Word::new(&body));
    let lines: Vec<LineSpacing> = paper.paragraphs().map(|p| p.format.line).collect();
    assert_eq!(
        lines,
        [LineSpacing::Exactly(Twips(360)), LineSpacing::AtLeast(Twips(300)), LineSpacing::Multiple(1.15), LineSpacing::Multiple(1.0)]
    );
    let last = paper.paragraphs().last().unwrap();
    assert_eq!(
        (last.format.before, last.format.left, last.format.first_line, last.runs[0].font.size),
        (Twips(120), Twips(567), Twips(-720), HalfPt(28))
    );
}

#[test]
fn a_table_style_formats_its_head_and_its_cells_know_their_place() {
    let styles = r#"<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>
      <w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>
      <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"#;
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", plain(text));
    let body = format!(
        "{}<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblLook w:val=\"0020\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"500\"/><w:gridCol w:w=\"900\"/></w:tblGrid>\
         <w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        plain("trước"),
        cell("<w:gridSpan w:val=\"2\"/>", "đầu"),
        cell("<w:vMerge w:val=\"restart\"/>", "a"),
        cell("", "b"),
        cell("<w:vMerge/>", ""),
        cell("", "c"),
    );
    let paper = read(Word::new(&body).styles(styles));
    let Block::Table(table) = &paper.blocks[1] else { panic!() };
    assert!(table.ruled && table.rows[0].repeated && !table.rows[1].repeated);
    assert_eq!((table.rows[0].cells[0].columns, table.rows[1].cells[0].rows, table.rows[2].cells[0].rows), (2, 2, 0));
    assert_eq!(table.columns, [Twips(500), Twips(900)]);
    let of = |text: &str| paper.paragraphs().find(|p| p.text() == text).unwrap();
    assert!(of("đầu").runs[0].font.bold && !of("b").runs[0].font.bold);
    let place = &of("c").place;
    assert_eq!((place.story, place.paragraph, place.to_string().as_str()), (Story::Body, 6, "bảng 1, hàng 3, cột 2"));
    assert_eq!(of("trước").place.to_string(), "đoạn 1");
    assert_eq!(shown(&paper), ["trước", "đầu", "a", "b", "c"]);
}

#[test]
fn numbers_that_word_computes_are_text_and_absent_ones_are_not() {
    let lists = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
       <w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr><w:rPr><w:b/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>"#;
    let styles = r#"<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#;
    let number = |id: &str| format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr>");
    let body = styled("<w:pStyle w:val=\"Item\"/>", "", "một")
        + &styled(&format!("<w:pStyle w:val=\"Item\"/>{}", number("0")), "", "không số")
        + &styled(&number("3"), "", "hai")
        + &styled(&number("9"), "", "danh sách không có");
    let paper = read(Word::new(&body).styles(styles).lists(lists));
    assert_eq!(shown(&paper), ["1. một", "không số", "2. hai", "danh sách không có"]);
    let label = first(&paper).label.as_ref().unwrap();
    assert!(label.font.bold && !first(&paper).runs[0].font.bold);
    assert_eq!((first(&paper).format.left, first(&paper).format.first_line), (Twips(720), Twips(-360)));
}

#[test]
fn tracked_changes_are_read_as_accepted_and_told() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>\
         <w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>\
         <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:commentRangeStart w:id=\"7\"/>{}</w:p>",
        run("Giữ "),
        run("mới"),
        run("nối "),
        run("liền"),
        run("hiện")
    );
    let comments = "<w:comment w:id=\"7\" w:author=\"A\"><w:p><w:r><w:t>xem lại</w:t></w:r></w:p></w:comment>";
    let paper = read(Word::new(&body).part("comments", "comments", comments));
    assert_eq!(shown(&paper), ["Giữ mới", "nối liền", "hiện"]);
    assert_eq!(told(&paper), [(RemarkKind::Inserted, "mới"), (RemarkKind::Deleted, "cũ"), (RemarkKind::Hidden, "ẩn")]);
    let comment = &paper.comments[0];
    assert_eq!((comment.text.as_str(), comment.at.as_ref().map(|p| p.paragraph)), ("xem lại", Some(4)));
}

#[test]
fn letters_that_word_sets_from_right_to_left_are_read_as_typed_and_told() {
    let run = |props: &str, text: &str| format!("<w:r><w:rPr>{props}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run("", text));
    let table = format!(
        "<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tblGrid><w:gridCol w:w=\"900\"/><w:gridCol w:w=\"900\"/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl>",
        cell("Trái"),
        cell("Phải")
    );
    let body = [
        format!("<w:p>{}<w:bdo w:val=\"rtl\">{}</w:bdo>{}</w:p>", run("", "Số tiền "), run("", "000.51"), run("", " đồng")),
        format!("<w:p><w:dir w:val=\"rtl\">{}</w:dir></w:p>", run("", "20 - 15")),
        format!("<w:p>{}{}</w:p>", run("", "một "), run("<w:rtl/>", "hai")),
        format!("<w:p><w:pPr><w:bidi/></w:pPr>{}</w:p>", run("", "cả đoạn.")),
        // Set so, and right: another script, signs alone, left to right, switched off.
        format!(
            "<w:p>{}<w:bdo w:val=\"ltr\">{}</w:bdo></w:p>",
            run("<w:rtl/>", "\u{645}\u{631}\u{62d}\u{628}\u{627} -"),
            run("", "thường")
        ),
        format!("<w:p><w:pPr><w:pStyle w:val=\"Rtl\"/><w:bidi w:val=\"0\"/></w:pPr>{}</w:p>", run("<w:rtl w:val=\"0\"/>", "thuận")),
        table,
    ];
    let styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"Rtl\"><w:name w:val=\"Rtl\"/><w:pPr><w:bidi/></w:pPr><w:rPr><w:rtl/></w:rPr></w:style>";
    let paper = read(Word::new(&body.concat()).styles(styles));
    assert_eq!(shown(&paper)[..2], ["Số tiền 000.51 đồng", "20 - 15"]);
    let turned = ["000.51", "20 - 15", "hai", "cả đoạn.", "Trái"].map(|words| (RemarkKind::Turned, words));
    assert_eq!(told(&paper), turned);
}

#[test]
fn text_boxes_are_read_once_and_lines_are_measured() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>\
         </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>\
         <w:p><w:r><w:pict><v:line from=\"10pt,5pt\" to=\"82pt,5pt\" strokeweight=\"1pt\"/></w:pict></w:r></w:p>\
         <w:p><w:r><w:drawing><wp:anchor><wp:extent cx=\"914400\" cy=\"0\"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst=\"line\"/></wps:spPr></wps:wsp>\
         </a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    );
    let paper = read(Word::new(&body));
    assert_eq!(shown(&paper).iter().filter(|t| *t == "DỰ THẢO").count(), 1);
    let lines: Vec<_> = paper
        .paragraphs()
        .flat_map(|p| &p.drawings)
        .filter_map(|d| if let Drawing::Line(l) = d { Some((l.length, l.eighths, l.horizontal)) } else { None })
        .collect();
    assert_eq!(lines, [(Twips(1440), Some(8), true), (Twips(1440), None, true)]);
}

#[test]
fn fields_show_their_result_and_page_numbers_are_found() {
    let field = |code: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
             <w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let header = format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", field("PAGE", "2"));
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">xem trang </w:t></w:r>{}</w:p><w:sectPr><w:headerReference w:type=\"default\" r:id=\"r0\"/>\
         <w:pgSz w:w=\"11907\" w:h=\"16840\"/><w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\"/><w:titlePg/></w:sectPr>",
        field("PAGEREF muc1", "7")
    );
    let paper = read(Word::new(&body).part("header", "hdr", &header));
    assert_eq!(shown(&paper), ["xem trang 7"]);
    let section = &paper.sections[0];
    assert_eq!(
        (section.margins.top, section.margins.left, section.title_page, section.is_landscape()),
        (Twips(1134), Twips(1701), true, false)
    );
    let number = paper.margins[section.page_margins[0]].page_number().unwrap();
    assert!(number.above && number.alignment == Alignment::Center);
}

#[test]
fn notes_follow_in_the_order_of_their_references() {
    let reference = |id: i32| format!("<w:p><w:r><w:footnoteReference w:id=\"{id}\"/></w:r></w:p>");
    let note = |id: i32| format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/><w:t>chú thích {id}</w:t></w:r></w:p></w:footnote>");
    let paper = read(Word::new(&(reference(5) + &reference(2))).part("footnotes", "footnotes", &(note(0) + &note(2) + &note(5))));
    let notes: Vec<String> = paper.notes.iter().flat_map(|n| paper::paragraphs(&n.blocks)).map(Paragraph::shown).collect();
    assert_eq!(notes, ["chú thích 5", "chú thích 2"]);
}

#[test]
fn decomposed_letters_are_composed_also_over_the_end_of_a_run() {
    let paper = read(Word::new("<w:p><w:r><w:t>Vie</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>\u{302}\u{323}t</w:t></w:r></w:p>"));
    assert_eq!(shown(&paper), ["Việt"]);
    assert_eq!(told(&paper), [(RemarkKind::Decomposed, "Việ")]);
}

#[test]
fn old_encodings_are_known_by_font_and_by_words() {
    let font = |name: &str, text: &str| styled("", &format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\"/>"), text);
    let body = font(".VnTime", "kÕ ho¹ch n¨m 2026")
        + &font(".VnTimeH", "céng hßa x· héi")
        + &font("VNI-Times", "Uyû ban nhaân daân")
        + &font("Times New Roman", "Céng hßa x· héi chñ nghÜa ViÖt Nam")
        + &font(".VnTime", "Gõ Unicode bằng phông cũ")
        + &font("Arial", "S? N?i v?: k? ho?ch");
    let paper = read(Word::new(&body));
    assert_eq!(
        shown(&paper),
        [
            "kế hoạch năm 2026",
            "CỘNG HÒA XÃ HỘI",
            "Uỷ ban nhân dân",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "Gõ Unicode bằng phông cũ",
            "S? N?i v?: k? ho?ch",
        ]
    );
    use RemarkKind::{Legacy, Lost};
    assert_eq!(
        paper.remarks.iter().map(|r| (r.kind, r.place.paragraph)).collect::<Vec<_>>(),
        [(Legacy, 1), (Legacy, 2), (Legacy, 3), (Legacy, 4), (Lost, 6)]
    );
}

#[test]
fn strict_files_and_sections_in_sequence_are_read() {
    let landscape = "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"16840\" w:h=\"11907\"/></w:sectPr></w:pPr></w:p>";
    let paper = read(Word::new(&(plain("a") + landscape + &plain("b"))).strict());
    assert_eq!(shown(&paper), ["a", "", "b"]);
    let sections: Vec<_> = paper.sections.iter().map(|s| (s.blocks.clone(), s.is_landscape())).collect();
    assert_eq!(sections, [(0..2, true), (2..3, false)]);
}

fn message(bytes: &[u8]) -> String {
    match paper::read(bytes) {
        Ok(_) => panic!("was read"),
        Err(refusal) => {
            assert!(!refusal.help.is_empty(), "{refusal:?}");
            refusal.message
        }
    }
}

/// A DOCX of data/ that LibreOffice saved as `.doc`: its words are those of the data's own flow, its table of header and signature
/// stays in two columns, its notes are at hand.
#[test]
fn a_doc_of_word_97_says_what_the_docx_says() {
    const NAME: &str = "to-trinh-chu-thich-2026-xa-muong-than";
    let old = paper::read(&std::fs::read(format!("tests/paper/{NAME}.doc")).unwrap()).unwrap();
    let new = common::compiled(std::path::Path::new(&format!("data/{NAME}.yaml")));
    let words = |paper: &Paper| -> Vec<String> {
        let all = paper.paragraphs().chain(paper.notes.iter().flat_map(|n| paper::paragraphs(&n.blocks)));
        all.flat_map(|p| p.shown().replace('\u{2011}', "-").split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let own = paper::read(&ENGINE.docx(&new).unwrap()).unwrap();
    assert_eq!(words(&old), words(&own));
    assert_eq!((old.detail, own.detail), (Detail::Marks, Detail::All));
    let tables: Vec<Vec<usize>> = old
        .blocks
        .iter()
        .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
        .map(|t| t.rows.iter().map(|r| r.cells.len()).collect())
        .collect();
    assert_eq!(tables, [vec![2, 2], vec![2]]);
    assert_eq!(old.notes.len(), 2);
    let page = &old.sections[0];
    // 210 × 297 mm; 20, 20, 30, 15 mm.
    assert_eq!((page.width, page.height, page.margins.left, page.margins.right), (Twips(11906), Twips(16838), Twips(1701), Twips(850)));
}

/// What a `.doc` does not tell is not judged; all else is, and nothing cries wolf.
#[test]
fn a_doc_is_judged_by_its_words() {
    let bytes = std::fs::read("tests/paper/to-trinh-chu-thich-2026-xa-muong-than.doc").unwrap();
    let review = vanban::review::review("to-trinh.doc", &paper::read(&bytes).unwrap(), &[]);
    assert_eq!(review.found.iter().map(|d| d.code.id).collect::<Vec<_>>(), Vec::<&str>::new());
    let unchecked: Vec<&str> = vanban::rules::unchecked(review.detail).map(|rule| rule.code.id).collect();
    assert!(unchecked.contains(&"R001") && unchecked.contains(&"R207") && !unchecked.contains(&"R806"), "{unchecked:?}");
}

fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

/// A package of these files.
fn package(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn foreign_files_are_told_with_the_way_out() {
    let word = Word::new(&plain("x")).bytes();
    for (bytes, start) in [
        (Vec::new(), "Tệp rỗng"),
        (ole("EncryptedPackage"), "Tệp được đặt mật khẩu"),
        (ole("WordDocument"), "Tệp .doc hỏng hoặc thiếu phần nội dung"),
        ([ole("WordDocument"), vec![b'\r'; 50_000]].concat(), "Văn bản có quá 40000 đoạn"),
        (b"{\\rtf1 x}".to_vec(), "Tệp là văn bản RTF"),
        (b"%PDF-1.7".to_vec(), "Tệp là tệp PDF"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>".to_vec(), "Tệp là trang web (HTML)"),
        ("Kế hoạch".into(), "Tệp là văn bản thuần (text)"),
        (vec![0, 1, 2, 3], "Tệp là tệp không rõ kiểu"),
        (package(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "Tệp là văn bản OpenDocument (.odt)"),
        (package(&[("a.txt", "x")]), "Tệp là gói ZIP"),
        (
            package(&[("[Content_Types].xml", "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>")]),
            "Tệp là văn bản Word có macro",
        ),
        (package(&[("[Content_Types].xml", "<Types>spreadsheetml.sheet.main</Types>")]), "Tệp là bảng tính Excel"),
        (package(&[("[Content_Types].xml", "<Types/>")]), "Tệp DOCX hỏng hoặc thiếu: thiếu phần word/document.xml"),
        (
            package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<a/>")]),
            "Tệp DOCX hỏng hoặc thiếu: phần word/document.xml không phải một văn bản Word",
        ),
        (word[..word.len() / 2].to_vec(), "Tệp DOCX hỏng hoặc thiếu: không đọc được gói ZIP"),
    ] {
        let message = message(&bytes);
        assert!(message.starts_with(start), "{message}");
    }
}

#[test]
fn hostile_files_end_in_a_message() {
    let nested = "<w:tbl><w:tr><w:tc>".repeat(100_000) + &"</w:tc></w:tr></w:tbl>".repeat(100_000);
    assert!(message(&Word::new(&nested).bytes()).contains("lồng nhau quá 256 tầng"));
    let bomb = " ".repeat(30 << 20);
    assert!(message(&Word::new(&plain(&bomb)).bytes()).contains("giải nén ra hơn 24 MB"));
    let nodes = "<w:p/>".repeat(1_100_000);
    assert!(message(&Word::new(&nodes).bytes()).contains("có quá 1000000 phần tử"));
    let paragraphs = "<w:p/>".repeat(150_000);
    assert!(message(&Word::new(&paragraphs).bytes()).contains("có quá 100000 đoạn"));
    let entity = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>";
    assert!(message(&Word::new(&plain("x")).raw("styles", entity).bytes()).contains("khai báo DTD"));
    let circle = r#"<w:style w:styleId="A"><w:name w:val="Một"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    assert!(message(&Word::new(&plain("x")).styles(circle).bytes()).contains("dựa trên chính nó"));
    let mut chain = String::new();
    for i in 0..500 {
        write!(chain, "<w:style w:styleId=\"s{i:04}\"><w:basedOn w:val=\"s{:04}\"/></w:style>", i + 1).unwrap();
    }
    assert!(message(&Word::new(&plain("x")).styles(&chain).bytes()).contains("chuỗi quá 64 kiểu"));
    assert!(message(&Word::new("<w:p>").bytes()).contains("không phải XML đúng"));
}

/// Each of these took minutes where something was looked through again for every element.
#[test]
fn work_grows_no_faster_than_the_file() {
    let inserted = |n: usize| format!("<w:p>{}</w:p>", "<w:ins><w:r><w:t>từ </w:t></w:r></w:ins>".repeat(n));
    let open_fields = |n: usize| format!("<w:p><w:r>{}</w:r></w:p>", "<w:fldChar w:fldCharType=\"begin\"/><w:t>x</w:t>".repeat(n));
    let sections = |n: usize| "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>".repeat(n);
    let notes = |n: usize| (0..n).map(|i| format!("<w:p><w:r><w:footnoteReference w:id=\"{i}\"/></w:r></w:p>")).collect::<String>();
    let note: String = (0..40_000).map(|i| format!("<w:footnote w:id=\"{i}\"/>")).collect();
    let pattern = format!("<w:lvlText w:val=\"{}\"/>", "x%1".repeat(1_000_000));
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">{pattern}</w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
    );
    let numbered = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>".repeat(50_000);
    let merged =
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc><w:tcPr><w:gridSpan w:val=\"500\"/><w:hMerge/></w:tcPr></w:tc>".repeat(50_000));
    for word in [
        Word::new(&inserted(100_000)),
        Word::new(&open_fields(200_000)),
        Word::new(&sections(60_000)),
        Word::new(&notes(40_000)).part("footnotes", "footnotes", &note),
        Word::new(&numbered).lists(&lists),
        Word::new(&merged),
        Word::new(&format!("<w:p><w:r>{}</w:r></w:p>", "<w:t>- Lưu: dòng</w:t><w:br/>".repeat(100_000))),
    ] {
        let paper = read(word);
        let draft = vanban::recognise::recognise(&paper);
        assert!(draft.appendices.is_empty() && paper.paragraphs().count() <= 60_000);
    }
}

#[test]
fn wrong_values_are_passed_over() {
    let body = "<w:p><w:pPr><w:ind w:left=\"99999999999999\" w:firstLine=\"x\"/><w:spacing w:line=\"-1\"/><w:outlineLvl w:val=\"99\"/>\
        <w:numPr><w:ilvl w:val=\"77\"/><w:numId w:val=\"-5\"/></w:numPr></w:pPr><w:r><w:rPr><w:sz w:val=\"-3\"/></w:rPr><w:t>a</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/><w:fldChar w:fldCharType=\"separate\"/></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>";
    let paper = read(Word::new(body));
    assert_eq!((shown(&paper), first(&paper).runs[0].font.size), (vec!["a".to_owned()], HalfPt(20)));
}

/// A file with most of what the reader knows.
fn rich() -> Vec<u8> {
    let body = plain("Một") + &table(&[&[&plain("a"), &plain("b")]]) + &styled("<w:pStyle w:val=\"Quote\"/>", "<w:b/>", "Hai\tba\nbốn");
    Word::new(&body).styles(STYLES).raw("theme", THEME).bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Changed bytes of the file never make it panic.
    #[test]
    fn changed_files_are_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = rich();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(paper) = paper::read(&bytes) {
            let _ = vanban::recognise::recognise(&paper);
        }
    }

    /// Changed bytes of the XML, whose package is whole, neither.
    #[test]
    fn changed_xml_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), "[<>/\"w:a-zđ0-9 .)(]{0,6}"), 1..8)) {
        let mut body = plain("Điều 1. Một") + &table(&[&[&plain("Nơi nhận:"), &plain("GIÁM ĐỐC")]]) + &plain("a) Hai\tba\nbốn");
        for (at, text) in changes {
            let mut at = at.index(body.len());
            while !body.is_char_boundary(at) {
                at -= 1;
            }
            body.insert_str(at, &text);
        }
        if let Ok(paper) = paper::read(&Word::new(&body).bytes()) {
            let _ = vanban::recognise::recognise(&paper);
        }
    }
}

/// python-docx leaves the grid as it was made and states the widths in the cells; Word goes by the cells.
#[test]
fn columns_are_as_wide_as_their_cells_say() {
    let cell = |width: usize| format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", plain("x"));
    let of = |cells: &str| {
        let grid = "<w:tblGrid><w:gridCol w:w=\"4500\"/><w:gridCol w:w=\"4500\"/></w:tblGrid>";
        let paper = read(Word::new(&format!("<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl>")));
        let Block::Table(table) = &paper.blocks[0] else { panic!("no table") };
        table.columns.clone()
    };
    assert_eq!(of(&(cell(900) + &cell(8100))), [Twips(900), Twips(8100)]);
    assert_eq!(of(&(cell(0) + &cell(8100))), [Twips(4500), Twips(4500)]);
}
