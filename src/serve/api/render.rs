//! Data made into documents: what is sent with a request, and what is kept.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;

use crate::diag::Diagnostic;
use crate::limits;
use crate::model::Files;
use crate::pipeline::Outcome;
use crate::rules;
use crate::serve::app::App;
use crate::serve::documents::stored;
use crate::serve::failure::Failure;
use crate::serve::files::{Format, attachment, made, sent};
use crate::serve::given::Given;
use crate::serve::preview;
use crate::serve::store::Store;
use crate::text::slug;

/// Longest name of a file without its ending, bytes.
const LONGEST: usize = 120;

/// What another program sends.
#[derive(Deserialize)]
pub(in crate::serve) struct Asked {
    data: Option<Value>,
    yaml: Option<String>,
    /// Files that the data names, base64.
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default = "both")]
    format: Format,
    /// Errors of rules become warnings.
    #[serde(default)]
    allow_errors: bool,
}

fn both() -> Format {
    Format::Zip
}

/// Files that came with a request; what is not among them is the store's.
struct Beside {
    sent: BTreeMap<String, Vec<u8>>,
    given: Given,
}

impl Files for Beside {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        match self.sent.get(path) {
            Some(bytes) => Ok((path.to_owned(), bytes.clone())),
            None => self.given.read(from, path),
        }
    }
}

/// `POST /api/render`.
pub(in crate::serve) async fn render(State(app): State<App>, asked: Result<Json<Asked>, JsonRejection>) -> Result<Response, Failure> {
    let Json(asked) = asked?;
    let (name, bytes) = match (asked.data, asked.yaml) {
        (Some(data), None) => ("van-ban.json", data.to_string().into_bytes()),
        (None, Some(yaml)) => ("van-ban.yaml", yaml.into_bytes()),
        _ => return Err(Failure::bad("Cần đúng một trong hai: data hoặc yaml", "Xem /api/openapi.json.")),
    };
    let mut files = BTreeMap::new();
    for (name, text) in asked.files {
        let bytes = STANDARD.decode(text).map_err(|_| Failure::bad(format!("Tệp {name} không phải base64"), "Gửi tệp dạng base64."))?;
        files.insert(name, bytes);
    }
    if files.values().map(Vec::len).sum::<usize>() > limits::CARRIED {
        return Err(Failure::bad("Các tệp kèm theo lớn quá", "Giảm cỡ ảnh rồi gửi lại."));
    }
    let beside = Beside { sent: files, given: Given::new(&app, None) };
    finished(app, "van-ban".into(), asked.format, asked.allow_errors, move |app| app.engine().compile(name, bytes, &beside)).await
}

/// What is wanted of a document that is kept.
#[derive(Deserialize)]
pub(in crate::serve) struct Wanted {
    #[serde(default = "both")]
    format: Format,
    #[serde(default)]
    allow_errors: Option<String>,
}

/// `GET /api/documents/{id}/export`.
pub(in crate::serve) async fn export(
    State(app): State<App>,
    id: Result<Path<i64>, PathRejection>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Failure> {
    let (Path(id), Query(Wanted { format, allow_errors })) = (id?, wanted?);
    let (listed, text) = app.store().document(id).await?;
    let stem = slug(&listed.title, LONGEST);
    let stem = if stem.is_empty() { format!("van-ban-{id}") } else { stem };
    if format == Format::Yaml {
        let data = stored(&text)?;
        return sent(&stem, vec![(format!("{stem}.yaml"), crate::import::written(&data).into_bytes())]);
    }
    let given = Given::new(&app, Some(id));
    let allow = allow_errors.is_some_and(|value| value != "0" && value != "false");
    finished(app, stem, format, allow, move |app| app.engine().compile("van-ban.json", text.into_bytes(), &given)).await
}

/// `GET /api/types/{slug}/rows`: the empty workbook that units fill in.
pub(in crate::serve) async fn rows(State(app): State<App>, slug: Result<Path<String>, PathRejection>) -> Result<Response, Failure> {
    let Path(slug) = slug?;
    let given = Given::new(&app, None);
    tokio::task::spawn_blocking(move || match app.engine().form(&slug, None, &given) {
        Ok(bytes) => Ok(attachment(&format!("{slug}.xlsx"), bytes)),
        Err((sources, found)) => Err(Failure::found("Không tạo được bảng tính", &sources, &found)),
    })
    .await?
}

/// `GET /documents/{id}/rows`: the same over a document that is kept, which says what all rows share.
pub(in crate::serve) async fn rows_of(State(app): State<App>, id: Result<Path<i64>, PathRejection>) -> Result<Response, Failure> {
    let Path(id) = id?;
    let (listed, text) = app.store().document(id).await?;
    let given = Given::new(&app, Some(id));
    tokio::task::spawn_blocking(move || {
        match app.engine().form(&listed.document_type, Some(("van-ban.json".into(), text.into_bytes())), &given) {
            Ok(bytes) => Ok(attachment(&format!("bang-{}.xlsx", listed.document_type), bytes)),
            Err((sources, found)) => Err(Failure::found("Không tạo được bảng tính", &sources, &found)),
        }
    })
    .await?
}

/// Compiles and writes where it may take its time; a document with errors gives its findings.
async fn finished(
    app: App,
    stem: String,
    format: Format,
    allow_errors: bool,
    compile: impl FnOnce(&App) -> Outcome + Send + 'static,
) -> Result<Response, Failure> {
    tokio::task::spawn_blocking(move || {
        let outcome = compile(&app);
        let refused = || Failure::findings("Văn bản còn lỗi nên chưa tạo tệp", preview::findings(&outcome));
        let compiled = outcome.compiled.as_ref().ok_or_else(refused)?;
        // Only what the rules say of the finished document may be passed over, as on the command line.
        let passes = |found: &Diagnostic| allow_errors && rules::find(found.code.id).is_some();
        if outcome.diagnostics.iter().any(|found| found.is_error() && !passes(found)) {
            return Err(refused());
        }
        let files = made(app.engine(), &stem, compiled, format);
        sent(&stem, files.map_err(|found| Failure::found("Không tạo được tệp", &outcome.sources, &found))?)
    })
    .await?
}
