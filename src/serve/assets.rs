//! Scripts, styles and fonts: inside the program, deflated once, known by their hash.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, OnceLock};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use include_dir::{Dir, include_dir};

use super::app::App;
use crate::cli::files::sha256;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/serve/assets");

/// One file as it is sent.
#[derive(Clone)]
struct Asset {
    kind: &'static str,
    tag: Arc<str>,
    plain: Arc<[u8]>,
    deflated: Arc<[u8]>,
}

impl Asset {
    fn new(name: &str, bytes: &[u8]) -> Option<Self> {
        let kind = match name.rsplit_once('.')?.1 {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "ttf" => "font/ttf",
            "txt" => "text/plain; charset=utf-8",
            _ => return None,
        };
        let mut writer = GzEncoder::new(Vec::new(), Compression::best());
        let deflated = writer.write_all(bytes).and_then(|()| writer.finish()).ok()?;
        Some(Asset { kind, tag: format!("\"{}\"", &sha256(bytes)[..32]).into(), plain: bytes.into(), deflated: deflated.into() })
    }

    /// The file, or that the browser has it already.
    fn sent(&self, headers: &HeaderMap) -> Response {
        let says = |name, words: &str| headers.get(name).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains(words));
        // A new version of the program has other files: a browser asks each time, and mostly hears that it has them.
        let common =
            [(header::ETAG, self.tag.to_string()), (header::CACHE_CONTROL, "no-cache".into()), (header::VARY, "accept-encoding".into())];
        if says(header::IF_NONE_MATCH, &self.tag) {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        let kind = [(header::CONTENT_TYPE, self.kind)];
        if says(header::ACCEPT_ENCODING, "gzip") {
            return (common, kind, [(header::CONTENT_ENCODING, "gzip")], self.deflated.to_vec()).into_response();
        }
        (common, kind, self.plain.to_vec()).into_response()
    }
}

/// Answers `/assets/NAME`.
pub(super) async fn asset(State(app): State<App>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    static OWN: OnceLock<BTreeMap<String, Asset>> = OnceLock::new();
    let own = OWN.get_or_init(|| {
        let faces = app.engine().fonts().faces().iter().zip(["regular", "bold", "italic", "bold-italic"]);
        let faces = faces.filter_map(|(face, name)| {
            let name = format!("fonts/{name}.ttf");
            Asset::new(&name, face.data()).map(|asset| (name, asset))
        });
        let files = FILES.files().filter_map(|file| {
            let name = file.path().to_str()?.to_owned();
            Asset::new(&name, file.contents()).map(|asset| (name, asset))
        });
        faces.chain(files).collect()
    });
    own.get(&name).map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| asset.sent(&headers))
}
