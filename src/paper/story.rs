//! Walks one story: blocks, paragraphs, what stands around them. Counts places.

use roxmltree::Node;

use super::block::{Block, Drawing, Label, Paragraph};
use super::drawing::{Shown, alternative};
use super::inline::{self, Base, Gathered};
use super::letters;
use super::place::Story;
use super::properties::{ParaProps, RunProps};
use super::reader::Reader;
use super::refusal::Refusal;
use super::section;
use super::table;
use super::xml::{child, word};
use super::{Remark, RemarkKind};
use crate::limits::docx as limits;
use crate::text::{self, is_letter_or_digit, is_right_to_left};

/// The blocks of a body, cell, note or box.
pub(super) fn blocks(reader: &mut Reader, node: Node) -> Result<Vec<Block>, Refusal> {
    let (mut out, mut held) = (Vec::new(), None);
    reader.read_blocks(node, &mut out, &mut held)?;
    out.extend(held.map(Block::Paragraph));
    Ok(out)
}

impl Reader<'_> {
    /// The blocks of a text box.
    fn boxed(&mut self, node: Node) -> Result<Vec<Block>, Refusal> {
        let (bytes, cell, fields) = (self.bytes.clone(), self.cell, std::mem::take(&mut self.fields));
        let around = std::mem::take(&mut self.around);
        let number = self.paragraphs;
        self.boxes += 1;
        let blocks = blocks(self, node)?;
        self.boxes -= 1;
        self.around = around;
        (self.bytes, self.cell, self.fields) = (bytes, cell, fields);
        // A box of nothing but empty paragraphs says nothing, but keeps its numbers.
        let empty = blocks.iter().all(|b| matches!(b, Block::Paragraph(p) if p.is_empty()));
        debug_assert!(self.paragraphs >= number);
        Ok(if empty { Vec::new() } else { blocks })
    }

    /// Reads blocks; `held` is a paragraph whose mark was deleted: it goes on in the next one.
    fn read_blocks(&mut self, node: Node, out: &mut Vec<Block>, held: &mut Option<Paragraph>) -> Result<(), Refusal> {
        for n in node.children() {
            match word(n) {
                "p" => self.paragraph(n, out, held)?,
                "tbl" => {
                    out.extend(held.take().map(Block::Paragraph));
                    out.extend(table::read(self, n, blocks)?.map(Block::Table));
                }
                "sdt" => {
                    if let Some(content) = child(n, "sdtContent") {
                        self.read_blocks(content, out, held)?;
                    }
                }
                "customXml" | "ins" | "moveTo" => self.read_blocks(n, out, held)?,
                "altChunk" | "subDoc" => self.tell(RemarkKind::Embedded, ""),
                "sectPr" if self.story == Story::Body && word_parent(node) => self.section(n, out.len()),
                "" if n.tag_name().name() == "AlternateContent" => {
                    if let Some(chosen) = alternative(n) {
                        self.read_blocks(chosen, out, held)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Ends a section before the block of that number.
    fn section(&mut self, node: Node, end: usize) {
        let from = self.sections.last().map_or(0, |s| s.section.blocks.end);
        let stated = section::read(node, from..end.max(from), &self.relations, self.sections.last());
        self.sections.push(stated);
    }

    fn paragraph(&mut self, node: Node, out: &mut Vec<Block>, held: &mut Option<Paragraph>) -> Result<(), Refusal> {
        self.paragraphs += 1;
        self.total += 1;
        if self.total > limits::PARAGRAPHS {
            return Err(Refusal::beyond(&format!("Văn bản có quá {} đoạn", limits::PARAGRAPHS)));
        }
        self.bytes = node.range();
        let mut place = self.place();
        let properties = child(node, "pPr");
        let direct = properties.map(ParaProps::read).unwrap_or_default();
        let mark_props = properties.and_then(|p| child(p, "rPr"));
        let styles = self.styles;
        let style = styles.paragraph(direct.style.as_deref());
        let around = self.around.clone();

        let mut gathered = Gathered::default();
        let base = Base { table: &around.0, paragraph: &style.run };
        inline::read(self, node, &base, None, &mut gathered);
        if gathered.begins_page {
            place.page = self.page.filter(|_| self.story == Story::Body);
        }
        let mut drawings = Vec::new();
        for shown in gathered.shown {
            match shown {
                Shown::Drawing(drawing) => drawings.push(drawing),
                Shown::TextBox(content) => drawings.extend(Some(self.boxed(content)?).filter(|b| !b.is_empty()).map(Drawing::TextBox)),
            }
        }

        let mark_direct = mark_props.map(|n| RunProps::read(n, &styles.names)).unwrap_or_default();
        let mark = styles.font(base.table, base.paragraph, &mark_direct);
        let list = self.list_of(&direct, style);
        let definition = list.and_then(|(list, level)| self.numbering.level(list, level)).cloned();
        let deleted = mark_props.is_some_and(|n| child(n, "del").or_else(|| child(n, "moveFrom")).is_some());
        let label = list.filter(|_| !deleted).and_then(|(list, level)| self.numbering.count(list, level).map(|text| (text, level)));
        let label = label.map(|(text, level)| {
            let mut look = mark_direct.clone();
            look.take(&definition.as_ref().map(|d| d.run.clone()).unwrap_or_default());
            Label { text: text::nfc(&text), level, font: styles.font(base.table, base.paragraph, &look) }
        });
        let format = styles.format(&around.1, style, definition.as_ref().map(|d| &d.para), &direct);
        if properties.is_some_and(|p| child(p, "pPrChange").is_some()) {
            gathered.told.push((RemarkKind::Reformatted, String::new()));
        }
        let mut paragraph = Paragraph {
            place,
            style: style.name.clone(),
            format,
            label,
            runs: gathered.runs,
            mark,
            drawings,
            fields: gathered.fields,
            page_break: gathered.page_break,
            framed: direct.framed == Some(true),
        };
        if paragraph.format.right_to_left {
            gathered.told.push((RemarkKind::Turned, paragraph.text().into_owned()));
        }
        self.tell_of(&mut paragraph, gathered.told, gathered.comments);
        if let Some(before) = held.take() {
            paragraph.runs.splice(0..0, before.runs);
            paragraph.drawings.splice(0..0, before.drawings);
            paragraph.label = paragraph.label.take().or(before.label);
        }
        if deleted {
            let empty = paragraph.is_empty();
            *held = Some(paragraph).filter(|_| !empty);
            return Ok(());
        }
        out.push(Block::Paragraph(paragraph));
        if let Some(section) = properties.and_then(|p| child(p, "sectPr"))
            && self.story == Story::Body
            && self.cell.is_none()
            && self.boxes == 0
        {
            self.section(section, out.len());
        }
        Ok(())
    }

    /// The list and level of a paragraph, from itself or its style.
    fn list_of(&self, direct: &ParaProps, style: &super::styles::Style) -> Option<(i64, usize)> {
        let list = direct.list.or(style.para.list).filter(|l| *l != 0)?;
        let by_style = || direct.style.as_deref().and_then(|s| self.numbering.level_of_style(list, s));
        let level = direct.list_level.or_else(|| if direct.list.is_some() { None } else { by_style().or(style.para.list_level) });
        Some((list, level.unwrap_or(0)))
    }

    /// Brings the letters into Unicode's one form and keeps what is to be told.
    fn tell_of(&mut self, paragraph: &mut Paragraph, told: Vec<(RemarkKind, String)>, comments: Vec<i32>) {
        let place = paragraph.place.clone();
        let mut say = |kind, words: &str| self.remarks.push(Remark { kind, place: place.clone(), words: words.to_owned() });
        // Letters that are written from right to left stand as they should.
        let turned = |words: &str| words.contains(|c| is_letter_or_digit(c) && !is_right_to_left(c));
        for (kind, words) in told.iter().filter(|(kind, words)| *kind != RemarkKind::Turned || turned(words)) {
            say(*kind, words);
        }
        // A mark that a run of its own sets over the letter before it belongs to that letter.
        for at in 1..paragraph.runs.len() {
            let marks: String = paragraph.runs[at].text.chars().take_while(|c| ('\u{300}'..='\u{36f}').contains(c)).collect();
            if !marks.is_empty() && paragraph.runs[at - 1].note.is_none() {
                paragraph.runs[at].text.drain(..marks.len());
                paragraph.runs[at - 1].text.push_str(&marks);
            }
        }
        for (kind, words) in letters::settle(&mut paragraph.runs) {
            say(kind, &words);
        }
        paragraph.runs.retain(|r| !r.text.is_empty() || r.note.is_some());
        for drawing in &paragraph.drawings {
            if matches!(drawing, Drawing::Object) {
                say(RemarkKind::Object, "");
            }
        }
        self.comments.extend(comments.into_iter().map(|id| (id, place.clone())));
    }
}

/// Whether a node is the body itself.
fn word_parent(node: Node) -> bool {
    word(node) == "body"
}
