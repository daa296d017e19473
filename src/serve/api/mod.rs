//! The HTTP API: the program's commands for other programs and for its own pages. JSON in, files out.

pub(super) mod check;
pub(super) mod documents;
pub(super) mod files;
pub(super) mod forms;
pub(super) mod openapi;
pub(super) mod render;
pub(super) mod types;
