//! Texts that follow each other: marks typed where the level should be said, sentences broken over two items.

use super::marks::{Typed, levels, typed};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::{Node, Value};
use crate::standard::Clause;

/// Letters of a text that advice repeats.
const SHOWN: usize = 40;

/// Looks through all lists of items below a node.
pub(super) fn check(node: &Node, found: &mut Diagnostics) {
    match &node.value {
        Value::List(list) => list.iter().for_each(|n| check(n, found)),
        Value::Map(entries) => {
            for entry in entries {
                if matches!(entry.key.as_str(), "body" | "items" | "opening" | "closing") {
                    let list = entry.node.list();
                    let texts: Vec<Option<&str>> = list.iter().map(|n| paragraph(n)?.text()).collect();
                    let marks = levels(&texts, node.text_at("level"));
                    let marked = list.iter().zip(marks).filter_map(|(n, mark)| Some((paragraph(n)?, mark?)));
                    marked.for_each(|(place, mark)| typed_level(place, &mark, found));
                    if matches!(entry.key.as_str(), "body" | "items") {
                        broken(list, found);
                        bare(list, found);
                    }
                }
                check(&entry.node, found);
            }
        }
        _ => {}
    }
}

/// The text of a paragraph without a level.
fn paragraph(node: &Node) -> Option<&Node> {
    match node.text_at("level") {
        None if node.text().is_some() => Some(node),
        None | Some("paragraph") => node.get("text"),
        Some(_) => None,
    }
}

/// The text that an item ends with before what is below it; headings end without a stop.
fn text_of(node: &Node) -> Option<&Node> {
    if node.text().is_some() { Some(node) } else { node.get("text") }
}

/// `I. Kết quả` as a paragraph: the words look like a heading and are none.
fn typed_level(place: &Node, typed: &Typed<'_>, found: &mut Diagnostics) {
    let (Some(text), Typed { mark, level, written }) = (place.text(), typed) else { return };
    let rest = text[mark.len()..].trim_start();
    let rest = rest.char_indices().nth(SHOWN).map_or(rest.to_owned(), |(end, _)| {
        let whole = rest[..end].rfind(' ').map_or(&rest[..end], |space| &rest[..space]);
        format!("{whole} …")
    });
    let is_title =
        matches!(*level, "part" | "chapter" | "section" | "subsection" | "clause") && !text.trim_end().ends_with(['.', ';', ':', ',']);
    let field = if is_title { "heading" } else { "text" };
    found.push(
        Diagnostic::warning(code::TYPED_MARK, place.span, format!("“{mark}” gõ trong đoạn văn được in như chữ thường, không thành mục"))
            .quoting(*mark)
            .help(format!("Viết {{level: {level}, {field}: \"{rest}\"}}; chương trình tự ghi “{written}”."))
            .clause(Clause::Numbering),
    );
}

/// A heading of a section with nothing below it, neither in it nor beside it.
fn bare(list: &[Node], found: &mut Diagnostics) {
    let level =
        |node: &Node| node.text_at("level").filter(|level| ["part", "chapter", "section", "subsection"].contains(level)).map(str::to_owned);
    for (at, node) in list.iter().enumerate() {
        let says = ["heading_note", "run_in", "text", "compose", "table", "image"].iter().any(|field| node.get(field).is_some());
        let holds = node.get("items").is_some_and(|items| !items.list().is_empty());
        let own = level(node).filter(|_| !says && !holds);
        let last = list.get(at + 1).is_none_or(|next| level(next) == own);
        if let (Some(_), Some(heading), true) = (own, node.get("heading"), last) {
            found.push(
                Diagnostic::warning(code::EMPTY_ITEM, heading.span, "Mục này chỉ có tiêu đề, chưa có nội dung")
                    .help("Viết nội dung dưới `items:`, hoặc bỏ mục này; các mục sau tự đánh số lại."),
            );
        }
    }
}

/// Sentences that stop in the middle: the next item goes on with a small letter, or those around have their stops.
fn broken(list: &[Node], found: &mut Diagnostics) {
    let ended = |text: &str, stops: &[char]| text.trim_end_matches(['*', ' ']).ends_with(stops);
    let stopped = |text: &str| ended(text, &['.', ':', ';', '!', '?', '…', ')', '”', '"', ',', ']']);
    let is_item = |node: &Node| node.get("level").is_some() && node.get("items").is_none();
    let others: Vec<&str> = list.iter().filter(|n| is_item(n)).filter_map(|n| text_of(n)?.text()).collect();
    let with_stops = others.iter().filter(|text| ended(text, &['.', ';'])).count();
    for (at, node) in list.iter().enumerate() {
        let Some((place, text)) = text_of(node).and_then(|place| Some((place, place.text()?))) else { continue };
        let below = node.get("items").map(Node::list).unwrap_or_default().first();
        let Some(next) = below.or_else(|| list.get(at + 1)) else { continue };
        if stopped(text) || typed(text).is_some() {
            continue;
        }
        let begins = ["heading", "run_in", "text"].iter().find_map(|field| next.text_at(field)).or(next.text()).unwrap_or_default();
        if begins.starts_with(char::is_lowercase) && typed(begins).is_none() {
            found.push(
                Diagnostic::warning(code::UNFINISHED, place.span, "Câu này chưa hết mà đã sang mục khác")
                    .also(next.span, "mục sau bắt đầu bằng chữ thường")
                    .help("Nếu là một câu: ghép hai mục làm một. Nếu là hai ý: thêm dấu câu ở cuối, viết hoa chữ đầu mục sau."),
            );
        } else if is_item(node) && with_stops >= 1 && with_stops * 2 >= others.len().saturating_sub(1) {
            found.push(
                Diagnostic::warning(code::UNFINISHED, place.span, "Mục này không có dấu câu ở cuối, các mục bên cạnh thì có")
                    .help("Thêm dấu chấm hoặc dấu chấm phẩy như các mục cùng danh sách."),
            );
        }
    }
}
