//! What became of each document of a run, as manifest and journal hold it.

use serde::{Deserialize, Serialize};

/// A document of the manifest. It holds no time and nothing that depends on order or machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// What it is made of: a data file, or a row of a sheet.
    pub(super) source: String,
    /// The name of its files without ending.
    pub(super) name: String,
    /// Of the data: the file, or base and row together.
    pub(super) data_sha256: String,
    /// What the data names: profile, linked data, pictures.
    pub(super) inputs: Vec<Input>,
    /// Sum over its files of one format.
    pub(super) pages: usize,
    /// The results.
    pub(super) files: Vec<Made>,
    /// Files of an earlier run that are still there under its name, though this run refused it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) old_files: Vec<String>,
    /// Why there are no results.
    pub(super) errors: Vec<String>,
    /// What a person should look at.
    pub(super) warnings: Vec<String>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Input {
    pub(super) file: String,
    pub(super) sha256: String,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) pages: usize,
    pub(super) bytes: usize,
    pub(super) sha256: String,
}

/// What all documents of a run are made with; another program, template, font or option makes
/// other documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct MadeWith {
    pub(super) program: String,
    pub(super) templates_sha256: String,
    pub(super) fonts: String,
    pub(super) fonts_sha256: String,
    pub(super) formats: Vec<String>,
    pub(super) options: Vec<String>,
}
