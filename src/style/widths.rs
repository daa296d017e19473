//! How wide a table's columns are: what cannot break has its room first, then what need not wrap, then long texts.

use std::ops::Range;

use super::flow::Builder;
use super::{Para, TableRow};
use crate::line::{Words, line_widths, parted, words};
use crate::text::{Glue, is_compound};
use crate::tree::{Table, Width};
use crate::units::Twips;

/// A word so many times as wide as the narrowest column is as good as a figure: `STT` is not cut for the sake of others.
const SHORT_WORD: f64 = 5.0;

/// What a column's own cells ask for, pt, their margins included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Wish {
    /// The widest figure, or part of a symbol between its hyphens.
    figure: f64,
    /// What no line's end should part: a figure, a short word.
    hard: f64,
    /// The longest word, or words of a head that stay together.
    least: f64,
    /// Where no paragraph wraps, but a head once.
    easy: f64,
    /// Where no paragraph wraps.
    most: f64,
    /// All its words on one line.
    amount: f64,
    /// Whether a pen writes in it: its dots take any room.
    dots: bool,
}

impl Builder<'_> {
    /// Widths in twips: fixed ones first, content's next, shares of the rest last.
    pub(super) fn widths(&self, table: &Table, rows: &[TableRow], side: Twips) -> Vec<Twips> {
        let total = self.text_width.pt();
        let wishes = self.wishes(table, rows, side);
        let of = |kind: fn(&Width) -> bool| (0..wishes.len()).filter(|i| kind(&table.columns[*i].width)).collect::<Vec<usize>>();
        let (autos, shared) = (of(|w| *w == Width::Auto), of(|w| matches!(w, Width::Share(_))));
        let mut widths: Vec<f64> =
            table.columns.iter().map(|c| if let Width::Mm(mm) = c.width { Twips::from_mm(mm).pt() } else { 0.0 }).collect();
        let fixed: f64 = widths.iter().sum();
        let kept: f64 = shared.iter().map(|i| wishes[*i].least).sum();
        let asked: Vec<Wish> = autos.iter().map(|i| wishes[*i]).collect();
        for (i, width) in autos.iter().zip(content_widths(&asked, total - fixed - kept.min((total - fixed) / 2.0), shared.is_empty())) {
            widths[*i] = width;
        }
        let rest = (total - widths.iter().sum::<f64>()).max(0.0);
        let share = |i: usize| if let Width::Share(share) = table.columns[i].width { share } else { 0.0 };
        let shares: f64 = shared.iter().map(|i| share(*i)).sum();
        shared.iter().for_each(|i| widths[*i] = rest * share(*i) / shares);
        self.share_spare(table, &mut widths, &wishes, side);
        // A figure has its room whatever widths were given: beside the table, else of others, of words too where that
        // makes room for all figures.
        let lacks: Vec<f64> = widths.iter().zip(&wishes).map(|(width, wish)| (wish.figure - width).max(0.0)).collect();
        let beside = level(&vec![0.0; lacks.len()], &lacks, &vec![1.0; lacks.len()], (total - widths.iter().sum::<f64>()).max(0.0));
        widths.iter_mut().zip(beside).for_each(|(width, more)| *width += more);
        let all_fit = wishes.iter().map(|wish| wish.figure).sum::<f64>() <= total;
        let keeps = [|wish: &Wish| wish.least.max(wish.hard), |wish: &Wish| wish.figure];
        for kept in keeps.into_iter().take(if all_fit { 2 } else { 1 }) {
            let lacks: Vec<f64> = widths.iter().zip(&wishes).map(|(width, wish)| (wish.figure - width).max(0.0)).collect();
            let spare: Vec<f64> = widths.iter().zip(&wishes).map(|(width, wish)| (width - kept(wish)).max(0.0)).collect();
            give(&mut widths, &lacks, &spare);
        }
        widths.into_iter().map(|w| Twips((w * 20.0 + 1e-6).floor() as i32)).collect()
    }

    /// What each column asks for; a figure in a merged cell asks all of its columns alike.
    fn wishes(&self, table: &Table, rows: &[TableRow], side: Twips) -> Vec<Wish> {
        let around = around(side);
        let mut wishes: Vec<Wish> = (0..table.columns.len()).map(|column| self.wish(rows, table.head.len(), column, around)).collect();
        for cell in rows.iter().flat_map(|r| &r.cells).filter(|c| c.columns > 1) {
            let covered = &mut wishes[cell.column..(cell.column + cell.columns).min(table.columns.len())];
            let figure = cell.paras.iter().map(|para| self.figure(para, &words(&para.runs, self.fonts, para.look.size.pt())));
            let lacking = figure.fold(0.0, f64::max) + around - covered.iter().map(|w| w.figure).sum::<f64>();
            let each = lacking.max(0.0) / covered.len() as f64;
            covered.iter_mut().for_each(|wish| wish.ask(wish.figure + each));
        }
        wishes
    }

    fn wish(&self, rows: &[TableRow], head: usize, column: usize, around: f64) -> Wish {
        let mut wish = Wish::default();
        for (number, row) in rows.iter().enumerate() {
            for para in row.cells.iter().filter(|c| c.column == column && c.columns == 1).flat_map(|c| &c.paras) {
                wish.dots |= para.runs.iter().any(|run| run.leader().is_some());
                let all = words(&para.runs, self.fonts, para.look.size.pt());
                let line: f64 = all.iter().map(|w| w.width + w.glue.map_or(0.0, |g| g.width)).sum();
                let picture = para.figure.as_ref().map_or(0.0, |f| f.width.pt());
                let widest = tied(&all).map(|words| width(&all, words)).fold(picture, f64::max);
                wish.figure = wish.figure.max(self.figure(para, &all));
                wish.hard = wish.hard.max(widest);
                wish.most = wish.most.max(line).max(picture);
                if number < head {
                    // A head may take two lines, but not part a word of two syllables.
                    let pairs = (1..all.len()).filter(|i| is_compound(&said(para, &all, i - 1..*i), &said(para, &all, *i..i + 1)));
                    let pair = |i: usize| all[i - 1].width + all[i - 1].glue.map_or(0.0, |g| g.width) + all[i].width;
                    wish.least = pairs.map(pair).fold(wish.least.max(widest), f64::max);
                    wish.easy = wish.easy.max(line / 2.0 + widest / 2.0);
                } else {
                    wish.least = wish.least.max(widest);
                    wish.easy = wish.easy.max(line).max(picture);
                    wish.amount += line;
                }
            }
        }
        let Wish { figure, hard, least, easy, most, amount, dots } = wish;
        let easy = easy.min(most).max(least);
        let figure = figure.max(self.standard.tables.least_pt);
        let hard = figure.max(hard.min(self.standard.tables.least_pt * SHORT_WORD));
        Wish {
            figure: figure + around,
            hard: hard + around,
            least: least + around,
            easy: easy + around,
            most: most.max(least) + around,
            amount: amount + around,
            dots,
        }
    }

    /// The widest figure of a paragraph, its unit included, or part of a symbol between its hyphens, pt.
    fn figure(&self, para: &Para, all: &Words) -> f64 {
        let figures = tied(all).filter(|words| is_figure(&said(para, all, words.clone())));
        figures.map(|words| self.unbroken(para, all, words)).fold(0.0, f64::max)
    }

    /// No column wraps beside free room: what some do not need goes to those that lack it. Millimetres of the author and
    /// dots for a pen stay. In a list a column takes from those on its right alone, so that lists below each other are in line.
    fn share_spare(&self, table: &Table, widths: &mut [f64], wishes: &[Wish], side: Twips) {
        let least = around(side) + self.standard.tables.least_pt;
        let given = |i: usize| matches!(table.columns[i].width, Width::Mm(_)) || wishes[i].dots;
        let columns = 0..wishes.len();
        let takers = if table.unlined { columns.clone().map(|i| i..i + 1).collect() } else { vec![columns.clone()] };
        for takers in takers {
            let lack = |i: usize| if given(i) || !takers.contains(&i) { 0.0 } else { (wishes[i].easy - widths[i]).max(0.0) };
            let spare = |i: usize| if given(i) || i < takers.start { 0.0 } else { (widths[i] - wishes[i].most.max(least)).max(0.0) };
            let (lacks, spare): (Vec<f64>, Vec<f64>) = (columns.clone().map(lack).collect(), columns.clone().map(spare).collect());
            give(widths, &lacks, &spare);
        }
    }

    /// The widest part of words that stay together between the hyphens after which it may be cut, pt.
    pub(super) fn unbroken(&self, para: &Para, all: &Words, together: Range<usize>) -> f64 {
        if together.len() > 1 {
            return width(all, together);
        }
        let mut widest = 0.0_f64;
        let mut width = 0.0;
        for piece in all.pieces_of(together) {
            let run = &para.runs[piece.run];
            let face = self.fonts.face(run.bold, run.italic);
            let text = &run.text[piece.range.clone()];
            if run.is_open() || text.is_empty() {
                width += piece.width;
            }
            let parts: Vec<&str> = text.split_inclusive('-').collect();
            for (number, part) in parts.iter().enumerate() {
                width += face.width(part, run.size(para.look.size.pt()));
                let next = parts.get(number + 1).and_then(|next| next.chars().next());
                if part.ends_with('-') && next.is_some_and(|c| !c.is_ascii_digit()) {
                    widest = widest.max(std::mem::take(&mut width));
                }
            }
        }
        widest.max(width)
    }

    /// Holds the words of two syllables and the names of a head together where a line would end inside them.
    pub(super) fn hold_heads(&self, head: &mut [TableRow], widths: &[Twips], side: Twips) {
        for cell in head.iter_mut().flat_map(|r| &mut r.cells) {
            let end = (cell.column + cell.columns).min(widths.len());
            let room = widths[cell.column..end].iter().map(|w| w.pt()).sum::<f64>() - 2.0 * side.pt();
            for para in &mut cell.paras {
                let size = para.look.size.pt();
                let mut runs = para.runs.clone();
                while let Some((run, space)) = parted(&runs, self.fonts, size, room) {
                    runs[run].text.replace_range(space..=space, "\u{a0}");
                }
                // A column of a given width may be too narrow even for that.
                if line_widths(&runs, self.fonts, size, room).into_iter().all(|width| width <= room) {
                    para.runs = runs;
                }
            }
        }
    }
}

