//! What is kept: documents with all their versions, their files, settings. One trait; SQL stands in `sqlite` alone, so
//! that another database can take its place.

mod sqlite;

pub(super) use sqlite::Sqlite;

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;

/// A document as lists show it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub(super) struct Listed {
    pub(super) id: i64,
    pub(super) title: String,
    /// The slug of its type.
    #[serde(rename = "type")]
    pub(super) document_type: String,
    pub(super) version: i64,
    /// When it was saved last, in the machine's time: `14:05 29/11/2026`.
    pub(super) updated: String,
}

/// What is stored of a document at once.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) title: String,
    pub(super) document_type: String,
    /// The data, JSON.
    pub(super) data: String,
    /// Its words as they are searched: folded.
    pub(super) words: String,
}

/// One version of a document.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub(super) struct Version {
    pub(super) version: i64,
    pub(super) saved: String,
    pub(super) title: String,
}

/// Why the store did not do what it was asked.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There is no such document, version or file.
    Missing,
    /// Somebody saved meanwhile; this is the version that is stored.
    Conflict { version: i64 },
    /// The disk is full.
    Full,
    /// Anything else, in words.
    Other(String),
}

/// Why a database cannot be used at all.
#[derive(Debug)]
pub(super) enum Unusable {
    /// A later version of the program made it.
    Newer,
    /// It is damaged.
    Damaged(String),
    /// Anything else, in words.
    Other(String),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unusable::Newer => write!(f, "Kho văn bản do một bản vanban mới hơn tạo"),
            Unusable::Damaged(why) => write!(f, "Kho văn bản bị hỏng ({why})"),
            Unusable::Other(why) => write!(f, "Không mở được kho văn bản: {why}"),
        }
    }
}

/// Files of a document by their names.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

type Answer<T> = Result<T, Trouble>;

/// Everything that handlers ask of a store. Nothing is ever overwritten: every save is a version.
pub(super) trait Store: Send + Sync {
    /// The newest documents; of `words` (folded) each must begin a word of the document.
    fn documents(&self, words: &str, most: u32) -> impl Future<Output = Answer<Vec<Listed>>> + Send;
    /// Keeps a new document with its files, begun from an earlier one or not, whole or not at all; its version is 1.
    fn create(&self, content: &Content, files: &Files, earlier: Option<i64>) -> impl Future<Output = Answer<i64>> + Send;
    /// A document and its data.
    fn document(&self, id: i64) -> impl Future<Output = Answer<(Listed, String)>> + Send;
    /// The data of the document that this one was begun from.
    fn earlier(&self, id: i64) -> impl Future<Output = Answer<Option<String>>> + Send;
    /// Keeps a new version on top of `version`; the same data again is no new one.
    fn save(&self, id: i64, version: i64, content: &Content) -> impl Future<Output = Answer<i64>> + Send;
    /// All versions, newest first.
    fn versions(&self, id: i64) -> impl Future<Output = Answer<Vec<Version>>> + Send;
    /// The data of one version.
    fn version(&self, id: i64, version: i64) -> impl Future<Output = Answer<(Version, String)>> + Send;
    /// Takes a document out of all lists, or brings it back; it is kept.
    fn put_away(&self, id: i64, away: bool) -> impl Future<Output = Answer<()>> + Send;
    /// Keeps a file of a document under a name; another file of that name stays, this one gets another name.
    fn keep_file(&self, id: i64, name: &str, bytes: &[u8]) -> impl Future<Output = Answer<String>> + Send;
    /// A file of a document.
    fn file(&self, id: i64, name: &str) -> impl Future<Output = Answer<Vec<u8>>> + Send;
    /// The names of a document's files.
    fn files(&self, id: i64) -> impl Future<Output = Answer<Vec<String>>> + Send;
    /// Keeps a file that is to be checked; of old ones only the newest stay.
    fn keep_upload(&self, name: &str, bytes: &[u8]) -> impl Future<Output = Answer<i64>> + Send;
    /// A file that was to be checked: its name and bytes.
    fn upload(&self, id: i64) -> impl Future<Output = Answer<(String, Vec<u8>)>> + Send;
    /// When the day ends where this machine is, in seconds since 1970.
    fn end_of_day(&self) -> impl Future<Output = Answer<u64>> + Send;
    /// Something that is set once for the office.
    fn setting(&self, key: &str) -> impl Future<Output = Answer<Option<String>>> + Send;
    /// Sets it.
    fn set(&self, key: &str, value: &str) -> impl Future<Output = Answer<()>> + Send;
}
