//! Properties over generated data: nothing panics, no word is lost, doubled or moved, and the
//! layout's promises hold for whatever a clerk writes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use common::generated::{plan, plan_with_table, rendered, table};
use common::{ENGINE, compile, flow_text, squeezed};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use vanban::layout::Placed;
use vanban::pipeline::Compiled;
use vanban::standard::Component;

/// What the pages show, line by line, page numbers left out; footnotes after all else.
fn drawn(document: &Compiled) -> String {
    let paras: Vec<_> = vanban::layout::paragraphs(&document.flow).collect();
    let (mut out, mut notes) = (String::new(), String::new());
    for item in document.pages.pages.iter().flat_map(|p| &p.items) {
        let Placed::Line(line) = item else { continue };
        let Some(para) = line.para else { continue };
        let out = if paras[para.index()].component == Component::Footnote { &mut notes } else { &mut out };
        line.fragments.iter().for_each(|f| out.push_str(&f.text));
        out.push('\n');
    }
    out + &notes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_drawn_once_and_in_order(plan in plan()) {
        let document = rendered(&plan);
        prop_assert_eq!(squeezed(&drawn(&document)), squeezed(&flow_text(&document)));
    }

    #[test]
    fn nothing_leaves_the_text_area(plan in plan()) {
        let document = rendered(&plan);
        let page = document.flow.sections[0].page;
        let (left, right) = (page.left.pt(), (page.width - page.right).pt());
        let (top, bottom) = (page.top.pt(), (page.height - page.bottom).pt());
        for item in document.pages.pages.iter().flat_map(|p| &p.items) {
            let Placed::Line(line) = item else { continue };
            if line.para.is_none() {
                continue;
            }
            prop_assert!(line.baseline > top && line.baseline < bottom, "baseline {}", line.baseline);
            for fragment in &line.fragments {
                let end = common::end_of(line, fragment);
                prop_assert!(fragment.x > left - 0.1 && end < right + 0.1, "{} … {end}: {}", fragment.x, fragment.text);
            }
        }
    }

    #[test]
    fn the_signature_never_splits_and_never_stands_alone(plan in plan()) {
        let document = rendered(&plan);
        let signed = vanban::layout::paragraphs(&document.flow).position(|p| p.component == Component::FullName).unwrap();
        let page_of = |para: usize| -> Vec<usize> {
            let on = |p: &vanban::layout::Page| p.items.iter().any(|i| matches!(i, Placed::Line(l) if l.para.is_some_and(|p| p.index() == para)));
            document.pages.pages.iter().enumerate().filter(|(_, p)| on(p)).map(|(n, _)| n).collect()
        };
        let name = page_of(signed);
        prop_assert_eq!(name.len(), 1);
        // The foot begins with "Nơi nhận:"; the paragraph before it is the last of the text.
        let foot = vanban::layout::paragraphs(&document.flow).position(|p| p.component == vanban::standard::Component::RecipientsHeading).unwrap();
        prop_assert_eq!(page_of(foot), name.clone());
        prop_assert!(page_of(foot - 1).contains(&name[0]), "nothing before the signature");
    }

    #[test]
    fn the_national_title_never_wraps(plan in plan()) {
        let document = rendered(&plan);
        let first = &document.pages.pages[0];
        let lines: Vec<String> = first.items.iter().filter_map(|i| match i {
            Placed::Line(l) => Some(l.fragments.iter().map(|f| f.text.as_str()).collect::<String>()),
            _ => None,
        }).collect();
        prop_assert!(lines.iter().any(|l| l == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "{lines:?}");
    }

    #[test]
    fn the_same_data_gives_the_same_bytes(plan in plan()) {
        let (first, second) = (rendered(&plan), rendered(&plan));
        prop_assert!(ENGINE.docx(&first).unwrap() == ENGINE.docx(&second).unwrap());
        prop_assert!(ENGINE.pdf(&first).unwrap() == ENGINE.pdf(&second).unwrap());
    }

    #[test]
    fn no_row_is_lost_and_every_page_has_its_head(table in table(), landscape in any::<bool>()) {
        let document = rendered(&plan_with_table(&table, landscape));
        let text = squeezed(&drawn(&document));
        let wanted = squeezed(&flow_text(&document));
        // A row that is carried over a page is drawn part by part; the letters are the same.
        if document.pages.facts.rows().iter().all(|r| !r.splits) {
            prop_assert_eq!(text, wanted);
        } else {
            let sorted = |s: &str| { let mut c: Vec<char> = s.chars().collect(); c.sort_unstable(); c };
            prop_assert_eq!(sorted(&text), sorted(&wanted));
        }
        let rows = table["table"]["rows"].as_array().unwrap().len();
        for page in &document.pages.pages {
            let words: String = page.items.iter().filter_map(|i| match i {
                Placed::Line(l) => Some(l.fragments.iter().map(|f| f.text.as_str()).collect::<String>()),
                _ => None,
            }).collect();
            // Cells have upright borders; headers and plain text have none.
            let has_rows = page.items.iter().any(|i| matches!(i, Placed::VerticalRule { .. }));
            prop_assert!(!has_rows || rows == 0 || squeezed(&words).contains("Cộtmột"), "a page of the table without its head");
            let setup = document.flow.sections[page.section].page;
            for item in &page.items {
                if let Placed::Line(line) = item && line.para.is_some() {
                    prop_assert!(line.baseline < (setup.height - setup.bottom).pt(), "below the text area");
                }
            }
        }
    }

    #[test]
    fn a_footnote_stands_on_the_page_that_refers_to_it(plan in plan(), table in table(), landscape in any::<bool>()) {
        for document in [rendered(&plan), rendered(&plan_with_table(&table, landscape))] {
            let paras: Vec<_> = vanban::layout::paragraphs(&document.flow).collect();
            for page in &document.pages.pages {
                let (mut referred, mut noted) = (String::new(), String::new());
                for item in &page.items {
                    match item {
                        Placed::Line(line) => for fragment in &line.fragments {
                            let Some(mark) = fragment.mark else { continue };
                            let note = paras[line.para.unwrap().index()].component == Component::Footnote;
                            prop_assert_eq!(note, mark.refers.is_none());
                            if note { noted += &fragment.text } else { referred += &fragment.text }
                        },
                        Placed::Figure { y, height, .. } => {
                            let setup = document.flow.sections[page.section].page;
                            prop_assert!(*y >= setup.top.pt() - 0.1 && y + height < (setup.height - setup.bottom).pt());
                        }
                        _ => {}
                    }
                }
                prop_assert_eq!(referred, noted);
                prop_assert_eq!(vanban::layout::covered(&document.flow, page), None);
            }
        }
    }

    #[test]
    fn tables_notes_and_pictures_give_the_same_bytes(table in table()) {
        let (first, second) = (rendered(&plan_with_table(&table, true)), rendered(&plan_with_table(&table, true)));
        let docx = ENGINE.docx(&first).unwrap();
        prop_assert!(docx == ENGINE.docx(&second).unwrap());
        let pdf = ENGINE.pdf(&first).unwrap();
        prop_assert!(pdf == ENGINE.pdf(&second).unwrap());
        if first.pages.facts.rows().iter().all(|r| !r.splits) {
            // The joiners that no-break dashes need are no words.
            prop_assert_eq!(squeezed(&common::docx_text(&docx)).replace('\u{2060}', ""), squeezed(&flow_text(&first)));
            prop_assert_eq!(squeezed(&common::pdf_text(&pdf)), squeezed(&flow_text(&first)));
        }
    }

    #[test]
    fn no_text_panics(name in prop::sample::select(vec!["a.yaml", "a.json"]), text in "\\PC{0,200}") {
        compile(name, &text);
    }

    #[test]
    fn no_value_panics(key in prop::sample::select(vec!["subject", "issued_date", "code_number", "to_places", "signer_info", "content", "style", "type"]), text in "\\PC{0,60}") {
        let mut plan = json!({"type": "ke-hoach", "profile": "profiles/so-khcn-lai-chau.yaml", "subject": "Thử", "content": {"body": ["Nội dung."]}});
        plan[key] = Json::String(text);
        compile("a.json", &plan.to_string());
    }

    #[test]
    fn hostile_text_stays_text(text in "[<>&{}\"'*\\\\a-zăđĩũơưạ-ỹ ]{1,60}") {
        let plan = json!({"type": "ke-hoach", "profile": "profiles/so-khcn-lai-chau.yaml", "subject": "Thử", "content": {"body": [format!("Đoạn {text}")]}});
        let document = rendered(&plan);
        let stars = |s: &str| squeezed(s).replace(['*', '\\'], "");
        prop_assert!(stars(&flow_text(&document)).contains(stars(&text).trim_end_matches(['.', ';', ',', '/'])));
    }
}

/// `<p>`, `{{x}}`, `&amp;`, NFD, a 300-letter word: they come out as text.
#[test]
fn hostile_strings_come_out_as_text() {
    let long = "x".repeat(300);
    let nfd = "vie\u{323}\u{302}t";
    let body = [format!("<p>{{{{x}}}} {{{{{{y}}}}}} &amp; ]]> <!-- {nfd} {long}")];
    let plan = json!({"type": "ke-hoach", "profile": "profiles/so-khcn-lai-chau.yaml", "subject": "Thử", "content": {"body": body, "closing": ["Hết"]}});
    let document = rendered(&plan);
    let wanted = squeezed(&format!("<p>{{{{x}}}}{{{{{{y}}}}}}&amp;]]><!--việt{long}"));
    assert!(squeezed(&flow_text(&document)).contains(&wanted));
    assert!(squeezed(&drawn(&document)).contains(&wanted));
}
