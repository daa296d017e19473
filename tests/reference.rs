//! The reference documents: their text, with the corrections listed beside them, is the text of
//! our tree, our DOCX and our PDF.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::path::Path;

use common::{ENGINE, compiled, docx_text, flow_text, pdf_text, plans, squeezed};

/// The reference text from after the summary to `./.`, corrected, without white space.
fn reference(stem: &str, subject: &str) -> String {
    let text = std::fs::read_to_string(format!("tests/reference/{stem}.txt")).unwrap();
    let text = squeezed(&text);
    let start = text.find(&squeezed(subject)).expect("the summary stands in the reference") + squeezed(subject).len();
    let end = text.rfind("./.").expect("the reference ends with ./.") + 3;
    let text = text[start..end].to_owned();
    corrected(stem, text)
}

/// Applies the listed corrections, each of which must match once.
fn corrected(stem: &str, mut text: String) -> String {
    let corrections = std::fs::read_to_string(format!("tests/reference/{stem}.corrections")).unwrap();
    for line in corrections.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let (wrong, right) = line.split_once(" => ").expect("wrong => right");
        let wrong = squeezed(wrong);
        assert_eq!(text.matches(&wrong).count(), 1, "{stem}: {line}");
        text = text.replace(&wrong, &squeezed(right));
    }
    text
}

#[track_caller]
fn assert_same(stem: &str, what: &str, got: &str, wanted: &str) {
    if got == wanted {
        return;
    }
    let (a, b): (Vec<char>, Vec<char>) = (got.chars().collect(), wanted.chars().collect());
    let at = a.iter().zip(&b).position(|(x, y)| x != y).unwrap_or(a.len().min(b.len()));
    let near = |v: &[char]| v[at.saturating_sub(30).min(v.len())..(at + 40).min(v.len())].iter().collect::<String>();
    panic!("{stem}: {what} differs at {at}:\n  got    …{}…\n  wanted …{}…", near(&a), near(&b));
}

/// From after the summary to the end mark.
fn body<'a>(stem: &str, text: &'a str, subject: &str) -> &'a str {
    let start = text.find(&squeezed(subject)).unwrap_or_else(|| panic!("{stem}: no summary")) + squeezed(subject).len();
    let end = text.rfind("./.").unwrap_or_else(|| panic!("{stem}: no end mark")) + 3;
    &text[start..end]
}

#[test]
fn the_text_of_every_plan_is_the_reference() {
    for path in plans() {
        let document = compiled(&path);
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let subject = document.metadata.subject.clone();
        let wanted = reference(stem, &subject);
        let tree = squeezed(&flow_text(&document));
        assert_same(stem, "the tree", body(stem, &tree, &subject), &wanted);
        let docx = squeezed(&docx_text(&ENGINE.docx(&document).unwrap()));
        assert_same(stem, "the DOCX", &docx, &tree);
        let pdf = squeezed(&pdf_text(&ENGINE.pdf(&document).unwrap()));
        assert_same(stem, "the PDF", &pdf, &tree);
    }
}

/// Reference 003: body, foot and every cell of the appendix in reading order.
#[test]
fn the_text_of_the_son_la_plan_is_the_reference() {
    let stem = "ke-hoach-cchc-2025-son-la";
    let document = compiled(Path::new("data/ke-hoach-cchc-2025-son-la.yaml"));
    let subject = squeezed(&document.metadata.subject);
    let text = std::fs::read_to_string(format!("tests/reference/{stem}.txt")).unwrap();
    // Cells are parted by " | ", paragraphs of a cell by " / ".
    let wanted = squeezed(&text.replace(" | ", "\n").replace(" |\n", "\n").replace(" / ", "\n"));
    let wanted = corrected(stem, wanted[wanted.find(&subject).unwrap() + subject.len()..].to_owned());

    let tree = squeezed(&flow_text(&document));
    // The program adds the reference that the published plan lacks.
    let reference = "(KèmtheoKếhoạchsố/KH-SKHCNngàythángnămcủaSởKhoahọcvàCôngnghệ)";
    assert_eq!(tree.matches(reference).count(), 1);
    let own = tree[tree.find(&subject).unwrap() + subject.len()..].replace(reference, "");
    assert_same(stem, "the tree", &own, &wanted);
    assert_same(stem, "the DOCX", &squeezed(&docx_text(&ENGINE.docx(&document).unwrap())), &tree);
    assert_same(stem, "the PDF", &squeezed(&pdf_text(&ENGINE.pdf(&document).unwrap())), &tree);
}

/// Header and foot field by field, as a person reads them in the reference documents.
#[test]
fn header_and_foot_of_every_plan() {
    let common_head = [
        "UBND TỈNH LAI CHÂU",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /KH-SKHCN",
    ];
    let sign = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Tuấn"];
    let cases: [(&str, &str, &str, &[&str]); 4] = [
        (
            "ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml",
            "Lai Châu, ngày tháng 3 năm 2025",
            "Kiểm tra công tác cải cách hành chính năm 2025",
            &["- Sở Nội vụ;", "- Giám đốc Sở (B/c);", "- Các đ/c PGĐ Sở;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VP."],
        ),
        (
            "ke-hoach-cchc-2026-lai-chau.yaml",
            "Lai Châu, ngày tháng 12 năm 2025",
            "Cải cách hành chính Sở Khoa học và Công nghệ năm 2026",
            &["- Sở Nội vụ;", "- Ban Giám đốc (b/c);", "- Các phòng, đơn vị thuộc Sở;", "- Trang TTĐT Sở;", "- Lưu: VT, VP."],
        ),
        (
            "ke-hoach-cchc-2025-lai-chau.json",
            "Lai Châu, ngày tháng 12 năm 2024",
            "Cải cách hành chính của Sở Khoa học và Công nghệ năm 2025",
            &["- Sở Nội vụ;", "- Giám đốc Sở (B/c);", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VP."],
        ),
        (
            "ke-hoach-tuyen-truyen-cchc-2025-lai-chau.yaml",
            "Lai Châu, ngày tháng 3 năm 2025",
            "Tuyên truyền cải cách hành chính năm 2025",
            &["- Sở Nội vụ;", "- Giám đốc Sở (B/c);", "- Các phòng, đơn vị trực thuộc;", "- Lưu: VT, VP."],
        ),
    ];
    for (file, date, subject, recipients) in cases {
        let document = compiled(&Path::new("data").join(file));
        let lines: Vec<String> =
            flow_text(&document).lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect();
        let head = lines.iter().take(8).map(String::as_str).collect::<Vec<_>>();
        let wanted: Vec<&str> = common_head.iter().copied().chain([date, "KẾ HOẠCH", subject]).collect();
        assert_eq!(head, wanted, "{file}");
        let foot: Vec<&str> = lines[lines.len() - recipients.len() - 4..].iter().map(String::as_str).collect();
        let wanted: Vec<&str> = ["Nơi nhận:"].iter().chain(recipients).chain(&sign).copied().collect();
        assert_eq!(foot, wanted, "{file}");
    }
}

/// Reference 000 holds the inspection as records, for the minutes to read (its prose is composed).
#[test]
fn the_inspection_plan_holds_records() {
    let text = std::fs::read_to_string("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml").unwrap();
    let outcome = common::compile(
        "ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml",
        &text.replace("unit: Văn phòng Sở, head_count: 2", "unit: Văn phòng Sở, head_count: 3"),
    );
    let changed = flow_text(&outcome.compiled.unwrap());
    assert!(changed.contains("+ Văn phòng Sở: 03 đồng chí."));
}
