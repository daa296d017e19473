//! A file that is no YAML, line by line: what was typed by slip is told at its own line and mended, a
//! text with a colon is the text that it is.
//!
//! Only what the library refuses comes here, so valid YAML means what it means. The library reads the
//! mended text, so all that is wrong is told in one pass.

mod flow;
mod frames;
mod scalar;
mod slips;
mod values;

pub(super) use scalar::is_field_name;
pub(super) use slips::Mended;

use super::Reader;
use crate::diag::{Diagnostic, code};
use crate::text::is_letter;
use frames::{Begins, Frame, Kind, begins, field, fits, nearest};
use scalar::{KeyForm, key};
use slips::Slips;

/// Tells and mends the slips of a text that the library refuses.
pub(super) fn mend(reader: Reader<'_>) -> Mended {
    let mut mender = Mender {
        lines: lines(reader.text),
        slips: Slips::new(reader),
        frames: Vec::new(),
        moved: None,
        text_item: None,
        blanks_told: [false; 2],
    };
    let mut at = 0;
    while at < mender.lines.len() && mender.slips.told() < MOST {
        at = mender.line(at).max(at + 1);
    }
    let guessed = mender.blanks_told.contains(&true);
    mender.slips.finish(guessed)
}

/// Slips of one file that are told; behind so many the file is hardly YAML at all.
const MOST: usize = 500;

struct Line<'a> {
    /// Where it begins, and where its first sign stands.
    start: usize,
    at: usize,
    /// The column of its first sign; a Tab is two wide.
    column: usize,
    /// From its first sign to its last.
    body: &'a str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let body = line.trim_start_matches([' ', '\t', '\u{a0}']);
            let blanks = &line[..line.len() - body.len()];
            let column = blanks.chars().map(|c| if c == '\t' { 2 } else { 1 }).sum();
            let out = Line { start, at: start + blanks.len(), column, body: body.trim_end() };
            start += line.len();
            out
        })
        .collect()
}

/// Lines that stand in a wrong column: all from a column on move, or go.
#[derive(Clone, Copy)]
struct Moved {
    from: usize,
    by: Option<isize>,
}

struct Mender<'a> {
    lines: Vec<Line<'a>>,
    slips: Slips<'a>,
    frames: Vec<Frame<'a>>,
    moved: Option<Moved>,
    /// The last element of a list that is a text: its column, its place, and the changes before it.
    text_item: Option<(usize, std::ops::Range<usize>, (usize, usize))>,
    /// Whether a Tab, a no-break space was told already.
    blanks_told: [bool; 2],
}

const NO_SPACE_AFTER_DASH: &str = "sau dấu “-” đầu dòng không có dấu cách";

impl<'a> Mender<'a> {
    /// Reads what begins in a line; gives the line behind it.
    fn line(&mut self, at: usize) -> usize {
        let Line { at: start, column, body, .. } = self.lines[at];
        if body.is_empty() || body.starts_with('#') {
            return at + 1;
        }
        if column == 0 && (body == "---" || body == "...") {
            self.frames.clear();
            return at + 1;
        }
        self.blanks(at);
        let begins = begins(body);
        let glued = self.is_glued_dash(at);
        if !glued && let Some(column) = self.settle(at, begins) {
            return if begins == Begins::Dash { self.item(at, start, column, 1) } else { self.content(at, start, column) };
        }
        // A list typed with the marks that Word sets.
        let mark = body.chars().next().filter(|c| "–—•+*".contains(*c) && body[c.len_utf8()..].starts_with([' ', '\u{a0}']));
        let mark = if glued { Some('-') } else { mark.filter(|_| begins == Begins::Text) };
        if let Some(mark) = mark
            && let Some(column) = self.settle(at, Begins::Dash)
        {
            let help = "Viết “- ” rồi đến nội dung.";
            if glued {
                self.slips.tell(start..start + body.len(), NO_SPACE_AFTER_DASH, help);
                self.slips.replace(start + 1..start + 1, " ");
            } else {
                self.slips.tell(start..start + mark.len_utf8(), &format!("đầu dòng là dấu “{mark}”, không phải dấu “-”"), help);
                self.slips.replace(start..start + mark.len_utf8(), "-");
            }
            return self.item(at, start, column, mark.len_utf8());
        }
        self.misplaced(at, begins)
    }

