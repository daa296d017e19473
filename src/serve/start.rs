//! The first page: what can be done, and what was worked on.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::api::types::{TypeGroup, offered};
use super::app::App;
use super::failure::{Failure, PageFailure};
use super::given::PROFILE_SETTING;
use super::store::{Listed, Store};
use crate::text::folded;

/// Documents that the first page shows.
const RECENT: u32 = 30;

#[derive(Template)]
#[template(path = "shell.html")]
struct Shell;

/// `GET /`: trades the token in the address for a cookie; free for everybody.
pub(super) async fn shell() -> Result<Html<String>, PageFailure> {
    Ok(Html(Shell.render().map_err(Failure::from)?))
}

/// What is searched.
#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    q: String,
    /// The office tells another time who it is.
    later: Option<String>,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Page<'a> {
    notices: &'a [String],
    has_profile: bool,
    q: &'a str,
    documents: Vec<Row>,
    groups: Vec<TypeGroup>,
}

/// A document in the list.
struct Row {
    listed: Listed,
    type_name: String,
}

/// `GET /start`.
pub(super) async fn start(State(app): State<App>, search: Result<Query<Search>, QueryRejection>) -> Result<Response, PageFailure> {
    let Query(Search { q, later }) = search?;
    let has_profile = app.store().setting(PROFILE_SETTING).await?.is_some();
    // The first start asks who the office is; whoever wants to tell later goes on.
    if !has_profile && later.is_none() && app.store().documents("", 1).await?.is_empty() {
        return Ok(Redirect::to("/settings").into_response());
    }
    let documents = app.store().documents(&folded(&q), RECENT).await?;
    let documents = documents.into_iter().map(|listed| Row { type_name: app.type_name(&listed.document_type), listed }).collect();
    let page = Page { notices: app.notices(), has_profile, q: &q, documents, groups: offered(&app) };
    Ok(Html(page.render().map_err(Failure::from)?).into_response())
}
