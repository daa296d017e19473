//! Our own documents as paper: the flow, as a reader of the finished DOCX finds it.
//!
//! Facts of our own documents and of anybody's file come from one reading, that of `recognise`; nothing
//! about a document is found out twice.

use std::ops::Range;
use std::sync::Arc;

use crate::font::Fonts;
use crate::layout::STROKE;
use crate::line::{self, FillKind};
use crate::paper::{
    Alignment, Block, Borders, Cell, CellPlace, Detail, Drawing, Edge, FieldKind, Font, LineSpacing, Margins, Note, NoteRef, PageMargin,
    Pages, Paper, ParaFormat, Paragraph, Picture, Place, Rgb, Row, Run, Section, Story, Table, Vertical,
};
use crate::standard::{Align, Component};
use crate::style::{self, Columns, Flow, FlowBlock, LineHeight, Para, ParaLook, TableFlow};
use crate::tree::Origin;
use crate::units::{HalfPt, Twips};

/// The font that the DOCX names.
const FAMILY: &str = "Times New Roman";

/// A flow as paper, and where in the data each of its paragraphs came from, by their numbers from 1.
pub fn of_flow(flow: &Flow, fonts: &Fonts) -> (Paper, Vec<Option<Origin>>) {
    let mut writer = Writer { fonts, family: Arc::from(FAMILY), story: Story::Body, cell: None, tables: 0, origins: Vec::new() };
    let mut paper = Paper {
        blocks: Vec::new(),
        sections: Vec::new(),
        margins: Vec::new(),
        notes: Vec::new(),
        comments: Vec::new(),
        remarks: Vec::new(),
        compatibility: Some(flow.compatibility_mode),
        signed: false,
        detail: Detail::All,
    };
    for section in &flow.sections {
        let from = paper.blocks.len();
        for block in &section.blocks {
            paper.blocks.push(match block {
                FlowBlock::Para(para) => Block::Paragraph(writer.paragraph(para)),
                FlowBlock::Columns(columns) => Block::Table(writer.columns(columns)),
                FlowBlock::Table(table) => Block::Table(writer.table(table)),
            });
        }
        paper.sections.push(page(section, from..paper.blocks.len()));
    }
    let number = writer.page_number(flow.styles.look(Component::PageNumber));
    paper.margins.push(PageMargin { story: Story::Header(0), part: "header1".to_owned(), pages: Pages::All, blocks: vec![number] });
    if let Some(first) = flow.sections.first() {
        for (above, pages, paras) in [
            (true, Pages::First, first.first_header.iter().collect::<Vec<_>>()),
            (false, Pages::First, first.first_footer.iter().collect()),
            (false, Pages::All, first.footer.iter().collect()),
        ] {
            if paras.is_empty() {
                continue;
            }
            let at = paper.margins.len();
            let story = if above { Story::Header(at) } else { Story::Footer(at) };
            let blocks = paras.into_iter().map(|para| Block::Paragraph(writer.within(story, para))).collect();
            paper.margins.push(PageMargin { story, part: String::new(), pages, blocks });
            if let Some(section) = paper.sections.first_mut() {
                section.page_margins.push(at);
            }
        }
    }
    for note in flow.notes() {
        let id = note.id.index() as i32 + 1;
        let blocks = vec![Block::Paragraph(writer.within(Story::Footnote(id), &note.para))];
        paper.notes.push(Note { reference: NoteRef::Footnote(id), blocks });
    }
    (paper, writer.origins)
}

fn page(section: &style::Section, blocks: Range<usize>) -> Section {
    let page = &section.page;
    Section {
        blocks,
        width: page.width,
        height: page.height,
        margins: Margins {
            top: page.top,
            bottom: page.bottom,
            left: page.left,
            right: page.right,
            header: page.page_number,
            footer: page.bottom,
            gutter: Twips(0),
        },
        continuous: false,
        title_page: true,
        first_number: Some(1),
        columns: 1,
        page_margins: vec![0],
    }
}

