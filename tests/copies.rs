//! Copies of PDF files of every sort: what is told, where the block and the field stand, what stays of the source.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::path::Path;

use common::{Disk, ENGINE, compiled, flow_text, squeezed};
use lopdf::{Dictionary, Document, Object, dictionary};
use vanban::copy::{Copied, Request, Stand, copy, excerpt};
use vanban::diag::Diagnostics;
use vanban::export::{Attachment, inspect};
use vanban::pipeline::{Compiled, Given};
use vanban::standard::{CopyKind, Medium, Standard};

use Medium::{Electronic, Paper};

const SAO_Y: &str = "organ_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\ncode_number: 5\nissued_date: 12/11/2026\n\
    signer_info: {position: Giám đốc, full_name: Nguyễn Văn An}\nto_places: [Các phòng]\n";

fn block(kind: CopyKind) -> Compiled {
    let outcome = ENGINE.copy_block(kind, &Given::default(), "data/a.yaml", SAO_Y.as_bytes().to_vec(), &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    assert!(report.is_empty(), "{report}");
    outcome.compiled.unwrap()
}

fn request(kind: CopyKind, from: Medium, to: Medium) -> Request {
    Request { kind, from, to, pages: None, of_parts: false }
}

fn made(source: &[u8], request: &Request) -> (Option<Copied>, Diagnostics) {
    copy(source, &block(request.kind), request, Standard::nd30(), ENGINE.fonts())
}

#[track_caller]
fn copied(source: &[u8], request: &Request) -> Copied {
    let (copied, found) = made(source, request);
    copied.unwrap_or_else(|| panic!("{:?}", messages(&found)))
}

fn messages(found: &Diagnostics) -> Vec<String> {
    found.iter().map(|d| format!("[{}] {}", d.code.id, d.message)).collect()
}

/// A PDF of these objects, the first of which is the catalog.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n\r\n").bytes()));
    out.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

/// Pages with these contents; `page` says more of each.
fn pages(media: &str, page: &str, contents: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]/MediaBox[{media}]>>", contents.len(), kids.join(" ")),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R{page}>>", 5 + 2 * i));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    pdf(&objects)
}

const A4: &str = "0 0 595 842";
const WORDS: &str = "BT /F1 10 Tf 85 600 Td (Van ban) Tj ET";

fn a4(content: &str) -> Vec<u8> {
    pages(A4, "", &[content])
}

/// The matrix that the block is drawn by on the last page.
fn drawn(bytes: &[u8]) -> [f64; 6] {
    let document = Document::load_mem(bytes).unwrap();
    let page = document.page_iter().last().unwrap();
    let content = lopdf::content::Content::decode(&document.get_page_content(page)).unwrap();
    let moved = content.operations.iter().rev().find(|op| op.operator == "cm").unwrap();
    let numbers: Vec<f64> = moved.operands.iter().map(|o| f64::from(o.as_float().unwrap())).collect();
    numbers.try_into().unwrap()
}

/// The words of the forms that the pages draw besides their own.
fn words_of_forms(bytes: &[u8]) -> String {
    let mut document = Document::load_mem(bytes).unwrap();
    let page = document.page_iter().last().unwrap();
    let resources = document.get_dictionary(page).unwrap().get(b"Resources").unwrap().as_dict().unwrap();
    let forms = resources.get(b"XObject").unwrap().as_dict().unwrap();
    let form = forms.iter().last().unwrap().1.as_reference().unwrap();
    let form = document.get_object(form).unwrap().as_stream().unwrap().clone();
    let fonts = form.dict.get(b"Resources").unwrap().clone();
    document.get_dictionary_mut(page).unwrap().set("Resources", fonts);
    document.change_page_content(page, form.decompressed_content().unwrap()).unwrap();
    let number = document.get_pages().len() as u32;
    document.extract_text(&[number]).unwrap()
}

/// PL III Mẫu 3.1: right below the last part, under a line across the text.
#[test]
fn the_block_stands_right_below_what_is_copied() {
    let source = a4(WORDS);
    let copied = copied(&source, &request(CopyKind::SaoY, Electronic, Paper));
    assert_eq!((copied.stand, copied.pages), (Some(Stand::Below), 1));
    assert!(copied.bytes.starts_with(&source));
    let block = block(CopyKind::SaoY);
    assert_eq!(squeezed(&words_of_forms(&copied.bytes)), squeezed(&flow_text(&block)));
    // The line stands 20 mm below the upper edge of the block's own A4 page (842 pt high), the letters' feet at 600 pt,
    // less what hangs below the line.
    let line = 842.0 - 20.0 * 72.0 / 25.4 + drawn(&copied.bytes)[5];
    assert!((570.0..598.0).contains(&line), "{line}");
}

