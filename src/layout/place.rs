//! Putting set lines, rules and borders at their places on the pages.

use std::ops::Range;

use super::galley::{Body, Galley, SetRow, TableRowInfo};
use super::paginate::{Slice, Strip};
use super::set::SetPara;
use super::{Area, BORDER, Facts, Fragment, HeadingPlace, OpenPlace, Page, Placed, Purpose, STROKE, SignatureField, TextLine};
use crate::font::Fonts;
use crate::line::NoteId;
use crate::standard::Component;
use crate::style::{Flow, Section, Signing, TextSignature};
use crate::units::Twips;

pub(super) struct Placer<'a> {
    pub(super) flow: &'a Flow,
    pub(super) section: &'a Section,
    pub(super) index: usize,
    pub(super) fonts: &'a Fonts,
    pub(super) pages: &'a mut Vec<Page>,
    pub(super) facts: &'a mut Facts,
    /// Footnotes that the page at hand refers to.
    pub(super) notes: Vec<NoteId>,
    /// The vertical borders among the items of the page at hand.
    pub(super) vertical_rules: Vec<usize>,
}

/// Whether a part of the content is its page's first, its last.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub(super) opens: bool,
    pub(super) closes: bool,
}

/// Where a row stands.
#[derive(Clone, Copy, Default)]
struct RowPlace {
    left: f64,
    top: f64,
    height: f64,
    /// Room above the words of its cells.
    extra: f64,
    /// Whether it is the first on its page.
    opens: bool,
}

/// Places that differ by less than this, pt, are one.
const SAME: f64 = 0.01;

