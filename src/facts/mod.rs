//! What is true of a document, whether it is our own or anybody's file: its components line by line, and
//! what they say of number, date, items, tables. Nothing here judges; `rules` do.

mod flow;
mod line;
mod lines;
mod places;
mod signs;
mod vocabulary;
mod words;

pub use flow::of_flow;
pub use line::{Line, Within};
pub use places::Places;
pub use signs::Signs;
pub use vocabulary::Word;
pub use words::{Citation, Day, citations, days};

use std::ops::Range;

use chrono::NaiveDate;

use crate::paper::{Paper, Place, Remark, RemarkKind, Table};
use crate::recognise::{Draft, Element, Item, Kind, MarkKind, Piece, Shape, recognise};
use crate::standard::Component;
use vocabulary::Vocabulary;

/// The facts of one document.
pub struct Facts<'p> {
    /// The pages.
    pub paper: &'p Paper,
    /// What they are made of.
    pub draft: Draft<'p>,
    /// All lines in reading order, those of cells, notes and margins among them.
    pub lines: Vec<Line<'p>>,
    /// Whether parts of it are files of their own.
    pub has_separate_parts: bool,
    vocabulary: Vocabulary,
    /// What each line cites, by the line's number.
    cited: Vec<(usize, Citation)>,
    /// The days that lines name, by the line's number.
    days: Vec<(usize, Vec<Day>)>,
}

impl<'p> Facts<'p> {
    /// The facts of a paper.
    pub fn new(paper: &'p Paper) -> Self {
        let draft = recognise(paper);
        let lines = lines::of(paper, &draft);
        let written = || (0..lines.len()).filter(|at| !lines::FIXED.contains(&lines[*at].component));
        let vocabulary = Vocabulary::of(&lines, written());
        let with_digits = || written().filter(|at| lines[*at].signs.have(Signs::DIGITS));
        let cited = with_digits().flat_map(|at| citations(&lines[at].text).into_iter().map(move |cited| (at, cited))).collect();
        let days = with_digits().map(|at| (at, days(&lines[at].text))).filter(|(_, days)| !days.is_empty()).collect();
        Facts { paper, draft, lines, has_separate_parts: false, vocabulary, cited, days }
    }

    /// What the document is.
    pub fn kind(&self) -> &Kind {
        &self.draft.kind
    }