/// However a page is turned or cut, the block stands at the same place as it is seen.
#[test]
fn the_block_stands_upright_on_turned_pages() {
    let [_, _, _, _, _, up] = drawn(&copied(&a4(WORDS), &request(CopyKind::SaoY, Electronic, Paper)).bytes);
    let turned = |media: &str, page: &str, matrix: &str| {
        let content = format!("q {matrix} cm {WORDS} Q");
        drawn(&copied(&pages(media, page, &[&content]), &request(CopyKind::SaoY, Electronic, Paper)).bytes)
    };
    let near = |found: [f64; 6], wanted: [f64; 6]| {
        assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.01), "{found:?} is not {wanted:?}");
    };
    near(turned("0 0 842 595", "/Rotate 90", "0 1 -1 0 842 0"), [0.0, 1.0, -1.0, 0.0, 842.0 - up, 0.0]);
    near(turned(A4, "/Rotate 180", "-1 0 0 -1 595 842"), [-1.0, 0.0, 0.0, -1.0, 595.0, 842.0 - up]);
    near(turned("0 0 842 595", "/Rotate -90", "0 -1 1 0 0 595"), [0.0, -1.0, 1.0, 0.0, up, 595.0]);
    near(turned("-50 -60 700 900", "/CropBox[10 20 605 862]", "1 0 0 1 10 20"), [1.0, 0.0, 0.0, 1.0, 10.0, 20.0 + up]);
    near(turned("0 0 297.5 421", "/UserUnit 2", "0.5 0 0 0.5 0 0"), [0.5, 0.0, 0.0, 0.5, 0.0, up / 2.0]);
}

#[test]
fn where_there_is_no_room_the_block_has_a_page_of_its_own() {
    let low = a4("BT /F1 10 Tf 85 120 Td (Van ban) Tj ET");
    let picture = a4("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q");
    for (what, source) in [("low", low), ("A5", pages("0 0 420 595", "", &[WORDS])), ("picture", picture), ("unread", a4("(a"))] {
        let copied = copied(&source, &request(CopyKind::SaoY, Electronic, Paper));
        assert_eq!((copied.stand, copied.pages), (Some(Stand::OwnPage), 2), "{what}");
        let document = Document::load_mem(&copied.bytes).unwrap();
        assert_eq!(document.get_pages().len(), 2, "{what}");
        let page = document.get_dictionary(document.page_iter().last().unwrap()).unwrap();
        let media: Vec<f32> = page.get(b"MediaBox").unwrap().as_array().unwrap().iter().map(|o| o.as_float().unwrap()).collect();
        assert!((media[2] - 595.3).abs() < 0.1 && (media[3] - 841.9).abs() < 0.1, "{what}");
        assert!(copied.bytes.starts_with(&source));
    }
}

/// A scan is a picture of paper: below what is dark on it there is room.
#[test]
fn the_block_stands_below_what_is_scanned() {
    let (width, height) = (400, 566);
    let scanned = |dark: std::ops::Range<usize>| {
        let mut rows = vec![235_u8; width * height];
        rows[dark.start * width..dark.end * width].fill(40);
        let mut document = Document::with_version("1.5");
        let picture = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => width as i64, "Height" => height as i64, "ColorSpace" => "DeviceGray",
            "BitsPerComponent" => 8,
        };
        let mut picture = lopdf::Stream::new(picture, rows);
        picture.compress().unwrap();
        let picture = document.add_object(picture);
        let content = document.add_object(lopdf::Stream::new(Dictionary::new(), b"q 595 0 0 842 0 0 cm /I Do Q".to_vec()));
        let tree = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), 595.into(), Object::from(842)],
            "Resources" => dictionary! { "XObject" => dictionary! { "I" => picture } },
        });
        document.set_object(tree, dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::from(page)] });
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", root);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        copied(&bytes, &request(CopyKind::SaoY, Paper, Paper))
    };
    let half = scanned(100..283);
    assert_eq!(half.stand, Some(Stand::Below));
    // Half-way down the page, less the room above the line.
    let line = 842.0 - 20.0 * 72.0 / 25.4 + drawn(&half.bytes)[5];
    assert!((395.0..421.0).contains(&line), "{line}");
    assert_eq!(scanned(100..500).stand, Some(Stand::OwnPage));
}

