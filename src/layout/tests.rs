//! Whole documents laid out; the parts have their own tests.

use super::first_pass::second_page;
use super::*;
use crate::diag::SourceId;
use crate::markup;
use crate::standard::{Blank, Standard};
use crate::style::{self, Choices};
use crate::tree;

fn flow(body: &str, fonts: &Fonts) -> Flow {
    let markup = format!("<document><type-name>Kế hoạch</type-name><body>{body}</body></document>");
    let mut document = markup::parse(&markup, SourceId(0), &|_| None).unwrap();
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

/// A page's counted lines that show these words.
fn line<'a>(page: &'a Page, words: &str) -> &'a TextLine {
    let lines = page.items.iter().filter_map(|i| if let Placed::Line(l) = i { Some(l) } else { None });
    lines.filter(|l| l.para.is_some()).find(|l| shown(l).contains(words)).unwrap_or_else(|| panic!("no line shows {words}"))
}

fn shown(line: &TextLine) -> String {
    line.fragments.iter().map(|f| f.text.as_str()).collect()
}

/// Left and right end of a line's words, pt.
fn ends(line: &TextLine, fonts: &Fonts) -> (f64, f64) {
    let last = line.fragments.last().unwrap();
    let words = last.text.trim_end();
    let spaces = words.matches(' ').count() as f64 * last.stretch;
    (line.fragments[0].x, last.x + fonts.face(last.bold, last.italic).width(words, line.size) + spaces)
}

fn laid_out(body: &str, fonts: &Fonts) -> Pages {
    layout(&flow(body, fonts), fonts).0
}

/// Left and right margin of A4 pages, pt.
fn margins(pages: &Pages) -> (f64, f64) {
    let setup = style::page_setup(Standard::nd30(), &Choices::default());
    (setup.left.pt(), pages.pages[0].width - setup.right.pt())
}

const LONG: &str = "Sở Khoa học và Công nghệ xây dựng kế hoạch kiểm tra công tác cải cách hành chính tại các phòng, đơn vị trực \
                    thuộc Sở với những nội dung cụ thể như sau đây và báo cáo kết quả về Ủy ban nhân dân tỉnh đúng thời hạn";

/// PL I-1.II.6e: the first line set in, every line but the last as wide as the text.
#[test]
fn a_paragraph_is_justified_but_for_its_last_line() {
    let fonts = Fonts::builtin().unwrap();
    let pages = laid_out(&format!("<p>{LONG}</p>"), &fonts);
    let (left, right) = margins(&pages);
    let lines = ["Sở Khoa", "hành chính", "đúng thời hạn"].map(|words| ends(line(&pages.pages[0], words), &fonts));
    let set_in = (lines[0].0 - left) / 72.0 * 25.4;
    assert!((10.0..=12.7).contains(&set_in), "{set_in} mm");
    assert!((lines[0].1 - right).abs() < 0.1 && (lines[1].0 - left).abs() < 0.1, "{lines:?}");
    assert!(lines[2].1 < right - 10.0, "{lines:?}");
}

