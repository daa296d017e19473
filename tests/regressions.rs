//! Inputs that once made the program panic, hang, overflow its stack or lose words; each named
//! after what it does. Small ones are here, files in `regressions/`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::io::{Cursor, Read as _, Write as _};
use std::time::{Duration, Instant};

use common::{Disk, ENGINE, compile};
use vanban::font::Fonts;
use vanban::pipeline::{Engine, Outcome};
use vanban::template::Store;

const HEAD: &str = "type: ke-hoach
organization_in_charge: UBND tỉnh Lai Châu
organ_name: Sở Nội vụ
organ_code: SNV
place: Lai Châu
subject: Thử
signer_info: {position: Giám đốc, full_name: Nguyễn Văn An}
to_places: [UBND tỉnh]
";

/// A plan with these items in its body.
fn plan(items: &[String]) -> String {
    let items: String = items.iter().map(|i| format!("    - {i}\n")).collect();
    format!("{HEAD}content:\n  body:\n{items}")
}

fn messages(outcome: &Outcome) -> Vec<String> {
    outcome.diagnostics.iter().map(|d| d.message.clone()).collect()
}

/// Compiles and writes what came of it, in time that no linear work needs on any machine.
#[track_caller]
fn survives(name: &str, text: &str) -> Outcome {
    let start = Instant::now();
    let outcome = compile(name, text);
    if let Some(document) = &outcome.compiled {
        ENGINE.docx(document).unwrap();
        ENGINE.pdf(document).unwrap();
    }
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    assert!(!report.is_empty() || outcome.compiled.is_some());
    assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    outcome
}

/// The JSON library takes them, no other reader does.
#[test]
fn a_line_end_inside_a_json_text_is_refused() {
    for text in ["{\"a\": \"b\nc\"}", "{\"a\": \"b\tc\"}", "{\"a\nb\": 1}"] {
        let found = messages(&compile("a.json", text));
        assert!(found.contains(&"Tệp JSON sai cú pháp: văn bản trong nháy kép có chỗ xuống dòng hoặc phím Tab".to_owned()), "{found:?}");
    }
}

/// What a template of one's own says, as the only template of thong-bao or as the partial `x`.
fn templated(template: &str) -> Vec<String> {
    let overrides = ["thong-bao/template.hbs", "partials/x.hbs"].map(|name| (name.to_owned(), template.to_owned()));
    let fonts = Fonts::builtin().unwrap_or_else(|_| panic!("fonts"));
    match Engine::new(Store::builtin().with_overrides(overrides), fonts) {
        Err((_, found)) => found.iter().map(|d| d.message.clone()).collect(),
        Ok(engine) => {
            let example = ENGINE.example("thong-bao").and_then(Result::ok).unwrap();
            messages(&engine.compile("a.yaml", example.as_bytes().to_vec(), &Disk))
        }
    }
}

/// `{text: a, b}` is a text `a` and an empty field `b` to YAML: the `b` was lost without a word.
#[test]
fn a_comma_in_braces_loses_nothing() {
    let found = messages(&compile("a.yaml", &plan(&["{level: dash, text: máy chủ, tường lửa}".into()])));
    assert_eq!(found, ["Không có trường `tường lửa` trong `content.body[1]`"]);
}

#[test]
fn nesting_without_end_is_refused() {
    for (name, text) in [
        ("a.yaml", "a: ".to_owned() + &"[".repeat(100_000)),
        ("a.yaml", "a: ".to_owned() + &"{a: ".repeat(100_000)),
        ("a.yaml", "- ".repeat(100_000)),
        ("a.yaml", "? ".repeat(100_000)),
        ("a.json", "[".repeat(300_000)),
        ("a.json", "{\"a\":".repeat(300_000)),
    ] {
        assert!(survives(name, &text).diagnostics.has_errors(), "{}", &text[..20]);
    }
}

#[test]
fn a_template_that_calls_itself_is_refused() {
    for template in [
        "{{> x}}",
        "{{#each to_places}}{{> x}}{{/each}}",
        "<document>{{#with signer_info}}{{> x}}{{/with}}</document>",
        "{{#each @root.to_places}}{{> x}}{{/each}}",
    ] {
        let found = templated(template);
        assert_eq!(found.len(), 1, "{template}: {found:?}");
    }
}

