//! Every reader's time grows with its input and no faster: four times as much may take at most nine times as long,
//! where a quadratic step would take sixteen. The clock of a busy machine is not believed the first time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::hint::black_box;
use std::io::{Cursor, Write as _};
use std::time::Instant;

use common::word::{Word, plain, table};
use common::{Disk, ENGINE, compile};
use vanban::copy::{Request, copy};
use vanban::diag::{SourceId, Sources};
use vanban::export::inspect;
use vanban::facts::Facts;
use vanban::font::Fonts;
use vanban::markup;
use vanban::model::read;
use vanban::model::sheet::Book;
use vanban::paper;
use vanban::picture::Picture;
use vanban::pipeline::{Engine, Given};
use vanban::recognise::recognise;
use vanban::rules;
use vanban::standard::{CopyKind, Medium, Standard};
use vanban::template::Store;

/// Times the work on inputs of n and 4n parts; making them is not counted.
#[track_caller]
fn linear<T>(parts: usize, make: impl Fn(usize) -> T, work: impl Fn(&T)) {
    let (small, large) = (make(parts), make(4 * parts));
    let best = |input: &T| {
        let time = || {
            let start = Instant::now();
            work(input);
            start.elapsed().as_secs_f64()
        };
        (0..3).map(|_| time()).fold(f64::MAX, f64::min)
    };
    let mut growth = f64::MAX;
    for _ in 0..12 {
        growth = growth.min(best(&large) / best(&small).max(1e-4));
        if growth < 9.0 {
            return;
        }
    }
    panic!("four times the input takes {growth:.1} times as long");
}

fn read(name: &'static str) -> impl Fn(&String) {
    move |text| {
        let mut sources = Sources::default();
        let id = sources.add(name, text.as_str());
        let (node, found) = read::read(&sources, id);
        black_box((node, found));
    }
}

#[test]
fn yaml() {
    // Letters of several bytes, and texts whose ends lie behind what follows.
    linear(2000, |n| format!("a:\n{}", "  - >-\n    Ấp ế\n".repeat(n)), read("a.yaml"));
    linear(2000, |n| (0..n).map(|i| format!("khóa{i}: ế #x\n")).collect(), read("a.yaml"));
    linear(2000, |n| format!("a: [{}]", "{b: ế}, ".repeat(n)), read("a.yaml"));
}

#[test]
fn json() {
    linear(4000, |n| format!("[{}0]", "{\"ế\":[1,\"ế\"]},".repeat(n)), read("a.json"));
}

fn rows(name: &'static str) -> impl Fn(&Vec<u8>) {
    move |bytes| {
        let mut book = Book::open(name, bytes.clone(), None).unwrap();
        let sheet = book.sheets().first().copied().flatten().map(str::to_owned);
        black_box(book.read(sheet.as_deref(), &mut Sources::default()));
    }
}

/// A workbook of one sheet, as small as can be.
fn workbook(cells: &str) -> Vec<u8> {
    let names = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!("<workbook {names} xmlns:r=\"{office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {names}>{cells}</worksheet>")),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn sheets() {
    linear(3000, |n| "Sở ế;2;x\n".repeat(n).into_bytes(), rows("a.csv"));
    linear(3000, |n| "\"Sở\nế\";2;x\n".repeat(n).into_bytes(), rows("a.csv"));
    linear(1500, |n| "{\"tên\":\"ế\",\"số\":2}\n".repeat(n).into_bytes(), rows("a.jsonl"));
    linear(
        2000,
        |n| format!("{{{}\"a\":1}}\n", (0..n / 8).map(|i| format!("\"k{i}\":1,")).collect::<String>()).into_bytes(),
        rows("a.jsonl"),
    );
    let cells = |n: usize| {
        (1..=n).map(|i| format!("<row r=\"{i}\"><c r=\"A{i}\" t=\"inlineStr\"><is><t>ế</t></is></c><c r=\"B{i}\"><v>1</v></c></row>"))
    };
    linear(2000, |n| workbook(&format!("<sheetData>{}</sheetData>", cells(n).collect::<String>())), rows("a.xlsx"));
    let merged = |n: usize| (1..n).step_by(2).map(|i| format!("<mergeCell ref=\"A{i}:A{}\"/>", i + 1)).collect::<String>();
    let merged = |n| format!("<sheetData>{}</sheetData><mergeCells>{}</mergeCells>", cells(n).collect::<String>(), merged(n));
    linear(1500, |n| workbook(&merged(n)), rows("a.xlsx"));
}

/// A plan with these items in its body.
fn plan(items: &str) -> String {
    common::place::GOOD.replace("    - Các phòng tổ chức thực hiện Kế hoạch.\n", items)
}

#[test]
fn documents_and_finished_files() {
    let body = |n: usize| plan(&"    - {level: dash, text: Các phòng thực hiện.}\n".repeat(n));
    linear(150, body, |text| drop(black_box(compile("a.yaml", text))));
    let finished = |n: usize| {
        let document = compile("a.yaml", &body(n)).compiled.unwrap();
        (ENGINE.pdf(&document).unwrap(), ENGINE.docx(&document).unwrap())
    };
    linear(150, finished, |(pdf, docx)| drop(black_box((inspect::read(pdf).unwrap(), inspect::read(docx).unwrap()))));
}

