//! What a batch is made of: a folder with the common data, the workbook and all that the data names, called after the
//! fingerprint of these. The same order twice is one batch.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::files::{files_below, sha256, why};
use crate::serve::app::App;
use crate::serve::documents::{linked, stored};
use crate::serve::failure::Failure;
use crate::serve::given::{PROFILE, PROFILE_SETTING, document_name};
use crate::serve::store::Store;
use crate::serve::upload::{Sent, Upload, ending, stem};
use crate::text::slug;

/// What is not a file of the batch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Order {
    /// The file of the common data.
    pub(super) base: String,
    /// The workbook's file.
    pub(super) rows: String,
    /// The workbook as its sender calls it.
    pub(super) rows_name: String,
    pub(super) sheet: Option<String>,
    /// The pattern of the results' names.
    pub(super) name: Option<String>,
}

const ORDER: &str = "order.json";

/// The cells that a person put right, as `--corrections` reads them.
pub(super) const CORRECTIONS: &str = "corrections.json";

/// What stands beside the order: its job's files, and cells that were put right.
const BESIDE: [&str; 6] = ["wanted", "result.json", "result.new", "order.new", CORRECTIONS, "corrections.new"];

/// Longest part of the results' names that they have from what they share, bytes.
const LONGEST: usize = 60;

/// Hexadecimal letters of a fingerprint that name a batch.
const LETTERS: usize = 32;

/// The folder of a batch; its name is nothing but letters.
pub(super) fn folder(app: &App, id: &str) -> Result<PathBuf, Failure> {
    let folder = app.at("batches").join(id);
    if id.len() == LETTERS && id.bytes().all(|b| b.is_ascii_hexdigit()) && folder.join(ORDER).is_file() {
        Ok(folder)
    } else {
        Err(Failure::missing("lượt soạn này"))
    }
}

/// All batches that there are, the newest first.
pub(super) fn all(app: &App) -> Vec<String> {
    let entries = fs::read_dir(app.at("batches")).into_iter().flatten().filter_map(Result::ok);
    let ids = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let begun = |id: &String| fs::metadata(folder(app, id).ok()?.join(ORDER)).and_then(|order| order.modified()).ok();
    let mut all: Vec<_> = ids.filter_map(|id| Some((begun(&id)?, id))).collect();
    all.sort_by(|a, b| b.cmp(a));
    all.into_iter().map(|(_, id)| id).collect()
}

impl Order {
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(folder.join(ORDER)).map_err(|e| unreadable(&e))?;
        serde_json::from_slice(&bytes).map_err(|_| Failure::missing("lượt soạn này"))
    }

    /// Adds the row's number to the names of results.
    pub(super) fn number_names(mut self, folder: &Path) -> Result<(), Failure> {
        let usual = format!("{}-{{{{organ_name}}}}", stem(&self.base));
        self.name = Some(format!("{}-{{{{row}}}}", self.name.as_ref().unwrap_or(&usual)));
        let (new, text) = (folder.join("order.new"), serde_json::to_vec(&self).unwrap_or_default());
        fs::write(&new, text).and_then(|()| fs::rename(&new, folder.join(ORDER))).map_err(|e| unreadable(&e))
    }
}

pub(super) fn unreadable(error: &std::io::Error) -> Failure {
    Failure::bad(format!("Không đọc, ghi được thư mục của lượt soạn: {}", why(error)), "Kiểm tra ổ đĩa còn chỗ rồi làm lại.")
}

