//! The ten-page-class plan of the reference documents, stage by stage, and its body repeated to
//! show that time grows with pages and not faster. `cargo bench`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark has nobody to report to")]

use divan::Bencher;
use vanban::font::Fonts;
use vanban::model::Files;
use vanban::pipeline::{Compiled, Engine};
use vanban::template::Store;

const PLAN: &str = include_str!("../data/ke-hoach-cchc-2026-lai-chau.yaml");

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
    bencher.with_inputs(|| plan(times)).bench_values(|data| {
        let document = compiled(&engine, data);
        (engine.docx(&document).unwrap(), engine.pdf(&document).unwrap())
    });
}