/// White areas, blank words and what is clipped away are nothing; states that a page leaves open do not matter.
#[test]
fn only_what_is_seen_takes_room() {
    for content in [
        "1 g 0 0 595 842 re f 0 g BT /F1 10 Tf 85 600 Td (Van ban) Tj 0 -560 Td (  ) Tj ET",
        "BT /F1 10 Tf 85 600 Td (Van ban) Tj ET q 0 0 10 10 re W n 50 50 20 20 re f Q",
        "BT /F1 10 Tf 85 600 Td (Van ban) Tj ET BT 3 Tr /F1 10 Tf 85 50 Td (an) Tj ET",
        "q q 2 0 0 2 0 0 cm BT /F1 5 Tf 42.5 300 Td (Van ban) Tj ET 1 0 0 rg",
        "Q Q 1 0 0 1 0 0 cm BT /F1 10 Tf 85 600 Td (Van ban) Tj ET Q",
    ] {
        let copied = copied(&a4(content), &request(CopyKind::SaoY, Electronic, Paper));
        assert_eq!(copied.stand, Some(Stand::Below), "{content}");
        let line = 842.0 - 20.0 * 72.0 / 25.4 + drawn(&copied.bytes)[5];
        assert!((570.0..598.0).contains(&line), "{content}: {line}");
        // What stands behind the page's own content finds no state of it left.
        let document = Document::load_mem(&copied.bytes).unwrap();
        let content = document.get_page_content(document.page_iter().last().unwrap());
        let text = String::from_utf8_lossy(&content).into_owned();
        let saved = |word: &str| text.split_whitespace().filter(|w| *w == word).count();
        assert_eq!(saved("q"), saved("Q"), "{text}");
    }
}

/// PL III Mẫu 3.2 and PL I-2.I.3: at the upper right, inside the top margin; form, body, time.
#[test]
fn an_electronic_copy_waits_for_the_agencys_signature() {
    let source = a4(WORDS);
    let (copied, found) = made(&source, &request(CopyKind::SaoLuc, Paper, Electronic));
    let copied = copied.unwrap();
    assert_eq!(
        messages(&found),
        ["[C002] Không thấy chữ SAO Y trong tệp nguồn", "[C002] Không trang nào của tệp nguồn là ảnh quét từ giấy"]
    );
    assert!(copied.bytes.starts_with(&source));
    let field = copied.field.unwrap();
    assert_eq!((field.name.as_str(), field.words.as_str()), ("ChuKy_CoQuanSao", "Sao lục; Sở Nội vụ; ngày/tháng/năm; giờ:phút:giây"));
    let mm = 72.0 / 25.4;
    assert!((field.area[2] - (595.0 - 15.0 * mm)).abs() < 0.1 && (field.area[3] - (842.0 - 10.0 * mm)).abs() < 0.1, "{:?}", field.area);
    assert!(field.area[0] > 250.0 && field.area[1] > 842.0 - 20.0 * mm, "{:?}", field.area);
    let document = Document::load_mem(&copied.bytes).unwrap();
    let catalog = document.catalog().unwrap();
    let form = document.dereference(catalog.get(b"AcroForm").unwrap()).unwrap().1.as_dict().unwrap();
    let fields = form.get(b"Fields").unwrap().as_array().unwrap();
    let written = document.dereference(&fields[0]).unwrap().1.as_dict().unwrap();
    assert!(written.get(b"FT").unwrap().as_name().unwrap() == b"Sig" && !written.has(b"V"));
    // A second copying body finds its own place in the form.
    let again = self::copied(&copied.bytes, &request(CopyKind::SaoLuc, Paper, Electronic));
    assert_eq!(again.field.unwrap().name, "ChuKy_CoQuanSao_2");
}

