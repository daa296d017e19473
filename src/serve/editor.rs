//! The editor's page; everything else it asks of the API.

use askama::Template;
use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Html;

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