#[test]
fn cells_align_their_lines() {
    let fonts = Fonts::builtin().unwrap();
    let columns = ["left", "center", "right"].map(|align| format!(r#"<column width="*" align="{align}"/>"#)).concat();
    let cells = ["Trái", "Giữa", "Phải"].map(|words| format!("<cell><p>{words}</p></cell>")).concat();
    let page = &laid_out(&format!("<table>{columns}<row>{cells}</row></table>"), &fonts).pages[0];
    let mut edges: Vec<f64> =
        page.items.iter().filter_map(|i| if let Placed::VerticalRule { x, .. } = i { Some(*x) } else { None }).collect();
    edges.sort_by(f64::total_cmp);
    let [trai, giua, phai] = ["Trái", "Giữa", "Phải"].map(|words| ends(line(page, words), &fonts));
    let margin = trai.0 - edges[0];
    assert!((0.0..10.0).contains(&margin), "{margin}");
    assert!((giua.0 - edges[1] - (edges[2] - giua.1)).abs() < 0.1, "{giua:?} in {edges:?}");
    assert!((edges[3] - phai.1 - margin).abs() < 0.1, "{phai:?} in {edges:?}");
}

/// Wide enough to write or stamp in, and part of its line.
#[test]
fn a_blank_is_a_place_on_its_line() {
    let fonts = Fonts::builtin().unwrap();
    let body = r#"<p>Kế hoạch số <blank of="number"/>/KH ngày <blank of="day"/> tháng <blank of="month"/> năm 2025</p>"#;
    let pages = laid_out(body, &fonts);
    let kinds: Vec<Blank> = pages.facts.blanks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [Blank::Number, Blank::Day, Blank::Month]);
    let baseline = line(&pages.pages[0], "Kế hoạch số").baseline;
    for place in &pages.facts.blanks {
        let area = place.area;
        assert!((20.0..=42.0).contains(&area.width), "{area:?}");
        assert!(area.y < baseline && baseline < area.y + area.height, "{area:?} on {baseline}");
    }
}

/// PL I-1.I.7: numbered from page 2 on, in the middle of the top margin.
#[test]
fn pages_are_numbered_from_the_second_on() {
    let fonts = Fonts::builtin().unwrap();
    let pages = laid_out(&"<p>Một đoạn văn.</p>".repeat(90), &fonts);
    let top = style::page_setup(Standard::nd30(), &Choices::default()).top.pt();
    let (left, right) = margins(&pages);
    for (number, page) in (1..).zip(&pages.pages) {
        let numbers: Vec<&TextLine> =
            page.items.iter().filter_map(|i| if let Placed::Line(l) = i { Some(l) } else { None }).filter(|l| l.para.is_none()).collect();
        if number == 1 {
            assert!(numbers.is_empty());
            continue;
        }
        let [line] = numbers[..] else { panic!("{} lines that do not count", numbers.len()) };
        assert_eq!(shown(line), number.to_string());
        let (from, to) = ends(line, &fonts);
        assert!((from - left - (right - to)).abs() < 0.1 && line.baseline < top, "{line:?}");
    }
    assert!(pages.pages.len() > 2);
}

fn row(cells: &[&str]) -> String {
    format!("<row>{}</row>", cells.iter().map(|c| format!("<cell><p>{c}</p></cell>")).collect::<String>())
}

/// The horizontal borders of a page, pt: height and both ends, from above.
fn rules(page: &Page) -> Vec<(f64, f64, f64)> {
    let border = |item: &Placed| match item {
        Placed::Rule { y, x, width, thickness } if *thickness <= BORDER => Some((*y, *x, x + width)),
        _ => None,
    };
    let mut found: Vec<(f64, f64, f64)> = page.items.iter().filter_map(border).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
}

const TWO: &str = r#"<column width="60mm"/><column width="60mm"/>"#;

#[test]
fn a_row_is_as_high_as_its_highest_cell() {
    let fonts = Fonts::builtin().unwrap();
    let heights = |cells: &[&str]| {
        let rules = rules(&laid_out(&format!("<table>{TWO}{}</table>", row(cells)), &fonts).pages[0]);
        rules[1].0 - rules[0].0
    };
    assert_eq!(heights(&["Một", "Một"]), heights(&["Một", ""]));
    assert!(heights(&[LONG, "Một"]) > 4.0 * heights(&["Một", "Một"]));
    assert_eq!(heights(&[LONG, "Một"]), heights(&["Một", LONG]));
}

/// What a cell over two rows lacks, the second row gets; no line is drawn through the cell.
#[test]
fn a_cell_over_two_rows_stretches_the_last_of_them() {
    let fonts = Fonts::builtin().unwrap();
    let merged = format!(r#"<row><cell rows="2"><p>{LONG}</p></cell><cell><p>Một</p></cell></row><row><cell><p>Hai</p></cell></row>"#);
    let page = &laid_out(&format!("<table>{TWO}{merged}</table>"), &fonts).pages[0];
    let rules = rules(page);
    let [above, between, below] = rules[..] else { panic!("{rules:?}") };
    assert!(below.0 - between.0 > 2.0 * (between.0 - above.0), "{rules:?}");
    assert!(between.1 > above.1 + 100.0 && (between.2 - above.2).abs() < 0.1, "{rules:?}");
    let last = line(page, "đúng thời hạn").baseline;
    assert!(between.0 < last && last < below.0, "the words end above the lower border");
}

/// From the second page on it does not count, and its footnote is referred to once.
#[test]
fn a_table_begins_each_page_with_its_head() {
    let fonts = Fonts::builtin().unwrap();
    let head = format!("<head>{}</head>", row(&["Nội dung<footnote>Theo kế hoạch</footnote>", "Thời hạn"]));
    let rows = row(&["Việc", "Tháng 5"]).repeat(90);
    let flow = flow(&format!("<table>{TWO}{head}{rows}</table>"), &fonts);
    let pages = layout(&flow, &fonts).0;
    assert!(pages.pages.len() > 2);
    for (number, page) in pages.pages.iter().enumerate() {
        let heads: Vec<&TextLine> = page
            .items
            .iter()
            .filter_map(|i| if let Placed::Line(l) = i { Some(l) } else { None })
            .filter(|l| shown(l).contains("Nội dung"))
            .collect();
        let [head] = heads[..] else { panic!("{} heads on page {}", heads.len(), number + 1) };
        assert_eq!((head.para.is_some(), head.fragments.iter().any(|f| f.mark.is_some())), (number == 0, number == 0));
        // One upright line for each edge, however many rows.
        assert_eq!(page.items.iter().filter(|i| matches!(i, Placed::VerticalRule { .. })).count(), 3);
    }
}

/// The note ends with the text area, below a short line.
#[test]
fn footnotes_stand_at_the_foot_of_their_page() {
    let fonts = Fonts::builtin().unwrap();
    let pages = laid_out("<p>Theo Nghị quyết<footnote>Nghị quyết số 76/NQ-CP</footnote>.</p><p>Đoạn sau</p>", &fonts);
    let page = &pages.pages[0];
    let bottom = page.height - style::page_setup(Standard::nd30(), &Choices::default()).bottom.pt();
    let (note, text) = (line(page, "76/NQ-CP"), line(page, "Đoạn sau"));
    assert!(note.baseline < bottom && note.baseline > bottom - note.size, "{}", note.baseline);
    let short = rules(page).into_iter().next_back().unwrap();
    assert!(text.baseline < short.0 && short.0 < note.baseline - note.size / 2.0, "{short:?}");
    assert!(short.2 - short.1 < (page.width - short.1) / 2.0, "{short:?}");
}

/// Between title and name, in the middle of their column; the seal lies over its left part.
#[test]
fn signature_and_seal_stand_above_the_name() {
    let fonts = Fonts::builtin().unwrap();
    let body = "<body><p>Nội dung</p></body><foot><signature><authority>Giám đốc</authority><full-name>Trần Văn Tuấn</full-name></signature></foot>";
    let mut document = markup::parse(&format!("<document>{body}</document>"), SourceId(0), &|_| None).unwrap();
    tree::compose(&mut document, Standard::nd30());
    let flow = style::flow(&document, &Choices::default(), Standard::nd30(), &fonts).0;
    let pages = layout(&flow, &fonts).0;
    let (title, name) = (line(&pages.pages[0], "GIÁM ĐỐC"), line(&pages.pages[0], "Trần Văn Tuấn"));
    let middle = |(from, to): (f64, f64)| (from + to) / 2.0;
    let [signature, seal] = &pages.facts.fields[..] else { panic!("{:?}", pages.facts.fields) };
    assert_eq!((signature.purpose, seal.purpose), (Purpose::Signature, Purpose::Seal));
    let area = signature.area;
    assert!(title.baseline < area.y && area.y + area.height < name.baseline - name.size / 2.0, "{area:?}");
    assert!((area.x + area.width / 2.0 - middle(ends(name, &fonts))).abs() < 0.5, "{area:?}");
    // About a third of the signature lies under the seal (PL I-1.II.8a).
    let under = (seal.area.x + seal.area.width - area.x) / area.width;
    assert!((0.25..=0.4).contains(&under), "{under}");
}
