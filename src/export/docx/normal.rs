//! Makes a part that docx-rs built valid and the same in every run.
//!
//! docx-rs writes children in an order of its own, empty property lists, a second `Normal`, and
//! ids from counters of the process; it has no words for the language, for a no-break hyphen, or
//! for a property that is switched off. Only its parts' markup is known here, no document.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::styles::BUILT_IN;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::line::FillKind;
use crate::standard::Component;

/// Stands in a text for `w:noBreakHyphen`.
pub(super) const NO_BREAK_HYPHEN: &str = "\u{2011}";

/// Stands in a text for `w:tab`.
pub(super) const TAB: &str = "\t";
/// Stands in a text for `w:br`.
pub(super) const LINE_END: &str = "\u{2028}";
/// Signs of a text that are elements in the file.
const ELEMENTS: [(&str, &str); 3] = [(NO_BREAK_HYPHEN, "<w:noBreakHyphen/>"), (TAB, "<w:tab/>"), (LINE_END, "<w:br/>")];

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Properties that a paragraph switches off against its style; travels as the paragraph's id.
#[derive(Clone, Copy, Default)]
pub(super) struct Off {
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
}

impl Off {
    /// An id that no other paragraph has: docx-rs gives new ones to all but the first of equal ids,
    /// and tries them from 1 on each time.
    pub(super) fn to_id(self, number: u32) -> String {
        let off: String = [(self.keep_next, "n"), (self.keep_lines, "l")].iter().filter(|(on, _)| *on).map(|(_, letter)| *letter).collect();
        format!("{off}#{number}")
    }

    fn from_id(id: &str) -> Self {
        Off { keep_next: id.contains('n'), keep_lines: id.contains('l') }
    }
}

/// The kind of a content control, of which docx-rs knows only the alias: it travels there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Control {
    /// Text.
    Text,
    /// A box, marked or not.
    Check(bool),
}

impl Control {
    const SIGNS: [(Control, char); 3] = [(Control::Text, 't'), (Control::Check(false), '0'), (Control::Check(true), '1')];

    /// The control that such a place is filled in with.
    pub(super) fn of(kind: FillKind) -> Control {
        match kind {
            FillKind::Check(on) => Control::Check(on),
            FillKind::Leader(_) | FillKind::Gap(_) => Control::Text,
        }
    }

    /// docx-rs writes an alias as it is, so the title is escaped here.
    pub(super) fn to_alias(self, title: Option<&str>) -> String {
        let sign = Self::SIGNS.iter().find(|(control, _)| *control == self).map_or('t', |(_, sign)| *sign);
        let mut alias = String::from(sign);
        escape(title.unwrap_or_default(), &mut alias);
        alias
    }

    /// The kind, and the title behind it.
    fn from_alias(alias: &str) -> (Control, &str) {
        let known = Self::SIGNS.iter().find_map(|(control, sign)| Some((*control, alias.strip_prefix(*sign)?)));
        known.unwrap_or((Control::Text, alias))
    }

    /// What the file says of it.
    fn properties(self) -> String {
        match self {
            // The dots give way to what is typed.
            Control::Text => "<w:showingPlcHdr/><w:text/>".to_owned(),
            Control::Check(on) => {
                let state = |name: &str, on: bool| {
                    let sign = u32::from(FillKind::check(on));
                    format!("<w14:{name}State w14:val=\"{sign:04X}\" w14:font=\"{}\"/>", super::styles::FONT)
                };
                let (checked, unchecked) = (state("checked", true), state("unchecked", false));
                format!("<w14:checkbox><w14:checked w14:val=\"{}\"/>{checked}{unchecked}</w14:checkbox>", u8::from(on))
            }
        }
    }
}

/// The order of the children that the schema asks for, by element.
fn order(element: &str) -> Option<&'static [&'static str]> {
    Some(match element {
        "pPr" => &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
            "rPr",
        ],
        "rPr" => &[
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "strike",
            "color",
            "spacing",
            "w",
            "sz",
            "szCs",
            "highlight",
            "u",
            "shd",
            "vertAlign",
            "lang",
        ],
        "pBdr" => &["top", "left", "bottom", "right", "between", "bar"],
        "tblPr" => &["tblStyle", "tblpPr", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"],
        "trPr" => &["cantSplit", "trHeight", "tblHeader"],
        "tcPr" => &["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "vAlign"],
        "sectPr" => &["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg"],
        "style" => &["name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr"],
        _ => return None,
    })
}

/// Elements that say nothing when they hold nothing.
const DROPPED_WHEN_EMPTY: [&str; 6] = ["pPr", "rPr", "trPr", "tcPr", "tblBorders", "tcBorders"];

/// The part, put right.
pub(super) fn normal(part: &[u8]) -> Result<String, Diagnostics> {
    let wrong = |e: &dyn std::fmt::Display| {
        Diagnostics::from(
            Diagnostic::error(code::CONTROL_CHARACTER, None, format!("Văn bản có ký tự không ghi được vào DOCX: {e}"))
                .help("Xóa ký tự điều khiển khỏi dữ liệu."),
        )
    };
    let text = std::str::from_utf8(part).map_err(|e| wrong(&e))?;
    let xml = Document::parse(text).map_err(|e| wrong(&e))?;
    let root = xml.root_element();
    let mut last_style = BTreeMap::new();
    for style in root.children().filter(|n| n.has_tag_name((W, "style"))) {
        last_style.insert(style.attribute((W, "styleId")).unwrap_or_default(), style.id());
    }
    let mut writer = Writer { out: String::with_capacity(text.len()), last_style };
    writer.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    writer.element(root);
    Ok(writer.out)
}

struct Writer<'a> {
    out: String,
    /// The definition of each style that counts: the last one.
    last_style: BTreeMap<&'a str, roxmltree::NodeId>,
}