impl Placer<'_> {
    pub(super) fn new_page(&mut self) {
        let page = &self.section.page;
        self.vertical_rules.clear();
        self.pages.push(Page { section: self.index, width: page.width.pt(), height: page.height.pt(), items: Vec::new() });
    }

    fn push(&mut self, item: Placed) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }

    /// One part of the content; a row that opens a page gets its table's head above it.
    pub(super) fn slice(&mut self, galley: &Galley, strips: &[Strip], slice: &Slice, extra: Twips, ends: Ends) {
        let Ends { opens, closes } = ends;
        let (left, top) = (self.section.page.left.pt(), self.section.page.top.pt() + slice.top);
        match &galley.list[slice.strip] {
            Body::Para(para) => self.lines(para, slice.lines.clone(), left, top, true),
            Body::Row(row) => {
                if slice.repeats {
                    let mut head_top = top - strips[slice.strip].repeat;
                    for head in row.table.iter().flat_map(|table| table.head.iter()) {
                        self.row(head, RowPlace { left, top: head_top, height: head.height, ..RowPlace::default() }, None, false);
                        head_top += head.height;
                    }
                }
                let extra = extra_height(slice, extra);
                let place = RowPlace { left, top, height: slice.height + extra, extra, opens };
                self.row(row, place, slice.cut.as_deref(), true);
                if let Some(info) = row.table.as_ref().filter(|t| t.border > 0.0 && (closes || t.last)) {
                    self.border(info, left, top + slice.height + extra, None);
                }
            }
        }
    }

    /// A row's cells and borders; `cut` names the lines of each cell that stand on this page.
    fn row(&mut self, row: &SetRow, place: RowPlace, cut: Option<&[Range<usize>]>, counts: bool) {
        let RowPlace { left, top, height, extra, opens } = place;
        let inner = top + row.table.as_ref().map_or(0.0, |info| info.border) + extra;
        for (i, cell) in row.cells.iter().enumerate() {
            match cut.and_then(|c| c.get(i)) {
                None => self.cell(&cell.paras, left + cell.x, inner + cell.drop, counts),
                Some(lines) => self.cut_cell(&cell.paras, lines, left + cell.x, inner),
            }
        }
        if let Some(info) = row.table.as_ref().filter(|info| info.border > 0.0) {
            // A cell that goes on over a page's end is closed at both.
            self.border(info, left, top, Some(&info.covered).filter(|_| !opens).map(Vec::as_slice));
            for (edge, drawn) in info.edges.iter().zip(&info.drawn) {
                if *drawn {
                    self.vertical_rule(left + edge, top, height);
                }
            }
        }
    }

    /// A vertical border; what goes on below another is the same line.
    fn vertical_rule(&mut self, x: f64, y: f64, height: f64) {
        let Some(page) = self.pages.last_mut() else { return };
        for item in self.vertical_rules.iter().rev() {
            if let Some(Placed::VerticalRule { x: left, y: top, height: above, .. }) = page.items.get_mut(*item)
                && *left == x
                && (*top + *above - y).abs() < SAME
            {
                *above = y + height - *top;
                return;
            }
        }
        self.vertical_rules.push(page.items.len());
        page.items.push(Placed::VerticalRule { x, y, height, thickness: BORDER });
    }

    /// A horizontal border, left out where a cell runs through it.
    fn border(&mut self, info: &TableRowInfo, left: f64, y: f64, covered: Option<&[bool]>) {
        let columns = info.edges.len() - 1;
        let open = |c: usize| covered.is_some_and(|covered| covered[c]);
        let mut start = 0;
        while start < columns {
            if open(start) {
                start += 1;
                continue;
            }
            let end = (start..columns).find(|c| open(*c)).unwrap_or(columns);
            let (from, to) = (info.edges[start], info.edges[end]);
            self.push(Placed::Rule { x: left + from, y: y + info.border / 2.0, width: to - from, thickness: info.border });
            start = end;
        }
    }

    fn cell(&mut self, paras: &[SetPara], x: f64, mut top: f64, counts: bool) {
        for para in paras {
            if let Some(signing) = para.signing.as_ref().filter(|_| counts) {
                self.sign(para, signing, x + para.left + para.width / 2.0, top);
            }
            top += para.before;
            self.lines(para, 0..para.lines.len(), x, top, counts);
            top += para.height();
        }
    }

    fn cut_cell(&mut self, paras: &[SetPara], lines: &Range<usize>, x: f64, mut top: f64) {
        let mut first = 0;
        for para in paras {
            let end = first + para.lines.len();
            let own = lines.start.max(first)..lines.end.min(end);
            if own.start < own.end {
                let own = own.start - first..own.end - first;
                if own.start == 0 {
                    top += para.before;
                }
                self.lines(para, own.clone(), x, top, true);
                top += own.len() as f64 * para.line_height;
            }
            first = end;
        }
    }

    /// The signature in the middle of the space above a paragraph, the seal over its left part.
    fn sign(&mut self, para: &SetPara, signing: &Signing, middle: f64, top: f64) {
        let (width, height) = (signing.width.pt().min(para.width), signing.height.pt().min(para.before));
        let (x, y) = (middle - width / 2.0, top + (para.before - height) / 2.0);
        let page = self.pages.len() - 1;
        let field = |purpose, x, y, width, height| {
            let area = Area { page, x, y, width, height };
            SignatureField { purpose, party: signing.party.clone(), para: para.id, area }
        };
        self.facts.fields.push(field(Purpose::Signature, x, y, width, height));
        let Some(seal) = signing.seal.map(Twips::pt) else { return };
        let lowest = (self.section.page.height - self.section.page.bottom).pt() - seal;
        let (right, top) = (x + width * signing.overlap, y + height / 2.0 - seal / 2.0);
        self.facts.fields.push(field(Purpose::Seal, right - seal, top.min(lowest), seal, seal));
    }

    /// The words of the agency's signature end above the right margin, before all else on the page.
    pub(super) fn text_signature(&mut self, room: TextSignature) {
        let setup = &self.section.page;
        let (width, height) = (room.width.pt(), room.height.pt());
        let area = Area { page: self.pages.len() - 1, x: (setup.width - setup.right).pt() - width, y: room.top.pt(), width, height };
        let Some(first) = self.section.paragraphs().next() else { return };
        self.facts.fields.push(SignatureField { purpose: Purpose::AgencyText, party: None, para: first.id, area });
    }

    /// Paragraphs one below the other, with their spaces.
    pub(super) fn stack(&mut self, paras: &[SetPara], x: f64, top: f64) {
        self.cell(paras, x, top, true);
    }

    /// The page's footnotes, the last of them ending at `bottom`, and the short line above them.
    pub(super) fn notes(&mut self, galley: &Galley, bottom: f64) {
        let notes: Vec<&SetPara> = std::mem::take(&mut self.notes).iter().filter_map(|n| galley.notes.get(n)).collect();
        if notes.is_empty() {
            return;
        }
        let top = bottom - notes.iter().map(|n| n.total()).sum::<f64>();
        let (x, rule) = (self.section.page.left.pt(), self.flow.note_rule);
        let y = top - rule.below.pt() - BORDER / 2.0;
        self.push(Placed::Rule { x, y, width: rule.width.pt(), thickness: BORDER });
        let mut top = top;
        for note in notes {
            self.cell(std::slice::from_ref(note), x, top, true);
            top += note.total();
        }
    }

    /// The same on every page.
    pub(super) fn repeated(&mut self, paras: &[SetPara], x: f64, top: f64) {
        self.cell(paras, x, top, false);
    }

    /// Some lines of a paragraph, the first one's top at `top`; lines that do not count are repeated
    /// ones.
    fn lines(&mut self, para: &SetPara, lines: Range<usize>, x: f64, top: f64, counts: bool) {
        let left = x + para.left;
        if para.rule {
            self.push(Placed::Rule { x: left, y: top + STROKE / 2.0, width: para.width, thickness: STROKE });
        }
        if let Some((from, width, height)) = para.figure {
            self.push(Placed::Figure { para: para.id, x: x + from, y: top, width, height });
        }
        if let Some(color) = &para.frame {
            let (width, height) = (para.width, para.height());
            self.push(Placed::Frame { x: left, y: top, width, height, color: color.clone() });
        }
        for (row, line) in lines.clone().map(|i| (i - lines.start, &para.lines[i])) {
            let baseline = top + para.around / 2.0 + row as f64 * para.line_height + para.baseline;
            if row == 0 && lines.start == 0 && para.heading {
                let (page, y) = (self.pages.len() - 1, baseline - para.baseline);
                self.facts.headings.push(HeadingPlace { para: para.id, page, y });
            }
            let (page, y) = (self.pages.len() - 1, baseline - para.baseline);
            for blank in para.blanks.iter().filter(|b| counts && b.line == lines.start + row) {
                let area = Area { page, x: x + blank.x, y, width: blank.width, height: para.line_height - para.leading };
                self.facts.blanks.push(OpenPlace { kind: blank.kind, para: para.id, area });
            }
            if counts {
                self.notes.extend(para.notes.iter().filter(|(l, _)| *l == lines.start + row).map(|(_, note)| *note));
            }
            for dots in para.dots.iter().filter(|d| d.line == lines.start + row) {
                self.push(Placed::Dots { x: x + dots.x, baseline, width: dots.width, size: para.size });
            }
            let mut fragments = line.clone();
            fragments.iter_mut().for_each(|f| f.x += x);
            if fragments.is_empty() {
                continue;
            }
            let color = para.frame.clone();
            self.push(Placed::Line(TextLine { para: counts.then_some(para.id), baseline, size: para.size, color, fragments }));
        }
    }

    pub(super) fn page_number(&mut self, number: usize) {
        let page = &self.section.page;
        let look = self.flow.styles.look(Component::PageNumber);
        let (face, size) = (self.fonts.face(look.bold, look.italic), look.size.pt());
        let text = number.to_string();
        let middle = (page.left + page.text_width() * 0.5).pt();
        let x = middle - face.width(&text, size) / 2.0;
        let baseline = page.page_number.pt() + face.baseline(size);
        let fragments = vec![Fragment {
            text,
            x,
            bold: look.bold,
            italic: look.italic,
            stretch: 0.0,
            link: None,
            mark: None,
            check: None,
            blank: None,
        }];
        self.push(Placed::Line(TextLine { para: None, baseline, size, color: None, fragments }));
    }
}

/// A row grows where it stands whole.
fn extra_height(slice: &Slice, extra: Twips) -> f64 {
    if slice.cut.is_none() { extra.pt() } else { 0.0 }
}
