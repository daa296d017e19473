//! Words and line breaks: Word's classic breaker, greedy at natural width, spaces only widen.
//!
//! Style measures headers with it, the layout sets paragraphs with it, and the DOCX exporter reads
//! the same words and near misses from it. Nothing here knows pages, components or files.

use std::ops::Range;

use crate::font::{Face, Fonts};
use crate::standard::Blank;
use crate::text::{self, Glue};
use crate::units::Twips;

/// A word fits only when at least this much room is left, pt: engines differ below it.
const SAFE_FIT: f64 = 0.1;
/// Older Word takes a word that overruns by up to about this much, pt.
const SAFE_OVERRUN: f64 = 2.6;
/// What the DOCX adds to a space before a forced break, pt: more than `SAFE_OVERRUN` + `SAFE_FIT`.
pub const WIDENING: f64 = 3.0;
/// How much of its natural width a space may give up in compatibility mode 15.
const SQUEEZE: f64 = 0.25;
/// A leader that would be shorter than so many dots begins a line of its own.
const LEAST_DOTS: usize = 12;

/// A piece of text with its final weight and slant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Words, or the no-break spaces of a blank.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Link target.
    pub link: Option<String>,
    /// A gap to be filled in by hand; its text holds no-break spaces only.
    pub blank: Option<Blank>,
    /// A footnote's number, small and raised.
    pub mark: Option<NoteMark>,
    /// A place of a form in the place of words; its text is empty.
    pub fill: Option<Fill>,
}

impl Run {
    /// Whether another run, set behind this one, looks like more of its words.
    pub fn continues_in(&self, next: &Run) -> bool {
        let words = |run: &Run| run.blank.is_none() && run.mark.is_none() && run.fill.is_none();
        let look = |run: &Run| (run.bold, run.italic);
        words(self) && words(next) && look(self) == look(next) && self.link == next.link
    }

    /// Its type size in a paragraph of this size, pt.
    pub fn size(&self, size: f64) -> f64 {
        self.mark.map_or(size, |m| m.size)
    }
}

/// The number of a footnote where it is referred to, and before the note itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoteMark {
    /// Type size, pt.
    pub size: f64,
    /// How far its baseline lies above the line's, pt.
    pub rise: f64,
    /// The note that it refers to; `None` before the note itself.
    pub refers: Option<NoteId>,
}

/// Number of a footnote among all of its document, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

impl NoteId {
    /// Its place in a list of all footnotes.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place of a form that is filled in by hand or in Word.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// What is drawn there.
    pub kind: FillKind,
    /// What belongs there, for who fills it in.
    pub title: Option<String>,
}

/// What is drawn at a place to fill in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FillKind {
    /// Dots to the end of the line, then over so many lines in all; what follows without a space
    /// stands behind the dots at the right edge.
    Leader(usize),
    /// Dots of a width in mm, inside a sentence.
    Gap(f64),
    /// A box, marked or not.
    Check(bool),
}

impl FillKind {
    /// What a text types in its place: dots, or a square.
    pub fn text(self, face: &Face, size: f64) -> String {
        match self {
            FillKind::Leader(_) => ".".repeat(LEAST_DOTS),
            FillKind::Gap(mm) => ".".repeat(((Twips::from_mm(mm).pt() / face.width(".", size)).round().max(1.0)) as usize),
            FillKind::Check(on) => FillKind::check(on).to_string(),
        }
    }

    /// The square that a box is typed as; both are in Times New Roman and equally wide.
    pub fn check(on: bool) -> char {
        if on { '■' } else { '□' }
    }
}

/// Part of a word that lies in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Number of the run.
    pub run: usize,
    /// Bytes of the run's text.
    pub range: Range<usize>,
    /// Width, pt.
    pub width: f64,
}

/// What may not be parted by a line's end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    /// Its parts.
    pub pieces: Vec<Piece>,
    /// Its width, pt.
    pub width: f64,
    /// What joins it to the next word.
    pub glue: Option<Join>,
}

/// The joint behind a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Join {
    /// Its kind.
    pub glue: Glue,
    /// The run whose space it is.
    pub run: usize,
    /// Natural width of the space, pt.
    pub width: f64,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Numbers of its words.
    pub words: Range<usize>,
    /// Natural width, pt.
    pub width: f64,
    /// Whether the break behind it is a near miss: the DOCX widens the space there.
    pub widened: bool,
}

/// The room that lines have.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Of the first line, pt.
    pub first: f64,
    /// Of all others, pt.
    pub rest: f64,
    /// Whether spaces may give way (compatibility mode 15, justified text).
    pub squeeze: bool,
}

