//! Pages that went wrong once and what is right: nothing stretched, nothing torn apart, no figure cut.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::path::Path;

use common::generated::{plan, plan_with_table, table};
use common::{Disk, ENGINE, docx_part, page_texts, words_of};
use proptest::prelude::*;
use vanban::layout::{Placed, TextLine, paragraphs};
use vanban::pipeline::Compiled;
use vanban::standard::{Align, Component};
use vanban::style::{FlowBlock, Para};

/// A file of `tests/pages`; warnings are no matter here.
fn case(name: &str) -> Compiled {
    let path = format!("tests/pages/{name}.yaml");
    let outcome = ENGINE.compile(&path, std::fs::read(Path::new(&path)).unwrap(), &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    outcome.compiled.unwrap_or_else(|| panic!("{report}"))
}

fn document_xml(document: &Compiled) -> String {
    docx_part(&ENGINE.docx(document).unwrap(), "word/document.xml")
}

/// The page, from 1, that shows some words last.
fn page_of(document: &Compiled, words: &str) -> usize {
    let pages = page_texts(document);
    1 + pages.iter().rposition(|page| page.contains(words)).unwrap_or_else(|| panic!("“{words}” is nowhere in {pages:?}"))
}

fn lines(document: &Compiled) -> impl Iterator<Item = &TextLine> {
    let items = document.pages.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|item| if let Placed::Line(line) = item { Some(line) } else { None })
}

#[test]
fn all_who_sign_minutes_stay_with_the_closing_paragraph() {
    let document = case("bien-ban-thu-ky");
    let closing = page_of(&document, "Biên bản kết thúc");
    for words in ["TRƯỞNG ĐOÀN", "THƯ KÝ", "Lê Văn Hùng", "Nguyễn Đức Thắng"] {
        assert_eq!(page_of(&document, words), closing, "{words}");
    }
}

/// A merged group or a tall first row that does not fit begins on page 1 or leaves its foot white.
#[test]
fn no_title_is_pulled_apart_by_a_table() {
    for name in ["o-gop", "o-gop-10-hang", "o-dai", "hang-bang-mot-dong"] {
        let document = case(name);
        assert!(document.pages.facts.rows().len() > 1, "{name}");
        assert!(!document_xml(&document).contains("trHeight"), "{name}");
        for para in paragraphs(&document.flow) {
            let extra = document.pages.facts.of(para.id).extra_before.pt();
            assert!(extra < 5.1, "{name}: {extra} pt above {:?}", para.component);
        }
    }
    assert_eq!((page_of(&case("o-gop"), "Bản số 1\n"), page_of(&case("o-dai"), "Câu 1 ")), (1, 1));
}

/// The label, title and reference of an appendix and the rows above a tall one stay where they are; it goes on over the page's end.
#[test]
fn an_appendix_keeps_its_head_above_a_tall_row() {
    let document = case("hang-cao-trong-phu-luc");
    for words in ["Phụ lục\n", "DANH MỤC", "(Kèm theo", "Nhiệm vụ 8", "Cải cách chế độ công vụ", "Rà soát vị trí việc làm"]
    {
        assert_eq!(page_of(&document, words), 2, "{words}");
    }
    assert_eq!((page_of(&document, "của tỉnh."), document.pages.pages.len()), (3, 3));
}

#[test]
fn lead_ins_stay_with_the_table_that_follows() {
    let document = case("loi-dan-truoc-bang");
    let pages = page_texts(&document);
    for page in &pages[..pages.len() - 1] {
        let last = page.trim_end().lines().last().unwrap();
        assert!(!last.ends_with(':'), "{last}");
    }
}

#[test]
fn every_row_of_a_head_is_repeated() {
    let document = case("tieu-de-hai-hang");
    assert!(document.pages.pages.len() > 1);
    let FlowBlock::Table(table) = document.flow.sections[0].blocks.iter().find(|b| matches!(b, FlowBlock::Table(_))).unwrap() else {
        unreachable!()
    };
    assert_eq!((table.head, document_xml(&document).matches("<w:tblHeader/>").count()), (2, 2));
}

