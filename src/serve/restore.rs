//! The store opened; a damaged one gives its place to its newest copy.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use super::folder::Folder;
use super::store::{Sqlite, Unusable};
use crate::cli::files::{shown, why};

/// The store's file.
pub(super) const STORE: &str = "vanban.db";

/// Opens the store; a damaged one is put aside and the newest copy that is whole takes its place, which is told.
pub(super) async fn open(folder: &Folder) -> Result<(Sqlite, Option<String>), String> {
    let path = folder.at(STORE);
    let unusable = match Sqlite::open(&path).await {
        Ok(store) => return Ok((store, None)),
        Err(Unusable::Damaged(why)) => why,
        Err(Unusable::Newer) => {
            let path = shown(&path);
            return Err(format!(
                "Kho văn bản {path} do một bản vanban mới hơn tạo, bản này không mở để khỏi làm hỏng. Dùng bản vanban mới hơn, hoặc chọn thư mục khác bằng --data."
            ));
        }
        Err(other) => return Err(format!("{other}. Kho ở {}", shown(&path))),
    };
    let aside = put_aside(&path, "hong").map_err(|e| format!("Kho văn bản bị hỏng và không dời đi được: {}", why(&e)))?;
    for copy in copies(&folder.at("backups")) {
        if fs::copy(&copy, &path).is_ok()
            && let Ok(store) = Sqlite::open(&path).await
        {
            let notice = format!(
                "Kho văn bản bị hỏng ({unusable}) nên đã dựng lại từ bản sao lưu {}. Kho hỏng giữ ở {}.",
                shown(&copy),
                shown(&aside)
            );
            return Ok((store, Some(notice)));
        }
        remove(&path);
    }
    let store = Sqlite::open(&path).await.map_err(|e| e.to_string())?;
    let notice = format!(
        "Kho văn bản bị hỏng ({unusable}), chưa có bản sao lưu nào dùng được nên bắt đầu kho mới. Kho hỏng giữ ở {}.",
        shown(&aside)
    );
    Ok((store, Some(notice)))
}

/// Renames the store and what SQLite keeps beside it, and says why in the name.
pub(super) fn put_aside(path: &Path, why: &str) -> io::Result<PathBuf> {
    let stamp = now().format("%Y%m%d-%H%M%S");
    let aside = path.with_file_name(format!("vanban-{why}-{stamp}.db"));
    fs::rename(path, &aside)?;
    for ending in ["-wal", "-shm"] {
        let beside = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        if beside(path).exists() {
            fs::rename(beside(path), beside(&aside))?;
        }
    }
    Ok(aside)
}

/// Removes a store and what SQLite keeps beside it.
pub(super) fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        drop(fs::remove_file(format!("{}{ending}", path.display())));
    }
}

/// The daily copies, newest first.
pub(super) fn copies(backups: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(backups).into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "db")).collect();
    found.sort();
    found.reverse();
    found
}

/// The day as names of copies say it.
pub(super) fn today() -> String {
    now().format("%Y-%m-%d").to_string()
}

fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
