//! The editor's page; everything else it asks of the API.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::{Html, Response};
use axum::{Extension, Json};
use serde_json::Value;

use super::api::render::{self, Wanted};
use super::api::types;
use super::app::App;
use super::failure::{Failure, PageFailure};
use super::keys::Way;
use super::store::{Listed, Store};

#[derive(Template)]
#[template(path = "editor.html")]
struct Page<'a> {
    id: i64,
    title: &'a str,
    document_type: &'a str,
    type_name: &'a str,
    version: i64,
    /// Whether a tablet asks, to which nothing else of the program answers.
    is_form: bool,
}

/// `GET /documents/{id}`.
pub(super) async fn editor(
    State(app): State<App>,
    Extension(way): Extension<Option<Way>>,
    id: Result<Path<i64>, PathRejection>,
) -> Result<Html<String>, PageFailure> {
    let Path(id) = id.map_err(|_| Failure::missing("văn bản này"))?;
    let (Listed { title, document_type, version, .. }, _) = app.store().document(id).await?;
    let type_name = app.type_name(&document_type);
    let is_form = matches!(way, Some(Way::Form(_)));
    let page = Page { id, title: &title, document_type: &document_type, type_name: &type_name, version, is_form };
    Ok(Html(page.render().map_err(Failure::from)?))
}

/// `GET /documents/{id}/schema`: what the form is made of.
pub(super) async fn schema(State(app): State<App>, id: Result<Path<i64>, PathRejection>) -> Result<Json<Value>, Failure> {
    let Path(id) = id?;
    let (Listed { document_type, .. }, _) = app.store().document(id).await?;
    let Json(schema) = types::schema(State(app.clone()), Path(document_type)).await?;
    Ok(Json(app.wording().schema(&schema)))
}

/// `GET /documents/{id}/export`: a document's files; why there are none is a page.
pub(super) async fn export(
    state: State<App>,
    id: Result<Path<i64>, PathRejection>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, PageFailure> {
    Ok(render::export(state, id, wanted).await?)
}