    /// Whether a line begins with a dash that lacks its space, where an element of a list may stand.
    fn is_glued_dash(&self, at: usize) -> bool {
        let Line { column, body, .. } = self.lines[at];
        let Some(rest) = body.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| is_letter(c) || c == '"')) else {
            return false;
        };
        let in_list = self.frames.iter().any(|frame| frame.kind == Kind::List && frame.column == column);
        let next = self.lines[at + 1..].iter().find(|next| !next.body.is_empty());
        in_list || field(rest) || next.is_some_and(|next| next.column == column && next.body.starts_with('-'))
    }

    /// Tells Tabs and no-break spaces before a line, once each, and makes them spaces.
    fn blanks(&mut self, at: usize) {
        let Line { start, at: end, body, .. } = self.lines[at];
        let blanks = &self.slips.text()[start..end];
        for (i, (bad, what, help)) in [
            ('\t', "dòng thụt vào bằng phím Tab", "YAML chỉ thụt vào bằng dấu cách; đổi mỗi Tab thành hai dấu cách."),
            ('\u{a0}', "dòng thụt vào bằng dấu cách không ngắt, do chép từ nơi khác", "Xóa chỗ thụt đầu dòng rồi gõ lại bằng phím cách."),
        ]
        .into_iter()
        .enumerate()
        {
            if !blanks.contains(bad) {
                continue;
            }
            if !std::mem::replace(&mut self.blanks_told[i], true) {
                let more = self.lines[at + 1..].iter().filter(|line| self.slips.text()[line.start..line.at].contains(bad)).count();
                let what = if more > 0 { format!("{what} (và {more} dòng nữa)") } else { what.to_owned() };
                let first = start + blanks.find(bad).unwrap_or(0);
                self.slips.tell(first..end + body.len(), &what, help);
            }
        }
        if blanks.contains(['\t', '\u{a0}']) {
            self.slips.replace(start..end, &blanks.replace('\t', "  ").replace('\u{a0}', " "));
        }
    }

    /// By how much the lines here are moved.
    fn moved_by(&self) -> isize {
        self.moved.and_then(|moved| moved.by).unwrap_or(0)
    }

    /// Moves a line as the lines around it are.
    fn carry(&mut self, at: usize) {
        let by = self.moved_by();
        let line = &self.lines[at];
        if by == 0 || line.body.is_empty() {
            return;
        }
        let place = line.at;
        match usize::try_from(by) {
            Ok(more) => self.slips.replace(place..place, &" ".repeat(more)),
            // A Tab is two columns wide, and a no-break space two bytes long.
            Err(_) if self.slips.text()[line.start..place].contains(['\t', '\u{a0}']) => {
                self.slips.set(line.start..place, &" ".repeat(line.column.saturating_sub(by.unsigned_abs())));
            }
            Err(_) => self.slips.replace(place.saturating_sub(by.unsigned_abs()).max(line.start)..place, ""),
        }
    }

    /// The column that a line stands in, if something stands there that may go on so.
    fn settle(&mut self, at: usize, begins: Begins) -> Option<usize> {
        let column = self.lines[at].column;
        if let Some(moved) = self.moved {
            let back = column < moved.from || (column == moved.from && fits(&self.frames, column, begins).is_some());
            if back {
                self.moved = None;
            } else {
                let column = column.saturating_add_signed(moved.by?);
                let depth = fits(&self.frames, column, begins)?;
                self.frames.truncate(depth);
                self.carry(at);
                return Some(column);
            }
        }
        let depth = fits(&self.frames, column, begins)?;
        self.frames.truncate(depth);
        Some(column)
    }

    /// A line where nothing can stand: told, and moved to where it belongs, or taken out.
    fn misplaced(&mut self, at: usize, begins: Begins) -> usize {
        if let Some(Moved { by: None, from }) = self.moved
            && self.lines[at].column >= from
        {
            self.drop(at, from);
            return at + 1;
        }
        let Line { at: start, column, body, .. } = self.lines[at];
        let whole = start..start + body.len();
        match begins {
            Begins::Key
                if self
                    .text_item
                    .as_ref()
                    .is_some_and(|(inner, place, _)| *inner == column && self.lines[..at].last().is_some_and(|l| l.at <= place.start)) =>
            {
                let Some((_, item, mark)) = self.text_item.take() else { return at + 1 };
                self.slips.undo(mark);
                let help = "Nếu là tên trường: viết `tên_trường: nội dung`. Nếu là văn bản có mục con: viết `text: …`, các trường khác thẳng cột với `text`.";
                self.slips.tell(item.clone(), "phần tử này là một văn bản, mà dòng dưới lại là trường", help);
                self.slips.replace(item, "");
                self.wait(false);
                self.frames.push(Frame { column, kind: Kind::Group, names: Vec::new(), last: start, waits: false });
                self.entry(at, start, column)
            }
            Begins::Key => {
                let name = key(body).map(|key| key.name);
                let Some((to, beside)) =
                    nearest(&self.frames, Kind::Group, column, name).or_else(|| nearest(&self.frames, Kind::Group, column, None))
                else {
                    self.slips.tell(whole, "trường này không thuộc nhóm nào", "Sửa chỗ thụt đầu dòng: các trường cùng mục phải thẳng cột.");
                    self.drop(at, column);
                    return at + 1;
                };
                self.tell_column(at, to, beside, "trường này không thẳng cột với các trường cùng mục");
                self.go_on(at, to, begins)
            }
            Begins::Dash => match nearest(&self.frames, Kind::List, column, None) {
                // One step aside, or farther out than every list there is.
                Some((to, beside)) if to.abs_diff(column) <= 1 || self.frames.iter().all(|f| f.kind != Kind::List || f.column > column) => {
                    self.tell_column(at, to, beside, "gạch đầu dòng này không thẳng cột với các gạch cùng danh sách");
                    self.go_on(at, to, begins)
                }
                _ => {
                    let help = "Danh sách con viết dưới `items:`; văn bản đứng trước nó viết là `text: …`, thẳng cột với `items:`.";
                    self.slips.tell(whole, "danh sách này không thuộc trường nào", help);
                    self.drop(at, column);
                    at + 1
                }
            },
            Begins::Text => {
                let waiting = self.frames.last().filter(|frame| frame.waits && frame.column >= column).map(|frame| frame.column);
                if let Some(to) = waiting {
                    let help = "Văn bản viết ở dòng dưới phải thụt vào sâu hơn tên trường hai dấu cách.";
                    self.slips.tell(whole, "dòng này chưa thụt vào", help);
                    return self.go_on(at, to + 2, begins);
                }
                if fits(&self.frames, column, Begins::Dash).is_some() {
                    let help = "Mỗi phần tử của danh sách bắt đầu bằng “- ”. Nếu là phần tiếp của dòng trên: thụt vào sâu hơn.";
                    self.slips.tell(whole, "đầu dòng thiếu dấu “- ”", help);
                } else {
                    let help = "Nếu là phần tiếp của văn bản ở dòng trên: thụt vào sâu hơn tên trường; văn bản trong dấu nháy thì đưa lên trước dấu nháy đóng.";
                    self.slips.tell(whole, "dòng này không có tên trường và dấu hai chấm", help);
                }
                self.drop(at, column);
                at + 1
            }
        }
    }

    /// Tells a line that stands in a wrong column, beside one that it belongs to.
    fn tell_column(&mut self, at: usize, to: usize, beside: usize, what: &str) {
        if self.blanks_told.contains(&true) {
            // How wide a Tab was meant is not known.
            return;
        }
        let Line { at: start, column, body, .. } = self.lines[at];
        let steps = to.abs_diff(column);
        if steps == 0 {
            // It is right as it was typed: a line above it was moved.
            return;
        }
        let change = if to > column { "Thêm" } else { "Bớt" };
        let reader = self.slips.reader;
        let line = reader.text[beside..].lines().next().unwrap_or_default().trim_end();
        let beside = reader.span(beside, beside + line.len());
        self.slips.push(
            Diagnostic::error(code::SYNTAX, reader.span(start, start + body.len()), format!("Tệp YAML sai cú pháp: {what}"))
                .also(beside, "thẳng cột với dòng này")
                .help(format!("{change} {steps} dấu cách ở đầu dòng.")),
        );
    }

    /// Reads a line, and those below it, in another column.
    fn go_on(&mut self, at: usize, to: usize, begins: Begins) -> usize {
        let Line { at: start, column, .. } = self.lines[at];
        let by = isize::try_from(to).unwrap_or(0) - isize::try_from(column).unwrap_or(0);
        self.moved = Some(Moved { from: column, by: Some(by) });
        let keep = fits(&self.frames, to, begins).unwrap_or(self.frames.len());
        self.frames.truncate(keep);
        self.carry(at);
        if begins == Begins::Dash { self.item(at, start, to, 1) } else { self.content(at, start, to) }
    }

    /// Takes a line out, and what stands below it.
    fn drop(&mut self, at: usize, from: usize) {
        let Line { at: start, body, .. } = self.lines[at];
        self.slips.replace(start..start + body.len(), "");
        self.moved = Some(Moved { from, by: None });
    }

    /// An element of a list whose mark is so long.
    fn item(&mut self, line: usize, at: usize, column: usize, mark: usize) -> usize {
        if self.frames.last().is_none_or(|frame| frame.column != column || frame.kind != Kind::List) {
            self.wait(false);
            self.frames.push(Frame { column, kind: Kind::List, names: Vec::new(), last: at, waits: false });
        }
        let end = self.lines[line].at + self.lines[line].body.len();
        let rest = &self.slips.text()[at + mark..end];
        let body = rest.trim_start_matches([' ', '\t', '\u{a0}']);
        let gap = &rest[..rest.len() - body.len()];
        if gap.contains('\u{a0}') {
            self.slips.tell(at..end, NO_SPACE_AFTER_DASH, "Xóa khoảng trắng sau dấu “-” rồi gõ lại bằng phím cách.");
            self.slips.replace(at + mark..at + mark + gap.len(), " ");
        }
        if let Some(list) = self.frames.last_mut() {
            list.last = at;
        }
        self.wait(body.is_empty() || body.starts_with('#'));
        if self.frames.last().is_some_and(|list| list.waits) {
            return line + 1;
        }
        let at = end - body.len();
        let inner = column + 1 + gap.chars().count().max(1);
        if begins(body) == Begins::Dash {
            return self.item(line, at, inner, 1);
        }
        let next = self.lines[line + 1..].iter().find(|next| !next.body.is_empty() && !next.body.starts_with('#'));
        let below = next.filter(|next| next.column.saturating_add_signed(self.moved_by()) > column);
        let is_group = key(body).is_some_and(|key| match key.form {
            KeyForm::Field => true,
            KeyForm::Glued => below.is_some_and(|next| scalar::key(next.body).is_some_and(|key| key.form != KeyForm::Foreign)),
            KeyForm::Foreign => key.end == body.len() && below.is_some_and(|next| begins(next.body) == Begins::Dash || field(next.body)),
        });
        if is_group {
            self.frames.push(Frame { column: inner, kind: Kind::Group, names: Vec::new(), last: at, waits: false });
            return self.entry(line, at, inner);
        }
        let mark = self.slips.mark();
        let next = self.value(line, at, column, false);
        self.text_item = Some((inner, at..self.end_of(line), mark));
        next
    }

    /// Says whether the innermost list or group waits for a value.
    fn wait(&mut self, waits: bool) {
        self.frames.iter_mut().next_back().into_iter().for_each(|frame| frame.waits = waits);
    }

    /// A field, or a text that a field or dash above waits for.
    fn content(&mut self, line: usize, at: usize, column: usize) -> usize {
        let body = self.lines[line].body;
        let waiting = self.frames.last().is_some_and(|frame| frame.waits && frame.column < column);
        let is_key = key(body).is_some_and(|key| key.form != KeyForm::Foreign || !waiting);
        if !is_key {
            let parent = self.frames.last().map_or(0, |frame| frame.column);
            self.wait(false);
            return self.value(line, at, parent, false);
        }
        // A group below a list in its own column belongs to the field before the list.
        while self.frames.last().is_some_and(|frame| frame.kind == Kind::List && frame.column == column) {
            self.frames.pop();
        }
        if self.frames.last().is_none_or(|frame| frame.column != column) {
            self.wait(false);
            self.frames.push(Frame { column, kind: Kind::Group, names: Vec::new(), last: at, waits: false });
        }
        self.entry(line, at, column)
    }

    /// A field of the innermost group, and its value.
    fn entry(&mut self, line: usize, at: usize, column: usize) -> usize {
        let end = self.lines[line].at + self.lines[line].body.len();
        let text = self.slips.text();
        let Some(key) = key(&text[at..end]) else { return line + 1 };
        if key.form == KeyForm::Glued {
            let nbsp = text[at + key.end..].starts_with('\u{a0}');
            let help = if nbsp {
                "Xóa khoảng trắng sau dấu hai chấm rồi gõ lại bằng phím cách.".to_owned()
            } else {
                format!("Viết `{}: ` rồi đến nội dung.", key.name)
            };
            self.slips.tell(at..at + key.end, "sau dấu hai chấm không có dấu cách", &help);
            self.slips.replace(at + key.end..at + key.end, " ");
        }
        if let Some(group) = self.frames.last_mut() {
            group.names.push(key.name);
            group.last = at;
        }
        let value = text[at + key.end..end].trim_start();
        let empty = value.is_empty() || value.starts_with('#');
        self.wait(empty);
        if empty { line + 1 } else { self.value(line, end - value.len(), column, key.form != KeyForm::Foreign) }
    }
}
