//! The structure tree of somebody's document: elements added at its end or beginning, and the way back to them.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::source::{DEPTH, Source};
use super::view::entry;

/// The element that holds the document's text: the only one below the root, else the root itself.
pub(super) fn document(source: &mut Source<'_>) -> Option<ObjectId> {
    let root = source.part("StructTreeRoot")?;
    let below = source.document.get_dictionary(root).ok()?.get(b"K").cloned().unwrap_or(Object::Null);
    let only = match &below {
        Object::Reference(id) => match source.document.get_object(*id) {
            Ok(Object::Array(list)) if list.len() == 1 => list[0].as_reference().ok(),
            Ok(Object::Dictionary(_)) => Some(*id),
            _ => None,
        },
        Object::Array(list) if list.len() == 1 => list[0].as_reference().ok(),
        _ => None,
    };
    let is_document =
        |element: &Dictionary| element.get(b"S").and_then(Object::as_name).is_ok_and(|role| role == b"Document" || role == b"Workbook");
    let document = only.filter(|id| source.document.get_dictionary(*id).is_ok_and(is_document));
    Some(document.unwrap_or(root))
}

/// Hangs an element below another one, behind what is there.
pub(super) fn append_kid(source: &mut Source<'_>, holder: ObjectId, kid: ObjectId) {
    with_kids(source, holder, |kids| kids.push(kid.into()));
}

/// Hangs an element below another one, before what is there.
pub(super) fn prepend_kid(source: &mut Source<'_>, holder: ObjectId, kid: ObjectId) {
    with_kids(source, holder, |kids| kids.insert(0, kid.into()));
}

fn with_kids(source: &mut Source<'_>, holder: ObjectId, change: impl FnOnce(&mut Vec<Object>)) {
    let kids = source.document.get_dictionary(holder).ok().and_then(|holder| entry(&source.document, holder, b"K")).cloned();
    let single = source.document.get_dictionary(holder).ok().and_then(|holder| holder.get(b"K").ok()).cloned();
    let mut list = match (kids, single) {
        (Some(Object::Array(list)), _) => list,
        (Some(_), Some(single)) => vec![single],
        _ => Vec::new(),
    };
    change(&mut list);
    source.change(holder, |holder| holder.set("K", list));
}

/// Adds what leads back from new content to its elements; gives the number that the content is to carry.
pub(super) fn append_parents(source: &mut Source<'_>, value: Object) -> Option<i64> {
    let root = source.part("StructTreeRoot")?;
    let tree = match source.numbered(root, "ParentTree") {
        Some(tree) => tree,
        None => {
            let tree = source.add(dictionary! { "Nums" => Vec::new() });
            source.change(root, |root| root.set("ParentTree", tree));
            tree
        }
    };
    let next = source.document.get_dictionary(root).ok()?.get(b"ParentTreeNextKey").and_then(Object::as_i64).unwrap_or(0);
    let key = next.max(last_key(source, tree).checked_add(1)?).max(0);
    let (kids, mut numbers) = (source.list(tree, b"Kids"), source.list(tree, b"Nums"));
    if kids.is_empty() {
        numbers.extend([key.into(), value]);
        source.change(tree, |tree| {
            tree.set("Nums", numbers);
            tree.remove(b"Limits");
        });
    } else {
        let leaf = source.add(dictionary! { "Limits" => vec![Object::from(key), key.into()], "Nums" => vec![key.into(), value] });
        source.change(tree, |tree| tree.set("Kids", kids.into_iter().chain([leaf.into()]).collect::<Vec<Object>>()));
    }
    source.change(root, |root| root.set("ParentTreeNextKey", key + 1));
    Some(key)
}

/// The largest number of a tree; numbers stand in their order.
fn last_key(source: &Source<'_>, tree: ObjectId) -> i64 {
    let mut node = tree;
    for _ in 0..DEPTH {
        let numbers = source.list(node, b"Nums");
        if let Some(last) = numbers.chunks(2).filter_map(|pair| pair[0].as_i64().ok()).max() {
            return last;
        }
        match source.list(node, b"Kids").last().and_then(|kid| kid.as_reference().ok()) {
            Some(kid) => node = kid,
            None => break,
        }
    }
    -1
}
