//! The findings of many documents as one list: same kinds together, each place on its line.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Severity, Sources, Span};
use crate::limits;

/// A finding as text; the files that it points into are not kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Finding {
    error: bool,
    code: String,
    message: String,
    /// What places of its file or sheet begin with, and how its own goes on.
    place: Option<(String, String)>,
    in_sheet: bool,
    /// The other places in the same file or sheet that belong to it.
    others: Vec<String>,
    /// Whether the place is in what only this document is made of.
    own: bool,
    advice: Vec<String>,
}

impl Finding {
    /// A finding in the document of that label.
    pub(super) fn new(label: &str, sources: &Sources, diagnostic: &Diagnostic) -> Self {
        let source = diagnostic.span().and_then(|span| sources.get(span.source));
        let help = diagnostic.advice(sources).iter().map(|h| format!("gợi ý: {h}"));
        let same_file = diagnostic.also.iter().filter(|(span, _)| Some(span.source) == diagnostic.span().map(|s| s.source));
        let in_sheet = source.is_some_and(|source| source.labels.cells().is_some());
        let other = |(span, _): &(Span, String)| {
            let (file, at) = sources.place_in_file(*span)?;
            Some(if in_sheet { at } else { file + &at })
        };
        let others = same_file.filter_map(other).collect();
        let clause = diagnostic.clause.iter().map(|c| format!("căn cứ: {c}"));
        Finding {
            error: diagnostic.severity == Severity::Error,
            code: diagnostic.code.id.to_owned(),
            message: diagnostic.message.clone(),
            place: diagnostic.span().and_then(|span| sources.place_in_file(span)),
            in_sheet,
            others,
            own: source.is_some_and(|source| label.starts_with(&source.name)),
            advice: help.chain(clause).collect(),
        }
    }

    /// Whether it forbids the document.
    pub(super) fn is_error(&self) -> bool {
        self.error
    }

    /// What places of its sheet begin with, when it stands in one.
    fn sheet(&self) -> Option<&str> {
        self.place.as_ref().filter(|_| self.in_sheet).map(|(sheet, _)| sheet.as_str())
    }

