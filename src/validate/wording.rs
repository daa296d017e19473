//! What drafters type by habit or by slip: list marks, doubled words, empty items.

use super::{amounts, habits};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::{Node, Value};
use crate::standard::Clause;
use crate::text::{letter_rank, roman_value};

/// Words that Vietnamese doubles on purpose.
const REDUPLICATED: [&str; 30] = [
    "luôn",
    "thường",
    "dần",
    "mãi",
    "ngày",
    "đều",
    "từ",
    "người",
    "nhà",
    "ngành",
    "hằng",
    "rất",
    "lần",
    "chung",
    "riêng",
    "sâu",
    "xa",
    "xanh",
    "đời",
    "khác",
    "song",
    "nhanh",
    "chậm",
    "vừa",
    "càng",
    "hơi",
    "thỉnh",
    "đêm",
    "nơi",
    "năm",
];

/// Words whose first syllable often ends the word before: "tuân thủ thủ tục", "thực hiện hiện đại hóa".
const SEAMS: [(&str, &str); 11] = [
    ("thủ", "tục"),
    ("hiện", "đại"),
    ("hành", "vi"),
    ("hành", "lang"),
    ("thành", "công"),
    ("lý", "do"),
    ("lý", "lịch"),
    ("hóa", "đơn"),
    ("truyền", "thống"),
    ("dân", "chủ"),
    ("dân", "tộc"),
];

/// Looks through all texts of the content.
pub(super) fn check(root: &Node, found: &mut Diagnostics) {
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
            doubled(node, found);
            habits::check_diacritics(node, text, found);
            habits::check_colon(node, text, found);
            amounts::check(node, text, found);
        });
        items(part, found);
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
        && let Some(mark) = first.text().and_then(|t| typed_mark(t).or_else(|| typed_unit(t, level)))
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
    if let Some(mark) = group.text().and_then(|t| typed_mark(t).or_else(|| letter(t).then(|| &t[..2]))) {
        found.push(
            Diagnostic::error(code::TYPED_MARK, group.span, format!("Đừng gõ “{mark}”: chương trình tự đánh A, B, C cho các nhóm"))
                .quoting(mark)
                .help("Chỉ ghi tên nhóm."),
        );
    }
}

/// A list mark at the head of a text: `I. `, `1. `, `1.1. `, `a) `, `- `, `+ `.
fn typed_mark(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(' ')?;
    if rest.is_empty() {
        return None;
    }
    let numbers = |s: &str| !s.is_empty() && s.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let marked = matches!(head, "-" | "–" | "+" | "•")
        || head.strip_suffix(')').is_some_and(|l| letter_rank(l).is_some() || numbers(l))
        || head.strip_suffix('.').is_some_and(|n| roman_value(n).is_some() || numbers(n));
    marked.then_some(head)
}

/// Whether the word doubled at the beginning is meant so.
fn on_purpose(words: &[&str]) -> bool {
    let word = |at: usize| words.get(at).map(|w| w.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let (Some(doubled), next) = (word(0), word(2)) else { return false };
    REDUPLICATED.contains(&doubled.as_str()) || SEAMS.iter().any(|(a, b)| *a == doubled && next.as_deref() == Some(*b))
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

/// Whether a word is the other in small or capital letters, but for what stops it.
fn said_again(word: &str, again: &str) -> bool {
    let mut rest = again.chars().flat_map(char::to_lowercase);
    // Nearly all words differ in their first letters.
    word.chars().flat_map(char::to_lowercase).all(|c| rest.next() == Some(c)) && rest.all(|c| !c.is_alphanumeric())
}

/// `của của`, `số hóa số hóa`: one or two words said twice.
fn doubled(node: &Node, found: &mut Diagnostics) {
    let Some(text) = node.text() else { return };
    let words: Vec<&str> = text.split_whitespace().collect();
    for length in [1, 2] {
        for at in 0..words.len().saturating_sub(2 * length - 1) {
            let (first, second) = (&words[at..at + length], &words[at + length..at + 2 * length]);
            let same = first.iter().zip(second).all(|(a, b)| said_again(a, b));
            if !same {
                continue;
            }
            let plain = first.iter().all(|w| w.chars().all(char::is_alphabetic));
            // Three times the same word is one finding, and one word doubled is not two words doubled.
            let uniform = length == 2 && first[0].eq_ignore_ascii_case(first[1]);
            if plain && !uniform && !(length == 1 && on_purpose(&words[at..])) {
                let twice = format!("{} {}", first.join(" "), second.join(" "));
                found.push(
                    Diagnostic::warning(code::DOUBLED_WORD, node.span, format!("Lặp từ: “{twice}”"))
                        .quoting(twice)
                        .help("Xóa một lần nếu là gõ nhầm."),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceId;

    fn text(text: &str) -> Node {
        Node { span: Span { source: SourceId(0), start: 0, end: text.len() }, value: Value::Text(text.into()) }
    }

    fn doubles(s: &str) -> Vec<String> {
        let mut found = Diagnostics::default();
        doubled(&text(s), &mut found);
        found.iter().map(|d| d.message.clone()).collect()
    }

    /// The slips that the reference documents were signed with.
    #[test]
    fn slips_of_the_reference_documents() {
        assert_eq!(doubles("chỉ đạo của của UBND tỉnh"), ["Lặp từ: “của của”"]);
        assert_eq!(doubles("khung năng lực theo theo danh mục"), ["Lặp từ: “theo theo”"]);
        assert_eq!(doubles("thực hiện số hóa số hóa thành phần"), ["Lặp từ: “số hóa số hóa”"]);
        assert_eq!(doubles("trên hệ thống thống thông tin"), ["Lặp từ: “thống thống”"]);
        assert_eq!(doubles("và các văn bản văn bản có liên quan"), ["Lặp từ: “văn bản văn bản”"]);
    }

    #[test]
    fn doubling_on_purpose_is_silent() {
        for s in [
            "luôn luôn đổi mới",
            "người người, nhà nhà",
            "thi đua - khen thưởng",
            "năm 2025 2025",
            "một, một",
            "tuân thủ thủ tục hành chính",
            "thực hiện hiện đại hóa.",
            "tuyên truyền truyền thống của phụ nữ",
        ] {
            assert!(doubles(s).is_empty(), "{s}");
        }
    }

    #[test]
    fn typed_marks_are_seen() {
        for mark in ["I.", "1.", "1.1.", "a)", "đ)", "-", "+", "1)"] {
            assert_eq!(typed_mark(&format!("{mark} Nội dung")), Some(mark));
        }
        for text in ["Nội dung", "A. Nội dung khác", "ông A) x", "-Nội dung", "2025 là năm", "-"] {
            assert_eq!(typed_mark(text), None, "{text}");
        }
    }

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
