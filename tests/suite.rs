//! All integration tests, in one program: it is built and linked once. `cargo test golden::` runs those of one file.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read and write files, and run the program")]

mod common;

mod archive;
mod as_of_0_1;
mod attach;
mod batch;
mod bodies;
mod bounds;
mod breaks;
mod check;
mod clerks;
mod cli;
mod copies;
mod decisions;
mod errors;
mod facts;
mod fields;
mod forms;
mod generated;
mod golden;
mod growth;
mod import;
mod info;
mod joint;
mod links;
mod many;
mod minutes;
mod number_formats;
mod onto;
mod own_types;
mod pages;
mod paper;
mod parties;
mod pictures;
mod places;
mod properties;
mod reading_order;
mod recognise;
mod reference;
mod regressions;
mod reports;
mod separate;
#[cfg(feature = "serve")]
mod serve;
mod shapes;
mod shared;
mod sheet_cases;
mod sheets;
mod svg;
mod tidy;
mod typing;
mod units;
