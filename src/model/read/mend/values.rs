//! Values as they are typed: plain texts, texts in quotes, blocks, brackets.

use super::frames::field;
use super::scalar::{KeyForm, colon, comment, forbids, is_block_head, is_field_name, key, quoted};
use super::{Mender, flow};
use crate::diag::{Diagnostic, code};

impl Mender<'_> {
    /// A value below a column; `of_field` where a field's name stands before it.
    pub(super) fn value(&mut self, line: usize, at: usize, parent: usize, of_field: bool) -> usize {
        let end = self.lines[line].at + self.lines[line].body.len();
        let text = self.slips.text();
        let value = &text[at..end];
        if is_block_head(value) {
            return self.block(line, parent);
        }
        match value.chars().next() {
            Some(mark @ ('"' | '\'')) => self.quotes(line, at, parent, mark),
            Some('[' | '{') => {
                let mark = self.slips.mark();
                let limit = self.limit(line, parent);
                let Some(after) = flow::brackets(&mut self.slips, at, limit) else {
                    let last = self.lines.partition_point(|line| line.start < limit);
                    (line + 1..last).for_each(|line| self.carry(line));
                    return last;
                };
                let last = self.lines.partition_point(|line| line.start < after).saturating_sub(1).max(line);
                let rest = text[after..].lines().next().unwrap_or_default().trim();
                if !rest.is_empty() && !rest.starts_with('#') && last == line {
                    self.slips.undo(mark);
                    return self.refused(line, at, parent, &value[..1]);
                }
                (line + 1..=last).for_each(|line| self.carry(line));
                last + 1
            }
            _ => match forbids(value) {
                Some('-') if of_field && value.len() > 1 => {
                    let help = "Danh sách viết ở các dòng dưới, mỗi phần tử một dòng bắt đầu bằng “- ”. Nếu là văn bản: đặt trong dấu nháy kép \"…\".";
                    self.slips.tell(at..end, "danh sách không viết ngay sau tên trường", help);
                    self.slips.replace(at..at + 1, "[");
                    let behind = &value[1..];
                    self.slips.quote(at + value.len() - behind.trim_start().len()..end);
                    self.slips.replace(end..end, "]");
                    line + 1
                }
                Some(sign) => self.refused(line, at, parent, &sign.to_string()),
                None => self.plain(line, at, parent, of_field),
            },
        }
    }

    /// Where a value below a column must have ended.
    fn limit(&self, line: usize, parent: usize) -> usize {
        let by = self.moved_by();
        let next = self.lines[line + 1..]
            .iter()
            .find(|l| !l.body.is_empty() && l.column.saturating_add_signed(by) <= parent && !l.body.starts_with([']', '}']));
        next.map_or(self.slips.text().len(), |line| line.start)
    }

    /// A block of text; gives the line behind it.
    fn block(&mut self, line: usize, parent: usize) -> usize {
        let by = self.moved_by();
        let mut next = line + 1;
        while self.lines.get(next).is_some_and(|l| l.body.is_empty() || l.column.saturating_add_signed(by) > parent) {
            self.carry(next);
            next += 1;
        }
        next
    }

    /// The last line of a plain text.
    fn last_of_plain(&self, line: usize, parent: usize) -> usize {
        let by = self.moved_by();
        let mut last = line;
        for (at, next) in self.lines.iter().enumerate().skip(line + 1) {
            if next.body.is_empty() {
                continue;
            }
            if next.column.saturating_add_signed(by) <= parent || next.body.starts_with('#') || field(next.body) {
                break;
            }
            last = at;
        }
        last
    }

    pub(super) fn end_of(&self, line: usize) -> usize {
        self.lines[line].at + self.lines[line].body.len()
    }

    /// A text that YAML takes for something else: told, and read as the text.
    fn refused(&mut self, line: usize, at: usize, parent: usize, sign: &str) -> usize {
        let last = self.last_of_plain(line, parent);
        self.slips.tell(at..self.end_of(line), &format!("văn bản không được bắt đầu bằng dấu {sign}"), flow::QUOTE);
        self.slips.quote(at..self.end_of(last));
        (line + 1..=last).for_each(|line| self.carry(line));
        last + 1
    }

    /// A text without quotes; one with a colon is the text that it is.
    fn plain(&mut self, line: usize, at: usize, parent: usize, of_field: bool) -> usize {
        let last = self.last_of_plain(line, parent);
        let text = self.slips.text();
        let first = &text[at..self.end_of(line)];
        let mut end = self.end_of(last);
        if let Some(cut) = comment(first) {
            if last > line {
                let help =
                    "Văn bản có “ #” thì đặt cả văn bản trong dấu nháy kép \"…\", hoặc viết thành khối: `>-` rồi xuống dòng, thụt vào.";
                self.slips.tell(at + cut..self.end_of(line), "dấu # cắt văn bản, các dòng dưới không nối được vào", help);
            } else {
                end = at + first[..cut].trim_end().len();
            }
        }
        let shown = &text[at..end];
        if colon(shown).is_some() || end > at + first.len() && comment(first).is_some() {
            let mut words = shown.splitn(3, ' ');
            let two = words.next().is_some_and(is_field_name) && words.next().and_then(|w| w.strip_suffix(':')).is_some_and(is_field_name);
            if of_field && two {
                let help = "Mỗi trường một dòng, thẳng cột với nhau. Nếu là một văn bản: đặt trong dấu nháy kép \"…\".";
                self.slips.tell(at..end, "một dòng có hai trường", help);
            } else if let Some(key) = key(shown).filter(|key| of_field && key.form == KeyForm::Field) {
                let reader = self.slips.reader;
                let place = reader.span(at, at + key.end);
                self.slips.push(
                    Diagnostic::warning(code::SYNTAX, place, format!("“{}:” được đọc là chữ của văn bản, không phải tên trường", key.name))
                        .help("Nếu là trường: viết ở dòng riêng, thẳng cột với trường trước nó. Nếu là chữ: đặt cả văn bản trong dấu nháy kép \"…\"."),
                );
            }
            self.slips.quote(at..end);
        }
        (line + 1..=last).for_each(|line| self.carry(line));
        last + 1
    }

    /// A text in quotes.
    fn quotes(&mut self, line: usize, at: usize, parent: usize, mark: char) -> usize {
        let text = self.slips.text();
        let read = quoted(text, at, self.limit(line, parent), mark);
        let Some(after) = read.end else {
            let end = self.end_of(line);
            let curly = text[at..end].ends_with(['”', '“', '’', '‘']);
            let help = if curly {
                "Dấu nháy đóng là dấu cong; gõ lại bằng dấu nháy thẳng \"."
            } else {
                "Đóng dấu nháy ở cuối văn bản; dấu nháy kép bên trong viết là \\\"."
            };
            self.slips.tell(at..end, "dấu nháy mở mà không đóng", help);
            let last = self.last_of_plain(line, parent);
            self.slips.quote(at..self.end_of(last));
            (line + 1..=last).for_each(|line| self.carry(line));
            return last + 1;
        };
        let last = self.lines.partition_point(|line| line.start < after).saturating_sub(1).max(line);
        let rest = &text[after..self.end_of(last).max(after)];
        if !rest.trim().is_empty() && comment(rest).is_none_or(|at| !rest[..at].trim().is_empty()) {
            let help = if mark == '"' {
                flow::QUOTES_INSIDE
            } else {
                "Dấu nháy đơn bên trong viết hai lần ''; hoặc đặt cả văn bản trong dấu nháy kép \"…\"."
            };
            self.slips.tell(after - 1..self.end_of(last), flow::AFTER_QUOTE, help);
            self.slips.quote(at..self.end_of(last));
        } else {
            flow::escapes(&mut self.slips, &read);
        }
        (line + 1..=last).for_each(|line| self.carry(line));
        last + 1
    }
}
