//! The PDF.
use crate::{diag::Diagnostics, font::Fonts, layout::Pages, style::Flow};
/// Stub
pub fn write(_flow: &Flow, _pages: &Pages, _fonts: &Fonts, _metadata: &super::Metadata) -> Result<Vec<u8>, Diagnostics> { Ok(Vec::new()) }
