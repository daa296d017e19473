//! What a key press costs: the data compiled, its findings at their fields, its pages as far as they changed.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};

use super::app::App;
use super::failure::Failure;
use super::given::Given;
use super::guard::may_name;
use super::keys::Way;
use crate::cli::files::sha256;
use crate::diag::{Diagnostic, Diagnostics, Severity, SourceId, Sources, json};
use crate::export::svg::{self, Mark};
use crate::model::read;
use crate::pipeline::{Compiled, Outcome};

/// How messages name the data at hand.
const NAME: &str = "van-ban.json";

/// Letters of a page's hash.
const HASH: usize = 16;

/// What the editor sends.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// The document whose files the data may name.
    document: Option<i64>,
    data: Value,
    /// The pages that it has, by their hashes.
    #[serde(default)]
    known: BTreeSet<String>,
}

/// `POST /api/preview`.
pub(super) async fn preview(
    State(app): State<App>,
    Extension(way): Extension<Option<Way>>,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Result<Json<Value>, Failure> {
    let Json(Asked { document, data, known }) = asked?;
    may_name(&app, way, document, &data).await?;
    let given = Given::new(&app, document);
    let shown = tokio::task::spawn_blocking(move || {
        let outcome = app.engine().compile(NAME, data.to_string().into_bytes(), &given);
        let findings: Vec<Value> = findings(&outcome).into_iter().map(|one| app.wording().finding(one)).collect();
        let pages = outcome.compiled.as_ref().map(|compiled| {
            let page = |svg: String| {
                let hash = sha256(svg.as_bytes())[..HASH].to_owned();
                let svg = (!known.contains(&hash)).then_some(svg);
                json!({ "hash": hash, "svg": svg })
            };
            marked(&app, compiled, &marks(&findings)).into_iter().map(page).collect::<Vec<_>>()
        });
        let markers: Option<BTreeMap<_, _>> =
            outcome.compiled.as_ref().map(|compiled| compiled.files().flat_map(|file| file.document.markers()).collect());
        json!({ "page_amount": pages.as_ref().map(Vec::len), "pages": pages, "markers": markers, "findings": findings })
    });
    Ok(Json(shown.await?))
}

/// Findings as they are marked on the pages, numbered as the answer lists them.
fn marks(findings: &[Value]) -> Vec<Mark> {
    let mark = |(number, found): (usize, &Value)| {
        let severity = match found["severity"].as_str()? {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Note,
        };
        let place = &found["place"];
        let words = place["words"].as_str().map(str::to_owned);
        let path = place["path"].as_str().filter(|path| !path.is_empty())?.to_owned();
        Some(Mark { finding: number, path, words, severity })
    };
    findings.iter().enumerate().filter_map(mark).collect()
}

fn marked(app: &App, compiled: &Compiled, marks: &[Mark]) -> Vec<String> {
    compiled.files().flat_map(|file| app.engine().svg(file, marks, &svg::inline)).collect()
}

/// The pages of a document and its separate parts as SVG.
pub(super) fn drawn(app: &App, compiled: &Compiled) -> Vec<String> {
    marked(app, compiled, &[])
}

/// A document's findings with the path of the field that each concerns.
pub(super) fn findings(outcome: &Outcome) -> Vec<Value> {
    fields(&outcome.sources, &outcome.diagnostics)
}

/// Findings with the path of the field that each concerns; the data is the first of the sources.
pub(super) fn fields(sources: &Sources, found: &Diagnostics) -> Vec<Value> {
    let root = read::read(sources, SourceId(0)).0;
    let path = |found: &Diagnostic| {
        let span = found.place.as_ref().map(|at| sources.narrowed(at))?;
        root.as_ref().filter(|root| root.span.source == span.source).map(|root| root.path_at(span.start))
    };
    let shown = |found: &Diagnostic| {
        let mut shown = json::finding(sources, found);
        if let Some(place) = shown["place"].as_object_mut() {
            place.insert("path".into(), json!(path(found).unwrap_or_default()));
        }
        shown
    };
    found.iter().map(shown).collect()
}
