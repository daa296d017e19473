//! A document as it was: looked at, compared with now, brought back.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::app::App;
use super::begun::{is_words, texts};
use super::documents::{content, stored};
use super::failure::{Failure, PageFailure};
use super::given::Given;
use super::preview::drawn;
use super::store::{Store, Version};

/// A stretch of a document's words in two versions.
#[derive(serde::Serialize)]
pub(super) struct Line {
    /// `same`, `added` or `removed`.
    pub(super) change: &'static str,
    pub(super) text: String,
}

/// How two versions differ, text by text.
pub(super) async fn compared(app: &App, id: i64, from: i64, to: i64) -> Result<Vec<Line>, Failure> {
    let mut words = Vec::new();
    for version in [from, to] {
        let (_, text) = app.store().version(id, version).await?;
        let mut lines = Vec::new();
        texts(&stored(&text)?, String::new(), &mut |path, text| {
            // How the program calls things is nobody's words.
            if is_words(path) {
                lines.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        });
        words.push(lines);
    }
    let mut out = Vec::new();
    let mut add = |change: &'static str, lines: &[String]| out.extend(lines.iter().map(|text| Line { change, text: text.clone() }));
    let (before, after) = (&words[0], &words[1]);
    for difference in capture_diff_slices(Algorithm::Myers, before, after) {
        match difference.tag() {
            DiffTag::Equal => add("same", &after[difference.new_range()]),
            DiffTag::Insert | DiffTag::Delete | DiffTag::Replace => {
                add("removed", &before[difference.old_range()]);
                add("added", &after[difference.new_range()]);
            }
        }
    }
    Ok(out)
}

#[derive(Template)]
#[template(path = "versions.html")]
struct Page {
    id: i64,
    title: String,
    newest: i64,
    shown: Vec<Version>,
    all: bool,
    from: Option<i64>,
    lines: Vec<Line>,
}

/// What is looked at.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// The version that the newest is compared with.
    from: Option<i64>,
    /// Every save, not only the last of each ten minutes.
    all: Option<String>,
}

type Id = Result<Path<i64>, PathRejection>;

/// `GET /documents/{id}/versions`.
pub(super) async fn versions(
    State(app): State<App>,
    id: Id,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageFailure> {
    let (Path(id), Query(Asked { from, all })) = (id?, asked?);
    let (listed, _) = app.store().document(id).await?;
    let mut shown = app.store().versions(id).await?;
    if all.is_none() {
        let ten_minutes = |version: &Version| (version.saved.get(..4).map(str::to_owned), version.saved.get(9..).map(str::to_owned));
        shown.dedup_by_key(|version| ten_minutes(version));
    }
    let mut lines = match from {
        Some(from) => compared(&app, id, from, listed.version).await?,
        None => Vec::new(),
    };
    lines.retain(|line| line.change != "same");
    let page = Page { id, title: listed.title, newest: listed.version, shown, all: all.is_some(), from, lines };
    Ok(Html(page.render().map_err(Failure::from)?))
}

/// Which version is brought back over which.
#[derive(Deserialize)]
pub(super) struct Back {
    version: i64,
    newest: i64,
}

/// `POST /documents/{id}/versions`: an earlier version becomes the newest.
pub(super) async fn bring_back(State(app): State<App>, id: Id, back: Result<Form<Back>, FormRejection>) -> Result<Redirect, PageFailure> {
    let (Path(id), Form(Back { version, newest })) = (id?, back?);
    let (_, text) = app.store().version(id, version).await?;
    app.store().save(id, newest, &content(&app, &stored(&text)?)?).await?;
    Ok(Redirect::to(&format!("/documents/{id}")))
}

#[derive(Template)]
#[template(path = "version.html")]
struct OnePage {
    id: i64,
    version: Version,
    pages: Vec<String>,
    /// Why there are no pages.
    wrong: Vec<String>,
}

/// `GET /documents/{id}/versions/{version}`: a version as it would be printed.
pub(super) async fn look(State(app): State<App>, asked: Result<Path<(i64, i64)>, PathRejection>) -> Result<Html<String>, PageFailure> {
    let Path((id, version)) = asked?;
    let (version, text) = app.store().version(id, version).await?;
    let given = Given::new(&app, Some(id));
    let page = tokio::task::spawn_blocking(move || {
        let outcome = app.engine().compile("van-ban.json", text.into_bytes(), &given);
        let pages = outcome.compiled.as_ref().map(|compiled| drawn(&app, compiled)).unwrap_or_default();
        let wrong = outcome.diagnostics.iter().filter(|one| one.is_error() && pages.is_empty());
        let wrong = wrong.map(|one| app.wording().message(one)).collect();
        OnePage { id, version, pages, wrong }.render()
    });
    Ok(Html(page.await.map_err(Failure::from)?.map_err(Failure::from)?))
}
