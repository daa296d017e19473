//! One paragraph into lines of fragments, positions relative to its column.

use super::{Check, Fragment, Leaders, STROKE};
use crate::font::Fonts;
use crate::line::{Fill, FillKind, Line, NoteId, Room, Run, Words, break_lines, words};
use crate::standard::{Align, Blank};
use crate::style::{LineHeight, Para, ParaId, Signing};
use crate::text::Glue;
use crate::units::Twips;

/// Signs after which office suites end a line.
const DASHES: [char; 3] = ['-', '–', '—'];
/// By how much the part of a word up to a dash may overrun its line and still be taken by some engine, pt, with air.
const HELD: f64 = 4.0;

/// Room between a frame and its words, pt; `w:space` takes whole points.
pub const FRAME_PADDING: f64 = 3.0;

/// A paragraph broken into lines.
pub(super) struct SetPara {
    pub(super) id: ParaId,
    pub(super) lines: Vec<Vec<Fragment>>,
    /// Its words, those before a widened space marked.
    pub(super) words: Words,
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
    /// Left edge, width and height of its picture.
    pub(super) figure: Option<(f64, f64, f64)>,
    pub(super) blanks: Vec<OpenBlank>,
    /// Line of each reference, and the footnote it refers to.
    pub(super) notes: Vec<(usize, NoteId)>,
    pub(super) dots: Vec<Dots>,
    pub(super) leaders: Option<Leaders>,
    /// Run and place in its text of the dashes at which other engines would end a line.
    pub(super) held: Vec<(usize, usize)>,
}

/// Dots on one of a paragraph's lines.
pub(super) struct Dots {
    pub(super) line: usize,
    /// From the column's left edge.
    pub(super) x: f64,
    pub(super) width: f64,
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

pub(super) fn set(para: &Para, column: Twips, fonts: &Fonts, squeeze: bool) -> SetPara {
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
    let (mut blanks, mut dots, mut alone) = (Vec::new(), Vec::new(), Vec::new());
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
        let leader = all.leader(&all[line.words.end - 1], &para.runs);
        let set = match leader {
            // The dots take what is left of the line.
            Some(_) => LineContent::new(para, &all, line, look.left.pt() + indent, Spread { stretch: 0.0, leader: spare }),
            None => LineContent::new(para, &all, line, look.left.pt() + indent + shift, Spread { stretch, leader: 0.0 }),
        };
        lines.push(set.fragments);
        blanks.extend(set.blanks.into_iter().map(|(kind, x, width)| OpenBlank { line: i, kind, x, width }));
        dots.extend(set.dots.into_iter().map(|(x, width)| Dots { line: i, x, width }));
        let first = all.leader(&all[line.words.start], &para.runs);
        let forced = i > 0 && all[line.words.start - 1].glue.is_some_and(|j| j.glue == Glue::LineEnd);
        alone.extend(first.filter(|_| i > 0 && !forced));
    }
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    let refers = |line: &Line| {
        let marks = all.pieces_of(line.words.clone()).filter_map(|p| para.runs[p.run].mark?.refers);
        marks.collect::<Vec<NoteId>>()
    };
    let notes = breaks.iter().enumerate().flat_map(|(i, l)| refers(l).into_iter().map(move |note| (i, note))).collect();
    breaks.iter().filter(|l| l.widened > Twips(0)).for_each(|l| all.widen(l.words.end - 1, l.widened));
    let held = held_dashes(para, &all, &breaks, room, fonts);
    let face = fonts.face(look.bold, look.italic);
    let natural = look.natural_height(fonts);
    let line_height = look.line_height(fonts).pt();
    let baseline = match look.line {
        LineHeight::Multiple(_) => face.baseline(size),
        LineHeight::Exact(height) => height.pt() * 0.8,
    };
    let leading = match look.line {
        LineHeight::Multiple(_) => (line_height - natural.pt()).max(0.0),
        LineHeight::Exact(_) => 0.0,
    };
    let leads = para.runs.iter().any(|r| matches!(r.fill, Some(Fill { kind: FillKind::Leader(_), .. })));
    let leaders = leads.then(|| Leaders { end: column - look.right, alone });
    // A picture makes its line as high as it is itself.
    let line_height = para.figure.as_ref().map_or(line_height, |f| f.height.pt());
    let strokes = if para.rule { STROKE } else { 0.0 };
    let framed = para.frame.is_some();
    SetPara {
        id: para.id,
        lines,
        words: all,
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
        signing: para.signing.clone(),
        figure: para.figure.as_ref().map(|f| (look.left.pt() + (width - f.width.pt()) / 2.0, f.width.pt(), f.height.pt())),
        blanks,
        notes,
        dots,
        leaders,
        held,
    }
}

