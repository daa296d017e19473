//! Indicators: figures that live once, by their codes, for texts and tables alike.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Number;

use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::{Node, Value};
use crate::text::{figure, grouped};

/// What a ratio without a denominator says.
pub(super) const NOTHING: &str = "không phát sinh";

/// A figure as the data gives it or a relation computes it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Figure {
    /// A number, and how it is written.
    Number(f64, String),
    /// Words instead of a number.
    Words(String),
    /// Nothing yet.
    Missing,
}

impl Figure {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Figure::Number(x, _) => Some(*x),
            _ => None,
        }
    }

    /// A computed number: at most two decimals.
    pub(super) fn computed(x: f64) -> Self {
        let rounded = (x * 100.0).round() / 100.0;
        Figure::Number(rounded, figure(rounded))
    }

    fn read(node: Option<&Node>) -> Self {
        match node.map(|n| &n.value) {
            Some(Value::Number(n)) => Figure::Number(n.as_f64().unwrap_or_default(), grouped(&n.to_string())),
            Some(Value::Text(text)) => Figure::Words(text.clone()),
            _ => Figure::Missing,
        }
    }

    fn value(&self) -> Option<Value> {
        Some(match self {
            Figure::Number(x, _) if x.fract() == 0.0 && x.abs() < 1e15 => Value::Number((*x as i64).into()),
            Figure::Number(x, _) => Value::Number(Number::from_f64(*x)?),
            Figure::Words(words) => Value::Text(words.clone()),
            Figure::Missing => return None,
        })
    }

    /// As tables and texts show it.
    pub(super) fn shown(&self) -> &str {
        match self {
            Figure::Number(_, shown) => shown,
            Figure::Words(words) => words,
            Figure::Missing => "",
        }
    }
}

/// One indicator.
#[derive(Clone, Debug)]
pub(super) struct Indicator {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) note: String,
    pub(super) group: Option<String>,
    pub(super) value: Figure,
    pub(super) previous: Figure,
    pub(super) target: Figure,
    /// Where it stands.
    pub(super) span: Span,
    /// Where its figure stands, or itself.
    pub(super) value_span: Span,
    /// Where its figure was left empty, or where it begins.
    empty_span: Span,
    /// Where its previous figure was left empty.
    pub(super) no_previous: Option<Span>,
}

/// All indicators in the data's order, found by their codes.
#[derive(Debug, Default)]
pub(super) struct Indicators {
    pub(super) all: Vec<Indicator>,
    by_code: BTreeMap<String, usize>,
}

impl Indicators {
    /// Reads `content.indicators`.
    pub(super) fn read(node: Option<&Node>, found: &mut Diagnostics) -> Self {
        let mut out = Indicators::default();
        for record in node.map(Node::list).unwrap_or_default() {
            let text = |key: &str| record.get(key).and_then(Node::text).unwrap_or_default().to_owned();
            let Some(code) = record.get("code").filter(|c| c.text().is_some()) else { continue };
            let indicator = Indicator {
                code: text("code"),
                name: text("name"),
                unit: text("unit"),
                note: text("note"),
                group: record.get("group").and_then(Node::text).map(str::to_owned),
                value: Figure::read(record.get("value")),
                previous: Figure::read(record.get("previous")),
                target: Figure::read(record.get("target")),
                span: record.span,
                value_span: record.get("value").map_or(record.span, |v| v.span),
                no_previous: record.entry("previous").filter(|e| e.node.value == Value::Null).map(|e| e.key_span),
                empty_span: record.entry("value").map_or(Span { end: record.span.start, ..record.span }, |e| e.key_span),
            };
            match out.get(&indicator.code) {
                Some(first) => found.push(
                    Diagnostic::error(code::BAD_INDICATOR, code.span, format!("Có hai chỉ tiêu cùng mã {}", indicator.code))
                        .label("lần thứ hai")
                        .also(first.span, "lần thứ nhất")
                        .help("Mỗi chỉ tiêu có một mã riêng."),
                ),
                None => {
                    out.by_code.insert(indicator.code.clone(), out.all.len());
                }
            }
            out.all.push(indicator);
        }
        out
    }

    pub(super) fn get(&self, code: &str) -> Option<&Indicator> {
        self.by_code.get(code).map(|i| &self.all[*i])
    }

    pub(super) fn get_mut(&mut self, code: &str) -> Option<&mut Indicator> {
        self.by_code.get(code).map(|i| &mut self.all[*i])
    }

    /// The code that was probably meant.
    pub(super) fn similar(&self, code: &str) -> Option<&str> {
        let close = |known: &&String| strsim::jaro_winkler(known, code);
        self.by_code.keys().max_by(|a, b| close(a).total_cmp(&close(b))).filter(|k| close(k) > 0.85).map(String::as_str)
    }

    /// Reports indicators that have no figure after all was computed, but for those whose reason is told.
    pub(super) fn report_missing(&self, explained: &BTreeSet<String>, found: &mut Diagnostics) {
        for indicator in self.all.iter().filter(|i| i.value == Figure::Missing && !explained.contains(&i.code)) {
            found.push(
                Diagnostic::error(
                    code::BAD_INDICATOR,
                    indicator.empty_span,
                    format!("Chỉ tiêu {} ({}) chưa có số liệu, và không quan hệ nào tính được", indicator.code, indicator.name),
                )
                .help("Ghi `value`; không phát sinh thì ghi 0.")
                .help_in_cell("Điền số vào ô này; không phát sinh thì ghi 0."),
            );
        }
    }

    /// Puts computed figures into the data.
    pub(super) fn write(&self, records: &mut Node) {
        let Value::List(list) = &mut records.value else { return };
        for record in list {
            let Some(indicator) = record.get("code").and_then(Node::text).and_then(|code| self.get(code)) else { continue };
            for (key, figure) in [("value", &indicator.value), ("previous", &indicator.previous)] {
                if let (None, Some(value)) = (record.get(key), figure.value()) {
                    record.put(&[key.to_owned()], record.span, value);
                }
            }
        }
    }

    /// As the annex shows them: by group, in the order in which groups first come.
    pub(super) fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for indicator in &self.all {
            let row = Row {
                name: indicator.name.clone(),
                unit: indicator.unit.clone(),
                value: indicator.value.shown().to_owned(),
                previous: indicator.previous.shown().to_owned(),
                target: indicator.target.shown().to_owned(),
                note: indicator.note.clone(),
            };
            match groups.iter_mut().find(|g| g.heading == indicator.group) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { heading: indicator.group.clone(), rows: vec![row] }),
            }
        }
        groups
    }
}

/// Indicators under one heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The group's name.
    pub heading: Option<String>,
    /// Its indicators.
    pub rows: Vec<Row>,
}

/// An indicator as a table shows it; what is not known is empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    pub name: String,
    pub unit: String,
    pub value: String,
    pub previous: String,
    pub target: String,
    pub note: String,
}
