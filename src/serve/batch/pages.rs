//! The screen of a batch: what goes in, what is wrong in which cell, any row as it will be printed, how far it is, what came
//! of it.

use std::fs;
use std::path::Path as FilePath;

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::{Value, json};

use super::job::{self, Ended};
use super::order::{self, Order, folder};
use crate::cli::files::{Disk, files_below, read};
use crate::cli::within::Within;
use crate::diag::{Diagnostic, Diagnostics, Severity, Source, Sources};
use crate::limits;
use crate::pipeline::Batch;
use crate::serve::app::App;
use crate::serve::failure::{Failure, PageFailure};
use crate::serve::files::{attachment, zipped};
use crate::serve::preview::drawn;
use crate::serve::store::{Listed, Store};
use crate::serve::upload::Upload;

/// Documents that are offered as the common data.
const OFFERED: u32 = 100;

/// Letters of a cell that are shown beside what is wrong with it.
const SHOWN: usize = 80;

#[derive(Template)]
#[template(path = "batch.html")]
struct Empty {
    documents: Vec<Listed>,
}

/// `GET /batch`.
pub(in crate::serve) async fn empty(State(app): State<App>) -> Result<Html<String>, PageFailure> {
    let documents = app.store().documents("", OFFERED).await?;
    Ok(Html(Empty { documents }.render().map_err(Failure::from)?))
}

/// `POST /batch`.
pub(in crate::serve) async fn receive(State(app): State<App>, upload: Result<Upload, Failure>) -> Result<Redirect, PageFailure> {
    let id = order::taken(&app, upload?).await?;
    Ok(Redirect::to(&format!("/batch/{id}")))
}

/// A column of the workbook and the field it fills.
struct Column {
    letters: String,
    heading: String,
    title: String,
}

/// Something wrong, in a cell or elsewhere.
struct Wrong {
    severity: &'static str,
    message: String,
    help: String,
    place: String,
    /// What stands there.
    words: String,
}

/// A row and what is wrong in it.
struct Row {
    index: usize,
    number: u32,
    key: String,
    wrong: Vec<Wrong>,
    is_refused: bool,
}

/// All that is known of a batch before it is made.
struct Looked {
    columns: Vec<Column>,
    common: Vec<Wrong>,
    is_refused: bool,
    rows: Vec<Row>,
}

fn wrong(sources: &Sources, found: &Diagnostic) -> Wrong {
    let span = found.place.as_ref().map(|at| sources.narrowed(at));
    let source = span.and_then(|span| sources.get(span.source));
    let words = |source: &Source| Some(source.text.get(span?.start..span?.end)?.chars().take(SHOWN).collect::<String>());
    Wrong {
        severity: found.severity.name(),
        message: found.message.clone(),
        help: found.advice(sources).join(" "),
        place: span.and_then(|span| sources.place(span)).unwrap_or_default(),
        words: source.filter(|source| source.labels.cells().is_some()).and_then(words).unwrap_or_default(),
    }
}

fn all_wrong(sources: &Sources, found: &Diagnostics) -> Vec<Wrong> {
    found.iter().take(limits::FINDINGS).map(|one| wrong(sources, one)).collect()
}

/// Opens a batch as the command does, its messages naming the workbook as its sender does.
fn opened<T>(app: &App, folder: &FilePath, then: impl FnOnce(&Order, Batch<'_>, &Within<'_>) -> T) -> Result<T, Failure> {
    let order = Order::read(folder)?;
    let (base, rows) = (folder.join(&order.base), folder.join(&order.rows));
    let bytes =
        |path: &FilePath| read(path).map_err(|why| Failure::bad(format!("Không đọc được tệp của lượt soạn: {why}"), "Gửi lại tệp."));
    let disk = Disk::default();
    let files = Within::new(&disk, &base, &[]);
    let name = base.to_string_lossy().replace('\\', "/");
    let batch = app.engine().batch(&name, bytes(&base)?, &order.rows_name, bytes(&rows)?, order.sheet.as_deref(), &files);
    Ok(then(&order, batch, &files))
}

fn looked(app: &App, folder: &FilePath) -> Result<Looked, Failure> {
    opened(app, folder, |_, batch, files| {
        let columns = batch.matches().iter().map(|one| Column {
            letters: one.column.clone(),
            heading: one.heading.clone(),
            title: one.title.clone(),
        });
        let row = |index: usize| {
            let label = batch.row(index)?;
            let outcome = batch.compile(index, files);
            let wrong = all_wrong(&outcome.sources, &outcome.diagnostics);
            let is_refused = outcome.diagnostics.iter().any(|one| one.severity == Severity::Error);
            Some(Row { index, number: label.number, key: label.key, wrong, is_refused })
        };
        Looked {
            columns: columns.collect(),
            common: all_wrong(&batch.sources, &batch.diagnostics),
            is_refused: batch.diagnostics.has_errors() || batch.is_empty(),
            rows: (0..batch.len()).filter_map(row).collect(),
        }
    })
}

#[derive(Template)]
#[template(path = "ordered.html")]
struct Page<'a> {
    id: &'a str,
    rows_name: &'a str,
    looked: Looked,
    wrong_rows: usize,
    is_wanted: bool,
    done: usize,
    ended: Option<Ended>,
    made: Vec<Made>,
}

/// A document that was made, or why not.
struct Made {
    source: String,
    files: Vec<String>,
    errors: Vec<String>,
}

