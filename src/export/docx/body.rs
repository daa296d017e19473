//! Paragraphs and tables: direct formatting only where a paragraph differs from its style.

use std::collections::BTreeMap;

use docx_rs::{
    DocumentChild, FootnoteReference, HeightRule, Hyperlink, HyperlinkData, LineSpacing, Paragraph, ParagraphChild, Run, RunChild,
    SpecialIndentType, StructuredDataTag, Table, TableCell, TableCellMargins, TableLayoutType, TableRow, VMergeType, WidthType,
};

use super::normal::{Control, Off};
use super::notes::REFERENCE;
use super::pictures::Pictures;
use super::styles::{self, END};
use super::text::{Stretch, stretches};
use crate::font::Fonts;
use crate::layout::{FRAME_PADDING, Facts, STROKE};
use crate::line::NoteId;
use crate::style::{Columns, Flow, FlowBlock, Note, Para, Section, TableFlow};
use crate::units::Twips;

/// Turns the flow into docx-rs's tree, paragraph by paragraph in the order of the layout.
pub(super) struct Body<'a> {
    flow: &'a Flow,
    facts: &'a Facts,
    fonts: &'a Fonts,
    bookmarks: usize,
    links: Vec<String>,
    /// All footnotes, in the order of their ids.
    notes: Vec<&'a Note>,
    note_links: Vec<String>,
    /// The pictures so far.
    pub(super) pictures: Pictures<'a>,
    /// The indents of the frame just written.
    framed: Option<(Twips, Twips)>,
}

impl<'a> Body<'a> {
    pub(super) fn new(flow: &'a Flow, facts: &'a Facts, fonts: &'a Fonts) -> Self {
        Body {
            flow,
            facts,
            fonts,
            bookmarks: 0,
            links: Vec::new(),
            notes: flow.notes().collect(),
            note_links: Vec::new(),
            pictures: Pictures::default(),
            framed: None,
        }
    }

    /// The targets of links in footnotes; `rIdLink1` is the first.
    pub(super) fn take_note_links(&mut self) -> Vec<String> {
        std::mem::take(&mut self.note_links)
    }

    /// The targets of the links written since the last call; `rIdLink1` is the first.
    pub(super) fn take_links(&mut self) -> Vec<String> {
        std::mem::take(&mut self.links)
    }

    /// Goes on counting links after these.
    pub(super) fn resume_links(&mut self, links: Vec<String>) {
        self.links = links;
    }

    pub(super) fn paragraphs(&mut self, paras: &'a [Para]) -> Vec<Paragraph> {
        paras.iter().map(|para| self.paragraph(para)).collect()
    }

    /// The text area's content.
    pub(super) fn blocks(&mut self, section: &'a Section) -> Vec<DocumentChild> {
        let mut out = Vec::with_capacity(section.blocks.len());
        for (i, block) in section.blocks.iter().enumerate() {
            if i > 0 && block.is_table() && section.blocks[i - 1].is_table() {
                // Word would make one table of both.
                out.push(DocumentChild::Paragraph(Box::new(Paragraph::new().style(END))));
            }
            out.push(match block {
                FlowBlock::Para(para) => DocumentChild::Paragraph(Box::new(before_table(self.paragraph(para), section.blocks.get(i + 1)))),
                FlowBlock::Columns(columns) => DocumentChild::Table(Box::new(self.columns(columns))),
                FlowBlock::Table(table) => DocumentChild::Table(Box::new(self.table(table))),
            });
        }
        out
    }

