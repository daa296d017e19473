//! Makes a part that docx-rs built valid and the same in every run.
//!
//! docx-rs writes children in an order of its own, empty property lists, a second `Normal`, and
//! ids from counters of the process; it has no words for the language. Styles, the page number and the ends
//! of sections come from it.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::names::{BUILT_IN, TECHNICAL};
use super::xml::{DECLARATION, R, W, escape};
use crate::diag::{Diagnostic, Diagnostics, code};

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
            "kinsoku",
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
        "sectPr" => &["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg"],
        "style" => &["name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr"],
        _ => return None,
    })
}

/// Elements that say nothing when they hold nothing.
const DROPPED_WHEN_EMPTY: [&str; 2] = ["pPr", "rPr"];

/// The part, put right.
pub(super) fn normal(part: &[u8]) -> Result<String, Diagnostics> {
    let xml = read(part)?;
    let mut writer = Writer::new(&xml);
    writer.out.push_str(DECLARATION);
    writer.element(xml.root_element());
    Ok(writer.out)
}

/// The children of a part's body, put right.
pub(super) fn of_body(part: &[u8]) -> Result<Vec<String>, Diagnostics> {
    let xml = read(part)?;
    let mut writer = Writer::new(&xml);
    let body = xml.root_element().first_element_child();
    let mut child = |node| {
        writer.element(node);
        std::mem::take(&mut writer.out)
    };
    Ok(body.into_iter().flat_map(|b| b.children()).map(&mut child).collect())
}

fn read(part: &[u8]) -> Result<Document<'_>, Diagnostics> {
    let wrong =
        |e: &dyn std::fmt::Display| Diagnostics::from(Diagnostic::error(code::INTERNAL, None, format!("docx-rs viết sai XML: {e}")));
    let text = std::str::from_utf8(part).map_err(|e| wrong(&e))?;
    Document::parse(text).map_err(|e| wrong(&e))
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
    fn new(xml: &'a Document<'_>) -> Self {
        let mut last_style = BTreeMap::new();
        for style in xml.root_element().children().filter(|n| n.has_tag_name((W, "style"))) {
            last_style.insert(style.attribute((W, "styleId")).unwrap_or_default(), style.id());
        }
        Writer { out: String::new(), last_style }
    }

    fn element(&mut self, node: Node<'a, '_>) {
        let name = node.tag_name().name();
        if name == "style" && self.last_style.get(node.attribute((W, "styleId")).unwrap_or_default()) != Some(&node.id()) {
            return;
        }
        let before = self.out.len();
        self.out.push_str("<w:");
        self.out.push_str(name);
        if node.parent_element().is_none() {
            for (prefix, uri) in [("w", W), ("r", R)] {
                self.out.push_str(&format!(" xmlns:{prefix}=\"{uri}\""));
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
                Some(W) if (name, attribute.name()) == ("fldChar", "dirty") => continue,
                Some(W) => "w:",
                Some(R) => "r:",
                // Paragraph ids, compatibility declarations, spaces that are kept where there are none.
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
        if is_technical(node) {
            children.retain(|(_, child)| !matches!(child, Child::Element(e) if e.has_tag_name((W, "qFormat"))));
        }
        children.extend(additions(node, name).map(|(name, raw)| (rank(name), Child::Raw(raw))));
        children.sort_by_key(|(rank, _)| *rank);
        for (_, child) in children {
            match child {
                Child::Element(element) => self.element(element),
                Child::Raw(raw) => self.out.push_str(raw),
            }
        }
    }
}

/// Children that docx-rs cannot write.
fn additions(node: Node<'_, '_>, name: &str) -> Option<(&'static str, &'static str)> {
    let parent = node.parent_element();
    let default = name == "rPr" && parent.is_some_and(|p| p.has_tag_name((W, "rPrDefault")));
    let normal = name == "pPr" && parent.is_some_and(|p| p.attribute((W, "styleId")) == Some("Normal"));
    if default {
        return Some(("lang", "<w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\"/>"));
    }
    if normal {
        // No line begins with a mark that ends a sentence.
        return Some(("kinsoku", "<w:kinsoku/>"));
    }
    is_technical(node).then_some(("semiHidden", "<w:semiHidden/>"))
}

/// Whether a style is none for people to choose.
fn is_technical(node: Node<'_, '_>) -> bool {
    node.has_tag_name((W, "style")) && node.attribute((W, "styleId")).is_some_and(|id| TECHNICAL.contains(&id))
}

#[cfg(test)]
mod tests {
    use super::*;

    const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

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
    fn the_last_definition_of_a_style_counts() {
        let out = body(
            "<w:style w:styleId=\"Normal\"><w:name w:val=\"a\"/></w:style><w:style w:styleId=\"Normal\"><w:name w:val=\"b\"/></w:style>",
        );
        assert_eq!(out, "<w:style w:styleId=\"Normal\" w:default=\"1\"><w:name w:val=\"b\"/></w:style>");
    }
}
