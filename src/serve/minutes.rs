//! Minutes of an inspection: chosen from a plan for its units, filled in here or on a tablet, collected by report and
//! notice.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, RawForm, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use qrcodegen::{QrCode, QrCodeEcc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::app::App;
use super::begun;
use super::documents::{content, data};
use super::failure::{Failure, PageFailure};
use super::given::document_name;
use super::network;
use super::store::{Files, Listed, Store};
use crate::content::start;
use crate::diag::Sources;
use crate::model::read;

/// Documents among which plans and decisions are looked for.
const OFFERED: u32 = 1000;

/// A unit's minutes of a plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct OfUnit {
    unit: String,
    id: i64,
}

/// Everything that was begun for a plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Begun {
    decision: Option<i64>,
    minutes: Vec<OfUnit>,
}

fn setting(plan: i64) -> String {
    format!("minutes:{plan}")
}

async fn of_plan(app: &App, plan: i64) -> Result<Begun, Failure> {
    let text = app.store().setting(&setting(plan)).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// A form to be filled in.
struct Entry {
    id: i64,
    unit: String,
    title: String,
    updated: String,
    /// Whether tablets may open it.
    is_open: bool,
    /// The picture that leads a tablet to it: its size and the dark squares as one path.
    code: Option<(i32, String)>,
}

/// A unit of the plan.
struct Unit {
    name: String,
    /// Whether it has its minutes.
    is_begun: bool,
}

#[derive(Template)]
#[template(path = "minutes.html")]
struct Page {
    plans: Vec<Listed>,
    decisions: Vec<Listed>,
    plan: Option<i64>,
    decision: Option<i64>,
    units: Vec<Unit>,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    plan: Option<i64>,
}

/// `GET /minutes`.
pub(super) async fn minutes(State(app): State<App>, chosen: Result<Query<Chosen>, QueryRejection>) -> Result<Html<String>, PageFailure> {
    let Query(Chosen { plan }) = chosen?;
    let all = app.store().documents("", OFFERED).await?;
    let of_type = |slug: &str| all.iter().filter(|one| one.document_type == slug).cloned().collect::<Vec<_>>();
    let mut page =
        Page { plans: of_type("ke-hoach"), decisions: of_type("quyet-dinh"), plan, decision: None, units: Vec::new(), entries: Vec::new() };
    if let Some(plan) = plan {
        let begun = of_plan(&app, plan).await?;
        let has_minutes = |name: &str| begun.minutes.iter().any(|one| one.unit == name);
        let units = units(&app, plan).await?.into_iter().map(|name| Unit { is_begun: has_minutes(&name), name });
        page.units = units.collect();
        page.decision = begun.decision;
        for OfUnit { unit, id } in begun.minutes {
            let (listed, _) = app.store().document(id).await?;
            let code = app.lan_entry(id).and_then(|address| drawn(&address));
            let is_open = app.keys().forms().since(id).is_some();
            page.entries.push(Entry { id, unit, title: listed.title, updated: listed.updated, is_open, code });
        }
    }
    Ok(Html(page.render().map_err(Failure::from)?))
}

/// The names of a plan's units, drafts included.
async fn units(app: &App, plan: i64) -> Result<Vec<String>, Failure> {
    let mut sources = Sources::default();
    let id = sources.add(document_name(plan), app.store().document(plan).await?.1);
    Ok(read::read(&sources, id).0.map(|root| start::parts(&root)).unwrap_or_default())
}

/// A QR code as the path of its dark squares, one unit each.
fn drawn(address: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let path = squares.filter(|(x, y)| code.get_module(*x, *y)).map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect();
    Some((code.size(), path))
}

/// `POST /minutes`: begins the minutes of the chosen units.
pub(super) async fn begin(State(app): State<App>, RawForm(form): RawForm) -> Result<Redirect, PageFailure> {
    let fields: Vec<(String, String)> = form_urlencoded(&form);
    let number = |name: &str| fields.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.parse::<i64>().ok());
    let Some(plan) = number("plan") else {
        return Err(Failure::bad("Chưa chọn kế hoạch", "Chọn kế hoạch kiểm tra.").into());
    };
    let decision = number("decision");
    let mut begun = of_plan(&app, plan).await?;
    begun.decision = decision.or(begun.decision);
    let units = fields.iter().filter(|(key, _)| key == "unit").map(|(_, value)| value.clone());
    for unit in units.filter(|unit| begun.minutes.iter().all(|one| one.unit != *unit)).collect::<Vec<_>>() {
        for (unit, data) in begun::filled(&app, "bien-ban", plan, begun.decision, Some(unit)).await? {
            let id = app.store().create(&content(&app, &data)?, &Files::new(), None).await?;
            begun.minutes.push(OfUnit { unit, id });
            // Killed in between, what was begun is known and is not begun again.
            app.store().set(&setting(plan), &json!(begun).to_string()).await?;
        }
    }
    app.store().set(&setting(plan), &json!(begun).to_string()).await?;
    Ok(Redirect::to(&format!("/minutes?plan={plan}#forms")))
}

