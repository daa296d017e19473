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
    /// Whether space above it can be enlarged to make a break sure.
    pub(super) may_grow: bool,
    /// Height of the empty paragraph that the DOCX has behind it: it must not go to a page of its own.
    pub(super) tail: f64,
}

/// Lines of a unit on a page, the first one's top `top` pt below the text area's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) unit: usize,
    pub(super) lines: Range<usize>,
    pub(super) top: f64,
}

/// The result.
pub(super) struct Breaks {
    pub(super) pages: Vec<Vec<Part>>,
    /// Space added above each unit.
    pub(super) extra: Vec<Twips>,
}

/// Distributes units over pages; `first` and `other` are the heights of page 1 and the rest.
pub(super) fn paginate(units: &[Unit], first: f64, other: f64) -> Breaks {
    let mut extra = vec![Twips(0); units.len()];
    loop {
        match attempt(units, &extra, first, other) {
            Ok(pages) => return Breaks { pages, extra },
            Err((unit, more)) => extra[unit] += more,
        }
    }
}

/// One try; fails with the unit that must get more space above to make a near break sure.
fn attempt(units: &[Unit], extra: &[Twips], first: f64, other: f64) -> Result<Vec<Vec<Part>>, (usize, Twips)> {
    let mut pages: Vec<Vec<Part>> = vec![Vec::new()];
    let (mut y, mut unit, mut line) = (0.0, 0, 0);
    while unit < units.len() {
        let limit = if pages.len() == 1 { first } else { other };
        let u = &units[unit];
        let page = pages.last().map_or(&[][..], Vec::as_slice);
        let at_top = page.is_empty();
        let before = if line > 0 || (at_top && pages.len() > 1) { 0.0 } else { u.before + extra[unit].pt() };
        let left = u.lines - line;
        let top = y + before;
        let end = |count: usize| top + u.around + count as f64 * u.line_height;
        let bottom = |count: usize| end(count) - u.leading + u.tail;
        let fit = (1..=left).take_while(|n| bottom(*n) <= limit).count();

        // The first line that does not fit, and the last that does, must not be near the end.
        for count in [fit, fit + 1].into_iter().filter(|n| (1..=left).contains(n)) {
            let over = bottom(count) - limit;
            if over > -NEAR_END
                && over < NEAR_END + u.tail
                && let Some(grown) = grower(units, extra, page, unit, line)
            {
                return Err((grown, Twips::from_pt(SURE_OVERRUN + u.tail - over)));
            }
        }
        if fit == left {
            pages.last_mut().into_iter().for_each(|p| p.push(Part { unit, lines: line..u.lines, top }));
            (y, unit, line) = (end(left), unit + 1, 0);
            continue;
        }
        let mut count = split(u, fit, left, line);
        if count == 0 && at_top {
            // Taller than a page: take what fits, at least one line.
            count = fit.max(1);
        }
        if count > 0 {
            pages.last_mut().into_iter().for_each(|p| p.push(Part { unit, lines: line..line + count, top }));
            line += count;
            if line == u.lines {
                (unit, line) = (unit + 1, 0);
            }
        } else {
            unit = chain_start(units, page, unit);
            pages.last_mut().into_iter().for_each(|p| p.retain(|part| part.unit < unit));
        }
        pages.push(Vec::new());
        y = 0.0;
    }
    Ok(pages)
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

/// The unit on this page whose space above can take the difference: the one that breaks, if it
/// starts here, else the last one before it. The first on a page has no space above.
fn grower(units: &[Unit], extra: &[Twips], page: &[Part], unit: usize, line: usize) -> Option<usize> {
    let first = page.first()?.unit;
    let last = if line == 0 { unit } else { unit.checked_sub(1)? };
    // Twice is enough; a unit that was already moved must not be pushed for ever.
    (first + 1..=last).rev().find(|i| units[*i].may_grow && extra[*i] < Twips::from_pt(2.0 * (SURE_OVERRUN + NEAR_END)))
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
            may_grow: true,
            tail: 0.0,
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
        let row = |height| Unit { keep_lines: true, line_height: height, may_grow: false, tail: 1.0, ..para(1) };
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
