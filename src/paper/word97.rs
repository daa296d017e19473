//! Word's file of 1997 to 2003 (`.doc`) as a paper. The crate `rwml` reads it: words, runs, paragraphs and tables are what they
//! are; the look that a style gives, page numbers, drawn lines and borders, tracked changes, and where a note is referred to, it
//! does not tell.

use std::sync::Arc;

use rwml::{Align, CharProps, Document, Error, FieldRole, Image, NoteKind, ParaProps, SourceRegionKind, VertAlign};

use super::block::{Block, Cell, Drawing, Label, NoteRef, Paragraph, Picture, Row, Run, Table};
use super::letters;
use super::look::{Alignment, Borders, Font, LineSpacing, ParaFormat, Rgb, Vertical};
use super::place::{CellPlace, Place, Story};
use super::refusal::{REOPEN, Refusal};
use super::section::{Margins, Section};
use super::{Comment, Detail, Note, Paper, Remark, RemarkKind};
use crate::limits::docx as limits;
use crate::units::{HalfPt, Twips};

/// Reads a `.doc`.
///
/// # Errors
///
/// It is encrypted, damaged, or beyond the [limits](crate::limits::docx).
pub(super) fn read(bytes: &[u8]) -> Result<Paper, Refusal> {
    // Of all bytes one in 128 is such a sign by chance, as in pictures.
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\r' | 0x07)).count();
    if ends > limits::WORD97_PARAGRAPHS + bytes.len() / 64 {
        return Err(Refusal::beyond(&format!("Văn bản có quá {} đoạn", limits::WORD97_PARAGRAPHS)));
    }
    let document = Document::open(bytes).map_err(|why| match why {
        Error::Encrypted { .. } => Refusal::encrypted(),
        _ => Refusal::new("Tệp .doc hỏng hoặc thiếu phần nội dung", REOPEN),
    })?;
    let model = document.model();
    let mut reader =
        Reader { story: Story::Body, paragraphs: 0, tables: 0, cell: None, remarks: Vec::new(), part: Arc::from("WordDocument") };
    let mut blocks = Vec::new();
    for region in model.source_regions(SourceRegionKind::Main) {
        reader.blocks(model.source_region_blocks(region), &mut blocks);
    }
    for boxed in document.text_boxes() {
        reader.remarks.push(Remark { kind: RemarkKind::Object, place: reader.first(), words: boxed.text });
    }
    let mut notes = Vec::new();
    for (at, note) in (1..).zip(document.notes()) {
        let (reference, story) = match note.kind {
            NoteKind::Footnote => (NoteRef::Footnote(at), Story::Footnote(at)),
            NoteKind::Endnote => (NoteRef::Endnote(at), Story::Endnote(at)),
        };
        reader.enter(story);
        let lines = note.text.lines().filter(|line| !line.trim().is_empty());
        let blocks = lines.map(|line| Block::Paragraph(reader.plain(line))).collect();
        notes.push(Note { reference, blocks });
    }
    let comment =
        |(id, comment): (i32, rwml::Comment)| Comment { id, author: comment.author.unwrap_or_default(), text: comment.text, at: None };
    Ok(Paper {
        sections: vec![section(&model.setup.page, blocks.len())],
        blocks,
        margins: Vec::new(),
        notes,
        comments: (1..).zip(document.comments()).map(comment).collect(),
        remarks: reader.remarks,
        compatibility: None,
        signed: false,
        detail: Detail::Marks,
    })
}

/// The page of the first section, the only one that is told.
fn section(page: &rwml::PageSetup, blocks: usize) -> Section {
    let margins = Margins {
        top: points(page.top()),
        bottom: points(page.bottom()),
        left: points(page.left()),
        right: points(page.right()),
        header: Twips(0),
        footer: Twips(0),
        gutter: Twips(0),
    };
    Section {
        blocks: 0..blocks,
        width: points(page.width_pt),
        height: points(page.height_pt),
        margins,
        continuous: false,
        title_page: false,
        first_number: None,
        columns: 1,
        page_margins: Vec::new(),
    }
}

fn points(points: f32) -> Twips {
    Twips((points * 20.0).round() as i32)
}

struct Reader {
    story: Story,
    paragraphs: usize,
    tables: usize,
    cell: Option<CellPlace>,
    remarks: Vec<Remark>,
    part: Arc<str>,
}