#[test]
fn templates_nested_without_end_are_refused() {
    for depth in [300, 3000, 30_000] {
        for (open, close) in [("{{#if place}}", "{{/if}}"), ("<b>", "</b>"), ("<item level=\"dash\">", "</item>")] {
            let template = format!("<document><body>{}x{}</body></document>", open.repeat(depth), close.repeat(depth));
            assert!(!templated(&template).is_empty(), "{open} {depth}");
        }
        assert!(!templated(&format!("{{{{#if {}a{}}}}}{{{{/if}}}}", "(not ".repeat(depth), ")".repeat(depth))).is_empty());
    }
}

#[test]
fn ten_thousand_paragraphs_take_linear_time() {
    let text = "\"Nâng cao trách nhiệm người đứng đầu, năng lực của đội ngũ công chức.\"".to_owned();
    let time = |times: usize| {
        let start = Instant::now();
        assert!(survives("a.yaml", &plan(&vec![text.clone(); times])).compiled.is_some());
        start.elapsed().as_secs_f64()
    };
    time(10);
    let (small, large) = (time(1000), time(10_000));
    // Ten times the work; a quadratic step would take a hundred times as long.
    assert!(large < small * 40.0, "{small} s, {large} s");
}

#[test]
fn thousands_of_findings_are_told_in_time() {
    let unknown: String = (0..5000).map(|i| format!("k{i}: 1\n")).collect();
    survives("a.yaml", &format!("{HEAD}{unknown}content: {{body: [x]}}\n"));
    survives("a.yaml", &plan(&vec!["{level: claus, text: a}".into(); 5000]));
    let keys: String = (0..50_000).map(|i| format!("\"k{i}\":1,")).collect();
    survives("a.json", &format!("{{{keys}\"a\":1}}"));
}

#[test]
fn long_words_and_marks_take_linear_time() {
    for text in [
        "x".repeat(200_000),
        "x".repeat(200_000) + &" a b".repeat(50_000),
        "a\u{a0}".repeat(100_000) + "b",
        "a".to_owned() + &"\u{301}".repeat(50_000),
        "**a ".repeat(50_000) + &"a* ".repeat(50_000),
        "*a **b ".repeat(50_000),
        "*".repeat(100_000),
        "\\".repeat(100_000),
    ] {
        survives("a.json", &serde_json::json!({"type": "ke-hoach", "profile": "profiles/so-khcn-lai-chau.yaml", "subject": "Thử", "content": {"body": [text]}}).to_string());
    }
}

#[test]
fn long_names_in_the_header_are_survived() {
    for (from, to) in [
        ("Sở Nội vụ", "Sở Nội vụ ".repeat(2000)),
        ("Sở Nội vụ", "x".repeat(20_000)),
        ("place: Lai Châu", format!("place: {}", "Lai Châu ".repeat(2000))),
        ("Giám đốc", "Giám đốc ".repeat(2000)),
    ] {
        survives("a.yaml", &plan(&["x".into()]).replace(from, &to));
    }
}

#[test]
fn thousands_of_recipients_are_refused_or_set() {
    let places: String = (0..3000).map(|i| format!("  - Nơi nhận thứ {i}\n")).collect();
    let found = messages(&survives("a.yaml", &plan(&["x".into()]).replace("to_places: [UBND tỉnh]\n", &format!("to_places:\n{places}"))));
    assert_eq!(found, ["Khối nơi nhận và chữ ký cao hơn một trang"]);
}

