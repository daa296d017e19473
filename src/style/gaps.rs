//! Dotted gaps in justified text, typed or asked for: they stay behind the word before them, and one that its line has no room
//! for is made shorter, as a typist does, where it would leave the line before it full of white.

use std::ops::Range;

use super::flow::Builder;
use super::{FlowBlock, Para};
use crate::font::Fonts;
use crate::line::{Fill, FillKind, Line, Room, Run, Words, break_lines, words};
use crate::standard::Align;
use crate::text::{Glue, gap, is_letter_or_digit};
use crate::units::Twips;

/// Room left behind a gap, pt: no engine must miss it.
const AIR: f64 = 1.0;

/// So many gaps of a paragraph are mended, from its first on.
const GAPS: usize = 50;

/// A gap in a paragraph's runs.
#[derive(Clone, Debug, PartialEq)]
enum Gap {
    /// Dots or strokes as they were typed.
    Typed { run: usize, at: Range<usize> },
    /// Dots of a width.
    Asked { run: usize, mm: f64 },
}

impl Builder<'_> {
    /// Fits the gaps of a section's paragraphs to their lines.
    pub(super) fn fit_gaps(&self, blocks: &mut [FlowBlock], column: Twips) {
        let paras = blocks.iter_mut().filter_map(|b| if let FlowBlock::Para(para) = b { Some(para) } else { None });
        for para in paras.filter(|para| para.look.align == Align::Justify && has_gap(para)) {
            let mut line = 0;
            for _ in 0..GAPS {
                let Some((mended, gap, change)) = self.misfit(para, column, line) else { break };
                change.make(para, gap);
                line = mended;
            }
            self.leave_room_to_write(para);
        }
    }

    /// The first gap that leaves the line above it white or runs over its own, from a line on: that line, and what becomes of it.
    fn misfit(&self, para: &Para, column: Twips, from: usize) -> Option<(usize, Gap, Change)> {
        let (look, fonts, room_to_write) = (&para.look, self.fonts, &self.standard.dotted_lines);
        let (size, width, indent) = (look.size.pt(), (column - look.left - look.right).pt(), look.first_line.pt());
        let mut all = words(&para.runs, fonts, size);
        let lines = break_lines(&mut all, &para.runs, fonts, size, Room { first: width - indent, rest: width, squeeze: false });
        let available = |number: usize| width - if number == 0 { indent } else { 0.0 };
        let above = |number: usize| {
            let line = &lines[number.checked_sub(1)?];
            let joint = all[line.words.end - 1].glue.filter(|j| j.glue == Glue::Space)?;
            let spare = available(number - 1) - line.width;
            is_white(&all, line, spare, room_to_write.widest).then_some(spare - joint.width - AIR)
        };
        lines.iter().enumerate().skip(from).find_map(|(number, line)| {
            let Found { gap, beside, width: dots, last } = first_gap(para, &all, line, fonts)?;
            let enough = Twips::from_mm(room_to_write.least_mm).pt();
            let least = enough.min(dots / 2.0);
            let room = above(number).map(|room| room - beside).filter(|room| *room >= least && *room < dots);
            let over = line.width > available(number);
            let room = room.or_else(|| over.then(|| available(number) - beside - AIR))?;
            let change = if last && room > enough {
                Change::Leader(1 + ((dots - room) / width).round() as usize)
            } else {
                Change::Shorter((room / dots).max(0.0))
            };
            Some((number, gap, change))
        })
    }
}

fn has_gap(para: &Para) -> bool {
    para.runs.iter().any(|run| matches!(run.fill, Some(Fill { kind: FillKind::Gap(_), .. })) || gap(&run.text).is_some())
}

/// What becomes of a gap.
enum Change {
    /// This share of it stays.
    Shorter(f64),
    /// Dots to the end of so many lines.
    Leader(usize),
}

impl Change {
    fn make(self, para: &mut Para, gap: Gap) {
        match (gap, self) {
            (Gap::Typed { run, at }, Change::Shorter(share)) => {
                let typed = &para.runs[run].text[at.clone()];
                let kept = (typed.chars().count() as f64 * share).floor() as usize;
                let from = typed.char_indices().nth(kept).map_or(at.end, |(i, _)| at.start + i);
                para.runs[run].text.replace_range(from..at.end, "");
            }
            (Gap::Typed { run, at }, Change::Leader(lines)) => {
                let behind = para.runs[run].text.split_off(at.end);
                para.runs[run].text.truncate(at.start);
                let fill = Some(Fill { kind: FillKind::Leader(lines), title: None });
                let leader = Run { text: String::new(), fill, ..para.runs[run].clone() };
                let rest = Run { text: behind, ..para.runs[run].clone() };
                para.runs.splice(run + 1..run + 1, std::iter::once(leader).chain((!rest.text.trim().is_empty()).then_some(rest)));
            }
            (Gap::Asked { run, mm }, change) => {
                let kind = match change {
                    Change::Shorter(share) => FillKind::Gap((mm * share * 10.0).floor() / 10.0),
                    Change::Leader(lines) => FillKind::Leader(lines),
                };
                para.runs[run].fill.iter_mut().for_each(|fill| fill.kind = kind);
            }
        }
    }
}

/// Whether justification leaves more white between a line's words than so many spaces have.
fn is_white(all: &Words, line: &Line, spare: f64, widest: f64) -> bool {
    let spaces: Vec<f64> =
        all[line.words.start..line.words.end - 1].iter().filter_map(|w| w.glue).map(|g| g.width).filter(|w| *w > 0.0).collect();
    let natural: f64 = spaces.iter().sum();
    spaces.is_empty() || natural + spare > natural * widest
}

/// A gap at the head of a line.
struct Found {
    gap: Gap,
    /// What no space parts from it, pt.
    beside: f64,
    /// Its own width, pt.
    width: f64,
    /// Whether the paragraph ends with it.
    last: bool,
}

/// The gap among the words that a line begins with and no space parts.
fn first_gap(para: &Para, all: &Words, line: &Line, fonts: &Fonts) -> Option<Found> {
    let tied = all[line.words.clone()].iter().take_while(|w| w.glue.is_some_and(|g| g.glue == Glue::NoBreakSpace)).count();
    let group = line.words.start..(line.words.start + tied + 1).min(line.words.end);
    let last = group.end - 1;
    let total: f64 = group.clone().map(|i| all[i].width + all[i].glue.filter(|_| i < last).map_or(0.0, |g| g.width)).sum();
    let ends = |run: usize, at: usize| {
        let mut behind = para.runs[run + 1..].iter();
        !behind.any(|run| run.is_open() || !run.text.trim().is_empty()) && !para.runs[run].text[at..].contains(is_letter_or_digit)
    };
    all.pieces_of(group).find_map(|piece| {
        let run = &para.runs[piece.run];
        if let Some(Fill { kind: FillKind::Gap(mm), .. }) = run.fill {
            let gap = Gap::Asked { run: piece.run, mm };
            return Some(Found { gap, beside: total - piece.width, width: piece.width, last: ends(piece.run, run.text.len()) });
        }
        let at = gap(&run.text[piece.range.clone()])?;
        let at = piece.range.start + at.start..piece.range.start + at.end;
        let width = fonts.face(run.bold, run.italic).width(&run.text[at.clone()], run.size(para.look.size.pt()));
        Some(Found { beside: total - width, width, last: ends(piece.run, at.end), gap: Gap::Typed { run: piece.run, at } })
    })
}
