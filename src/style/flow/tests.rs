//! Looks of a whole document.

use super::*;
use crate::tree::{Code, Foot, Header, PlaceDate, Signature};

fn text(s: &str) -> Inlines {
    vec![Inline::text(s)]
}

fn styled(organ: &str) -> Flow {
    let document = Document {
        header: Header {
            organization_in_charge: Some(text("UBND tỉnh Lai Châu")),
            organ_name: vec![text(organ)],
            code: Some(Code { words: text("Số: 05/KH-SKHCN"), ..Code::default() }),
            place_date: Some(PlaceDate { words: text("Lai Châu, ngày 05 tháng 3 năm 2025"), ..PlaceDate::default() }),
            ..Header::default()
        },
        type_name: text("Kế hoạch"),
        subject: text("Kiểm tra"),
        foot: Foot {
            signature: Some(Signature {
                authority: vec![text("Giám đốc")], full_name: text("Trần Văn Tuấn"), ..Signature::default()
            }),
            ..Foot::default()
        },
        ..Document::default()
    };
    flow(&document, &Choices::default(), Standard::nd30(), &Fonts::builtin().unwrap()).0
}

fn columns(flow: &Flow) -> &Columns {
    let FlowBlock::Columns(columns) = &flow.sections[0].blocks[0] else { unreachable!() };
    columns
}

fn words_of(flow: &Flow, component: Component) -> Vec<String> {
    fn of_block(block: &FlowBlock) -> Vec<&Para> {
        match block {
            FlowBlock::Para(para) => vec![para],
            FlowBlock::Columns(columns) => columns.rows.iter().flat_map(|row| row.cells.iter().flatten()).collect(),
            FlowBlock::Table(_) => vec![],
        }
    }
    let paras = flow.sections[0].blocks.iter().flat_map(of_block).filter(|para| para.component == component);
    paras.map(|para| para.runs.iter().map(|run| run.text.as_str()).collect()).collect()
}

/// PL I-1.V: capitals where the look has them, everything else as it was written.
#[test]
fn capitals_are_a_look() {
    let flow = styled("Sở Nội vụ");
    for (component, words) in [
        (Component::OrganizationInCharge, "UBND TỈNH LAI CHÂU"),
        (Component::OrganName, "SỞ NỘI VỤ"),
        (Component::TypeName, "KẾ HOẠCH"),
        (Component::Authority, "GIÁM ĐỐC"),
        (Component::Code, "Số: 05/KH-SKHCN"),
        (Component::Subject, "Kiểm tra"),
    ] {
        assert_eq!(words_of(&flow, component), [words]);
    }
}

/// Of a section only the title has capitals, not its marker and not a text that stands in its place.
#[test]
fn a_section_has_its_title_in_capitals() {
    let item = |heading: Inlines, words: Inlines| {
        Block::Item(Item {
            level: Level::Section,
            marker: Some("Ia.".into()),
            heading,
            heading_note: vec![],
            run_in: vec![],
            text: words,
            children: vec![],
            origin: None,
        })
    };
    let body = vec![item(text("Mục đích"), vec![]), item(vec![], text("Nội dung"))];
    let document = Document { body, ..Document::default() };
    let flow = flow(&document, &Choices::default(), Standard::nd30(), &Fonts::builtin().unwrap()).0;
    assert_eq!(words_of(&flow, Component::Section), ["Ia. MỤC ĐÍCH", "Ia. Nội dung"]);
}

#[test]
fn a_short_name_keeps_13_pt_and_a_long_one_takes_12() {
    assert_eq!(styled("Sở Nội vụ").styles.look(Component::NationalTitle).size.pt(), 13.0);
    assert_eq!(styled("Trung tâm Kiểm định và Phát triển khoa học công nghệ").styles.look(Component::NationalTitle).size.pt(), 12.0);
}