impl Wish {
    /// Asks for the room of a figure.
    fn ask(&mut self, figure: f64) {
        self.figure = figure;
        for other in [&mut self.hard, &mut self.least, &mut self.easy, &mut self.most] {
            *other = other.max(figure);
        }
    }
}

/// What a cell has beside its words, pt.
fn around(side: Twips) -> f64 {
    (side.pt() + 0.5) * 2.0
}

/// Whether words are a figure, or hold one.
pub(super) fn is_figure(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
}

/// What some of a paragraph's words say.
pub(super) fn said(para: &Para, all: &Words, words: Range<usize>) -> String {
    all.pieces_of(words).map(|p| &para.runs[p.run].text[p.range.clone()]).collect()
}

/// The words that no line's end parts: a number and its unit, else each alone.
pub(super) fn tied(all: &Words) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = start;
        start += all[first..].iter().take_while(|word| word.glue.is_some_and(|g| g.glue == Glue::NoBreakSpace)).count() + 1;
        (first < all.len()).then(|| first..start.min(all.len()))
    })
}

/// The width of words on one line, pt.
pub(super) fn width(all: &Words, words: Range<usize>) -> f64 {
    let last = words.end.saturating_sub(1);
    words.map(|i| all[i].width + all[i].glue.filter(|_| i < last).map_or(0.0, |g| g.width)).sum()
}

