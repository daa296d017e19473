//! Which files are judged: those that are named, and in folders the Word, text and data files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::files::{expand, files_below, shown};
use crate::cli::render::may_be_document;

/// The files that are named, by patterns or in folders, each once.
pub(super) fn named(patterns: &[String]) -> Result<Vec<PathBuf>, String> {
    let (mut out, mut known) = (Vec::new(), BTreeSet::new());
    for path in expand(patterns)? {
        let found = if path.is_dir() { in_folder(&path)? } else { vec![path] };
        out.extend(found.into_iter().filter(|p| known.insert(p.clone())));
    }
    Ok(out)
}

/// The documents below a folder: Word files and text, but no file that Word keeps beside an open one, and data with a type.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = files_below(folder)?;
    files.retain(|path| {
        let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
        let ends = |endings: &[&str]| endings.iter().any(|e| name.ends_with(e)) && !name.starts_with("~$") && !name.starts_with('.');
        ends(&[".docx", ".doc", ".txt"]) || ends(&[".yaml", ".yml", ".json"]) && may_be_document(path)
    });
    files.sort();
    if files.is_empty() {
        return Err(format!("Thư mục {} không có tệp Word (.docx, .doc) hay tệp dữ liệu nào", shown(folder)));
    }
    Ok(files)
}