/// ISO 32000, 12.8.2.2: a document certified with permission 1 is not to be changed at all.
#[test]
fn nothing_is_added_to_a_document_that_its_signer_closed() {
    let certified = |permission: u8| {
        let source = pdf(&[
            "<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 5 0 R>>/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>".into(),
            format!("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[{A4}]>>"),
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>".into(),
            "<</Length 3>>stream\nq Q\nendstream".into(),
            format!("<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P {permission}>>>>]>>"),
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/Rect[0 0 0 0]/F 132/P 3 0 R/V 5 0 R>>".into(),
        ]);
        messages(&made(&source, &request(CopyKind::SaoY, Paper, Electronic)).1)
    };
    assert!(certified(1).contains(&"[C004] Người ký đã khóa tệp nguồn: thêm bất cứ gì cũng làm mất chữ ký".to_owned()));
    assert!(certified(2).iter().all(|message| !message.starts_with("[C004]")));
}

#[test]
fn scans_are_measured() {
    let scan = |width: usize, space: &str| {
        let source = pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>".into(),
            format!("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[{A4}]>>"),
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>".into(),
            "<</Length 28>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream".into(),
            format!(
                "<</Type/XObject/Subtype/Image/Width {width}/Height {}/ColorSpace/{space}/BitsPerComponent 8/Filter/DCTDecode/Length 3>>\
                 stream\nabc\nendstream",
                width * 842 / 595
            ),
        ]);
        messages(&made(&source, &request(CopyKind::SaoY, Paper, Electronic)).1)
    };
    assert!(scan(1654, "DeviceRGB").is_empty());
    assert_eq!(scan(827, "DeviceRGB"), ["[C005] Ảnh quét chỉ có 100 dpi (trang 1), phải từ 200 dpi"]);
    assert_eq!(scan(1654, "DeviceGray"), ["[C005] Ảnh quét không có màu (trang 1)"]);
}

#[test]
fn an_extract_holds_nothing_of_the_other_pages() {
    let source =
        pages(A4, "", &["BT /F1 10 Tf 85 600 Td (MOT) Tj ET", "BT /F1 10 Tf 85 600 Td (HAI) Tj ET", "BT /F1 10 Tf 85 600 Td (BA) Tj ET"]);
    let of = |pages: &[usize]| Request { pages: Some(pages.to_vec()), ..request(CopyKind::TrichSao, Electronic, Electronic) };
    let (copied, found) = made(&source, &of(&[3, 1]));
    let copied = copied.unwrap();
    assert!(found.is_empty(), "{:?}", messages(&found));
    let document = Document::load_mem(&copied.bytes).unwrap();
    assert_eq!(document.extract_text(&[1]).unwrap().trim(), "MOT");
    assert_eq!(document.extract_text(&[2]).unwrap().trim(), "BA");
    let all: String = document
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok())
        .map(|s| String::from_utf8_lossy(&s.decompressed_content().unwrap_or_default()).into_owned())
        .collect();
    assert!(all.contains("(MOT)") && !all.contains("(HAI)"));
    assert_eq!(messages(&made(&source, &of(&[2])).1).len(), 2);
    assert_eq!(messages(&made(&source, &of(&[1, 4, 3])).1), ["[C003] Tệp nguồn có 3 trang, không có trang 4"]);
}

/// Of ours: tags, fields and data of what is left out go too.
#[test]
fn an_extract_of_a_tagged_document_keeps_its_structure() {
    let mut document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    document.extras.attachments = vec![Attachment { name: "a.yaml".into(), bytes: b"x: 1".to_vec() }];
    let source = ENGINE.pdf(&document).unwrap();
    let pages = document.pages.pages.len();
    let request = Request { pages: Some(vec![1]), ..request(CopyKind::TrichSao, Electronic, Paper) };
    let copied = copied(&source, &request);
    let read = Document::load_mem(&copied.bytes).unwrap();
    assert!(pages > 2 && read.get_pages().len() == copied.pages && copied.pages == 2);
    let catalog = read.catalog().unwrap();
    assert!(!catalog.has(b"AF") && !catalog.has(b"Outlines") && !catalog.has(b"AcroForm"), "{catalog:?}");
    let pages: Vec<_> = read.page_iter().collect();
    let get = |dictionary: &Dictionary, key: &[u8]| read.dereference(dictionary.get(key).unwrap()).unwrap().1.clone();
    for element in read.objects.values().filter_map(|o| o.as_dict().ok()).filter(|d| d.has(b"S") && d.has(b"P") && d.has(b"K")) {
        if let Ok(page) = element.get(b"Pg").and_then(Object::as_reference) {
            assert!(pages.contains(&page), "{element:?}");
        }
        assert!(get(element, b"P").as_dict().is_ok());
    }
    assert_eq!(copied.archival_part, Some(3));
}

