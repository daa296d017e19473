//! Plain text, pasted or from a `.txt` file, as a paper: a line, or lines that one sentence was broken into, are a paragraph.

use std::sync::Arc;

use super::TYPES;
use crate::paper::{Alignment, Block, Detail, Font, Margins, Paper, ParaFormat, Paragraph, Place, Run, Section, Story};
use crate::text::{folded, is_letter, is_letter_or_digit, nfc};
use crate::units::Twips;

/// Lines below a title that may be its summary.
const SUMMARY: usize = 3;

/// The paper that a text is.
pub fn of_text(text: &str) -> Paper {
    let part: Arc<str> = Arc::from("text");
    let (mut blocks, mut below) = (Vec::new(), 0);
    for (at, line) in joined(text) {
        let trimmed = line.trim();
        let capitals = trimmed.chars().any(is_letter) && !trimmed.chars().any(char::is_lowercase);
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
            place: Place { story: Story::Body, part: part.clone(), paragraph: at + 1, cell: None, boxed: false, page: None, bytes: 0..0 },
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
        detail: Detail::Words,
    }
}

/// A line of so many letters may have been broken by whoever showed it; no line is longer then than this.
const LONG: (usize, usize) = (60, 120);

/// The paragraphs with the numbers of their first lines, from 0: text copied out of a PDF or a mail is broken where lines ended.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let wrapped = text.lines().all(|line| line.chars().count() < LONG.1);
    let mut was_long = false;
    for (at, line) in text.lines().enumerate() {
        let line = nfc(line.trim_end());
        let long = wrapped && line.chars().count() >= LONG.0;
        match out.last_mut() {
            Some((_, before)) if goes_on(before, was_long, line.trim()) => {
                before.push(' ');
                before.push_str(line.trim());
            }
            _ => out.push((at, line)),
        }
        was_long = long;
    }
    out
}

/// Whether a line goes on with the sentence before it.
fn goes_on(before: &str, was_long: bool, line: &str) -> bool {
    let open = before.contains(char::is_lowercase) && !before.trim_end().ends_with(['.', ';', ':', '!', '?', '/']);
    let small = line.starts_with(char::is_lowercase) && !has_mark(line);
    // Lines of a head and of a list of names are short.
    let sentence = was_long && line.contains(char::is_lowercase) && line.starts_with(is_letter_or_digit) && !is_other(line);
    open && (small || sentence && !line.contains('\t') && !line.contains("   "))
}

/// Whether a line below a title begins something else.
fn is_other(line: &str) -> bool {
    let low = folded(line);
    ["can cu", "kinh gui", "thuc hien", "theo de nghi", "phan ", "chuong ", "dieu "].iter().any(|w| low.starts_with(w)) || has_mark(line)
}

/// Whether a line begins with a dash, a number or a letter of a list.
fn has_mark(line: &str) -> bool {
    line.starts_with(['-', '+', '*', '•', '–'])
        || folded(line).split_once(['.', ')']).is_some_and(|(mark, _)| mark.chars().count() <= 4 && !mark.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_become_paragraphs_and_others_stay() {
        let text = "KẾ HOẠCH\nKiểm tra năm 2025\n\nI. MỤC ĐÍCH\n1. Rà soát việc giải quyết thủ tục hành chính tại các cơ quan, đơn vị thuộc\nSở (trong đó có\nđơn vị mới).\n- Sở Nội vụ;\n- các phòng\nNguyễn Văn Mẫu";
        let paragraphs: Vec<(usize, String)> = joined(text);
        let words: Vec<&str> = paragraphs.iter().map(|(_, words)| words.as_str()).collect();
        let whole = "1. Rà soát việc giải quyết thủ tục hành chính tại các cơ quan, đơn vị thuộc Sở (trong đó có đơn vị mới).";
        let wanted = ["KẾ HOẠCH", "Kiểm tra năm 2025", "", "I. MỤC ĐÍCH", whole, "- Sở Nội vụ;", "- các phòng", "Nguyễn Văn Mẫu"];
        assert_eq!(words, wanted);
        assert_eq!(paragraphs[5].0, 7, "places are lines");
    }
}
