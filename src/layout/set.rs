//! One paragraph into lines of fragments, positions relative to its column.

use super::{Fragment, STROKE};
use crate::font::Fonts;
use crate::line::{Line, Room, Word, break_lines, words};
use crate::standard::{Align, Blank};
use crate::style::{LineHeight, Para, Signing};
use crate::text::Glue;
use crate::units::Twips;

/// Room between a frame and its words, pt; `w:space` takes whole points.
pub const FRAME_PADDING: f64 = 3.0;

/// A paragraph broken into lines.
pub(super) struct SetPara {
    pub(super) number: usize,
    pub(super) lines: Vec<Vec<Fragment>>,
    pub(super) widened: Vec<(usize, usize)>,
    pub(super) left: f64,
    pub(super) width: f64,
    pub(super) before: f64,
    pub(super) size: f64,
    pub(super) line_height: f64,
    pub(super) baseline: f64,
    /// Space below each line, part of its height: Word puts what a multiple adds there.
    pub(super) leading: f64,
    /// Height of frame and strokes above and below the lines together.
    pub(super) around: f64,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    pub(super) rule: bool,
    pub(super) frame: Option<String>,
    pub(super) heading: bool,
    pub(super) signing: Option<Signing>,
    pub(super) blanks: Vec<OpenBlank>,
    /// Line of each reference, and which of the section's footnotes it refers to.
    pub(super) notes: Vec<(usize, usize)>,
}

/// A blank on one of a paragraph's lines.
pub(super) struct OpenBlank {
    pub(super) line: usize,
    pub(super) kind: Blank,
    /// From the column's left edge.
    pub(super) x: f64,
    pub(super) width: f64,
}

impl SetPara {
    /// From the top of its frame to the bottom.
    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * self.line_height + self.around
    }

    /// Its height with the space above it.
    pub(super) fn total(&self) -> f64 {
        self.before + self.height()
    }
}

pub(super) fn set(para: &Para, number: usize, column: Twips, fonts: &Fonts, squeeze: bool) -> SetPara {
    let look = &para.look;
    let size = look.size.pt();
    let width = (column - look.left - look.right).pt();
    let first_line = look.first_line.pt();
    let justify = look.align == Align::Justify;
    let room = Room { first: width - first_line, rest: width, squeeze: squeeze && justify };
    let mut all = words(&para.runs, fonts, size);
    let breaks = break_lines(&mut all, &para.runs, fonts, size, room);

    let last = breaks.len().saturating_sub(1);
    let mut lines: Vec<Vec<Fragment>> = Vec::with_capacity(breaks.len().max(1));
    let mut blanks = Vec::new();
    for (i, line) in breaks.iter().enumerate() {
        let indent = if i == 0 { first_line } else { 0.0 };
        let spare = width - indent - line.width;
        let spaces = gaps(&all, line);
        let stretch = if justify && i < last && spaces > 0 { spare / spaces as f64 } else { 0.0 };
        let shift = match look.align {
            Align::Left | Align::Justify => 0.0,
            Align::Center => spare / 2.0,
            Align::Right => spare,
        };
        let (fragments, open) = fragments(para, &all, line, look.left.pt() + indent + shift, stretch);
        lines.push(fragments);
        blanks.extend(open.into_iter().map(|(kind, x, width)| OpenBlank { line: i, kind, x, width }));
    }
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    let widened = breaks
        .iter()
        .filter(|l| l.widened)
        .filter_map(|l| all[l.words.end - 1].pieces.last())
        .map(|piece| (piece.run, piece.range.end))
        .collect();
    let refers = |line: &Line| {
        let pieces = all[line.words.clone()].iter().flat_map(|w| &w.pieces);
        pieces.filter_map(|p| para.runs[p.run].mark?.refers).collect::<Vec<usize>>()
    };
    let notes = breaks.iter().enumerate().flat_map(|(i, l)| refers(l).into_iter().map(move |note| (i, note))).collect();
    let face = fonts.face(look.bold, look.italic);
    // Engines count line heights in whole twips and drop the rest of a multiple; over a page of
    // lines the difference adds up.
    let natural = Twips::from_pt(face.line_height(size));
    let (line_height, baseline) = match look.line {
        LineHeight::Multiple(m) => {
            let height = Twips(natural.0 * m as i32 / 240);
            (height.pt(), face.baseline(size))
        }
        LineHeight::Exact(height) => (height.pt(), height.pt() * 0.8),
    };
    let leading = match look.line {
        LineHeight::Multiple(_) => (line_height - natural.pt()).max(0.0),
        LineHeight::Exact(_) => 0.0,
    };
    let strokes = if para.rule { STROKE } else { 0.0 };
    let framed = para.frame.is_some();
    SetPara {
        number,
        lines,
        widened,
        left: look.left.pt(),
        width,
        before: look.before.pt(),
        size,
        line_height: if framed { natural.pt() } else { line_height },
        leading: if framed { 0.0 } else { leading },
        baseline: if framed { face.baseline(size) } else { baseline },
        around: if framed { 2.0 * (FRAME_PADDING + STROKE) } else { strokes },
        keep_next: look.keep_next,
        keep_lines: look.keep_lines,
        rule: para.rule,
        frame: para.frame.as_ref().map(|f| f.color.clone()),
        heading: para.outline.is_some(),
        signing: para.signing,
        blanks,
        notes,
    }
}

/// The spaces of a line that justification can widen.
fn gaps(words: &[Word], line: &Line) -> usize {
    let inner = line.words.start..line.words.end - 1;
    words[inner].iter().filter(|w| w.glue.is_some_and(|j| j.glue != Glue::Nothing)).count()
}

/// A line's fragments, and its blanks with their places and widths.
fn fragments(para: &Para, words: &[Word], line: &Line, start: f64, stretch: f64) -> (Vec<Fragment>, Vec<(Blank, f64, f64)>) {
    let mut out: Vec<Fragment> = Vec::new();
    let mut blanks = Vec::new();
    let mut x = start;
    // A blank and a change of face or link start a fragment of their own.
    let mut fresh = true;
    for (i, word) in words[line.words.clone()].iter().enumerate() {
        for piece in &word.pieces {
            let run = &para.runs[piece.run];
            if let Some(kind) = run.blank {
                blanks.push((kind, x, piece.width));
                x += piece.width;
                fresh = true;
                continue;
            }
            append(&mut out, &run.text[piece.range.clone()], x, run, stretch, fresh);
            fresh = false;
            x += piece.width;
        }
        let Some(join) = word.glue.filter(|j| j.glue != Glue::Nothing) else { continue };
        let run = &para.runs[join.run];
        // The space at a line's end hangs; it keeps the words apart for whoever reads the text.
        let inner = line.words.start + i + 1 < line.words.end;
        append(&mut out, " ", x, run, if inner { stretch } else { 0.0 }, fresh);
        fresh = false;
        x += join.width + stretch;
    }
    (out, blanks)
}

fn append(out: &mut Vec<Fragment>, text: &str, x: f64, run: &crate::line::Run, stretch: f64, fresh: bool) {
    if let Some(last) = out.last_mut()
        && !fresh
        && (last.bold, last.italic, &last.link, last.mark) == (run.bold, run.italic, &run.link, run.mark)
    {
        last.text.push_str(text);
        return;
    }
    out.push(Fragment { text: text.to_owned(), x, bold: run.bold, italic: run.italic, stretch, link: run.link.clone(), mark: run.mark });
}