impl Reader {
    fn enter(&mut self, story: Story) {
        (self.story, self.paragraphs, self.cell) = (story, 0, None);
    }

    fn place(&self) -> Place {
        Place {
            story: self.story,
            part: self.part.clone(),
            paragraph: self.paragraphs,
            cell: self.cell,
            boxed: false,
            page: None,
            bytes: 0..0,
        }
    }

    /// The beginning of the text: the place of what is told without one.
    fn first(&self) -> Place {
        Place { story: Story::Body, paragraph: 1, cell: None, ..self.place() }
    }

    fn blocks(&mut self, blocks: &[rwml::Block], out: &mut Vec<Block>) {
        let mut breaks = false;
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            match block {
                rwml::Block::Paragraph(paragraph) => {
                    let mut read = self.paragraph(paragraph);
                    read.page_break = std::mem::take(&mut breaks);
                    out.push(Block::Paragraph(read));
                }
                rwml::Block::Table(first) => {
                    // Word keeps a paragraph between two tables: those that touch are one, whose rows differ in their edges.
                    let touching = blocks[at..].iter().take_while(|b| matches!(b, rwml::Block::Table(_))).count();
                    let others =
                        blocks[at..at + touching].iter().filter_map(|b| if let rwml::Block::Table(t) = b { Some(t) } else { None });
                    let parts: Vec<&rwml::Table> = std::iter::once(first).chain(others).collect();
                    out.push(Block::Table(self.table(&parts)));
                    at += touching;
                }
                rwml::Block::Image(image) => {
                    let mut read = self.plain("");
                    read.drawings.push(picture(image));
                    out.push(Block::Paragraph(read));
                }
                rwml::Block::Chart(_) => {
                    let mut read = self.plain("");
                    read.drawings.push(Drawing::Object);
                    out.push(Block::Paragraph(read));
                }
                rwml::Block::PageBreak => breaks = true,
                rwml::Block::SectionBreak(_) => {}
            }
        }
    }

    /// A paragraph of these words alone.
    fn plain(&mut self, words: &str) -> Paragraph {
        let run = rwml::Run { text: words.to_owned(), ..rwml::Run::default() };
        self.paragraph(&rwml::Paragraph { props: ParaProps::default(), runs: vec![run] })
    }

    fn paragraph(&mut self, source: &rwml::Paragraph) -> Paragraph {
        self.paragraphs += 1;
        let place = self.place();
        let mut runs: Vec<Run> = Vec::new();
        let mut drawings = Vec::new();
        for run in &source.runs {
            drawings.extend(run.image.as_ref().map(picture));
            let text = written(&run.text);
            if run.props.hidden {
                self.remarks.push(Remark { kind: RemarkKind::Hidden, place: place.clone(), words: text });
                continue;
            }
            let link = if let FieldRole::Hyperlink { url } = &run.field { Some(Arc::from(url.as_str())) } else { None };
            let (font, field) = (font(&run.props), matches!(run.field, FieldRole::Simple { .. } | FieldRole::Other));
            match runs.last_mut() {
                Some(last) if last.font == font && last.link == link && last.field == field => last.text.push_str(&text),
                _ => runs.push(Run { text, font, link, note: None, field }),
            }
        }
        runs.retain(|run| !run.text.is_empty());
        self.remarks.extend(letters::settle(&mut runs).into_iter().map(|(kind, words)| Remark { kind, place: place.clone(), words }));
        let mark = runs.last().map(|run| run.font.clone()).unwrap_or_default();
        let label = source.props.list.as_ref().map(|list| Label {
            text: if list.label.trim().is_empty() { "-".to_owned() } else { list.label.trim().to_owned() },
            level: usize::from(list.level),
            font: runs.first().map(|run| run.font.clone()).unwrap_or_default(),
        });
        Paragraph {
            place,
            style: source.props.style_name.as_deref().map(Arc::from),
            format: format(&source.props),
            label,
            runs,
            mark,
            drawings,
            fields: Vec::new(),
            page_break: false,
            framed: false,
        }
    }

    fn table(&mut self, parts: &[&rwml::Table]) -> Table {
        self.tables += 1;
        let (number, around) = (self.tables, self.cell);
        let place = Place { paragraph: self.paragraphs + 1, ..self.place() };
        // Rows that a cell of each column still covers.
        let mut below: Vec<usize> = Vec::new();
        let mut rows = Vec::new();
        for (part, source) in parts.iter().flat_map(|part| part.rows.iter().enumerate().map(move |(at, row)| ((*part, at), row))) {
            let mut row = Row { repeated: part.1 < part.0.header_rows, keep: false, cells: Vec::new() };
            let mut column = 0;
            let mut cells = source.cells.iter().peekable();
            while cells.peek().is_some() || below.get(column).is_some_and(|left| *left > 0) {
                if let Some(left) = below.get_mut(column).filter(|left| **left > 0) {
                    *left -= 1;
                    row.cells.push(empty(column));
                    column += 1;
                    continue;
                }
                let Some(cell) = cells.next() else { break };
                let columns = usize::from(cell.col_span).clamp(1, limits::COLUMNS);
                self.cell = Some(CellPlace { table: number, row: rows.len() + 1, column: column + 1 });
                let mut blocks = Vec::new();
                self.blocks(&cell.blocks, &mut blocks);
                below.resize(below.len().max(column + columns), 0);
                below[column..column + columns].fill(usize::from(cell.row_span).saturating_sub(1));
                let rows = usize::from(cell.row_span).max(1);
                row.cells.push(Cell { columns, rows, blocks, shaded: cell.shading.is_some(), ..empty(column) });
                column += columns;
            }
            rows.push(row);
        }
        self.cell = around;
        let columns = below.len();
        // The two sides of header and signature have no rules; of other tables nothing is told.
        let ruled = columns > 2 || rows.len() > 3;
        Table { place, number, columns: vec![Twips(0); columns], rows, indent: Twips(0), ruled, floating: false }
    }
}

