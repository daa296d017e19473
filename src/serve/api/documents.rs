//! Documents that are kept: listed, begun, saved, looked at as they were.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::serve::app::App;
use crate::serve::begun;
use crate::serve::documents::{content, read_text, stored};
use crate::serve::failure::Failure;
use crate::serve::guard::may_name;
use crate::serve::keys::Way;
use crate::serve::store::{Files, Store};
use crate::serve::versions::compared;
use crate::text::folded;

/// Documents that one answer lists.
const MOST: u32 = 200;

type Id = Result<Path<i64>, PathRejection>;
type Numbered = Result<Path<(i64, i64)>, PathRejection>;

#[derive(Deserialize)]
pub(in crate::serve) struct Search {
    #[serde(default)]
    q: String,
}

/// `GET /api/documents`.
pub(in crate::serve) async fn list(State(app): State<App>, search: Result<Query<Search>, QueryRejection>) -> Result<Json<Value>, Failure> {
    let Query(Search { q }) = search?;
    let documents = app.store().documents(&folded(&q), MOST).await?;
    let shown = documents.iter().map(|listed| {
        let mut shown = json!(listed);
        shown["type_name"] = app.type_name(&listed.document_type).into();
        shown
    });
    Ok(Json(json!({ "documents": shown.collect::<Vec<_>>() })))
}

/// What a document is begun from.
#[derive(Deserialize)]
pub(in crate::serve) struct Begin {
    #[serde(rename = "type")]
    document_type: Option<String>,
    #[serde(default)]
    start: Start,
    from: Option<i64>,
    data: Option<Value>,
    yaml: Option<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::serve) enum Start {
    #[default]
    Blank,
    Example,
}

/// `POST /api/documents`.
pub(in crate::serve) async fn create(
    State(app): State<App>,
    begin: Result<Json<Begin>, JsonRejection>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let Json(begin) = begin?;
    if let Begin { from: Some(earlier), data: None, yaml: None, .. } = begin {
        let id = begun::from_earlier(&app, earlier).await?;
        return Ok((StatusCode::CREATED, Json(json!({ "id": id, "version": 1 }))));
    }
    let data = match begin {
        Begin { data: Some(data), .. } => data,
        Begin { yaml: Some(yaml), .. } => read_text("du-lieu.yaml", yaml.into_bytes())?,
        Begin { document_type: Some(slug), start: Start::Example, .. } => begun::example(&app, &slug).await?,
        Begin { document_type: Some(slug), start: Start::Blank, .. } => begun::blank(&app, &slug).await?,
        _ => return Err(Failure::bad("Chưa chọn loại văn bản", "Gửi type, from, data hoặc yaml.")),
    };
    let id = app.store().create(&content(&app, &data)?, &Files::new(), None).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id, "version": 1 }))))
}

/// Which parts of a plan get documents of their own.
#[derive(Deserialize)]
pub(in crate::serve) struct Fill {
    #[serde(rename = "type")]
    document_type: String,
    /// The document that knows what the new ones need.
    from: i64,
    decision: Option<i64>,
    /// One unit of the plan; all when absent.
    unit: Option<String>,
}

/// `POST /api/new`: documents filled from another one, as `new --from` fills them.
pub(in crate::serve) async fn fill(
    State(app): State<App>,
    fill: Result<Json<Fill>, JsonRejection>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let Json(Fill { document_type, from, decision, unit }) = fill?;
    let mut made = Vec::new();
    for (unit, data) in begun::filled(&app, &document_type, from, decision, unit).await? {
        let id = app.store().create(&content(&app, &data)?, &Files::new(), None).await?;
        made.push(json!({ "id": id, "unit": unit }));
    }
    Ok((StatusCode::CREATED, Json(json!({ "documents": made }))))
}

/// `GET /api/documents/{id}`.
pub(in crate::serve) async fn one(State(app): State<App>, id: Id) -> Result<Json<Value>, Failure> {
    let Path(id) = id?;
    let (listed, text) = app.store().document(id).await?;
    let mut shown = json!(listed);
    shown["type_name"] = app.type_name(&listed.document_type).into();
    let data = stored(&text)?;
    shown["marked"] = match app.store().earlier(id).await? {
        Some(text) => begun::marked(&data, &stored(&text)?).into(),
        None => json!([]),
    };
    shown["data"] = data;
    shown["files"] = json!(app.store().files(id).await?);
    Ok(Json(shown))
}

#[derive(Deserialize)]
pub(in crate::serve) struct Saving {
    version: i64,
    data: Value,
}

/// `PUT /api/documents/{id}`.
pub(in crate::serve) async fn save(
    State(app): State<App>,
    Extension(way): Extension<Option<Way>>,
    id: Id,
    saving: Result<Json<Saving>, JsonRejection>,
) -> Result<Json<Value>, Failure> {
    let (Path(id), Json(Saving { version, data })) = (id?, saving?);
    may_name(&app, way, Some(id), &data).await?;
    let version = app.store().save(id, version, &content(&app, &data)?).await?;
    Ok(Json(json!({ "version": version })))
}

/// Whether a document is put away or brought back.
#[derive(Deserialize)]
pub(in crate::serve) struct Away {
    #[serde(default)]
    back: bool,
}

/// `DELETE /api/documents/{id}`: out of the lists; with `back` into them again. Nothing is destroyed.
pub(in crate::serve) async fn put_away(
    State(app): State<App>,
    id: Id,
    away: Result<Query<Away>, QueryRejection>,
) -> Result<StatusCode, Failure> {
    let (Path(id), Query(Away { back })) = (id?, away?);
    app.store().put_away(id, !back).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/documents/{id}/versions`.
pub(in crate::serve) async fn versions(State(app): State<App>, id: Id) -> Result<Json<Value>, Failure> {
    let Path(id) = id?;
    Ok(Json(json!({ "versions": app.store().versions(id).await? })))
}

/// `GET /api/documents/{id}/versions/{version}`.
pub(in crate::serve) async fn version(State(app): State<App>, numbered: Numbered) -> Result<Json<Value>, Failure> {
    let Path((id, number)) = numbered?;
    let (version, text) = app.store().version(id, number).await?;
    let mut shown = json!(version);
    shown["data"] = stored(&text)?;
    Ok(Json(shown))
}

/// Two versions to be compared.
#[derive(Deserialize)]
pub(in crate::serve) struct Two {
    from: i64,
    to: i64,
}

/// `GET /api/documents/{id}/compare`.
pub(in crate::serve) async fn compare(
    State(app): State<App>,
    id: Id,
    two: Result<Query<Two>, QueryRejection>,
) -> Result<Json<Value>, Failure> {
    let (Path(id), Query(Two { from, to })) = (id?, two?);
    Ok(Json(json!({ "lines": compared(&app, id, from, to).await? })))
}

#[derive(Deserialize)]
pub(in crate::serve) struct Restoring {
    /// The newest version that is known.
    version: i64,
}

/// `POST /api/documents/{id}/versions/{version}/restore`: an earlier version becomes the newest.
pub(in crate::serve) async fn restore(
    State(app): State<App>,
    numbered: Numbered,
    restoring: Result<Json<Restoring>, JsonRejection>,
) -> Result<Json<Value>, Failure> {
    let (Path((id, number)), Json(Restoring { version })) = (numbered?, restoring?);
    let (_, text) = app.store().version(id, number).await?;
    let version = app.store().save(id, version, &content(&app, &stored(&text)?)?).await?;
    Ok(Json(json!({ "version": version })))
}