/// The columns that ask for what their content needs, in the room for them, pt; alone they fill it.
fn content_widths(wishes: &[Wish], room: f64, alone: bool) -> Vec<f64> {
    let each = |of: fn(&Wish) -> f64| wishes.iter().map(of).collect::<Vec<f64>>();
    let sum = |of: fn(&Wish) -> f64| wishes.iter().map(of).sum::<f64>();
    if sum(|w| w.most) <= room {
        let scale = if alone { room / sum(|w| w.most).max(1.0) } else { 1.0 };
        return wishes.iter().map(|w| w.most * scale).collect();
    }
    if sum(|w| w.easy) <= room {
        // Heads alone wrap: what is left goes to those that ask for most.
        return level(&each(|w| w.easy), &each(|w| w.most), &vec![1.0; wishes.len()], room);
    }
    if sum(|w| w.least) > room {
        let hard = sum(|w| w.hard);
        if hard > room {
            // Words are cut before figures are; columns that ask for little keep it.
            let least = if sum(|w| w.figure) > room { vec![0.0; wishes.len()] } else { each(|w| w.figure) };
            return level(&least, &each(|w| w.hard), &vec![1.0; wishes.len()], room);
        }
        return level(&each(|w| w.hard), &each(|w| w.least), &vec![1.0; wishes.len()], room);
    }
    // What need not wrap does not; long texts share the rest by what they hold.
    let first = level(&each(|w| w.least), &each(|w| w.easy), &vec![1.0; wishes.len()], room);
    let whole = |i: usize| first[i] >= wishes[i].easy - 0.01;
    let least: Vec<f64> = (0..wishes.len()).map(|i| if whole(i) { wishes[i].easy } else { wishes[i].least }).collect();
    level(&least, &each(|w| w.easy), &each(|w| w.amount.sqrt()), room)
}

