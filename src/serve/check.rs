//! Check and repair: a Word file's findings beside its words, what `fix` changes shown before anything is taken away.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::api::check::keep;
use super::api::types::{TypeGroup, offered};
use super::app::App;
use super::begun;
use super::documents::{content, read_text};
use super::failure::{Failure, PageFailure};
use super::files::{attachment, zipped};
use super::preview::drawn;
use super::store::{Files, Store};
use super::upload::{Upload, ending, stem};
use super::wording::clause;
use crate::diag::{Diagnostic, Diagnostics, Labels, Severity, SourceId, Sources};
use crate::import::{Fixed, Request, fixed};
use crate::limits;
use crate::paper;
use crate::review::{Review, annotated, review};

#[derive(Template)]
#[template(path = "check.html")]
struct Empty;

/// `GET /check`: where a file is dropped.
pub(super) async fn empty() -> Result<Html<String>, PageFailure> {
    Ok(Html(Empty.render().map_err(Failure::from)?))
}

/// `POST /check`: keeps the file, so that a restart loses nothing, and shows what is found.
pub(super) async fn receive(State(app): State<App>, upload: Result<Upload, Failure>) -> Result<Response, PageFailure> {
    let sent = upload?.file("file")?;
    // The program's own files of data are gone on with.
    if ["yaml", "yml", "json"].contains(&&*ending(&sent.name)) {
        let data = read_text(&sent.name, sent.bytes)?;
        let document = app.store().create(&content(&app, &data)?, &Files::new(), None).await?;
        return Ok(Redirect::to(&format!("/documents/{document}")).into_response());
    }
    let id = app.store().keep_upload(&sent.name, &sent.bytes).await?;
    Ok(Redirect::to(&format!("/check/{id}")).into_response())
}

/// How the file is to be read.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Reading {
    /// Take it for this type.
    #[serde(default, rename = "type")]
    document_type: String,
    /// Set numbers right that are out of order.
    renumber: Option<String>,
    /// Begin a new document like it, instead of going on with it.
    again: Option<String>,
}

impl Reading {
    fn document_type(&self) -> Option<&str> {
        Some(self.document_type.as_str()).filter(|slug| !slug.is_empty())
    }

    /// The same as the end of an address.
    fn query(&self) -> String {
        let renumber = if self.renumber.is_some() { "&renumber=1" } else { "" };
        format!("?type={}{renumber}", self.document_type)
    }
}

/// A paragraph of the file with what is found in it.
struct Line {
    number: usize,
    name: String,
    text: String,
    severity: Option<&'static str>,
}

/// A finding as people read it.
struct Shown {
    severity: &'static str,
    title: &'static str,
    message: String,
    expected: String,
    help: String,
    clause: String,
    place: String,
    /// The line it stands in.
    line: Option<usize>,
}

/// What the repaired document is.
struct Repaired {
    pages: Vec<String>,
    looks: Vec<String>,
    words: Vec<String>,
    open: Vec<String>,
    sum: String,
    has_lost_words: bool,
}

#[derive(Template)]
#[template(path = "checked.html")]
struct Page<'a> {
    id: i64,
    name: &'a str,
    kind: String,
    errors: usize,
    warnings: usize,
    findings: Vec<Shown>,
    more: usize,
    lines: Vec<Line>,
    repaired: Option<Repaired>,
    /// Why it cannot be set right.
    refused: Vec<Shown>,
    groups: Vec<TypeGroup>,
    reading: &'a Reading,
    query: String,
}

fn severity(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("error", "Lỗi"),
        Severity::Warning => ("warning", "Cảnh báo"),
        Severity::Note => ("note", "Lưu ý"),
    }
}

