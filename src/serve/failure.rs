//! What went wrong with a request, in words that say what to do: JSON for programs, a page for people.

use askama::Template;
use axum::Json;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use super::store::{self, Trouble};
use super::wording::{Wording, sentence};
use crate::diag::{Diagnostics, Sources, json};

/// Findings that a page lists.
const SHOWN: usize = 20;

/// Why a request was not done.
#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    message: String,
    help: String,
    /// More fields beside the error: findings, the version that is stored.
    with: serde_json::Map<String, Value>,
}

/// A failure that is shown to a person as a page.
pub(super) struct PageFailure(Failure);

#[derive(Template)]
#[template(path = "failure.html")]
struct Page<'a> {
    message: &'a str,
    help: &'a str,
    /// What is wrong in which place.
    findings: Vec<String>,
}

impl Failure {
    pub(super) fn new(status: StatusCode, message: impl Into<String>, help: impl Into<String>) -> Self {
        Failure { status, message: message.into(), help: help.into(), with: serde_json::Map::new() }
    }

    /// What was sent cannot be taken.
    pub(super) fn bad(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message, help)
    }

    /// There is no such thing.
    pub(super) fn missing(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("Không có {what}"), "Quay lại trang đầu và chọn lại.")
    }

    /// The document has errors; `findings` say which.
    pub(super) fn findings(message: impl Into<String>, findings: Vec<Value>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, message, "Sửa những lỗi được nêu rồi làm lại.").and("findings", Value::Array(findings))
    }

    /// The same of findings as the library gives them.
    pub(super) fn found(message: impl Into<String>, sources: &Sources, found: &Diagnostics) -> Self {
        Self::findings(message, found.iter().map(|one| json::finding(sources, one)).collect())
    }

    /// Adds a field beside the error.
    pub(super) fn and(mut self, key: &str, value: Value) -> Self {
        self.with.insert(key.to_owned(), value);
        self
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut body = self.with;
        body.insert("error".into(), json!({ "message": self.message, "help": self.help }));
        (self.status, Json(Value::Object(body))).into_response()
    }
}

impl<E: Into<Failure>> From<E> for PageFailure {
    fn from(error: E) -> Self {
        PageFailure(error.into())
    }
}

impl IntoResponse for PageFailure {
    fn into_response(self) -> Response {
        let Failure { status, message, help, with } = self.0;
        let errors = with.get("findings").and_then(Value::as_array).into_iter().flatten().filter(|one| one["severity"] == "error");
        let findings = errors.take(SHOWN).map(said).collect();
        let page = Page { message: &message, help: &help, findings }.render();
        (status, page.map_or_else(|_| message.clone().into_response(), |html| Html(html).into_response())).into_response()
    }
}

/// A finding as a line of the page.
fn said(found: &Value) -> String {
    let words = |part: &Value| part.as_str().map(|words| Wording::default().said(words)).unwrap_or_default();
    // Lines of data that nobody sees are no places.
    let is_seen = ["cell", "paragraph"].iter().any(|kind| !found["place"][*kind].is_null());
    let place = found["place"]["name"].as_str().filter(|_| is_seen).map(|name| format!("{name}: ")).unwrap_or_default();
    place + &sentence(&words(&found["message"])) + &words(&found["help"])
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Missing => Self::missing("mục này"),
            Trouble::Conflict { version } => Self::new(
                StatusCode::CONFLICT,
                "Văn bản này vừa được lưu ở một cửa sổ khác",
                "Chữ bạn gõ vẫn còn ở đây. Xem bản kia, rồi chọn giữ bản nào; không bản nào bị mất.",
            )
            .and("version", version.into()),
            Trouble::Full => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "Ổ đĩa đã đầy hoặc không ghi được nên chưa lưu",
                "Đừng đóng trang này. Xóa bớt tệp trên ổ đĩa; chương trình tự lưu lại khi có chỗ.",
            ),
            Trouble::Other(why) => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("Kho văn bản báo lỗi: {why}"),
                "Đừng đóng trang này; thử lại. Nếu vẫn lỗi, khởi động lại chương trình: kho hỏng được dựng lại từ bản sao lưu.",
            ),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(_: askama::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Không dựng được trang", "Tải lại trang.")
    }
}

impl From<tokio::task::JoinError> for Failure {
    fn from(_: tokio::task::JoinError) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Chương trình gặp lỗi khi xử lý",
            "Thử lại; nếu vẫn lỗi, gửi tệp này cho người làm chương trình.",
        )
    }
}

/// Too large, or not what the address takes.
fn rejected(status: StatusCode) -> Failure {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        let most = crate::limits::FILE >> 20;
        return Failure::new(
            status,
            format!("Tệp lớn quá {most} MB"),
            "Văn bản không cần tệp lớn như vậy: chọn đúng tệp, hoặc giảm cỡ ảnh trong tệp.",
        );
    }
    Failure::new(status, "Yêu cầu không đúng dạng", "Tải lại trang rồi làm lại; chương trình khác: xem /api/openapi.json.")
}

macro_rules! rejections {
    ($($rejection:ty),+) => {
        $(impl From<$rejection> for Failure {
            fn from(rejection: $rejection) -> Self {
                rejected(rejection.status())
            }
        })+
    };
}

rejections!(JsonRejection, FormRejection, PathRejection, QueryRejection, MultipartRejection, MultipartError);

impl From<store::Unusable> for Failure {
    fn from(unusable: store::Unusable) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, unusable.to_string(), "Khởi động lại chương trình.")
    }
}