/// Cuts runs into words.
pub fn words(runs: &[Run], fonts: &Fonts, size: f64) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = Word::default();
    for (index, run) in runs.iter().enumerate() {
        let face = fonts.face(run.bold, run.italic);
        let add = |open: &mut Word, range: Range<usize>| {
            let width = face.width(&run.text[range.clone()], run.size(size));
            open.width += width;
            open.pieces.push(Piece { run: index, range, width });
        };
        if run.blank.is_some() {
            add(&mut open, 0..run.text.len());
            continue;
        }
        let join = |glue| Join {
            glue,
            run: index,
            width: if matches!(glue, Glue::Nothing | Glue::LineEnd) { 0.0 } else { face.width(" ", size) },
        };
        let mut close = |open: &mut Word, glue| {
            if !open.pieces.is_empty() {
                open.glue = Some(join(open.behind(runs, glue)));
                out.push(std::mem::take(open));
            }
        };
        if let Some(fill) = &run.fill {
            let place = |open: &mut Word| {
                let width = face.width(&fill.kind.text(face, size), size);
                open.width += width;
                open.pieces.push(Piece { run: index, range: 0..0, width });
            };
            if let FillKind::Leader(lines) = fill.kind {
                close(&mut open, Glue::Nothing);
                for _ in 1..lines {
                    place(&mut open);
                    close(&mut open, Glue::LineEnd);
                }
            }
            place(&mut open);
            continue;
        }
        if run.text.starts_with(' ') {
            close(&mut open, Glue::Space);
        }
        for (word, glue) in text::words(&run.text) {
            let start = word.as_ptr() as usize - run.text.as_ptr() as usize;
            add(&mut open, start..start + word.len());
            if let Some(glue) = glue {
                close(&mut open, glue);
            }
        }
        if run.text.ends_with(' ') {
            close(&mut open, Glue::Space);
        }
    }
    if open.pieces.is_empty() {
        if let Some(last) = out.last_mut() {
            last.glue = None;
        }
    } else {
        out.push(open);
    }
    out
}

impl Word {
    /// What really joins a word to the next one: a leader ends its line, a box stays with its label.
    fn behind(&self, runs: &[Run], glue: Glue) -> Glue {
        let fill = |piece: &Piece| runs[piece.run].fill.as_ref().map(|f| f.kind);
        match (self.pieces.last().and_then(fill), glue) {
            _ if self.leader(runs).is_some() => Glue::LineEnd,
            (Some(FillKind::Check(_)), Glue::Space) => Glue::NoBreakSpace,
            _ => glue,
        }
    }

    /// The run of its leader; it is the first piece then.
    pub fn leader(&self, runs: &[Run]) -> Option<usize> {
        let first = self.pieces.first()?.run;
        matches!(runs[first].fill, Some(Fill { kind: FillKind::Leader(_), .. })).then_some(first)
    }
}

/// Breaks words into lines. A word wider than a line is cut where the line ends, which is why the
/// list of words may grow.
pub fn break_lines(words: &mut Vec<Word>, runs: &[Run], fonts: &Fonts, size: f64, room: Room) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let available = if lines.is_empty() { room.first } else { room.rest };
        let line = fill(words, start, available, room.squeeze);
        if line.words.len() == 1 && words[start].width > available {
            // All cuts at once: a word of a million letters must not shift the others a thousand times.
            let mut parts = Vec::new();
            let (mut rest, mut available) = (words[start].clone(), available);
            while rest.width > available
                && let Some((head, tail)) = cut(&rest, available, runs, fonts, size)
            {
                lines.push(Line { words: start + parts.len()..start + parts.len() + 1, width: head.width, widened: false });
                parts.push(head);
                (rest, available) = (tail, room.rest);
            }
            if !parts.is_empty() {
                let cuts = parts.len();
                parts.push(rest);
                words.splice(start..=start, parts);
                start += cuts;
                continue;
            }
        }
        start = line.words.end;
        lines.push(line);
    }
    lines
}

