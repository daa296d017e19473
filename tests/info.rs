//! What finished files say of themselves, and what `info` says of damaged and foreign ones.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use crate::common;

use common::{ENGINE, compile};
use vanban::export::inspect::{self, Format, Known};

const DATA: &str = "type: thong-bao\norganization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Nội vụ\norgan_code: SNV\n\
place: Lai Châu\nissued_date: 4/2026\nsubject: Lịch kiểm tra R&D\npriority: Khẩn\nissued_amount: 12\n\
to_places: [\"Sở Tài chính\", \"Các phòng\"]\n\
signer_info: {competence: KT., position: Phó Giám đốc, full_name: Lê Thị Bình}\ncontent: {body: [{level: clause, text: Kiểm tra}]}\n";

/// The two files of a document.
fn files(data: &str) -> [Vec<u8>; 2] {
    let outcome = compile("thong-bao.yaml", data);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    let compiled = outcome.compiled.unwrap_or_else(|| panic!("{report}"));
    [ENGINE.pdf(&compiled).unwrap(), ENGINE.docx(&compiled).unwrap()]
}

fn terms(known: &Known) -> Vec<(&str, &str)> {
    known.terms.iter().map(|(term, value)| (term.name, value.as_str())).collect()
}

#[test]
fn both_files_say_the_same_by_the_decrees_names() {
    let [pdf, docx] = files(DATA);
    let (pdf, docx) = (inspect::read(&pdf).unwrap(), inspect::read(&docx).unwrap());
    let expected = [
        ("TypeName", "Thông báo"),
        ("CodeNotation", "TB-SNV"),
        ("Place", "Lai Châu"),
        ("IssuedDate", "2026-04"),
        ("OrganizationInCharge", "UBND tỉnh Lai Châu"),
        ("OrganName", "Sở Nội vụ"),
        ("Subject", "Lịch kiểm tra R&D"),
        ("Language", "Tiếng Việt"),
        ("PageAmount", "1"),
        ("SignerInfo.Competence", "KT."),
        ("SignerInfo.Position", "Phó Giám đốc"),
        ("SignerInfo.FullName", "Lê Thị Bình"),
        ("To.OrganName", "Sở Tài chính; Các phòng"),
        ("Priority", "Khẩn"),
        ("IssuedAmount", "12"),
    ];
    assert_eq!(terms(&pdf), expected);
    assert_eq!(terms(&docx), expected);
    assert_eq!((pdf.format, pdf.pages, docx.format, docx.pages), (Format::Pdf, Some(1), Format::Docx, Some(1)));
    let names: Vec<(&str, bool)> = pdf.fields.iter().map(|f| (f.name.as_str(), f.signed)).collect();
    assert_eq!(names, [("ChuKy_NguoiKy", false), ("Dau_CoQuan", false)]);
}

#[test]
fn an_issued_document_has_its_number_and_day_and_nothing_open() {
    let issued = DATA.replace("issued_date: 4/2026", "code_number: 7\nissued_date: 8/4/2026");
    let known = inspect::read(&files(&issued)[0]).unwrap();
    let value = |name: &str| terms(&known).into_iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_owned());
    assert_eq!((value("CodeNumber").as_deref(), value("IssuedDate").as_deref()), (Some("07"), Some("2026-04-08")));
    assert!(known.blanks.is_empty());
}

#[test]
fn a_draft_says_where_number_and_day_go() {
    let known = inspect::read(&files(DATA)[0]).unwrap();
    let names: Vec<&str> = known.blanks.iter().map(|b| b.name.as_str()).collect();
    assert_eq!(names, ["CodeNumber", "Day"]);
    let [number, day] = [known.blanks[0].area, known.blanks[1].area];
    assert_eq!((number.page, day.page), (1, 1));
    // The number stands in the left half of an A4 page, the day in the right; a number is about 39 pt (13,8 mm)
    // wide, a day 32 (11,3 mm); both on the upper third.
    let mm = |pt: f64| pt * 25.4 / 72.0;
    let [left, bottom, right, top] = number.corners.map(mm);
    assert!(left > 30.0 && right < 105.0 && (13.0..14.5).contains(&(right - left)), "{number:?}");
    assert!(bottom > 200.0 && (4.0..7.0).contains(&(top - bottom)), "{number:?}");
    let [left, _, right, _] = day.corners.map(mm);
    assert!(left > 105.0 && right < 195.0 && (10.5..12.0).contains(&(right - left)), "{day:?}");
}

fn message(bytes: &[u8]) -> String {
    inspect::read(bytes).unwrap_err().iter().next().unwrap().message.clone()
}

#[test]
fn foreign_files_are_told_from_damaged_ones() {
    let [pdf, docx] = files(DATA);
    assert_eq!(message(b""), "Tệp rỗng");
    assert_eq!(message(b"type: ke-hoach"), "Tệp không phải PDF hoặc DOCX");
    assert!(message(b"%PDF-1.7\nnothing").starts_with("Tệp PDF hỏng hoặc thiếu"));
    assert!(message(&docx[..docx.len() / 2]).starts_with("Tệp DOCX hỏng hoặc thiếu"));
    let mut document = lopdf::Document::load_mem(&pdf).unwrap();
    document.catalog_mut().unwrap().remove(b"Metadata");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(message(&bytes).starts_with("Tệp PDF không có siêu dữ liệu"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    assert_eq!(message(&zip.finish().unwrap().into_inner()), "Tệp ZIP này không phải DOCX");
}

#[test]
fn damaged_files_never_make_it_panic() {
    for file in files(DATA) {
        for part in 0..60 {
            let _ = inspect::read(&file[..file.len() * part / 60]);
        }
        // A fixed walk over the file, one bit at a time.
        let mut at = 7_usize;
        for bit in 0..240 {
            at = (at * 1_103_515_245 + 12_345) % file.len();
            let mut flipped = file.clone();
            flipped[at] ^= 1 << (bit % 8);
            let _ = inspect::read(&flipped);
        }
        // The directory at the end is where most goes wrong.
        for back in 1..240.min(file.len()) {
            let mut flipped = file.clone();
            flipped[file.len() - back] ^= 0x10;
            let _ = inspect::read(&flipped);
        }
    }
}