/// PL I-1.II.2b: a third to a half of the name's line, on the wrap that is set.
#[test]
fn the_line_under_a_wrapped_name_is_as_long_as_a_third_of_it() {
    let data = std::fs::read_to_string("tests/pages/duong-ke-ten-co-quan.yaml").unwrap();
    for name in ["Trung tâm Kiểm soát bệnh tật", "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch"]
    {
        let typed = data.replace("Trung tâm Kiểm soát bệnh tật", name);
        let document = common::compile("duong-ke.yaml", &typed).compiled.unwrap();
        let FlowBlock::Columns(columns) = &document.flow.sections[0].blocks[0] else { unreachable!() };
        let (name, rule) = (&columns.rows[0].cells[0][columns.rows[0].cells[0].len() - 2], columns.rows[0].cells[0].last().unwrap());
        let set: Vec<f64> = lines(&document)
            .filter(|l| l.para == Some(name.id))
            .map(|l| l.fragments.iter().map(|f| common::end_of(l, f)).fold(0.0, f64::max) - l.fragments[0].x)
            .collect();
        assert!(set.len() > 1, "{set:?}");
        let length = (columns.widths[0] - rule.look.left - rule.look.right).pt();
        let longest = set.iter().copied().fold(0.0, f64::max);
        assert!(length >= longest / 3.0 - 0.1 && length <= longest / 2.0 + 0.1, "{length} of {set:?}");
    }
}

/// No line of a summary ends inside the name of a person or a place.
#[test]
fn names_stay_together_in_titles() {
    let document = common::compiled(Path::new("tests/typing/c06-ten-nguoi-bi-tach.yaml"));
    let all: Vec<String> = lines(&document).map(|l| words_of(l).trim().replace('\u{a0}', " ")).collect();
    for line in ["Kết luận của Phó Thủ tướng Chính phủ Nguyễn Văn An Bình", "tại buổi làm việc với lãnh đạo tỉnh Phú Thọ"]
    {
        assert!(all.iter().any(|l| l == line), "{all:#?}");
    }
}

/// The words of a column's cells, line by line.
fn cell_lines(document: &Compiled, words: &str) -> Vec<String> {
    let of = |para: &&Para| para.runs.iter().map(|r| r.text.as_str()).collect::<String>() == words;
    let id = paragraphs(&document.flow).find(of).unwrap_or_else(|| panic!("no cell {words}")).id;
    lines(document).filter(|l| l.para == Some(id)).map(|l| words_of(l).trim().to_owned()).collect()
}

/// A table of amounts in the body, or in an appendix on its side; its findings, and the lines of each cell's words.
fn amounts(body: &str, landscape: bool) -> (String, Compiled) {
    let place = if landscape {
        "content:\n  body: [Danh mục ở Phụ lục.]\nappendices:\n  - title: Danh mục\n    orientation: landscape\n    body:\n"
    } else {
        "content:\n  body:\n"
    };
    let text = format!("type: ke-hoach\nprofile: profiles/so-khcn-lai-chau.yaml\nsubject: Thử\nto_places: [Sở Nội vụ]\n{place}{body}");
    let outcome = common::compile("so.yaml", &text);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    let document = outcome.compiled.unwrap_or_else(|| panic!("{report}"));
    (report, document)
}

/// Nine columns of amounts fill a page: margins and type make way, nothing is cut. A tenth column is too much: no number is cut,
/// what is cut is told, with the way out.
#[test]
fn words_are_cut_before_figures_are() {
    let data = std::fs::read_to_string("tests/pages/so-trong-o.yaml").unwrap();
    let more = data.replace("Cả năm,", "Cả năm, Bổ sung,").replace("\"105,5%\"", "\"25\", \"105,5%\"");
    for (data, told) in [(data, false), (more, true)] {
        let outcome = ENGINE.compile("so-trong-o.yaml", data.into_bytes(), &Disk);
        let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
        assert_eq!(report.contains("[L006]: Từ “") && report.contains("Để bảng trong một phụ lục nằm ngang"), told, "{report}");
        let document = outcome.compiled.unwrap();
        for figure in ["1.234.567.890", "2.345.678.901", "3.456.789.012", "4.567.890.123", "11.604.925.826", "105,5%"] {
            assert_eq!(cell_lines(&document, figure), [figure]);
        }
    }
}

