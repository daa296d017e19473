//! Whole documents laid out; the parts have their own tests.

use super::first_pass::second_page;
use super::*;
use crate::diag::SourceId;
use crate::markup;
use crate::standard::Standard;
use crate::style::{self, Choices};
use crate::tree;

fn flow(body: &str, fonts: &Fonts) -> Flow {
    let mut document = markup::parse(&format!("<document><body>{body}</body></document>"), SourceId(0), &|_| None).unwrap();
    tree::compose(&mut document, Standard::nd30());
    style::flow(&document, &Choices::default(), Standard::nd30(), fonts).0
}

fn table(rows: usize) -> String {
    format!(r#"<table><column width="*"/>{}</table>"#, "<row><cell><p>Nội dung</p></cell></row>".repeat(rows))
}

#[test]
fn libreoffice_begins_page_2_with_the_26th_paragraph_or_row() {
    let fonts = Fonts::builtin().unwrap();
    let second = |body: String| {
        let flow = flow(&body, &fonts);
        second_page(&flow, 0, &flow.sections[0])
    };
    let paras = |count: usize| "<p>Một đoạn văn.</p>".repeat(count);
    // The two rows of the header are the first.
    assert_eq!(second(paras(23)), None);
    assert_eq!(second(paras(24)), Some(25));
    // A table moves whole, but a long one is parted.
    assert_eq!(second(paras(23) + &table(3)), Some(25));
    assert_eq!(second(paras(23) + &table(30)), None);
    assert_eq!(second(paras(20) + &table(3) + &paras(5)), Some(25));
    // More than 100 nodes.
    assert_eq!(second(paras(130)), Some(20));
}

#[test]
fn what_follows_a_table_stands_below_its_lower_border() {
    let fonts = Fonts::builtin().unwrap();
    let flow = flow(&format!("{}<p>Đoạn sau</p>", table(2)), &fonts);
    let page = &layout(&flow, &fonts).0.pages[0];
    let rules = page.items.iter().filter_map(|i| if let Placed::Rule { y, .. } = i { Some(*y) } else { None });
    let border = rules.fold(0.0, f64::max) + BORDER / 2.0;
    let lines = page.items.iter().filter_map(|i| if let Placed::Line(l) = i { Some(l.baseline) } else { None });
    let last = flow.sections[0].blocks.iter().rev().find_map(|b| if let FlowBlock::Para(p) = b { Some(&p.look) } else { None }).unwrap();
    let room = last.before.pt() + fonts.face(last.bold, last.italic).baseline(last.size.pt());
    assert!((lines.fold(0.0, f64::max) - border - room).abs() < 0.01);
}
