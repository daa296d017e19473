//! Any bytes as a YAML data file: read, merged with themselves as profile, turned into JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanban::diag::Sources;
use vanban::model::{self, Files, read};

/// The data file is its own profile.
struct Itself(Vec<u8>);

impl Files for Itself {
    fn read(&self, _: &str, _: &str) -> Result<(String, Vec<u8>), String> {
        Ok(("profile.yaml".to_owned(), self.0.clone()))
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::default();
    let Ok(text) = read::decode("a.yaml", bytes.to_vec()) else { return };
    let id = sources.add("a.yaml", text);
    let (data, found) = model::load(&mut sources, id, &Itself(bytes.to_vec()));
    for finding in found.iter() {
        if let Some(span) = finding.span() {
            assert!(sources.line_column(span).is_some(), "{finding:?}");
        }
    }
    if let Some(data) = data {
        let _ = data.root.to_json();
    }
});
