//! The ten-page-class plan of the reference documents, stage by stage, and its body repeated to
//! show that time grows with pages and not faster; a table of seven columns from few rows to many;
//! many short documents over one core and two. `cargo bench`; BENCHMARKS.md tells the numbers.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "benchmarks read files and clocks")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark has nobody to report to")]

use divan::Bencher;
use vanban::font::Fonts;
use vanban::model::Files;
use vanban::pipeline::{Compiled, Engine, RowsFile};
use vanban::template::Store;

const PLAN: &str = include_str!("../data/ke-hoach-cchc-2026-lai-chau.yaml");
const REPORT: &str = include_str!("../data/bao-cao-cchc-quy-3-2025-don-vi.yaml");

/// The office profile that the plan names.
struct Profile;

impl Files for Profile {
    fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        Ok((path.to_owned(), include_bytes!("../data/profiles/so-khcn-lai-chau.yaml").to_vec()))
    }
}

fn main() {
    divan::main();
}

fn engine() -> Engine {
    let fonts = Fonts::builtin().unwrap_or_else(|_| panic!("fonts"));
    Engine::new(Store::builtin(), fonts).unwrap_or_else(|_| panic!("templates"))
}

/// The plan with the sections of its body written `times` times.
fn plan(times: usize) -> Vec<u8> {
    let start = PLAN.find("  body:\n").unwrap() + "  body:\n".len();
    let end = start + PLAN[start..].find("\n  closing:").unwrap() + 1;
    [&PLAN[..start], &PLAN[start..end].repeat(times), &PLAN[end..]].concat().into_bytes()
}

/// A notice with a landscape appendix that holds a table of seven columns.
fn table(rows: usize) -> Vec<u8> {
    let mut text = String::from(
        "type: thong-bao\norganization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\n\
         issued_date: 4/2026\nsubject: Danh mục nhiệm vụ\nto_places: [Các phòng]\n\
         signer_info: {position: Giám đốc, full_name: Lê Thị Bình}\n\
         content: {body: [\"Sở Nội vụ thông báo danh mục nhiệm vụ tại Phụ lục kèm theo.\"]}\n\
         appendices:\n  - orientation: landscape\n    body:\n      - table:\n          columns:\n",
    );
    for (title, width) in [
        ("STT", "12mm"),
        ("Nhiệm vụ", "3*"),
        ("Sản phẩm", "2*"),
        ("Chủ trì", "2*"),
        ("Phối hợp", "2*"),
        ("Thời hạn", "25mm"),
        ("Ghi chú", "20mm"),
    ] {
        text.push_str(&format!("            - {{title: {title}, width: {width}}}\n"));
    }
    text.push_str("          rows:\n");
    for row in 1..=rows {
        text.push_str(&format!(
            "            - {{kind: numbered, cells: [\"\", Rà soát thủ tục hành chính nhóm {row} thuộc phạm vi quản lý, \
             Báo cáo kết quả rà soát, Phòng Kiểm soát thủ tục, Các phòng chuyên môn, Quý {} năm 2026, \"{}%\"]}}\n",
            row % 4 + 1,
            row % 100
        ));
    }
    text.into_bytes()
}

/// A plan of about five pages, another for each number.
fn short(number: usize) -> Vec<u8> {
    let text = PLAN.replacen("code_number:\n", &format!("code_number: {}\n", number + 1), 1);
    let start = text.find("  body:\n").unwrap() + "  body:\n".len();
    let end = text.find("\n  closing:").unwrap() + 1;
    let clauses: Vec<usize> = text[start..end].match_indices("        - level: clause").map(|(at, _)| start + at).collect();
    let cut = clauses[clauses.len() / 2];
    [&text[..cut], &text[end..]].concat().into_bytes()
}

/// Both files; gives their sizes.
fn both(engine: &Engine, data: Vec<u8>) -> usize {
    files(engine, &compiled(engine, data))
}

fn files(engine: &Engine, document: &Compiled) -> usize {
    engine.docx(document).unwrap().len() + engine.pdf(document).unwrap().len()
}

fn compiled(engine: &Engine, data: Vec<u8>) -> Compiled {
    engine.compile("plan.yaml", data, &Profile).compiled.unwrap()
}

/// Fonts and templates: once per run.
#[divan::bench]
fn prepare() -> Engine {
    engine()
}

/// Reading to placed pages.
#[divan::bench(args = [1, 10, 100])]
fn compile(bencher: Bencher<'_, '_>, times: usize) {
    let engine = engine();
    bencher.with_inputs(|| plan(times)).bench_values(|data| compiled(&engine, data));
}

#[divan::bench(args = [1, 10, 100])]
fn docx(bencher: Bencher<'_, '_>, times: usize) {
    let engine = engine();
    let document = compiled(&engine, plan(times));
    bencher.bench(|| engine.docx(&document).unwrap());
}

#[divan::bench(args = [1, 10, 100])]
fn pdf(bencher: Bencher<'_, '_>, times: usize) {
    let engine = engine();
    let document = compiled(&engine, plan(times));
    bencher.bench(|| engine.pdf(&document).unwrap());
}

/// What a user waits for, but for the disk: data in, both files out.
#[divan::bench(args = [1, 10, 100])]
fn all(bencher: Bencher<'_, '_>, times: usize) {
    let engine = engine();
    bencher.with_inputs(|| plan(times)).bench_values(|data| both(&engine, data));
}

/// Data of so many rows in, both files out.
#[divan::bench(args = [250, 500, 1000, 2000, 4000], sample_count = 5)]
fn rows(bencher: Bencher<'_, '_>, rows: usize) {
    let engine = engine();
    bencher.with_inputs(|| table(rows)).bench_values(|data| both(&engine, data));
}

/// The quarterly reports of so many units from one base, in both files.
#[divan::bench(args = [10, 100], sample_count = 3)]
fn reports(bencher: Bencher<'_, '_>, units: usize) {
    let engine = engine();
    let rows: String = (1..=units).map(|n| format!("Sở Thử nghiệm {n};{};{n}\n", 5000 + n)).collect();
    let sheet = format!("organ_name;TTHC_DUNG_HAN;TTHC_TRE_HAN\n{rows}").into_bytes();
    bencher.with_inputs(|| sheet.clone()).bench_values(|sheet| {
        let batch = engine.batch("bao-cao.yaml", REPORT.as_bytes().to_vec(), RowsFile::new("don-vi.csv", sheet), &Profile);
        let made = (0..batch.len()).map(|unit| files(&engine, &batch.compile(unit, &Profile).compiled.unwrap()));
        assert_eq!(batch.len(), units);
        made.sum::<usize>()
    });
}

/// A hundred documents of about five pages over so many threads that share an engine.
#[divan::bench(args = [1, 2], sample_count = 3)]
fn hundred(bencher: Bencher<'_, '_>, threads: usize) {
    let engine = engine();
    bencher.bench(|| {
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let engine = &engine;
                scope.spawn(move || (thread..100).step_by(threads).map(|number| both(engine, short(number))).sum::<usize>());
            }
        });
    });
}
