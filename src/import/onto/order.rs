//! What is seen of the data's lists while an edited document is read from its beginning to its end.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Element, Seen};

/// The elements of all lists in the order of the edited document.
#[derive(Default)]
pub(super) struct Order {
    pub(super) seen: BTreeMap<String, (bool, Vec<Seen>)>,
    pub(super) gone: BTreeMap<String, BTreeSet<String>>,
    /// The list at hand, and the nested one.
    last: Option<String>,
    text: Option<String>,
}

impl Order {
    pub(super) fn see(&mut self, list: &str, nested: bool, seen: Seen) {
        let all = &mut self.seen.entry(list.to_owned()).or_insert((nested, Vec::new())).1;
        let known = matches!(&seen, Seen::Old(path) if all.iter().any(|s| matches!(s, Seen::Old(p) if p == path)));
        if !known {
            all.push(seen);
        }
        self.at(list);
        if nested {
            self.text = Some(list.to_owned());
        }
    }

    pub(super) fn at(&mut self, list: &str) {
        self.last = Some(list.to_owned());
    }

    pub(super) fn has(&self, element: &Element) -> bool {
        let all = self.seen.get(&element.list).map(|(_, all)| all.as_slice()).unwrap_or_default();
        all.iter().any(|s| matches!(s, Seen::Old(path) if *path == element.path))
    }

    pub(super) fn lose(&mut self, element: Element) {
        self.seen.entry(element.list.clone()).or_insert((element.nested, Vec::new()));
        self.gone.entry(element.list).or_default().insert(element.path);
    }

    /// The list that a new element belongs to.
    pub(super) fn list(&self, plain: bool) -> Option<(String, bool)> {
        let last = self.last.clone()?;
        let nested = last.ends_with("/body");
        let open = ["/content/opening", "/content/closing"].contains(&last.as_str());
        match (nested, plain && open) {
            (true, _) => Some((last, true)),
            (_, true) => Some((last, false)),
            _ => self.text.clone().map(|list| (list, true)).or_else(|| Some(("/content/body".to_owned(), true))),
        }
    }
}
