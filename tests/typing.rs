//! Data as clerks type it: what is read, and what is told. Each file of `tests/typing` was typed by somebody; the
//! words expected are those that a reader of the file expects.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use common::{Disk, ENGINE};

/// The text of a document, and what is said of it, with its place.
fn read(name: &str) -> (String, Vec<String>) {
    let path = format!("tests/typing/{name}.yaml");
    compiled(&path, std::fs::read(&path).unwrap())
}

fn compiled(path: &str, data: Vec<u8>) -> (String, Vec<String>) {
    let outcome = ENGINE.compile(path, data, &Disk);
    let place =
        |d: &vanban::diag::Diagnostic| d.span().and_then(|s| outcome.sources.place(s)).map(|p| format!("{p}: ")).unwrap_or_default();
    let said = outcome.diagnostics.iter().map(|d| format!("{}{}", place(d).replace("tests/typing/", ""), d.message)).collect();
    (outcome.compiled.map(|c| common::flow_text(&c)).unwrap_or_default(), said)
}

/// A document whose text has these parts, of which nothing is said.
#[track_caller]
fn holds(name: &str, parts: &[&str]) {
    let (text, said) = read(name);
    assert_eq!(said, [] as [&str; 0]);
    for part in parts {
        assert!(text.contains(part), "“{part}” is not in {text}");
    }
}

#[test]
fn a_text_with_a_colon_is_the_text_that_it_is() {
    holds(
        "c15-hai-cham-tung-loi",
        &["UBND tỉnh ban hành Kế hoạch như sau:", "1. Kết quả hồ sơ: tỷ lệ đúng hạn", "2. Kiểm tra trực tuyến: qua báo cáo"],
    );
    holds("colon-in-text", &["Lưu ý: kiểm tra: đánh giá tình hình thực hiện nhiệm vụ."]);
    holds("colon-at-the-end", &["ban hành Kế hoạch như sau:", "Kiểm tra, đánh giá các nội dung sau:"]);
    let plan = |items: &str| {
        let data = std::fs::read_to_string("tests/typing/c15-hai-cham-tung-loi.yaml").unwrap();
        let head = data.split("      items:\n").next().unwrap().to_owned();
        compiled("tests/typing/a.yaml", format!("{head}      items:\n{items}").into_bytes())
    };
    for (typed, shown) in [
        ("        - Tỷ lệ: 1.234: “tốt”, 'khá'\n", "Tỷ lệ: 1.234: “tốt”, 'khá'"),
        ("        - Ghi chú: \"a\"\n", "Ghi chú: \"a\""),
        ("        - level: dash\n          text: Một: hai\n            Ba: bốn\n", "- Một: hai Ba: bốn"),
        ("        - {level: dash, text: Một: hai: ba}\n", "- Một: hai: ba"),
        ("        - level: dash\n          text:\n            Một: hai: ba\n", "- Một: hai: ba"),
        ("        - Một:\n        - Lưu: VT\n", "Một: Lưu: VT"),
    ] {
        let (text, said) = plan(typed);
        assert_eq!(said, [] as [&str; 0], "{typed}");
        assert!(text.replace('\n', " ").contains(shown), "“{shown}” is not in {text}");
    }
}

/// Whatever is typed or lost: no panic, places within the file, and valid YAML as it was.
#[test]
fn slips_of_any_kind_are_survived() {
    let source = std::fs::read_to_string("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml").unwrap();
    let signs = [":", ": ", "- ", "\"", "'", "[", "]", "{", "}", "#", " ", "\n", "\t", "\u{a0}", "“", "*", "|", ">-", "\\", "&", "ế"];
    let mut seed = 7_u32;
    let mut random = |most: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % most
    };
    let ends: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
    for _ in 0..400 {
        let mut text = source.clone();
        for _ in 0..=random(3) {
            let at = ends[random(ends.len())];
            let at = if text.is_char_boundary(at) { at } else { 0 };
            if random(3) == 0 {
                text.remove(at);
            } else {
                text.insert_str(at, signs[random(signs.len())]);
            }
        }
        let mut sources = vanban::diag::Sources::default();
        let id = sources.add("a.yaml", text.clone());
        let (_, found) = vanban::model::read::read(&sources, id);
        for found in found.iter() {
            let span = found.span().unwrap();
            assert!(text.get(span.start..span.end).is_some(), "{found:?} in {text}");
        }
    }
}
