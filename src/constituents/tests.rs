//! What must stand in a type's documents.

use super::*;
use crate::diag::{Severity, SourceId, Sources};
use crate::markup;
use crate::model::doc_type::Keys;
use crate::model::read;
use crate::standard::Standard;
use crate::tree;

const WHOLE: &str = "<header><organ-name>Sở Nội vụ</organ-name><code>Số: 05/KH-SNV</code><place-date>Lai Châu, ngày 05 tháng 3 năm 2026</place-date></header>\
    <type-name>Kế hoạch</type-name><subject>Thử</subject><body><p>Nội dung</p></body>\
    <foot><recipients><recipient>UBND tỉnh</recipient></recipients>\
    <signature><authority>Giám đốc</authority><full-name>Nguyễn Văn An</full-name></signature></foot>";

/// What is said of a document of a type with these components.
fn said(components: &str, document: &str) -> Vec<(Severity, String, &'static str)> {
    let declaration = format!(
        "slug = \"ke-hoach\"\nname = \"Kế hoạch\"\nabbreviation = \"KH\"\nform = \"1.4\"\nnumbering = \"b\"\nclosing = \"./.\"\n[components]\n{components}"
    );
    let mut wrong = Diagnostics::default();
    let keys = Keys::read("type.toml", &declaration, SourceId(0), &mut wrong);
    let declaration = Declaration::new(&keys.unwrap(), &mut wrong).unwrap();
    let mut document = markup::parse(&format!("<document>{document}</document>"), SourceId(0), &|_| None).unwrap();
    tree::compose(&mut document, Standard::nd30());
    let mut sources = Sources::default();
    let id = sources.add("a.yaml", "type: ke-hoach\nto: [UBND tỉnh]\nsubject: Thử\nappendices: [{body: [a]}]\n");
    let root = read::read(&sources, id).0.unwrap();
    let found = check(&document, &declaration, &root);
    let marked = |d: &Diagnostic| d.span().map(|s| &sources.get(s.source).unwrap().text[s.start..s.end]).unwrap_or_default().to_owned();
    found.iter().map(|d| (d.severity, format!("{} [{}]", d.message, marked(d)), d.code.id)).collect()
}

#[test]
fn what_must_be_there_is_missed_one_by_one() {
    let all = "organ = \"must\"\ncode = \"must\"\nplace_date = \"must\"\ntitle = \"must\"\nrecipients = \"must\"\nclosing = \"must\"\nsignature = \"must\"";
    assert_eq!(said(all, WHOLE), []);
    for (part, term) in [
        ("<organ-name>Sở Nội vụ</organ-name>", "Tên cơ quan ban hành"),
        ("<code>Số: 05/KH-SNV</code>", "Số, ký hiệu"),
        ("<place-date>Lai Châu, ngày 05 tháng 3 năm 2026</place-date>", "Địa danh và thời gian ban hành"),
        ("<subject>Thử</subject>", "Tên loại và trích yếu"),
        ("<recipients><recipient>UBND tỉnh</recipient></recipients>", "Nơi nhận"),
        ("<full-name>Nguyễn Văn An</full-name>", "Chức vụ, họ tên người ký"),
        ("<authority>Giám đốc</authority>", "Chức vụ, họ tên người ký"),
    ] {
        let found = said(all, &WHOLE.replace(part, ""));
        let [(severity, message, code)] = &found[..] else { panic!("{term}: {found:?}") };
        assert_eq!((*severity, *code), (Severity::Error, "V013"), "{term}");
        assert!(message.starts_with(&format!("Văn bản loại Kế hoạch phải có thành phần: {term}")), "{message}");
    }
}

/// The place is the field that the component comes from.
#[test]
fn what_must_not_be_there_is_named_at_its_field() {
    let addressed = WHOLE.replace("<body>", "<addressees><to>UBND tỉnh</to></addressees><body>");
    let found = said("addressees = \"never\"", &addressed);
    assert_eq!(found, [(Severity::Error, "Văn bản loại Kế hoạch không có thành phần: Kính gửi [to]".to_owned(), "V012")]);
    assert_eq!(said("addressees = \"may\"", &addressed), []);
}

#[test]
fn several_parties_are_a_signature_too() {
    let parties = "<parties><party><authority>Chủ tọa</authority></party></parties>";
    let signature = "<signature><authority>Giám đốc</authority><full-name>Nguyễn Văn An</full-name></signature>";
    assert_eq!(said("signature = \"must\"", &WHOLE.replace(signature, parties)), []);
    assert_eq!(said("signature = \"must\"", &WHOLE.replace(signature, "")).len(), 1);
}

/// PL III Mẫu 1.9, PL V Mục V: minutes have a number or a place and date.
#[test]
fn where_number_and_date_are_free_one_of_them_stands() {
    let either = "code = \"may\"\nplace_date = \"may\"";
    let (code, date) = ("<code>Số: 05/KH-SNV</code>", "<place-date>Lai Châu, ngày 05 tháng 3 năm 2026</place-date>");
    assert_eq!(said(either, &WHOLE.replace(code, "")), []);
    assert_eq!(said(either, &WHOLE.replace(date, "")), []);
    let neither = said(either, &WHOLE.replace(code, "").replace(date, ""));
    assert_eq!(neither, [(Severity::Error, "Kế hoạch phải có số, ký hiệu hoặc địa danh và thời gian []".to_owned(), "V013")]);
}

/// PL I-1.III.1a: wherever the words stand, in an item, a table or a caption.
#[test]
fn an_appendix_is_mentioned_somewhere() {
    let with = |body: &str| {
        let appendix = "<appendix><title>Danh sách</title><body><p>Một</p></body></appendix>";
        said("", &(WHOLE.replace("<p>Nội dung</p>", body) + appendix))
    };
    let warned = with("<p>Nội dung</p>");
    let [(severity, message, code)] = &warned[..] else { panic!("{warned:?}") };
    assert_eq!((*severity, *code), (Severity::Warning, "V021"));
    assert!(message.ends_with("[appendices]"), "{message}");
    for body in [
        "<p>Chi tiết tại Phụ lục kèm theo</p>",
        "<p>Gồm 04 thành viên (có danh sách kèm theo)</p>",
        "<item level=\"dash\"><text>Nhiệm vụ theo PHỤ LỤC</text></item>",
        "<item level=\"section\"><heading>Nhiệm vụ</heading><item level=\"dash\"><run-in>Phụ lục I</run-in><text>kèm theo</text></item></item>",
        "<table><column width=\"*\"/><row><cell><p>Xem phụ lục</p></cell></row></table>",
    ] {
        assert_eq!(with(body), [], "{body}");
    }
}
