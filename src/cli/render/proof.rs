//! The proof, from manifest and journals of earlier runs, that a document need not be made again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::manifest;
use super::record::{Input, Made, MadeWith, Record};
use crate::cli::files::{Disk, read_within, sha256};
use crate::cli::output::Output;
use crate::limits;

/// A journal's line: a document whose files are staged, not yet under their names.
#[derive(Serialize, Deserialize)]
struct Line {
    made_with: MadeWith,
    record: Record,
    staged: Vec<String>,
}

/// A journal's line for a finished document.
pub(super) fn line(made_with: &MadeWith, record: &Record, staged: &[PathBuf]) -> String {
    let name = |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let line = Line { made_with: made_with.clone(), record: record.clone(), staged: staged.iter().map(name).collect() };
    serde_json::to_string(&line).unwrap_or_default()
}

/// What earlier runs say they made.
#[derive(Default)]
pub(super) struct Earlier(BTreeMap<String, Vec<Claim>>);

/// One such document; `staged` holds its files unless they have their names.
struct Claim {
    record: Record,
    staged: Vec<PathBuf>,
}

/// How far a finished file is.
#[derive(Serialize, Deserialize)]
pub(super) enum State {
    /// Under its name.
    Published,
    /// In a killed run's folder.
    Staged(PathBuf),
}

impl Earlier {
    /// Reads the manifest and the journals of killed runs; what was made otherwise is no proof.
    pub(super) fn read(output: &Output, made_with: &MadeWith) -> Self {
        let mut earlier = Earlier::default();
        for record in manifest::read(output.folder(), made_with) {
            earlier.add(Claim { record, staged: Vec::new() });
        }
        for (folder, journal) in output.journals() {
            // A line cut short by the end of its run is none.
            for line in journal.lines().filter_map(|l| serde_json::from_str::<Line>(l).ok()).filter(|l| l.made_with == *made_with) {
                let staged = line.staged.iter().filter_map(|name| Some(folder.join(Path::new(name).file_name()?))).collect();
                earlier.add(Claim { record: line.record, staged });
            }
        }
        earlier
    }

    fn add(&mut self, claim: Claim) {
        // Manifest and journal may be anybody's: what they call a file must lie in the folder.
        let inside = |name: &str| Path::new(name).file_name().is_some_and(|last| last == name);
        if claim.record.errors.is_empty() && claim.record.files.iter().all(|made| inside(&made.name)) {
            self.0.entry(claim.record.name.clone()).or_default().push(claim);
        }
    }

    /// The record of a document and the states of its files, if they are proved to be what would
    /// be made now.
    pub(super) fn proved(&self, name: &str, data_sha256: &str, disk: &Disk, folder: &Path) -> Option<(Record, Vec<State>)> {
        self.0.get(name)?.iter().find_map(|claim| {
            let input = |input: &Input| disk.hashed(Path::new(&input.file)).is_ok_and(|(_, hash)| *hash == *input.sha256);
            if claim.record.data_sha256 != data_sha256 || !claim.record.inputs.iter().all(input) {
                return None;
            }
            let holds = |path: &Path, sha256_: &str| read_within(path, limits::UNPACKED).is_ok_and(|bytes| sha256(&bytes) == sha256_);
            let state = |(number, made): (usize, &Made)| {
                if holds(&folder.join(&made.name), &made.sha256) {
                    return Some(State::Published);
                }
                claim.staged.get(number).filter(|path| holds(path, &made.sha256)).map(|path| State::Staged(path.clone()))
            };
            let states: Option<Vec<State>> = claim.record.files.iter().enumerate().map(state).collect();
            Some((claim.record.clone(), states?))
        })
    }
}
