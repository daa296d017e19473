//! What stands before items, by the values of the data that they came from: an editor shows it beside their words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Block, Document};

impl Document {
    /// The marker of each item that has one (`I.`, `a)`, `-`), by the path of its value in the data.
    pub fn markers(&self) -> BTreeMap<Arc<str>, String> {
        let mut out = Markers::new();
        let parts = self.attachments.iter().map(|a| &a.body).chain(self.appendices.iter().map(|a| &a.body));
        std::iter::once(&self.body).chain(parts).for_each(|body| collect(body, &mut out));
        out
    }
}

type Markers = BTreeMap<Arc<str>, String>;

fn collect(blocks: &[Block], out: &mut Markers) {
    for item in blocks.iter().filter_map(|block| if let Block::Item(item) = block { Some(item) } else { None }) {
        if let (Some(origin), Some(marker)) = (&item.origin, &item.marker) {
            out.insert(origin.path.clone(), marker.clone());
        }
        collect(&item.children, out);
    }
}
