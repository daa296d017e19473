//! The findings of many documents as one list: same kinds together, each place on its line.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Severity, Sources};

/// A finding as text; the files that it points into are not kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Finding {
    error: bool,
    code: String,
    message: String,
    place: Option<String>,
    /// The other places in the same file that belong to it.
    others: Vec<String>,
    /// Whether the place is in what only this document is made of.
    own: bool,
    advice: Vec<String>,
}

impl Finding {
    /// A finding in the document of that label.
    pub(super) fn new(label: &str, sources: &Sources, diagnostic: &Diagnostic) -> Self {
        let source = diagnostic.span.and_then(|span| sources.get(span.source));
        let help = diagnostic.help.iter().map(|h| format!("gợi ý: {h}"));
        let file = source.map_or(String::new(), |source| format!("{}, ", source.name));
        let same_file = diagnostic.also.iter().filter(|(span, _)| Some(span.source) == diagnostic.span.map(|s| s.source));
        let others = same_file.filter_map(|(span, _)| sources.place(*span)).map(|place| place.trim_start_matches(&file).to_owned());
        let clause = diagnostic.clause.iter().map(|c| format!("căn cứ: {c}"));
        Finding {
            error: diagnostic.severity == Severity::Error,
            code: diagnostic.code.id.to_owned(),
            message: diagnostic.message.clone(),
            place: diagnostic.span.and_then(|span| sources.place(span)),
            others: others.collect(),
            own: source.is_some_and(|source| label.starts_with(&source.name)),
            advice: help.chain(clause).collect(),
        }
    }

    /// Whether it forbids the document.
    pub(super) fn is_error(&self) -> bool {
        self.error
    }

    /// Place and message.
    pub(super) fn line(&self) -> String {
        let message =
            if self.others.is_empty() { self.message.clone() } else { format!("{} (xem cả {})", self.message, self.others.join(", ")) };
        match &self.place {
            Some(place) => format!("{place}: {message}"),
            None => message,
        }
    }
}

/// Lines that are alike but for their places, and the documents that each place concerns.
struct Group<'a> {
    first: &'a Finding,
    lines: Vec<(String, &'a Finding, Vec<&'a str>)>,
}

/// All findings, each with its document's label: errors first, kinds in the order of their first
/// place.
pub(super) fn list<'a>(found: impl IntoIterator<Item = (&'a str, &'a Finding)>) -> String {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut kinds = BTreeMap::new();
    let mut known = BTreeMap::new();
    for (label, finding) in found {
        let kind = (finding.error, &finding.code, &finding.advice);
        let group = *kinds.entry(kind).or_insert_with(|| {
            groups.push(Group { first: finding, lines: Vec::new() });
            groups.len() - 1
        });
        let line = finding.line();
        let lines = &mut groups[group].lines;
        let at = *known.entry((group, line.clone())).or_insert_with(|| {
            lines.push((line, finding, Vec::new()));
            lines.len() - 1
        });
        let labels = &mut lines[at].2;
        if labels.last() != Some(&label) {
            labels.push(label);
        }
    }
    groups.sort_by_key(|group| !group.first.is_error());
    groups.iter().map(rendered).collect()
}

fn rendered(group: &Group<'_>) -> String {
    let name = if group.first.is_error() { "lỗi" } else { "cảnh báo" };
    let mut out = format!("{name}[{}]\n", group.first.code);
    for (line, finding, labels) in &group.lines {
        let _ = match labels.as_slice() {
            [_] if finding.own => writeln!(out, "  {line}"),
            [label] => writeln!(out, "  {line} ({label})"),
            [first, second, ..] if labels.len() > 3 => {
                writeln!(out, "  {line} ({} văn bản: {first}; {second}; …)", labels.len())
            }
            _ => writeln!(out, "  {line} ({})", labels.join("; ")),
        };
    }
    for advice in &group.first.advice {
        let _ = writeln!(out, "  = {advice}");
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Span, code};

    #[test]
    fn same_kinds_stand_together_and_shared_places_once() {
        let mut sources = Sources::default();
        let base = sources.add("gốc.yaml", "a: 1\n");
        let own = sources.add("đơn vị.csv", "x\ny\n");
        let at = |source, start| Span { source, start, end: start + 1 };
        let shared = Diagnostic::warning(code::DOUBLED_WORD, at(base, 3), "Lặp từ");
        let number = |start| Diagnostic::error(code::WRONG_TYPE, at(own, start), "Cần số").help("Ghi số.").clause("Đ8");
        let twice = Diagnostic::error(code::DUPLICATE_KEY, at(own, 2), "Hai lần").also(at(own, 0), "").also(at(base, 0), "");
        let finding = |label: &'static str, d: &Diagnostic| (label, Finding::new(label, &sources, d));
        let found = [
            finding("đơn vị.csv, 1", &shared),
            finding("đơn vị.csv, 1", &number(0)),
            finding("đơn vị.csv, 2", &shared),
            finding("đơn vị.csv, 2", &number(2)),
            finding("đơn vị.csv, 2", &Diagnostic::error(code::INTERNAL, None, "Hỏng")),
            finding("đơn vị.csv, 2", &twice),
        ];
        let text = list(found.iter().map(|(label, finding)| (*label, finding)));
        let expected = "lỗi[V003]\n  đơn vị.csv:1:1: Cần số\n  đơn vị.csv:2:1: Cần số\n  = gợi ý: Ghi số.\n  = căn cứ: Đ8\n\n\
                        lỗi[X001]\n  Hỏng (đơn vị.csv, 2)\n\n\
                        lỗi[D003]\n  đơn vị.csv:2:1: Hai lần (xem cả đơn vị.csv:1:1)\n\n\
                        cảnh báo[V019]\n  gốc.yaml:1:4: Lặp từ (đơn vị.csv, 1; đơn vị.csv, 2)\n\n";
        assert_eq!(text, expected);
    }
}