/// Greater amounts: a page on its side holds them with less room beside them, and nothing is said.
#[test]
fn a_table_gives_up_its_margins_for_its_figures() {
    let body = "      - table:\n          columns: [STT, Tên đơn vị, Dự toán giao, Bổ sung, Điều chỉnh, Thực hiện, Thanh toán, Còn lại, Chuyển sang]\n          \
                rows:\n            - [\"1\", Sở Nội vụ, 1.234.567.890.123, 2.234.567.890.123, 3.234.567.890.123, 4.234.567.890.123, 5.234.567.890.123, \
                6.234.567.890.123, 7.234.567.890.123]\n";
    let (report, document) = amounts(body, true);
    assert!(!report.contains("L006"), "{report}");
    for first in 1..=7 {
        let figure = format!("{first}.234.567.890.123");
        assert_eq!(cell_lines(&document, &figure), [figure.as_str()]);
    }
    let tables =
        document.flow.sections.iter().flat_map(|s| &s.blocks).filter_map(|b| if let FlowBlock::Table(t) = b { Some(t) } else { None });
    assert!(tables.map(|table| table.side_margin.pt()).all(|side| side < 2.0));
    // In the text they are cut in any case, and take no room from words.
    let (report, document) = amounts(body, false);
    assert!(report.contains("[L006]: Số “1.234.567.890.123”") && report.contains("nằm ngang"), "{report}");
    assert_eq!(cell_lines(&document, "STT"), ["STT"]);
    // Nine amounts and their number are more than any page holds.
    let (report, _) =
        amounts(&body.replace("Tên đơn vị", "Trung hạn, Hằng năm").replace("Sở Nội vụ", "8.234.567.890.123, 9.234.567.890.123"), true);
    assert!(report.contains("[L006]: Số “") && report.contains("triệu đồng") && report.contains("còn thiếu khoảng"), "{report}");
}

/// A size that the author gave makes way, and that is said; one that fits stays.
#[test]
fn a_size_that_cuts_figures_is_taken_back() {
    let body = |size: u32, more: &str| {
        format!(
            "    - table:\n        size: {size}\n        columns: [Dự toán giao đầu năm, Bổ sung, Thực hiện, Còn lại, Tỷ lệ{}]\n        rows:\n          \
             - [9.234.567.890.123, 1.134.567.890.123, 8.034.567.890.123, 7.934.567.890.123, \"105,5%\"{more}]\n",
            if more.is_empty() { "" } else { ", Ghi chú" },
        )
    };
    let (report, document) = amounts(&body(14, ", Đạt"), false);
    assert!(report.contains("[L006]: Cỡ chữ 14 làm chữ trong bảng bị ngắt giữa chừng: bảng được trình bày cỡ 1"), "{report}");
    assert_eq!(cell_lines(&document, "9.234.567.890.123"), ["9.234.567.890.123"]);
    let (report, document) = amounts(&body(13, ""), false);
    assert!(!report.contains("L006"), "{report}");
    assert!(paragraphs(&document.flow).filter(|p| p.component == Component::TableCell).all(|p| p.look.size.pt() == 13.0));
}

/// A number's unit is part of it; a merged cell has figures too.
#[test]
fn units_and_merged_cells_are_figures() {
    let long = "Chi thường xuyên của các đơn vị dự toán trực thuộc Sở trong năm ngân sách theo phân kỳ được duyệt";
    let body = format!(
        "    - table:\n        columns: [STT, Nội dung, {{title: Kinh phí, width: 14mm}}, {{title: Đợt 1, width: 9mm}}, {{title: Đợt 2, width: 9mm}}]\n        \
         rows:\n          - [\"1\", {long}, 1.234.567 đồng, \"1\", \"2\"]\n          - [\"2\", {long}, \"3\", {{text: 9.234.567.890.123, columns: 2}}]\n"
    );
    let (report, document) = amounts(&body, false);
    assert!(!report.contains("L006"), "{report}");
    for words in ["1.234.567 đồng", "9.234.567.890.123"] {
        assert_eq!(cell_lines(&document, words).len(), 1, "{words}");
    }
}

