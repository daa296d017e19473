//! What copy is asked for.

use crate::standard::{CopyKind, Medium};

/// What is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The kind of copy.
    pub kind: CopyKind,
    /// What the source stands on.
    pub from: Medium,
    /// What the copy is to stand on.
    pub to: Medium,
    /// The pages of an extract, from 1; without them all that the source holds.
    pub pages: Option<Vec<usize>>,
    /// Whether the source was already made of the parts that an extract is to show.
    pub of_parts: bool,
}
