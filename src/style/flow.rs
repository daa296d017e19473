//! The tree as a flow of styled paragraphs, in reading order.

use super::header::{balance, header, rule};
use super::keep::{hold_last, hold_together};
use super::order;
use super::{
    Choices, Columns, Flow, FlowBlock, Footnote, LineHeight, NoteRule, PageSetup, Para, Section, Signing, Styles, TextSignature, framed,
    natural_width, page_setup,
};
use std::cell::RefCell;

use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::line::{BlankSpace, NoteId, NoteMark, Run, line_widths};
use crate::standard::{Align, Case, Component, Standard};
use crate::text::upper;
use crate::tree::{
    Appendix, Attachment, Block, Document, Header, Inline, Inlines, Item, LINE_BREAK, Level, Numbering, lines, origin, plain,
};
use crate::units::{HalfPt, Twips};

/// Compatibility mode 14: Word's classic line breaker (see docs/LAYOUT.md).
pub(super) const CLASSIC: u32 = 14;

/// Styles a composed document; tables that do not fit their page are reported.
pub fn flow(document: &Document, choices: &Choices, standard: &'static Standard, fonts: &Fonts) -> (Flow, Diagnostics) {
    flow_on(document, choices, page_setup(standard, choices), standard, fonts)
}

/// Styles a document for pages of another size.
pub fn flow_on(document: &Document, choices: &Choices, page: PageSetup, standard: &'static Standard, fonts: &Fonts) -> (Flow, Diagnostics) {
    let range = &standard.ranges.header_size;
    let wished = Styles::new(standard, choices, choices.header_size.unwrap_or(range.default));
    let (found, notes) = (RefCell::default(), RefCell::<Notes>::default());
    let builder = Builder {
        styles: &wished,
        fonts,
        standard,
        text_width: page.text_width(),
        text_height: page.text_height(),
        turned: Some(page.turned().text_width()),
        numbering: document.numbering,
        signing: &signing(standard, choices),
        found: &found,
        notes: &notes,
    };
    // 13 pt, or 12 where the names beside the national title do not fit one line at 13.
    let smaller =
        (choices.header_size.is_none() && builder.header_wraps(&document.header)).then(|| Styles::new(standard, choices, range.min));
    let styles = smaller.unwrap_or_else(|| wished.clone());
    let builder = Builder { styles: &styles, ..builder };
    let mut sections = Vec::new();
    if document.part.is_none() {
        sections.push(builder.main(document, page));
    }
    let mut add = |page: PageSetup, blocks| {
        let none = Vec::new;
        sections.push(Section {
            page,
            blocks,
            first_header: none(),
            first_footer: none(),
            footer: none(),
            text_signature: None,
            notes: notes.borrow_mut().take(),
        });
    };
    for attachment in &document.attachments {
        let builder = Builder { numbering: attachment.numbering, ..builder };
        add(page, builder.attachment(attachment));
    }
    for appendix in &document.appendices {
        let page = if appendix.landscape { page.turned() } else { page };
        let builder = Builder {
            text_width: page.text_width(),
            text_height: page.text_height(),
            turned: builder.turned.filter(|_| !appendix.landscape),
            numbering: appendix.numbering,
            ..builder
        };
        add(page, builder.appendix(appendix));
    }
    if let (Some(_), Some(first)) = (document.part, sections.first_mut()) {
        first.text_signature = Some(text_signature(standard, fonts));
    }
    for section in &mut sections {
        builder.fit_gaps(&mut section.blocks, section.page.text_width());
    }
    order::number(&mut sections);
    let flow = Flow { sections, compatibility_mode: choices.compatibility_mode.unwrap_or(CLASSIC), note_rule: note_rule(standard), styles };
    (flow, found.into_inner())
}

