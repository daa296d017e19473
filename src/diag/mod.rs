//! What is wrong, where, under which clause, and what to do: the program's way of answering.
//!
//! Only the description of a problem lives here. Rendering it for a terminal is the CLI's work;
//! the wording is written where the problem is found.

pub mod code;
pub mod json;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::standard::{self, Clause, Edition, Standard};
pub use code::Code;
pub use source::{Grid, Labels, Place, Source, SourceId, Sources, Span, Stretch, column_name};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// The document is written; a person should look.
    Warning,
    /// Nothing is written for this document.
    Error,
}

impl Severity {
    /// The Vietnamese word for people.
    pub fn title(self) -> &'static str {
        match self {
            Severity::Note => "lưu ý",
            Severity::Warning => "cảnh báo",
            Severity::Error => "lỗi",
        }
    }

    /// The English word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The rule that a finding cites.
#[derive(Clone, Debug, PartialEq)]
pub enum Cited {
    /// One that the standard names; it stands where the document's edition has it.
    Named(Clause),
    /// Where another one stands.
    Text(String),
}

impl From<Clause> for Cited {
    fn from(clause: Clause) -> Self {
        Cited::Named(clause)
    }
}

impl From<String> for Cited {
    fn from(text: String) -> Self {
        Cited::Text(text)
    }
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Cited::Named(clause) => standard::of(Edition::IN_FORCE).clause(*clause),
            Cited::Text(text) => text,
        })
    }
}

/// One finding, complete in itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Stable number and name of the kind of problem.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// One Vietnamese sentence: what was found.
    pub message: String,
    /// Where; absent when no file is to blame.
    pub place: Option<Place>,
    /// Words set beside the marked text: what was expected.
    pub label: String,
    /// Other places that belong to it, with the words beside them.
    pub also: Vec<(Span, String)>,
    /// What to do.
    pub help: Vec<String>,
    /// What to do instead where the place is a spreadsheet's cell.
    pub cell_help: Option<String>,
    /// The rule that asks for it.
    pub clause: Option<Cited>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span.into(), message.into())
    }

    /// A fault of the program itself.
    pub fn internal(why: &str) -> Self {
        let fault = Self::error(code::INTERNAL, None, format!("Lỗi của chương trình vanban: {why}"));
        fault.help("Gửi tệp dữ liệu này cho người phát triển.")
    }

    /// A warning at a place.
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span.into(), message.into())
    }

    /// A finding of some severity at a place.
    pub fn new(code: Code, severity: Severity, span: Option<Span>, message: String) -> Self {
        Diagnostic {
            code,
            severity,
            message,
            place: span.map(Place::from),
            label: String::new(),
            also: Vec::new(),
            help: Vec::new(),
            cell_help: None,
            clause: None,
        }
    }

    /// Whether it forbids the document.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Adds the words beside the marked text.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Narrows its place to these words.
    pub fn quoting(mut self, words: impl Into<String>) -> Self {
        self.place = self.place.map(|place| Place { words: Some(words.into()), ..place });
        self
    }

    /// The stretch of a file that it is about.
    pub fn span(&self) -> Option<Span> {
        self.place.as_ref().map(|place| place.span)
    }

    /// Adds another place, with the words beside it.
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.also.push((span, label.into()));
        self
    }

    /// Adds a line of advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Words the advice for somebody who fills in a spreadsheet.
    pub fn help_in_cell(mut self, help: impl Into<String>) -> Self {
        self.cell_help = Some(help.into());
        self
    }

    /// The advice that fits the place.
    pub fn advice(&self, sources: &Sources) -> &[String] {
        let in_cell = self.span().and_then(|span| sources.get(span.source)).is_some_and(|source| source.labels.cells().is_some());
        self.cell_help.as_ref().filter(|_| in_cell).map_or(&self.help, std::slice::from_ref)
    }

    /// Adds the rule that asks for it: by its name, or in words of their own for rules outside the standard.
    pub fn clause(mut self, clause: impl Into<Cited>) -> Self {
        self.clause = Some(clause.into());
        self
    }
}

/// The file and byte where a finding begins.
type Start = Option<(SourceId, usize)>;

/// Findings gathered in one pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The numbers of those of one code and place: only these can be the same.
    alike: BTreeMap<(&'static str, Start), Vec<usize>>,
}

impl Diagnostics {
    /// Adds a finding unless the very same one is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let alike = self.alike.entry((diagnostic.code.id, diagnostic.span().map(|s| (s.source, s.start)))).or_default();
        if !alike.iter().any(|i| self.list[*i] == diagnostic) {
            alike.push(self.list.len());
            self.list.push(diagnostic);
        }
    }

    /// Adds all findings of another list.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        others.into_iter().for_each(|d| self.push(d));
    }

    /// The findings but those of a code and severity.
    pub fn without(self, code: Code, severity: Severity) -> Self {
        let mut rest = Diagnostics::default();
        rest.extend(self.list.into_iter().filter(|d| (d.code, d.severity) != (code, severity)));
        rest
    }

    /// Whether any finding forbids writing the document.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// The number of errors and of warnings.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.list.iter().filter(|d| d.severity == Severity::Error).count();
        (errors, self.list.len() - errors)
    }

    /// The findings at the very words that they are about, in the order of their places, those without a
    /// place last; they cite an edition of the standard.
    pub fn placed(mut self, sources: &Sources, standard: &Standard) -> Self {
        for cited in self.list.iter_mut().filter_map(|d| d.clause.as_mut()) {
            if let Cited::Named(clause) = cited {
                *cited = standard.clause(*clause).to_owned().into();
            }
        }
        for place in self.list.iter_mut().filter_map(|d| d.place.as_mut()) {
            *place = sources.narrowed(place).into();
        }
        // A doubt about a figure that is refused already says nothing more.
        let refused: BTreeSet<Option<Span>> = self.list.iter().filter(|d| d.is_error()).map(Diagnostic::span).collect();
        self.list.retain(|d| d.is_error() || d.code != code::DOUBTFUL_FIGURE || !refused.contains(&d.span()));
        self.list.sort_by_key(|d| d.span().map_or((u32::MAX, usize::MAX), |s| (s.source.0, s.start)));
        let mut sorted = Diagnostics::default();
        sorted.extend(self.list);
        sorted
    }

    /// All findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut found = Diagnostics::default();
        found.push(diagnostic);
        found
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
