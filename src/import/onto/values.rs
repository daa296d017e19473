//! The values of the data that a paragraph shows.

use std::collections::BTreeSet;

use crate::diag::SourceId;
use crate::model::node::{Node, Value};
use crate::tree::Origin;

/// The data file, and where each paragraph of its document came from.
pub(super) struct Data<'a> {
    pub(super) root: &'a Node,
    pub(super) source: SourceId,
    /// By the number of the paragraph, from 1.
    pub(super) origins: &'a [Option<Origin>],
    /// All paths that some paragraph begins with.
    first: BTreeSet<&'a str>,
}

/// A value of the data and its words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) path: String,
    pub(super) words: String,
}

impl<'a> Data<'a> {
    pub(super) fn new(root: &'a Node, source: SourceId, origins: &'a [Option<Origin>]) -> Self {
        let first = origins.iter().flatten().map(|o| &*o.path).collect();
        Data { root, source, origins, first }
    }

    /// Where a paragraph came from.
    pub(super) fn origin(&self, paragraph: usize) -> Option<&'a Origin> {
        self.origins.get(paragraph.checked_sub(1)?)?.as_ref()
    }

    /// The path of the value that a paragraph of this file begins with.
    pub(super) fn path(&self, paragraph: usize) -> Option<&'a str> {
        let origin = self.origin(paragraph).filter(|o| o.span.source == self.source)?;
        let (node, end) = self.root.nearest_on(&origin.path);
        (end == origin.path.len() && node.span == origin.span).then_some(&*origin.path)
    }

    /// The values that stand in a paragraph, in their order there.
    pub(super) fn values(&self, paragraph: usize, shown: &str) -> Vec<Shown> {
        let Some(path) = self.path(paragraph) else { return Vec::new() };
        let low = shown.to_lowercase();
        let at = |words: &str| low.find(&bare(words));
        let mut all: Vec<(usize, Shown)> = Vec::new();
        if let Some(words) = words(self.root.nearest_on(path).0) {
            all.push((at(&words).unwrap_or(0), Shown { path: path.to_owned(), words }));
        }
        let (above, _) = path.rsplit_once('/').unwrap_or_default();
        for entry in self.root.nearest_on(above).0.entries() {
            let other = format!("{above}/{}", entry.key);
            let Some(words) = words(&entry.node).filter(|w| !w.is_empty()) else { continue };
            let is_name = ["level", "kind", "align", "width", "marker", "type", "profile"].contains(&entry.key.as_str());
            if let Some(at) = at(&words).filter(|_| !is_name && !self.first.contains(other.as_str())) {
                all.push((at, Shown { path: other, words }));
            }
        }
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, shown)| shown).collect()
    }
}

/// A text, or a number as it is written.
fn words(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Words without light notation, small.
fn bare(words: &str) -> String {
    words.replace("**", "").replace('*', "").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
