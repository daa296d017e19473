//! Findings on the terminal: the marked line, what was expected, what to do, the clause.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Exit;
use crate::diag::{Diagnostic, Diagnostics, Severity, SourceId, Sources, code};
use crate::limits;

/// Prints all findings to standard error.
pub(super) fn diagnostics(sources: &Sources, found: &Diagnostics) {
    text(&for_standard_error(sources, found));
}

/// All findings as standard error wants them, in colour on a terminal.
pub(super) fn for_standard_error(sources: &Sources, found: &Diagnostics) -> String {
    all(&if io::stderr().is_terminal() { Renderer::styled() } else { Renderer::plain() }, sources, found)
}

/// All findings as standard output wants them, in colour on a terminal.
pub(super) fn for_standard_output(sources: &Sources, found: &Diagnostics) -> String {
    all(&if io::stdout().is_terminal() { Renderer::styled() } else { Renderer::plain() }, sources, found)
}

/// Reports what keeps the program from running.
pub(crate) fn could_not_run(message: &str) -> Exit {
    diagnostics(&Sources::default(), &Diagnostic::error(code::UNREADABLE, None, message).into());
    Exit::CouldNotRun
}

/// Prints finished lines to standard error; nobody reading is no failure.
pub(super) fn text(lines: &str) {
    let _ = io::stderr().lock().write_all(lines.as_bytes());
}

