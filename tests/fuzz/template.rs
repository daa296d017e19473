//! Any text as a template (and as the partial `x`), rendered with a document's data; what comes out
//! is parsed as markup.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;
use vanban::diag::{SourceId, Sources};
use vanban::markup;
use vanban::model::read;
use vanban::template::{Store, Templates};

/// The data without what the program composes: the real pages are `pipeline`'s.
static DATA: LazyLock<Json> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let id = sources.add("example.yaml", include_str!("../../templates/thong-bao/example.yaml"));
    read::read(&sources, id).0.expect("example").to_json()
});

fuzz_target!(|text: &str| {
    let overrides = ["thong-bao/template.hbs", "partials/x.hbs"].map(|name| (name.to_owned(), text.to_owned()));
    let Ok(templates) = Templates::new(Store::builtin().with_overrides(overrides)) else { return };
    if let Ok(markup) = templates.render("thong-bao", DATA.clone(), &mut Sources::default()) {
        let _ = markup::parse(&markup, SourceId(0), &|_| None);
    }
});
