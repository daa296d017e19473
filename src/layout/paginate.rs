//! Filling pages: widows and orphans, what stays together, and breaks that both files agree on.

use std::ops::Range;

use crate::units::Twips;

/// A line that ends this near to the page's end, pt, is moved on, and the DOCX is made to agree:
/// engines round line heights differently.
const NEAR_END: f64 = 1.0;
/// The same above footnotes: to their line LibreOffice 25.2 gives so much more than 7.4.
const NEAR_NOTES: f64 = 11.0;
/// By how much the moved line must overrun in the DOCX, pt.
const SURE_OVERRUN: f64 = 1.5;
/// Fewest lines of a paragraph at a page's foot and head (widow and orphan control).
const TOGETHER: usize = 2;
/// By how much the spaces above a page's paragraphs may grow, pt each, so that a line moves on with its footnote.
const MOST_SHARE: f64 = 6.0;
/// A row taller than this part of a page may be carried over a page's end …
const TALL: f64 = 1.0 / 3.0;
/// … where more than this part of the page would stay white.
const MOST_WHITE: f64 = 0.5;

/// What the pages are filled with: a paragraph or a table row.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// Space above, dropped at the top of a page after the first.
    pub(super) before: f64,
    pub(super) lines: usize,
    pub(super) line_height: f64,
    /// Part of a line's height that is space below it; at a page's end it is dropped.
    pub(super) leading: f64,
    /// Height besides the lines.
    pub(super) around: f64,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    /// Where it takes a little room to make a break sure.
    pub(super) grow: Grow,
    /// Height of the empty paragraph that the DOCX has behind it: it must not go to a page of its own.
    pub(super) tail: f64,
    /// Height of the table head that is repeated above it when it opens a page.
    pub(super) repeat: f64,
    /// The lines of each cell, for a row that may be taller than a page.
    pub(super) cells: Vec<Vec<Step>>,
    /// Whether it is a row in which no cell reaches into another row.
    pub(super) alone: bool,
    /// Height of the footnotes that each line refers to; lines without any may be left out at the end.
    pub(super) notes: Vec<f64>,
    /// Whether LibreOffice's first pass ends page 1 before it.
    pub(super) ends_first_pass: bool,
}

impl Strip {
    /// Height of the footnotes of some lines.
    fn noted(&self, lines: Range<usize>) -> f64 {
        self.notes.iter().take(lines.end).skip(lines.start).sum()
    }
}

/// A line of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Its height, the space above its paragraph with the first.
    pub(super) height: f64,
    /// Height of its footnotes.
    pub(super) notes: f64,
}

/// Where a strip can take a little more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grow {
    /// In the space above it, which is dropped at the top of a page.
    Above,
    /// Above the words of its cells.
    Cells,
    /// Nowhere.
    No,
}

/// Lines of a strip on a page, the first one's top `top` pt below the text area's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slice {
    pub(super) strip: usize,
    pub(super) lines: Range<usize>,
    pub(super) top: f64,
    /// Height of the part, without growth.
    pub(super) height: f64,
    /// Whether its table's head stands above it.
    pub(super) repeats: bool,
    /// The lines of each cell, when a row is carried over.
    pub(super) cut: Option<Vec<Range<usize>>>,
}

/// The result.
pub(super) struct Breaks {
    pub(super) pages: Vec<Vec<Slice>>,
    /// Space added above each strip, or in its cells.
    pub(super) extra: Vec<Twips>,
    /// Which strips stand on one page with the next.
    pub(super) kept: Vec<bool>,
}

/// Distributes strips over pages; `first` and `other` are the heights of page 1 and the rest,
/// `separator` is what the first footnote of a page takes besides its own height.
pub(super) fn paginate(strips: &[Strip], first: f64, other: f64, separator: f64) -> Breaks {
    let mut filler = Filler {
        strips,
        extra: vec![Twips(0); strips.len()],
        kept: strips.iter().map(|s| s.keep_next).collect(),
        limits: [first, other],
        separator,
        pages: vec![Vec::new()],
        start: State::default(),
        state: State::default(),
        y: 0.0,
        notes: 0.0,
        forced: None,
    };
    while filler.state.strip < strips.len() {
        if filler.step() == Outcome::Grown {
            filler.begin_page_again();
        }
    }
    Breaks { pages: filler.pages, extra: filler.extra, kept: filler.kept }
}

