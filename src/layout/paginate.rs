//! Filling pages: widows and orphans, what stays together, and breaks that both files agree on.

use std::ops::Range;

use crate::units::Twips;

/// A line that ends this near to the page's end, pt, is moved on, and the DOCX is made to agree:
/// engines round line heights differently.
const NEAR_END: f64 = 1.0;
/// By how much the moved line must overrun in the DOCX, pt.
const SURE_OVERRUN: f64 = 1.5;
/// Fewest lines of a paragraph at a page's foot and head (widow and orphan control).
const TOGETHER: usize = 2;

/// What the pages are filled with: a paragraph or a table row.
#[derive(Clone, Debug)]
pub(super) struct Unit {
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
    /// How it can be enlarged to make a break sure.
    pub(super) grow: Grow,
    /// Height of the empty paragraph that the DOCX has behind it: it must not go to a page of its own.
    pub(super) tail: f64,
    /// Height of the table head that is repeated above it when it opens a page.
    pub(super) repeat: f64,
    /// Heights of the lines of each cell, for a row that may be taller than a page.
    pub(super) cells: Vec<Vec<f64>>,
}

/// Where a unit can take a little more height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grow {
    /// In the space above it.
    Above,
    /// In its own height.
    Height,
    /// Nowhere.
    No,
}

/// Lines of a unit on a page, the first one's top `top` pt below the text area's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) unit: usize,
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
    pub(super) pages: Vec<Vec<Part>>,
    /// Space added above each unit, or to its height.
    pub(super) extra: Vec<Twips>,
}

/// Distributes units over pages; `first` and `other` are the heights of page 1 and the rest.
pub(super) fn paginate(units: &[Unit], first: f64, other: f64) -> Breaks {
    let mut filler = Filler {
        units,
        extra: vec![Twips(0); units.len()],
        limits: [first, other],
        pages: vec![Vec::new()],
        start: State::default(),
        state: State::default(),
        y: 0.0,
    };
    while filler.state.unit < units.len() {
        if let Some((unit, more)) = filler.step() {
            filler.extra[unit] += more;
            filler.begin_page_again();
        }
    }
    Breaks { pages: filler.pages, extra: filler.extra }
}

/// What comes next: a unit, a line of it, or a line of each of its cells.
#[derive(Clone, Debug, Default)]
struct State {
    unit: usize,
    line: usize,
    cut: Vec<usize>,
}

struct Filler<'a> {
    units: &'a [Unit],
    extra: Vec<Twips>,
    limits: [f64; 2],
    pages: Vec<Vec<Part>>,
    /// What the page at hand began with.
    start: State,
    state: State,
    /// How far the page at hand is filled.
    y: f64,
}

