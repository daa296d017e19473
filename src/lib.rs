//! `vanban` compiles structured data into official Vietnamese administrative documents.
pub mod diag;
pub mod export;
pub mod font;
pub mod layout;
pub mod line;
pub mod markup;
pub mod model;
pub mod pipeline;
pub mod standard;
pub mod style;
pub mod template;
pub mod text;
pub mod tree;
pub mod units;
pub mod validate;