/// Takes as many words as fit; words joined by a no-break space go together.
fn fill(words: &[Word], start: usize, available: f64, squeeze: bool) -> Line {
    let (mut width, mut spaces) = (words[start].width, 0.0);
    let mut end = start + 1;
    // The last place where the line may end, and the width up to it.
    let mut last_break = None;
    while end < words.len() {
        let Some(join) = words[end - 1].glue.filter(|j| j.glue != Glue::LineEnd) else { break };
        let breakable = join.glue != Glue::NoBreakSpace;
        if breakable {
            last_break = Some((end, width));
        }
        let needed = width + join.width + words[end].width;
        let give = if squeeze { (spaces + join.width) * SQUEEZE } else { 0.0 };
        if needed - give > available - SAFE_FIT {
            let Some((at, kept)) = last_break else {
                // Nothing but no-break spaces so far: the line overruns.
                (width, spaces) = (needed, spaces + join.width);
                end += 1;
                continue;
            };
            // Everything up to the next place to break would have to come along.
            let near = at == end && join.glue == Glue::Space && needed - give <= available + SAFE_OVERRUN && !chained(words, end);
            return Line { words: start..at, width: kept, widened: near };
        }
        (width, spaces) = (needed, spaces + join.width);
        end += 1;
    }
    Line { words: start..end, width, widened: false }
}

/// Whether a no-break space ties a word to the one after it.
fn chained(words: &[Word], at: usize) -> bool {
    words[at].glue.is_some_and(|j| j.glue == Glue::NoBreakSpace)
}

/// Cuts a word in two at the last letter that fits; `None` when not even one letter does.
fn cut(word: &Word, available: f64, runs: &[Run], fonts: &Fonts, size: f64) -> Option<(Word, Word)> {
    let (mut head, mut tail) = (Word::default(), Word { glue: word.glue, ..Word::default() });
    let mut full = false;
    for piece in &word.pieces {
        let run = &runs[piece.run];
        let face = fonts.face(run.bold, run.italic);
        let mut split = piece.range.start;
        let mut width = 0.0;
        if run.fill.is_some() {
            // Never cut.
            full |= head.width + piece.width > available - SAFE_FIT;
            let part = if full { &mut tail } else { &mut head };
            part.width += piece.width;
            part.pieces.push(piece.clone());
            continue;
        }
        if !full {
            let text = &run.text[piece.range.clone()];
            let mut at = 0;
            while at < text.len() {
                // A footnote's number stays whole.
                let length = if run.mark.is_some() { text.len() } else { text[at..].chars().next().map_or(1, char::len_utf8) };
                let step = face.width(&text[at..at + length], run.size(size));
                if head.width + width + step > available - SAFE_FIT {
                    full = true;
                    break;
                }
                width += step;
                at += length;
                split = piece.range.start + at;
            }
        }
        if split > piece.range.start {
            head.width += width;
            head.pieces.push(Piece { run: piece.run, range: piece.range.start..split, width });
        }
        if split < piece.range.end {
            let width = piece.width - width;
            tail.width += width;
            tail.pieces.push(Piece { run: piece.run, range: split..piece.range.end, width });
        }
    }
    if head.pieces.is_empty() || tail.pieces.is_empty() {
        return None;
    }
    head.glue = Some(Join { glue: Glue::Nothing, run: head.pieces[0].run, width: 0.0 });
    Some((head, tail))
}

/// The widths of a text's lines in a room, pt.
pub fn line_widths(runs: &[Run], fonts: &Fonts, size: f64, room: f64) -> Vec<f64> {
    let room = Room { first: room, rest: room, squeeze: false };
    let mut words = words(runs, fonts, size);
    break_lines(&mut words, runs, fonts, size, room).iter().map(|l| l.width).collect()
}

/// The narrowest room, pt, in which a text keeps the number of lines it has in `room`, found in
/// steps of a point and without near misses; one in which no line ends inside a word of two
/// syllables, where there is one.
pub fn narrowest(runs: &[Run], fonts: &Fonts, size: f64, room: f64) -> f64 {
    let all = words(runs, fonts, size);
    let broken = |width: f64| {
        let (mut words, room) = (all.clone(), Room { first: width, rest: width, squeeze: false });
        let lines = break_lines(&mut words, runs, fonts, size, room);
        (words, lines)
    };
    let count = broken(room).1.len();
    if count < 2 {
        return room;
    }
    let (mut low, mut high) = (room / 3.0, room);
    while high - low > 1.0 {
        let middle = (low + high) / 2.0;
        if broken(middle).1.len() == count { high = middle } else { low = middle }
    }
    let sure = |width: &f64| !broken(*width).1.iter().any(|l| l.widened);
    // A little air: the breaks must not hang on a hair.
    let first = (high + 2.0 * SAFE_OVERRUN).min(room);
    let widths = || (0..).map(|step| first + f64::from(step)).take_while(|width| *width < room).filter(sure);
    widths().find(|width| parted(runs, fonts, size, *width).is_none()).or_else(|| widths().next()).unwrap_or(room)
}

