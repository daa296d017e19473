//! Any bytes as a PDF that is copied each way: refused, or copied into a file that begins with its bytes and reads again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vanban::copy::{Request, copy};
use vanban::font::Fonts;
use vanban::model::Files;
use vanban::pipeline::{Compiled, Engine, Given};
use vanban::standard::{CopyKind, Medium, Standard};
use vanban::template::Store;

struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        Err(format!("{path}: không có"))
    }
}

static SHARED: LazyLock<(Engine, Compiled)> = LazyLock::new(|| {
    let Ok(fonts) = Fonts::builtin() else { panic!("fonts") };
    let Ok(engine) = Engine::new(Store::builtin(), fonts) else { panic!("templates") };
    let Some(Ok(data)) = engine.example("trich-sao") else { panic!("example") };
    let block = engine.copy_block(CopyKind::TrichSao, &Given::default(), "a.yaml", data.as_bytes().to_vec(), &NoFiles);
    let Some(block) = block.compiled else { panic!("block") };
    (engine, block)
});

fuzz_target!(|bytes: &[u8]| {
    let (engine, block) = &*SHARED;
    let ways = [
        (CopyKind::SaoY, Medium::Electronic, Medium::Paper, None),
        (CopyKind::SaoY, Medium::Paper, Medium::Electronic, None),
        (CopyKind::TrichSao, Medium::Electronic, Medium::Electronic, Some(vec![1])),
    ];
    for (kind, from, to, pages) in ways {
        let request = Request { kind, from, to, pages, of_parts: false };
        let (copied, found) = copy(bytes, block, &request, Standard::nd30(), engine.fonts());
        assert_eq!(copied.is_none(), found.has_errors());
        if let Some(copied) = copied {
            let again = Request { kind: CopyKind::SaoY, from: Medium::Electronic, to: Medium::Paper, pages: None, of_parts: false };
            let (twice, _) = copy(&copied.bytes, block, &again, Standard::nd30(), engine.fonts());
            assert!(twice.is_some_and(|twice| twice.bytes.starts_with(&copied.bytes)));
        }
    }
});
