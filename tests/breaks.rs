//! Where generated documents break: no line could have taken the next word, no page the next line.
//! Both are worked out anew from words, looks and places, not asked of the code that breaks.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::cell::Cell;
use std::collections::BTreeSet;

use common::ENGINE;
use common::generated::{plan, plan_of, plan_with_table, rendered, table};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use vanban::layout::{BORDER, Fragment, Page, Placed, TextLine};
use vanban::line::{self, NoteId};
use vanban::pipeline::Compiled;
use vanban::style::{FlowBlock, LineHeight, Para, ParaId, Section};
use vanban::text::Glue;
use vanban::units::Twips;

/// A word must leave so much room beside it, pt (docs/LAYOUT.md).
const SAFE_FIT: f64 = 0.7;
/// A line that ends nearer to the page's end than this is moved on, pt (docs/LAYOUT.md).
const NEAR_END: f64 = 1.0;
/// So much may be missing to the page's end, pt, where two paragraphs of what is kept together were given room: for each the 1.0 by
/// which a line may be near the end and the 1.5 by which it must be beyond it then. (Spaces between words: 0.1 to 2.3, `pages.rs`.)
const MOST_ADDED: f64 = 5.0;
/// By how much earlier a line is near the page's end where footnotes stand below it, pt.
const NEARER_NOTES: f64 = 10.0;
/// What sums of lengths may be off by, pt.
const HAIR: f64 = 1e-3;

fn cases(cases: u32) -> TestRunner {
    TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() })
}

/// A paragraph, the width of its column, and its lines with the numbers of their pages.
struct Drawn<'a> {
    para: &'a Para,
    column: Twips,
    lines: Vec<(usize, &'a TextLine)>,
}

/// The paragraphs of the text area with the widths of their columns.
fn columns(section: &Section) -> Vec<(&Para, Twips)> {
    let whole = section.page.text_width();
    let mut out = Vec::new();
    for block in &section.blocks {
        match block {
            FlowBlock::Para(para) => out.push((para, whole)),
            FlowBlock::Columns(columns) => {
                let cells = columns.rows.iter().flat_map(|row| columns.cells(row));
                out.extend(cells.flat_map(|(paras, width)| paras.iter().map(move |p| (p, width))));
            }
            FlowBlock::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    let widths = &table.widths[cell.column..cell.column + cell.columns];
                    let inner = Twips(widths.iter().map(|w| w.0).sum::<i32>() - 2 * table.side_margin.0);
                    out.extend(cell.paras.iter().map(|p| (p, inner)));
                }
            }
        }
    }
    out.extend(section.notes.iter().map(|note| (&note.para, whole)));
    out
}

fn drawn(document: &Compiled) -> Vec<Drawn<'_>> {
    let all = document.flow.sections.iter().flat_map(columns);
    let lines_of = |id| {
        let pages = document.pages.pages.iter().enumerate();
        let lines = pages.flat_map(|(n, page)| lines(page).map(move |line| (n, line)));
        lines.filter(|(_, line)| line.para == Some(id)).collect()
    };
    all.map(|(para, column)| Drawn { para, column, lines: lines_of(para.id) }).collect()
}

/// The lines of a page that are no page number and no repeated head.
fn lines(page: &Page) -> impl Iterator<Item = &TextLine> {
    page.items.iter().filter_map(|item| if let Placed::Line(line) = item { Some(line).filter(|l| l.para.is_some()) } else { None })
}

/// Width of words with their natural spaces, pt.
fn natural(line: &TextLine, fragment: &Fragment, words: &str) -> f64 {
    ENGINE.fonts().face(fragment.bold, fragment.italic).width(words, fragment.size(line.size))
}

