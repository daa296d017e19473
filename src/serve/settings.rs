//! Settings: the office's profile as a form, copies of the store, what the program is made of.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Map, Value as Json, json};

use super::app::App;
use super::backup;
use super::failure::{Failure, PageFailure};
use super::files::attachment;
use super::folder::TEMPLATES;
use super::given::{PROFILE, PROFILE_SETTING};
use super::preview::fields;
use super::restore::today;
use super::store::Store;
use super::upload::Upload;
use super::wording::sentence;
use crate::cli::files::shown;

/// What an office is asked the first time: the fields of its profile, as JSON pointers.
const FIRST: [&str; 7] = [
    "/organization_in_charge",
    "/organ_name",
    "/organ_code",
    "/place",
    "/signer_info/competence",
    "/signer_info/position",
    "/signer_info/full_name",
];

/// What few offices need.
const MORE: [&str; 3] = ["/address/address", "/address/phone", "/address/email"];

/// A field of the form.
struct Field {
    path: &'static str,
    title: String,
    description: String,
    value: String,
    /// What it may be, where there is a choice.
    options: Vec<String>,
    wrong: Vec<String>,
}

/// A crate that is built in.
struct Part {
    name: String,
    version: String,
}

#[derive(Template)]
#[template(path = "settings.html")]
struct Page {
    is_first: bool,
    saved: bool,
    told: Option<String>,
    first: Vec<Field>,
    more: Vec<Field>,
    /// Whether something of that is filled in, or wrong.
    has_more: bool,
    wrong: Vec<String>,
    folder: String,
    /// Where the office puts templates of its own, and which are in use.
    own_templates: String,
    templates: Option<String>,
    version: &'static str,
    parts: Vec<Part>,
}

async fn stored(app: &App) -> Result<Option<Json>, Failure> {
    let text = app.store().setting(PROFILE_SETTING).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The form over a profile, findings at their fields.
fn page(app: &App, profile: Option<&Json>, findings: &[Json]) -> Page {
    let schema = app.engine().profile_schema().clone();
    let nothing = Json::Null;
    let data = profile.unwrap_or(&nothing);
    let at = |found: &Json| found["place"]["path"].as_str().unwrap_or_default().to_owned();
    let said = |found: &Json| {
        let words = [&found["message"], &found["help"]].iter().filter_map(|t| t.as_str()).map(sentence).collect::<String>();
        app.wording().said(&words)
    };
    let field = |path: &'static str| {
        let part = of_schema(&schema, path);
        let text = |key: &str| part[key].as_str().unwrap_or_default().to_owned();
        let value = data.pointer(path).map(shown_value).unwrap_or_default();
        let wrong = findings.iter().filter(|found| at(found).starts_with(path)).map(said).collect();
        let single: Vec<&str> = part["items"]["enum"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let both = single.iter().flat_map(|one| single.iter().filter(move |two| *two != one).map(move |two| format!("{one} {two}")));
        let options = single.iter().map(|one| (*one).to_owned()).chain(both).collect();
        Field { path, title: text("title"), description: app.wording().said(&text("description")), value, options, wrong }
    };
    let is_shown = |found: &&Json| !FIRST.iter().chain(&MORE).any(|path| at(found) == *path);
    let known = |path: &&'static str| !of_schema(&schema, path).is_null();
    let more: Vec<Field> = MORE.into_iter().filter(known).map(field).collect();
    Page {
        is_first: profile.is_none(),
        saved: false,
        told: None,
        first: FIRST.into_iter().filter(known).map(field).collect(),
        has_more: more.iter().any(|field| !field.value.is_empty() || !field.wrong.is_empty()),
        more,
        wrong: findings.iter().filter(is_shown).map(said).collect(),
        folder: shown(&app.at("")),
        own_templates: shown(&app.at(TEMPLATES)),
        templates: app.setup().templates.as_deref().map(shown),
        version: env!("CARGO_PKG_VERSION"),
        parts: parts(),
    }
}

/// The part of a schema that says what a field is.
fn of_schema<'s>(schema: &'s Json, path: &str) -> &'s Json {
    path.split('/').skip(1).fold(schema, |at, step| {
        let at = match at["$ref"].as_str().and_then(|name| name.strip_prefix('#')) {
            Some(pointer) => schema.pointer(pointer).unwrap_or(&Json::Null),
            None => at,
        };
        &at["properties"][step]
    })
}

