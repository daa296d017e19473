//! The block of a copy (Mẫu 3.1): who copied the document above it, under which number, when, and who signed.

use super::foot::{self, Foot};
use super::header::{self, Code, PlaceDate};
use super::piece::{Certainty, Found, Piece, is_typed_rule, joined};
use crate::paper::{Block, Paragraph, paragraphs};
use crate::standard::{CopyKind, Standard};
use crate::text::{folded, upper};

/// What a copying body adds below the last part of what it copied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copy<'p> {
    /// The first paragraph's number.
    pub paragraph: usize,
    /// The form of the copy as it is typed: `SAO Y`.
    pub form: Option<Found<'p, Option<CopyKind>>>,
    /// The copying body.
    pub organ_name: Option<Found<'p, String>>,
    /// Number and symbol in the copies' own series.
    pub code: Option<Found<'p, Code>>,
    /// Place and date.
    pub place_date: Option<Found<'p, PlaceDate>>,
    /// Recipients and signer.
    pub foot: Foot<'p>,
}

/// The kind that a line names, with or without words behind it (`SAO Y BẢN CHÍNH`).
fn form(piece: &Piece) -> Option<Option<CopyKind>> {
    const MOST_LETTERS: usize = 24;
    if piece.range.len() > 3 * MOST_LETTERS || !piece.is_capitals() {
        return None;
    }
    let words = piece.words();
    if words.chars().count() > MOST_LETTERS {
        return None;
    }
    let named = |kind: &&CopyKind| folded(&words).starts_with(&folded(&Standard::nd30().copies[*kind].form));
    let kind = CopyKind::ALL.iter().find(named)?;
    Some((upper(&Standard::nd30().copies[kind].form) == words).then_some(*kind))
}

/// The block with which a copy's part begins, and what is in it.
pub(super) fn read(blocks: &[Block]) -> (usize, Option<Copy<'_>>) {
    let names = |block: &Block| paragraphs(std::slice::from_ref(block)).any(|p| Piece::lines(p).iter().any(|l| form(l).is_some()));
    // The document itself comes before it.
    let Some(at) = blocks.iter().rposition(names).filter(|at| *at > 3) else { return (blocks.len(), None) };
    let mut copy = Copy::default();
    let mut names = Vec::new();
    let mut next = at;
    while let Some(block) = blocks.get(next) {
        let is_table = matches!(block, Block::Table(_));
        // The head is one table, or lines up to the recipients and the signer.
        if next > at && (is_table || copy.code.is_some() && copy.place_date.is_some()) {
            break;
        }
        for line in paragraphs(std::slice::from_ref(block)).flat_map(columns) {
            sort(line, &mut copy, &mut names);
        }
        next += 1;
        if is_table {
            break;
        }
    }
    if !names.is_empty() {
        copy.organ_name = Some(Found { value: joined(&names), pieces: names, certainty: Certainty::Sure });
    }
    copy.foot = foot::read(blocks, next).map(|(_, foot)| foot).unwrap_or_default();
    // A form without number and date is the heading of something else.
    if copy.code.is_none() && copy.place_date.is_none() {
        return (blocks.len(), None);
    }
    let first = paragraphs(&blocks[at..=at]).next();
    copy.paragraph = first.map_or(usize::MAX, |p| p.place.paragraph);
    (at, Some(copy))
}

fn columns(paragraph: &Paragraph) -> Vec<Piece<'_>> {
    let whole = |line: &Piece| header::code(&line.words()).is_some() || header::place_date(&line.words()).is_some();
    Piece::lines(paragraph).into_iter().flat_map(|line| if whole(&line) { vec![line] } else { line.columns() }).collect()
}

fn sort<'p>(piece: Piece<'p>, copy: &mut Copy<'p>, names: &mut Vec<Piece<'p>>) {
    let words = piece.words();
    let pieces = vec![piece.clone()];
    if let (Some(kind), true) = (form(&piece), copy.form.is_none()) {
        copy.form = Some(Found { value: kind, pieces, certainty: Certainty::Sure });
    } else if let (Some(value), true) = (header::code(&words), copy.code.is_none()) {
        copy.code = Some(Found { value, pieces, certainty: Certainty::Sure });
    } else if let (Some(value), true) = (header::place_date(&words), copy.place_date.is_none()) {
        copy.place_date = Some(Found { value, pieces, certainty: Certainty::Sure });
    } else if piece.is_capitals() && copy.code.is_none() && !is_typed_rule(&words) {
        names.push(piece);
    }
}