/// A gap at a paragraph's end that is longer than its line becomes dots to the ends of lines.
#[test]
fn dots_of_several_lines_go_on_to_the_ends_of_lines() {
    let document = case("cho-trong-trong-cau");
    let opinion = paragraphs(&document.flow).find(|p| p.runs.first().is_some_and(|r| r.text.starts_with("Ý kiến"))).unwrap();
    assert_eq!(opinion.runs.iter().filter_map(vanban::line::Run::leader).collect::<Vec<_>>(), [3]);
}

/// The widest white between the words of a document's justified lines, in widths of a space.
fn widest_white(document: &Compiled) -> (f64, String) {
    let body = |line: &&TextLine| {
        paragraphs(&document.flow).any(|p| Some(p.id) == line.para && p.look.align == Align::Justify && p.component != Component::TableCell)
    };
    let white = |line: &TextLine| line.fragments.iter().map(|f| 1.0 + f.stretch / (line.size / 4.0)).fold(0.0, f64::max);
    lines(document).filter(body).map(|line| (white(line), words_of(line))).fold((0.0, String::new()), |a, b| if b.0 > a.0 { b } else { a })
}

/// Typed dots and strokes, dots that were asked for, addresses with hyphens: no line before them is stretched, none begins with them.
#[test]
fn gaps_and_addresses_leave_no_line_white() {
    let document = case("cho-trong-trong-cau");
    let (white, words) = widest_white(&document);
    assert!(white <= 3.0, "{white}: {words}");
    for line in lines(&document) {
        let words = words_of(line);
        assert!(!words.starts_with(['…', '_']) && !words.starts_with(".."), "{words}");
        assert!(line.fragments.iter().all(|f| common::end_of(line, f) <= 195.0 / 25.4 * 72.0 + 0.1), "{words}");
    }
}

/// Four columns of the same amounts have room.
#[test]
fn no_figure_is_cut_where_there_is_room() {
    let text = "type: ke-hoach\nprofile: profiles/so-khcn-lai-chau.yaml\nsubject: Thử\nto_places: [Sở Nội vụ]\ncontent:\n  body:\n    - table:\n        \
                columns: [STT, Nội dung chi của từng đơn vị thuộc phạm vi quản lý, {title: Dự toán, width: 12mm}, Thực hiện, Còn lại]\n        rows:\n          \
                - [\"1\", Chi thường xuyên của các đơn vị dự toán trực thuộc Sở trong năm ngân sách, 1.234.567.890, 1.134.567.891, 99.999.999.999]\n";
    let outcome = common::compile("so.yaml", text);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    let document = outcome.compiled.unwrap_or_else(|| panic!("{report}"));
    for figure in ["1.234.567.890", "1.134.567.891", "99.999.999.999"] {
        assert_eq!(cell_lines(&document, figure), [figure]);
    }
}

#[test]
fn a_symbol_in_a_narrow_cell_breaks_behind_a_hyphen_only() {
    let document = case("ky-hieu-trong-o");
    for para in paragraphs(&document.flow).filter(|p| p.runs.iter().any(|r| r.text.contains("/QĐ-"))) {
        let words: Vec<String> = lines(&document).filter(|l| l.para == Some(para.id)).map(|l| words_of(l).trim().to_owned()).collect();
        for pair in words.windows(2) {
            let (end, next) = (pair[0].chars().last().unwrap(), pair[1].chars().next().unwrap());
            assert!(
                !(end.is_alphanumeric() && next.is_alphanumeric() && pair[0].contains("/QĐ-"))
                    || pair[0].ends_with('-')
                    || pair[0].ends_with("UBND"),
                "{words:?}"
            );
        }
    }
}

#[test]
fn no_column_wraps_beside_free_room() {
    let document = case("be-rong-cot");
    assert_eq!(cell_lines(&document, "Từ tháng 3 đến tháng 9/2026"), ["Từ tháng 3 đến tháng 9/2026"]);
    assert_eq!(cell_lines(&document, "Sở Xây dựng"), ["Sở Xây dựng"]);
    // Of columns with shares too, and in lists of people, whose columns stay in line else.
    let example = |name: &str| common::compiled(&Path::new("templates").join(name).join("example.yaml"));
    assert_eq!(cell_lines(&example("chuong-trinh"), "Phòng Văn hóa - Xã hội"), ["Phòng Văn hóa - Xã hội"]);
    let minutes = example("bien-ban");
    assert_eq!(cell_lines(&minutes, "Ông Nguyễn Đức Thắng"), ["Ông Nguyễn Đức Thắng"]);
    let left = |words: &str| lines(&minutes).find(|line| words_of(line).starts_with(words)).map(|line| line.fragments[0].x);
    assert!(left("Phó Giám đốc Sở Nội vụ").is_some() && left("Phó Giám đốc Sở Nội vụ") == left("Chuyên viên Văn phòng Sở"));
}

