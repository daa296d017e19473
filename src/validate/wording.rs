//! What drafters type by habit or by slip: list marks, empty items; looks through all texts.

use super::faultless::Texts;
use super::marks::typed;
use super::{amounts, habits, lists};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::{Node, Value};
use crate::standard::Clause;
use crate::text::{roman_value, said_twice};

/// Looks through all texts of the content.
pub(super) fn check(root: &Node, known: &Texts, found: &mut Diagnostics) {
    if let Some(subject) = root.get("subject") {
        doubled(subject, found);
        habits::check_subject(subject, found);
    }
    for field in ["to", "to_places"] {
        for place in root.get(field).map(Node::list).unwrap_or_default() {
            typed_dash(place, found);
            habits::check_recipient(place, found);
        }
    }
    habits::check_organ(root, found);
    habits::check_bases(root.get("content"), found);
    for field in ["opening", "closing"] {
        let paragraphs = root.get("content").and_then(|c| c.get(field)).map(Node::list).unwrap_or_default();
        paragraphs.iter().rev().skip(1).rev().for_each(|paragraph| unfinished(paragraph, found));
    }
    for part in ["content", "attachments", "appendices"].into_iter().filter_map(|name| root.get(name)) {
        part.each_text(&mut |node, text| {
            if known.have(text) {
                return;
            }
            let mut own = Diagnostics::default();
            doubled(node, &mut own);
            habits::check_diacritics(node, text, &mut own);
            habits::check_colon(node, text, &mut own);
            amounts::check(node, text, &mut own);
            mistyped_note(node, text, &mut own);
            if own.is_empty() {
                known.add(text);
            }
            found.extend(own);
        });
        items(part, found);
        lists::check(part, found);
    }
}

/// `của của`, `số hóa số hóa`: one or two words said twice.
pub(super) fn doubled(node: &Node, found: &mut Diagnostics) {
    let Some(text) = node.text() else { return };
    for range in said_twice(text) {
        let words: Vec<&str> = text[range].split_whitespace().collect();
        let twice = words.join(" ");
        found.push(
            Diagnostic::warning(code::DOUBLED_WORD, node.span, format!("Lặp từ: “{twice}”"))
                .quoting(twice)
                .help("Xóa một lần nếu là gõ nhầm."),
        );
    }
}

/// `[^…]`, as other programs write footnotes: here it is printed as it stands.
fn mistyped_note(node: &Node, text: &str, found: &mut Diagnostics) {
    for (at, _) in text.match_indices("[^") {
        let typed = text[at..].split_inclusive(']').next().filter(|typed| typed.ends_with(']'));
        if let Some(typed) = typed.filter(|_| !text[..at].ends_with('\\')) {
            let message = format!("“{typed}” được in như chữ thường, không thành chú thích");
            let help = "Viết ^[nội dung chú thích] ngay sau từ cần chú thích: dấu ^ đứng trước dấu [, số do chương trình ghi.";
            found.push(Diagnostic::warning(code::MISTYPED_NOTE, node.span, message).quoting(typed).help(help));
        }
    }
}

/// A paragraph before another one that stops in the middle: a comma inside `[…]` parts a text in two.
fn unfinished(paragraph: &Node, found: &mut Diagnostics) {
    let ended = |text: &str| text.trim_end().ends_with(['.', ':', ';', '!', '?', '…', ')', '”', '"']);
    if paragraph.text().is_some_and(|text| !ended(text)) {
        found.push(
            Diagnostic::warning(code::UNFINISHED, paragraph.span, "Đoạn này không có dấu kết thúc câu mà sau nó còn đoạn khác")
                .help("Nếu là một câu: đặt cả câu trong dấu nháy kép \"…\", vì dấu phẩy trong […] tách văn bản làm hai. Nếu là hai đoạn: thêm dấu chấm."),
        );
    }
}

fn typed_dash(place: &Node, found: &mut Diagnostics) {
    if place.text().is_some_and(|t| t.starts_with(['-', '–', '+', '•'])) {
        found.push(
            Diagnostic::error(code::TYPED_MARK, place.span, "Đừng gõ gạch đầu dòng: chương trình tự ghi")
                .help("Chỉ ghi tên nơi nhận.")
                .clause(Clause::RecipientsForm),
        );
    }
}

