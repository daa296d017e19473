//! Subsets, styles and constant parts are kept for the documents that follow: no file may hang on which were made
//! before it, or beside it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::thread;

use common::Disk;
use common::place::GOOD;
use vanban::font::Fonts;
use vanban::pipeline::Engine;
use vanban::template::Store;

fn engine() -> Engine {
    Engine::new(Store::builtin(), Fonts::builtin().unwrap_or_else(|_| panic!("fonts"))).unwrap_or_else(|_| panic!("templates"))
}

/// Plans of two looks and three sets of letters, one with a note and a link.
fn plans() -> Vec<String> {
    let first = GOOD.replace("cải cách", "cải cách quỹ");
    vec![
        GOOD.to_owned(),
        format!("style: {{body_size: 13}}\n{GOOD}"),
        GOOD.replace("thực hiện Kế hoạch", "thực hiện **Kế hoạch** *ngay* (https://laichau.gov.vn)"),
        format!("style: {{body_size: 13, header_size: 12}}\n{first}"),
        first,
    ]
}

fn made(engine: &Engine, plan: &str) -> (Vec<u8>, Vec<u8>) {
    let compiled = engine.compile("a.yaml", plan.as_bytes().to_vec(), &Disk).compiled.unwrap();
    (engine.docx(&compiled).unwrap(), engine.pdf(&compiled).unwrap())
}

#[test]
fn order_and_threads_change_no_byte() {
    let plans = plans();
    let alone: Vec<_> = plans.iter().map(|plan| made(&engine(), plan)).collect();
    let shared = engine();
    let again = |at: usize| assert!(made(&shared, &plans[at]) == alone[at], "plan {at} is another file behind others");
    (0..plans.len()).rev().for_each(again);
    (0..plans.len()).for_each(again);
    let crowded = engine();
    thread::scope(|scope| {
        let (plans, alone, crowded) = (&plans, &alone, &crowded);
        for first in 0..4 {
            scope.spawn(move || {
                for at in (0..plans.len()).map(|i| (first + i) % plans.len()) {
                    assert!(made(crowded, &plans[at]) == alone[at], "plan {at} is another file beside others");
                }
            });
        }
    });
}
