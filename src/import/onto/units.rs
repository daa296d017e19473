//! A paper as the paragraphs and tables that are compared.

use std::collections::BTreeMap;

use super::tokens::plain;
use crate::paper::{Block, Paper, Paragraph, Place, Table, paragraphs};
use crate::recognise::Draft;

/// A paragraph with words, or a table of content.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit<'p> {
    Line(&'p Paragraph),
    Table(&'p Table),
}

impl<'p> Unit<'p> {
    pub(super) fn place(&self) -> &'p Place {
        match self {
            Unit::Line(paragraph) => &paragraph.place,
            Unit::Table(table) => &table.place,
        }
    }

    /// All words.
    pub(super) fn text(&self) -> String {
        match self {
            Unit::Line(paragraph) => plain(paragraph),
            Unit::Table(table) => words(table.cells().flat_map(|c| paragraphs(&c.blocks))),
        }
    }

    /// The paragraphs.
    pub(super) fn lines(&self) -> Vec<&'p Paragraph> {
        match self {
            Unit::Line(paragraph) => vec![paragraph],
            Unit::Table(table) => table.cells().flat_map(|c| paragraphs(&c.blocks)).collect(),
        }
    }
}

/// The words of some paragraphs.
pub(super) fn words<'p>(all: impl Iterator<Item = &'p Paragraph>) -> String {
    all.map(plain).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}

/// All units in reading order, notes last.
pub(super) fn units<'p>(paper: &'p Paper, draft: &Draft<'p>) -> Vec<Unit<'p>> {
    let content: BTreeMap<*const Table, ()> = draft.tables().map(|(table, _)| (std::ptr::from_ref(table), ())).collect();
    let mut out = Vec::new();
    for block in &paper.blocks {
        match block {
            Block::Table(table) if content.contains_key(&std::ptr::from_ref(table)) => out.push(Unit::Table(table)),
            block => out.extend(paragraphs(std::slice::from_ref(block)).map(Unit::Line)),
        }
    }
    out.extend(paper.notes.iter().flat_map(|note| paragraphs(&note.blocks)).map(Unit::Line));
    out.retain(|unit| matches!(unit, Unit::Table(_)) || !unit.text().is_empty());
    out
}