/// Room for the signature and the seal.
fn signing(standard: &Standard, choices: &Choices) -> Signing {
    let picture = &standard.signature;
    Signing {
        width: Twips::from_mm(picture.width_mm),
        height: Twips::from_mm(picture.height_mm),
        seal: Some(Twips::from_mm(choices.seal_diameter.unwrap_or(standard.ranges.seal_diameter.default))),
        overlap: standard.seal.share,
        party: None,
    }
}

/// Room for the words of the agency's signature on a file of its own.
fn text_signature(standard: &Standard, fonts: &Fonts) -> TextSignature {
    let (words, room) = (&standard.text_signature, &standard.text_signature_room);
    TextSignature {
        top: Twips::from_mm(room.from_edge_mm),
        width: Twips::from_mm(room.width_mm),
        height: Twips::from_pt(fonts.face(false, false).line_height(words.size) * f64::from(words.lines)),
    }
}

pub(super) fn note_rule(standard: &Standard) -> NoteRule {
    let note = &standard.footnote;
    NoteRule { above: Twips::from_mm(note.above_mm), below: Twips::from_mm(note.below_mm), width: Twips::from_mm(note.separator_mm) }
}

#[derive(Clone, Copy)]
pub(super) struct Builder<'a> {
    pub(super) styles: &'a Styles,
    pub(super) fonts: &'a Fonts,
    pub(super) standard: &'a Standard,
    pub(super) text_width: Twips,
    pub(super) text_height: Twips,
    /// The text's width on the same paper on its side, where it is not yet.
    turned: Option<Twips>,
    pub(super) numbering: Numbering,
    pub(super) signing: &'a Signing,
    /// What does not fit; a tree walk that returns paragraphs has no better place for it.
    pub(super) found: &'a RefCell<Diagnostics>,
    /// The footnotes so far.
    notes: &'a RefCell<Notes>,
}

/// Footnotes as they are met.
#[derive(Default)]
struct Notes {
    /// Those of the section at hand.
    open: Vec<Footnote>,
    /// How many there were before, in other sections.
    before: u32,
}

impl Notes {
    /// Adds a footnote.
    fn add(&mut self, para: Para) -> NoteId {
        let id = NoteId(self.before + self.open.len() as u32);
        self.open.push(Footnote { id, para });
        id
    }

    /// Ends a section and gives its footnotes.
    fn take(&mut self) -> Vec<Footnote> {
        self.before += self.open.len() as u32;
        std::mem::take(&mut self.open)
    }
}

