//! Fields of data that Rust names as texts: each exists in a schema, or the name would be asked for in vain.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::collections::BTreeSet;
use std::fs;

use common::{ENGINE, source_files};
use serde_json::Value as Json;

/// What comes before the name of a field, and what after it.
const CALLS: [(&str, &str); 7] = [
    ("get(\"", "\")"),
    ("entry(\"", "\")"),
    ("get_mut(\"", "\")"),
    ("text_at(\"", "\")"),
    ("list_at(\"", "\")"),
    ("pointer(\"/", "\")"),
    ("[\"", "\"]"),
];

/// Rooms that speak of other things: markup's elements and attributes, parts of files, what `info` prints.
const ELSEWHERE: [&str; 7] =
    ["src/markup/", "src/paper/", "src/export/", "src/serve/", "src/cli/info.rs", "src/cli/check/sarif.rs", "src/model/doc_type.rs"];

/// Keywords of schemas, ours and JSON Schema's.
const KEYWORDS: [&str; 19] = [
    "$ref",
    "additionalProperties",
    "anyOf",
    "definitions",
    "description",
    "enum",
    "format",
    "items",
    "maximum",
    "minimum",
    "pattern",
    "properties",
    "required",
    "title",
    "type",
    "x-blank",
    "x-clause",
    "x-data-file",
    "x-in-cell",
];

fn fields(schema: &Json, names: &mut BTreeSet<String>) {
    match schema {
        Json::Object(map) => {
            names.extend(map.get("properties").and_then(Json::as_object).into_iter().flatten().map(|(name, _)| name.clone()));
            map.values().for_each(|v| fields(v, names));
        }
        Json::Array(list) => list.iter().for_each(|v| fields(v, names)),
        _ => {}
    }
}

/// Every name that a text of Rust gives to one of the calls.
fn named(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (before, after) in CALLS {
        let calls = code.match_indices(before).filter(|(at, _)| {
            let preceding = code[..*at].chars().next_back();
            // `["a"]` is an index behind a name, and a list elsewhere.
            if before == "[\"" {
                preceding.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ')' | ']'))
            } else {
                preceding == Some('.')
            }
        });
        for (at, _) in calls {
            let rest = &code[at + before.len()..];
            if let Some((name, _)) = rest.split_once('"')
                && rest[name.len()..].starts_with(after)
            {
                names.extend(name.split('/').filter(|step| step.parse::<usize>().is_err()));
            }
        }
    }
    names
}

#[test]
fn every_field_that_rust_names_is_in_a_schema() {
    let mut known: BTreeSet<String> = KEYWORDS.iter().map(|k| (*k).to_owned()).collect();
    known.extend(["x-rows-from", "x-prose", "x-shorthand", "x-shorthand-list"].map(str::to_owned));
    // The number of a row, in patterns of file names; a column's number among the author's own, which `content` counts.
    known.extend(["row", "own"].map(str::to_owned));
    for (slug, _) in ENGINE.types() {
        fields(ENGINE.schema(slug).unwrap().map_err(|_| "schema").unwrap(), &mut known);
    }
    let (mut count, mut unknown) = (0, Vec::new());
    for path in source_files() {
        let name = path.to_str().unwrap().replace('\\', "/");
        if ELSEWHERE.iter().any(|room| name.starts_with(room)) || name.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for field in named(code) {
            count += 1;
            if !known.contains(field) {
                unknown.push(format!("{name}: {field}"));
            }
        }
    }
    assert!(unknown.is_empty(), "no schema has\n{}", unknown.join("\n"));
    assert!(count > 60, "only {count} names were found: has the way to ask for fields another name?");
}

#[test]
fn names_are_found_where_they_are_asked_for() {
    let code = r#"a.get("one"); b.pointer("/two/three"); c["four"]; ["five"]; forget("six"); d.entry("seven").x; e.get("eight", 1)"#;
    assert_eq!(named(code), ["one", "seven", "two", "three", "four"]);
}
