//! Findings for programs: the objects of `check --format json`.

use serde_json::{Map, Value, json};

use super::{Diagnostic, Labels, Place, Sources};

/// A finding: code, severity, words, clause and place.
pub fn finding(sources: &Sources, diagnostic: &Diagnostic) -> Value {
    let help = diagnostic.advice(sources).join(" ");
    json!({
        "code": diagnostic.code.id,
        "slug": diagnostic.code.slug,
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "expected": some(&diagnostic.label),
        "help": some(&help),
        "clause": diagnostic.clause.as_ref().map(ToString::to_string),
        "place": diagnostic.place.as_ref().map_or(Value::Null, |at| place(sources, at)),
    })
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

/// A place: always its file, its name for people and its words; then line and column, sheet and cell, or part and paragraph.
fn place(sources: &Sources, at: &Place) -> Value {
    let span = sources.narrowed(at);
    let Some(source) = sources.get(span.source) else { return Value::Null };
    let words = source.text.get(span.start..span.end.max(span.start)).unwrap_or_default();
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| _ = out.insert(key.to_owned(), value);
    put("file", json!(source.name));
    put("name", json!(sources.place(span)));
    put("words", json!(words));
    match &source.labels {
        Labels::Lines => {
            if let Some((line, column)) = sources.line_column(span) {
                put("line", json!(line));
                put("column", json!(column));
            }
        }
        Labels::Cells(grid) => {
            put("sheet", json!(grid.sheet));
            let label = grid.label(span);
            put("cell", json!(label.strip_prefix(&grid.sheet_label()).unwrap_or(&label)));
        }
        Labels::Paragraphs(_) => {
            if let Some(stretch) = sources.stretch(span) {
                put("part", json!(stretch.part.as_ref()));
                put("paragraph", json!(stretch.paragraph));
                if let Some(page) = stretch.page {
                    put("page", json!(page));
                }
                if let Some([table, row, column]) = stretch.cell {
                    put("table", json!(table));
                    put("row", json!(row));
                    put("column", json!(column));
                }
            }
        }
    }
    Value::Object(out)
}