fn shown(app: &App, sources: &Sources, found: &Diagnostic) -> Shown {
    let span = found.place.as_ref().map(|at| sources.narrowed(at));
    let (severity, title) = severity(found.severity);
    Shown {
        severity,
        title,
        message: app.wording().message(found),
        expected: app.wording().said(&found.label),
        help: app.wording().advice(sources, found),
        clause: found.clause.as_ref().map(|cited| clause(&cited.to_string())).unwrap_or_default(),
        // The page shows one file; places need not name it.
        place: span
            .and_then(|span| Some(sources.place(span)?.trim_start_matches(&format!("{}, ", sources.get(span.source)?.name)).to_owned()))
            .unwrap_or_default(),
        line: span.and_then(|span| Some(sources.get(span.source)?.line(span.start).0)),
    }
}

/// The file's paragraphs, each with the worst that was found in it.
fn lines(review: &Review) -> Vec<Line> {
    let Some(source) = review.sources.get(SourceId(0)) else { return Vec::new() };
    let Labels::Paragraphs(stretches) = &source.labels else { return Vec::new() };
    let mut worst: Vec<Option<Severity>> = vec![None; stretches.len()];
    for found in review.found.iter() {
        if let Some(span) = found.place.as_ref().map(|at| review.sources.narrowed(at))
            && let Some(line) = worst.get_mut(source.line(span.start).0 - 1)
        {
            *line = Some(line.map_or(found.severity, |before| before.min(found.severity)));
        }
    }
    let texts = source.text.lines().zip(stretches).zip(worst).enumerate();
    texts
        .map(|(at, ((text, stretch), worst))| Line {
            number: at + 1,
            name: stretch.name.clone(),
            text: text.to_owned(),
            severity: worst.map(|worst| severity(worst).0),
        })
        .filter(|line| !line.text.trim().is_empty() || line.severity.is_some())
        .collect()
}

type Id = Result<Path<i64>, PathRejection>;

/// `GET /check/{id}`.
pub(super) async fn show(
    State(app): State<App>,
    id: Id,
    reading: Result<Query<Reading>, QueryRejection>,
) -> Result<Html<String>, PageFailure> {
    let (Path(id), Query(reading)) = (id.map_err(Failure::from)?, reading.map_err(Failure::from)?);
    let (name, bytes) = app.store().upload(id).await?;
    let page = tokio::task::spawn_blocking(move || judged(&app, id, &name, &bytes, &reading));
    Ok(Html(page.await.map_err(Failure::from)??))
}

fn judged(app: &App, id: i64, name: &str, bytes: &[u8], reading: &Reading) -> Result<String, Failure> {
    let paper = match paper::read(bytes) {
        Ok(paper) => paper,
        Err(refusal) => {
            let found = Diagnostic::from(refusal);
            return Err(Failure::bad(format!("{name}: {}", found.message), app.wording().advice(&Sources::default(), &found)));
        }
    };
    let review = review(name, &paper, &[]);
    let found: Vec<Shown> = review.found.iter().take(limits::FINDINGS).map(|one| shown(app, &review.sources, one)).collect();
    let (repaired, refused) = match set_right(app, name, bytes, reading) {
        Ok(fixed) => repaired(app, fixed),
        Err(refused) => (None, refused.iter().map(|one| shown(app, &Sources::default(), one)).collect()),
    };
    let count = |severity| review.found.iter().filter(|one| one.severity == severity).count();
    let page = Page {
        id,
        name,
        kind: app.type_name(&review.kind.name()),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        more: review.found.iter().count().saturating_sub(found.len()),
        findings: found,
        lines: lines(&review),
        repaired,
        refused,
        groups: offered(app),
        reading,
        query: reading.query(),
    };
    Ok(page.render()?)
}

fn set_right(app: &App, name: &str, bytes: &[u8], reading: &Reading) -> Result<Fixed, Diagnostics> {
    let data = format!("{}.yaml", stem(name));
    let request =
        Request { name: &data, document_type: reading.document_type(), renumber: reading.renumber.is_some(), ..Request::default() };
    fixed(app.engine(), name, bytes, request)
}

