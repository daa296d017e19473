//! What stands under a result's name already: an earlier result is replaced; what a person signed, changed or put
//! there is kept, unless it is asked for.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::manifest;
use super::record::Record;
use crate::cli::args::Target;
use crate::cli::files::{read_within, sha256, shown};
use crate::export::untouched::is_untouched;
use crate::limits;

/// The files of an output folder as they were before the run.
pub(super) struct Replaced<'a> {
    folder: &'a Path,
    /// Hashes of the earlier manifest, read when first asked for.
    known: OnceCell<BTreeSet<String>>,
}

impl<'a> Replaced<'a> {
    pub(super) fn new(folder: &'a Path) -> Self {
        Replaced { folder, known: OnceCell::new() }
    }

    /// Sees that a document's files take nothing from anybody: gives them other names with `--beside`, says what
    /// is in the way without it. All files of a document share their fate.
    pub(super) fn check(&self, record: &mut Record, target: &Target) -> Result<(), String> {
        if target.overwrite {
            return Ok(());
        }
        let in_the_way =
            record.files.iter().map(|made| (self.folder.join(&made.name), &made.sha256)).find(|(path, new)| self.is_a_persons(path, new));
        let Some((path, _)) = in_the_way else { return Ok(()) };
        if !target.beside {
            return Err(format!(
                "{} đã được ký, được sửa hoặc không phải do vanban tạo: giữ nguyên, không ghi văn bản này. Thay bằng bản mới thì thêm \
                 --overwrite; ghi bản mới bên cạnh thì thêm --beside.",
                shown(&path)
            ));
        }
        let names: Vec<String> = record.files.iter().map(|made| made.name.clone()).collect();
        let beside = |number: usize| -> Vec<String> { names.iter().map(|name| numbered(name, &record.name, number)).collect() };
        let free = (2..).map(beside).find(|names| names.iter().all(|name| fs::symlink_metadata(self.folder.join(name)).is_err()));
        for (made, name) in record.files.iter_mut().zip(free.unwrap_or_default()) {
            made.name = name;
        }
        Ok(())
    }

    /// Whether a file is there that no run of ours left as it is.
    fn is_a_persons(&self, path: &Path, new: &str) -> bool {
        is_a_persons(path, new, |hash| self.known.get_or_init(|| manifest::hashes(self.folder)).contains(hash))
    }
}

/// Whether a file is there that is not as this program wrote it; `new` is the hash of what is to be written, `known`
/// whether an earlier run left a file of that hash.
pub(in crate::cli) fn is_a_persons(path: &Path, new: &str, known: impl FnOnce(&str) -> bool) -> bool {
    let Ok(there) = fs::metadata(path) else { return false };
    // Renaming onto a folder fails by itself.
    if there.is_dir() {
        return false;
    }
    let Ok(bytes) = read_within(path, limits::FINISHED) else { return true };
    let hash = sha256(&bytes);
    // Nothing is lost where the same is written again.
    hash != new && (there.permissions().readonly() || !is_untouched(&bytes) && !known(&hash))
}

/// `ke-hoach-phu-luc-1.pdf` of the document `ke-hoach` as `ke-hoach-2-phu-luc-1.pdf`.
fn numbered(file: &str, document: &str, number: usize) -> String {
    match file.strip_prefix(document) {
        Some(rest) => format!("{document}-{number}{rest}"),
        None => format!("{number}-{file}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside_keep_their_endings() {
        assert_eq!(numbered("ke-hoach.pdf", "ke-hoach", 2), "ke-hoach-2.pdf");
        assert_eq!(numbered("ke-hoach-phu-luc-1.docx", "ke-hoach", 3), "ke-hoach-3-phu-luc-1.docx");
    }
}