enum Child<'a, 'i> {
    Element(Node<'a, 'i>),
    Raw(&'static str),
}

impl<'a> Writer<'a> {
    fn element(&mut self, node: Node<'a, '_>) {
        let name = node.tag_name().name();
        match name {
            "t" => return self.text(node),
            // In a note it stands for the note's own number.
            "footnoteReference" if node.ancestors().any(|a| a.has_tag_name((W, "footnote"))) => {
                return self.out.push_str("<w:footnoteRef/>");
            }
            "sdtPr" => return self.control(node),
            "style" if self.last_style.get(node.attribute((W, "styleId")).unwrap_or_default()) != Some(&node.id()) => return,
            _ => {}
        }
        let before = self.out.len();
        self.out.push_str("<w:");
        self.out.push_str(name);
        if node.parent_element().is_none() {
            for (prefix, uri) in [("w", W), ("r", R)] {
                self.out.push_str(&format!(" xmlns:{prefix}=\"{uri}\""));
            }
            if node.descendants().any(|n| n.has_tag_name((W, "sdtPr")) && matches!(alias(n).0, Control::Check(_))) {
                // Word 2007 passes over what it does not know.
                self.out.push_str(&format!(" xmlns:mc=\"{MC}\" xmlns:w14=\"{W14}\" mc:Ignorable=\"w14\""));
            }
        }
        self.attributes(node, name);
        self.out.push('>');
        let inside = self.out.len();
        self.children(node, name);
        if self.out.len() > inside {
            self.out.push_str("</w:");
            self.out.push_str(name);
            self.out.push('>');
        } else if DROPPED_WHEN_EMPTY.contains(&name) {
            self.out.truncate(before);
        } else {
            self.out.pop();
            self.out.push_str("/>");
        }
    }

    fn attributes(&mut self, node: Node<'a, '_>, name: &str) {
        for attribute in node.attributes() {
            let prefix = match attribute.namespace() {
                // Of no meaning in the schema, or nothing but the default.
                Some(W) if matches!((name, attribute.name()), ("gridCol", "type") | ("fldChar", "dirty")) => continue,
                Some(W) => "w:",
                Some(R) => "r:",
                Some(XML) => "xml:",
                // Paragraph ids, compatibility declarations.
                _ => continue,
            };
            self.attribute(prefix, attribute.name(), attribute.value());
        }
        if name == "style" {
            match node.attribute((W, "styleId")) {
                Some("Normal") => self.attribute("w:", "default", "1"),
                Some(id) if BUILT_IN.contains(&id) => {}
                _ => self.attribute("w:", "customStyle", "1"),
            }
        }
    }

