//! Where a finding about a line is shown: a paragraph of a Word file, or the value of the data it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Labels, Place, Source, SourceId, Sources, Span, Stretch};
use crate::paper::{Paper, Paragraph, Story, paragraphs};
use crate::recognise::Piece;
use crate::tree::Origin;

/// The way from a stretch of a paragraph to a place of a file that findings point into.
pub enum Places {
    /// A Word file: its text, one line for each paragraph, and where each begins.
    Text(SourceId, BTreeMap<(Story, usize), usize>),
    /// Data: the value that each paragraph came from.
    Data(Vec<Option<Origin>>),
}

impl Places {
    /// The places of a Word file, which becomes a source of that name.
    pub fn of_file(name: &str, paper: &Paper, sources: &mut Sources) -> Places {
        let (mut text, mut names, mut starts) = (String::new(), Vec::new(), BTreeMap::new());
        let notes = paper.notes.iter().flat_map(|n| paragraphs(&n.blocks));
        let margins = paper.margins.iter().flat_map(|m| paragraphs(&m.blocks));
        for paragraph in paper.paragraphs().chain(notes).chain(margins) {
            if let Some(label) = paragraph.label.as_ref().filter(|l| !l.text.is_empty()) {
                text.push_str(&label.text);
                text.push(' ');
            }
            starts.entry((paragraph.place.story, paragraph.place.paragraph)).or_insert(text.len());
            // Byte for byte, so that ranges hold.
            text.extend(paragraph.text().chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c }));
            text.push('\n');
            names.push(stretch(paragraph));
        }
        Places::Text(sources.add_source(Source::new(name, text, Labels::Paragraphs(names))), starts)
    }

    /// The place of a stretch.
    pub fn of(&self, piece: &Piece) -> Option<Place> {
        let place = piece.place();
        match self {
            Places::Text(source, starts) => {
                let start = starts.get(&(place.story, place.paragraph))?;
                Some(Span { source: *source, start: start + piece.range.start, end: start + piece.range.end }.into())
            }
            Places::Data(origins) => {
                let span = origins.get(place.paragraph.checked_sub(1)?)?.as_ref()?.span;
                Some(Place { span, words: Some(piece.text().replace('\u{2011}', "-")) })
            }
        }
    }
}

fn stretch(paragraph: &Paragraph) -> Stretch {
    let place = &paragraph.place;
    Stretch {
        name: place.to_string(),
        part: Arc::clone(&place.part),
        paragraph: place.paragraph,
        page: place.page,
        cell: place.cell.map(|c| [c.table, c.row, c.column]),
    }
}