/// What the page says of a repaired document, or why there is none.
fn repaired(app: &App, fixed: Fixed) -> (Option<Repaired>, Vec<Shown>) {
    let has_lost_words = fixed.checked.loses;
    let Fixed { checked, changes, .. } = fixed;
    match (&checked.made, changes) {
        (Some((compiled, _)), Some(changes)) => {
            let pages = drawn(app, compiled);
            let sum = changes.sum;
            (Some(Repaired { pages, looks: changes.looks, words: changes.words, open: changes.open, sum, has_lost_words }), Vec::new())
        }
        _ => (None, checked.found.iter().filter(|one| one.is_error()).map(|one| shown(app, &checked.sources, one)).collect()),
    }
}

/// What is taken away of a file that was checked.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Wanted {
    /// DOCX, PDF, data and the list of changes.
    Fixed,
    Docx,
    Pdf,
    /// The person's own file with comments.
    Commented,
}

/// `GET /check/{id}/{wanted}`.
pub(super) async fn take(
    State(app): State<App>,
    asked: Result<Path<(i64, Wanted)>, PathRejection>,
    reading: Result<Query<Reading>, QueryRejection>,
) -> Result<Response, PageFailure> {
    let (Path((id, wanted)), Query(reading)) = (asked.map_err(Failure::from)?, reading.map_err(Failure::from)?);
    let (name, bytes) = app.store().upload(id).await?;
    let made = tokio::task::spawn_blocking(move || taken(&app, &name, &bytes, wanted, &reading));
    Ok(made.await.map_err(Failure::from)??)
}

fn taken(app: &App, name: &str, bytes: &[u8], wanted: Wanted, reading: &Reading) -> Result<Response, Failure> {
    let stem = stem(name);
    if let Wanted::Commented = wanted {
        let paper = paper::read(bytes).map_err(|refusal| Failure::bad(Diagnostic::from(refusal).message, "Chọn tệp khác."))?;
        let commented = annotated(bytes, &paper, &[])
            .map_err(|why| Failure::bad(format!("Không ghi được lời nhận xét: {why}"), "Xem lời nhận xét trên trang."))?;
        return Ok(attachment(&format!("{stem}-nhan-xet.docx"), commented));
    }
    let fixed =
        set_right(app, name, bytes, reading).map_err(|found| Failure::found("Không sửa được tệp này", &Sources::default(), &found))?;
    let ending = match wanted {
        Wanted::Docx => ".docx",
        Wanted::Pdf => ".pdf",
        _ => return Ok(attachment(&format!("{stem}.zip"), zipped(&fixed.files)?)),
    };
    match fixed.files.into_iter().find(|(name, _)| name.ends_with(ending)) {
        Some((name, bytes)) => Ok(attachment(&name, bytes)),
        None => Err(Failure::bad("Chưa tạo được bản sửa", "Xem vì sao ở trang kiểm tra.")),
    }
}

/// `POST /check/{id}/edit`: goes on with the document's data in the editor.
pub(super) async fn edit(State(app): State<App>, id: Id, reading: Result<Form<Reading>, FormRejection>) -> Result<Redirect, PageFailure> {
    let (Path(id), Form(reading)) = (id.map_err(Failure::from)?, reading.map_err(Failure::from)?);
    let (name, bytes) = app.store().upload(id).await?;
    let (asked, again) = (app.clone(), reading.again.is_some());
    let fixed = tokio::task::spawn_blocking(move || set_right(&asked, &name, &bytes, &reading)).await.map_err(Failure::from)?;
    let fixed = fixed.map_err(|found| Failure::found("Không lấy được dữ liệu từ tệp này", &Sources::default(), &found))?;
    let mut document = keep(&app, &fixed.checked.data, &fixed.checked.pictures).await?;
    if again {
        document = begun::from_earlier(&app, document).await?;
    }
    Ok(Redirect::to(&format!("/documents/{document}")))
}
