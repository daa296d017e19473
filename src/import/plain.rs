//! Plain text, pasted or from a `.txt` file, as a paper: a line is a paragraph.

use std::sync::Arc;

use crate::paper::{Alignment, Block, Font, Margins, Paper, ParaFormat, Paragraph, Place, Run, Section, Story};
use crate::recognise::TYPES;
use crate::text::{folded, nfc};
use crate::units::Twips;

/// Lines below a title that may be its summary.
const SUMMARY: usize = 3;

/// The paper that a text is.
pub(super) fn paper(text: &str) -> Paper {
    let part: Arc<str> = Arc::from("text");
    let (mut blocks, mut below) = (Vec::new(), 0);
    for (at, line) in text.lines().enumerate() {
        let line = nfc(line.trim_end());
        let trimmed = line.trim();
        let capitals = trimmed.chars().any(char::is_alphabetic) && !trimmed.chars().any(char::is_lowercase);
        let title = capitals && TYPES.iter().any(|t| folded(trimmed).starts_with(&folded(t.name)));
        // The lines below a title, up to an empty one or the first sentence, are its summary.
        let goes_on = below > 0 && !trimmed.is_empty() && !trimmed.ends_with([';', ':', '.']) && !is_other(trimmed);
        let centred = title || goes_on;
        below = match (title, goes_on) {
            (true, _) => SUMMARY,
            (_, true) => below - 1,
            _ if trimmed.is_empty() && below == SUMMARY => below,
            _ => 0,
        };
        let font = Font { bold: centred || capitals, ..Font::default() };
        let alignment = if centred { Alignment::Center } else { Alignment::Left };
        let run = Run { text: line.clone(), font: font.clone(), link: None, note: None, field: false };
        blocks.push(Block::Paragraph(Paragraph {
            place: Place { story: Story::Body, part: part.clone(), paragraph: at + 1, cell: None, boxed: false, bytes: 0..0 },
            style: None,
            format: ParaFormat { alignment, ..ParaFormat::default() },
            label: None,
            runs: Some(run).filter(|r| !r.text.is_empty()).into_iter().collect(),
            mark: font,
            drawings: Vec::new(),
            fields: Vec::new(),
            page_break: false,
            framed: false,
        }));
    }
    let none = Twips(0);
    let section = Section {
        blocks: 0..blocks.len(),
        width: Twips(1),
        height: Twips(2),
        margins: Margins { top: none, bottom: none, left: none, right: none, header: none, footer: none, gutter: none },
        continuous: false,
        title_page: false,
        first_number: None,
        columns: 1,
        page_margins: Vec::new(),
    };
    Paper {
        blocks,
        sections: vec![section],
        margins: Vec::new(),
        notes: Vec::new(),
        comments: Vec::new(),
        remarks: Vec::new(),
        compatibility: None,
        signed: false,
    }
}

/// Whether a line below a title begins something else.
fn is_other(line: &str) -> bool {
    let low = folded(line);
    ["can cu", "kinh gui", "thuc hien", "theo de nghi", "phan ", "chuong ", "dieu "].iter().any(|w| low.starts_with(w))
        || line.starts_with(['-', '+', '*', '•', '–'])
        || low.split_once(['.', ')']).is_some_and(|(mark, _)| mark.chars().count() <= 4 && !mark.contains(' '))
}
