//! What stands in one paragraph: runs, fields, tracked changes, links, notes.

use std::sync::Arc;

use roxmltree::Node;

use super::block::{FieldKind, NoteRef, Run};
use super::drawing::{self, Shown, alternative};
use super::look::Font;
use super::numbering::bullet;
use super::properties::RunProps;
use super::reader::{OpenField, Reader};

use super::RemarkKind;
use super::xml::{attr, child, is_true, on, val, word};
use crate::limits::docx as limits;

/// What was gathered of a paragraph.
#[derive(Default)]
pub(super) struct Gathered<'a, 'i> {
    pub(super) runs: Vec<Run>,
    pub(super) shown: Vec<Shown<'a, 'i>>,
    pub(super) fields: Vec<FieldKind>,
    pub(super) page_break: bool,
    /// Whether Word began a page with it.
    pub(super) begins_page: bool,
    /// Words told beside the text, without their place.
    pub(super) told: Vec<(RemarkKind, String)>,
    /// Comments that begin here.
    pub(super) comments: Vec<i32>,
}

impl Gathered<'_, '_> {
    /// Adds words; those of one look after the other become one run.
    fn add(&mut self, text: &str, font: &Font, link: Option<&Arc<str>>, field: bool) {
        match self.runs.last_mut() {
            Some(last) if last.font == *font && last.link.as_ref() == link && last.field == field && last.note.is_none() => {
                last.text.push_str(text)
            }
            _ => self.runs.push(Run { text: text.to_owned(), font: font.clone(), link: link.cloned(), note: None, field }),
        }
    }

    /// Adds words to what is told; those of one kind after the other are one remark.
    fn tell(&mut self, kind: RemarkKind, words: &str) {
        match self.told.last_mut() {
            Some((last, text)) if *last == kind => text.push_str(words),
            _ => self.told.push((kind, words.to_owned())),
        }
    }
}

/// The paragraph's part in the look of its letters.
pub(super) struct Base<'s> {
    pub(super) table: &'s RunProps,
    pub(super) paragraph: &'s RunProps,
}