    fn attribute(&mut self, prefix: &str, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(prefix);
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    fn children(&mut self, node: Node<'a, '_>, name: &str) {
        let Some(order) = order(name) else {
            for child in node.children() {
                match child.text() {
                    Some(text) if child.is_text() => escape(text, &mut self.out),
                    _ => self.element(child),
                }
            }
            return;
        };
        let rank = |name: &str| order.iter().position(|n| *n == name).unwrap_or(order.len());
        let mut children: Vec<(usize, Child)> =
            node.children().filter(Node::is_element).map(|c| (rank(c.tag_name().name()), Child::Element(c))).collect();
        children.extend(additions(node, name).into_iter().map(|(name, raw)| (rank(name), Child::Raw(raw))));
        children.sort_by_key(|(rank, _)| *rank);
        for (_, child) in children {
            match child {
                Child::Element(element) => self.element(element),
                Child::Raw(raw) => self.out.push_str(raw),
            }
        }
    }

    /// A text, parted at the signs that are elements.
    fn text(&mut self, node: Node<'a, '_>) {
        let mut rest = node.text().unwrap_or_default();
        while !rest.is_empty() {
            let next = ELEMENTS.iter().filter_map(|(sign, element)| Some((rest.find(sign)?, *sign, *element))).min();
            let (end, sign, element) = next.unwrap_or((rest.len(), "", ""));
            let piece = &rest[..end];
            if !piece.is_empty() {
                let outer_space = piece.starts_with(' ') || piece.ends_with(' ');
                self.out.push_str(if outer_space { "<w:t xml:space=\"preserve\">" } else { "<w:t>" });
                escape(piece, &mut self.out);
                self.out.push_str("</w:t>");
            }
            self.out.push_str(element);
            rest = &rest[end + sign.len()..];
        }
    }

    /// The properties of a content control.
    fn control(&mut self, node: Node<'a, '_>) {
        let (control, title) = alias(node);
        self.out.push_str("<w:sdtPr>");
        if !title.is_empty() {
            self.out.push_str("<w:alias");
            self.attribute("w:", "val", title);
            self.out.push_str("/>");
        }
        self.out.push_str(&control.properties());
        self.out.push_str("</w:sdtPr>");
    }
}

/// What the alias of a control's properties says.
fn alias<'a>(properties: Node<'a, '_>) -> (Control, &'a str) {
    let alias = properties.children().find(|n| n.has_tag_name((W, "alias"))).and_then(|n| n.attribute((W, "val")));
    Control::from_alias(alias.unwrap_or_default())
}

/// Children that docx-rs cannot write.
fn additions(node: Node<'_, '_>, name: &str) -> Vec<(&'static str, &'static str)> {
    let parent = node.parent_element();
    match name {
        "rPr" if parent.is_some_and(|p| p.has_tag_name((W, "rPrDefault"))) => vec![("lang", "<w:lang w:val=\"vi-VN\"/>")],
        "pPr" => {
            let off = Off::from_id(parent.and_then(|p| p.attribute((W14, "paraId"))).unwrap_or_default());
            let mut out = Vec::new();
            if off.keep_next {
                out.push(("keepNext", "<w:keepNext w:val=\"0\"/>"));
            }
            if off.keep_lines {
                out.push(("keepLines", "<w:keepLines w:val=\"0\"/>"));
            }
            out
        }
        // A row of a table's head is told by the style of its words.
        "trPr" if parent.is_some_and(is_head) => vec![("tblHeader", "<w:tblHeader/>")],
        _ => Vec::new(),
    }
}

fn is_head(row: Node<'_, '_>) -> bool {
    let style = row.descendants().find(|n| n.has_tag_name((W, "pStyle"))).and_then(|n| n.attribute((W, "val")));
    style == Some(&super::styles::id(Component::TableHead))
}

/// Appends a text with XML's own signs escaped.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(xml: &str) -> String {
        let part = format!("<w:document xmlns:w=\"{W}\" xmlns:w14=\"{W14}\">{xml}</w:document>");
        let out = normal(part.as_bytes()).unwrap();
        let start = out.find("<w:document").unwrap();
        let inside = start + out[start..].find('>').unwrap() + 1;
        out[inside..].trim_end_matches("</w:document>").to_owned()
    }

    #[test]
    fn children_come_in_the_order_of_the_schema() {
        assert_eq!(
            body("<w:p><w:pPr><w:rPr/><w:jc w:val=\"center\"/><w:keepNext/><w:pStyle w:val=\"A\"/></w:pPr></w:p>"),
            "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:keepNext/><w:jc w:val=\"center\"/></w:pPr></w:p>"
        );
    }

    #[test]
    fn empty_lists_and_ids_are_left_out() {
        assert_eq!(
            body("<w:p w14:paraId=\"0000000A\"><w:pPr><w:rPr/></w:pPr><w:r><w:rPr/><w:t>a</w:t></w:r></w:p>"),
            "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn a_property_is_switched_off() {
        let id = Off { keep_next: true, keep_lines: false }.to_id(7);
        assert_eq!(
            body(&format!("<w:p w14:paraId=\"{id}\"><w:pPr><w:pStyle w:val=\"A\"/></w:pPr></w:p>")),
            "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:keepNext w:val=\"0\"/></w:pPr></w:p>"
        );
    }

    #[test]
    fn texts_are_parted_at_no_break_hyphens() {
        assert_eq!(
            body("<w:r><w:t xml:space=\"preserve\">5/KH\u{2011}A &amp; \u{2011}</w:t></w:r>"),
            "<w:r><w:t>5/KH</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">A &amp; </w:t><w:noBreakHyphen/></w:r>"
        );
    }

    #[test]
    fn the_last_definition_of_a_style_counts() {
        let out = body(
            "<w:style w:styleId=\"Normal\"><w:name w:val=\"a\"/></w:style><w:style w:styleId=\"Normal\"><w:name w:val=\"b\"/></w:style>",
        );
        assert_eq!(out, "<w:style w:styleId=\"Normal\" w:default=\"1\"><w:name w:val=\"b\"/></w:style>");
    }
}
