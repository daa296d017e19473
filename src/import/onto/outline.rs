//! The lists of the data as an edited document has them: elements that stayed, went, came or moved.

use std::collections::{BTreeMap, BTreeSet};

use super::patch::Child;
use crate::import::yaml::Node as Made;
use crate::model::node::{Node, Value};
use crate::tree::Level;

/// An element of the data that a paragraph belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    /// The list: a whole body for all that is nested in it.
    pub(super) list: String,
    /// Its path.
    pub(super) path: String,
    /// Whether elements are nested there by levels.
    pub(super) nested: bool,
}

/// The element that a value belongs to; absent where it is a field of its own.
pub(super) fn element(root: &Node, path: &str) -> Option<Element> {
    let steps: Vec<&str> = path.split('/').collect();
    let number = |at: usize| steps.get(at).is_some_and(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()));
    if let Some(body) = (1..steps.len()).find(|at| steps[*at] == "body" && number(at + 1)) {
        let mut end = body + 2;
        while steps.get(end) == Some(&"items") && number(end + 1) {
            end += 2;
        }
        return Some(Element { list: steps[..=body].join("/"), path: steps[..end].join("/"), nested: true });
    }
    let last = steps.len() - 1;
    let (node, end) = root.nearest_on(path);
    let is_text = matches!(node.value, Value::Text(_)) && end == path.len();
    (number(last) && is_text).then(|| Element { list: steps[..last].join("/"), path: path.to_owned(), nested: false })
}

/// An element in the order of the edited document.
#[derive(Clone, Debug)]
pub(super) enum Seen {
    /// One of the data.
    Old(String),
    /// A new one, and its level.
    New(Made, Option<Level>),
}

/// Something of a list, old or new.
struct Entry {
    seen: Seen,
    /// The old one above it.
    above: Option<String>,
    level: Option<Level>,
    /// Whether others may stand below it.
    holds: bool,
    /// Its place now: the entry above.
    parent: Option<usize>,
}

/// The lists below and at `list` that are others now; `gone` are elements of which nothing is left.
pub(super) fn lists(root: &Node, list: &str, nested: bool, seen: Vec<Seen>, gone: &BTreeSet<String>) -> BTreeMap<String, Vec<Child>> {
    let mut old = Vec::new();
    walk(root, list, None, nested, &mut old);
    let mut entries: Vec<Entry> = seen
        .into_iter()
        .map(|seen| {
            let (above, level, holds) = match &seen {
                Seen::Old(path) => {
                    old.iter().find(|e| e.path == *path).map_or((None, None, false), |e| (e.above.clone(), e.level, e.holds))
                }
                Seen::New(_, level) => (None, *level, level.is_some()),
            };
            Entry { seen, above, level, holds, parent: None }
        })
        .collect();
    // What shows no words stays behind what it stood behind.
    for (at, element) in old.iter().enumerate() {
        let is = |e: &Entry, path: &str| matches!(&e.seen, Seen::Old(p) if p == path);
        if gone.contains(&element.path) || entries.iter().any(|e| is(e, &element.path)) {
            continue;
        }
        let before = old[..at].iter().rev().find_map(|o| entries.iter().position(|e| is(e, &o.path)));
        let entry = Entry {
            seen: Seen::Old(element.path.clone()),
            above: element.above.clone(),
            level: element.level,
            holds: element.holds,
            parent: None,
        };
        entries.insert(before.map_or(0, |at| at + 1), entry);
    }
    nest(&mut entries);
    let mut out = BTreeMap::new();
    let now = children(&entries, None);
    differ(&old, None, list, now, &mut out);
    for (at, entry) in entries.iter().enumerate() {
        if let Seen::Old(path) = &entry.seen {
            differ(&old, Some(path), &format!("{path}/items"), children(&entries, Some(at)), &mut out);
        }
    }
    out
}

/// Notes the elements of a list where they are others than before.
fn differ(old: &[Old], above: Option<&String>, list: &str, now: Vec<Child>, out: &mut BTreeMap<String, Vec<Child>>) {
    let before = old.iter().filter(|o| o.above.as_ref() == above).map(|o| Child::Kept(o.path.clone()));
    if now.iter().cloned().ne(before) {
        out.insert(list.to_owned(), now);
    }
}

struct Old {
    path: String,
    above: Option<String>,
    level: Option<Level>,
    holds: bool,
}

fn walk(root: &Node, list: &str, above: Option<&str>, nested: bool, out: &mut Vec<Old>) {
    let Value::List(all) = &root.nearest_on(list).0.value else { return };
    for (at, node) in all.iter().enumerate() {
        let path = format!("{list}/{at}");
        let level = node.get("level").and_then(Node::text).and_then(|name| Level::NAMES.iter().find(|(_, n)| *n == name)).map(|(l, _)| *l);
        let holds = nested && matches!(node.value, Value::Map(_)) && node.get("table").is_none() && node.get("image").is_none();
        out.push(Old { path: path.clone(), above: above.map(str::to_owned), level, holds });
        if nested && node.entry("items").is_some() {
            walk(root, &format!("{path}/items"), Some(&path), nested, out);
        }
    }
}

