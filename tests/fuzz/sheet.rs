//! Any bytes as a spreadsheet: opened, every visible sheet read, its head found.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanban::diag::Sources;
use vanban::model::sheet::Book;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.xlsx", "a.csv", "a.jsonl"] {
        let mut sources = Sources::default();
        let Ok(mut book) = Book::open(name, bytes.to_vec(), None) else { continue };
        let sheets: Vec<Option<String>> = book.sheets().into_iter().map(|s| s.map(str::to_owned)).collect();
        for sheet in sheets {
            let (sheet, found) = book.read(sheet.as_deref(), &mut sources);
            sheet.table();
            let cells = sheet.rows.iter().flat_map(|r| r.cells.iter().map(|c| c.span));
            for span in cells.chain(found.iter().filter_map(|d| d.span())) {
                assert!(sources.place(span).is_some(), "{span:?}");
            }
        }
    }
});
