//! What follows the signature: appendices, attachments, notes.

use super::body::{self, Element};
use super::mark;
use super::piece::{Certainty, Found, Piece, begins, is_typed_rule, joined};
use crate::paper::{Alignment, Block, Paper, Paragraph, Section};

/// An appendix, or a document that is attached.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appendix<'p> {
    /// `Phụ lục II`.
    pub label: Option<Found<'p, String>>,
    /// Its title; of an attached document type name and summary.
    pub title: Option<Found<'p, String>>,
    /// `(Kèm theo …)`.
    pub reference: Option<Found<'p, String>>,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// Its content.
    pub body: Vec<Element<'p>>,
}

/// Parts what follows the foot into notes and appendices.
pub(super) fn read(paper: &Paper, from: usize) -> (Vec<Element<'_>>, Vec<Appendix<'_>>) {
    let blocks = &paper.blocks;
    let starts = starts(paper, from);
    let first = starts.first().copied().unwrap_or(blocks.len());
    let after: Vec<&Block> = blocks[from.min(first)..first].iter().collect();
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let all = starts.iter().zip(ends).map(|(start, end)| {
        let mut appendix = one(&blocks[*start..end]);
        appendix.landscape = paper.section_of(*start).is_some_and(Section::is_landscape);
        appendix
    });
    (body::read(&after), all.collect())
}

/// A line `Phụ lục` with its number and nothing else, or a title behind it.
fn is_label(paragraph: &Paragraph) -> bool {
    let Some(line) = Piece::lines(paragraph).into_iter().next() else { return false };
    let words = line.words();
    let short = words.split(' ').count() <= 4;
    let stands_out = paragraph.format.alignment != Alignment::Justify || line.all(|f| f.bold);
    ["phu luc", "mau so", "bieu so", "bieu mau"].iter().any(|w| begins(&words, w)) && stands_out && (short || line.all(|f| f.bold))
}

/// A title that only a page behind the signature has: `DANH SÁCH`, with neither label nor reference.
fn is_list_title(paragraph: &Paragraph) -> bool {
    const TITLES: [&str; 14] = [
        "danh sach",
        "danh muc",
        "bang tong hop",
        "bang ke",
        "bieu",
        "bieu tong hop",
        "du toan",
        "lich",
        "chuong trinh",
        "de cuong",
        "quy che",
        "quy dinh",
        "noi quy",
        "phan cong",
    ];
    let lines = Piece::lines(paragraph);
    let centred = paragraph.format.alignment == Alignment::Center;
    centred && lines.first().is_some_and(|l| l.is_capitals() && TITLES.iter().any(|title| begins(&l.text(), title)))
}

/// A line `(Kèm theo …)`.
fn is_reference(paragraph: &Paragraph) -> bool {
    Piece::lines(paragraph).first().is_some_and(refers)
}

/// Whether a line says to which document this belongs.
fn refers(line: &Piece) -> bool {
    let text = line.text();
    let words = text.trim_start_matches(['(', '[', ' ']);
    let named = ["kem theo", "ban hanh kem theo", "dinh kem", "phu luc kem theo"].iter().any(|w| begins(words, w));
    named && (words.len() < text.len() || line.paragraph.format.alignment == Alignment::Center)
}