/// Reads the content of a paragraph, or of an element inside it.
pub(super) fn read<'a, 'i>(reader: &mut Reader, node: Node<'a, 'i>, base: &Base, link: Option<&Arc<str>>, out: &mut Gathered<'a, 'i>) {
    for n in node.children() {
        match word(n) {
            "r" => run(reader, n, base, link, out),
            "hyperlink" => {
                let target = attr(n, "id").and_then(|id| reader.target(id)).or_else(|| attr(n, "anchor").map(|a| format!("#{a}")));
                read(reader, n, base, target.map(Arc::from).as_ref().or(link), out);
            }
            "ins" | "moveTo" => told(RemarkKind::Inserted, reader, n, base, link, out),
            "bdo" | "dir" if val(n) == Some("rtl") => told(RemarkKind::Turned, reader, n, base, link, out),
            "del" | "moveFrom" => out.tell(RemarkKind::Deleted, &deleted(n)),
            "fldSimple" => {
                out.fields.push(FieldKind::of(attr(n, "instr").unwrap_or_default()));
                reader.simple_fields += 1;
                read(reader, n, base, link, out);
                reader.simple_fields -= 1;
            }
            "sdt" => {
                if let Some(content) = child(n, "sdtContent") {
                    read(reader, content, base, link, out);
                }
            }
            "smartTag" | "customXml" | "bdo" | "dir" | "ruby" | "rubyBase" => read(reader, n, base, link, out),
            "commentRangeStart" => out.comments.extend(attr(n, "id").and_then(|i| i.parse::<i32>().ok())),
            "" => match n.tag_name().name() {
                "AlternateContent" => {
                    if let Some(chosen) = alternative(n) {
                        read(reader, chosen, base, link, out);
                    }
                }
                "oMath" | "oMathPara" => {
                    let formula: String =
                        n.descendants().filter(|d| d.is_element() && d.tag_name().name() == "t").filter_map(|d| d.text()).collect();
                    let font = reader.styles.font(base.table, base.paragraph, &RunProps::default());
                    out.add(&formula, &font, link, false);
                    out.tell(RemarkKind::Formula, &formula);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// Reads what an element holds, and tells its words.
fn told<'a, 'i>(
    kind: RemarkKind,
    reader: &mut Reader,
    node: Node<'a, 'i>,
    base: &Base,
    link: Option<&Arc<str>>,
    out: &mut Gathered<'a, 'i>,
) {
    let (runs, length) = (out.runs.len().saturating_sub(1), out.runs.last().map_or(0, |r| r.text.len()));
    read(reader, node, base, link, out);
    let all: String = out.runs[runs..].iter().map(|r| r.text.as_str()).collect();
    out.tell(kind, all.get(length..).unwrap_or_default());
}

/// The words of a deletion.
fn deleted(node: Node) -> String {
    node.descendants().filter(|d| matches!(word(*d), "delText" | "t")).filter_map(|d| d.text()).collect()
}

fn run<'a, 'i>(reader: &mut Reader, node: Node<'a, 'i>, base: &Base, link: Option<&Arc<str>>, out: &mut Gathered<'a, 'i>) {
    let direct = child(node, "rPr").map(|n| RunProps::read(n, &reader.styles.names)).unwrap_or_default();
    let font = reader.styles.font(base.table, base.paragraph, &direct);
    if child(node, "rPr").and_then(|n| child(n, "rPrChange")).is_some() {
        let words: String = node.children().filter(|c| word(*c) == "t").filter_map(|c| c.text()).collect();
        out.tell(RemarkKind::Reformatted, &words);
    }
    pieces(reader, node, &font, link, out)
}

/// Reads the content of a run.
fn pieces<'a, 'i>(reader: &mut Reader, node: Node<'a, 'i>, font: &Font, link: Option<&Arc<str>>, out: &mut Gathered<'a, 'i>) {
    for n in node.children() {
        match word(n) {
            "fldChar" => {
                mark(reader, n, font, out);
                continue;
            }
            "lastRenderedPageBreak" => {
                reader.page = reader.page.map(|page| page + 1);
                out.begins_page |= out.runs.is_empty();
                continue;
            }
            "instrText" => {
                if let Some(field) = reader.fields.last_mut().filter(|f| !f.in_result && f.code.len() < 4096) {
                    field.code.push_str(n.text().unwrap_or_default());
                }
                continue;
            }
            _ => {}
        }
        // The code of a field is not text.
        if reader.fields.iter().any(|f| !f.in_result) {
            continue;
        }
        let field_link = reader.fields.iter().rev().find_map(OpenField::link);
        let link = link.or(field_link.as_ref());
        let in_field = reader.simple_fields > 0 || !reader.fields.is_empty();
        let mut say = |text: &str| {
            if font.hidden {
                out.tell(RemarkKind::Hidden, text);
                return;
            }
            out.add(text, font, link, in_field);
            if font.right_to_left {
                out.tell(RemarkKind::Turned, text);
            }
        };
        match word(n) {
            "t" => {
                let text = n.text().unwrap_or_default();
                let kept = n.attribute(("http://www.w3.org/XML/1998/namespace", "space")) == Some("preserve");
                let text = if kept { text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                say(&text.replace(['\n', '\r', '\t'], " "));
            }
            "tab" | "ptab" => say("\t"),
            "br" => match attr(n, "type") {
                Some("page" | "column") => out.page_break |= attr(n, "type") == Some("page"),
                _ => say("\n"),
            },
            "cr" => say("\n"),
            "noBreakHyphen" => say("\u{2011}"),
            "sym" => {
                let sign = attr(n, "char").and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32);
                if let Some(sign) = sign.map(|c| if (c as u32) < 0x100 { char::from_u32(c as u32 + 0xf000).unwrap_or(c) } else { c }) {
                    say(bullet(sign).encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let Some(id) = attr(n, "id").and_then(|i| i.parse::<i32>().ok()) else { continue };
                let note = if word(n) == "footnoteReference" { NoteRef::Footnote(id) } else { NoteRef::Endnote(id) };
                reader.notes.push(note);
                out.runs.push(Run { text: String::new(), font: font.clone(), link: None, note: Some(note), field: false });
            }
            "drawing" | "pict" | "object" => out.shown.extend(drawing::read(reader, n)),
            "" if n.tag_name().name() == "AlternateContent" => {
                if let Some(chosen) = alternative(n) {
                    pieces(reader, chosen, font, link, out);
                }
            }
            _ => {}
        }
    }
}

/// A mark of a complex field: where it begins, where its result does, where it ends.
fn mark(reader: &mut Reader, node: Node, font: &Font, out: &mut Gathered) {
    match attr(node, "fldCharType") {
        Some("begin") => {
            // Nobody's fields stand so deep in one another: those beyond are read as text.
            if reader.fields.len() >= limits::FIELDS {
                reader.deep_fields += 1;
                return;
            }
            let checkbox = child(node, "ffData").and_then(|d| child(d, "checkBox"));
            let state = |b: Node| child(b, "checked").map(on).or_else(|| child(b, "default").map(|d| val(d).is_some_and(is_true)));
            reader.fields.push(OpenField {
                code: String::new(),
                in_result: false,
                checkbox: checkbox.map(|b| state(b).unwrap_or(false)),
                told: false,
            });
        }
        Some("separate" | "end") if reader.deep_fields > 0 => {
            reader.deep_fields -= usize::from(attr(node, "fldCharType") == Some("end"));
        }
        Some("separate") => {
            if let Some(field) = reader.fields.last_mut() {
                (field.in_result, field.told) = (true, true);
                out.fields.push(field.kind());
            }
        }
        Some("end") => {
            let Some(field) = reader.fields.pop() else { return };
            if !field.told {
                out.fields.push(field.kind());
            }
            if let Some(checked) = field.checkbox {
                out.add(if checked { "☒" } else { "☐" }, font, None, true);
            }
        }
        _ => {}
    }
}
