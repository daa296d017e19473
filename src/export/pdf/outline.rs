//! Bookmarks, nested by the depth of the headings.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::tags;
use super::values::{hundredths, text};
use crate::layout::{HeadingPlace, Pages};
use crate::style::Para;

/// A bookmark to be.
pub(super) struct Heading {
    title: String,
    depth: u8,
    page: usize,
    /// Height above the page's lower edge.
    top: f32,
}

/// The headings of a document with their places; `paras` are all paragraphs in reading order.
pub(super) fn headings(paras: &[&Para], pages: &Pages) -> Vec<Heading> {
    let heading = |&HeadingPlace { para, page, y }: &HeadingPlace| {
        let mut from = paras.get(para.index()..)?.iter();
        let para = from.next()?;
        // A part's title stands in the next paragraph.
        let more = from.next().filter(|next| tags::goes_on(para.component, next.component));
        let words: Vec<String> = std::iter::once(para).chain(more).map(|p| words(p)).collect();
        let height = pages.pages.get(page)?.height;
        Some(Heading { title: words.join(" "), depth: para.outline?, page, top: hundredths(height - y) })
    };
    pages.facts.headings.iter().filter_map(heading).collect()
}

fn words(para: &Para) -> String {
    para.runs
        .iter()
        .filter(|r| r.mark.is_none())
        .map(|r| if r.blank.is_some() { " " } else { &r.text })
        .collect::<String>()
        .replace('\u{a0}', " ")
        .trim()
        .to_owned()
}

/// One bookmark while the list is linked up; the first is the root.
#[derive(Default)]
struct Node {
    depth: Option<u8>,
    parent: usize,
    /// Its place among its parent's children.
    rank: usize,
    children: Vec<usize>,
    /// Bookmarks below it, at any depth.
    below: i64,
}

/// Writes the bookmarks; gives the root's number unless there are none.
pub(super) fn write(document: &mut Document, headings: &[Heading], pages: &[ObjectId]) -> Option<ObjectId> {
    if headings.is_empty() {
        return None;
    }
    let mut nodes = vec![Node::default()];
    for (i, heading) in headings.iter().enumerate() {
        // The nearest one before it that is less deep.
        let mut parent = i;
        while nodes[parent].depth >= Some(heading.depth) {
            parent = nodes[parent].parent;
        }
        let rank = nodes[parent].children.len();
        nodes[parent].children.push(i + 1);
        nodes.push(Node { depth: Some(heading.depth), parent, rank, ..Node::default() });
    }
    for i in (1..nodes.len()).rev() {
        let below = nodes[i].below + 1;
        let parent = nodes[i].parent;
        nodes[parent].below += below;
    }
    let ids: Vec<ObjectId> = nodes.iter().map(|_| document.new_object_id()).collect();
    for (i, node) in nodes.iter().enumerate() {
        let mut written = match i.checked_sub(1).map(|i| &headings[i]) {
            None => dictionary! { "Type" => "Outlines" },
            Some(heading) => entry(heading, pages, ids[node.parent]),
        };
        let siblings = &nodes[node.parent].children;
        for (key, sibling) in [("Prev", node.rank.checked_sub(1)), ("Next", Some(node.rank + 1))] {
            if let Some(sibling) = sibling.and_then(|s| siblings.get(s)).filter(|_| i > 0) {
                written.set(key, ids[*sibling]);
            }
        }
        if let (Some(first), Some(last)) = (node.children.first(), node.children.last()) {
            written.set("First", ids[*first]);
            written.set("Last", ids[*last]);
            written.set("Count", node.below);
        }
        document.set_object(ids[i], written);
    }
    ids.first().copied()
}

fn entry(heading: &Heading, pages: &[ObjectId], parent: ObjectId) -> Dictionary {
    let mut entry = dictionary! { "Title" => text(&heading.title), "Parent" => parent };
    if let Some(page) = pages.get(heading.page) {
        let place: Vec<Object> = vec![(*page).into(), "XYZ".into(), Object::Null, heading.top.into(), Object::Null];
        entry.set("Dest", place);
    }
    entry
}
