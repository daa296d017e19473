//! Who may ask for what: the addresses that are ours, requests of our own pages only, the token; and what browsers are
//! told about every answer.

use std::collections::BTreeMap;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::Value;

use super::app::App;
use super::documents::{self, linked, named};
use super::failure::Failure;
use super::keys::Way;
use super::network::ViaNetwork;

/// Scripts, styles and fonts are the program's own; nothing is framed, nothing is sent elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // With `no-referrer` browsers send a form's change without its origin, which is refused here.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Every request passes here.
pub(super) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let comes_by_network = request.extensions().get::<ViaNetwork>().is_some();
    // From the network only forms are opened, whatever else somebody shows.
    let way = app.keys().opens(request.headers()).filter(|way| !comes_by_network || matches!(way, Way::Form(_)));
    let mut response = match refused(&app, &request, way) {
        Some(refusal) => refusal,
        None => {
            request.extensions_mut().insert(way);
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if comes_by_network {
        // Browsers heed it over encrypted connections alone, and complain elsewhere.
        headers.remove("cross-origin-opener-policy");
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn refused(app: &App, request: &Request, way: Option<Way>) -> Option<Response> {
    let (headers, path) = (request.headers(), request.uri().path());
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !app.is_own_host(host) {
        let help = format!("Mở chương trình bằng địa chỉ http://127.0.0.1:{}/", app.port());
        return Some(Failure::new(StatusCode::MISDIRECTED_REQUEST, "Địa chỉ này không phải của chương trình", help).into_response());
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_free = reads && (["/", "/api/openapi.json"].contains(&path) || path.starts_with("/assets/"));
    if !is_free && is_foreign(headers, host, reads, way) {
        let message = "Yêu cầu đến từ một trang khác, không phải từ chương trình";
        return Some(Failure::new(StatusCode::FORBIDDEN, message, "Làm lại từ trang của chương trình.").into_response());
    }
    if is_free || path == "/session" || way.is_some_and(|way| way.leads_to(request.method(), path)) {
        return None;
    }
    if path.starts_with("/api/") || !reads {
        return Some(closed(app, headers).into_response());
    }
    Some(Redirect::to("/").into_response())
}

/// What somebody hears who may not ask: a tablet, a browser, another program.
fn closed(app: &App, headers: &HeaderMap) -> Failure {
    let (message, help) = if app.keys().is_closed(headers) {
        ("Biểu mẫu này đã đóng", "Chữ đã ghi vẫn giữ trên máy này. Nhờ người ở máy chính mở lại biểu mẫu rồi quét mã QR mới.")
    } else if headers.contains_key("sec-fetch-site") {
        ("Trình duyệt này chưa mở chương trình", "Mở lại chương trình vanban trên máy này. Chữ đã gõ vẫn giữ trong trình duyệt.")
    } else {
        ("Cần mã mở chương trình", "Gửi Authorization: Bearer với mã trong tệp token của thư mục dữ liệu.")
    };
    Failure::new(StatusCode::UNAUTHORIZED, message, help)
}

/// Whether a browser asks for another page than ours. Programs that show the token are no browsers.
fn is_foreign(headers: &HeaderMap, host: &str, reads: bool, way: Option<Way>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(origin) = text("origin")
        && origin != format!("http://{host}")
    {
        return true;
    }
    match text("sec-fetch-site") {
        Some("same-origin") => false,
        // Typed, or opened by another program: a page may be shown, nothing may be changed.
        Some("none") => !reads,
        Some(_) => !(reads && text("sec-fetch-mode") == Some("navigate")),
        None => !reads && way != Some(Way::Bearer) && text("origin").is_none(),
    }
}

/// What data that is sent may name. A tablet may name what the document of its key names already, lest it read others;
/// all else may name every document.
pub(super) async fn may_name(app: &App, way: Option<Way>, document: Option<i64>, data: &Value) -> Result<(), Failure> {
    let Some(Way::Form(own)) = way else { return Ok(()) };
    let refused = || {
        let help = "Máy tính bảng chỉ mở được biểu mẫu của mã QR này; việc khác làm trên máy chính.";
        Err(Failure::new(StatusCode::FORBIDDEN, "Biểu mẫu này không được mở văn bản khác", help))
    };
    if document != Some(own) {
        return refused();
    }
    let asked = named(data);
    let known = if asked.is_empty() { BTreeMap::new() } else { linked(app, &documents::data(app, own).await?).await? };
    if asked.iter().all(|id| known.contains_key(id)) { Ok(()) } else { refused() }
}

/// What the shell page sends.
#[derive(Deserialize)]
pub(super) struct Opening {
    token: String,
}

/// Trades the token for a cookie.
pub(super) async fn open(
    State(app): State<App>,
    network: Option<Extension<ViaNetwork>>,
    Json(opening): Json<Opening>,
) -> Result<Response, Failure> {
    let cookie = if network.is_some() { app.keys().traded_key(&opening.token) } else { app.keys().traded(&opening.token) };
    let Some(cookie) = cookie else {
        return Err(Failure::new(
            StatusCode::UNAUTHORIZED,
            "Mã mở chương trình không đúng",
            "Mở lại chương trình, hoặc dùng địa chỉ mà cửa sổ chương trình in ra; máy tính bảng: quét lại mã QR.",
        ));
    };
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}
