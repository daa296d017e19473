//! Formatting that a person changed: told, not taken.

use super::tokens::{core, plain};
use super::units::Unit;
use crate::diag::{Diagnostic, code};
use crate::paper::Paragraph;
use crate::text::is_letter_or_digit;

/// Places that are named.
const NAMED: usize = 5;

/// Says where the look of words that stayed is another one.
pub(super) fn differences(mine: &[Unit], theirs: &[Unit], pairs: &[Option<usize>]) -> Option<Diagnostic> {
    let mut places = Vec::new();
    for (unit, pair) in theirs.iter().zip(pairs) {
        let (Some(old), Unit::Line(new)) = (pair.map(|at| mine[at]), unit) else { continue };
        let Unit::Line(old) = old else { continue };
        if core(&plain(old)) != core(&plain(new)) {
            continue;
        }
        let what = changed(old, new);
        if !what.is_empty() {
            places.push(format!("{} ({})", new.place, what.join(", ")));
        }
    }
    if places.is_empty() {
        return None;
    }
    let more = if places.len() > NAMED { format!(" và {} chỗ nữa", places.len() - NAMED) } else { String::new() };
    places.truncate(NAMED);
    let message = format!("Định dạng sửa tay trong tệp Word không lấy vào dữ liệu: {}{more}", places.join("; "));
    Some(
        Diagnostic::warning(code::NOT_CARRIED, None, message)
            .help("Thể thức do chương trình đặt; chữ đậm, nghiêng trong câu thì ghi **…**, *…* trong dữ liệu."),
    )
}

/// What differs in the look of two paragraphs with the same words.
fn changed(old: &Paragraph, new: &Paragraph) -> Vec<&'static str> {
    let share = |p: &Paragraph, has: fn(&crate::paper::Font) -> bool| -> usize {
        let runs = p.runs.iter().filter(|r| r.text.contains(is_letter_or_digit));
        runs.filter(|r| has(&r.font)).map(|r| r.text.chars().filter(|c| is_letter_or_digit(*c)).count()).sum()
    };
    let most = |p: &Paragraph| p.runs.iter().max_by_key(|r| r.text.len()).map(|r| (r.font.size, r.font.other.to_lowercase()));
    let mut out = Vec::new();
    if share(old, |f| f.bold) != share(new, |f| f.bold) {
        out.push("đậm");
    }
    if share(old, |f| f.italic) != share(new, |f| f.italic) {
        out.push("nghiêng");
    }
    if let (Some(a), Some(b)) = (most(old), most(new)) {
        if a.0 != b.0 {
            out.push("cỡ chữ");
        }
        if a.1 != b.1 {
            out.push("phông chữ");
        }
    }
    if old.format.alignment != new.format.alignment {
        out.push("canh lề");
    }
    out
}
