//! The screen of a batch: what goes in, what is wrong in which cell, any row as it will be printed, how far it is, what came
//! of it.

use std::fs;
use std::path::Path as FilePath;

use askama::Template;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::{Value, json};

use super::corrections;
use super::job::{self, Ended};
use super::look::{Looked, Wrong, all_wrong, looked, opened};
use super::order::{self, Order, folder};
use crate::cli::files::Disk;
use crate::cli::within::Within;
use crate::model::sheet::Correction;
use crate::serve::app::App;
use crate::serve::failure::{Failure, PageFailure};
use crate::serve::files::{attachment, zipped};
use crate::serve::preview::drawn;
use crate::serve::store::{Listed, Store};
use crate::serve::upload::Upload;

/// Documents that are offered as the common data.
const OFFERED: u32 = 100;

/// What the job writes of its results.
const MANIFESTS: [&str; 2] = ["vanban-manifest.json", "vanban-manifest.csv"];

/// The cells that were put right, as a file to be taken away.
const CORRECTED: &str = "o-da-sua.csv";

#[derive(Template)]
#[template(path = "batch.html")]
struct Empty {
    documents: Vec<Listed>,
    batches: Vec<Known>,
}

/// A batch that was begun.
struct Known {
    id: String,
    rows_name: String,
    state: &'static str,
}

/// `GET /batch`.
pub(in crate::serve) async fn empty(State(app): State<App>) -> Result<Html<String>, PageFailure> {
    let documents = app.store().documents("", OFFERED).await?;
    let known = |id: String| {
        let folder = folder(&app, &id).ok()?;
        Some(Known { rows_name: Order::read(&folder).ok()?.rows_name, state: job::State::of(&folder).words(), id })
    };
    let batches = order::all(&app).into_iter().filter_map(known).collect();
    Ok(Html(Empty { documents, batches }.render().map_err(Failure::from)?))
}

/// `POST /batch`.
pub(in crate::serve) async fn receive(State(app): State<App>, upload: Result<Upload, Failure>) -> Result<Redirect, PageFailure> {
    let id = order::taken(&app, upload?).await?;
    Ok(Redirect::to(&format!("/batch/{id}")))
}

#[derive(Template)]
#[template(path = "ordered.html")]
struct Page<'a> {
    id: &'a str,
    rows_name: &'a str,
    looked: Looked,
    is_running: bool,
    done: usize,
    ended: Option<Ended>,
    /// What was told where nothing was made.
    said: Vec<String>,
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
    let text = fs::read(folder.join("output").join(MANIFESTS[0])).unwrap_or_default();
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
        let (is_running, ended) = (job::State::of(&folder) == job::State::Running, job::ended(&folder));
        let mut made = if ended.is_some() { manifest(&folder) } else { Vec::new() };
        made.iter_mut().flat_map(|one| &mut one.errors).for_each(|error| *error = app.wording().said(error));
        let done = job::finished(&folder);
        let wording = app.wording();
        let told = |ended: &Ended| ended.said.lines().filter(|line| !line.trim().is_empty()).map(|line| wording.said(line)).collect();
        let said = ended.as_ref().map(told).unwrap_or_default();
        Ok::<_, Failure>(Page { said, id: &id, rows_name: &order.rows_name, looked, is_running, done, ended, made }.render()?)
    });
    Ok(Html(page.await.map_err(Failure::from)??))
}

/// `POST /batch/{id}/begin`.
pub(in crate::serve) async fn begin(State(app): State<App>, Path(id): Path<String>) -> Result<Redirect, PageFailure> {
    let folder = folder(&app, &id)?;
    job::order(&app, &folder, &id).await?;
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
        opened(&app, &folder, |batch, base, _| {
            let label = batch.row(index).ok_or_else(|| Failure::missing("hàng này"))?;
            let outcome = batch.compile(index, &Within::new(&Disk::default(), base, &[]));
            let wrong = all_wrong(&app, &outcome.sources, &outcome.diagnostics);
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
    job::order(&app, &folder, &id).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

/// `GET /api/batches/{id}`.
pub(in crate::serve) async fn state(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, Failure> {
    let folder = folder(&app, &id)?;
    let (state, ended) = (job::State::of(&folder), job::ended(&folder));
    let documents = manifest(&folder).into_iter().map(|made| json!({ "source": made.source, "files": made.files, "errors": made.errors }));
    let documents: Vec<Value> = if ended.is_some() { documents.collect() } else { Vec::new() };
    let said = ended.as_ref().map(|ended| ended.said.clone());
    Ok(Json(json!({ "state": state.name(), "done": job::finished(&folder).max(documents.len()), "documents": documents, "said": said })))
}

/// `PUT /api/batches/{id}/cells`: a cell put right, or as it was again; what was made before is made anew when it is ordered.
pub(in crate::serve) async fn correct(
    State(app): State<App>,
    Path(id): Path<String>,
    correction: Result<Json<Correction>, JsonRejection>,
) -> Result<StatusCode, Failure> {
    let (folder, Json(correction)) = (folder(&app, &id)?, correction?);
    tokio::task::spawn_blocking(move || {
        corrections::keep(&folder, correction)?;
        job::withdraw(&folder);
        Ok(StatusCode::NO_CONTENT)
    })
    .await?
}

/// `GET /api/batches/{id}/cells`: the cells that were put right.
pub(in crate::serve) async fn corrected(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Vec<Correction>>, Failure> {
    Ok(Json(corrections::read(&folder(&app, &id)?)?))
}

/// `GET /batch/{id}/corrections`: the same as a sheet, for whoever mends the workbook.
pub(in crate::serve) async fn corrected_table(State(app): State<App>, Path(id): Path<String>) -> Result<Response, PageFailure> {
    Ok(attachment(CORRECTED, corrections::table(&corrections::read(&folder(&app, &id)?)?)))
}

/// `GET /api/batches/{id}/zip`: everything that was made, and the cells that were put right.
pub(in crate::serve) async fn zip(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Failure> {
    let folder = folder(&app, &id)?;
    let zip = tokio::task::spawn_blocking(move || {
        let made = manifest(&folder).into_iter().flat_map(|one| one.files);
        let mut files = Vec::new();
        for name in made.chain(MANIFESTS.map(str::to_owned)) {
            let bytes = fs::read(folder.join("output").join(&name)).map_err(|_| Failure::missing("kết quả của lượt soạn này"))?;
            files.push((name, bytes));
        }
        let corrections = corrections::read(&folder)?;
        files.extend((!corrections.is_empty()).then(|| (CORRECTED.to_owned(), corrections::table(&corrections))));
        files.sort();
        zipped(&files)
    });
    Ok(attachment("ket-qua.zip", zip.await??).into_response())
}
