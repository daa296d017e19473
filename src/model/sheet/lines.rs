//! JSON lines: one mapping a line, its keys the columns.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Cell, Content, Figure, Row, Sheet, normal};
use crate::diag::{Diagnostic, Diagnostics, Sources, Span, code};
use crate::limits;
use crate::model::node::{Entry, Node, Value};
use crate::model::read;
use crate::text::grouped;

pub(super) fn read(name: &str, text: &str, sources: &mut Sources) -> (Sheet, Diagnostics) {
    let source = sources.add(name, text);
    let mut found = Diagnostics::default();
    let mut columns: Vec<Entry> = Vec::new();
    let mut known = HashSet::new();
    let mut records: Vec<(u32, Node)> = Vec::new();
    let mut at = 0;
    for (index, line) in text.split('\n').enumerate() {
        let span = Span { source, start: at, end: at + line.len() };
        at += line.len() + 1;
        if line.trim().is_empty() {
            continue;
        }
        let (node, more) = read::json_line(sources, span);
        found.extend(more);
        match node {
            Some(node) => {
                let Value::Map(entries) = &node.value else {
                    found.push(
                        Diagnostic::error(code::WRONG_TYPE, span, "Mỗi dòng của tệp JSONL phải là một nhóm trường { … }")
                            .help("Viết {\"tên trường\": giá trị, …} trên một dòng."),
                    );
                    continue;
                };
                columns.extend(entries.iter().filter(|e| known.insert(e.key.clone())).cloned());
                records.push((index as u32 + 1, node));
                if columns.len() > limits::FIELDS || columns.len() * records.len() > limits::CELLS {
                    let size = format!("{} dòng × {} trường khác nhau", grouped(&records.len().to_string()), columns.len());
                    found.push(
                        Diagnostic::error(code::TOO_LONG, span, format!("Đến đây bảng có {size}, lớn hơn mọi biểu số liệu"))
                            .help("Các dòng của một tệp JSONL ghi cùng những trường như nhau."),
                    );
                    (columns, records) = (Vec::new(), Vec::new());
                    break;
                }
            }
            None => continue,
        }
    }
    let head = columns.iter().map(|c| Cell { span: c.key_span, content: Content::Text(normal(&c.key)), marked: None }).collect();
    let place = columns.first().map_or(Span { source, start: 0, end: 0 }, |c| c.key_span);
    let mut rows = vec![Row { number: 0, span: place, cells: head }];
    rows.extend(records.into_iter().map(|(number, record)| {
        let start = Span { end: record.span.start, ..record.span };
        let entries: HashMap<&str, &Entry> = record.entries().iter().map(|entry| (entry.key.as_str(), entry)).collect();
        let cell = |column: &Entry| match entries.get(column.key.as_str()) {
            Some(entry) => Cell { span: entry.node.span, content: content(&entry.node), marked: None },
            None => Cell { span: start, content: Content::Empty, marked: None },
        };
        Row { number, span: record.span, cells: columns.iter().map(cell).collect() }
    }));
    (Sheet { name: None, source, rows, merged: super::Merges::default(), hidden_columns: BTreeSet::new() }, found)
}

fn content(node: &Node) -> Content {
    match &node.value {
        Value::Null => Content::Empty,
        Value::Bool(b) => Content::Bool(*b),
        Value::Number(n) => {
            let value = n.as_f64().unwrap_or_default();
            Content::Number(Figure { value, says: Some(value), shown: grouped(&n.to_string()), percent: false })
        }
        Value::Text(text) if text.is_empty() => Content::Empty,
        Value::Text(text) => Content::Text(text.clone()),
        Value::List(_) | Value::Map(_) => Content::Data(node.clone()),
    }
}