/// What comes next: a strip, a line of it, or a line of each of its cells.
#[derive(Clone, Debug, Default)]
struct State {
    strip: usize,
    line: usize,
    cut: Vec<usize>,
}

struct Filler<'a> {
    strips: &'a [Strip],
    extra: Vec<Twips>,
    kept: Vec<bool>,
    limits: [f64; 2],
    separator: f64,
    pages: Vec<Vec<Slice>>,
    /// What the page at hand began with.
    start: State,
    state: State,
    /// How far the page at hand is filled.
    y: f64,
    /// Height of the footnotes of the page at hand.
    notes: f64,
    /// Strip and line before which a break was made sure last: once is enough.
    forced: Option<(usize, usize)>,
}

/// What a step led to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// The next strip is placed, or a page begun.
    Done,
    /// Something on the page at hand has grown: it must be filled again.
    Grown,
}

impl Filler<'_> {
    /// Places the next strip or begins a page.
    fn step(&mut self) -> Outcome {
        let State { strip, line, .. } = self.state;
        let u = &self.strips[strip];
        let first_page = self.pages.len() == 1;
        let limit = self.limits[usize::from(!first_page)];
        let at_top = self.pages.last().is_none_or(Vec::is_empty);
        let repeats = at_top && u.repeat > 0.0;
        let y = if repeats { u.repeat } else { self.y };
        let growth = self.extra[strip].pt();
        let before = if line > 0 || (at_top && !first_page) { 0.0 } else { u.before + if u.grow == Grow::Above { growth } else { 0.0 } };
        let around = u.around + if u.grow == Grow::Cells { growth } else { 0.0 };
        let left = u.lines - line;
        let top = y + before;
        if self.is_cut(u) || !self.state.cut.is_empty() {
            self.cut_row(top, limit, at_top, repeats);
            return Outcome::Done;
        }
        let end = |count: usize| top + around + count as f64 * u.line_height;
        // Footnotes take their room from the page's end.
        let bottom = |count: usize| end(count) - u.leading + u.tail + self.foot(u.noted(line..line + count));
        let fit = (1..=left).take_while(|n| bottom(*n) <= limit).count();

        // The first line that does not fit, and the last that does, must not be near the end.
        let near = |count: usize| if self.foot(u.noted(line..line + count)) > 0.0 { NEAR_NOTES } else { NEAR_END };
        // Without its own footnotes a line would stay in the DOCX and lose them to the next page.
        let room = |count: usize| limit + u.leading - end(count) - self.foot(u.noted(line..line + count.saturating_sub(1)));
        let ends = [fit, fit + 1].map(|count| (count, bottom(count) - limit, near(count), room(count)));
        for (count, over, near, room) in ends.into_iter().filter(|(count, ..)| (1..=left).contains(count)) {
            if u.tail == 0.0 && over > -near && over <= -NEAR_END {
                if self.move_off(strip, line, count - 1, room) {
                    return Outcome::Grown;
                }
            } else if over > -near
                && over < NEAR_END + u.tail
                && let Some(grown) = self.grower(strip, line, split(u, count - 1, left, line) == 0)
            {
                self.extra[grown] += Twips::from_pt(SURE_OVERRUN + u.tail - over);
                return Outcome::Grown;
            }
        }
        if fit == left {
            let bottom = end(left);
            self.push(Slice { strip, lines: line..u.lines, top, height: u.line_height, repeats, cut: None });
            self.notes += u.noted(line..u.lines);
            self.y = bottom;
            self.state = State { strip: strip + 1, ..State::default() };
            return Outcome::Done;
        }
        let mut count = split(u, fit, left, line);
        if count == 0 && at_top {
            // Taller than a page: take what fits, at least one line.
            count = fit.max(1);
        }
        // A line that fits, but its footnotes do not, would stay in the DOCX and lose them to the next page.
        let room = limit - (end(fit + 1) - u.leading + u.tail + self.foot(u.noted(line..line + fit)));
        let start = self.chain_start(strip);
        if count == 0 && line == 0 && self.stays_white(start, strip, y, limit) {
            self.cut_row(top, limit, at_top, repeats);
            return Outcome::Done;
        }
        let page = self.pages.last().map_or(&[][..], Vec::as_slice);
        let can_move = self.strips[start].grow == Grow::Above && page.first().is_some_and(|p| p.strip < start);
        if room >= 0.0 && line == 0 && u.grow == Grow::Above && can_move && self.growers(room).is_empty() {
            // Rather than spread its page too far, the whole paragraph moves.
            count = 0;
        }
        let moves = count == 0 && can_move;
        if moves && first_page && self.left_behind(start, strip) {
            return Outcome::Grown;
        }
        if room >= 0.0 && !at_top {
            // Space above what moves is dropped at the top of the next page.
            let growers = if moves { vec![start] } else { self.growers(room) };
            if u.grow == Grow::Cells {
                self.hold(strip, limit - end(left));
            } else if self.force((strip, line + fit), room, growers) {
                return Outcome::Grown;
            }
        }
        if count > 0 {
            self.push(Slice { strip, lines: line..line + count, top, height: u.line_height, repeats, cut: None });
            self.state.line += count;
            if self.state.line == u.lines {
                self.state = State { strip: strip + 1, ..State::default() };
            }
        } else {
            self.state.strip = start;
            self.pages.last_mut().into_iter().for_each(|p| p.retain(|slice| slice.strip < start));
        }
        self.new_page();
        Outcome::Done
    }

    fn push(&mut self, slice: Slice) {
        self.pages.last_mut().into_iter().for_each(|p| p.push(slice.clone()));
    }

    /// What the page's footnotes take of it, when there are `more`.
    fn foot(&self, more: f64) -> f64 {
        let notes = self.notes + more;
        if notes > 0.0 { notes + self.separator } else { 0.0 }
    }

    fn new_page(&mut self) {
        self.start = self.state.clone();
        self.pages.push(Vec::new());
        (self.y, self.notes) = (0.0, 0.0);
    }

    fn begin_page_again(&mut self) {
        self.state = self.start.clone();
        self.pages.last_mut().into_iter().for_each(Vec::clear);
        (self.y, self.notes) = (0.0, 0.0);
    }

    /// Carries a row that is taller than a page over as many pages as it needs, each cell line by line.
    fn cut_row(&mut self, top: f64, limit: f64, at_top: bool, repeats: bool) {
        let strip = self.state.strip;
        let u = &self.strips[strip];
        let sums = u.cells.iter().map(|c| c.iter().map(|s| s.height).sum::<f64>());
        let around = u.line_height - sums.fold(0.0, f64::max);
        let offsets = if self.state.cut.is_empty() { vec![0; u.cells.len()] } else { self.state.cut.clone() };
        let mut room = limit - self.foot(0.0);
        let mut ranges = cut(u, &offsets, room - NEAR_END - top - around);
        // The footnotes of what fits take room away, so that less fits.
        while let needed = limit - self.foot(sum(u, &ranges, |s| s.notes).sum())
            && needed < room
        {
            room = needed;
            ranges = cut(u, &offsets, room - NEAR_END - top - around);
        }
        let stuck = ranges.iter().all(|r| r.is_empty());
        if stuck && at_top {
            // Not even a line fits: take one, rather than go on for ever.
            for (range, cell) in ranges.iter_mut().zip(&u.cells) {
                range.end = (range.start + 1).min(cell.len());
            }
        }
        if !stuck || at_top {
            let ends: Vec<usize> = ranges.iter().map(|r| r.end).collect();
            let done = ends.iter().zip(&u.cells).all(|(end, cell)| *end == cell.len());
            let tallest = sum(u, &ranges, |s| s.height).fold(0.0, f64::max);
            self.notes += sum(u, &ranges, |s| s.notes).sum::<f64>();
            self.push(Slice { strip, lines: 0..1, top, height: tallest + around, repeats, cut: Some(ranges) });
            if done {
                self.y = top + tallest + around + u.around;
                self.state = State { strip: strip + 1, ..State::default() };
                return;
            }
            self.state.cut = ends;
        }
        self.new_page();
    }

    /// Whether a row is taller than a page, so that it is carried over.
    fn is_cut(&self, strip: &Strip) -> bool {
        let noted = strip.noted(0..strip.lines);
        let whole = strip.line_height + if noted > 0.0 { noted + self.separator } else { 0.0 };
        !strip.cells.is_empty() && whole > self.limits[1] - strip.repeat
    }

    /// Whether a tall row that moves would leave too much of the page white.
    fn stays_white(&self, start: usize, strip: usize, y: f64, limit: f64) -> bool {
        let u = &self.strips[strip];
        let page = self.pages.last().map_or(&[][..], Vec::as_slice);
        let from = page.iter().find(|slice| slice.strip == start).map_or(y, |slice| slice.top);
        let tall = u.alone && !u.cells.is_empty() && u.line_height > self.limits[1] * TALL && u.noted(0..u.lines) == 0.0;
        tall && !page.is_empty() && limit - from > self.limits[1] * MOST_WHITE
    }

    /// The first strip of the chain that must move to the next page together with `strip`.
    fn chain_start(&self, strip: usize) -> usize {
        let page = self.pages.last().map_or(&[][..], Vec::as_slice);
        let first_on_page = page.first().map_or(strip, |p| if p.lines.start > 0 { p.strip + 1 } else { p.strip });
        let start = (first_on_page..strip).rev().take_while(|i| self.kept[*i]).last().unwrap_or(strip);
        // A chain that fills its page cannot be kept.
        if start == first_on_page && page.first().is_some_and(|p| p.strip == start) { strip } else { start }
    }

    /// Running text on this page that can take some of its empty room above it, where that is not much for each.
    fn growers(&self, room: f64) -> Vec<usize> {
        let slices = self.pages.last().into_iter().flatten().skip(1);
        let can = |slice: &&Slice| {
            let strip = &self.strips[slice.strip];
            // The first on a page has no space above; titles and headings stay as they are.
            strip.grow == Grow::Above && slice.lines.start == 0 && !strip.keep_next && !strip.keep_lines
        };
        let growers: Vec<usize> = slices.filter(can).map(|slice| slice.strip).collect();
        if growers.len() as f64 * MOST_SHARE < room + SURE_OVERRUN { Vec::new() } else { growers }
    }

    /// Makes sure that a row moves which fits with so much `room`, where an engine has none: it is kept with the next rows
    /// until they do not fit. Whether it was not yet.
    fn hold(&mut self, strip: usize, mut room: f64) -> bool {
        let mut held = false;
        let rows = self.strips.iter().enumerate().skip(strip + 1).take_while(|(_, s)| s.grow == Grow::Cells && s.before == 0.0);
        for (next, row) in rows {
            held |= !std::mem::replace(&mut self.kept[next - 1], true);
            room -= row.around + row.line_height;
            if room < -SURE_OVERRUN {
                break;
            }
        }
        held
    }

    /// The same of a line: what moves whole takes the room above it, else the paragraphs of its page share it.
    fn move_off(&mut self, strip: usize, line: usize, count: usize, room: f64) -> bool {
        let u = &self.strips[strip];
        if u.grow == Grow::Cells {
            return self.hold(strip, room);
        }
        let start = self.chain_start(strip);
        let first = self.pages.last().and_then(|page| page.first()).map(|slice| slice.strip);
        let moves = line == 0 && split(u, count, u.lines, line) == 0;
        let whole = moves && self.strips[start].grow == Grow::Above && first.is_some_and(|first| first < start);
        let growers = if whole { vec![start] } else { self.growers(room) };
        self.force((strip, line + count), room, growers)
    }

    /// Makes sure that a line does not fit: the room that it would have is shared out evenly.
    fn force(&mut self, place: (usize, usize), room: f64, growers: Vec<usize>) -> bool {
        if growers.is_empty() || self.forced == Some(place) {
            return false;
        }
        self.forced = Some(place);
        let share = Twips::from_pt((room + SURE_OVERRUN) / growers.len() as f64 + 0.05);
        growers.into_iter().for_each(|strip| self.extra[strip] += share);
        true
    }

    /// Whether LibreOffice would leave the first strips of a chain that moves, because its first pass ends the page inside
    /// it: then the first takes what room it has into the space above it, which is dropped on the next page.
    fn left_behind(&mut self, start: usize, strip: usize) -> bool {
        let Some(slice) = self.pages.last().and_then(|p| p.iter().find(|slice| slice.strip == start)) else { return false };
        let first = &self.strips[start];
        let room = self.limits[0] - (slice.top + first.around + slice.height * slice.lines.len() as f64 - first.leading + self.foot(0.0));
        self.strips[start + 1..=strip].iter().any(|u| u.ends_first_pass) && self.force((start, 0), room, vec![start])
    }

    /// The strip on this page that can take a little more room: the first of what moves whole, where its space above is
    /// dropped; a row itself; for a paragraph the one that breaks, if it starts here, else the last one before it. The
    /// first on a page has no space above.
    fn grower(&self, strip: usize, line: usize, moves: bool) -> Option<usize> {
        // Twice is enough; a strip that was already moved must not be pushed for ever.
        let may = |i: &usize| self.extra[*i] < Twips::from_pt(2.0 * (SURE_OVERRUN + NEAR_END));
        let first = self.pages.last()?.first()?.strip;
        let start = Some(self.chain_start(strip)).filter(|i| moves && line == 0 && *i > first && self.strips[*i].grow == Grow::Above);
        if start.is_some_and(|i| may(&i)) {
            return start;
        }
        if self.strips[strip].grow == Grow::Cells {
            return Some(strip).filter(may);
        }
        let last = if line == 0 { strip } else { strip.checked_sub(1)? };
        (first + 1..=last).rev().filter(|i| self.strips[*i].grow == Grow::Above).find(may)
    }
}

