//! The small vocabulary in which parts are read: names without their namespace, measures, switches.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::refusal::{Refusal, broken};
use crate::limits::docx as limits;
use crate::units::Twips;

/// Namespaces of WordprocessingML, transitional and strict.
const WORD: [&str; 2] =
    ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];

/// Parses a part within limits. External entities are refused with any other DTD.
pub(super) fn parse<'t>(text: &'t str, part: &str) -> Result<Document<'t>, Refusal> {
    let options = ParsingOptions { nodes_limit: limits::NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::NodesLimitReached => Refusal::beyond(&format!("Phần {part} có quá {} phần tử", limits::NODES)),
        Error::DtdDetected => Refusal::new(
            format!("Phần {part} khai báo DTD, văn bản Word không có: tệp có thể đã bị sửa để gây hại"),
            "Không mở tệp này; xin lại tệp từ nơi gửi",
        ),
        _ => broken(&format!("phần {part} không phải XML đúng")),
    })?;
    if deeper_than(&document, limits::DEPTH) {
        return Err(Refusal::beyond(&format!("Phần {part} lồng nhau quá {} tầng", limits::DEPTH)));
    }
    Ok(document)
}

/// Whether elements stand inside one another in more than so many levels; walks without recursion.
fn deeper_than(document: &Document, most: usize) -> bool {
    let (mut node, mut depth) = (document.root(), 0);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > most {
                return true;
            }
            continue;
        }
        while node.next_sibling().is_none() {
            match node.parent() {
                Some(parent) => (node, depth) = (parent, depth - 1),
                None => return false,
            }
        }
        match node.next_sibling() {
            Some(next) => node = next,
            None => return false,
        }
    }
}

/// The name of a WordprocessingML element; empty for all others.
pub(super) fn word<'a>(node: Node<'a, '_>) -> &'a str {
    let tag = node.tag_name();
    if tag.namespace().is_some_and(|n| WORD.contains(&n)) { tag.name() } else { "" }
}

/// The value of an attribute, whatever its namespace.
pub(super) fn attr<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

/// `w:val`.
pub(super) fn val<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attr(node, "val")
}

/// The first WordprocessingML child of that name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|c| word(*c) == name)
}

/// A switch: on when it is there, unless it says otherwise.
pub(super) fn on(node: Node) -> bool {
    val(node).is_none_or(is_true)
}

/// Whether the value of a switch means on.
pub(super) fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// A length: a number of twips, or a number with its unit.
pub(super) fn twips(text: &str) -> Option<Twips> {
    let text = text.trim();
    let unit = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
    let number: f64 = text[..unit].trim().parse().ok().filter(|n: &f64| n.is_finite())?;
    let factor = match &text[unit..] {
        "" => 1.0,
        "pt" => 20.0,
        "pc" | "pi" => 240.0,
        "in" => 1440.0,
        "cm" => 1440.0 / 2.54,
        "mm" => 1440.0 / 25.4,
        "px" => 15.0,
        _ => return None,
    };
    Some(Twips((number * factor).round().clamp(-1e8, 1e8) as i32))
}

/// A length in an attribute.
pub(super) fn length(node: Node, name: &str) -> Option<Twips> {
    attr(node, name).and_then(twips)
}

/// A length in English Metric Units, as drawings give it.
pub(super) fn emu(text: Option<&str>) -> Option<Twips> {
    let emu: f64 = text?.trim().parse().ok().filter(|n: &f64| n.is_finite())?;
    Some(Twips((emu / 635.0).round().clamp(-1e8, 1e8) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_carry_their_unit_or_are_twips() {
        for (text, expected) in [("720", 720), ("12pt", 240), ("2.54cm", 1440), ("20mm", 1134), ("-360", -360), ("0.5in", 720)] {
            assert_eq!(twips(text), Some(Twips(expected)), "{text}");
        }
        assert_eq!((twips("auto"), twips("50%"), twips(""), twips("NaN")), (None, None, None, None));
        assert_eq!(emu(Some("914400")), Some(Twips(1440)));
    }

    #[test]
    fn depth_is_counted_without_recursion() {
        let text = format!("{}{}", "<a>".repeat(20_000), "</a>".repeat(20_000));
        let document = Document::parse(&text).map_err(|e| e.to_string());
        assert!(document.as_ref().is_ok_and(|d| deeper_than(d, 19_999) && !deeper_than(d, 20_001)));
        assert!(parse(&text, "x").is_err_and(|r| r.message.contains("lồng nhau")));
    }
}