#[test]
fn an_extract_of_parts_shows_the_whole_form_and_those_parts_only() {
    let example = ENGINE.example("quyet-dinh").unwrap().unwrap().as_bytes().to_vec();
    let whole = ENGINE.compile("data/a.yaml", example, &Disk).compiled.unwrap();
    let parts =
        |names: &[&str]| excerpt(&whole, &names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>(), Standard::nd30(), ENGINE.fonts());
    let excerpt = parts(&["điều 2"]).unwrap();
    let text = flow_text(&excerpt);
    for shown in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "QUYẾT ĐỊNH", "Điều 2.", "Nơi nhận:"] {
        assert!(text.contains(shown), "{shown} is not in\n{text}");
    }
    assert!(!text.contains("Điều 1.") && !text.contains("Điều 3. "), "{text}");
    let found = parts(&["Điều 99", "Điều 1"]).err().unwrap();
    assert_eq!(messages(&found), ["[C003] Văn bản không có phần “Điều 99”"]);
    assert!(found.iter().next().unwrap().help[0].starts_with("Các phần: Điều 1; Điều 2"));
}

/// A copy is a PDF of ours to whoever reads it back, and is replaced as one.
#[test]
fn a_copy_of_ours_reads_back_and_is_known_as_untouched() {
    let document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    for (source, from) in [(ENGINE.pdf(&document).unwrap(), Electronic), (a4(WORDS), Electronic)] {
        let copied = copied(&source, &request(CopyKind::SaoY, from, Paper));
        assert!(vanban::export::untouched::is_untouched(&copied.bytes));
        let changed = [copied.bytes.as_slice(), b"\n"].concat();
        assert!(!vanban::export::untouched::is_untouched(&changed));
    }
    let copied = copied(&ENGINE.pdf(&document).unwrap(), &request(CopyKind::SaoY, Paper, Electronic));
    let known = inspect::read(&copied.bytes).unwrap();
    let field = known.fields.iter().find(|field| field.name == "ChuKy_CoQuanSao").unwrap();
    assert_eq!(field.area.page, 1);
    assert!(field.tooltip.contains("“Sao y; Sở Nội vụ; ngày/tháng/năm; giờ:phút:giây”"));
}

#[test]
fn damaged_and_hostile_files_are_told() {
    let good = a4(WORDS);
    let wrong = |bytes: &[u8]| messages(&made(bytes, &request(CopyKind::SaoY, Electronic, Paper)).1);
    for bytes in [&b""[..], b"PK\x03\x04", &good[..good.len() / 2], b"%PDF-1.4\n%%EOF\n"] {
        let said = wrong(bytes);
        assert!(said.len() == 1 && said[0].starts_with("[D001]"), "{said:?}");
    }
    // A page tree that is its own kid, a page without a size.
    let circle = pdf(&["<</Type/Catalog/Pages 2 0 R>>".into(), "<</Type/Pages/Count 1/Kids[2 0 R]>>".into()]);
    assert!(wrong(&circle)[0].starts_with("[D001]"));
    let sizeless =
        pdf(&["<</Type/Catalog/Pages 2 0 R>>".into(), "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(), "<</Type/Page/Parent 2 0 R>>".into()]);
    assert_eq!(copied(&sizeless, &request(CopyKind::SaoY, Electronic, Paper)).stand, Some(Stand::OwnPage));
    assert!(messages(&made(&sizeless, &request(CopyKind::SaoY, Paper, Electronic)).1).iter().any(|m| m.starts_with("[D001]")));
    // A form that draws itself.
    let itself = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        format!("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[{A4}]>>"),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>".into(),
        "<</Length 5>>stream\n/F Do\nendstream".into(),
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5/Resources<</XObject<</F 5 0 R>>>>>>stream\n/F Do\nendstream".into(),
    ]);
    assert_eq!(copied(&itself, &request(CopyKind::SaoY, Electronic, Paper)).stand, Some(Stand::OwnPage));
}
