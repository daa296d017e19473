//! Breaking words into lines, and the narrowest room in which they keep their number.

use std::ops::Range;

use super::{Join, Piece, Run, Word, Words, words};
use crate::font::Fonts;
use crate::text::{self, Glue, is_letter_or_digit};
use crate::units::Twips;

/// A word fits only when at least this much room is left, pt: Word refused some that fitted by less.
const SAFE_FIT: f64 = 0.7;
/// The same where there is no space before it that could be widened, pt: engines differ below it.
const LEAST_FIT: f64 = 0.1;
/// Word takes words that overrun by nearly as much, pt.
const SAFE_OVERRUN: f64 = 1.5;
/// By how much a word must overrun in the DOCX so that every engine breaks before it, pt.
const SURE_OVERRUN: f64 = 1.6;
/// How much of its natural width a space may give up in compatibility mode 15.
const SQUEEZE: f64 = 0.25;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Numbers of its words.
    pub words: Range<usize>,
    /// Natural width, pt.
    pub width: f64,
    /// By how much the DOCX widens the space at its end: the break there is a near miss.
    pub widened: Twips,
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

/// Breaks words into lines. A word wider than a line is cut where the line ends, which is why the
/// list of words may grow.
pub fn break_lines(words: &mut Words, runs: &[Run], fonts: &Fonts, size: f64, room: Room) -> Vec<Line> {
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
                && let Some((head, tail)) = cut(words, &rest, available, runs, fonts, size)
            {
                lines.push(Line { words: start + parts.len()..start + parts.len() + 1, width: head.width, widened: Twips(0) });
                parts.push(head);
                (rest, available) = (tail, room.rest);
            }
            if !parts.is_empty() {
                let cuts = parts.len();
                parts.push(rest);
                words.replace(start, parts);
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
        // What a no-break space ties to the word comes along.
        let whole = needed + tied(words, end);
        let spaced = last_break.is_some_and(|(at, _)| words[at - 1].glue.is_some_and(|j| j.glue == Glue::Space));
        if whole - give > available - if spaced { SAFE_FIT } else { LEAST_FIT } {
            let Some((at, kept)) = last_break else {
                // Nothing but no-break spaces so far: the line overruns.
                (width, spaces) = (needed, spaces + join.width);
                end += 1;
                continue;
            };
            let over = whole - give - available;
            let widened = if spaced && over <= SAFE_OVERRUN { Twips((20.0 * (SURE_OVERRUN - over)).ceil() as i32) } else { Twips(0) };
            return Line { words: start..at, width: kept, widened };
        }
        (width, spaces) = (needed, spaces + join.width);
        end += 1;
    }
    Line { words: start..end, width, widened: Twips(0) }
}

/// Width of what no-break spaces tie to a word, pt.
fn tied(words: &[Word], at: usize) -> f64 {
    let mut width = 0.0;
    let mut at = at;
    while let (Some(join), Some(next)) = (words[at].glue.filter(|j| j.glue == Glue::NoBreakSpace), words.get(at + 1)) {
        width += join.width + next.width;
        at += 1;
    }
    width
}

/// Cuts a word in two at the last letter that fits; `None` when not even one letter does.
fn cut(words: &mut Words, word: &Word, available: f64, runs: &[Run], fonts: &Fonts, size: f64) -> Option<(Word, Word)> {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut taken = 0.0;
    let mut full = false;
    for piece in words.pieces(word) {
        let run = &runs[piece.run];
        let face = fonts.face(run.bold, run.italic);
        let mut split = piece.range.start;
        let mut width = 0.0;
        if run.is_open() {
            // Never cut.
            full |= taken + piece.width > available - LEAST_FIT;
            if full {
                tail.push(piece.clone());
            } else {
                taken += piece.width;
                head.push(piece.clone());
            }
            continue;
        }
        if !full {
            let text = &run.text[piece.range.clone()];
            let mut at = 0;
            while at < text.len() {
                // A footnote's number stays whole.
                let length = if run.mark.is_some() { text.len() } else { text[at..].chars().next().map_or(1, char::len_utf8) };
                let step = face.width(&text[at..at + length], run.size(size));
                if taken + width + step > available - LEAST_FIT {
                    full = true;
                    break;
                }
                width += step;
                at += length;
                split = piece.range.start + at;
            }
        }
        if split > piece.range.start {
            taken += width;
            head.push(Piece { run: piece.run, range: piece.range.start..split, width });
        }
        if split < piece.range.end {
            let width = piece.width - width;
            tail.push(Piece { run: piece.run, range: split..piece.range.end, width });
        }
    }
    if tail.is_empty() {
        return None;
    }
    cut_at_hyphen(&mut head, &mut tail, runs, fonts, size);
    let run = head.first()?.run;
    let join = Join { glue: Glue::Nothing, run, width: 0.0, widened: Twips(0) };
    let (glue, cut) = (word.glue, word.cut);
    Some((words.word(head, Some(join), true), words.word(tail, glue, cut)))
}

