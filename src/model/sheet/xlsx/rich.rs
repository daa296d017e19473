//! Words whose parts look different: raised and lowered figures become characters of their own, bold and
//! italic parts light notation.

use std::collections::BTreeMap;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::text::{lowered, raised};

/// How a part of a text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) raised: bool,
    pub(super) lowered: bool,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    /// White letters on white.
    pub(super) unseen: bool,
}

/// A text of several looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    /// The words alone, as other readers give them.
    pub(super) plain: String,
    /// With raised and lowered figures as characters.
    pub(super) words: String,
    /// In light notation, when a part is bold or italic and another one is not.
    pub(super) marked: Option<String>,
    /// Words that stand higher or lower and have no characters of their own.
    pub(super) lost: Option<String>,
    /// Words that are struck out.
    pub(super) struck: Option<String>,
}

impl Look {
    /// Words that stand higher or lower, as characters; `None` when one has none.
    pub(super) fn shifted(self, words: &str) -> Option<String> {
        match (self.raised, self.lowered) {
            (true, _) => raised(words),
            (_, true) => lowered(words),
            _ => Some(words.to_owned()),
        }
    }
}

impl Rich {
    /// Puts parts together.
    pub(super) fn of(parts: &[(Look, String)]) -> Rich {
        let mut rich = Rich { plain: parts.iter().map(|(_, words)| words.as_str()).collect(), ..Rich::default() };
        let mut marked = String::new();
        for (look, words) in parts {
            let shown = look.shifted(words).unwrap_or_else(|| {
                rich.lost.get_or_insert_with(|| words.clone());
                words.clone()
            });
            let sign = match (look.bold, look.italic) {
                (true, true) => "***",
                (true, false) => "**",
                (false, true) => "*",
                (false, false) => "",
            };
            // Marks must touch the words that they are for.
            let inner = shown.trim();
            if sign.is_empty() || inner.is_empty() || inner.contains('*') {
                marked.push_str(&shown);
            } else {
                let (before, after) = shown.split_once(inner).unwrap_or(("", ""));
                marked.push_str(&format!("{before}{sign}{inner}{sign}{after}"));
            }
            if look.struck && !words.trim().is_empty() {
                rich.struck.get_or_insert_with(|| words.trim().to_owned());
            }
            rich.words.push_str(&shown);
        }
        let weights = |of: fn(&Look) -> bool| parts.iter().filter(|(_, w)| !w.trim().is_empty()).map(move |(look, _)| of(look));
        let mixed = |of: fn(&Look) -> bool| weights(of).any(|b| b) && !weights(of).all(|b| b);
        rich.marked = (mixed(|l| l.bold) || mixed(|l| l.italic)).then_some(marked);
        rich
    }

    /// Whether it says or shows something that the words alone do not.
    pub(super) fn matters(&self) -> bool {
        self.words != self.plain || self.marked.is_some() || self.lost.is_some() || self.struck.is_some()
    }
}

/// Gathers one text, in `<si>` or `<is>`, from its events.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    parts: Vec<(Look, String)>,
    look: Look,
    in_text: bool,
    in_phonetic: bool,
}

impl Gathering {
    pub(super) fn start(&mut self, element: &BytesStart<'_>) {
        let off = value(element, "val").is_some_and(|v| v == "0" || v == "false");
        match element.local_name().as_ref() {
            "r" => self.look = Look::default(),
            "rPh" => self.in_phonetic = true,
            "t" => {
                self.in_text = !self.in_phonetic;
                if self.in_text {
                    self.parts.push((self.look, String::new()));
                }
            }
            "b" => self.look.bold = !off,
            "i" => self.look.italic = !off,
            "strike" => self.look.struck = !off,
            "vertAlign" => {
                let how = value(element, "val").unwrap_or_default();
                self.look.raised = how == "superscript";
                self.look.lowered = how == "subscript";
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "rPh" => self.in_phonetic = false,
            "r" => self.look = Look::default(),
            _ => {}
        }
    }

    pub(super) fn text(&mut self, words: &str) {
        if let (true, Some((_, part))) = (self.in_text, self.parts.last_mut()) {
            part.push_str(words);
        }
    }

    /// The text, when it matters that its parts look different.
    pub(super) fn finish(&mut self) -> Option<Rich> {
        let gathered = std::mem::take(self);
        Some(Rich::of(&gathered.parts)).filter(Rich::matters)
    }
}

/// An attribute's value.
pub(super) fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    text(&found)
}

/// An attribute's text.
pub(super) fn text(attribute: &Attribute<'_>) -> Option<String> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned())
}