/// Every rule goes over these: a word, recipients, legal bases, words tied to each other.
#[test]
fn long_words_and_lists() {
    let compiled = |text: &String| drop(black_box(compile("a.yaml", text)));
    linear(1000, |n| plan(&format!("    - {}\n", "b".repeat(n))), compiled);
    let many = |n: usize, what: &str| (0..n).map(|i| what.replace('#', &i.to_string())).collect::<String>();
    linear(150, |n| plan("    - x\n").replace("[UBND tỉnh]", &format!("[{}x]", many(n, "Phòng #, "))), compiled);
    let bases = |n: usize| format!("content:\n  legal_bases:\n{}", many(n, "    - Căn cứ Quyết định số #/QĐ-UBND ngày 02/3/2026;\n"));
    linear(100, |n| plan("    - x\n").replace("content:\n", &bases(n)), compiled);
    linear(300, |n| plan(&format!("    - \"a{}\"\n", "\u{a0}b".repeat(n))), compiled);
}

#[test]
fn mistakes() {
    let wrong = |n: usize| plan(&"    - {level: dash, text: \"- Các phòng của của Sở\", ghi_chu: x}\n".repeat(n));
    linear(150, wrong, |text| {
        let outcome = compile("a.yaml", text);
        black_box(vanban::cli::report(&outcome.sources, &outcome.diagnostics));
    });
    // All on one line.
    let wrong = |n: usize| {
        format!("{{\"type\":\"ke-hoach\",\"content\":{{\"body\":[{}\"x\"]}}}}", "{\"level\":\"claus\",\"text\":\"ế\"},".repeat(n))
    };
    linear(300, wrong, |text| {
        let outcome = compile("a.json", text);
        black_box(vanban::cli::report(&outcome.sources, &outcome.diagnostics));
    });
}

#[test]
fn templates_and_markup() {
    let template = |n: usize| format!("<document><body>{}</body></document>", "{{#if place}}<p>{{place}}</p>{{/if}}".repeat(n));
    linear(300, template, |text| {
        let store = Store::builtin().with_overrides([("thong-bao/template.hbs".to_owned(), text.clone())]);
        drop(black_box(Engine::new(store, Fonts::builtin().unwrap_or_else(|_| panic!("fonts")))));
    });
    let markup = |n: usize| format!("<document><body>{}</body></document>", "<p>Các **phòng** *ế*</p>".repeat(n));
    linear(1500, markup, |text| drop(black_box(markup::parse(text, SourceId(0), &|_| None))));
    let marks = |n: usize| format!("<document><body><p>{}</p></body></document>", "**a *b ".repeat(n));
    linear(500, marks, |text| drop(black_box(markup::parse(text, SourceId(0), &|_| None))));
}

#[test]
fn pictures() {
    let png = |n: usize| {
        let mut out = Cursor::new(Vec::new());
        let picture = image::RgbImage::from_fn(400, n as u32, |x, y| image::Rgb([x as u8, y as u8, 7]));
        image::DynamicImage::from(picture).write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    };
    linear(2000, png, |bytes| drop(black_box(Picture::read(bytes.clone()).unwrap())));
}

/// Anybody's DOCX: read, recognised and judged by every rule.
#[test]
fn papers() {
    let judged = |bytes: &Vec<u8>| {
        let paper = paper::read(bytes).unwrap();
        black_box((recognise(&paper), rules::check(&Facts::new(&paper)).len()));
    };
    let of = |body: String| Word::new(&body).bytes();
    linear(150, |n| of(plan_of_words(n) + &plain("1. Các phòng, đơn vị thực hiện (ế) đúng hạn;").repeat(n)), judged);
    linear(60, |n| of(plain("Ấp ế").repeat(10) + &table(&vec![&["1", "Các phòng của của Sở", "12/9/2025"][..]; n])), judged);
    // One paragraph of many runs and words.
    linear(300, |n| of(format!("<w:p>{}</w:p>", "<w:r><w:t xml:space=\"preserve\">Sở Nội vụ ế </w:t></w:r>".repeat(n))), judged);
}

fn plan_of_words(n: usize) -> String {
    plain("I. MỤC ĐÍCH, YÊU CẦU") + &plain(&"thực hiện nhiệm vụ ".repeat(n))
}

/// Anybody's PDF: where its page is empty, then a block and a field behind its bytes.
#[test]
fn copies() {
    let data = ENGINE.example("sao-y").unwrap().unwrap_or_else(|_| panic!("example"));
    let block = ENGINE.copy_block(CopyKind::SaoY, &Given::default(), "a.yaml", data.as_bytes().to_vec(), &Disk).compiled.unwrap();
    let source = |n: usize| {
        ENGINE.pdf(&compile("a.yaml", &plan(&"    - {level: dash, text: Các phòng thực hiện.}\n".repeat(n))).compiled.unwrap()).unwrap()
    };
    for (from, to) in [(Medium::Electronic, Medium::Paper), (Medium::Paper, Medium::Electronic)] {
        let request = Request { kind: CopyKind::SaoY, from, to, pages: None, of_parts: false };
        linear(150, source, |pdf| drop(black_box(copy(pdf, &block, &request, Standard::nd30(), ENGINE.fonts()))));
    }
}