/// Finds what each entry stands below.
fn nest(entries: &mut [Entry]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..entries.len() {
        let is_above = |i: &usize| matches!(&entries[*i].seen, Seen::Old(p) if Some(p) == entries[at].above.as_ref());
        let (is_old, level) = (matches!(entries[at].seen, Seen::Old(_)), entries[at].level);
        let stays = match (&entries[at].above, open.iter().position(is_above)) {
            (None, _) if is_old => Some(0),
            (Some(_), Some(depth)) => Some(depth + 1),
            _ => None,
        };
        // One of the same level, with nothing larger since, stands beside.
        let beside = || {
            let since = |i: usize| entries[i + 1..at].iter().all(|e| e.level.is_none() || e.level >= level);
            let same = (0..at).rev().find(|i| level.is_some() && entries[*i].level == level).filter(|i| since(*i))?;
            Some(entries[same].parent.and_then(|p| open.iter().position(|i| *i == p)).map_or(0, |depth| depth + 1))
        };
        let depth = stays.or_else(beside).unwrap_or_else(|| {
            let holds = |i: &usize| match (level, entries[*i].level) {
                (Some(level), Some(above)) => above < level,
                (None, Some(above)) => above.is_numbered(),
                (_, None) => false,
            };
            open.iter().rposition(holds).map_or(0, |depth| depth + 1)
        });
        open.truncate(depth);
        entries[at].parent = open.last().copied();
        if entries[at].holds {
            open.push(at);
        }
    }
}

fn children(entries: &[Entry], parent: Option<usize>) -> Vec<Child> {
    let below = entries.iter().enumerate().filter(|(_, e)| e.parent == parent);
    below
        .map(|(at, entry)| match &entry.seen {
            Seen::Old(path) => Child::Kept(path.clone()),
            Seen::New(made, _) => Child::Added(made.clone(), children(entries, Some(at))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::import::yaml::text;
    use crate::model::read;

    const BODY: &str = "content:\n  body:\n    - level: section\n      heading: I\n      items:\n        - level: clause\n          text: \"1\"\n        \
        - level: clause\n          text: \"2\"\n          items:\n            - level: point\n              text: a\n    - level: section\n      heading: II\n";

    fn root() -> Node {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", BODY);
        read::read(&sources, id).0.unwrap()
    }

    fn of(seen: &[(&str, Option<Level>)], gone: &[&str]) -> BTreeMap<String, Vec<Child>> {
        let seen = seen.iter().map(|(name, level)| match name.strip_prefix('+') {
            Some(words) => Seen::New(text(words), *level),
            None => Seen::Old(format!("/content/body/{name}")),
        });
        let gone = gone.iter().map(|g| format!("/content/body/{g}")).collect();
        lists(&root(), "/content/body", true, seen.collect(), &gone)
    }

    fn kept(path: &str) -> Child {
        Child::Kept(format!("/content/body/{path}"))
    }

    #[test]
    fn what_stays_changes_nothing() {
        assert!(of(&[("0", None), ("0/items/0", None), ("0/items/1", None), ("0/items/1/items/0", None), ("1", None)], &[]).is_empty());
        assert!(of(&[("0", None), ("1", None)], &[]).is_empty());
    }

    #[test]
    fn a_new_item_stands_beside_those_of_its_level() {
        let all =
            [("0", None), ("0/items/0", None), ("0/items/1", None), ("0/items/1/items/0", None), ("+3", Some(Level::Clause)), ("1", None)];
        let found = of(&all, &[]);
        assert_eq!(found.keys().collect::<Vec<_>>(), ["/content/body/0/items"]);
        assert_eq!(found["/content/body/0/items"], [kept("0/items/0"), kept("0/items/1"), Child::Added(text("3"), Vec::new())]);
    }

    #[test]
    fn a_moved_item_goes_to_what_it_stands_below() {
        let all = [("0", None), ("0/items/0", None), ("1", None), ("0/items/1", None), ("0/items/1/items/0", None)];
        let found = of(&all, &[]);
        assert_eq!(found["/content/body/0/items"], [kept("0/items/0")]);
        assert_eq!(found["/content/body/1/items"], [kept("0/items/1")]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn what_stood_below_a_lost_item_goes_to_the_one_before() {
        let all = [("0", None), ("0/items/0", None), ("0/items/1/items/0", None), ("1", None)];
        let found = of(&all, &["0/items/1"]);
        assert_eq!(found["/content/body/0/items"], [kept("0/items/0")]);
        assert_eq!(found["/content/body/0/items/0/items"], [kept("0/items/1/items/0")]);
    }

    #[test]
    fn paths_lead_to_their_element() {
        let body = element(&root(), "/content/body/0/items/1/items/0/text").unwrap();
        assert_eq!((body.list.as_str(), body.path.as_str()), ("/content/body", "/content/body/0/items/1/items/0"));
        assert_eq!(element(&root(), "/subject"), None);
    }
}
