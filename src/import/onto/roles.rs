//! What a new paragraph of an edited document is, and the data that it becomes.

use std::collections::BTreeMap;

use crate::import::words::{Look, notation};
use crate::import::yaml::{Node as Made, text};
use crate::import::{Context, items};
use crate::paper::{Paragraph, Table};
use crate::recognise::{Draft, Element, Found, Piece};
use crate::tree::{Level, Numbering};

/// What something new is.
pub(super) enum Role<'d, 'p> {
    /// An element of a text.
    Text(&'d Element<'p>),
    /// A line of a list at the head or foot, by the list's path.
    Line(&'static str, &'d Found<'p, String>),
}

/// The roles of a document's paragraphs and tables.
pub(super) struct Roles<'d, 'p> {
    lines: BTreeMap<*const Paragraph, Role<'d, 'p>>,
    tables: BTreeMap<*const Table, &'d Element<'p>>,
}

impl<'d, 'p> Roles<'d, 'p> {
    pub(super) fn of(draft: &'d Draft<'p>) -> Self {
        let mut lines = BTreeMap::new();
        let mut tables = BTreeMap::new();
        let lists =
            [("/to", &draft.front.addressees), ("/content/legal_bases", &draft.front.legal_bases), ("/to_places", &draft.foot.recipients)];
        for (list, found) in lists.into_iter().flat_map(|(list, all)| all.iter().map(move |found| (list, found))) {
            lines.extend(found.pieces.first().map(|p| (std::ptr::from_ref(p.paragraph), Role::Line(list, found))));
        }
        let texts = draft.body.iter().chain(&draft.after).chain(draft.appendices.iter().flat_map(|a| &a.body));
        for element in texts {
            let paragraph: &Paragraph = match element {
                Element::Paragraph(piece) => piece.paragraph,
                Element::Item(item) => item.piece.paragraph,
                Element::Picture(paragraph) => paragraph,
                Element::Table(table, _) => {
                    tables.insert(std::ptr::from_ref(*table), element);
                    continue;
                }
            };
            lines.insert(std::ptr::from_ref(paragraph), Role::Text(element));
        }
        Roles { lines, tables }
    }

    pub(super) fn line(&self, paragraph: &Paragraph) -> Option<&Role<'d, 'p>> {
        self.lines.get(&std::ptr::from_ref(paragraph))
    }

    pub(super) fn table(&self, table: &Table) -> Option<&'d Element<'p>> {
        self.tables.get(&std::ptr::from_ref(table)).copied()
    }
}

/// An element as data, with its level.
pub(super) fn made<'p>(element: &Element<'p>, numbering: Numbering, context: &mut Context<'p>) -> Option<(Made, Option<Level>)> {
    let level = if let Element::Item(item) = element { Some(item.level) } else { None };
    let made = items::of(std::slice::from_ref(element), numbering, context).into_iter().next()?;
    Some((made, level))
}

/// A line of a list as data.
pub(super) fn line(list: &str, found: &Found<String>, context: &Context) -> Made {
    match list {
        "/content/legal_bases" => text(notation(&found.pieces, Look::ITALIC, &context.notes).trim_end_matches([';', '.', ',', ' '])),
        "/to_places" => {
            let words = found.pieces.iter().map(Piece::words).collect::<Vec<_>>().join(" ");
            text(words.trim_end_matches([';', '.', ' ']).trim_start_matches(['-', '–', ' ']))
        }
        _ => text(found.value.trim_end_matches([';', '.', ' '])),
    }
}