    /// A table; a cell that goes on below another is written again, empty, as Word wants it.
    fn table(&mut self, table: &'a TableFlow) -> Table {
        let widths: Vec<usize> = table.widths.iter().map(|w| w.0.unsigned_abs() as usize).collect();
        // What runs down into the next rows: its width in columns, and how many rows are left.
        let mut below: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let mut cells: BTreeMap<usize, TableCell> = BTreeMap::new();
            let own: Vec<(usize, TableCell)> = row.cells.iter().map(|c| (c.column, self.cell(c, &widths, row.keep_next))).collect();
            for (column, (columns, _)) in &below {
                let empty =
                    sized(*column, *columns, &widths).vertical_merge(VMergeType::Continue).add_paragraph(Paragraph::new().style(END));
                cells.insert(*column, empty);
            }
            cells.extend(own);
            below.retain(|_, (_, left)| {
                *left -= 1;
                *left > 0
            });
            below.extend(row.cells.iter().filter(|c| c.rows > 1).map(|c| (c.column, (c.columns, c.rows - 1))));
            let mut out = TableRow::new(cells.into_values().collect());
            let facts = self.facts.row(row.id);
            if !facts.splits {
                out = out.cant_split();
            }
            if let Some(height) = facts.height {
                out = out.row_height(height.0 as f32).height_rule(HeightRule::AtLeast);
            }
            rows.push(out);
        }
        let margins =
            TableCellMargins::new().margin(0, table.side_margin.0 as usize, table.bottom_margin.0 as usize, table.side_margin.0 as usize);
        let out = if table.lined { Table::new(rows).set_borders(styles::borders()) } else { Table::without_borders(rows) };
        out.set_grid(widths.clone())
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            // Otherwise mode 14 begins a table one cell margin left of the text.
            .indent(table.side_margin.0)
            .margins(margins)
    }

    fn cell(&mut self, cell: &'a crate::style::TableCell, widths: &[usize], keep_next: bool) -> TableCell {
        let mut out = sized(cell.column, cell.columns, widths);
        if cell.rows > 1 {
            out = out.vertical_merge(VMergeType::Restart);
        }
        for para in &cell.paras {
            let mut paragraph = self.paragraph(para);
            if keep_next {
                paragraph = paragraph.keep_next(true);
            }
            out = out.add_paragraph(paragraph);
        }
        out
    }

    fn columns(&mut self, columns: &'a Columns) -> Table {
        let widths = columns.widths.map(|w| w.0.unsigned_abs() as usize);
        let rows = columns.rows.iter().map(|row| {
            let last = row.cells.len() - 1;
            let cells = columns.cells(row).enumerate().map(|(i, (paras, _))| {
                // The last cell covers what is left of the columns.
                let cell = sized(i, if i == last { widths.len() - last } else { 1 }, &widths);
                if paras.is_empty() {
                    // A cell must hold a paragraph.
                    return cell.add_paragraph(Paragraph::new().style(END));
                }
                let keep = |p: Paragraph| if row.keep_next { p.keep_next(true) } else { p };
                self.paragraphs(paras).into_iter().map(keep).fold(cell, TableCell::add_paragraph)
            });
            TableRow::new(cells.collect()).cant_split()
        });
        Table::without_borders(rows.collect())
            .set_grid(widths.to_vec())
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .indent(0)
            .margins(TableCellMargins::new().margin(0, 0, 0, 0))
    }

    fn paragraph(&mut self, para: &'a Para) -> Paragraph {
        let facts = self.facts.of(para.id);
        let (look, style) = (&para.look, self.flow.styles.look(para.component));
        let mut out = Paragraph::new().style(&styles::id(para.component));
        // The id is of no use in the file; it tells the pass what docx-rs cannot say.
        out.id = Off { keep_next: style.keep_next && !look.keep_next, keep_lines: style.keep_lines && !look.keep_lines }.to_id(para.id.0);
        out.property.keep_next = (look.keep_next && !style.keep_next).then_some(true);
        out.property.keep_lines = (look.keep_lines && !style.keep_lines).then_some(true);
        if look.align != style.align {
            out = out.align(styles::alignment(look.align));
        }
        let (mut left, mut right) = (look.left, look.right);
        if let Some(frame) = &para.frame {
            out.property.borders = Some(styles::frame(FRAME_PADDING as usize, &frame.color));
            // Word draws the sides outside the indents.
            left += Twips::from_pt(STROKE);
            right += Twips::from_pt(STROKE);
            // Frames one below the other with the same edges would be drawn as one.
            if self.framed == Some((left, right)) {
                right += Twips(1);
            }
        } else if para.rule && style_has_no_rule(para) {
            out.property.borders = Some(styles::rule());
        }
        self.framed = para.frame.as_ref().map(|_| (left, right));
        if (left, right, look.first_line) != (style.left, style.right, style.first_line) {
            let first = (look.first_line != style.first_line).then_some(SpecialIndentType::FirstLine(look.first_line.0));
            out = out.indent(Some(left.0), first.or_else(|| styles::first_line(look)), Some(right.0), None);
        }
        let before = look.before + facts.extra_before;
        // A frame's height comes from its lines and padding.
        if look.line != style.line && para.frame.is_none() {
            out = out.line_spacing(styles::spacing(before, look.line));
        } else if before != style.before {
            out = out.line_spacing(LineSpacing::new().before(before.0.unsigned_abs()));
        }
        if let Some(leaders) = &facts.leaders {
            out = out.add_tab(styles::leader(leaders.end));
        }
        let stretches = stretches(para, style, facts, self.fonts);
        if let Some(figure) = &para.figure {
            out = out.add_run(Run::new().add_text(self.pictures.add(figure)));
        }
        match para.outline {
            Some(depth) => {
                self.bookmarks += 1;
                let id = self.bookmarks;
                out = out.outline_lvl(usize::from(depth)).add_bookmark_start(id, format!("Muc_{id}"));
                self.runs(stretches, out).add_bookmark_end(id)
            }
            None => self.runs(stretches, out),
        }
    }

    /// What a footnote says.
    fn note(&mut self, id: NoteId) -> Vec<Paragraph> {
        let Some(note) = self.notes.get(id.index()).copied() else { return Vec::new() };
        std::mem::swap(&mut self.links, &mut self.note_links);
        let paragraph = self.paragraph(&note.para);
        std::mem::swap(&mut self.links, &mut self.note_links);
        vec![paragraph]
    }

    fn runs(&mut self, stretches: Vec<Stretch<'_>>, mut out: Paragraph) -> Paragraph {
        for stretch in stretches {
            let mut run = stretch.run();
            if let Some(mark) = stretch.mark {
                // A reference inside a note is the note's own number.
                let (number, content) = mark.refers.map_or((0, Vec::new()), |id| (id.index(), self.note(id)));
                let id = number + 1;
                run = run.style(REFERENCE);
                run.children = vec![RunChild::FootnoteReference(FootnoteReference { id, style: REFERENCE.to_owned(), content })];
            }
            if let Some(fill) = stretch.fill {
                let alias = Control::of(fill.kind).to_alias(fill.title.as_deref());
                out = out.add_structured_data_tag(StructuredDataTag::new().alias(alias).add_run(run));
                continue;
            }
            let Some(target) = stretch.link else {
                out = out.add_run(run);
                continue;
            };
            let link = match target.strip_prefix('#') {
                Some(anchor) => HyperlinkData::Anchor { anchor: anchor.to_owned() },
                None => {
                    self.links.push(target.to_owned());
                    HyperlinkData::External { rid: format!("rIdLink{}", self.links.len()), path: String::new() }
                }
            };
            let children = vec![ParagraphChild::Run(Box::new(run))];
            out = out.add_hyperlink(Hyperlink { link, history: None, children });
        }
        out
    }
}

/// A paragraph with the room below it that a table wants.
fn before_table(mut paragraph: Paragraph, next: Option<&FlowBlock>) -> Paragraph {
    if let Some(FlowBlock::Table(table)) = next
        && table.above > Twips(0)
    {
        let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
        paragraph.property.line_spacing = Some(spacing.after(table.above.0.unsigned_abs()));
    }
    paragraph
}

/// A cell of some columns' width.
fn sized(column: usize, columns: usize, widths: &[usize]) -> TableCell {
    let end = (column + columns).min(widths.len());
    let cell = TableCell::new().width(widths[column..end].iter().sum(), WidthType::Dxa);
    if columns > 1 { cell.grid_span(columns) } else { cell }
}

fn style_has_no_rule(para: &Para) -> bool {
    para.component != crate::standard::Component::Rule
}