/// Prints a line to standard error; nobody reading is no failure.
pub(crate) fn line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints a line to standard output; the work goes on when its reader has left.
pub(super) fn result(text: &str) -> io::Result<()> {
    match writeln!(io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// All findings as plain text, as a file or a test wants them.
pub fn plain(sources: &Sources, found: &Diagnostics) -> String {
    all(&Renderer::plain(), sources, found)
}

/// All findings, those of one file up to a bound; of many that say the same, the first ones in full and the
/// places of the others.
fn all(renderer: &Renderer, sources: &Sources, found: &Diagnostics) -> String {
    let mut out = String::new();
    let mut alike: BTreeMap<(&str, &str), Alike> = BTreeMap::new();
    let mut shown: BTreeMap<Option<SourceId>, usize> = BTreeMap::new();
    let mut more: BTreeMap<Option<SourceId>, usize> = BTreeMap::new();
    for diagnostic in found.iter() {
        let file = diagnostic.span().map(|span| span.source);
        let alike = alike.entry((diagnostic.code.id, &diagnostic.message)).or_default();
        if let (true, Some(span)) = (alike.shown >= limits::ALIKE, diagnostic.span()) {
            alike.count += 1;
            if alike.places.len() < limits::ALIKE {
                alike.places.extend(sources.place(span));
            }
        } else if *shown.entry(file).or_default() >= limits::FINDINGS {
            *more.entry(file).or_default() += 1;
        } else {
            *shown.entry(file).or_default() += 1;
            alike.shown += 1;
            out += &(rendered(renderer, sources, diagnostic) + "\n\n");
        }
    }
    for ((code, message), alike) in alike.iter().filter(|(_, alike)| alike.count > 0) {
        let dots = if alike.count > alike.places.len() { "; …" } else { "" };
        out += &format!("[{code}] {message}: còn {} chỗ nữa ({}{dots})\n\n", alike.count, alike.places.join("; "));
    }
    for (file, count) in &more {
        let name = file.and_then(|id| sources.get(id)).map_or_else(String::new, |source| format!(" ở {}", source.name));
        out += &format!("Còn {count} lỗi, cảnh báo nữa{name}: sửa những chỗ trên rồi chạy lại.\n\n");
    }
    out
}

/// Findings that say the same: how many were shown, and the others.
#[derive(Default)]
struct Alike {
    shown: usize,
    count: usize,
    /// The places of the first of the others.
    places: Vec<String>,
}

/// Letters of a line that are shown on each side of a mark.
const AROUND: usize = 300;

/// The part of a line round a mark, and where it begins: a file may be one line.
fn window(line: &str, start: usize, end: usize) -> (usize, &str) {
    let from = line.floor_char_boundary(start.saturating_sub(AROUND));
    let to = line.floor_char_boundary(end.min(start + AROUND).saturating_add(AROUND));
    (from, &line[from..to])
}

fn rendered(renderer: &Renderer, sources: &Sources, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("lỗi"),
        Severity::Warning => Level::WARNING.with_name("cảnh báo"),
        Severity::Note => Level::INFO.with_name("lưu ý"),
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
    let mut group = Group::with_title(title);
    let mut cells = Vec::new();
    let primary = diagnostic.span().map(|span| (AnnotationKind::Primary, span, &diagnostic.label));
    let others = diagnostic.also.iter().map(|(span, label)| (AnnotationKind::Context, *span, label));
    for (kind, span, label) in primary.into_iter().chain(others) {
        let Some(source) = sources.get(span.source) else { continue };
        // Only the line is shown to the renderer, which would read the whole file for every finding;
        // a mapping or a long text is marked on its first line.
        let text = source.text.as_str();
        let start = text.floor_char_boundary(span.start);
        let (number, line) = source.line(start);
        let shown = text[line..].split('\n').next().unwrap_or_default();
        let (start, end) = (start - line, shown.floor_char_boundary(span.end.max(span.start) - line));
        let (cut, shown) = window(shown, start, end.max(start));
        let mut annotation = kind.span(start - cut..(end.max(start) - cut).min(shown.len()));
        if !label.is_empty() {
            annotation = annotation.label(label.as_str());
        }
        let snippet = Snippet::source(shown).annotation(annotation);
        group = group.element(match (source.labels.cells(), sources.place(span)) {
            (Some(grid), Some(place)) => {
                cells.push(place.clone());
                snippet.line_start(grid.row_number(span.start) as usize).path(place)
            }
            (None, Some(place)) if sources.stretch(span).is_some() => {
                cells.push(place.clone());
                snippet.line_start(sources.stretch(span).map_or(1, |s| s.paragraph)).path(place)
            }
            (None, Some(place)) if cut > 0 => {
                cells.push(place.clone());
                snippet.line_start(number).path(place)
            }
            _ => snippet.line_start(number).path(source.name.as_str()),
        });
    }
    for help in diagnostic.advice(sources) {
        group = group.element(Level::HELP.with_name("gợi ý").message(help.as_str()));
    }
    if let Some(clause) = &diagnostic.clause {
        group = group.element(Level::NOTE.with_name("căn cứ").message(clause.to_string()));
    }
    let mut rendered = renderer.render(&[group]);
    // A cell has a name, and a cut line another column, than the renderer writes behind it.
    for place in cells {
        if let Some((before, after)) = rendered.split_once(&format!("{place}:")) {
            rendered = format!("{before}{place}{}", after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
        }
    }
    rendered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn found(count: usize, message: impl Fn(usize) -> String) -> String {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "x\n".repeat(count));
        let mut found = Diagnostics::default();
        for at in 0..count {
            found.push(Diagnostic::error(code::UNKNOWN_KEY, Span { source, start: 2 * at, end: 2 * at + 1 }, message(at)));
        }
        plain(&sources, &found)
    }

    #[test]
    fn findings_of_a_file_are_shown_up_to_a_bound_and_counted() {
        let text = found(limits::FINDINGS + 30, |at| format!("Sai {at}"));
        assert_eq!(text.matches("lỗi[V001]").count(), limits::FINDINGS);
        assert!(text.ends_with("Còn 30 lỗi, cảnh báo nữa ở a.yaml: sửa những chỗ trên rồi chạy lại.\n\n"), "{text}");
        assert!(!found(limits::FINDINGS, |at| format!("Sai {at}")).contains("Còn"));
    }

    #[test]
    fn findings_that_say_the_same_are_told_by_their_places() {
        let text = found(limits::ALIKE + 25, |_| "Sai".into());
        assert_eq!(text.matches("lỗi[V001]").count(), limits::ALIKE);
        assert!(text.contains("[V001] Sai: còn 25 chỗ nữa (a.yaml:21:1; a.yaml:22:1; ") && text.contains("; …)"), "{text}");
    }

    #[test]
    fn a_file_of_one_line_is_shown_round_the_mark() {
        let mut sources = Sources::default();
        let line = format!("{}SAI{}", "ô".repeat(50_000), "ô".repeat(50_000));
        let source = sources.add("a.json", line);
        let found = Diagnostic::error(code::UNKNOWN_KEY, Span { source, start: 100_000, end: 100_003 }, "Sai");
        let text = plain(&sources, &found.into());
        assert!(text.len() < 4000 && text.contains("ôSAIô"), "{text}");
        assert!(text.contains("a.json:1:50001\n"), "{text}");
    }
}
