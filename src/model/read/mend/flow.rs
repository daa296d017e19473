//! Lists and groups in brackets: `[a, b]`, `{level: dash, text: a}`.

use super::scalar::{KeyForm, Quoted, colon, forbids, is_field_name, key, quoted};
use super::slips::Slips;

/// What a text is told that YAML would read otherwise.
pub(super) const QUOTE: &str = "Đặt cả văn bản trong dấu nháy kép \"…\", hoặc viết thành khối: `>-` rồi xuống dòng, thụt vào.";
pub(super) const AFTER_QUOTE: &str = "còn chữ sau dấu nháy đóng";
pub(super) const QUOTES_INSIDE: &str =
    "Văn bản có dấu nháy kép thì đặt cả văn bản trong dấu nháy đơn '…', hoặc viết thành khối: `>-` rồi xuống dòng, thụt vào.";

/// Mends what stands in the brackets that open at a place; gives the place behind them, if they are closed.
pub(super) fn brackets(slips: &mut Slips<'_>, start: usize, limit: usize) -> Option<usize> {
    let text = slips.text();
    let bytes = text.as_bytes();
    let mut open: Vec<char> = Vec::new();
    // Whether a text would begin here, and whether it would be the value of a field.
    let (mut fresh, mut of_field) = (true, false);
    let mut at = start;
    while at < limit {
        let rest = &text[at..limit];
        match bytes[at] {
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b'#' if bytes[at - 1].is_ascii_whitespace() => at += rest.find('\n').unwrap_or(rest.len()),
            b'[' | b'{' if fresh => {
                open.push(if bytes[at] == b'[' { ']' } else { '}' });
                (fresh, of_field) = (true, false);
                at += 1;
            }
            closer @ (b']' | b'}') => {
                let expected = open.pop().unwrap_or(']');
                if char::from(closer) != expected {
                    slips.tell(at..at + 1, "dấu ngoặc không khớp", &format!("Ở đây phải là {expected}."));
                    slips.replace(at..at + 1, &expected.to_string());
                }
                at += 1;
                fresh = false;
                if open.is_empty() {
                    return Some(at);
                }
            }
            b',' => {
                (fresh, of_field) = (true, false);
                at += 1;
            }
            b':' if !fresh && !of_field => {
                (fresh, of_field) = (true, true);
                at += 1;
            }
            _ => {
                let in_group = open.last() == Some(&'}');
                let (end, field) = word(slips, at, limit, of_field, in_group);
                at = end.max(at + rest.chars().next().map_or(1, char::len_utf8));
                (fresh, of_field) = (field, of_field || field);
            }
        }
    }
    let line = start + text[start..].lines().next().unwrap_or_default().trim_end().len();
    slips.tell(start..line, "dấu ngoặc mở mà không đóng", "Thêm ] hoặc } vào cuối dòng.");
    let end = start + text[start..limit].trim_end().len();
    let closers: String = open.iter().rev().collect();
    slips.replace(end..end, &closers);
    None
}

/// Mends one text; gives its end and whether it was a field's name with its colon.
fn word(slips: &mut Slips<'_>, at: usize, limit: usize, of_field: bool, in_group: bool) -> (usize, bool) {
    let text = slips.text();
    let plain_end = |from: usize| from + text[from..limit].find([',', '[', ']', '{', '}']).unwrap_or(limit - from);
    let first = text[at..].chars().next().unwrap_or(' ');
    if matches!(first, '"' | '\'') {
        let read = quoted(text, at, limit, first);
        if let Some(end) = read.end {
            escapes(slips, &read);
            let behind = text[end..limit].trim_start();
            if !behind.is_empty() && !behind.starts_with([',', ']', '}', ':', '#']) {
                let end = plain_end(end);
                slips.tell(at..end, AFTER_QUOTE, QUOTES_INSIDE);
                slips.quote(at..end);
                return (end, false);
            }
            return (end, false);
        }
        let end = plain_end(at);
        slips.tell(at..end, "dấu nháy mở mà không đóng", "Đóng dấu nháy ở cuối văn bản.");
        slips.quote(at..end);
        return (end, false);
    }
    let end = plain_end(at);
    let piece = text[at..end].trim_end();
    let (whole, end) = (at..at + piece.len(), end);
    // A bracket inside a text.
    if matches!(text[end..limit].chars().next(), Some('[' | '{')) && !piece.is_empty() && colon(piece).is_none() {
        let close = if text[end..].starts_with('[') { ']' } else { '}' };
        let after = end + text[end..limit].find(close).map_or(1, |at| at + 1);
        let end = plain_end(after);
        slips.tell(at..end, "trong ngoặc, văn bản có dấu ngoặc", QUOTE);
        slips.quote(at..at + text[at..end].trim_end().len());
        return (end, false);
    }
    if let Some(sign) = forbids(piece) {
        slips.tell(whole.clone(), &format!("văn bản không được bắt đầu bằng dấu {sign}"), QUOTE);
        slips.quote(whole);
        return (end, false);
    }
    if of_field {
        if colon(piece).is_some() {
            slips.quote(whole);
        }
        return (end, false);
    }
    match key(piece) {
        Some(key) if key.form == KeyForm::Field => (at + key.end, true),
        Some(key) if key.form == KeyForm::Glued && in_group => {
            slips.tell(at..at + key.end, "sau dấu hai chấm không có dấu cách", &format!("Viết `{}: ` rồi đến nội dung.", key.name));
            slips.replace(at + key.end..at + key.end, " ");
            (at + key.end, true)
        }
        Some(key) if key.form == KeyForm::Foreign && in_group => (at + key.end, true),
        Some(key) if colon(&piece[key.end..]).is_some() || is_field_name(key.name) => {
            slips.quote(whole);
            (end, false)
        }
        _ => (end, false),
    }
}

/// A text whose backslashes were meant as such.
pub(super) fn escapes(slips: &mut Slips<'_>, read: &Quoted) {
    let Some(at) = read.wrong else { return };
    let end = at + 1 + slips.text()[at + 1..].chars().next().map_or(0, char::len_utf8);
    slips.tell(
        at..end,
        "trong dấu nháy kép, dấu \\ và chữ sau nó là ký hiệu đặc biệt",
        "Đường dẫn Windows viết bằng dấu /: \"C:/Users/Lan/so-lieu.csv\"; hoặc đặt trong dấu nháy đơn '…'.",
    );
    read.backslashes.iter().for_each(|at| slips.replace(*at..*at, "\\"));
}