/// Walks all mappings that name a level.
fn items(node: &Node, found: &mut Diagnostics) {
    match &node.value {
        Value::List(list) => list.iter().for_each(|n| items(n, found)),
        Value::Map(entries) => {
            if let Some(level) = node.get("level").and_then(Node::text) {
                item(node, level, found);
            }
            if let (Some(unit), Some(_)) = (node.get("unit"), node.get("columns")) {
                typed_unit_line(unit, found);
            }
            if let (Some(group), Some(_)) = (node.get("group"), node.get("code")) {
                typed_group(group, found);
            }
            entries.iter().for_each(|e| items(&e.node, found));
        }
        _ => {}
    }
}

fn item(node: &Node, level: &str, found: &mut Diagnostics) {
    let says = ["heading", "run_in", "text", "compose", "table", "image"].iter().any(|f| node.get(f).is_some());
    if !says {
        let line = node.entry("level").map_or(node.span, |e| Span { end: e.node.span.end, ..e.key_span });
        found.push(
            Diagnostic::error(code::EMPTY_ITEM, line, format!("Mục cấp `{level}` không có nội dung"))
                .help("Ghi `heading` (tiêu đề), `run_in` (tiêu đề đi liền), hoặc `text` (văn bản)."),
        );
    }
    if level == "paragraph" || level == "note" {
        return;
    }
    let first = ["heading", "run_in", "text"].iter().find_map(|f| node.get(f));
    if let Some(first) = first
        && let Some(mark) = first.text().and_then(|t| typed(t).map(|typed| typed.mark).or_else(|| typed_unit(t, level)))
    {
        found.push(
            Diagnostic::error(code::TYPED_MARK, first.span, format!("Đừng gõ “{mark}”: chương trình tự đánh theo cấp `{level}`"))
                .quoting(mark)
                .help("Xóa dấu này; nếu số phải khác thứ tự thì ghi ở trường `marker`.")
                .clause(Clause::Numbering),
        );
    }
}

/// `Đơn vị tính: …` above a table.
fn typed_unit_line(unit: &Node, found: &mut Diagnostics) {
    let words = ["Đơn vị tính", "ĐVT", "Đơn vị"];
    if let Some(typed) = unit.text().and_then(|text| words.iter().find(|words| text.starts_with(**words))) {
        found.push(
            Diagnostic::error(code::TYPED_MARK, unit.span, format!("Đừng gõ “{typed}”: chương trình tự ghi"))
                .quoting(*typed)
                .help("Chỉ ghi đơn vị, ví dụ unit: triệu đồng."),
        );
    }
}

/// `I. Chỉ đạo điều hành` as a group of indicators.
fn typed_group(group: &Node, found: &mut Diagnostics) {
    let letter =
        |text: &str| text.split_once(". ").is_some_and(|(head, _)| head.len() == 1 && head.bytes().all(|b| b.is_ascii_uppercase()));
    if let Some(mark) = group.text().and_then(|t| typed(t).map(|typed| typed.mark).or_else(|| letter(t).then(|| &t[..2]))) {
        found.push(
            Diagnostic::error(code::TYPED_MARK, group.span, format!("Đừng gõ “{mark}”: chương trình tự đánh A, B, C cho các nhóm"))
                .quoting(mark)
                .help("Chỉ ghi tên nhóm."),
        );
    }
}

/// The name and number of the item's own unit: `Điều 1.`, `Chương I`.
fn typed_unit<'a>(text: &'a str, level: &str) -> Option<&'a str> {
    let unit = match level {
        "part" => "Phần ",
        "chapter" => "Chương ",
        "section" => "Mục ",
        "subsection" => "Tiểu mục ",
        "article" => "Điều ",
        _ => return None,
    };
    let number = text.strip_prefix(unit)?.split(' ').next()?;
    let bare = number.trim_end_matches(['.', ':']);
    // “Điều 5 Quyết định số …” speaks of another document's article.
    let own = level != "article" || bare.len() < number.len();
    let counts = roman_value(bare).is_some() || (!bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()));
    (own && counts).then(|| &text[..unit.len() + number.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_units_are_seen() {
        assert_eq!(typed_unit("Điều 1. Thành lập Tổ công tác", "article"), Some("Điều 1."));
        assert_eq!(typed_unit("Chương II Quy định cụ thể", "chapter"), Some("Chương II"));
        for (text, level) in
            [("Điều 5 Quyết định số 12/QĐ-SNV được bãi bỏ", "article"), ("Điều 1. Tên", "clause"), ("Điều hành", "article")]
        {
            assert_eq!(typed_unit(text, level), None, "{text}");
        }
    }
}