/// What the manifest tells.
fn manifest(folder: &FilePath) -> Vec<Made> {
    let text = fs::read(folder.join("output/vanban-manifest.json")).unwrap_or_default();
    let manifest: Value = serde_json::from_slice(&text).unwrap_or_default();
    let texts = |value: &Value| value.as_array().into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect();
    let one = |record: &Value| Made {
        source: record["source"].as_str().unwrap_or_default().to_owned(),
        files: record["files"].as_array().into_iter().flatten().filter_map(|f| f["name"].as_str().map(str::to_owned)).collect(),
        errors: texts(&record["errors"]),
    };
    manifest["documents"].as_array().into_iter().flatten().map(one).collect()
}

/// `GET /batch/{id}`.
pub(in crate::serve) async fn show(State(app): State<App>, Path(id): Path<String>) -> Result<Html<String>, PageFailure> {
    let folder = folder(&app, &id)?;
    let page = tokio::task::spawn_blocking(move || {
        let (order, looked) = (Order::read(&folder)?, looked(&app, &folder)?);
        let wrong_rows = looked.rows.iter().filter(|row| row.is_refused).count();
        let (is_wanted, ended) = (job::is_wanted(&folder), job::ended(&folder));
        let made = if ended.is_some() { manifest(&folder) } else { Vec::new() };
        let done = job::finished(&folder);
        Ok::<_, Failure>(Page { id: &id, rows_name: &order.rows_name, looked, wrong_rows, is_wanted, done, ended, made }.render()?)
    });
    Ok(Html(page.await.map_err(Failure::from)??))
}

/// `POST /batch/{id}/begin`.
pub(in crate::serve) async fn begin(State(app): State<App>, Path(id): Path<String>) -> Result<Redirect, PageFailure> {
    let folder = folder(&app, &id)?;
    job::order(&app, &folder, &id).await.map_err(|why| Failure::bad(format!("Chưa xếp được việc: {why}"), "Thử lại."))?;
    Ok(Redirect::to(&format!("/batch/{id}#progress")))
}

/// `POST /batch/{id}/rows`: the workbook put right, over the same common data; the batch before stays beside this one.
pub(in crate::serve) async fn again(
    State(app): State<App>,
    Path(id): Path<String>,
    upload: Result<Upload, Failure>,
) -> Result<Redirect, PageFailure> {
    let old = folder(&app, &id)?;
    let rows = upload?.file("rows")?;
    let made = tokio::task::spawn_blocking(move || order::with_rows(&app, &old, rows));
    let id = made.await.map_err(Failure::from)??;
    Ok(Redirect::to(&format!("/batch/{id}")))
}

#[derive(Template)]
#[template(path = "row.html")]
struct OneRow<'a> {
    id: &'a str,
    key: String,
    number: u32,
    index: usize,
    count: usize,
    pages: Vec<String>,
    wrong: Vec<Wrong>,
}

/// `GET /batch/{id}/rows/{index}`: a row as it will be printed.
pub(in crate::serve) async fn one_row(
    State(app): State<App>,
    Path((id, index)): Path<(String, usize)>,
) -> Result<Html<String>, PageFailure> {
    let folder = folder(&app, &id)?;
    let page = tokio::task::spawn_blocking(move || {
        opened(&app, &folder, |_, batch, files| {
            let label = batch.row(index).ok_or_else(|| Failure::missing("hàng này"))?;
            let outcome = batch.compile(index, files);
            let wrong = all_wrong(&outcome.sources, &outcome.diagnostics);
            let pages = outcome.compiled.as_ref().map(|compiled| drawn(&app, compiled)).unwrap_or_default();
            Ok(OneRow { id: &id, key: label.key, number: label.number, index, count: batch.len(), pages, wrong }.render()?)
        })?
    });
    let page: Result<String, Failure> = page.await.map_err(Failure::from)?;
    Ok(Html(page?))
}

/// `POST /api/batches`: takes an order and begins it.
pub(in crate::serve) async fn taken(State(app): State<App>, upload: Upload) -> Result<(StatusCode, Json<Value>), Failure> {
    let id = order::taken(&app, upload).await?;
    let folder = folder(&app, &id)?;
    job::order(&app, &folder, &id).await.map_err(|why| Failure::bad(format!("Chưa xếp được việc: {why}"), "Thử lại."))?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

/// `GET /api/batches/{id}`.
pub(in crate::serve) async fn state(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, Failure> {
    let folder = folder(&app, &id)?;
    let ended = job::ended(&folder);
    let state = match (&ended, job::is_wanted(&folder)) {
        (Some(Ended { status: 0 | 1, .. }), _) => "done",
        (Some(_), _) => "failed",
        (None, true) => "running",
        (None, false) => "waiting",
    };
    let documents = manifest(&folder).into_iter().map(|made| json!({ "source": made.source, "files": made.files, "errors": made.errors }));
    let documents: Vec<Value> = if ended.is_some() { documents.collect() } else { Vec::new() };
    let said = ended.as_ref().map(|ended| ended.said.clone());
    Ok(Json(json!({ "state": state, "done": job::finished(&folder).max(documents.len()), "documents": documents, "said": said })))
}

/// `GET /api/batches/{id}/zip`: everything that was made.
pub(in crate::serve) async fn zip(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Failure> {
    let output = folder(&app, &id)?.join("output");
    let zip = tokio::task::spawn_blocking(move || {
        let paths = files_below(&output).map_err(|_| Failure::missing("kết quả của lượt soạn này"))?;
        let mut files = Vec::new();
        for path in paths {
            let name = path.strip_prefix(&output).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if !name.starts_with('.') {
                let bytes = fs::read(&path).map_err(|_| Failure::missing("kết quả của lượt soạn này"))?;
                files.push((name, bytes));
            }
        }
        files.sort();
        zipped(&files)
    });
    Ok(attachment("ket-qua.zip", zip.await??).into_response())
}