/// Which forms tablets may open from now on, or no longer.
#[derive(Deserialize)]
pub(super) struct Opening {
    /// A document's number, or `all`.
    open: Option<String>,
    close: Option<i64>,
}

/// `POST /minutes/{plan}/tablets`: opens forms for filling in on tablets, and closes them.
pub(super) async fn tablets(
    State(app): State<App>,
    plan: Result<Path<i64>, PathRejection>,
    opening: Result<Form<Opening>, FormRejection>,
) -> Result<Redirect, PageFailure> {
    let (Path(plan), Form(Opening { open, close })) = (plan?, opening?);
    let all = of_plan(&app, plan).await?.minutes.into_iter().map(|one| one.id);
    let wanted: Vec<i64> = all.filter(|id| open.as_ref().is_some_and(|open| open == "all" || *open == id.to_string())).collect();
    if !wanted.is_empty() {
        network::listen(&app).await.map_err(|why| Failure::bad("Chưa mở được cho máy tính bảng", why))?;
        app.keys().forms().open(&app.store(), &wanted).await?;
    }
    app.keys().forms().close(&app.store(), &Vec::from_iter(close)).await?;
    Ok(Redirect::to(&format!("/minutes?plan={plan}#forms")))
}

/// A form's fields, several of one name among them.
fn form_urlencoded(form: &[u8]) -> Vec<(String, String)> {
    let decoded = |part: &[u8]| {
        let mut out = Vec::new();
        let mut rest = part;
        while let Some((first, next)) = rest.split_first() {
            let hex = |at: usize| next.get(at).and_then(|byte| char::from(*byte).to_digit(16));
            match (first, hex(0), hex(1)) {
                (b'%', Some(high), Some(low)) => {
                    out.push((high * 16 + low) as u8);
                    rest = &next[2..];
                    continue;
                }
                (b'+', ..) => out.push(b' '),
                _ => out.push(*first),
            }
            rest = next;
        }
        String::from_utf8_lossy(&out).into_owned()
    };
    let pair = |part: &[u8]| {
        let at = part.iter().position(|byte| *byte == b'=').unwrap_or(part.len());
        (decoded(&part[..at]), decoded(part.get(at + 1..).unwrap_or_default()))
    };
    form.split(|byte| *byte == b'&').map(pair).collect()
}

/// What collects the minutes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Collector {
    Report,
    Notice,
}

/// `POST /minutes/{plan}/{collector}`: a report, or a notice of conclusions, over the plan's minutes.
pub(super) async fn collect(State(app): State<App>, asked: Result<Path<(i64, Collector)>, PathRejection>) -> Result<Response, PageFailure> {
    let Path((plan, collector)) = asked?;
    let (begun, of_plan) = (of_plan(&app, plan).await?, data(&app, plan).await?);
    let minutes: Vec<String> = begun.minutes.iter().map(|one| document_name(one.id)).collect();
    if minutes.is_empty() {
        return Err(Failure::bad("Kế hoạch này chưa có biên bản nào", "Chọn đơn vị và lập biên bản trước.").into());
    }
    let (slug, asks) = match collector {
        Collector::Report => ("bao-cao", "Kiến nghị"),
        Collector::Notice => ("thong-bao", "Yêu cầu khắc phục"),
    };
    let mut fields = begun::blank(&app, slug).await?;
    for key in ["organization_in_charge", "organ_name", "organ_code", "place", "profile", "signer_info"] {
        if let (Some(value), None) = (of_plan.get(key), fields.get(key)) {
            fields[key] = value.clone();
        }
    }
    fields["subject"] = of_plan["subject"].clone();
    let results = json!([{ "level": "dash", "compose": "minutes_units" }, { "level": "clause", "compose": "minutes_results" }]);
    let body = json!([
        { "level": "section", "heading": "Kết quả kiểm tra", "items": results },
        { "level": "section", "heading": asks, "items": [{ "compose": "recommendation_table" }] },
    ]);
    let mut inside = json!({ "minutes": minutes, "body": body });
    if let (Some(decision), Collector::Report) = (begun.decision, collector) {
        inside["decision"] = json!({ "file": document_name(decision) });
    }
    fields["content"] = inside;
    let id = app.store().create(&content(&app, &fields)?, &Files::new(), None).await?;
    Ok(Redirect::to(&format!("/documents/{id}")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_give_every_field_of_a_name() {
        let fields = form_urlencoded("unit=V%C4%83n+ph%C3%B2ng&unit=a%26b&plan=3&x&%zz=1".as_bytes());
        let expected = [("unit", "Văn phòng"), ("unit", "a&b"), ("plan", "3"), ("x", ""), ("%zz", "1")];
        assert_eq!(fields, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn an_address_becomes_a_square_of_dots() {
        let (size, path) = drawn("http://192.168.1.20:8123/#token=0123456789abcdef&to=/documents/12").unwrap();
        assert!(size >= 21 && path.starts_with("M0 0h1v1h-1z"), "the corner of every QR code is dark");
    }
}
