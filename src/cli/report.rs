//! Findings on the terminal: the marked line, what was expected, what to do, the clause.

use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Exit;
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, code};

/// Prints all findings to standard error.
pub(super) fn diagnostics(sources: &Sources, found: &Diagnostics) {
    text(&for_standard_error(sources, found));
}

/// All findings as standard error wants them, in colour on a terminal.
pub(super) fn for_standard_error(sources: &Sources, found: &Diagnostics) -> String {
    all(&if io::stderr().is_terminal() { Renderer::styled() } else { Renderer::plain() }, sources, found)
}

/// Reports what keeps the program from running.
pub(super) fn could_not_run(message: &str) -> Exit {
    diagnostics(&Sources::default(), &Diagnostic::error(code::UNREADABLE, None, message).into());
    Exit::CouldNotRun
}

/// Prints finished lines to standard error; nobody reading is no failure.
pub(super) fn text(lines: &str) {
    let _ = io::stderr().lock().write_all(lines.as_bytes());
}

/// Prints a line to standard error; nobody reading is no failure.
pub(super) fn line(text: &str) {
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

fn all(renderer: &Renderer, sources: &Sources, found: &Diagnostics) -> String {
    found.iter().map(|d| rendered(renderer, sources, d) + "\n\n").collect()
}

fn rendered(renderer: &Renderer, sources: &Sources, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("lỗi"),
        Severity::Warning => Level::WARNING.with_name("cảnh báo"),
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
        let mut annotation = kind.span(start..end.max(start));
        if !label.is_empty() {
            annotation = annotation.label(label.as_str());
        }
        let snippet = Snippet::source(shown).annotation(annotation);
        group = group.element(match (source.labels.cells(), sources.place(span)) {
            (Some(grid), Some(place)) => {
                cells.push(place.clone());
                snippet.line_start(grid.row_number(span.start) as usize).path(place)
            }
            _ => snippet.line_start(number).path(source.name.as_str()),
        });
    }
    for help in diagnostic.advice(sources) {
        group = group.element(Level::HELP.with_name("gợi ý").message(help.as_str()));
    }
    if let Some(clause) = &diagnostic.clause {
        group = group.element(Level::NOTE.with_name("căn cứ").message(clause.as_str()));
    }
    let mut rendered = renderer.render(&[group]);
    // A cell has a name, not the line and column that the renderer writes behind it.
    for place in cells {
        if let Some((before, after)) = rendered.split_once(&format!("{place}:")) {
            rendered = format!("{before}{place}{}", after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
        }
    }
    rendered
}
