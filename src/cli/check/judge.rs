//! One file judged: a Word file or text by what is read in it, data by the document it makes.

use std::path::{Path, PathBuf};

use crate::cli::files::{Disk, read, shown};
use crate::cli::within::Within;
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, code};
use crate::model::{self, node::Node};
use crate::paper::{self, Detail, Paper};
use crate::pipeline::{Engine, Outcome};
use crate::recognise::Kind;
use crate::review::{Review, annotated, review, review_text};
use crate::rules::{self, Setting};

/// What was found in a file.
#[derive(Default)]
pub(super) struct Judged {
    /// The file, as it was named.
    pub(super) file: String,
    /// What the document is.
    pub(super) kind: Option<Kind>,
    /// What findings point into.
    pub(super) sources: Sources,
    /// How many findings a person silenced with a reason.
    pub(super) silenced: usize,
    /// How much of the document is known, where that is not all.
    pub(super) partly: Option<Detail>,
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

    /// Of a file that could not be read.
    fn unread(file: String, why: impl Into<Diagnostics>) -> Judged {
        Judged { file, found: why.into(), ..Judged::default() }
    }

    /// Of a Word file or text.
    fn of_review(file: String, review: Review) -> Judged {
        let Review { kind, sources, silenced, detail, found } = review;
        Judged { file, kind: Some(kind), sources, silenced, partly: Some(detail).filter(|detail| *detail != Detail::All), found }
    }

    /// Of data and the document that it makes.
    pub(super) fn of_data(file: String, outcome: Outcome) -> Judged {
        Judged { file, sources: outcome.sources, silenced: outcome.silenced, found: outcome.diagnostics, ..Judged::default() }
    }
}

/// How files are judged.
pub(super) struct Judge<'e> {
    pub(super) engine: &'e Engine,
    /// Folders that data may reach into.
    pub(super) allowed: &'e [PathBuf],
    /// What the office settled about rules.
    pub(super) settings: Vec<Setting>,
}

/// The text that stands for standard input.
pub(super) const INPUT: &str = "-";

/// What an office's profile settles about rules.
///
/// # Errors
///
/// The file cannot be read or is no data: what is wrong, with what it points into.
pub(super) fn settings(profile: &Path) -> Result<Vec<Setting>, (Sources, Diagnostics)> {
    let name = shown(profile);
    let mut sources = Sources::default();
    let unread = |found: Diagnostics| (Sources::default(), found);
    let bytes = read(profile).map_err(|why| unread(unreadable(&name, &why).into()))?;
    let text = model::read::decode(&name, bytes).map_err(unread)?;
    let id = sources.add(name, text);
    let (root, mut found) = model::read::read(&sources, id);
    found.extend(root.as_ref().map(rules::unknown).unwrap_or_default());
    if found.has_errors() {
        return Err((sources, found));
    }
    Ok(root.as_ref().map(|root: &Node| rules::of_data(root)).unwrap_or_default())
}

fn unreadable(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(code::UNREADABLE, None, format!("Không đọc được {name}: {why}"))
}

impl Judge<'_> {
    /// Judges a file; what cannot be read is a finding too.
    pub(super) fn file(&self, path: &Path) -> Judged {
        let name = shown(path);
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(why) => return Judged::unread(name.clone(), unreadable(&name, &why)),
        };
        match ending(path).as_str() {
            "yaml" | "yml" | "json" => {
                let disk = Disk::default();
                Judged::of_data(name.clone(), self.engine.compile(&name, bytes, &Within::new(&disk, path, self.allowed)))
            }
            "txt" => self.text(name, bytes),
            _ => match paper::read(&bytes) {
                Ok(paper) => self.paper(name, &paper),
                Err(refusal) => Judged::unread(name, Diagnostic::from(refusal)),
            },
        }
    }

    /// Judges pasted text: its words alone.
    pub(super) fn text(&self, name: String, bytes: Vec<u8>) -> Judged {
        match model::read::decode(&name, bytes) {
            Ok(text) => Judged::of_review(name.clone(), review_text(&name, &text, &self.settings)),
            Err(found) => Judged::unread(name, found),
        }
    }

    fn paper(&self, name: String, paper: &Paper) -> Judged {
        Judged::of_review(name.clone(), review(&name, paper, &self.settings))
    }

    /// A DOCX judged, and the same file with a comment at each finding.
    pub(super) fn annotated(&self, path: &Path) -> (Judged, Result<Vec<u8>, String>) {
        let name = shown(path);
        let unread = |name: String, found: Diagnostic| (Judged::unread(name, found), Err("không đọc được tệp".to_owned()));
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(why) => return unread(name.clone(), unreadable(&name, &why)),
        };
        let paper = match paper::read(&bytes) {
            Ok(paper) => paper,
            Err(refusal) => return unread(name, refusal.into()),
        };
        let commented = annotated(&bytes, &paper, &self.settings);
        (self.paper(name, &paper), commented)
    }
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}
