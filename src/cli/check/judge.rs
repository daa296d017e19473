//! One file judged: a DOCX by what is read in it, data by the document it makes.

use std::path::{Path, PathBuf};

use crate::cli::files::{Disk, read, shown};
use crate::cli::within::Within;
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, code};
use crate::facts::{Facts, Places};
use crate::paper;
use crate::pipeline::Engine;
use crate::recognise::Kind;
use crate::rules;
use crate::standard::Standard;

/// What was found in a file.
pub(super) struct Judged {
    /// The file, as it was named.
    pub(super) file: String,
    /// What the document is.
    pub(super) kind: Option<Kind>,
    /// What findings point into.
    pub(super) sources: Sources,
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
            return Judged { file: name, kind: None, sources: Sources::default(), found: found.into() };
        }
    };
    if is_data(path) {
        let disk = Disk::default();
        let outcome = engine.compile(&name, bytes, &Within::new(&disk, path, allowed));
        return Judged { file: name, kind: None, sources: outcome.sources, found: outcome.diagnostics };
    }
    docx(name, &bytes)
}

fn is_data(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    ["yaml", "yml", "json"].contains(&ending.as_str())
}

fn docx(name: String, bytes: &[u8]) -> Judged {
    let mut sources = Sources::default();
    let paper = match paper::read(bytes) {
        Ok(paper) => paper,
        Err(refusal) => return Judged { file: name, kind: None, sources, found: Diagnostic::from(refusal).into() },
    };
    let facts = Facts::new(&paper);
    let places = Places::of_file(&name, &paper, &mut sources);
    let mut found = Diagnostics::default();
    found.extend(rules::check(&facts).iter().map(|finding| finding.diagnostic(&places)));
    let found = found.placed(&sources, Standard::nd30());
    Judged { file: name, kind: Some(facts.draft.kind), sources, found }
}