    /// The lines that are one component of the document itself.
    pub fn component(&self, component: Component) -> impl Iterator<Item = &Line<'p>> {
        self.lines.iter().filter(move |l| l.component == component && l.is_own())
    }

    /// The lines of running text and cells: all that people write freely.
    pub fn texts(&self) -> impl Iterator<Item = &Line<'p>> {
        self.lines.iter().filter(|l| !lines::FIXED.contains(&l.component))
    }

    /// The words of running text and cells, each once.
    pub fn words(&self) -> impl Iterator<Item = Word<'_, 'p>> {
        self.vocabulary.words(&self.lines)
    }

    /// Whether each word of a phrase is said somewhere, in small letters or capitals: only then may the phrase be. It is
    /// given in small letters.
    pub fn may_say(&self, phrase: &str) -> bool {
        self.vocabulary.may_say(phrase)
    }

    /// Where running text and cells say a phrase of whole words, in reading order; it is given in small letters.
    pub fn said(&self, phrase: &str) -> Vec<(&Line<'p>, Range<usize>)> {
        self.vocabulary.said(&self.lines, phrase)
    }

    /// The documents that running text and cells name, each with its line.
    pub fn cited(&self) -> impl Iterator<Item = (&Line<'p>, &Citation)> {
        self.cited.iter().map(|(line, cited)| (&self.lines[*line], cited))
    }

    /// The lines of running text and cells that name days, each with its days in order.
    pub fn days(&self) -> impl Iterator<Item = (&Line<'p>, &[Day])> {
        self.days.iter().map(|(line, days)| (&self.lines[*line], days.as_slice()))
    }

    /// The lists of elements: the body, what follows the signature, each appendix.
    pub fn bodies(&self) -> impl Iterator<Item = (Within, &[Element<'p>])> {
        let appendices = self.draft.appendices.iter().enumerate().map(|(at, a)| (Within::Appendix(at), a.body.as_slice()));
        [(Within::Document, self.draft.body.as_slice()), (Within::Document, self.draft.after.as_slice())].into_iter().chain(appendices)
    }

    /// Whether an element is the document's own and not of the block that a copy adds.
    fn is_own(&self, element: &Element) -> bool {
        self.draft.copy.as_ref().is_none_or(|copy| element.paragraph() < copy.paragraph)
    }

    /// All items, in order.
    pub fn items(&self) -> impl Iterator<Item = (Within, &Item<'p>)> {
        self.bodies().flat_map(|(within, elements)| {
            elements
                .iter()
                .filter(|e| self.is_own(e))
                .filter_map(move |e| if let Element::Item(item) = e { Some((within, item)) } else { None })
        })
    }

    /// The item of the same kind and level before an item, with nothing larger between; of articles the one before.
    pub fn before(&self, item: &Item<'p>) -> Option<&Item<'p>> {
        let (_, elements) =
            self.bodies().find(|(_, elements)| elements.iter().any(|e| matches!(e, Element::Item(i) if std::ptr::eq(i, item))))?;
        let items: Vec<&Item> = elements.iter().filter_map(|e| if let Element::Item(i) = e { Some(i) } else { None }).collect();
        let at = items.iter().position(|i| std::ptr::eq(*i, item))?;
        let same = |i: &&&Item| i.kind == item.kind && i.level == item.level;
        items[..at].iter().rev().take_while(|i| item.kind == MarkKind::Article || i.level >= item.level).find(same).copied()
    }

    /// Whether an item counts on from the one before last: then only the last one's number is wrong.
    pub fn counts_on(&self, item: &Item<'p>) -> bool {
        let last = self.before(item).filter(|last| !last.in_sequence);
        last.is_some_and(|last| self.before(last).map_or(0, |first| first.rank) + 2 == item.rank)
    }

    /// What the reader saw of some kinds and does not show, each with its paragraph.
    pub fn remarks(&self, kinds: &[RemarkKind]) -> Vec<(&'p Remark, Piece<'p>)> {
        let of = |place: &Place| self.lines.iter().map(|l| l.piece.paragraph).find(|p| p.place == *place).map(Piece::whole);
        let meant = self.paper.remarks.iter().filter(|r| kinds.contains(&r.kind));
        meant.filter_map(|remark| Some((remark, of(&remark.place)?))).collect()
    }

    /// All tables of content with what their rows are.
    pub fn tables(&self) -> impl Iterator<Item = (&'p Table, &Shape)> {
        let until = self.draft.copy.as_ref().map_or(usize::MAX, |copy| copy.paragraph);
        self.draft.tables().filter(move |(table, _)| table.place.paragraph < until)
    }

    /// The year of the document's date.
    pub fn year(&self) -> Option<i32> {
        self.draft.header.place_date.as_ref()?.value.year.as_ref().filter(|year| year.len() == 4)?.parse().ok()
    }

    /// The document's date, where it is complete and exists.
    pub fn date(&self) -> Option<NaiveDate> {
        let date = &self.draft.header.place_date.as_ref()?.value;
        let number = |part: &Option<String>| part.as_ref()?.parse::<u32>().ok();
        NaiveDate::from_ymd_opt(self.year()?, number(&date.month)?, number(&date.day)?)
    }

    /// The last day that the document's date may mean where its day, or day and month, are left open.
    pub fn latest(&self) -> Option<NaiveDate> {
        let open = || {
            let date = &self.draft.header.place_date.as_ref()?.value;
            let month = date.month.as_ref().map_or(Some(12), |m| m.parse::<u32>().ok())?;
            let (year, next) = if month < 12 { (self.year()?, month + 1) } else { (self.year()? + 1, 1) };
            NaiveDate::from_ymd_opt(year, next, 1)?.pred_opt().filter(|_| date.day.is_none())
        };
        self.date().or_else(open)
    }
}