impl Builder<'_> {
    /// The same for paper on its side, where it is not yet.
    pub(super) fn sideways(&self) -> Option<Self> {
        self.turned.map(|text_width| Builder { text_width, turned: None, ..*self })
    }

    /// The runs of a component, in capitals where its look says so.
    fn runs(&self, component: Component, inlines: &Inlines) -> Vec<Run> {
        match self.standard.look(component).case {
            Case::Upper => self.runs_as_written(component, &self.in_case(component, inlines)),
            _ => self.runs_as_written(component, inlines),
        }
    }

    /// Words in capitals where the component's look says so.
    fn in_case(&self, component: Component, inlines: &Inlines) -> Inlines {
        let mut inlines = inlines.clone();
        if self.standard.look(component).case == Case::Upper {
            inlines.iter_mut().for_each(|inline| inline.text = upper(&inline.text));
        }
        inlines
    }

    fn runs_as_written(&self, component: Component, inlines: &Inlines) -> Vec<Run> {
        let look = self.styles.look(component);
        let mut runs: Vec<Run> = Vec::with_capacity(inlines.len());
        for inline in inlines {
            if let Some(note) = &inline.note {
                let refers = self.note(&inline.text, note);
                let text = inline.text.clone();
                runs.push(Run {
                    text,
                    bold: look.bold,
                    italic: look.italic,
                    mark: Some(self.mark(look.size, Some(refers))),
                    ..Run::default()
                });
                continue;
            }
            let run = Run {
                // Where lines are not the author's, a line's end is a space.
                text: inline.text.replace(LINE_BREAK, " "),
                blank: inline.blank.map(|kind| BlankSpace { kind, width: Twips::from_pt(self.standard.blanks.pt(kind)) }),
                bold: look.bold || inline.bold,
                italic: look.italic || inline.italic,
                link: inline.link.clone(),
                mark: None,
                fill: inline.fill.clone(),
            };
            // Words that look alike are one run, wherever they came from.
            match runs.last_mut().filter(|last| last.continues_in(&run)) {
                Some(last) => last.text.push_str(&run.text),
                None => runs.push(run),
            }
        }
        runs
    }

    /// Adds a footnote to the section.
    fn note(&self, number: &str, inlines: &Inlines) -> NoteId {
        let size = self.styles.look(Component::Footnote).size;
        let mut note = self.para(Component::Footnote, inlines);
        let space = Run { text: " ".into(), ..Run::default() };
        note.runs.splice(..0, [Run { text: number.into(), mark: Some(self.mark(size, None)), ..Run::default() }, space]);
        self.notes.borrow_mut().add(note)
    }

    /// How a footnote's number is set among words of a size.
    pub(super) fn mark(&self, size: HalfPt, refers: Option<NoteId>) -> NoteMark {
        let note = &self.standard.footnote;
        // Engines take whole twips.
        NoteMark { size: Twips::from_pt(size.pt() * note.mark_share).pt(), rise: Twips::from_pt(size.pt() * note.mark_rise).pt(), refers }
    }

    pub(super) fn para(&self, component: Component, inlines: &Inlines) -> Para {
        let mut para = Para { origin: origin(inlines).cloned(), ..self.styles.para(component, self.runs(component, inlines)) };
        self.leave_room_to_write(&mut para);
        para
    }

    /// Lines of dots stand apart.
    pub(super) fn leave_room_to_write(&self, para: &mut Para) {
        if let Some(lines) = para.runs.iter().filter_map(Run::leader).max() {
            para.look.spread(Twips::from_mm(self.standard.dotted_lines.apart_mm), lines > 1, self.fonts);
        }
    }

    fn header(&self, of: &Header) -> Columns {
        header(of, self.styles, self.fonts, self.standard, self.text_width, &|c, i| self.runs(c, i))
    }

    /// Whether one of the head's lines does not fit; a summary there may take several.
    fn header_wraps(&self, of: &Header) -> bool {
        let columns = self.header(of);
        let lines = |para: &Para, width: Twips| line_widths(&para.runs, self.fonts, para.look.size.pt(), width.pt()).len();
        let wraps = |para: &Para, width| para.component != Component::SubjectUnderNumber && lines(para, width) > 1;
        columns.rows.iter().flat_map(|row| columns.cells(row)).any(|(cell, width)| cell.iter().any(|para| wraps(para, width)))
    }

    /// The document without its attachments and appendices.
    fn main(&self, document: &Document, page: PageSetup) -> Section {
        let first_header = document.marks.circulation.as_ref().and_then(|key| self.standard.marks.get(key)).map(|mark| {
            let left = page.text_width() * self.standard.circulation.left;
            let mut para = framed(self.styles, mark, left, page.text_width());
            para.look.before = Twips(0);
            para
        });
        Section {
            page,
            blocks: self.blocks(document),
            first_header: first_header.into_iter().collect(),
            first_footer: self.address(&document.address),
            footer: self.page_signatures(&document.page_signatures),
            text_signature: None,
            notes: self.notes.borrow_mut().take(),
        }
    }

    fn blocks(&self, document: &Document) -> Vec<FlowBlock> {
        let mut out = Vec::new();
        if document.header.copy_form.is_some() {
            // What is copied stands above the line.
            out.push(FlowBlock::Para(rule(self.styles, self.text_width, self.text_width.pt())));
        }
        out.push(FlowBlock::Columns(self.header(&document.header)));
        out.extend(self.marks(document).into_iter().map(FlowBlock::Para));
        let mut paras = self.title(document);
        paras.extend(self.addressees(document));
        let each = |c: Component, list: &[Inlines]| list.iter().map(|i| self.para(c, i)).collect::<Vec<_>>();
        let own = |c: Component, inlines: &Inlines| (!inlines.is_empty()).then(|| self.para(c, inlines));
        paras.extend(own(Component::IssuingAuthority, &document.issuing_authority));
        paras.extend(each(Component::LegalBasis, &document.legal_bases));
        paras.extend(own(Component::EnactingWords, &document.enacting_words));
        paras.extend(each(Component::Paragraph, &document.opening));
        out.extend(paras.into_iter().map(FlowBlock::Para));
        self.body(&document.body, 0, &mut out);
        out.extend(each(Component::Paragraph, &document.closing).into_iter().map(FlowBlock::Para));
        hold_together(&mut out, &self.standard.words.end);
        let foot = self.foot(&document.foot);
        if !foot.is_empty() {
            // The signature block never stands alone on a page.
            hold_last(&mut out);
        }
        out.extend(foot);
        out
    }

    fn attachment(&self, attachment: &Attachment) -> Vec<FlowBlock> {
        let mut out = vec![FlowBlock::Columns(self.header(&attachment.header))];
        let label = self.para(Component::AttachedType, &attachment.type_name);
        out.extend(self.label(label, &[(Component::Subject, &attachment.subject), (Component::AppendixReference, &attachment.reference)]));
        self.body(&attachment.body, 1, &mut out);
        hold_together(&mut out, &self.standard.words.end);
        out
    }

    fn appendix(&self, appendix: &Appendix) -> Vec<FlowBlock> {
        let label = self.para(Component::AppendixLabel, &appendix.label);
        let below = [(Component::AppendixTitle, &appendix.title), (Component::AppendixReference, &appendix.reference)];
        let mut out = self.label(label, &below);
        self.body(&appendix.body, 0, &mut out);
        hold_together(&mut out, &self.standard.words.end);
        out
    }

    /// What an attachment or appendix is called, a short line below.
    fn label(&self, label: Para, below: &[(Component, &Inlines)]) -> Vec<FlowBlock> {
        let mut paras = vec![label];
        for (component, inlines) in below.iter().copied() {
            if !inlines.is_empty() {
                paras.extend(self.titled(component, inlines));
            }
        }
        // The forms draw it (PL III Mẫu 1.3, 2.1, 2.2).
        if let Some(last) = paras.last() {
            let width = self.text_width - last.look.left - last.look.right;
            let length = line_widths(&last.runs, self.fonts, last.look.size.pt(), width.pt()).last().copied().unwrap_or(0.0);
            paras.push(rule(self.styles, self.text_width, length * self.standard.ranges.short_rule.min));
        }
        stay(&mut paras);
        paras[0].outline = Some(0);
        paras.into_iter().map(FlowBlock::Para).collect()
    }

    /// A title, a paragraph for each line that its author ended.
    fn titled(&self, component: Component, inlines: &Inlines) -> Vec<Para> {
        let mut paras = self.lined(component, inlines);
        paras.iter_mut().for_each(|para| balance(para, self.fonts, self.text_width));
        paras
    }

    /// The lines of a title or caption as its author parted them, close together and on one page.
    pub(super) fn lined(&self, component: Component, inlines: &Inlines) -> Vec<Para> {
        let mut paras: Vec<Para> = lines(inlines).iter().map(|line| self.para(component, line)).collect();
        let last = paras.len().saturating_sub(1);
        for (at, para) in paras.iter_mut().enumerate() {
            if at > 0 {
                para.look.before = Twips(0);
            }
            if at < last {
                para.look.keep_next = true;
            }
        }
        paras
    }

    fn marks(&self, document: &Document) -> Vec<Para> {
        let marks = &self.standard.marks;
        let mut keys: Vec<&str> = Vec::new();
        if document.marks.draft {
            keys.push("Dự thảo");
        }
        if document.marks.secrecy.is_some() {
            keys.push("Độ mật");
        }
        keys.extend(document.marks.urgency.as_deref());
        keys.into_iter().filter_map(|k| marks.get(k)).map(|m| framed(self.styles, m, Twips(0), self.text_width)).collect()
    }

    fn title(&self, document: &Document) -> Vec<Para> {
        let name = (!document.type_name.is_empty()).then(|| self.para(Component::TypeName, &document.type_name));
        let mut paras: Vec<Para> = name.into_iter().collect();
        if !document.subject.is_empty() {
            paras.extend(self.titled(Component::Subject, &document.subject));
            let last_line = paras.last().and_then(|last| {
                let width = self.text_width - last.look.left - last.look.right;
                line_widths(&last.runs, self.fonts, last.look.size.pt(), width.pt()).last().copied()
            });
            paras.push(rule(self.styles, self.text_width, last_line.unwrap_or(0.0) * self.standard.ranges.short_rule.default));
        }
        stay(&mut paras);
        paras
    }

    /// One addressee on the line of `Kính gửi:`, several below it with their dashes under the colon.
    fn addressees(&self, document: &Document) -> Vec<Para> {
        let (sender, room) = (plain(&document.sender), &self.standard.addressees);
        let word = if sender.is_empty() { self.standard.words.addressee.as_str() } else { &sender };
        match document.addressees.as_slice() {
            [] => Vec::new(),
            [one] => {
                let mut inlines = vec![Inline::text(format!("{word} "))];
                inlines.extend(one.iter().cloned());
                let mut para = self.para(Component::Addressee, &inlines);
                para.look.align = Align::Center;
                para.look.before = Twips::from_pt(room.above_pt);
                vec![para]
            }
            several => {
                let mut head = self.para(Component::Addressee, &vec![Inline::text(word)]);
                let colon = natural_width(self.fonts, &self.para(Component::Addressee, &vec![Inline::text(word.trim_end_matches(':'))]));
                // A long sender of a công điện begins further left, and does not squeeze its list.
                let spare = self.text_width - Twips::from_pt(natural_width(self.fonts, &head));
                head.look.left = (self.text_width * room.heading_left).min(spare.max(Twips(0)));
                head.look.before = Twips::from_pt(room.above_pt);
                head.look.keep_next = true;
                let left = (head.look.left + Twips::from_pt(colon)).min(self.text_width * room.list_most);
                let lines = several.iter().map(|inlines| {
                    let mut para = self.para(Component::Addressee, &dashed(inlines));
                    para.look.left = left;
                    para.look.before = Twips::from_pt(room.each_above_pt);
                    para
                });
                std::iter::once(head).chain(lines).collect()
            }
        }
    }

    fn body(&self, blocks: &[Block], depth: u8, out: &mut Vec<FlowBlock>) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) => out.push(FlowBlock::Para(self.para(Component::Paragraph, inlines))),
                Block::Aside(inlines) => out.push(FlowBlock::Para(self.para(Component::Aside, inlines))),
                Block::Table(table) => {
                    let mut blocks = self.table(table);
                    // Running text and the rule of a title stand off a table; a caption does not.
                    if let (Some(FlowBlock::Para(before)), Some(FlowBlock::Table(first))) = (out.last(), blocks.first_mut())
                        && (before.look.align == Align::Justify || before.rule)
                    {
                        first.above = self.styles.look(Component::Paragraph).before;
                    }
                    out.extend(blocks);
                }
                Block::Image(image) => {
                    self.check_width(image, self.text_width, "vùng trình bày");
                    out.extend(self.image(image, self.text_width).into_iter().map(FlowBlock::Para));
                }
                Block::Item(item) => self.item(item, depth, out),
            }
        }
    }

    fn item(&self, item: &Item, depth: u8, out: &mut Vec<FlowBlock>) {
        let marker = item.marker.clone().unwrap_or_default();
        let mut below = depth;
        let mut lead: Inlines = vec![Inline::text(format!("{marker} "))];
        if !item.heading.is_empty() {
            let alone = item.level.stands_alone(self.numbering);
            let component = match item.level {
                _ if alone => Component::PartTitle,
                Level::Article => Component::Article,
                Level::Part | Level::Chapter | Level::Section | Level::Subsection => Component::Section,
                Level::Clause | Level::Subclause => Component::ClauseHeading,
                Level::Point | Level::Dash | Level::Plus => Component::PointHeading,
            };
            let mut inlines = if alone {
                let mut number = self.para(Component::Part, &vec![Inline::text(marker.clone())]);
                number.outline = Some(depth);
                out.push(FlowBlock::Para(number));
                Vec::new()
            } else {
                std::mem::take(&mut lead)
            };
            // The marker stays as it is written.
            inlines.extend(self.in_case(component, &item.heading));
            let para = self.styles.para(component, self.runs_as_written(component, &inlines));
            let mut para = Para { origin: origin(&inlines).cloned(), ..para };
            if !item.heading_note.is_empty() {
                para.runs.push(Run { text: " ".into(), ..Run::default() });
                para.runs.extend(item.heading_note.iter().map(|i| Run { text: i.text.clone(), italic: true, ..Run::default() }));
            }
            if !alone {
                para.outline = Some(depth);
            }
            para.look.keep_next = !item.children.is_empty() || !item.text.is_empty();
            out.push(FlowBlock::Para(para));
            lead = Vec::new();
            below = depth + 1;
        }
        let own = match item.level {
            Level::Clause | Level::Subclause => Component::Clause,
            Level::Point => Component::Point,
            Level::Dash => Component::Dash,
            Level::Plus => Component::Plus,
            Level::Article => Component::ArticleText,
            Level::Part | Level::Chapter | Level::Section | Level::Subsection => Component::Section,
        };
        if !item.run_in.is_empty() || !item.text.is_empty() {
            let component = if lead.is_empty() { Component::Paragraph } else { own };
            let mut inlines = lead;
            // Without a title of its own an article has its number bold (Mẫu 1.2).
            inlines.iter_mut().for_each(|i| i.bold |= item.level == Level::Article);
            if !item.run_in.is_empty() {
                // The own title of a điều or khoản is bold, also when its text follows on the line.
                let bold = matches!(item.level, Level::Article | Level::Clause | Level::Subclause);
                inlines.iter_mut().for_each(|i| i.bold |= bold);
                inlines.extend(item.run_in.iter().map(|i| Inline { bold: i.bold || bold, ..i.clone() }));
                let stop = plain(&item.run_in);
                let colon = if stop.ends_with([':', '.']) { " " } else { ": " };
                inlines.push(Inline { bold, ..Inline::text(colon) });
            }
            inlines.extend(item.text.iter().cloned());
            // Only titles have capitals.
            let para = self.styles.para(component, self.runs_as_written(component, &inlines));
            out.push(FlowBlock::Para(Para { origin: origin(&inlines).cloned(), ..para }));
        }
        self.body(&item.children, below, out);
    }

    fn address(&self, lines: &[Inlines]) -> Vec<Para> {
        if lines.is_empty() {
            return Vec::new();
        }
        let mut top = rule(self.styles, self.text_width, self.text_width.pt());
        top.look.before = Twips(0);
        top.look.line = LineHeight::Exact(Twips::from_pt(self.standard.address_block.rule_pt));
        std::iter::once(top).chain(lines.iter().map(|i| self.para(Component::Address, i))).collect()
    }
}

/// A title stands at the top of its page: what does not fit below it does not take it along.
fn stay(title: &mut [Para]) {
    title.last_mut().into_iter().for_each(|last| last.look.keep_next = false);
}

/// A line of a list, a dash before it.
pub(super) fn dashed(line: &Inlines) -> Inlines {
    std::iter::once(Inline::text("- ")).chain(line.iter().cloned()).collect()
}

#[cfg(test)]
mod tests;
