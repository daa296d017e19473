//! Any bytes as a data file, all the way to DOCX and PDF. A file that begins with `{` is JSON.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vanban::font::Fonts;
use vanban::model::Files;
use vanban::pipeline::Engine;
use vanban::template::Store;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let fonts = Fonts::builtin().unwrap_or_else(|_| panic!("fonts"));
    Engine::new(Store::builtin(), fonts).unwrap_or_else(|_| panic!("templates"))
});

/// Every profile is that of the reference documents.
struct Profile;

impl Files for Profile {
    fn read(&self, _: &str, _: &str) -> Result<(String, Vec<u8>), String> {
        Ok(("profile.yaml".to_owned(), include_bytes!("../../data/profiles/so-khcn-lai-chau.yaml").to_vec()))
    }
}

fuzz_target!(|bytes: &[u8]| {
    let name = if bytes.starts_with(b"{") { "a.json" } else { "a.yaml" };
    let outcome = ENGINE.compile(name, bytes.to_vec(), &Profile);
    assert_eq!(outcome.compiled.is_none(), outcome.diagnostics.has_errors());
    if let Some(document) = &outcome.compiled {
        // A document that passed all checks can be written.
        let docx = ENGINE.docx(document).unwrap_or_else(|found| panic!("{found:?}"));
        let pdf = ENGINE.pdf(document).unwrap_or_else(|found| panic!("{found:?}"));
        assert!(docx.starts_with(b"PK") && pdf.starts_with(b"%PDF-"));
    }
});
