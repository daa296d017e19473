//! One file judged: a DOCX by what is read in it, data by the document it makes.

use std::path::{Path, PathBuf};

use crate::cli::files::{Disk, read, shown};
use crate::cli::within::Within;
use crate::diag::{Cited, Diagnostic, Diagnostics, Severity, Sources, code};
use crate::export::{Comment, commented};
use crate::facts::{Facts, Places};
use crate::paper::{self, Paper, Story};
use crate::pipeline::Engine;
use crate::recognise::Kind;
use crate::rules::{self, Finding};
use crate::standard::Standard;

/// What was found in a file.
pub(super) struct Judged {
    /// The file, as it was named.
    pub(super) file: String,
    /// What the document is.
    pub(super) kind: Option<Kind>,
    /// What findings point into.
    pub(super) sources: Sources,
    /// How many findings a person silenced with a reason.
    pub(super) silenced: usize,
    /// What was found, in the order of the places.
    pub(super) found: Diagnostics,
}

/// Findings by how bad they are.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

impl Judged {
    pub(super) fn counts(&self) -> Counts {
        let count = |severity| self.found.iter().filter(|d| d.severity == severity).count();
        Counts { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }
}

/// Judges a file; what cannot be read is a finding too.
pub(super) fn file(engine: &Engine, path: &Path, allowed: &[PathBuf]) -> Judged {
    let name = shown(path);
    let bytes = match read(path) {
        Ok(bytes) => bytes,
        Err(why) => {
            let found = Diagnostic::error(code::UNREADABLE, None, format!("Không đọc được {name}: {why}"));
            return Judged { file: name, kind: None, sources: Sources::default(), silenced: 0, found: found.into() };
        }
    };
    if is_data(path) {
        let disk = Disk::default();
        let outcome = engine.compile(&name, bytes, &Within::new(&disk, path, allowed));
        return Judged { file: name, kind: None, sources: outcome.sources, silenced: 0, found: outcome.diagnostics };
    }
    docx(name, &bytes)
}

fn is_data(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    ["yaml", "yml", "json"].contains(&ending.as_str())
}

fn docx(name: String, bytes: &[u8]) -> Judged {
    match paper::read(bytes) {
        Ok(paper) => of_paper(name, &paper),
        Err(refusal) => {
            Judged { file: name, kind: None, sources: Sources::default(), silenced: 0, found: Diagnostic::from(refusal).into() }
        }
    }
}

fn of_paper(name: String, paper: &Paper) -> Judged {
    let mut sources = Sources::default();
    let facts = Facts::new(paper);
    let places = Places::of_file(&name, paper, &mut sources);
    let mut found = Diagnostics::default();
    let (findings, silenced) = rules::unsilenced(rules::check(&facts), &rules::silences(paper));
    found.extend(findings.iter().map(|finding| finding.diagnostic(&places)));
    let found = found.placed(&sources, Standard::nd30());
    Judged { file: name, kind: Some(facts.draft.kind), sources, silenced, found }
}

/// A DOCX judged, and the same file with a comment at each finding.
pub(super) fn annotated(path: &Path) -> (Judged, Result<Vec<u8>, String>) {
    let name = shown(path);
    let unread =
        |found: Diagnostic| Judged { file: shown(path), kind: None, sources: Sources::default(), silenced: 0, found: found.into() };
    let bytes = match read(path) {
        Ok(bytes) => bytes,
        Err(why) => {
            let found = Diagnostic::error(code::UNREADABLE, None, format!("Không đọc được {name}: {why}"));
            return (unread(found), Err("không đọc được tệp".to_owned()));
        }
    };
    let paper = match paper::read(&bytes) {
        Ok(paper) => paper,
        Err(refusal) => return (unread(refusal.into()), Err("không đọc được tệp".to_owned())),
    };
    let (findings, _) = rules::unsilenced(rules::check(&Facts::new(&paper)), &rules::silences(&paper));
    let comments: Vec<Comment> = findings.iter().map(comment).collect();
    let main = paper.paragraphs().next().map_or("word/document.xml", |p| &p.place.part);
    let commented = commented(&bytes, main, &comments);
    (of_paper(name, &paper), commented)
}

/// A finding as a comment: its words, what is right, what to do, the clause.
fn comment(finding: &Finding) -> Comment {
    let place = finding.at.as_ref().map(|at| at.place()).filter(|place| place.story == Story::Body && !place.boxed);
    let words = finding.at.as_ref().map(|at| at.words()).filter(|w| !w.is_empty() && w.chars().count() < 80);
    let quoted = words.map(|w| format!("“{w}”: ")).unwrap_or_default();
    let clause = Cited::from(finding.rule.basis);
    let mut lines = vec![format!("[{} {}] {quoted}{}", finding.severity.title(), finding.rule.code.id, finding.message)];
    lines.extend(Some(format!("Đúng: {}", finding.expected)).filter(|_| !finding.expected.is_empty()));
    lines.extend(finding.help.clone());
    lines.push(format!("Căn cứ: {clause}"));
    Comment { paragraph: place.map(|p| p.bytes.clone()), lines }
}