/// Raises parts from what they need at least to what they ask for at most, in step with their weights, until they fill the room.
fn level(least: &[f64], most: &[f64], weights: &[f64], room: f64) -> Vec<f64> {
    let at = |height: f64| {
        let parts = least.iter().zip(most).zip(weights);
        parts.map(|((least, most), weight)| (height * weight).max(*least).min(most.max(*least))).collect::<Vec<f64>>()
    };
    let (mut low, mut high) = (0.0, 1.0);
    while at(high).iter().sum::<f64>() < room && high < 1e9 {
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if at(middle).iter().sum::<f64>() <= room { low = middle } else { high = middle }
    }
    at(low)
}

/// Columns take what they lack from those with room to spare, those that lack least first.
fn give(widths: &mut [f64], lacks: &[f64], spare: &[f64]) {
    let (lack, have): (f64, f64) = (lacks.iter().sum(), spare.iter().sum());
    if lack <= 0.0 || have <= 0.0 {
        return;
    }
    let moved = lack.min(have);
    let taken = level(&vec![0.0; lacks.len()], lacks, &vec![1.0; lacks.len()], moved);
    for (i, width) in widths.iter_mut().enumerate() {
        *width += taken[i] - spare[i] * moved / have;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(least: f64, most: f64) -> Wish {
        Wish { figure: least, hard: least, least, easy: most, most, amount: most, dots: false }
    }

    fn rounded(widths: Vec<f64>) -> Vec<f64> {
        widths.into_iter().map(f64::round).collect()
    }

    #[test]
    fn columns_that_ask_for_little_keep_it() {
        assert_eq!(rounded(content_widths(&[wish(300.0, 900.0), wish(10.0, 10.0), wish(200.0, 200.0)], 210.0, true)), [100.0, 10.0, 100.0]);
        assert_eq!(rounded(content_widths(&[wish(30.0, 2000.0), wish(20.0, 150.0)], 400.0, true)), [250.0, 150.0]);
    }

    #[test]
    fn columns_fill_the_page_when_nothing_wraps() {
        assert_eq!(rounded(content_widths(&[wish(10.0, 50.0), wish(10.0, 150.0)], 400.0, true)), [100.0, 300.0]);
        assert_eq!(rounded(content_widths(&[wish(10.0, 50.0), wish(10.0, 150.0)], 400.0, false)), [50.0, 150.0]);
    }

    #[test]
    fn long_texts_share_what_is_left_by_what_they_hold() {
        let widths = content_widths(&[wish(30.0, 900.0), wish(30.0, 3600.0), wish(40.0, 40.0)], 340.0, true);
        assert_eq!(rounded(widths), [100.0, 200.0, 40.0]);
    }

    #[test]
    fn a_figure_takes_the_room_it_needs() {
        let mut widths = [20.0, 200.0];
        give(&mut widths, &[30.0, 0.0], &[0.0, 160.0]);
        assert_eq!(rounded(widths.to_vec()), [50.0, 170.0]);
    }

    #[test]
    fn those_that_lack_least_are_helped_first() {
        let mut widths = [100.0, 100.0, 200.0];
        give(&mut widths, &[10.0, 900.0, 0.0], &[0.0, 0.0, 60.0]);
        assert_eq!(rounded(widths.to_vec()), [110.0, 150.0, 140.0]);
    }
}
