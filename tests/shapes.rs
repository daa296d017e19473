//! Data is judged by the part of its schema that it names: what is found is what the whole schema finds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use common::ENGINE;
use serde_json::{Value as Json, json};
use vanban::diag::{Diagnostics, Sources};
use vanban::model::read::read;
use vanban::shape::Checker;

/// All that is found, in an order of its own.
fn found(checker: &Checker, data: &Json) -> Vec<String> {
    let mut sources = Sources::default();
    let id = sources.add("", data.to_string());
    let mut found = Diagnostics::default();
    checker.check(&read(&sources, id).0.unwrap(), &mut found);
    let mut found: Vec<String> = found.iter().map(|d| format!("{d:?}")).collect();
    found.sort();
    found
}

fn places(value: &Json, at: String, out: &mut Vec<String>) {
    match value {
        Json::Object(map) => map.iter().for_each(|(key, child)| places(child, format!("{at}/{key}"), out)),
        Json::Array(list) => list.iter().enumerate().for_each(|(n, child)| places(child, format!("{at}/{n}"), out)),
        _ => {}
    }
    out.push(at);
}

/// Every value in turn is of another kind, is gone, and has an unknown field in it.
fn spoilt(data: &Json) -> Vec<Json> {
    let with = |place: &str, value: Json| {
        let mut data = data.clone();
        *data.pointer_mut(place).unwrap() = value;
        data
    };
    let mut all = Vec::new();
    places(data, String::new(), &mut all);
    let mut out: Vec<Json> =
        all.iter().skip(1).flat_map(|place| [json!(-1), json!({ "lạ": "x" })].map(|value| with(place, value))).collect();
    for (parent, key) in all.iter().filter_map(|place| place.rsplit_once('/')) {
        let mut without = data.pointer(parent).unwrap().clone();
        let gone = without.as_object_mut().is_some_and(|map| map.remove(key).is_some());
        out.extend(gone.then(|| with(parent, without)));
    }
    out
}

#[test]
fn the_part_that_data_names_finds_what_the_whole_finds() {
    for (slug, _) in ENGINE.types() {
        let schema = ENGINE.schema(slug).unwrap().ok().unwrap();
        let whole = Checker::new(schema.clone()).proven().unwrap();
        let mut sources = Sources::default();
        let id = sources.add("", ENGINE.example(slug).unwrap().ok().unwrap());
        let example = read(&sources, id).0.unwrap();
        let data = example.to_json();
        assert_eq!(found(&Checker::new(schema.clone()), &data), Vec::<String>::new(), "{slug}");
        // What comes first names all that the others name.
        let part = Checker::new(schema.clone());
        let mut first = data.clone();
        first["lạ"] = "x".into();
        for spoilt in std::iter::once(first).chain(spoilt(&data)) {
            assert_eq!(found(&part, &spoilt), found(&whole, &spoilt), "{slug}");
        }
    }
}

/// What the first data does not name is judged all the same in what comes after it.
#[test]
fn later_data_may_name_more() {
    let checker = Checker::new(json!({ "properties": { "a": { "type": "string" }, "b": { "type": "string" } } }));
    let found = |data: Json| found(&checker, &data).len();
    assert_eq!([json!({ "a": "x" }), json!({ "a": [1] }), json!({ "b": [1] }), json!({ "a": [1] })].map(found), [0, 1, 1, 1]);
}
