//! Findings as SARIF 2.1.0, which editors and servers of code read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::judge::Judged;
use crate::diag::{Diagnostic, Severity, Sources};
use crate::rules;

/// One run with all findings.
pub(super) fn log(judged: &[Judged]) -> Value {
    let mut codes: BTreeMap<&str, Value> = BTreeMap::new();
    let mut results = Vec::new();
    for one in judged {
        for found in one.found.iter() {
            codes.entry(found.code.id).or_insert_with(|| rule(found));
            results.push(result(one, found));
        }
    }
    let driver = json!({
        "name": "vanban",
        "version": env!("CARGO_PKG_VERSION"),
        "language": "vi",
        "rules": codes.into_values().collect::<Vec<_>>(),
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    })
}

fn rule(found: &Diagnostic) -> Value {
    let rule = rules::find(found.code.id);
    let text = rule.map_or(found.code.slug, |r| r.title);
    json!({ "id": found.code.id, "name": found.code.slug, "shortDescription": { "text": text }, "fullDescription": { "text": rule.map_or(text, |r| r.manual) } })
}

fn result(one: &Judged, found: &Diagnostic) -> Value {
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let parts = [found.message.as_str(), &found.label].into_iter().filter(|t| !t.is_empty());
    let mut text = parts.collect::<Vec<_>>().join(": ");
    for help in found.advice(&one.sources) {
        text.push(' ');
        text.push_str(help);
    }
    json!({ "ruleId": found.code.id, "level": level, "message": { "text": text }, "locations": [location(&one.file, &one.sources, found)] })
}

/// Lines and columns of data; of Word files and sheets the name of the place.
fn location(file: &str, sources: &Sources, found: &Diagnostic) -> Value {
    let span = found.place.as_ref().map(|at| sources.narrowed(at));
    let source = span.and_then(|s| sources.get(s.source));
    let name = source.map_or(file, |s| s.name.as_str()).replace('\\', "/");
    let mut physical = json!({ "artifactLocation": { "uri": uri(&name) } });
    if let (Some(span), Some(source)) = (span, source) {
        let lines = sources.stretch(span).is_none() && source.labels.cells().is_none();
        if let Some((line, column)) = sources.line_column(span).filter(|_| lines) {
            physical["region"] = json!({ "startLine": line, "startColumn": column });
        }
    }
    let mut out = json!({ "physicalLocation": physical });
    if let Some(place) = span.and_then(|s| sources.place(s)) {
        out["logicalLocations"] = json!([{ "fullyQualifiedName": place }]);
    }
    out
}

/// A path as part of an address: what no address holds is written by its bytes.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_' | b'~' | b':');
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