/// LibreOffice 7.4 drops the dots of a control for plain text that ends a cell.
#[test]
fn dots_of_a_cell_stand_in_a_control_that_every_program_shows() {
    let path = "data/bien-ban-cchc-2025-lai-chau/bien-ban-van-phong-so.yaml";
    let xml = document_xml(&ENGINE.compile(path, std::fs::read(path).unwrap(), &Disk).compiled.unwrap());
    assert!(xml.contains("<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:tab/>") && !xml.contains("<w:text/>"), "{xml}");
}

#[test]
fn ranges_of_years_hold_no_invisible_signs() {
    let xml = document_xml(&case("gach-noi-khoang-nam"));
    assert!(xml.contains("Giai đoạn 2021–2025, các trang 12–15, độ ẩm 40–60%."), "{xml}");
    assert!(!xml.contains('\u{feff}') && !xml.contains('\u{2060}'));
}

#[test]
fn no_line_begins_with_an_ellipsis() {
    for line in lines(&case("dau-ba-cham")) {
        assert!(!words_of(line).starts_with('…'), "{}", words_of(line));
    }
}

/// Widened spaces show as double ones after an edit: DESIGN's window asks for 2.3 pt at most.
#[test]
fn spaces_are_widened_by_what_is_needed() {
    let mut seen = 0;
    for path in common::plans() {
        let xml = document_xml(&common::compiled(&path));
        for amount in xml.split("<w:rPr><w:spacing w:val=\"").skip(1) {
            let amount: i32 = amount[..amount.find('"').unwrap()].parse().unwrap();
            assert!((1..=46).contains(&amount), "{amount} twips");
            seen += 1;
        }
    }
    assert!(seen > 0);
}

/// "475/KH-SKHCN" is found as it was typed, wherever no engine would end a line inside it.
#[test]
fn symbols_are_found_in_the_docx() {
    let xml = document_xml(&common::compiled(Path::new("data/bao-cao-cchc-nam-2025-lai-chau.yaml")));
    let (plain, held) = (xml.matches('-').count(), xml.matches("<w:noBreakHyphen/>").count());
    assert!(held * 5 < plain, "{held} of {plain}");
}

