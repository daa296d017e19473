//! The types of documents, their schemas and examples.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::doc_type::{Declaration, Group};
use crate::recognise::TYPES;
use crate::serve::app::App;
use crate::serve::documents::read_text;
use crate::serve::failure::Failure;

/// A type as lists show it.
#[derive(Serialize)]
pub(in crate::serve) struct TypeEntry {
    pub(in crate::serve) slug: String,
    pub(in crate::serve) name: String,
    pub(in crate::serve) abbreviation: Option<String>,
}

/// Types that an office looks for beside one another.
#[derive(Serialize)]
pub(in crate::serve) struct TypeGroup {
    pub(in crate::serve) name: &'static str,
    pub(in crate::serve) types: Vec<TypeEntry>,
}

/// The types that can be written in the browser: all but copies, which are made of a PDF.
pub(in crate::serve) fn offered(app: &App) -> Vec<TypeGroup> {
    groups(app, |group| group != Group::Copies)
}

/// Types by groups, within a group in the order of the decree.
fn groups(app: &App, wanted: impl Fn(Group) -> bool) -> Vec<TypeGroup> {
    let rank = |name: &str| TYPES.iter().position(|kind| kind.name == name).unwrap_or(TYPES.len());
    let mut all: Vec<Declaration> =
        app.engine().types().into_iter().filter_map(|(_, declaration)| declaration.ok()).filter(|one| wanted(one.group)).collect();
    all.sort_by_key(|declaration| (declaration.group, rank(&declaration.name)));
    let mut out: Vec<TypeGroup> = Vec::new();
    for Declaration { slug, name, abbreviation, group, .. } in all {
        let entry = TypeEntry { slug, name, abbreviation };
        match out.last_mut().filter(|last| last.name == group.term()) {
            Some(last) => last.types.push(entry),
            None => out.push(TypeGroup { name: group.term(), types: vec![entry] }),
        }
    }
    out
}

/// `GET /api/types`.
pub(in crate::serve) async fn list(State(app): State<App>) -> Json<Value> {
    Json(json!({ "groups": groups(&app, |_| true) }))
}

fn unknown(slug: &str) -> Failure {
    Failure::missing(&format!("loại văn bản “{slug}”"))
}

/// `GET /api/types/{slug}/schema`.
pub(in crate::serve) async fn schema(State(app): State<App>, Path(slug): Path<String>) -> Result<Json<Value>, Failure> {
    match app.engine().schema(&slug) {
        Some(Ok(schema)) => Ok(Json(schema.clone())),
        Some(Err((sources, found))) => Err(Failure::found("Thư mục của loại này sai", sources, found)),
        None => Err(unknown(&slug)),
    }
}

/// `GET /api/types/{slug}/example`.
pub(in crate::serve) async fn example(State(app): State<App>, Path(slug): Path<String>) -> Result<Json<Value>, Failure> {
    match app.engine().example(&slug) {
        Some(Ok(yaml)) => Ok(Json(json!({ "yaml": yaml, "data": read_text("mẫu.yaml", yaml.as_bytes().to_vec())? }))),
        Some(Err((sources, found))) => Err(Failure::found("Thư mục của loại này sai", sources, found)),
        None => Err(unknown(&slug)),
    }
}
