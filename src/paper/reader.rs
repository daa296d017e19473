//! What a reader knows while it walks: the styles, where it is, open fields, and what it gathers over all stories.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::block::{FieldKind, NoteRef};
use super::numbering::Numbering;
use super::package::Relation;
use super::place::{CellPlace, Place, Story};
use super::properties::{ParaProps, RunProps};
use super::section::Stated;
use super::styles::Styles;
use super::{Remark, RemarkKind};

/// The reader's state while it walks.
pub(super) struct Reader<'s> {
    pub(super) styles: &'s Styles,
    pub(super) numbering: Numbering,
    pub(super) relations: BTreeMap<String, Relation>,
    /// Where it is.
    pub(super) story: Story,
    pub(super) part: Arc<str>,
    pub(super) paragraphs: usize,
    pub(super) tables: usize,
    pub(super) cell: Option<CellPlace>,
    pub(super) boxes: usize,
    pub(super) bytes: Range<usize>,
    /// The page of the text that was reached, where the file says where pages began.
    pub(super) page: Option<u32>,
    /// What the table around adds to the look.
    pub(super) around: (RunProps, ParaProps),
    /// Complex fields that are open, and simple ones around.
    pub(super) fields: Vec<OpenField>,
    pub(super) simple_fields: usize,
    pub(super) deep_fields: usize,
    /// Gathered over all stories.
    pub(super) total: usize,
    pub(super) notes: Vec<NoteRef>,
    pub(super) remarks: Vec<Remark>,
    pub(super) comments: Vec<(i32, Place)>,
    pub(super) sections: Vec<Stated>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(styles: &'s Styles, numbering: Numbering) -> Self {
        Reader {
            styles,
            numbering,
            relations: BTreeMap::new(),
            story: Story::Body,
            part: Arc::from(""),
            paragraphs: 0,
            tables: 0,
            cell: None,
            boxes: 0,
            bytes: 0..0,
            page: None,
            around: Default::default(),
            fields: Vec::new(),
            simple_fields: 0,
            deep_fields: 0,
            total: 0,
            notes: Vec::new(),
            remarks: Vec::new(),
            comments: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// Begins a story; its part's relations hold from here on.
    pub(super) fn enter(&mut self, story: Story, part: &str, relations: BTreeMap<String, Relation>) {
        (self.story, self.part, self.relations) = (story, Arc::from(part), relations);
        (self.paragraphs, self.tables, self.cell, self.boxes) = (0, 0, None, 0);
        self.fields.clear();
        self.deep_fields = 0;
    }

    /// The place of the paragraph that is being read.
    pub(super) fn place(&self) -> Place {
        Place {
            story: self.story,
            part: self.part.clone(),
            paragraph: self.paragraphs,
            cell: self.cell,
            boxed: self.boxes > 0,
            page: self.page.filter(|_| self.story == Story::Body),
            bytes: self.bytes.clone(),
        }
    }

    /// What a relation leads to.
    pub(super) fn target(&self, id: &str) -> Option<String> {
        self.relations.get(id).map(|r| r.target.clone())
    }

    /// Keeps what is told of a paragraph.
    pub(super) fn tell(&mut self, kind: RemarkKind, words: &str) {
        let place = self.place();
        self.remarks.push(Remark { kind, place, words: words.to_owned() });
    }
}

/// A complex field that is still open.
pub(super) struct OpenField {
    /// Its code, as far as it was read.
    pub(super) code: String,
    /// Whether its result is being read.
    pub(super) in_result: bool,
    /// Of a check box: whether it is checked.
    pub(super) checkbox: Option<bool>,
    /// Whether the paragraph knows of it.
    pub(super) told: bool,
}

impl OpenField {
    /// What it shows.
    pub(super) fn kind(&self) -> FieldKind {
        FieldKind::of(&self.code)
    }

    /// The address of a HYPERLINK field.
    pub(super) fn link(&self) -> Option<Arc<str>> {
        let rest = self.code.trim_start().strip_prefix("HYPERLINK")?;
        rest.split('"').nth(1).map(Arc::from)
    }
}