#[test]
fn a_heading_added_by_its_style_has_a_level() {
    let docx = ENGINE.docx(&case("gach-noi-khoang-nam")).unwrap();
    let styles = docx_part(&docx, "word/styles.xml");
    let style = |id: &str| {
        let from = styles.find(&format!("w:styleId=\"{id}\"")).unwrap();
        styles[from..from + styles[from..].find("</w:style>").unwrap()].to_owned()
    };
    for (id, level) in [("VbSection", 0), ("VbClauseHeading", 1), ("VbPointHeading", 2)] {
        assert!(style(id).contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")), "{}", style(id));
    }
    for id in ["VbEnd", "VbRule"] {
        assert!(style(id).contains("<w:semiHidden/>") && !style(id).contains("<w:qFormat/>"), "{}", style(id));
    }
}

/// LibreOffice 25.2 has less room above footnotes: the empty paragraph behind the signatures would have a page of its own.
#[test]
fn signatures_keep_off_the_notes_below_them() {
    let document = case("chan-trang-co-chu-thich");
    assert_eq!(document.pages.pages.len(), 2);
    assert_eq!((page_of(&document, "yêu cầu các đơn vị"), page_of(&document, "Giàng A Sử")), (2, 2));
}

/// An attachment that begins with its head: LibreOffice 25.2 counts its pages from 1 only where a paragraph stands before it.
#[test]
fn an_attachment_begins_with_a_paragraph() {
    let document = common::compiled(Path::new("data/quyet-dinh-ban-hanh-quy-che-2025-lai-chau.yaml"));
    let xml = document_xml(&document);
    let begin = xml.find("</w:sectPr></w:pPr></w:p>").unwrap() + "</w:sectPr></w:pPr></w:p>".len();
    assert!(xml[begin..].starts_with("<w:p><w:pPr><w:pStyle w:val=\"VbEnd\"/></w:pPr></w:p><w:tbl>"), "{}", &xml[begin..begin + 200]);
}

/// What the last paragraph of each page but the last is.
fn feet(document: &Compiled) -> Vec<&Para> {
    let pages = &document.pages.pages;
    let last = |page: usize| {
        let lines = pages[page].items.iter().filter_map(|item| if let Placed::Line(line) = item { line.para } else { None });
        let ids: Vec<_> = lines.collect();
        paragraphs(&document.flow).filter(|p| ids.contains(&p.id) && p.component != Component::Footnote).last()
    };
    let inner = (0..pages.len() - 1).filter(|page| pages[*page].section == pages[page + 1].section);
    inner.filter_map(last).collect()
}

/// What of a document's pages nobody would let pass.
fn faults(document: &Compiled) -> Vec<String> {
    let mut out = Vec::new();
    let mut fault = |wrong: bool, what: String| out.extend(wrong.then_some(what));
    let words = |para: &Para| para.runs.iter().map(|r| r.text.as_str()).collect::<String>();
    for para in feet(document) {
        let lead_in = para.look.align == Align::Justify && words(para).trim_end().ends_with(':');
        fault(lead_in, format!("a lead-in at a page's foot: {}", words(para)));
        fault(para.outline.is_some() && para.look.keep_next, format!("a heading at a page's foot: {}", words(para)));
    }
    // Who signs does not stand alone.
    let foot = [
        Component::Authority,
        Component::OtherPosition,
        Component::FullName,
        Component::RecipientsHeading,
        Component::Recipient,
        Component::Drafter,
    ];
    if let Some(signer) = paragraphs(&document.flow).find(|p| p.component == Component::Authority) {
        let shown = |page: &&vanban::layout::Page| page.items.iter().any(|i| matches!(i, Placed::Line(l) if l.para == Some(signer.id)));
        let page = document.pages.pages.iter().find(shown).unwrap();
        let ids: Vec<_> = page.items.iter().filter_map(|i| if let Placed::Line(l) = i { l.para } else { None }).collect();
        fault(!paragraphs(&document.flow).any(|p| ids.contains(&p.id) && !foot.contains(&p.component)), "the signature alone".to_owned());
    }
    fault(document_xml(document).contains("trHeight"), "a row is stretched".to_owned());
    for para in paragraphs(&document.flow).filter(|p| matches!(p.component, Component::TableCell | Component::TableGroup)) {
        let extra = document.pages.facts.of(para.id).extra_before.pt();
        fault(extra > 5.1, format!("{extra} pt above {}", words(para)));
        let figure = !words(para).is_empty() && words(para).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
        let cut = figure && lines(document).filter(|l| l.para == Some(para.id)).count() != 1;
        fault(cut, format!("{} is cut", words(para)));
    }
    out
}

/// `PAGES_OF` names a folder of more data files (`tests/outside/random_documents.py`).
#[test]
fn pages_of_every_example_are_sound() {
    let yaml = |folder: &Path| {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|e| e == "yaml" || e == "json")).collect::<Vec<_>>()
    };
    let types =
        std::fs::read_dir("templates").unwrap().map(|entry| entry.unwrap().path().join("example.yaml")).filter(|path| path.is_file());
    let more = std::env::var("PAGES_OF").map(|folder| yaml(Path::new(&folder))).unwrap_or_default();
    let (mut seen, mut wrong) = (0, Vec::new());
    for path in types.chain(yaml(Path::new("data"))).chain(more) {
        let name = path.display().to_string();
        let Some(document) = ENGINE.compile(&name, std::fs::read(&path).unwrap(), &Disk).compiled else { continue };
        seen += 1;
        wrong.extend(faults(&document).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(seen > 40 && wrong.is_empty(), "{seen} documents: {wrong:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(24), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_any_document_are_sound(plan in plan(), table in table(), landscape in any::<bool>()) {
        for document in [common::generated::rendered(&plan), common::generated::rendered(&plan_with_table(&table, landscape))] {
            let faults = faults(&document);
            prop_assert!(faults.is_empty(), "{faults:?}");
        }
    }
}