impl Filler<'_> {
    /// Places the next unit or begins a page; `Some` names a unit that must grow by so much, for the
    /// page at hand to be filled again.
    fn step(&mut self) -> Option<(usize, Twips)> {
        let State { unit, line, .. } = self.state;
        let u = &self.units[unit];
        let first_page = self.pages.len() == 1;
        let limit = self.limits[usize::from(!first_page)];
        let page = self.pages.last().map_or(&[][..], Vec::as_slice);
        let at_top = page.is_empty();
        let repeats = at_top && u.repeat > 0.0;
        let y = if repeats { u.repeat } else { self.y };
        let growth = self.extra[unit].pt();
        let before = if line > 0 || (at_top && !first_page) { 0.0 } else { u.before + if u.grow == Grow::Above { growth } else { 0.0 } };
        let around = u.around + if u.grow == Grow::Height { growth } else { 0.0 };
        let left = u.lines - line;
        let top = y + before;
        if !u.cells.is_empty() && u.line_height > self.limits[1] - u.repeat {
            self.cut_row(top, limit, at_top, repeats);
            return None;
        }
        let end = |count: usize| top + around + count as f64 * u.line_height;
        let bottom = |count: usize| end(count) - u.leading + u.tail;
        let fit = (1..=left).take_while(|n| bottom(*n) <= limit).count();

        // The first line that does not fit, and the last that does, must not be near the end.
        for count in [fit, fit + 1].into_iter().filter(|n| (1..=left).contains(n)) {
            let over = bottom(count) - limit;
            if over > -NEAR_END
                && over < NEAR_END + u.tail
                && let Some(grown) = self.grower(unit, line)
            {
                return Some((grown, Twips::from_pt(SURE_OVERRUN + u.tail - over)));
            }
        }
        if fit == left {
            // A group's row must not stand alone at a page's foot: the row before it grows until the
            // group's row surely does not fit.
            if u.grow == Grow::Height
                && u.keep_next
                && bottom(left) + self.chain_height(unit + 1) > limit
                && let Some(above) = self.row_above(unit)
            {
                return Some((above, Twips::from_pt(limit + SURE_OVERRUN - bottom(left))));
            }
            self.push(Part { unit, lines: line..u.lines, top, height: u.line_height, repeats, cut: None });
            self.y = end(left);
            self.state = State { unit: unit + 1, ..State::default() };
            return None;
        }
        let mut count = split(u, fit, left, line);
        if count == 0 && at_top {
            // Taller than a page: take what fits, at least one line.
            count = fit.max(1);
        }
        if count > 0 {
            self.push(Part { unit, lines: line..line + count, top, height: u.line_height, repeats, cut: None });
            self.state.line += count;
            if self.state.line == u.lines {
                self.state = State { unit: unit + 1, ..State::default() };
            }
        } else {
            self.state.unit = chain_start(self.units, page, unit);
            let unit = self.state.unit;
            self.pages.last_mut().into_iter().for_each(|p| p.retain(|part| part.unit < unit));
        }
        self.new_page();
        None
    }

    fn push(&mut self, part: Part) {
        self.pages.last_mut().into_iter().for_each(|p| p.push(part.clone()));
    }

    fn new_page(&mut self) {
        self.start = self.state.clone();
        self.pages.push(Vec::new());
        self.y = 0.0;
    }

    fn begin_page_again(&mut self) {
        self.state = self.start.clone();
        self.pages.last_mut().into_iter().for_each(Vec::clear);
        self.y = 0.0;
    }

    /// Carries a row that is taller than a page over as many pages as it needs, each cell line by line.
    fn cut_row(&mut self, top: f64, limit: f64, at_top: bool, repeats: bool) {
        let unit = self.state.unit;
        let u = &self.units[unit];
        let sums = u.cells.iter().map(|c| c.iter().sum::<f64>());
        let around = u.line_height - sums.fold(0.0, f64::max);
        let offsets = if self.state.cut.is_empty() { vec![0; u.cells.len()] } else { self.state.cut.clone() };
        let mut tallest = 0.0_f64;
        let mut ranges = Vec::with_capacity(offsets.len());
        for (cell, from) in u.cells.iter().zip(offsets) {
            let (mut height, mut to) = (0.0, from);
            while to < cell.len() && top + around + height + cell[to] <= limit - NEAR_END {
                height += cell[to];
                to += 1;
            }
            tallest = tallest.max(height);
            ranges.push(from..to);
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
            self.push(Part { unit, lines: 0..1, top, height: tallest + around, repeats, cut: Some(ranges) });
            if done {
                self.y = top + tallest + around;
                self.state = State { unit: unit + 1, ..State::default() };
                return;
            }
            self.state.cut = ends;
        }
        self.new_page();
    }

    /// Height of a row and of those it must stay with.
    fn chain_height(&self, from: usize) -> f64 {
        let mut height = 0.0;
        for unit in self.units[from.min(self.units.len())..].iter().take_while(|u| u.grow == Grow::Height) {
            height += unit.line_height;
            if !unit.keep_next {
                break;
            }
        }
        height
    }

    /// The table row above a row on this page, when it can still grow.
    fn row_above(&self, unit: usize) -> Option<usize> {
        let above = unit.checked_sub(1)?;
        let page = self.pages.last()?;
        let there = page.iter().any(|p| p.unit == above && p.cut.is_none());
        let row = &self.units[above];
        (there && row.grow == Grow::Height && !row.keep_next && self.extra[above] == Twips(0)).then_some(above)
    }

    /// The unit on this page that can take a little more height: a row itself; for a paragraph the
    /// one that breaks, if it starts here, else the last one before it. The first on a page has no
    /// space above.
    fn grower(&self, unit: usize, line: usize) -> Option<usize> {
        // Twice is enough; a unit that was already moved must not be pushed for ever.
        let may = |i: &usize| self.extra[*i] < Twips::from_pt(2.0 * (SURE_OVERRUN + NEAR_END));
        let first = self.pages.last()?.first()?.unit;
        if self.units[unit].grow == Grow::Height {
            return Some(unit).filter(may);
        }
        let last = if line == 0 { unit } else { unit.checked_sub(1)? };
        (first + 1..=last).rev().filter(|i| self.units[*i].grow == Grow::Above).find(may)
    }
}

