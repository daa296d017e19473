//! Sections: paper, margins, and what stands in the margins of their pages.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::block::{Block, FieldKind, Paragraph, paragraphs};
use super::look::{Alignment, Font};
use super::package::Relation;
use super::place::Story;
use super::xml::{attr, child, is_true, length, on, val, word};
use crate::units::Twips;

/// Distances from the paper's edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after its edge")]
pub struct Margins {
    pub top: Twips,
    pub bottom: Twips,
    pub left: Twips,
    pub right: Twips,
    pub header: Twips,
    pub footer: Twips,
    pub gutter: Twips,
}

/// Pages of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The blocks of [`super::Paper::blocks`] that belong to it.
    pub blocks: std::ops::Range<usize>,
    /// Width of the paper.
    pub width: Twips,
    /// Height of the paper.
    pub height: Twips,
    /// Its margins.
    pub margins: Margins,
    /// Whether it goes on on the page of the one before.
    pub continuous: bool,
    /// Whether its first page has a header and footer of its own.
    pub title_page: bool,
    /// The number that its pages begin with, when they are counted anew.
    pub first_number: Option<u32>,
    /// Columns of text.
    pub columns: usize,
    /// The numbers of its headers and footers in [`super::Paper::margins`].
    pub page_margins: Vec<usize>,
}

impl Section {
    /// Whether the paper lies on its side.
    pub fn is_landscape(&self) -> bool {
        self.width.0 > self.height.0
    }
}

/// On which pages a header or footer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pages {
    /// On those that have no other one.
    All,
    /// On a section's first page.
    First,
    /// On pages with an even number.
    Even,
}

/// A page header or footer.
#[derive(Clone, Debug, PartialEq)]
pub struct PageMargin {
    /// Which it is.
    pub story: Story,
    /// Name of its part.
    pub part: String,
    /// On which pages it stands.
    pub pages: Pages,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Where the page's number stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PageNumber {
    /// In the upper margin, or the lower one.
    pub above: bool,
    /// On which pages.
    pub pages: Pages,
    /// Where on its line.
    pub alignment: Alignment,
    /// Its look.
    pub font: Font,
}

impl PageMargin {
    /// The page number in it.
    pub fn page_number(&self) -> Option<PageNumber> {
        let with_number = |p: &&Paragraph| p.fields.contains(&FieldKind::Page);
        let paragraph = paragraphs(&self.blocks).find(with_number)?;
        let run = paragraph.runs.iter().find(|r| r.field && !r.text.trim().is_empty());
        Some(PageNumber {
            above: matches!(self.story, Story::Header(_)),
            pages: self.pages,
            alignment: paragraph.format.alignment,
            font: run.map_or_else(|| paragraph.mark.clone(), |r| r.font.clone()),
        })
    }
}

/// A section as it is read, before its headers are: their parts, by kind and pages.
pub(super) struct Stated {
    pub(super) section: Section,
    pub(super) parts: BTreeMap<(bool, Pages), String>,
}

/// Reads `w:sectPr`; a header that it does not name is that of the section before.
pub(super) fn read(node: Node, blocks: std::ops::Range<usize>, relations: &BTreeMap<String, Relation>, before: Option<&Stated>) -> Stated {
    let size = child(node, "pgSz");
    let margins = child(node, "pgMar");
    let side = |name: &str, otherwise: i32| margins.and_then(|m| length(m, name)).unwrap_or(Twips(otherwise));
    let mut parts = before.map(|b| b.parts.clone()).unwrap_or_default();
    for n in node.children().filter(|n| matches!(word(*n), "headerReference" | "footerReference")) {
        let pages = match attr(n, "type") {
            Some("first") => Pages::First,
            Some("even") => Pages::Even,
            _ => Pages::All,
        };
        if let Some(relation) = attr(n, "id").and_then(|id| relations.get(id)) {
            parts.insert((word(n) == "headerReference", pages), relation.target.clone());
        }
    }
    let section = Section {
        blocks,
        width: size.and_then(|s| length(s, "w")).unwrap_or(Twips(12_240)),
        height: size.and_then(|s| length(s, "h")).unwrap_or(Twips(15_840)),
        margins: Margins {
            top: side("top", 1440),
            bottom: side("bottom", 1440),
            left: side("left", 1440),
            right: side("right", 1440),
            header: side("header", 720),
            footer: side("footer", 720),
            gutter: side("gutter", 0),
        },
        continuous: child(node, "type").and_then(val) == Some("continuous"),
        title_page: child(node, "titlePg").is_some_and(on),
        first_number: child(node, "pgNumType").and_then(|n| attr(n, "start")).and_then(|v| v.parse().ok()),
        columns: child(node, "cols").and_then(|c| attr(c, "num")).and_then(|v| v.parse().ok()).unwrap_or(1),
        page_margins: Vec::new(),
    };
    Stated { section, parts }
}

/// Whether odd and even pages have headers of their own.
pub(super) fn even_pages(settings: Node) -> bool {
    child(settings, "evenAndOddHeaders").is_some_and(|n| val(n).is_none_or(is_true))
}