/// What a line's words take, the space at its end left out, pt.
fn taken(line: &TextLine) -> f64 {
    let (last, others) = line.fragments.split_last().unwrap();
    others.iter().map(|f| natural(line, f, &f.text)).sum::<f64>() + natural(line, last, last.text.trim_end_matches(' '))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// By how much what follows each line would overrun it, pt; forced ends are left out.
fn overruns(drawn: &Drawn<'_>) -> Vec<f64> {
    let look = &drawn.para.look;
    let runs = &drawn.para.runs;
    if runs.iter().any(line::Run::is_open) {
        return Vec::new();
    }
    let words = line::words(runs, ENGINE.fonts(), look.size.pt());
    let length = |word: &line::Word| words.pieces(word).iter().map(|p| letters(&runs[p.run].text[p.range.clone()])).sum::<usize>();
    let mut sum = 0;
    let ends: Vec<usize> = words
        .iter()
        .map(|word| {
            sum += length(word);
            sum
        })
        .collect();
    let (mut out, mut end) = (Vec::new(), 0);
    for (number, pair) in drawn.lines.windows(2).enumerate() {
        let (this, next) = (pair[0].1, pair[1].1);
        end += this.fragments.iter().map(|f| letters(&f.text)).sum::<usize>();
        let indent = if number == 0 { look.first_line } else { Twips(0) };
        let room = (drawn.column - look.left - look.right - indent).pt();
        let more = match ends.binary_search(&end) {
            Ok(last) => {
                let join = words[last].glue.unwrap();
                if join.glue == Glue::LineEnd {
                    continue;
                }
                join.width + together(&words[last + 1..])
            }
            // Inside a word that is wider than the line: behind a hyphen, wherever one fits.
            Err(_) if this.fragments.last().unwrap().text.ends_with('-') => continue,
            // Else its next letter; a note's number stays whole.
            Err(_) => {
                let first = &next.fragments[0];
                let letter = first.text.chars().next().unwrap().to_string();
                natural(next, first, if first.mark.is_some() { &first.text } else { &letter })
            }
        };
        out.push(taken(this) + more - room);
    }
    out
}

/// Width of the words that nothing may part.
fn together(words: &[line::Word]) -> f64 {
    let last = words.iter().position(|w| w.glue.is_none_or(|j| j.glue != Glue::NoBreakSpace)).unwrap();
    let spaces: f64 = words[..last].iter().filter_map(|w| w.glue).map(|j| j.width).sum();
    words[..=last].iter().map(|w| w.width).sum::<f64>() + spaces
}

#[test]
fn the_next_word_would_not_have_fitted() {
    let judged = Cell::new(0);
    let run = cases(30).run(&(plan(), table(), any::<bool>()), |(plan, table, landscape)| {
        for document in [rendered(&plan), rendered(&plan_with_table(&table, landscape))] {
            for drawn in drawn(&document) {
                let overruns = overruns(&drawn);
                judged.set(judged.get() + overruns.len());
                for (number, over) in overruns.into_iter().enumerate() {
                    prop_assert!(over > -SAFE_FIT - HAIR, "{:.2} pt to spare on line {number} of {:?}", -over, drawn.para.runs);
                }
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(judged.get() > 30 * 20, "{} lines", judged.get());
}

/// Heights of a paragraph's lines, pt: what Word adds below a line for a multiple is not needed below
/// the last of a page.
struct Heights {
    line: f64,
    natural: f64,
    baseline: f64,
}

impl Heights {
    fn of(para: &Para) -> Heights {
        let (look, fonts) = (&para.look, ENGINE.fonts());
        let LineHeight::Multiple(_) = look.line else { panic!("{:?}", look.line) };
        let baseline = fonts.face(look.bold, look.italic).baseline(look.size.pt());
        let line = look.line_height(fonts).pt();
        Heights { line, natural: look.natural_height(fonts).pt().min(line), baseline }
    }
}

/// The paragraph of a block whose places follow from its look alone.
fn plain(block: &FlowBlock) -> Option<&Para> {
    match block {
        FlowBlock::Para(para) if !para.rule && para.frame.is_none() && para.figure.is_none() => Some(para),
        _ => None,
    }
}

/// A page's end.
struct Break<'a> {
    document: &'a Compiled,
    section: &'a Section,
    /// The number of the page before it.
    page: usize,
}

impl<'a> Break<'a> {
    fn page(&self) -> &'a Page {
        &self.document.pages.pages[self.page]
    }

    fn lines_on(&self, page: usize, id: ParaId) -> Vec<&'a TextLine> {
        lines(&self.document.pages.pages[page]).filter(|l| l.para == Some(id)).collect()
    }

    fn lines_up_to(&self, id: ParaId) -> usize {
        (0..=self.page).map(|page| self.lines_on(page, id).len()).sum()
    }

    fn lines_of(&self, id: ParaId) -> usize {
        (0..self.document.pages.pages.len()).map(|page| self.lines_on(page, id).len()).sum()
    }

    /// The block of the text area that a line belongs to.
    fn block(&self, line: &TextLine) -> Option<usize> {
        self.section.blocks.iter().position(|b| b.paragraphs().any(|p| Some(p.id) == line.para))
    }

    /// The fewest lines that could have come to the page: widows and orphans, and what stays together, come along.
    /// `None` where a table's row or the signature is among them.
    fn next(&self, first: usize) -> Option<Vec<(&'a Para, usize)>> {
        let mut out = Vec::new();
        for block in &self.section.blocks[first..] {
            let para = plain(block)?;
            let (before, all) = (if out.is_empty() { self.lines_up_to(para.id) } else { 0 }, self.lines_of(para.id));
            let left = all - before;
            let whole = para.look.keep_next || para.look.keep_lines || left <= if before > 0 { 2 } else { 3 };
            out.push((
                para,
                if whole {
                    left
                } else if before > 0 {
                    1
                } else {
                    2
                },
            ));
            if !para.look.keep_next {
                break;
            }
        }
        Some(out)
    }

    /// Room that a footnote takes, pt.
    fn note(&self, id: NoteId) -> f64 {
        let para = &self.section.notes.iter().find(|note| note.id == id).unwrap().para;
        para.look.before.pt() + self.lines_of(para.id) as f64 * Heights::of(para).line
    }

    /// The footnotes that lines refer to.
    fn notes<'l>(lines: impl Iterator<Item = &'l TextLine>) -> BTreeSet<NoteId> {
        lines.flat_map(|l| &l.fragments).filter_map(|f| f.mark?.refers).collect()
    }

    /// By how much the next lines would overrun the page, pt, and how much of it is room that the layout added above
    /// paragraphs, of the page or the next ones, to make the break sure, and whether footnotes stand there; `None` where rows
    /// or pictures are in play.
    fn over(&self) -> Option<(f64, f64, bool)> {
        let next_page = &self.document.pages.pages[self.page + 1];
        let first = self.block(lines(next_page).find(|l| self.block(l).is_some())?)?;
        let last_line = lines(self.page()).filter(|l| self.block(l).is_some()).last()?;
        let last = plain(&self.section.blocks[self.block(last_line)?])?;
        let next = self.next(first)?;

        let heights = Heights::of(last);
        let mut y = last_line.baseline - heights.baseline + heights.line;
        let begun = self.section.blocks.iter().filter_map(plain).filter(|p| self.begins_below_the_top(p.id));
        let mut added: f64 = begun.map(|p| self.document.pages.facts.of(p.id).extra_before.pt()).sum();
        let mut below = 0.0;
        let mut notes = Self::notes(lines(self.page()));
        for (para, count) in &next {
            let heights = Heights::of(para);
            if self.lines_up_to(para.id) == 0 {
                let extra = self.document.pages.facts.of(para.id).extra_before.pt();
                y += para.look.before.pt() + extra;
                added += extra;
            }
            y += *count as f64 * heights.line;
            below = heights.line - heights.natural;
            let from = self.lines_on(self.page + 1, para.id);
            notes.extend(Self::notes(from.into_iter().take(*count)));
        }
        let setup = &self.section.page;
        let mut limit = (setup.height - setup.bottom).pt();
        if !notes.is_empty() {
            let rule = self.document.flow.note_rule;
            limit -= notes.iter().map(|n| self.note(*n)).sum::<f64>() + (rule.above + rule.below).pt() + BORDER;
        }
        Some((y - below - limit, added, !notes.is_empty()))
    }

    /// Whether a paragraph begins on the page, but not as its first: what is added above that is dropped.
    fn begins_below_the_top(&self, id: ParaId) -> bool {
        let before: usize = (0..self.page).map(|page| self.lines_on(page, id).len()).sum();
        let first = lines(self.page()).find(|l| self.block(l).is_some()).and_then(|l| l.para);
        before == 0 && !self.lines_on(self.page, id).is_empty() && (first != Some(id) || self.page == 0)
    }
}

#[test]
fn no_page_could_have_taken_one_more_line() {
    let judged = Cell::new(0);
    let run = cases(40).run(&plan_of(4..9), |plan| {
        let document = rendered(&plan);
        let section = &document.flow.sections[0];
        for page in 0..document.pages.pages.len() - 1 {
            let Some((over, added, noted)) = Break { document: &document, section, page }.over() else { continue };
            judged.set(judged.get() + 1);
            // Room is added where the line would end near the page's end, and then it surely does not fit.
            let least = if added > 0.0 { NEAR_END } else { 0.0 };
            prop_assert!(over > least - HAIR, "{over:.2} pt beyond the end of page {}, {added:.2} of them added", page + 1);
            // Where what is kept together is moved on, more than one of its paragraphs may have been given room.
            prop_assert!(
                over - added > -MOST_ADDED - if noted { NEARER_NOTES } else { 0.0 },
                "{added:.2} pt added on page {} to move a line on, {over:.2} pt beyond the end",
                page + 1
            );
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(judged.get() > 40, "{} pages", judged.get());
}