/// The lines of each cell of a row, from those at `offsets` on, that a height has room for.
fn cut(strip: &Strip, offsets: &[usize], room: f64) -> Vec<Range<usize>> {
    let lines = |(cell, from): (&Vec<Step>, &usize)| {
        let (mut height, mut to) = (0.0, *from);
        while to < cell.len() && height + cell[to].height <= room {
            height += cell[to].height;
            to += 1;
        }
        *from..to
    };
    strip.cells.iter().zip(offsets).map(lines).collect()
}

/// For each cell the sum over some of its lines.
fn sum<'a>(strip: &'a Strip, ranges: &'a [Range<usize>], of: fn(&Step) -> f64) -> impl Iterator<Item = f64> + 'a {
    strip.cells.iter().zip(ranges).map(move |(cell, lines)| cell[lines.clone()].iter().map(of).sum())
}

/// How many of the fitting lines may stay when a strip is parted here.
fn split(strip: &Strip, fit: usize, left: usize, line: usize) -> usize {
    if strip.keep_lines {
        return 0;
    }
    let most = fit.min(left.saturating_sub(TOGETHER));
    let least = if line == 0 { TOGETHER } else { 1 };
    if most >= least { most } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn para(lines: usize) -> Strip {
        Strip {
            before: 0.0,
            lines,
            line_height: 10.0,
            leading: 0.0,
            around: 0.0,
            keep_next: false,
            keep_lines: false,
            grow: Grow::Above,
            tail: 0.0,
            repeat: 0.0,
            cells: Vec::new(),
            alone: true,
            notes: Vec::new(),
            ends_first_pass: false,
        }
    }

    fn pages(strips: &[Strip], height: f64) -> Vec<Vec<(usize, Range<usize>)>> {
        let breaks = paginate(strips, height, height, 5.0);
        breaks.pages.into_iter().map(|p| p.into_iter().map(|slice| (slice.strip, slice.lines)).collect()).collect()
    }

    #[test]
    fn two_lines_stay_together_at_both_ends() {
        assert_eq!(pages(&[para(10)], 55.0), [vec![(0, 0..5)], vec![(0, 5..10)]]);
        assert_eq!(pages(&[para(6)], 55.0), [vec![(0, 0..4)], vec![(0, 4..6)]]);
        // Three lines, room for two: the whole paragraph moves.
        assert_eq!(pages(&[para(3), para(3)], 55.0), [vec![(0, 0..3)], vec![(1, 0..3)]]);
        // Room for one only.
        assert_eq!(pages(&[para(4), para(4)], 55.0), [vec![(0, 0..4)], vec![(1, 0..4)]]);
    }

    #[test]
    fn space_below_the_last_line_of_a_page_is_dropped() {
        // Lines of 7 pt with 3 pt below them: five end at 47 pt, four at 37 pt.
        let spaced = |lines| Strip { leading: 3.0, ..para(lines) };
        assert_eq!(pages(&[spaced(5)], 48.5), [vec![(0, 0..5)]]);
        assert_eq!(pages(&[spaced(7)], 45.0), [vec![(0, 0..4)], vec![(0, 4..7)]]);
        // Between two paragraphs it stays.
        let breaks = paginate(&[spaced(2), spaced(2)], 60.0, 60.0, 5.0);
        assert_eq!(breaks.pages[0].iter().map(|p| p.top).collect::<Vec<_>>(), [0.0, 20.0]);
    }

    #[test]
    fn a_heading_moves_with_what_follows() {
        let heading = Strip { keep_next: true, keep_lines: true, ..para(1) };
        let got = pages(&[para(3), heading.clone(), heading, para(3)], 55.0);
        assert_eq!(got, [vec![(0, 0..3)], vec![(1, 0..1), (2, 0..1), (3, 0..3)]]);
    }

    /// What leads to a row of 12 lines stays where it is, and nothing is pushed away from it.
    #[test]
    fn a_title_and_a_table_head_stay_with_a_row_taller_than_a_page() {
        let row = |lines: usize| Strip { line_height: 10.0 * lines as f64, keep_lines: true, grow: Grow::Cells, ..para(1) };
        let title = Strip { keep_next: true, ..para(1) };
        let head = Strip { keep_next: true, ..row(1) };
        let tall = Strip { cells: vec![vec![Step { height: 10.0, notes: 0.0 }; 12]], repeat: 10.0, ..row(12) };
        let breaks = paginate(&[title, head, tall], 82.0, 82.0, 5.0);
        assert_eq!(breaks.extra, [Twips(0); 3]);
        let cuts: Vec<_> = breaks.pages.iter().filter_map(|p| p.last()?.cut.clone()).flatten().map(|r| (r.start, r.end)).collect();
        assert_eq!(cuts, [(0, 6), (6, 12)]);
    }

    #[test]
    fn a_heading_that_libreoffice_would_leave_behind_cannot_stay_in_the_docx() {
        let heading = Strip { keep_next: true, keep_lines: true, before: 2.0, ..para(1) };
        let strips = |ends_first_pass| [para(2), para(1), heading.clone(), heading.clone(), Strip { ends_first_pass, ..para(2) }];
        // The headings end at 54 pt, nothing of what follows fits into 58.
        let breaks = paginate(&strips(true), 58.0, 58.0, 5.0);
        assert_eq!(breaks.pages[1].iter().map(|p| (p.strip, p.top)).collect::<Vec<_>>(), [(2, 0.0), (3, 12.0), (4, 22.0)]);
        assert!(42.0 + breaks.extra[2].pt() >= 58.0 + SURE_OVERRUN, "{:?}", breaks.extra);
        // Elsewhere they are moved by what they are kept with.
        assert_eq!(paginate(&strips(false), 58.0, 58.0, 5.0).extra[2], Twips(0));
    }

    /// An engine that sets the footnotes' line higher has no room for it.
    #[test]
    fn what_ends_near_the_footnotes_is_moved_and_the_break_made_sure() {
        let noted = |strip: Strip| Strip { notes: vec![10.0], ..strip };
        // 80 pt of text, 15 of notes, on 100 pt: 5 are left.
        let text = [noted(para(2)), para(2), para(2), para(2)];
        let breaks = paginate(&text, 100.0, 100.0, 5.0);
        assert_eq!(breaks.pages[1].iter().map(|p| p.strip).collect::<Vec<_>>(), [3]);
        assert!(breaks.extra[3].pt() >= 5.0 + SURE_OVERRUN && breaks.extra[..3] == [Twips(0); 3], "{:?}", breaks.extra);
        assert_eq!(pages(&text, 107.0).len(), 1);
        assert_eq!(pages(&[para(2), para(2), para(2), para(2)], 85.0).len(), 1);
        // Rows are kept with the next, and as tall as they are.
        let row = |lines: usize| Strip { keep_lines: true, grow: Grow::Cells, ..para(lines) };
        let breaks = paginate(&[noted(row(4)), row(4), row(3)], 100.0, 100.0, 5.0);
        assert_eq!(breaks.pages[1].iter().map(|p| p.strip).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((breaks.kept, breaks.extra), (vec![false, true, false], vec![Twips(0); 3]));
    }

    #[test]
    fn a_line_takes_its_footnotes_along() {
        // The fourth line has a note of 10 pt: with the line above it, 15 pt less for the text.
        let noted = |lines| Strip { notes: vec![0.0, 0.0, 0.0, 10.0], ..para(lines) };
        assert_eq!(pages(&[noted(6)], 76.0), [vec![(0, 0..6)]]);
        assert_eq!(pages(&[noted(6)], 63.0), [vec![(0, 0..4)], vec![(0, 4..6)]]);
        assert_eq!(pages(&[noted(7)], 52.0), [vec![(0, 0..3)], vec![(0, 3..5)], vec![(0, 5..7)]]);
        // What comes later on the page has less room too.
        assert_eq!(pages(&[noted(4), para(2)], 63.0), [vec![(0, 0..4)], vec![(1, 0..2)]]);
        // A row that is cut leaves room for the notes of the lines that stay.
        let step = |notes| Step { height: 10.0, notes };
        let row = Strip {
            line_height: 80.0,
            keep_lines: true,
            grow: Grow::Cells,
            cells: vec![vec![step(0.0); 8], vec![step(10.0), step(0.0)]],
            notes: vec![10.0],
            ..para(1)
        };
        let cuts: Vec<_> = paginate(&[row], 52.0, 52.0, 5.0).pages.into_iter().flatten().filter_map(|p| p.cut).collect();
        assert_eq!(cuts, [vec![0..3, 0..2], vec![3..8, 2..2]]);
    }

    #[test]
    fn a_line_whose_footnote_does_not_fit_cannot_stay_in_the_docx_either() {
        // Line 4 would end at 80 pt of 82, its note of 10 pt does not fit: the paragraphs above take what is left.
        let noted = Strip { notes: vec![0.0, 0.0, 0.0, 10.0], ..para(6) };
        let breaks = paginate(&[para(2), para(1), para(1), noted], 82.0, 82.0, 5.0);
        assert_eq!(breaks.pages[0].last().map(|p| (p.strip, p.lines.clone())), Some((3, 0..3)));
        let grown: f64 = breaks.extra[1..].iter().map(|e| e.pt()).sum();
        assert!(80.0 + grown >= 82.0 + SURE_OVERRUN && breaks.extra[1] == breaks.extra[2], "{:?}", breaks.extra);
        // What moves whole takes it all: at the head of the next page it is dropped.
        let whole = Strip { notes: vec![10.0], ..para(2) };
        let breaks = paginate(&[para(3), para(2), whole], 72.0, 72.0, 5.0);
        assert_eq!((breaks.pages[1][0].strip, breaks.extra[1]), (2, Twips(0)));
        assert!(60.0 + breaks.extra[2].pt() >= 72.0 + SURE_OVERRUN, "{:?}", breaks.extra);
    }

    #[test]
    fn a_signature_takes_its_last_paragraph_along() {
        let row = Strip { keep_lines: true, line_height: 30.0, ..para(1) };
        let closing = Strip { keep_next: true, keep_lines: true, ..para(2) };
        assert_eq!(pages(&[para(2), closing, row], 55.0), [vec![(0, 0..2)], vec![(1, 0..2), (2, 0..1)]]);
    }

    /// Rows end at 50 pt of 57, the mark below them does not fit: the last row goes with it.
    #[test]
    fn the_end_mark_below_a_table_takes_the_last_row_along() {
        let row = |keep_next| Strip { keep_lines: true, keep_next, grow: Grow::Cells, ..para(1) };
        let breaks = paginate(&[row(false), row(false), row(false), row(false), row(true), para(1)], 57.0, 57.0, 5.0);
        let first: Vec<usize> = breaks.pages[0].iter().map(|p| p.strip).collect();
        assert_eq!(first, [0, 1, 2, 3]);
        // The page's foot stays white: no row is stretched.
        assert_eq!(breaks.extra, [Twips(0); 6]);
    }

    #[test]
    fn a_table_at_the_end_takes_its_empty_paragraph_along() {
        let row = |height| Strip { keep_lines: true, line_height: height, grow: Grow::No, tail: 1.0, ..para(1) };
        let pages = |height| paginate(&[para(1), para(1), row(height)], 60.0, 60.0, 5.0);
        assert_eq!(pages(37.9).pages.len(), 1);
        // Row and paragraph end 0.5 pt before, 0.5 or 1.5 pt behind the page's end: both move, and
        // the row alone must be too high in the DOCX too.
        for height in [38.5, 39.5, 40.5] {
            let breaks = pages(height);
            assert_eq!(breaks.pages.len(), 2, "{height}");
            let over = 20.0 + breaks.extra[1].pt() + height - 60.0;
            assert!(over >= SURE_OVERRUN, "{height}: {over}");
        }
    }

    #[test]
    fn a_line_near_the_end_is_moved_and_the_break_made_sure() {
        // Five lines of 10 pt end 0.5 pt before the page does.
        let strips = [para(2), para(5)];
        let breaks = paginate(&strips, 50.5, 50.5, 5.0);
        assert_eq!(breaks.pages[0].last().unwrap().lines, 0..2);
        let over = 50.0 + breaks.extra[1].pt() - 50.5;
        assert!(over >= SURE_OVERRUN, "{over}");
    }

    #[test]
    fn every_line_appears_once_and_in_order() {
        for height in [12.0, 25.0, 33.3, 47.9, 101.0] {
            let strips: Vec<Strip> = (0..40)
                .map(|i| Strip { keep_next: i % 5 == 0, before: f64::from(i % 3) * 2.0, ..para(1 + (i as usize * 7) % 9) })
                .collect();
            let breaks = paginate(&strips, height, height, 5.0);
            let mut seen: Vec<(usize, usize)> = Vec::new();
            for page in &breaks.pages {
                assert!(!page.is_empty());
                seen.extend(page.iter().flat_map(|p| p.lines.clone().map(|l| (p.strip, l))));
            }
            let all: Vec<(usize, usize)> = strips.iter().enumerate().flat_map(|(i, u)| (0..u.lines).map(move |l| (i, l))).collect();
            assert_eq!(seen, all, "{height}");
        }
    }
}