/// The first space at which a line ends inside a word of two syllables: its run, and its place there.
pub fn parted(runs: &[Run], fonts: &Fonts, size: f64, room: f64) -> Option<(usize, usize)> {
    let mut words = words(runs, fonts, size);
    let lines = break_lines(&mut words, runs, fonts, size, Room { first: room, rest: room, squeeze: false });
    let said = |piece: &Piece| &runs[piece.run].text[piece.range.clone()];
    lines.iter().find_map(|line| {
        let last = words[line.words.clone()].last()?.pieces.last()?;
        let next = words.get(line.words.end)?.pieces.first()?;
        let one_space = last.run == next.run && runs[last.run].text.get(last.range.end..next.range.start) == Some(" ");
        (one_space && text::is_compound(said(last), said(next))).then_some((last.run, last.range.end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    fn set(text: &str, room: f64) -> Vec<(String, bool)> {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run(text)];
        let mut all = words(&runs, &fonts, 14.0);
        let lines = break_lines(&mut all, &runs, &fonts, 14.0, Room { first: room, rest: room, squeeze: false });
        lines
            .iter()
            .map(|l| {
                let words: Vec<&str> = all[l.words.clone()].iter().map(|w| &runs[0].text[w.pieces[0].range.clone()]).collect();
                (words.join(" "), l.widened)
            })
            .collect()
    }

    fn width(text: &str) -> f64 {
        Fonts::builtin().unwrap().face(false, false).width(text, 14.0)
    }

    #[test]
    fn lines_are_filled_greedily() {
        let room = width("một hai ba") + 5.0;
        let lines = set("một hai ba bốn năm", room);
        assert_eq!(lines[0].0, "một hai ba");
        assert_eq!(lines[1].0, "bốn năm");
    }

    #[test]
    fn near_misses_break_and_are_marked() {
        let natural = width("một hai ba");
        for (room, first, widened) in [
            (natural + 0.2, "một hai ba", false),
            (natural + 0.05, "một hai", true),
            (natural - 2.5, "một hai", true),
            (natural - 2.7, "một hai", false),
        ] {
            let lines = set("một hai ba", room);
            assert_eq!((lines[0].0.as_str(), lines[0].1), (first, widened), "{room}");
        }
    }

    #[test]
    fn no_break_spaces_move_together() {
        let room = width("tổng số là 20") + 5.0;
        assert_eq!(set("tổng số là 20 mm", room)[0].0, "tổng số là");
    }

    #[test]
    fn a_word_longer_than_its_line_is_cut() {
        let long = "x".repeat(300);
        let lines = set(&long, 100.0);
        assert!(lines.len() > 10);
        assert_eq!(lines.iter().map(|l| l.0.as_str()).collect::<String>(), long);
        assert_eq!(set("xx", 0.5).len(), 1);
    }

    #[test]
    fn words_cross_runs() {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run("một h"), Run { bold: true, ..run("ai") }, run(" ba")];
        let all = words(&runs, &fonts, 14.0);
        assert_eq!(all.iter().map(|w| w.pieces.len()).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn a_blank_never_breaks() {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run("Số:"), Run { blank: Some(Blank::Number), ..run("\u{a0}\u{a0}\u{a0}") }, run("/KH-A")];
        assert_eq!(words(&runs, &fonts, 13.0).len(), 1);
    }

    #[test]
    fn a_balanced_line_does_not_end_inside_a_word() {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run("SỐ LIỆU KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH QUÝ III NĂM 2025")];
        let room = 453.0;
        let narrow = narrowest(&runs, &fonts, 14.0, room);
        let mut all = words(&runs, &fonts, 14.0);
        let lines = break_lines(&mut all, &runs, &fonts, 14.0, Room { first: narrow, rest: narrow, squeeze: false });
        let starts: Vec<&str> = lines.iter().map(|l| &runs[0].text[all[l.words.start].pieces[0].range.clone()]).collect();
        assert_eq!(starts, ["SỐ", "HÀNH"]);
    }

    #[test]
    fn balanced_lines_keep_their_number() {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run("TRUNG TÂM KIỂM ĐỊNH VÀ PHÁT TRIỂN KHOA HỌC CÔNG NGHỆ")];
        let room = line_widths(&runs, &fonts, 13.0, 1000.0)[0] - 20.0;
        let narrow = narrowest(&runs, &fonts, 13.0, room);
        let lines = line_widths(&runs, &fonts, 13.0, narrow);
        assert_eq!(lines.len(), 2);
        assert!(lines[1] > lines[0] * 0.5, "{lines:?}");
    }
}