#[test]
fn numbers_and_dates_beyond_measure_are_findings() {
    for line in [
        "issued_date: 99999999999999999999",
        "issued_date: 1/1/99999999999",
        "issued_date: -1/-1/-1",
        "issued_date: 0/0/0",
        "issued_date: //",
        "issued_date: ٣/٣/٢٠٢٦",
        "code_number: 18446744073709551616",
        "code_number: 1e400",
        "issued_amount: 99999999999",
        "style: {body_size: 1e308}",
        "style: {margin_left: -1e308}",
        "style: {line_spacing: .inf}",
        "filing: {copies: 1e99}",
    ] {
        let outcome = survives("a.yaml", &format!("{line}\n{}", plan(&["x".into()])));
        assert!(outcome.diagnostics.has_errors(), "{line}");
    }
}

/// Line separators come along from web pages; the layout ends lines by itself. Wide spaces that no
/// font has were passed over until the PDF was to be written.
#[test]
fn foreign_spaces_are_set_or_named() {
    for separator in ["\u{2028}", "\u{2029}", "\u{a0}"] {
        let outcome = survives("a.yaml", &plan(&[format!("{{level: dash, text: \"một{separator}hai\"}}")]));
        assert!(outcome.compiled.is_some(), "{separator:?}: {:?}", messages(&outcome));
    }
    for space in ["\u{3000}", "\u{1680}"] {
        let found = messages(&survives("a.yaml", &plan(&[format!("{{level: dash, text: \"một{space}hai\"}}")])));
        assert!(found.len() == 1 && found[0].contains("không có ký tự"), "{found:?}");
    }
}

/// A mark that ended inside a letter.
#[test]
fn findings_about_long_words_are_told() {
    survives("a.yaml", &plan(&["{level: article Nội dung ba, marker: x}".into(), "[STT, level: đoạn ộộộộộ]".into()]));
    let long = format!("<document><body><heading>a{}</heading></body></document>", "ộ".repeat(60));
    let store = Store::builtin().with_overrides([("thong-bao/template.hbs".to_owned(), long)]);
    let engine = Engine::new(store, Fonts::builtin().unwrap_or_else(|_| panic!("fonts"))).unwrap_or_else(|_| panic!("templates"));
    let outcome = engine.compile("a.yaml", ENGINE.example("thong-bao").and_then(Result::ok).unwrap().as_bytes().to_vec(), &Disk);
    assert!(vanban::cli::report(&outcome.sources, &outcome.diagnostics).contains("không được đứng trong <body>"));
}

/// Room for so many texts was asked for at once, which ended the program.
#[test]
fn a_workbook_that_promises_too_many_texts_is_refused() {
    let whole = std::fs::read("data/don-vi-quy-3-2025.xlsx").unwrap();
    let mut from = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(content).unwrap();
            let (before, after) = text.split_once("uniqueCount=\"").unwrap();
            content = format!("{before}uniqueCount=\"99999999{after}").into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    let found = vanban::model::sheet::Book::open("a.xlsx", to.finish().unwrap().into_inner(), None).err().unwrap();
    assert!(found.message.contains("quá 256 MB"), "{}", found.message);
}

/// A row of no-break spaces was taken for the blank of a draft, and grew.
#[test]
fn no_break_spaces_of_a_clerk_stay_as_they_are() {
    let text = plan(&["\"Họ tên:\u{a0}\u{a0}Lò Văn Páo, số\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}12.\"".to_owned()]);
    let outcome = compile("a.yaml", &text);
    let docx = common::docx_part(&ENGINE.docx(outcome.compiled.as_ref().unwrap()).unwrap(), "word/document.xml");
    assert!(docx.contains(&format!("Họ tên:{}Lò Văn Páo, số{}12.", "\u{a0}".repeat(2), "\u{a0}".repeat(10))), "{docx}");
}

/// A dash with a no-break space behind it was cut inside the space, where another slip made the reader mend the file.
#[test]
fn a_dash_and_a_no_break_space_behind_a_fields_name_are_told() {
    for value in ["-\u{a0}", "-\u{a0}Kế hoạch", "-\u{2003}12", "- 12"] {
        let outcome = compile("a.yaml", &format!("type: ke-hoach\nsubject: {value}\nplace: \"Lai Châu\n"));
        let told = outcome.diagnostics.iter().any(|d| d.message.contains("dấu nháy mở mà không đóng"));
        assert!(told, "{value:?}: {:?}", outcome.diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>());
    }
}
