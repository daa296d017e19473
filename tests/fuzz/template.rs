//! Any text as the template of a type (and as the partial `x`), rendered with the type's example.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vanban::font::Fonts;
use vanban::model::Files;
use vanban::pipeline::Engine;
use vanban::template::Store;

struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &str, _: &str) -> Result<(String, Vec<u8>), String> {
        Err(String::new())
    }
}

static EXAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let engine = Engine::new(Store::builtin(), fonts()).unwrap_or_else(|_| panic!("templates"));
    engine.example("thong-bao").and_then(Result::ok).expect("example").as_bytes().to_vec()
});

fn fonts() -> Fonts {
    Fonts::builtin().unwrap_or_else(|_| panic!("fonts"))
}

fuzz_target!(|text: &str| {
    let overrides = ["thong-bao/template.hbs", "partials/x.hbs"].map(|name| (name.to_owned(), text.to_owned()));
    if let Ok(engine) = Engine::new(Store::builtin().with_overrides(overrides), fonts()) {
        engine.compile("a.yaml", EXAMPLE.clone(), &Nothing);
    }
});