/// What is built in, as the lock file of this build says.
fn parts() -> Vec<Part> {
    let lock: toml::Table = include_str!("../../Cargo.lock").parse().unwrap_or_default();
    let packages = lock.get("package").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let text = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    packages.iter().map(|package| Part { name: text(package, "name"), version: text(package, "version") }).collect()
}

fn rendered(page: &Page) -> Result<Html<String>, Failure> {
    Ok(Html(page.render()?))
}

/// `GET /settings`.
pub(super) async fn settings(State(app): State<App>) -> Result<Html<String>, PageFailure> {
    Ok(rendered(&page(&app, stored(&app).await?.as_ref(), &[]))?)
}

/// `POST /settings/profile`: what is wrong is told at its field, and nothing that was typed is lost.
pub(super) async fn profile(
    State(app): State<App>,
    form: Result<Form<BTreeMap<String, String>>, FormRejection>,
) -> Result<Response, PageFailure> {
    let Form(form) = form?;
    let mut data = stored(&app).await?.unwrap_or_else(|| json!({}));
    for path in FIRST.iter().chain(&MORE) {
        if let Some(value) = form.get(*path) {
            put(&mut data, path, value.trim());
        }
    }
    let (sources, found) = app.engine().check_profile(PROFILE, data.to_string().into_bytes());
    let wrong = found.has_errors();
    if !wrong {
        app.store().set(PROFILE_SETTING, &data.to_string()).await?;
    }
    let page = Page { saved: !wrong, is_first: false, ..page(&app, Some(&data), &fields(&sources, &found)) };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, rendered(&page)?).into_response())
}

/// A value as its field shows it: a list word by word.
fn shown_value(value: &Json) -> String {
    match value {
        Json::Array(list) => list.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" "),
        value => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// Sets a text in some data; an empty one is taken out, and so is what then holds nothing.
fn put(data: &mut Json, path: &str, value: &str) {
    let Some((step, rest)) = path[1..].split_once('/').map(|(step, rest)| (step, Some(format!("/{rest}")))).or(Some((&path[1..], None)))
    else {
        return;
    };
    let Some(map) = data.as_object_mut() else { return };
    match rest {
        Some(rest) => {
            let below = map.entry(step).or_insert_with(|| Json::Object(Map::new()));
            put(below, &rest, value);
            if below.as_object().is_some_and(Map::is_empty) {
                map.shift_remove(step);
            }
        }
        None if value.is_empty() => drop(map.shift_remove(step)),
        // Two powers to sign, one after the other.
        None if step == "competence" && value.contains(' ') => {
            drop(map.insert(step.to_owned(), value.split_whitespace().collect::<Vec<_>>().into()));
        }
        None => drop(map.insert(step.to_owned(), value.into())),
    }
}

/// `POST /settings/backup`: the whole store as a file.
pub(super) async fn backup(State(app): State<App>) -> Result<Response, PageFailure> {
    Ok(attachment(&format!("vanban-{}.db", today()), backup::copy(&app).await?))
}

/// `POST /settings/restore`: a copy in the store's place.
pub(super) async fn restore(State(app): State<App>, upload: Result<Upload, Failure>) -> Result<Html<String>, PageFailure> {
    let sent = upload?.file("file")?;
    let aside = backup::restore(&app, &sent.bytes).await?;
    let told = format!("Đã khôi phục từ {}. Kho trước đó giữ ở {}.", sent.name, shown(&aside));
    let page = Page { told: Some(told), ..page(&app, stored(&app).await?.as_ref(), &[]) };
    Ok(rendered(&page)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_emptied_is_taken_out() {
        let mut data = json!({ "place": "Lai Châu", "signer_info": { "full_name": "Trần Văn Tuấn" }, "style": { "x": 1 } });
        for (path, value) in
            [("/place", ""), ("/signer_info/full_name", ""), ("/organ_name", "Sở Nội vụ"), ("/signer_info/position", "Giám đốc")]
        {
            put(&mut data, path, value);
        }
        assert_eq!(data, json!({ "style": { "x": 1 }, "organ_name": "Sở Nội vụ", "signer_info": { "position": "Giám đốc" } }));
    }
}
