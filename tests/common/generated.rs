//! Generated data, and what becomes of it.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use vanban::pipeline::{Compiled, Outcome};

use super::compile;

/// Words as plans have them, and some that are awkward to set.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec!["kế", "hoạch", "cải", "cách", "hành", "chính", "tỉnh", "Lai", "Châu", "và", "thực", "hiện", "nhiệm", "vụ"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["111/2025/NĐ-CP", "27/3/2025", "2021-2025", "(B/c)", "30%", "20", "mm", "**", "*", "a*b", "<p>", "{{x}}", "&amp;", "–", "“Đúng"]).prop_map(str::to_owned),
        // Random letters that encodings before Unicode had, too, may read as one of these, and are refused.
        1 => "[a-zăđĩũơưạ-ỹ]{1,40}",
    ]
}

fn text(longest: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..longest).prop_map(|w| format!("Nội {}", w.join(" ")))
}

/// A text with one or two footnotes, now and then a long one.
fn noted(longest: usize) -> impl Strategy<Value = String> {
    let note = || prop_oneof![4 => text(10), 1 => text(80)];
    (text(longest), note(), prop::option::of(note()))
        .prop_map(|(words, first, second)| format!("{words}^[{first}] và{}", second.map(|s| format!(" nữa^[{s}].")).unwrap_or_default()))
}

fn item() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        text(60).prop_map(Json::String),
        noted(60).prop_map(Json::String),
        (prop::sample::select(vec!["clause", "point", "dash", "plus"]), text(60))
            .prop_map(|(level, text)| json!({"level": level, "text": text})),
        (prop::sample::select(vec!["clause", "point"]), text(12), text(40))
            .prop_map(|(level, run_in, text)| json!({"level": level, "run_in": run_in, "text": text})),
    ];
    let unnumbered = prop_oneof![
        text(60).prop_map(Json::String),
        (prop::sample::select(vec!["dash", "plus"]), text(60)).prop_map(|(level, text)| json!({"level": level, "text": text})),
    ];
    prop_oneof![
        3 => leaf,
        1 => (text(10), prop::collection::vec(unnumbered, 0..5)).prop_map(|(heading, items)| json!({"level": "point", "heading": heading, "items": items})),
    ]
}

/// Plans of some sections.
pub fn plan() -> impl Strategy<Value = Json> {
    plan_of(1..5)
}

/// Plans of so many sections.
pub fn plan_of(sections: std::ops::Range<usize>) -> impl Strategy<Value = Json> {
    let section = (text(10), prop::collection::vec(item(), 1..8))
        .prop_map(|(heading, items)| json!({"level": "section", "heading": heading, "items": items}));
    (text(40), prop::collection::vec(section, sections), prop::collection::vec(text(8), 0..12), text(30), text(14)).prop_map(|(subject, body, places, closing, organ)| {
        json!({
            "type": "ke-hoach", "organization_in_charge": "UBND tỉnh Lai Châu", "organ_name": organ, "organ_code": "SKHCN", "place": "Lai Châu",
            "issued_date": "3/2025", "subject": subject, "to_places": places,
            "signer_info": {"competence": "KT.", "position": "Phó Giám đốc", "full_name": "Trần Văn Tuấn"},
            "content": {"body": body, "closing": [closing]}
        })
    })
}

/// A table of some columns whose rows merge cells here and there, some of them very tall; a cell may
/// have a picture, its head and its caption footnotes.
pub fn table() -> impl Strategy<Value = Json> {
    let amount = r"[1-9][0-9]{0,2}(\.[0-9]{3}){0,4}";
    let cell = prop_oneof![6 => text(8), 1 => Just(String::new()), 1 => text(120), 1 => noted(8), 1 => amount];
    let row = (prop::collection::vec(cell, 4), 0_usize..7, any::<bool>());
    let width = prop::sample::select(vec!["auto", "20mm", "*", "2*"]);
    let title = || prop_oneof![3 => Just(String::new()), 1 => text(6).prop_map(|note| format!("^[{note}]"))];
    (prop::collection::vec(row, 0..40), width, title(), title()).prop_map(|(rows, width, in_caption, in_head)| {
        let mut out: Vec<Json> = Vec::new();
        for (cells, merge, group) in rows {
            let cells: Vec<Json> = match merge {
                // Two columns in one, or all of them.
                1 => vec![json!({"text": cells[0], "columns": 2}), json!(cells[1]), json!(cells[2])],
                2 => vec![json!({"text": cells[0], "columns": 4})],
                // Two rows in one.
                3 => {
                    out.push(json!([cells[0], {"text": "Ô gộp hai hàng", "rows": 2}, cells[2], cells[3]]));
                    vec![json!(cells[3]), json!(cells[2]), json!(cells[0])]
                }
                4 => {
                    let image = json!({"file": "../tests/errors/anh/nho.png", "alt": "Ảnh", "width": "80%", "caption": "Hình"});
                    vec![json!(cells[0]), json!({"text": cells[1], "image": image}), json!(cells[2]), json!(cells[3])]
                }
                _ => cells.iter().map(|c| json!(c)).collect(),
            };
            out.push(if group && merge == 2 {
                json!({"kind": "heading", "cells": cells})
            } else {
                json!({"kind": "plain", "cells": cells})
            });
        }
        let titles = ["Cột một", &format!("Cột hai{in_head}"), "Cột ba", "Cột bốn"];
        let columns: Vec<Json> = titles.iter().map(|t| json!({"title": t, "width": width})).collect();
        json!({"table": {"caption": format!("Bảng{in_caption}"), "columns": columns, "rows": out}})
    })
}

/// The table in the text, and again in an appendix.
pub fn plan_with_table(table: &Json, landscape: bool) -> Json {
    let orientation = if landscape { "landscape" } else { "portrait" };
    json!({
        "type": "ke-hoach", "profile": "profiles/so-khcn-lai-chau.yaml", "subject": "Thử", "to_places": ["Sở Nội vụ"],
        "content": {"body": [table, "Đoạn sau bảng.", {"image": {"file": "../tests/errors/anh/nho.png", "alt": "Ảnh", "width": "90%", "caption": "Hình 1"}}], "closing": ["Hết"]},
        "appendices": [{"title": "Một", "orientation": orientation, "body": [table]}, {"body": ["Phụ lục hai."]}]
    })
}

/// What is generated is never wrong.
pub fn rendered(plan: &Json) -> Compiled {
    let outcome: Outcome = compile("sinh.json", &plan.to_string());
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    outcome.compiled.unwrap_or_else(|| panic!("{report}"))
}
