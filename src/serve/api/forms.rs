//! Forms that tablets fill in, opened and closed by the office's own systems.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::serve::app::App;
use crate::serve::failure::Failure;
use crate::serve::network;
use crate::serve::store::Store;

type Id = Result<Path<i64>, PathRejection>;

/// `POST /api/documents/{id}/form`: opens a document for filling in until the day ends; gives its key, and the address that a
/// tablet opens where this machine is on a network.
pub(in crate::serve) async fn open(State(app): State<App>, id: Id) -> Result<Json<Value>, Failure> {
    let Path(id) = id?;
    app.store().document(id).await?;
    app.keys().forms().open(&app.store(), &[id]).await?;
    drop(network::listen(&app).await);
    Ok(Json(json!({ "key": app.keys().of_form(id), "address": app.lan_entry(id) })))
}

/// `DELETE /api/documents/{id}/form`.
pub(in crate::serve) async fn close(State(app): State<App>, id: Id) -> Result<StatusCode, Failure> {
    let Path(id) = id?;
    app.keys().forms().close(&app.store(), &[id]).await?;
    Ok(StatusCode::NO_CONTENT)
}
