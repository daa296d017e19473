//! Where a part of the document came from.

use std::sync::Arc;

use super::Inline;
use crate::diag::Span;

/// A value of the data that words were made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its path in the data: a JSON pointer, for a linked document with that document's number before it.
    pub path: Arc<str>,
    /// Its place in a file.
    pub span: Span,
}

/// Where the first words of a paragraph came from that came from the data; the template's own have no origin.
pub fn origin(inlines: &[Inline]) -> Option<&Origin> {
    inlines.iter().find_map(|inline| inline.origin.as_ref())
}