/// A dash inside the first word of a line, where what stands before it would have fitted the line above: engines
/// would end the line there.
fn held_dashes(para: &Para, words: &Words, lines: &[Line], room: Room, fonts: &Fonts) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let size = para.look.size.pt();
    for (number, pair) in lines.windows(2).enumerate() {
        let (line, next) = (&pair[0], &pair[1]);
        let available = if number == 0 { room.first } else { room.rest };
        let Some(join) = words[line.words.end - 1].glue.filter(|j| j.glue == Glue::Space) else { continue };
        let mut x = line.width + join.width;
        'line: for index in next.words.clone() {
            for piece in words.pieces(&words[index]) {
                let run = &para.runs[piece.run];
                let face = fonts.face(run.bold, run.italic);
                let text = &run.text[piece.range.clone()];
                for (at, dash) in text.match_indices(DASHES) {
                    if x + face.width(&text[..at + dash.len()], run.size(size)) > available + HELD {
                        break 'line;
                    }
                    out.push((piece.run, piece.range.start + at));
                }
                x += piece.width;
            }
            let Some(join) = words[index].glue.filter(|j| j.glue == Glue::NoBreakSpace) else { break };
            x += join.width;
        }
    }
    out
}

/// The spaces of a line that justification can widen.
fn gaps(words: &Words, line: &Line) -> usize {
    let inner = line.words.start..line.words.end - 1;
    words[inner].iter().filter(|w| w.glue.is_some_and(|j| j.glue != Glue::Nothing)).count()
}

/// How a line's spare room is used, pt.
#[derive(Clone, Copy)]
struct Spread {
    /// In each space.
    stretch: f64,
    /// In the leader.
    leader: f64,
}

/// A line's content with places and widths.
#[derive(Default)]
struct LineContent {
    fragments: Vec<Fragment>,
    blanks: Vec<(Blank, f64, f64)>,
    dots: Vec<(f64, f64)>,
}

impl LineContent {
    fn new(para: &Para, words: &Words, line: &Line, start: f64, spread: Spread) -> LineContent {
        let mut out = LineContent::default();
        let mut x = start;
        // What is no word and a change of face or link start a fragment of their own.
        let mut fresh = true;
        for (i, word) in words[line.words.clone()].iter().enumerate() {
            for piece in words.pieces(word) {
                let run = &para.runs[piece.run];
                let mut width = piece.width;
                match (run.blank, run.fill.as_ref().map(|f| f.kind)) {
                    (Some(blank), _) => {
                        out.blanks.push((blank.kind, x, width));
                        out.fragments.push(Fragment { blank: Some(blank.kind), ..Fragment::new(String::new(), x, run, 0.0) });
                    }
                    (None, Some(FillKind::Check(on))) => {
                        out.fragments.push(Fragment { check: Some(Check { on, width }), ..Fragment::new(String::new(), x, run, 0.0) });
                    }
                    (None, Some(FillKind::Gap(_))) => out.dots.push((x, width)),
                    (None, Some(FillKind::Leader(_))) => {
                        width += spread.leader;
                        out.dots.push((x, width));
                    }
                    (None, None) => out.append(&run.text[piece.range.clone()], x, run, spread.stretch, fresh),
                }
                fresh = run.is_open();
                x += width;
            }
            let Some(join) = word.glue.filter(|j| j.glue != Glue::Nothing) else { continue };
            let run = &para.runs[join.run];
            if join.glue == Glue::LineEnd && fresh {
                continue;
            }
            // The space at a line's end hangs; it keeps the words apart for whoever reads the text.
            let inner = line.words.start + i + 1 < line.words.end;
            out.append(" ", x, run, if inner { spread.stretch } else { 0.0 }, fresh);
            fresh = false;
            x += join.width + spread.stretch;
        }
        out
    }

    fn append(&mut self, text: &str, x: f64, run: &Run, stretch: f64, fresh: bool) {
        if let Some(last) = self.fragments.last_mut()
            && !fresh
            && (last.bold, last.italic, &last.link, last.mark) == (run.bold, run.italic, &run.link, run.mark)
        {
            last.text.push_str(text);
            return;
        }
        self.fragments.push(Fragment::new(text.to_owned(), x, run, stretch));
    }
}

impl Fragment {
    fn new(text: String, x: f64, run: &Run, stretch: f64) -> Fragment {
        Fragment { text, x, bold: run.bold, italic: run.italic, stretch, link: run.link.clone(), mark: run.mark, check: None, blank: None }
    }
}