/// The blocks with which appendices begin.
fn starts(paper: &Paper, from: usize) -> Vec<usize> {
    let blocks = &paper.blocks;
    let mut starts: Vec<usize> = Vec::new();
    // The first block of the page, and whether a label or title was seen on it.
    let mut page = from;
    let mut turned = false;
    for at in from..blocks.len() {
        if paper.begins_section(at) {
            (page, turned) = (at, true);
        }
        let Block::Paragraph(paragraph) = &blocks[at] else { continue };
        if paragraph.page_break || paragraph.format.page_break_before {
            (page, turned) = (if paragraph.is_empty() { at + 1 } else { at }, true);
        }
        let last = starts.last().copied();
        let opens_page = turned && (page..at).all(|b| matches!(&blocks[b], Block::Paragraph(p) if p.is_empty()));
        if is_label(paragraph) || opens_page && is_list_title(paragraph) {
            starts.push(at);
        } else if is_reference(paragraph) {
            // Its title stands above it: up to the page's begin, or ten blocks.
            let begin = page.max(at.saturating_sub(10)).max(last.map_or(from, |l| l + 1));
            let known = last.is_some_and(|l| l >= page.max(at.saturating_sub(10)));
            let begin = (begin..at).find(|b| !matches!(&blocks[*b], Block::Paragraph(p) if p.is_empty())).unwrap_or(at);
            if !known {
                starts.push(begin);
            }
        }
    }
    starts
}

fn one(blocks: &[Block]) -> Appendix<'_> {
    let mut appendix = Appendix::default();
    let (mut title, mut at): (Vec<Piece>, usize) = (Vec::new(), 0);
    while let Some(block) = blocks.get(at) {
        let Block::Paragraph(paragraph) = block else {
            // The head that an attached document repeats.
            let head = title.is_empty() && appendix.label.is_none() && matches!(block, Block::Table(t) if !t.ruled);
            if !head {
                break;
            }
            at += 1;
            continue;
        };
        let lines = Piece::lines(paragraph);
        if lines.iter().all(|l| is_typed_rule(&l.text())) {
            at += 1;
            continue;
        }
        if at < 2 && appendix.label.is_none() && is_label(paragraph) {
            let (label, rest) = label_of(lines);
            appendix.label = label;
            at += 1;
            if let Some(from) = rest.iter().position(refers) {
                title.extend(rest[..from].to_vec());
                appendix.reference =
                    Some(Found { value: joined(&rest[from..]), pieces: rest[from..].to_vec(), certainty: Certainty::Sure });
                break;
            }
            title.extend(rest);
            continue;
        }
        if is_reference(paragraph) {
            appendix.reference = Some(Found { value: joined(&lines), pieces: lines, certainty: Certainty::Sure });
            at += 1;
            break;
        }
        let centred = paragraph.format.alignment == Alignment::Center;
        if !centred || title.len() > 8 || mark::read(&paragraph.text()).is_some() {
            break;
        }
        // The reference may stand below the title in the same paragraph.
        let (reference, lines): (Vec<Piece>, Vec<Piece>) = match lines.iter().position(refers) {
            Some(from) => (lines[from..].to_vec(), lines[..from].to_vec()),
            None => (Vec::new(), lines),
        };
        title.extend(lines);
        at += 1;
        if !reference.is_empty() {
            appendix.reference = Some(Found { value: joined(&reference), pieces: reference, certainty: Certainty::Sure });
            break;
        }
    }
    if !title.is_empty() {
        appendix.title = Some(Found { value: joined(&title), pieces: title, certainty: Certainty::Sure });
    }
    appendix.body = body::read(&blocks[at..].iter().collect::<Vec<_>>());
    appendix
}

/// Parts a label from the title behind it: `Phụ lục I. DANH MỤC …`.
fn label_of(mut lines: Vec<Piece<'_>>) -> (Option<Found<'_, String>>, Vec<Piece<'_>>) {
    if lines.is_empty() {
        return (None, lines);
    }
    let first = lines.remove(0);
    let text = first.text();
    let words = text.split_whitespace().count();
    let end = text.find([':', '.']).filter(|_| words > 3).or_else(|| text.find(" - ").filter(|_| words > 3));
    let cut = end.unwrap_or(text.len());
    let label = first.part(0..cut);
    let rest = first.part((cut + 1).min(text.len())..text.len()).filter(|p| !p.range.is_empty());
    let mut rest: Vec<Piece> = rest.into_iter().collect();
    rest.extend(lines);
    let found = label.map(|piece| Found { value: piece.words(), pieces: vec![piece], certainty: Certainty::Sure });
    (found, rest)
}