/// A cell that goes on from above.
fn empty(column: usize) -> Cell {
    Cell { column, columns: 1, rows: 0, width: None, blocks: Vec::new(), borders: Borders::default(), shaded: false }
}

/// The words of a run: signs of the format that have letters of their own.
fn written(text: &str) -> String {
    let sign = |c: char| match c {
        '\u{b}' | '\r' => Some('\n'),
        '\u{1e}' => Some('\u{2011}'),
        '\t' | '\n' => Some(c),
        c if c.is_control() => None,
        c => Some(c),
    };
    text.chars().filter_map(sign).collect()
}

fn font(props: &CharProps) -> Font {
    let plain = Font::default();
    let name = props.font.as_deref().map_or_else(|| plain.name.clone(), Arc::from);
    Font {
        other: name.clone(),
        name,
        size: props.size_half_pt.map_or(plain.size, |size| HalfPt(size.into())),
        bold: props.bold,
        italic: props.italic,
        underline: props.underline,
        strike: props.strike,
        caps: props.caps,
        small_caps: props.small_caps,
        vertical: match props.vert_align {
            VertAlign::Baseline => Vertical::Baseline,
            VertAlign::Super => Vertical::Superscript,
            VertAlign::Sub => Vertical::Subscript,
        },
        color: props.color.map(|c| Rgb(c.r, c.g, c.b)),
        highlight: props.highlight.is_some(),
        ..plain
    }
}

fn format(props: &ParaProps) -> ParaFormat {
    let length = |points_: Option<f32>| points_.map_or(Twips(0), points);
    let Twips(first) = length(props.indent.first_line_pt);
    let Twips(hanging) = length(props.indent.hanging_pt);
    ParaFormat {
        alignment: match props.align {
            Align::Left => Alignment::Left,
            Align::Center => Alignment::Center,
            Align::Right => Alignment::Right,
            Align::Justify => Alignment::Justify,
        },
        left: length(props.indent.left_pt),
        right: length(props.indent.right_pt),
        first_line: Twips(first - hanging),
        before: length(props.spacing.before_pt),
        after: length(props.spacing.after_pt),
        line: props.spacing.line_pct.map_or(LineSpacing::Multiple(1.0), |times| LineSpacing::Multiple(times.into())),
        page_break_before: props.page_break_before,
        outline: props.outline_level.filter(|level| *level < 9),
        ..ParaFormat::default()
    }
}

fn picture(image: &Image) -> Drawing {
    // 96 dots an inch.
    let length = |pixels: Option<u32>| Twips(pixels.map_or(0, |p| i32::try_from(p.saturating_mul(15)).unwrap_or(i32::MAX)));
    Drawing::Picture(Picture {
        part: None,
        width: length(image.width_px),
        height: length(image.height_px),
        alt: image.alt.clone(),
        inline: image.floating_offset_emu.is_none(),
    })
}