struct Writer<'a> {
    fonts: &'a Fonts,
    family: Arc<str>,
    story: Story,
    cell: Option<CellPlace>,
    tables: usize,
    origins: Vec<Option<Origin>>,
}

impl Writer<'_> {
    /// A paragraph outside the text; its number is counted with those of the text, so that it has an origin.
    fn within(&mut self, story: Story, para: &Para) -> Paragraph {
        self.story = story;
        let paragraph = self.paragraph(para);
        self.story = Story::Body;
        paragraph
    }

    fn place(&mut self, origin: Option<Origin>) -> Place {
        self.origins.push(origin);
        Place {
            story: self.story,
            part: Arc::from(""),
            paragraph: self.origins.len(),
            cell: self.cell,
            boxed: false,
            page: None,
            bytes: 0..0,
        }
    }

    fn page_number(&mut self, look: &ParaLook) -> Block {
        let font = self.font(false, false, look.size);
        let story = std::mem::replace(&mut self.story, Story::Header(0));
        let place = self.place(None);
        self.story = story;
        Block::Paragraph(Paragraph {
            place,
            style: None,
            format: format(look),
            label: None,
            runs: vec![Run { text: "2".to_owned(), font: font.clone(), link: None, note: None, field: true }],
            mark: font,
            drawings: Vec::new(),
            fields: vec![FieldKind::Page],
            page_break: false,
            framed: false,
        })
    }

    fn paragraph(&mut self, para: &Para) -> Paragraph {
        let look = &para.look;
        let place = self.place(para.origin.clone());
        let mut format = format(look);
        format.outline = para.outline;
        if para.rule {
            format.borders.top = Some(edge(None));
        }
        if let Some(frame) = &para.frame {
            let all = Some(edge(Rgb::from_hex(&frame.color)));
            // Word draws the sides outside the indents; the height comes from lines and padding.
            format.left += Twips::from_pt(STROKE);
            format.right += Twips::from_pt(STROKE);
            format.line = LineSpacing::Multiple(1.0);
            format.borders = Borders { top: all, bottom: all, left: all, right: all };
        }
        let picture = para.figure.as_ref().map(|figure| {
            Drawing::Picture(Picture {
                part: None,
                width: figure.width,
                height: figure.height,
                alt: Some(figure.alt.clone()),
                inline: true,
            })
        });
        let color = para.frame.as_ref().and_then(|f| Rgb::from_hex(&f.color));
        let runs = para.runs.iter().filter_map(|run| self.run(run, look, color)).collect();
        Paragraph {
            place,
            style: None,
            format,
            label: None,
            runs,
            mark: self.font(look.bold, look.italic, look.size),
            drawings: picture.into_iter().collect(),
            fields: Vec::new(),
            page_break: false,
            framed: false,
        }
    }

    fn run(&self, run: &line::Run, look: &ParaLook, color: Option<Rgb>) -> Option<Run> {
        let mut font = self.font(run.bold, run.italic, look.size);
        font.color = color;
        if let Some(mark) = run.mark {
            // Word counts footnotes itself: the number is no word of the text.
            font.vertical = Vertical::Superscript;
            let note = mark.refers.map(|id| NoteRef::Footnote(id.index() as i32 + 1));
            return Some(Run { text: String::new(), font, link: None, note, field: false });
        }
        let leads = run.fill.as_ref().is_some_and(|fill| matches!(fill.kind, FillKind::Leader(_)));
        let text = match run.filling(self.fonts.face(run.bold, run.italic), look.size.pt()) {
            // Dots to the line's end are a tab's.
            Some(_) if leads => "\t".to_owned(),
            Some(filling) => filling,
            None => run.text.clone(),
        };
        (!text.is_empty()).then(|| Run { text, font, link: run.link.as_deref().map(Arc::from), note: None, field: false })
    }

    fn font(&self, bold: bool, italic: bool, size: HalfPt) -> Font {
        Font { name: self.family.clone(), other: self.family.clone(), size, bold, italic, ..Font::default() }
    }

    fn columns(&mut self, columns: &Columns) -> Table {
        let rows: Vec<_> =
            columns.rows.iter().map(|row| (row.cells.iter().map(Vec::as_slice).collect::<Vec<_>>(), row.keep_next)).collect();
        let mut table = self.open(columns.widths.to_vec(), false);
        for (at, (cells, _)) in rows.into_iter().enumerate() {
            let last = cells.len().saturating_sub(1);
            let cells = cells.into_iter().enumerate().map(|(column, paras)| {
                let columns = if column == last { 2 - last.min(1) } else { 1 };
                self.cell(table.number, at, [column, columns, 1], paras, false)
            });
            table.rows.push(Row { repeated: false, keep: true, cells: cells.collect() });
        }
        table
    }

    fn table(&mut self, flow: &TableFlow) -> Table {
        let mut table = self.open(flow.widths.clone(), flow.lined);
        let mut below: Vec<(usize, usize, usize)> = Vec::new();
        for (at, row) in flow.rows.iter().enumerate() {
            let mut cells: Vec<Cell> =
                row.cells.iter().map(|c| self.cell(table.number, at, [c.column, c.columns, c.rows], &c.paras, flow.lined)).collect();
            cells.extend(below.iter().map(|(column, columns, _)| self.cell(table.number, at, [*column, *columns, 0], &[], flow.lined)));
            cells.sort_by_key(|c| c.column);
            below.retain_mut(|(.., left)| {
                *left -= 1;
                *left > 0
            });
            below.extend(row.cells.iter().filter(|c| c.rows > 1).map(|c| (c.column, c.columns, c.rows - 1)));
            table.rows.push(Row { repeated: at < flow.head, keep: false, cells });
        }
        table
    }

    fn open(&mut self, columns: Vec<Twips>, ruled: bool) -> Table {
        self.tables += 1;
        let place = Place {
            story: self.story,
            part: Arc::from(""),
            paragraph: self.origins.len() + 1,
            cell: None,
            boxed: false,
            page: None,
            bytes: 0..0,
        };
        Table { place, number: self.tables, columns, rows: Vec::new(), indent: Twips(0), ruled, floating: false }
    }

    fn cell(&mut self, table: usize, row: usize, [column, columns, rows]: [usize; 3], paras: &[Para], ruled: bool) -> Cell {
        self.cell = Some(CellPlace { table, row: row + 1, column: column + 1 });
        let blocks = paras.iter().map(|para| Block::Paragraph(self.paragraph(para))).collect();
        self.cell = None;
        let all = ruled.then(|| edge(None));
        Cell {
            column,
            columns,
            rows,
            width: None,
            blocks,
            borders: Borders { top: all, bottom: all, left: all, right: all },
            shaded: false,
        }
    }
}

/// A drawn line; `w:sz` counts eighths of a point.
fn edge(color: Option<Rgb>) -> Edge {
    Edge { eighths: (STROKE * 8.0) as u32, color, single: true }
}

fn format(look: &ParaLook) -> ParaFormat {
    ParaFormat {
        alignment: match look.align {
            Align::Left => Alignment::Left,
            Align::Center => Alignment::Center,
            Align::Right => Alignment::Right,
            Align::Justify => Alignment::Justify,
        },
        left: look.left,
        right: look.right,
        first_line: look.first_line,
        before: look.before,
        line: match look.line {
            LineHeight::Multiple(m) => LineSpacing::Multiple(f64::from(m) / 240.0),
            LineHeight::Exact(height) => LineSpacing::Exactly(height),
        },
        keep_next: look.keep_next,
        keep_lines: look.keep_lines,
        ..ParaFormat::default()
    }
}
