//! Any bytes as a JSON data file. An independent reader, serde_json, must agree on what is JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanban::diag::{Sources, code};
use vanban::model::read;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::default();
    let Ok(text) = read::decode("a.json", bytes.to_vec()) else { return };
    let theirs = serde_json::from_str::<serde_json::Value>(&text);
    // White space that JSON does not know is taken, as pasting brings it along.
    let is_spaced_otherwise = text.contains(|c: char| c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r'));
    let id = sources.add("a.json", text);
    let (node, found) = read::read(&sources, id);
    for finding in found.iter() {
        if let Some(span) = finding.span() {
            assert!(sources.line_column(span).is_some(), "{finding:?}");
        }
    }
    if let (Some(node), false) = (node, found.has_errors()) {
        node.to_json();
        assert!(theirs.is_ok() || is_spaced_otherwise, "no JSON: {theirs:?}");
    } else if theirs.is_ok() {
        assert!(found.iter().all(|f| f.code != code::SYNTAX), "JSON: {found:?}");
    }
});
