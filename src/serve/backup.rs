//! Copies of the store: one a day while the program is used, one to take along, and one in the store's place.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::app::App;
use super::failure::Failure;
use super::restore::{STORE, copies, put_aside, remove, today};
use super::store::{Sqlite, Unusable};
use crate::cli::files::why;

/// How many daily copies are kept.
const KEPT: usize = 14;

/// How often what changed is copied.
const EVERY: Duration = Duration::from_secs(600);

/// Copies the store again and again, as long as the program runs.
pub(super) async fn keep(app: App) {
    let mut seen = None;
    loop {
        let changed =
            fs::metadata(app.at(&format!("{STORE}-wal"))).or_else(|_| fs::metadata(app.at(STORE))).and_then(|m| m.modified()).ok();
        if changed != seen && make(&app).await.is_ok() {
            seen = changed;
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// A whole copy of the store as bytes, to be saved elsewhere.
pub(super) async fn copy(app: &App) -> Result<Vec<u8>, Failure> {
    let path = app.at("backups/vanban-tai-ve.new");
    drop(fs::remove_file(&path));
    app.store().copy_to(&path).await?;
    let bytes = fs::read(&path);
    drop(fs::remove_file(&path));
    bytes.map_err(|error| Failure::bad(format!("Không đọc được bản sao lưu: {}", why(&error)), "Thử lại."))
}

/// Puts a copy in the store's place; the store before is put aside, not lost.
pub(super) async fn restore(app: &App, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let (new, path) = (app.at("vanban.khoi-phuc"), app.at(STORE));
    remove(&new);
    let failed = |error: io::Error| Failure::bad(format!("Không khôi phục được: {}", why(&error)), "Kho hiện tại giữ nguyên. Thử lại.");
    fs::write(&new, bytes).map_err(failed)?;
    // Whether it is a store at all, whole and of a version that is known.
    match Sqlite::open(&new).await {
        Ok(store) => store.close().await,
        Err(unusable) => {
            remove(&new);
            let help = "Chọn tệp .db mà nút “Tải bản sao lưu” đã tạo. Kho hiện tại giữ nguyên.";
            let why = match unusable {
                Unusable::Damaged(_) => "Tệp này không phải bản sao lưu của chương trình, hoặc đã hỏng".to_owned(),
                other => format!("Tệp này không khôi phục được: {other}"),
            };
            return Err(Failure::bad(why, help));
        }
    }
    app.store().close().await;
    let aside = put_aside(&path, "truoc-khi-khoi-phuc").map_err(failed)?;
    fs::rename(&new, &path).map_err(failed)?;
    app.go_on_with(Sqlite::open(&path).await?);
    Ok(aside)
}

/// Makes today's copy anew; the one before stays until this is whole.
async fn make(app: &App) -> Result<(), String> {
    let today = today();
    let (new, path) = (app.at(&format!("backups/vanban-{today}.new")), app.at(&format!("backups/vanban-{today}.db")));
    drop(fs::remove_file(&new));
    app.store().copy_to(&new).await.map_err(|_| "Không sao lưu được")?;
    fs::rename(&new, &path).map_err(|e| why(&e))?;
    for old in copies(&app.at("backups")).into_iter().skip(KEPT) {
        drop(fs::remove_file(old));
    }
    Ok(())
}
