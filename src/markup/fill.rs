//! Places of a form to fill in: dotted leaders and check boxes.

use std::ops::RangeInclusive;

use roxmltree::Node;

use super::Parser;
use crate::tree::{Fill, FillKind};

/// Lines that one leader may run over; more would not fit a page.
const LINES: RangeInclusive<usize> = 1..=30;
/// Widths of a gap inside a sentence, mm.
pub(super) const GAP: RangeInclusive<f64> = 2.0..=150.0;

impl Parser<'_> {
    /// A `leader` or `check`.
    pub(super) fn fill(&mut self, node: Node<'_, '_>) -> Option<Fill> {
        self.children(node);
        let title = node.attribute("title").filter(|t| !t.is_empty()).map(str::to_owned);
        let kind = match (node.tag_name().name(), node.attribute("width"), node.attribute("lines")) {
            ("check", ..) => self.check(node),
            (_, Some(_), Some(_)) => {
                let help = "Ghi width (chỗ trống trong câu) hoặc lines (số dòng chấm), không ghi cả hai.";
                self.wrong(node, "<leader> có cả width và lines".into(), help.into());
                None
            }
            (_, Some(width), None) => {
                let mm = width.strip_suffix("mm").and_then(|n| n.trim().parse().ok()).filter(|mm| GAP.contains(mm));
                self.known(node, "width", width, mm, &format!("từ {}mm đến {}mm, ví dụ width=\"30mm\"", GAP.start(), GAP.end()))
                    .map(FillKind::Gap)
            }
            (_, None, lines) => {
                let given = lines.unwrap_or("1");
                let count = given.parse().ok().filter(|n| LINES.contains(n));
                self.known(node, "lines", given, count, &format!("từ {} đến {}", LINES.start(), LINES.end())).map(FillKind::Leader)
            }
        };
        kind.map(|kind| Fill { kind, title })
    }

    fn check(&mut self, node: Node<'_, '_>) -> Option<FillKind> {
        let given = node.attribute("on").unwrap_or("false");
        let on = match given {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        self.known(node, "on", given, on, "\"true\" hoặc \"false\"").map(FillKind::Check)
    }

    /// The value of an attribute, or a finding that says what it should be.
    fn known<T>(&mut self, node: Node<'_, '_>, attribute: &str, given: &str, value: Option<T>, expected: &str) -> Option<T> {
        if value.is_none() {
            let name = node.tag_name().name();
            self.wrong(node, format!("<{name}> không biết {attribute}=\"{given}\""), format!("Giá trị của {attribute}: {expected}."));
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::diag::SourceId;
    use crate::tree::{Block, Document, Fill, FillKind};

    fn fills(markup: &str) -> Vec<Fill> {
        let document: Document = parse(&format!("<document><body><p>{markup}</p></body></document>"), SourceId(0), &|_| None).unwrap();
        let Block::Paragraph(inlines) = &document.body[0] else { unreachable!() };
        inlines.iter().filter_map(|i| i.fill.clone()).collect()
    }

    #[test]
    fn leaders_and_boxes_are_read() {
        let fill = |kind| Fill { kind, title: None };
        assert_eq!(
            fills("Ông: <leader/><leader lines=\"3\"/> lúc <leader width=\"12.5mm\"/> giờ <check/><check on=\"true\" title=\"Đạt\"/>"),
            [
                fill(FillKind::Leader(1)),
                fill(FillKind::Leader(3)),
                fill(FillKind::Gap(12.5)),
                fill(FillKind::Check(false)),
                Fill { kind: FillKind::Check(true), title: Some("Đạt".into()) },
            ]
        );
    }

    #[test]
    fn wrong_values_are_said() {
        let markup = "<document><body><p><leader lines=\"0\"/><leader width=\"3cm\"/><leader width=\"3mm\" lines=\"2\"/><check on=\"x\"/></p></body></document>";
        let found: Vec<String> = parse(markup, SourceId(0), &|_| None).unwrap_err().iter().map(|d| d.message.clone()).collect();
        assert_eq!(
            found,
            [
                "<leader> không biết lines=\"0\"",
                "<leader> không biết width=\"3cm\"",
                "<leader> có cả width và lines",
                "<check> không biết on=\"x\"",
            ]
        );
    }
}