/// Takes an order out of a form: `rows`, and `base` as a file or `document` as the number of one that is kept.
pub(super) async fn taken(app: &App, mut upload: Upload) -> Result<String, Failure> {
    let rows = upload.file("rows")?;
    let kept = workbook(&rows)?;
    let mut files = BTreeMap::new();
    // Results are called after the file of what they share.
    let (base, bytes) = match upload.field("document").map(|id| id.parse::<i64>()) {
        Some(Ok(id)) => {
            let (listed, data) = app.store().document(id).await?;
            for name in app.store().files(id).await? {
                files.insert(name.clone(), app.store().file(id, &name).await?);
            }
            let linked = linked(app, &stored(&data)?).await?;
            files.extend(linked.into_iter().map(|(id, text)| (document_name(id), text.into_bytes())));
            (format!("{}.json", called(&listed.title)), data.into_bytes())
        }
        _ => {
            let base = upload.file("base")?;
            let kind = if ending(&base.name) == "json" { "json" } else { "yaml" };
            (format!("{}.{kind}", called(stem(&base.name))), base.bytes)
        }
    };
    if let Some(profile) = app.store().setting(PROFILE_SETTING).await? {
        files.insert(PROFILE.to_owned(), profile.into_bytes());
    }
    files.insert(base.clone(), bytes);
    let name = upload.field("name").map(str::to_owned);
    let sheet = upload.field("sheet").map(str::to_owned);
    let order = Order { base, rows: kept, rows_name: rows.name, sheet, name };
    files.insert(order.rows.clone(), rows.bytes);
    keep(app, &order, files)
}

/// How the file of the common data is called; no other file of a batch is called so.
fn called(title: &str) -> String {
    let name = slug(title, LONGEST);
    let is_taken = ["", "order", "result", "corrections", "bang", "ho-so-co-quan"].contains(&&*name) || name.starts_with("van-ban-");
    if is_taken { "phan-chung".to_owned() } else { name }
}

/// Writes an order's folder, whole or not at all, unless it is there already.
fn keep(app: &App, order: &Order, files: BTreeMap<String, Vec<u8>>) -> Result<String, Failure> {
    let text = serde_json::to_vec(order).unwrap_or_default();
    let all: Vec<u8> =
        files.iter().flat_map(|(name, bytes)| format!("{name}\0{}\0", sha256(bytes)).into_bytes()).chain(text.clone()).collect();
    let id = sha256(&all)[..LETTERS].to_owned();
    let (folder, new) = (app.at("batches").join(&id), app.at("batches").join(format!("{id}.new")));
    if folder.is_dir() {
        return Ok(id);
    }
    let write = || {
        if new.exists() {
            fs::remove_dir_all(&new)?;
        }
        fs::create_dir_all(&new)?;
        for (name, bytes) in &files {
            let path = new.join(name);
            // Pictures stand in a folder of their own; no name leads out of the batch's.
            if path.components().any(|part| matches!(part, std::path::Component::ParentDir)) || !path.starts_with(&new) {
                continue;
            }
            fs::create_dir_all(path.parent().unwrap_or(&new))?;
            fs::write(path, bytes)?;
        }
        fs::write(new.join(ORDER), &text)?;
        fs::rename(&new, &folder)
    };
    write().map_err(|e| unreadable(&e))?;
    Ok(id)
}

/// The order of a folder over another workbook; cells that it has as they were stay put right.
pub(super) fn with_rows(app: &App, folder: &Path, rows: Sent) -> Result<String, Failure> {
    let before = Order::read(folder)?;
    let mut files = BTreeMap::new();
    for path in files_below(folder).map_err(|why| Failure::bad(why, "Làm lại từ đầu."))? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if name != ORDER && name != before.rows && !name.starts_with("output/") && !BESIDE.contains(&&*name) {
            files.insert(name, fs::read(&path).map_err(|e| unreadable(&e))?);
        }
    }
    let order = Order { rows: workbook(&rows)?, rows_name: rows.name, ..before };
    files.insert(order.rows.clone(), rows.bytes);
    let id = keep(app, &order, files)?;
    let (kept, there) = (folder.join(CORRECTIONS), app.at("batches").join(&id).join(CORRECTIONS));
    if kept.is_file() && !there.exists() {
        fs::copy(kept, there).map_err(|e| unreadable(&e))?;
    }
    Ok(id)
}

/// The name under which a workbook is kept.
fn workbook(rows: &Sent) -> Result<String, Failure> {
    let kind = ending(&rows.name);
    if ["xlsx", "xlsm", "xls", "ods", "csv", "jsonl"].contains(&&*kind) {
        return Ok(format!("bang.{kind}"));
    }
    Err(Failure::bad(format!("{} không phải bảng tính", rows.name), "Chọn tệp Excel (.xlsx) hoặc .csv."))
}
