//! What a document is made of, found in anybody's file: header, title, bases, items with levels, tables,
//! recipients, signers, appendices; each with its place and how sure that is.
//!
//! Nothing here judges: what is wrong is for the rules to say. A [`Draft`] borrows the [`Paper`], so that
//! every component leads back to its paragraphs with their formatting.

mod appendix;
mod body;
mod copy;
mod foot;
mod front;
mod header;
mod kind;
mod mark;
mod organs;
mod piece;
mod plain;
mod shape;

pub use appendix::Appendix;
pub use body::{Element, Item};
pub use copy::Copy;
pub use foot::{Foot, Signer};
pub use front::Front;
pub use header::{Code, Header, PlaceDate};
pub use kind::{DecreeType, Kind, TYPES};
pub use mark::MarkKind;
pub(crate) use mark::{Mark, read as mark_of};
pub use piece::{Certainty, Found, Piece};
pub use plain::of_text;
pub use shape::Shape;

use crate::paper::{Block, Paper, Table};
use crate::tree::Level;

/// A document as it was recognised.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft<'p> {
    /// What it is.
    pub kind: Kind,
    /// The head of page 1.
    pub header: Header<'p>,
    /// From the title to the text.
    pub front: Front<'p>,
    /// The text.
    pub body: Vec<Element<'p>>,
    /// Elements at the body's end that close it: they belong to no item.
    pub closing: usize,
    /// Recipients and signers.
    pub foot: Foot<'p>,
    /// What stands between the signature and the first appendix.
    pub after: Vec<Element<'p>>,
    /// Appendices and attachments.
    pub appendices: Vec<Appendix<'p>>,
    /// The block of a copy, where this is one; its blocks are also among what follows the signature.
    pub copy: Option<Copy<'p>>,
}

impl<'p> Draft<'p> {
    /// The number of the body's items of a level.
    pub fn count(&self, level: Level) -> usize {
        body::count(&self.body, level)
    }

    /// All tables that are content, appendices' among them.
    pub fn tables(&self) -> impl Iterator<Item = (&'p Table, &Shape)> {
        let all = self.body.iter().chain(&self.after).chain(self.appendices.iter().flat_map(|a| &a.body));
        all.filter_map(|e| if let Element::Table(table, shape) = e { Some((*table, shape)) } else { None })
    }

    /// The summary, below the title or under the number.
    pub fn subject(&self) -> Option<&Found<'p, String>> {
        self.front.subject.as_ref().or(self.header.subject.as_ref())
    }
}

/// Recognises a document.
pub fn recognise(paper: &Paper) -> Draft<'_> {
    let blocks = &paper.blocks;
    let (after_header, mut header) = header::read(blocks);
    let (text, mut front, kind) = front::read(blocks, after_header, &header);
    if header.code.is_none() {
        header.code = front.take_code();
    }
    let (own, copy) = copy::read(blocks);
    let found = foot::read(&blocks[..own.max(text)], text);
    let (end, next, foot) = match found {
        Some((range, foot)) => (range.start, range.end, foot),
        None => {
            let end = (text..blocks.len()).find(|at| appendix_begins(paper, *at)).unwrap_or(own.max(text));
            (end, end, Foot::default())
        }
    };
    let body = body::read(&blocks[text..end].iter().collect::<Vec<_>>());
    let closing = closing(&body);
    let (after, appendices) = appendix::read(paper, next);
    Draft { kind, header, front, body, closing, foot, after, appendices, copy }
}

/// Without a foot, the first page that begins with an appendix.
fn appendix_begins(paper: &Paper, at: usize) -> bool {
    let Block::Paragraph(paragraph) = &paper.blocks[at] else { return false };
    let Some(line) = Piece::lines(paragraph).into_iter().next() else { return false };
    let new_page = paragraph.page_break
        || paragraph.format.page_break_before
        || paper.begins_section(at)
        || matches!(at.checked_sub(1).map(|b| &paper.blocks[b]), Some(Block::Paragraph(p)) if p.page_break);
    new_page && line.begins("phu luc") && line.words().split(' ').count() <= 4
}

/// The paragraphs at the end that close the text: the one with the end mark, if it is no item.
fn closing(body: &[Element]) -> usize {
    match body.last() {
        Some(Element::Paragraph(piece)) => {
            let closes = piece.begins("tren day la") || piece.begins("tran trong");
            // What alone stands below a section's heading is its text.
            let only = matches!(body, [.., Element::Item(above), _] if above.level <= Level::Section && above.piece.is_capitals());
            usize::from(closes || piece.text().trim_end().ends_with("./.") && !only)
        }
        _ => 0,
    }
}