/// How many of the fitting lines may stay when a unit is parted here.
fn split(unit: &Unit, fit: usize, left: usize, line: usize) -> usize {
    if unit.keep_lines {
        return 0;
    }
    let most = fit.min(left.saturating_sub(TOGETHER));
    let least = if line == 0 { TOGETHER } else { 1 };
    if most >= least { most } else { 0 }
}

/// The first unit of the chain that must move to the next page together with `unit`.
fn chain_start(units: &[Unit], page: &[Part], unit: usize) -> usize {
    let first_on_page = page.first().map_or(unit, |p| if p.lines.start > 0 { p.unit + 1 } else { p.unit });
    let start = (first_on_page..unit).rev().take_while(|i| units[*i].keep_next).last().unwrap_or(unit);
    // A chain that fills its page cannot be kept.
    if start == first_on_page && page.first().is_some_and(|p| p.unit == start) { unit } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn para(lines: usize) -> Unit {
        Unit {
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
        }
    }

    fn pages(units: &[Unit], height: f64) -> Vec<Vec<(usize, Range<usize>)>> {
        let breaks = paginate(units, height, height);
        breaks.pages.into_iter().map(|p| p.into_iter().map(|part| (part.unit, part.lines)).collect()).collect()
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
        let spaced = |lines| Unit { leading: 3.0, ..para(lines) };
        assert_eq!(pages(&[spaced(5)], 48.5), [vec![(0, 0..5)]]);
        assert_eq!(pages(&[spaced(7)], 45.0), [vec![(0, 0..4)], vec![(0, 4..7)]]);
        // Between two paragraphs it stays.
        let breaks = paginate(&[spaced(2), spaced(2)], 60.0, 60.0);
        assert_eq!(breaks.pages[0].iter().map(|p| p.top).collect::<Vec<_>>(), [0.0, 20.0]);
    }

    #[test]
    fn a_heading_moves_with_what_follows() {
        let heading = Unit { keep_next: true, keep_lines: true, ..para(1) };
        let got = pages(&[para(3), heading.clone(), heading, para(3)], 55.0);
        assert_eq!(got, [vec![(0, 0..3)], vec![(1, 0..1), (2, 0..1), (3, 0..3)]]);
    }

    #[test]
    fn a_signature_takes_its_last_paragraph_along() {
        let row = Unit { keep_lines: true, line_height: 30.0, ..para(1) };
        let closing = Unit { keep_next: true, keep_lines: true, ..para(2) };
        assert_eq!(pages(&[para(2), closing, row], 55.0), [vec![(0, 0..2)], vec![(1, 0..2), (2, 0..1)]]);
    }

    #[test]
    fn a_table_at_the_end_takes_its_empty_paragraph_along() {
        let row = |height| Unit { keep_lines: true, line_height: height, grow: Grow::No, tail: 1.0, ..para(1) };
        let pages = |height| paginate(&[para(1), para(1), row(height)], 60.0, 60.0);
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
        let units = [para(2), para(5)];
        let breaks = paginate(&units, 50.5, 50.5);
        assert_eq!(breaks.pages[0].last().unwrap().lines, 0..2);
        let over = 50.0 + breaks.extra[1].pt() - 50.5;
        assert!(over >= SURE_OVERRUN, "{over}");
    }

    #[test]
    fn every_line_appears_once_and_in_order() {
        for height in [12.0, 25.0, 33.3, 47.9, 101.0] {
            let units: Vec<Unit> =
                (0..40).map(|i| Unit { keep_next: i % 5 == 0, before: f64::from(i % 3) * 2.0, ..para(1 + (i as usize * 7) % 9) }).collect();
            let breaks = paginate(&units, height, height);
            let mut seen: Vec<(usize, usize)> = Vec::new();
            for page in &breaks.pages {
                assert!(!page.is_empty());
                seen.extend(page.iter().flat_map(|p| p.lines.clone().map(|l| (p.unit, l))));
            }
            let all: Vec<(usize, usize)> = units.iter().enumerate().flat_map(|(i, u)| (0..u.lines).map(move |l| (i, l))).collect();
            assert_eq!(seen, all, "{height}");
        }
    }
}
