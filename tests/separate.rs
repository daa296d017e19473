//! Appendices and attachments that are issued as files of their own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use crate::common;

use std::path::Path;

use common::{ENGINE, compiled, flow_text, squeezed};
use vanban::export::inspect::{self, Known};
use vanban::pipeline::Compiled;

fn plan() -> Compiled {
    compiled(Path::new("tests/outside/cases/phu-luc-rieng.yaml"))
}

fn decision() -> Compiled {
    compiled(Path::new("tests/outside/cases/quy-che-rieng.yaml"))
}

fn known(file: &Compiled) -> [Known; 2] {
    [inspect::read(&ENGINE.pdf(file).unwrap()).unwrap(), inspect::read(&ENGINE.docx(file).unwrap()).unwrap()]
}

fn term<'a>(known: &'a Known, name: &str) -> Option<&'a str> {
    known.terms.iter().find(|(term, _)| term.name == name).map(|(_, value)| value.as_str())
}

#[test]
fn a_separate_part_is_named_by_its_number_in_the_document() {
    let suffixes = |compiled: &Compiled| compiled.files().map(Compiled::suffix).collect::<Vec<_>>();
    assert_eq!(suffixes(&plan()), ["", "-phu-luc-2"]);
    assert_eq!(suffixes(&decision()), ["", "-kem-theo-1"]);
}

#[test]
fn every_part_stands_in_one_file_only() {
    let plan = plan();
    let texts: Vec<String> = plan.files().map(flow_text).collect();
    assert!(texts[0].contains("Phụ lục I\nDANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA") && !texts[0].contains("NỘI DUNG KIỂM TRA"));
    assert!(texts[1].starts_with("Phụ lục II\nNỘI DUNG KIỂM TRA\n(Kèm theo Kế hoạch số"), "{}", texts[1]);
    for (file, text) in plan.files().zip(&texts) {
        assert_eq!(squeezed(&common::docx_text(&ENGINE.docx(file).unwrap())), squeezed(text));
    }
}

/// Decree PL I-1.II.8b: the agency's signature stands at the upper right of a separate file's first page, in
/// letters of 10 pt; nothing is signed as on the document itself.
#[test]
fn a_separate_part_waits_for_the_agencys_words_at_its_upper_right() {
    for document in [plan(), decision()] {
        let names = |known: &Known| known.fields.iter().map(|f| f.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&known(&document)[0]), ["ChuKy_NguoiKy", "Dau_CoQuan"]);
        let part = &document.separate[0];
        let known = &known(part)[0];
        assert_eq!(names(known), ["ChuKy_CoQuan"]);
        assert!(known.fields[0].tooltip.contains("cỡ 10"));
        // Above the text area, ending at the right margin, and two lines of 10 pt high.
        let [_, bottom, right, top] = known.fields[0].area.corners;
        let page = &part.flow.sections[0].page;
        assert_eq!(known.fields[0].area.page, 1);
        assert!((right - (page.width - page.right).pt()).abs() < 0.01);
        assert!(bottom > (page.height - page.top).pt() && top < page.height.pt(), "{bottom} {top}");
        assert!((20.0..26.0).contains(&(top - bottom)), "{bottom} {top}");
        // No words of ours: what is printed begins inside the text area.
        let first = part.pages.pages[0].items.iter().find_map(|item| match item {
            vanban::layout::Placed::Line(line) => Some(line.baseline),
            _ => None,
        });
        assert!(first.unwrap() > page.top.pt());
    }
}

#[test]
fn each_file_says_what_it_is() {
    let plan = plan();
    let [main, part] = [known(&plan), known(&plan.separate[0])];
    for format in 0..2 {
        let get = |name| (term(&main[format], name), term(&part[format], name));
        assert_eq!(get("TypeName"), (Some("Kế hoạch"), Some("Phụ lục II")));
        assert_eq!(get("Subject"), (Some("Kiểm tra công tác cải cách hành chính năm 2026"), Some("Nội dung kiểm tra")));
        assert_eq!(get("CodeNumber"), (Some("12"), Some("12")));
        assert_eq!(get("PageAmount"), (Some("2"), Some("1")));
        assert_eq!((main[format].pages, part[format].pages), (Some(2), Some(1)));
    }
    assert_eq!(term(&known(&decision().separate[0])[0], "TypeName"), Some("Quy chế"));
    assert_eq!(plan.separate[0].metadata.title, "Phụ lục II Nội dung kiểm tra");
}

/// PL I-1.III.1c: in an electronic document the reference's number and date are not filled in.
#[test]
fn the_reference_of_an_electronic_part_stays_open() {
    let text = squeezed(&flow_text(&plan().separate[0]));
    assert!(text.contains("(KèmtheoKếhoạchsố/KH-SKHCNngàythángnămcủaSởKhoahọcvàCôngnghệ)"), "{text}");
}