fn styled_article(item: Item) -> Vec<(Component, bool, String)> {
    let body = vec![Block::Item(Item { level: Level::Article, marker: Some("Điều 1.".into()), ..item })];
    let document = Document { numbering: Numbering::A, type_name: text("QUYẾT ĐỊNH"), body, ..Document::default() };
    let flow = flow(&document, &Choices::default(), Standard::nd30(), &Fonts::builtin().unwrap()).0;
    let paras = flow.sections[0].blocks.iter().filter_map(|b| if let FlowBlock::Para(p) = b { Some(p) } else { None });
    let articles = paras.filter(|p| matches!(p.component, Component::Article | Component::ArticleText));
    let mut out: Vec<(Component, bool, String)> = Vec::new();
    for (component, run) in articles.flat_map(|p| p.runs.iter().map(|r| (p.component, r))) {
        match out.last_mut().filter(|last| (last.0, last.1) == (component, run.bold)) {
            Some(last) => last.2.push_str(&run.text),
            None => out.push((component, run.bold, run.text.clone())),
        }
    }
    out
}

/// PL I-1.V.6a: `Điều 1. Tiêu đề` is bold; Mẫu 1.2: without a title only `Điều 1.` is.
#[test]
fn an_article_without_a_title_has_its_number_bold() {
    let item = |heading: &str, words: &str| Item {
        level: Level::Article,
        marker: None,
        heading: if heading.is_empty() { vec![] } else { text(heading) },
        heading_note: vec![],
        run_in: vec![],
        text: if words.is_empty() { vec![] } else { text(words) },
        children: vec![],
        origin: None,
    };
    assert_eq!(
        styled_article(item("", "Thành lập Tổ.")),
        [(Component::ArticleText, true, "Điều 1. ".to_owned()), (Component::ArticleText, false, "Thành lập Tổ.".into())]
    );
    assert_eq!(styled_article(item("Phạm vi", "")), [(Component::Article, true, "Điều 1. Phạm vi".into())]);
}

#[test]
fn the_national_title_never_wraps() {
    let fonts = Fonts::builtin().unwrap();
    for organ in ["SỞ NỘI VỤ", "BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH TỈNH LAI CHÂU VÀ CÁC HUYỆN", &"X".repeat(80)] {
        let flow = styled(organ);
        let columns = columns(&flow);
        let title = &columns.rows[0].cells[1][0];
        assert_eq!(line_widths(&title.runs, &fonts, title.look.size.pt(), columns.widths[1].pt()).len(), 1, "{organ}");
        assert_eq!(columns.widths[0] + columns.widths[1], flow.sections[0].page.text_width());
    }
}

#[test]
fn a_name_that_wraps_keeps_its_words_whole() {
    let fonts = Fonts::builtin().unwrap();
    let flow = styled("ĐOÀN KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2025");
    let columns = columns(&flow);
    let organ = &columns.rows[0].cells[0][1];
    let room = (columns.widths[0] - organ.look.left - organ.look.right).pt();
    let second =
        line_widths(&[Run { text: "CẢI CÁCH HÀNH CHÍNH NĂM 2025".into(), ..organ.runs[0].clone() }], &fonts, organ.look.size.pt(), room);
    assert_eq!(line_widths(&organ.runs, &fonts, organ.look.size.pt(), room)[1..], second);
}

#[test]
fn rules_have_the_measured_lengths() {
    let fonts = Fonts::builtin().unwrap();
    let flow = styled("Sở Nội vụ");
    let columns = columns(&flow);
    let length = |p: &Para, width: Twips| (width - p.look.left - p.look.right).pt();
    let (organ, under_organ) = (&columns.rows[0].cells[0][1], &columns.rows[0].cells[0][2]);
    let share = length(under_organ, columns.widths[0]) / natural_width(&fonts, organ);
    assert!((1.0 / 3.0..=0.5).contains(&share), "{share}");
    let (motto, under_motto) = (&columns.rows[0].cells[1][1], &columns.rows[0].cells[1][2]);
    let share = length(under_motto, columns.widths[1]) / natural_width(&fonts, motto);
    assert!((share - 1.0).abs() < 0.01, "{share}");
}
