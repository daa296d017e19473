//! Files that a document carries: pictures, sheets.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::serve::app::App;
use crate::serve::failure::Failure;
use crate::serve::files::attachment;
use crate::serve::store::Store;
use crate::serve::upload::{Upload, ending, stem};
use crate::text::slug;

/// Endings of what a document may carry.
const CARRIED: [&str; 6] = ["png", "jpg", "jpeg", "xlsx", "csv", "pdf"];

/// Longest name of a file without its ending, bytes.
const LONGEST: usize = 80;

/// `POST /api/documents/{id}/files`.
pub(in crate::serve) async fn keep(
    State(app): State<App>,
    id: Result<Path<i64>, PathRejection>,
    mut upload: Upload,
) -> Result<Json<Value>, Failure> {
    let Path(id) = id?;
    let sent = upload.file("file")?;
    let ending = ending(&sent.name);
    if !CARRIED.contains(&&*ending) {
        let help = "Dùng ảnh PNG hoặc JPEG, bảng tính XLSX hoặc CSV.";
        return Err(Failure::bad(format!("Văn bản không nhận tệp loại này: {}", sent.name), help));
    }
    // A plain name: data that is taken out of the program finds it on every system.
    let stem = slug(stem(&sent.name), LONGEST);
    let name = format!("{}.{ending}", if stem.is_empty() { "tep" } else { &stem });
    let name = app.store().keep_file(id, &name, &sent.bytes).await?;
    Ok(Json(json!({ "name": name })))
}

/// `GET /api/documents/{id}/files/{name}`: pictures are shown, other files saved.
pub(in crate::serve) async fn one(State(app): State<App>, named: Result<Path<(i64, String)>, PathRejection>) -> Result<Response, Failure> {
    let Path((id, name)) = named?;
    let bytes = app.store().file(id, &name).await?;
    let kind = match ending(&name).as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => return Ok(attachment(name.rsplit('/').next().unwrap_or_default(), bytes)),
    };
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}
