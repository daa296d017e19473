//! One file judged: a DOCX by what is read in it, data by the document it makes.

use std::path::{Path, PathBuf};

use crate::cli::files::{Disk, read, shown};
use crate::cli::within::Within;
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, code};
use crate::paper::{self, Paper};
use crate::pipeline::Engine;
use crate::recognise::Kind;
use crate::review::{self, Review, review};

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
            return unread(name, found);
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
        Err(refusal) => unread(name, refusal.into()),
    }
}

fn of_paper(name: String, paper: &Paper) -> Judged {
    let Review { kind, sources, silenced, found } = review(&name, paper);
    Judged { file: name, kind: Some(kind), sources, silenced, found }
}

/// A file of which there is only this to say.
fn unread(file: String, found: Diagnostic) -> Judged {
    Judged { file, kind: None, sources: Sources::default(), silenced: 0, found: found.into() }
}

/// A DOCX judged, and the same file with a comment at each finding.
pub(super) fn annotated(path: &Path) -> (Judged, Result<Vec<u8>, String>) {
    let name = shown(path);
    let refused = || Err("không đọc được tệp".to_owned());
    let bytes = match read(path) {
        Ok(bytes) => bytes,
        Err(why) => {
            let found = Diagnostic::error(code::UNREADABLE, None, format!("Không đọc được {name}: {why}"));
            return (unread(name, found), refused());
        }
    };
    match paper::read(&bytes) {
        Ok(paper) => (of_paper(name, &paper), review::annotated(&bytes, &paper)),
        Err(refusal) => (unread(name, refusal.into()), refused()),
    }
}