/// The character or word of `&#7845;`, `&amp;`.
pub(super) fn referred(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// The shared texts whose parts look different, by their numbers.
pub(super) fn shared(xml: &str) -> BTreeMap<usize, Rich> {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut number, mut gathering) = (BTreeMap::new(), 0, Gathering::default());
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => gathering.start(&e),
            Ok(Event::Empty(e)) if e.local_name().as_ref() == "si" => number += 1,
            Ok(Event::Empty(e)) => {
                gathering.start(&e);
                gathering.end(e.local_name().as_ref());
            }
            Ok(Event::Text(t)) => gathering.text(&t.xml10_content()),
            Ok(Event::GeneralRef(r)) => gathering.text(&referred(&r)),
            Ok(Event::End(e)) if e.local_name().as_ref() == "si" => {
                out.extend(gathering.finish().map(|rich| (number, rich)));
                number += 1;
            }
            Ok(Event::End(e)) => gathering.end(e.local_name().as_ref()),
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}

/// The styles whose font stands higher or lower, is struck out or cannot be seen, by their numbers.
pub(super) fn telling_styles(xml: &str) -> BTreeMap<usize, Look> {
    let mut reader = Reader::from_str(xml);
    let (mut fonts, mut fills): (Vec<Look>, Vec<bool>) = (Vec::new(), Vec::new());
    let mut out: BTreeMap<usize, Look> = BTreeMap::new();
    let (mut place, mut number) = (String::new(), 0);
    loop {
        let event = reader.read_event();
        match &event {
            Ok(Event::Start(e) | Event::Empty(e)) => match (place.as_str(), e.local_name().as_ref()) {
                (_, name @ ("fonts" | "fills" | "cellXfs" | "cellStyleXfs" | "dxfs")) => name.clone_into(&mut place),
                ("fonts", "font") => fonts.push(Look::default()),
                ("fonts", name) => {
                    if let Some(font) = fonts.last_mut() {
                        let how = value(e, "val").unwrap_or_default();
                        match name {
                            "vertAlign" => (font.raised, font.lowered) = (how == "superscript", how == "subscript"),
                            "strike" => font.struck = how != "0" && how != "false",
                            "color" => font.unseen = is_white(e),
                            _ => {}
                        }
                    }
                }
                // A fill is taken for white until it says otherwise.
                ("fills", "fill") => fills.push(true),
                ("fills", "patternFill" | "gradientFill") => {
                    let plain =
                        matches!(value(e, "patternType").as_deref(), None | Some("none")) && e.local_name().as_ref() == "patternFill";
                    fills.last_mut().into_iter().for_each(|white| *white = plain);
                }
                ("fills", "fgColor") => fills.last_mut().into_iter().for_each(|white| *white |= is_white(e)),
                ("cellXfs", "xf") => {
                    let at = |name| value(e, name).and_then(|id| id.parse::<usize>().ok());
                    let on_white = at("fillId").and_then(|id| fills.get(id).copied()).unwrap_or(true);
                    if let Some(mut look) = at("fontId").and_then(|id| fonts.get(id).copied()) {
                        look.unseen &= on_white;
                        if look != Look::default() {
                            out.insert(number, look);
                        }
                    }
                    number += 1;
                }
                _ => {}
            },
            Ok(Event::End(e)) if *e.local_name().as_ref() == *place => place.clear(),
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}

/// Whether a colour is white: as such, or as the first of the theme.
fn is_white(color: &BytesStart<'_>) -> bool {
    value(color, "rgb").is_some_and(|rgb| rgb.len() >= 6 && rgb.to_ascii_uppercase().ends_with("FFFFFF"))
        || value(color, "theme").is_some_and(|number| number == "0") && value(color, "tint").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_figures_are_characters_and_bold_parts_light_notation() {
        let xml = r#"<sst><si><t>120 m2</t></si>
            <si><r><t xml:space="preserve">120 m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si>
            <si><r><t>CO</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><r><t> &amp; khác</t></r></si>
            <si><r><rPr><b/></rPr><t xml:space="preserve">Tổng </t></r><r><t>số</t></r></si>
            <si/>
            <si><r><t>1</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>st</t></r></si></sst>"#;
        let found = shared(xml);
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [1, 2, 3, 5]);
        assert_eq!((found[&1].plain.as_str(), found[&1].words.as_str()), ("120 m2", "120 m²"));
        assert_eq!(found[&2].words, "CO₂ & khác");
        assert_eq!(found[&3].marked.as_deref(), Some("**Tổng** số"));
        assert_eq!(found[&5].lost.as_deref(), Some("st"));
    }
}