    /// Place and message; a sheet that is named already is not named again.
    pub(super) fn line(&self, named: Option<&str>) -> String {
        let message =
            if self.others.is_empty() { self.message.clone() } else { format!("{} (xem cả {})", self.message, self.others.join(", ")) };
        match &self.place {
            Some((_, at)) if self.in_sheet && self.sheet() == named => format!("{at}: {message}"),
            Some((file, at)) => format!("{file}{at}: {message}"),
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
/// place. The sheet that most stand in is named once, at the head.
pub(super) fn list<'a>(found: &[(&'a str, &'a Finding)]) -> String {
    let sheet = found.iter().find_map(|(_, finding)| finding.sheet());
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut kinds = BTreeMap::new();
    let mut known = BTreeMap::new();
    for &(label, finding) in found {
        let kind = (finding.error, &finding.code, &finding.advice);
        let group = *kinds.entry(kind).or_insert_with(|| {
            groups.push(Group { first: finding, lines: Vec::new() });
            groups.len() - 1
        });
        let line = finding.line(sheet);
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
    let head = sheet.map(|sheet| format!("{}\n\n", sheet.trim_end_matches([' ', ',', '!'])));
    let mut shown = BTreeMap::new();
    head.into_iter().chain(groups.iter().map(|group| rendered(group, sheet, &mut shown))).collect()
}

/// A group's lines; `shown` counts those of each file or sheet.
fn rendered<'a>(group: &Group<'a>, sheet: Option<&str>, shown: &mut BTreeMap<&'a str, usize>) -> String {
    let name = if group.first.is_error() { "lỗi" } else { "cảnh báo" };
    let mut out = format!("{name}[{}]\n", group.first.code);
    let mut more = 0;
    for (line, finding, labels) in &group.lines {
        let file = finding.place.as_ref().map_or("", |(file, _)| file);
        let count = shown.entry(file).or_default();
        *count += 1;
        if *count > limits::FINDINGS {
            more += 1;
            continue;
        }
        let row = |label: &&str| match sheet.and_then(|sheet| label.strip_prefix(sheet)) {
            Some(number) => format!("hàng {number}"),
            None => (*label).to_owned(),
        };
        let labels: Vec<String> = labels.iter().map(row).collect();
        let _ = match labels.as_slice() {
            [_] if finding.own => writeln!(out, "  {line}"),
            [label] => writeln!(out, "  {line} ({label})"),
            [first, second, ..] if labels.len() > 3 => {
                writeln!(out, "  {line} ({} văn bản: {first}; {second}; …)", labels.len())
            }
            _ => writeln!(out, "  {line} ({})", labels.join("; ")),
        };
    }
    if more > 0 {
        let _ = writeln!(out, "  còn {more} chỗ nữa");
    }
    for advice in &group.first.advice {
        let _ = writeln!(out, "  = {advice}");
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Grid, Labels, Source, code};

    #[test]
    fn same_kinds_stand_together_and_shared_places_once() {
        let mut sources = Sources::default();
        let base = sources.add("gốc.yaml", "a: 1\n");
        let grid = Grid { sheet: Some("Đơn vị".into()), rows: vec![1, 2], starts: vec![0, 1, 3, 4] };
        let own = sources.add_source(Source::new("đơn vị.xlsx", "a|x\nb|y\n", Labels::Cells(grid)));
        let at = |source, start| Span { source, start, end: start + 1 };
        let shared = Diagnostic::warning(code::DOUBLED_WORD, at(base, 3), "Lặp từ");
        let number = |start| {
            Diagnostic::error(code::WRONG_TYPE, at(own, start), "Cần số")
                .help("Ghi `value`.")
                .help_in_cell("Ghi số vào ô.")
                .clause("Đ8".to_owned())
        };
        let twice = Diagnostic::error(code::DUPLICATE_KEY, at(own, 4), "Hai lần").also(at(own, 1), "").also(at(base, 0), "");
        let finding = |label: &'static str, d: &Diagnostic| (label, Finding::new(label, &sources, d));
        let found = [
            finding("đơn vị.xlsx, 'Đơn vị'!1", &shared),
            finding("đơn vị.xlsx, 'Đơn vị'!1", &number(1)),
            finding("đơn vị.xlsx, 'Đơn vị'!2", &shared),
            finding("đơn vị.xlsx, 'Đơn vị'!2", &number(4)),
            finding("đơn vị.xlsx, 'Đơn vị'!2", &Diagnostic::error(code::INTERNAL, None, "Hỏng")),
            finding("đơn vị.xlsx, 'Đơn vị'!2", &twice),
        ];
        let text = list(&found.iter().map(|(label, finding)| (*label, finding)).collect::<Vec<_>>());
        let expected = "đơn vị.xlsx, 'Đơn vị'\n\nlỗi[V003]\n  B1: Cần số\n  B2: Cần số\n  = gợi ý: Ghi số vào ô.\n  = căn cứ: Đ8\n\n\
                        lỗi[X001]\n  Hỏng (hàng 2)\n\n\
                        lỗi[D003]\n  B2: Hai lần (xem cả B1)\n\n\
                        cảnh báo[V019]\n  gốc.yaml:1:4: Lặp từ (hàng 1; hàng 2)\n\n";
        assert_eq!(text, expected);
    }

    /// A drive's letter is no file: what is shown of each file is counted by itself.
    #[test]
    fn files_of_one_drive_are_counted_apart() {
        let mut sources = Sources::default();
        let lines = "a\n".repeat(limits::FINDINGS);
        let files = [r"C:\van-ban\a.yaml", r"C:\van-ban\b.yaml"].map(|name| sources.add(name, lines.clone()));
        let starts = (0..limits::FINDINGS).map(|line| 2 * line);
        let at = files.iter().flat_map(|source| starts.clone().map(|start| Span { source: *source, start, end: start + 1 }));
        let found: Vec<Finding> = at.map(|at| Finding::new("", &sources, &Diagnostic::error(code::INTERNAL, at, "Trống"))).collect();
        let text = list(&found.iter().map(|finding| ("", finding)).collect::<Vec<_>>());
        assert_eq!(text.matches("Trống").count(), 2 * limits::FINDINGS);
        assert!(!text.contains("chỗ nữa"));
    }
}