/// Moves the cut back behind the last hyphen that fits, where office suites end the line.
fn cut_at_hyphen(head: &mut Vec<Piece>, tail: &mut Vec<Piece>, runs: &[Run], fonts: &Fonts, size: f64) {
    let hyphen = |(number, piece): (usize, &Piece)| {
        let run = &runs[piece.run];
        let text = &run.text[piece.range.clone()];
        let mut places = text.rmatch_indices('-').map(|(at, _)| at).filter(|_| run.mark.is_none());
        let place = places.find(|at| {
            let after = run.text[piece.range.start + at + 1..].chars().next();
            (number > 0 || *at > 0) && after.is_some_and(is_letter_or_digit)
        });
        place.map(|at| (number, at + 1))
    };
    let Some((number, at)) = head.iter().enumerate().rev().find_map(hyphen) else { return };
    let mut rest = head.split_off(number);
    let whole = rest.remove(0);
    let run = &runs[whole.run];
    let width = fonts.face(run.bold, run.italic).width(&run.text[whole.range.start..whole.range.start + at], run.size(size));
    let middle = whole.range.start + at;
    head.push(Piece { run: whole.run, range: whole.range.start..middle, width });
    if middle < whole.range.end {
        rest.insert(0, Piece { run: whole.run, range: middle..whole.range.end, width: whole.width - width });
    }
    // Two parts of one run are one again.
    if let (Some(last), Some(first)) = (rest.last_mut(), tail.first())
        && (last.run, last.range.end) == (first.run, first.range.start)
    {
        (last.range.end, last.width) = (first.range.end, last.width + first.width);
        tail.remove(0);
    }
    tail.splice(..0, rest);
}

/// The widths of a text's lines in a room, pt.
pub fn line_widths(runs: &[Run], fonts: &Fonts, size: f64, room: f64) -> Vec<f64> {
    let room = Room { first: room, rest: room, squeeze: false };
    let mut words = words(runs, fonts, size);
    break_lines(&mut words, runs, fonts, size, room).iter().map(|l| l.width).collect()
}

/// The narrowest room, pt, in which a text keeps the number of lines it has in `room`, found in
/// steps of a point and without near misses; one in which no line ends inside a word of two
/// syllables, a name or a date, where there is one.
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
    let sure = |width: &f64| !broken(*width).1.iter().any(|l| l.widened > Twips(0));
    // A little air: the breaks must not hang on a hair.
    let first = (high + 2.0 * SAFE_OVERRUN).min(room);
    let widths = || (0..).map(|step| first + f64::from(step)).take_while(|width| *width < room).filter(sure);
    widths().find(|width| parted(runs, fonts, size, *width).is_none()).or_else(|| widths().next()).unwrap_or(room)
}

/// The first space at which a line ends inside a word of two syllables, a name or a date: its run, and its place there.
pub fn parted(runs: &[Run], fonts: &Fonts, size: f64, room: f64) -> Option<(usize, usize)> {
    let mut words = words(runs, fonts, size);
    let lines = break_lines(&mut words, runs, fonts, size, Room { first: room, rest: room, squeeze: false });
    let said = |piece: &Piece| &runs[piece.run].text[piece.range.clone()];
    lines.iter().find_map(|line| {
        let last = words.pieces_of(line.words.clone()).last()?;
        let next = words.pieces(words.get(line.words.end)?).first()?;
        let one_space = last.run == next.run && runs[last.run].text.get(last.range.end..next.range.start) == Some(" ");
        let (last_word, next_word) = (said(last), said(next));
        let one_word = [text::is_compound, text::is_name, text::is_dated].iter().any(|together| together(last_word, next_word));
        (one_space && one_word).then_some((last.run, last.range.end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::BlankSpace;
    use crate::standard::Blank;

    fn run(text: &str) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    fn set(text: &str, room: f64) -> Vec<(String, Twips)> {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run(text)];
        let mut all = words(&runs, &fonts, 14.0);
        let lines = break_lines(&mut all, &runs, &fonts, 14.0, Room { first: room, rest: room, squeeze: false });
        lines
            .iter()
            .map(|l| {
                let words: Vec<&str> = all[l.words.clone()].iter().map(|w| &runs[0].text[all.pieces(w)[0].range.clone()]).collect();
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

    /// A word that Word might take or refuse is refused, its space widened by what takes it 1.6 pt past the line's end.
    #[test]
    fn near_misses_break_and_are_marked() {
        let natural = width("một hai ba");
        for (room, first, widened) in [
            (natural + 0.8, "một hai ba", 0.0),
            (natural + 0.6, "một hai", 2.2),
            (natural - 0.4, "một hai", 1.2),
            (natural - 1.4, "một hai", 0.2),
            (natural - 1.6, "một hai", 0.0),
        ] {
            let lines = set("một hai ba", room);
            assert_eq!(lines[0].0.as_str(), first, "{room}");
            assert!((lines[0].1.pt() - widened).abs() <= 0.051, "{room}: {:?}", lines[0].1);
        }
    }

    /// A number and its unit are refused together.
    #[test]
    fn a_near_miss_of_words_that_are_tied_widens_the_space_before_them() {
        let lines = set("tổng số là 20 mm", width("tổng số là 20 mm") - 1.0);
        assert_eq!(lines[0].0, "tổng số là");
        assert!((lines[0].1.pt() - 0.6).abs() <= 0.051, "{:?}", lines[0].1);
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

    /// PL I-1 is silent; office suites end a line there.
    #[test]
    fn a_symbol_wider_than_its_line_is_cut_behind_a_hyphen() {
        let lines = set("1441/QĐ-UBND-VX", width("1441/QĐ-UBN"));
        assert_eq!(lines.iter().map(|l| l.0.as_str()).collect::<Vec<_>>(), ["1441/QĐ-", "UBND-VX"]);
    }

    #[test]
    fn words_cross_runs() {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run("một h"), Run { bold: true, ..run("ai") }, run(" ba")];
        let all = words(&runs, &fonts, 14.0);
        assert_eq!(all.iter().map(|w| all.pieces(w).len()).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn a_blank_never_breaks() {
        let fonts = Fonts::builtin().unwrap();
        let runs = [run("Số:"), Run { blank: Some(BlankSpace { kind: Blank::Number, width: Twips(780) }), ..run("") }, run("/KH-A")];
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
        let starts: Vec<&str> = lines.iter().map(|l| &runs[0].text[all.pieces(&all[l.words.start])[0].range.clone()]).collect();
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
