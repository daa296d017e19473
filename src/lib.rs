//! `vanban` compiles structured data into official Vietnamese administrative documents
//! (văn bản hành chính, Nghị định 30/2020/NĐ-CP) as DOCX and PDF.
//!
//! The data goes one way: [`model`] reads it, [`content`] completes its records, [`shape`] and
//! [`validate`] check it, [`mod@derive`] composes from it, [`template`] turns it into
//! markup, [`markup`] parses that into the [`tree`], whose [`constituents`] are counted, [`style`] gives every node
//! its look, [`layout`] makes pages, [`export`] writes the files. [`pipeline`] runs the stages in order.
//!
//! ```
//! use vanban::{font::Fonts, pipeline::Engine, template::Store};
//!
//! struct NoFiles;
//! impl vanban::model::Files for NoFiles {
//!     fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
//!         Err(format!("{path} is not here"))
//!     }
//! }
//!
//! let fonts = Fonts::builtin().map_err(|_| "fonts")?;
//! let engine = Engine::new(Store::builtin(), fonts).map_err(|_| "templates")?;
//! let data = engine.example("ke-hoach").and_then(Result::ok).ok_or("example")?;
//! let outcome = engine.compile("ke-hoach.yaml", data.as_bytes().to_vec(), &NoFiles);
//! let document = outcome.compiled.ok_or("errors")?;
//! assert!(engine.docx(&document).is_ok());
//! # Ok::<(), &str>(())
//! ```

#[cfg(feature = "cli")]
pub mod cli;
pub mod constituents;
pub mod content;
pub mod copy;
pub mod derive;
pub mod diag;
pub mod export;
pub mod facts;
pub mod font;
pub mod import;
pub mod layout;
pub mod limits;
pub mod line;
pub mod markup;
pub mod model;
pub mod paper;
pub mod picture;
pub mod pipeline;
pub mod recognise;
pub mod review;
pub mod rules;
#[cfg(feature = "serve")]
pub mod serve;
pub mod shape;
pub mod standard;
pub mod style;
pub mod template;
pub mod text;
pub mod tree;
pub mod units;
pub mod validate;
