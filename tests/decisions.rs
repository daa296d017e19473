//! What is particular to decisions: references of attachments, sections, headings. Their whole texts
//! are in `golden/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::fs;
use std::path::Path;

use common::{ENGINE, compiled, flow_text, lines};

const DECISIONS: [&str; 2] = ["quyet-dinh-thanh-lap-doan-kiem-tra-2025-lai-chau", "quyet-dinh-ban-hanh-quy-che-2025-lai-chau"];

/// PL III Mẫu 1.3, note 2: an electronic document leaves number and date open, paper fills them in.
#[test]
fn the_reference_of_an_attachment_is_filled_in_on_paper_only() {
    let text = fs::read_to_string(format!("data/{}.yaml", DECISIONS[1])).unwrap();
    let text = text.replace("code_number:\nissued_date: 9/2025", "code_number: 7\nissued_date: 05/9/2025");
    let of = |text: &str| {
        let outcome = common::compile("quyet-dinh.yaml", text);
        lines(&flow_text(&outcome.compiled.unwrap())).lines().find(|l| l.starts_with("(Kèm theo")).unwrap().to_owned()
    };
    assert_eq!(of(&text), "(Kèm theo Quyết định số /QĐ-SKHCN ngày tháng năm của Giám đốc Sở Khoa học và Công nghệ)");
    assert_eq!(
        of(&format!("{text}medium: paper\n")),
        "(Kèm theo Quyết định số 07/QĐ-SKHCN ngày 05 tháng 9 năm 2025 của Giám đốc Sở Khoa học và Công nghệ)"
    );
}

/// Each attachment counts its pages afresh; its first page has no number (PL I-1.I.7, III.1đ).
#[test]
fn an_attachment_is_a_section_with_its_own_pages() {
    let document = compiled(Path::new(&format!("data/{}.yaml", DECISIONS[1])));
    assert_eq!(document.flow.sections.len(), 2);
    let xml = common::docx_part(&ENGINE.docx(&document).unwrap(), "word/document.xml");
    assert_eq!(xml.matches("<w:pgNumType w:start=\"1\"/>").count(), 2);
    assert_eq!(xml.matches("<w:titlePg/>").count(), 2);
}

/// Headings go down one level at a time, as PDF/UA-1 asks: attachment, chapter, section, article.
#[test]
fn headings_of_an_attachment_never_skip() {
    let document = compiled(Path::new(&format!("data/{}.yaml", DECISIONS[1])));
    let depths: Vec<u8> = vanban::layout::paragraphs(&document.flow).filter_map(|p| p.outline).collect();
    assert_eq!(depths.first(), Some(&0));
    assert_eq!(depths.iter().max(), Some(&3));
    assert!(depths.windows(2).all(|w| w[1] <= w[0] + 1), "{depths:?}");
}

/// Figures and words come from one number, also beyond what a floating point number holds.
#[test]
fn amounts_are_written_in_words() {
    let data = std::fs::read_to_string("tests/errors/amount-in-words.yaml").unwrap();
    let wrong = "Một tỷ hai trăm lăm mươi triệu đồng";
    assert!(data.contains(wrong));
    let outcome = common::compile("a.yaml", &data.replace(wrong, "[[1.250.000.000:bằng chữ]]"));
    assert!(outcome.diagnostics.is_empty(), "{}", vanban::cli::report(&outcome.sources, &outcome.diagnostics));
    assert!(common::flow_text(&outcome.compiled.unwrap()).contains("(Bằng chữ: Một tỷ hai trăm năm mươi triệu đồng)"));
    let report = "type: bao-cao\nprofile: profiles/so-khcn-lai-chau.yaml\nissued_date: 9/2025\nsubject: Kinh phí\nto_places: [Sở Tài chính]\ncontent:\n  \
        indicators: [{code: C, name: Số tiền, unit: đồng, value: 9007199254740993}]\n  body: [\"Cấp [[C:kèm đơn vị]] ([[C:bằng chữ]]).\"]\n  \
        closing: [Trên đây là báo cáo]\n";
    let outcome = common::compile("a.yaml", report);
    let text = common::flow_text(&outcome.compiled.unwrap());
    assert!(
        text.contains("Cấp 9.007.199.254.740.993 đồng (") && text.contains("bảy trăm bốn mươi nghìn chín trăm chín mươi ba đồng)"),
        "{text}"
    );
}
