//! Anybody's documents: judged, set right, made into data.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::diag::{Diagnostic, Diagnostics, Sources, json as findings};
use crate::import::{Request, checked, checked_text, fixed};
use crate::model::read::decode;
use crate::paper;
use crate::review::review;
use crate::serve::app::App;
use crate::serve::documents::{content, read_text};
use crate::serve::failure::Failure;
use crate::serve::files::{attachment, zipped};
use crate::serve::given::Given;
use crate::serve::preview;
use crate::serve::store::{Files, Store};
use crate::serve::upload::{Sent, Upload, ending, stem};

/// `POST /api/check`: what `check --format json` prints.
pub(in crate::serve) async fn check(State(app): State<App>, upload: Upload) -> Result<Json<Value>, Failure> {
    if upload.files.is_empty() {
        return Err(Failure::bad("Chưa có tệp nào", "Gửi một hay nhiều tệp .docx, .yaml, .json trong trường file."));
    }
    let given = Given::new(&app, None);
    let judged = tokio::task::spawn_blocking(move || upload.files.into_iter().map(|sent| judged(&app, sent, &given)).collect::<Vec<_>>());
    Ok(Json(json!({ "files": judged.await? })))
}

/// One file judged, whatever it is.
fn judged(app: &App, Sent { name, bytes, .. }: Sent, given: &Given) -> Value {
    if ["yaml", "yml", "json"].contains(&&*ending(&name)) {
        let outcome = app.engine().compile(&name, bytes, given);
        return json!({ "file": name, "kind": Value::Null, "findings": preview::findings(&outcome) });
    }
    match paper::read(&bytes) {
        Ok(paper) => {
            let review = review(&name, &paper, &[]);
            json!({ "file": name, "kind": review.kind.name(), "findings": shown(&review.sources, &review.found) })
        }
        Err(refusal) => {
            let found: Diagnostics = Diagnostic::from(refusal).into();
            json!({ "file": name, "kind": Value::Null, "findings": shown(&Sources::default(), &found) })
        }
    }
}

fn shown(sources: &Sources, found: &Diagnostics) -> Vec<Value> {
    found.iter().map(|one| findings::finding(sources, one)).collect()
}

/// `POST /api/fix`: the files of `fix` in a ZIP.
pub(in crate::serve) async fn fix(State(app): State<App>, mut upload: Upload) -> Result<Response, Failure> {
    let sent = upload.file("file")?;
    let stem = stem(&sent.name).to_owned();
    let (partial, renumber) = (upload.is_set("partial"), upload.is_set("renumber"));
    let document_type = upload.field("type").map(str::to_owned);
    let data_name = format!("{stem}.yaml");
    let fixed = tokio::task::spawn_blocking(move || {
        let request = Request { name: &data_name, document_type: document_type.as_deref(), renumber, ..Request::default() };
        fixed(app.engine(), &sent.name, &sent.bytes, request)
    });
    let fixed = fixed.await?.map_err(|found| Failure::found("Không sửa được tệp này", &Sources::default(), &found))?;
    if fixed.files.is_empty() || fixed.checked.loses && !partial {
        let message = "Có chữ không chuyển được nên không tạo tệp; muốn lấy phần còn lại, gửi thêm partial=1";
        return Err(Failure::found(message, &fixed.checked.sources, &fixed.checked.found));
    }
    Ok(attachment(&format!("{stem}.zip"), zipped(&fixed.files)?))
}

/// `POST /api/import`: data out of a DOCX or of plain text; with `save` it is kept as a document.
pub(in crate::serve) async fn import(State(app): State<App>, mut upload: Upload) -> Result<Response, Failure> {
    let sent = match upload.field("text") {
        Some(text) => Sent { field: "file".into(), name: "van-ban.txt".into(), bytes: text.to_owned().into_bytes() },
        None => upload.file("file")?,
    };
    let (renumber, save) = (upload.is_set("renumber"), upload.is_set("save"));
    let document_type = upload.field("type").map(str::to_owned);
    let asked = app.clone();
    let made = tokio::task::spawn_blocking(move || {
        let name = format!("{}.yaml", stem(&sent.name));
        let request = Request { name: &name, document_type: document_type.as_deref(), renumber, ..Request::default() };
        if ending(&sent.name) == "txt" {
            decode(&sent.name, sent.bytes).and_then(|text| checked_text(asked.engine(), &text, request))
        } else {
            checked(asked.engine(), &sent.bytes, request)
        }
    });
    let made = made.await?.map_err(|found| Failure::found("Không lấy được dữ liệu từ tệp này", &Sources::default(), &found))?;
    let document = if save { Some(keep(&app, &made.data, &made.pictures).await?) } else { None };
    let pictures: Vec<&String> = made.pictures.keys().collect();
    let told = json!({
        "yaml": made.data, "document": document, "lost": made.loses, "pictures": pictures, "findings": shown(&made.sources, &made.found),
    });
    Ok(Json(told).into_response())
}

/// What was pasted: lines of a text for a type.
#[derive(Deserialize)]
pub(in crate::serve) struct Pasted {
    text: String,
    #[serde(rename = "type")]
    document_type: String,
}

/// `POST /api/paste`: lines as data of a type, their levels recognised.
pub(in crate::serve) async fn paste(State(app): State<App>, pasted: Result<Json<Pasted>, JsonRejection>) -> Result<Json<Value>, Failure> {
    let Json(Pasted { text, document_type }) = pasted?;
    let made = tokio::task::spawn_blocking(move || {
        let request = Request { name: "dan.yaml", document_type: Some(&document_type), stretch: true, ..Request::default() };
        checked_text(app.engine(), &text, request)
    });
    let made = made.await?.map_err(|found| Failure::found("Không đọc được chữ vừa dán", &Sources::default(), &found))?;
    let data = read_text("dan.yaml", made.data.into_bytes())?;
    Ok(Json(json!({ "items": data["content"], "data": data, "findings": shown(&made.sources, &made.found) })))
}

/// Keeps imported data and its pictures as a document.
pub(in crate::serve) async fn keep(app: &App, yaml: &str, pictures: &Files) -> Result<i64, Failure> {
    let data = read_text("du-lieu.yaml", yaml.as_bytes().to_vec())?;
    Ok(app.store().create(&content(app, &data)?, pictures, None).await?)
}
