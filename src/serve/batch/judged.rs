//! What was found of each row of a batch, kept as long as what it hangs on stays: a cell that is put right costs its own
//! row, not all of them. Told by the fingerprints of rows, it does not know what a row is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Looks whose rows are kept: a column that takes its first meaning again finds them.
const KEPT: usize = 3;

/// Rows by the fingerprint of their cells.
type Rows<R> = BTreeMap<String, Arc<R>>;

/// The rows of the batches that were looked at last.
pub(super) struct Judged<R>(Mutex<Vec<Of<R>>>);

/// Those of one batch.
struct Of<R> {
    folder: PathBuf,
    /// The fingerprint of all that every row hangs on: headings, cells of other sheets.
    ground: String,
    rows: Rows<R>,
}

impl<R> Judged<R> {
    pub(super) const fn new() -> Self {
        Judged(Mutex::new(Vec::new()))
    }

    /// What is known of a batch's rows on this ground.
    pub(super) fn of(&self, folder: &Path, ground: &str) -> Rows<R> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|one| one.folder == folder && one.ground == ground).map(|one| one.rows.clone()).unwrap_or_default()
    }

    /// Keeps what is known now.
    pub(super) fn keep(&self, folder: &Path, ground: String, rows: Rows<R>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|one| one.folder != folder || one.ground != ground);
        all.insert(0, Of { folder: folder.to_owned(), ground, rows });
        all.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_known_on_their_own_ground_alone() {
        let judged: Judged<String> = Judged::new();
        let rows = |words: &str| BTreeMap::from([("key".to_owned(), Arc::new(words.to_owned()))]);
        let known = |folder: &str, ground: &str| judged.of(Path::new(folder), ground).get("key").map(|row| (**row).clone());
        judged.keep(Path::new("a"), "1".into(), rows("x"));
        judged.keep(Path::new("a"), "2".into(), rows("y"));
        assert_eq!([known("a", "1"), known("a", "2"), known("a", "3"), known("b", "1")], [Some("x".into()), Some("y".into()), None, None]);
        judged.keep(Path::new("b"), "1".into(), rows("z"));
        judged.keep(Path::new("b"), "2".into(), rows("z"));
        assert_eq!(known("a", "1"), None, "the oldest goes");
    }
}
