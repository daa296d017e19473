//! The DOCX.
use crate::{diag::Diagnostics, font::Fonts, layout::Facts, style::Flow};
/// Stub
pub fn write(_flow: &Flow, _facts: &Facts, _fonts: &Fonts, _metadata: &super::Metadata) -> Result<Vec<u8>, Diagnostics> { Ok(Vec::new()) }
