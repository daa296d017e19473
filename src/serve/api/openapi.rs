//! The description of the API, free for everybody.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Written by hand: it is short, and a test asks every address it names.
const DESCRIPTION: &str = include_str!("openapi.json");

/// `GET /api/openapi.json`.
pub(in crate::serve) async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION).into_response()
}
