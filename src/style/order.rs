//! Reading order, said here only, and the ids that paragraphs and rows get by it.

use super::{Flow, FlowBlock, Footnote, Para, Section, TableRow};

/// Number of a paragraph among all of its document in reading order, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParaId(pub u32);

/// Number of a table's row among those of all tables of its document, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

impl ParaId {
    /// Its place in a list with an entry for each paragraph.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl RowId {
    /// Its place in a list with an entry for each row.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Flow {
    /// All paragraphs in reading order, that of their ids; the footnotes of a section come last.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Para> {
        self.sections.iter().flat_map(Section::paragraphs)
    }

    /// All footnotes in the order of their ids.
    pub fn notes(&self) -> impl Iterator<Item = &Footnote> {
        self.sections.iter().flat_map(|s| &s.notes)
    }

    /// How many rows all tables have.
    pub(crate) fn row_count(&self) -> usize {
        let rows = |block: &FlowBlock| if let FlowBlock::Table(table) = block { table.rows.len() } else { 0 };
        self.sections.iter().flat_map(|s| &s.blocks).map(rows).sum()
    }
}

impl Section {
    /// Its paragraphs in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Para> {
        let blocks = self.blocks.iter().flat_map(FlowBlock::paragraphs);
        let notes = self.notes.iter().map(|n| &n.para);
        self.first_header.iter().chain(blocks).chain(&self.first_footer).chain(notes).chain(&self.footer)
    }

    /// The same paragraphs in the same order.
    fn paragraphs_mut(&mut self) -> impl Iterator<Item = &mut Para> {
        let blocks = self.blocks.iter_mut().flat_map(FlowBlock::paragraphs_mut);
        let notes = self.notes.iter_mut().map(|n| &mut n.para);
        self.first_header.iter_mut().chain(blocks).chain(&mut self.first_footer).chain(notes).chain(&mut self.footer)
    }
}

impl FlowBlock {
    /// Its paragraphs in reading order.
    pub fn paragraphs(&self) -> Box<dyn Iterator<Item = &Para> + '_> {
        match self {
            FlowBlock::Para(para) => Box::new(std::iter::once(para)),
            FlowBlock::Columns(columns) => Box::new(columns.rows.iter().flat_map(|r| &r.cells).flatten()),
            FlowBlock::Table(table) => Box::new(table.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.paras)),
        }
    }

    fn paragraphs_mut(&mut self) -> Box<dyn Iterator<Item = &mut Para> + '_> {
        match self {
            FlowBlock::Para(para) => Box::new(std::iter::once(para)),
            FlowBlock::Columns(columns) => Box::new(columns.rows.iter_mut().flat_map(|r| &mut r.cells).flatten()),
            FlowBlock::Table(table) => Box::new(table.rows.iter_mut().flat_map(|r| &mut r.cells).flat_map(|c| &mut c.paras)),
        }
    }
}

/// Gives all paragraphs and rows their ids.
pub(super) fn number(sections: &mut [Section]) {
    sections.iter_mut().flat_map(Section::paragraphs_mut).zip(0..).for_each(|(para, id)| para.id = ParaId(id));
    rows(sections).zip(0..).for_each(|(row, id)| row.id = RowId(id));
}

fn rows(sections: &mut [Section]) -> impl Iterator<Item = &mut TableRow> {
    let blocks = sections.iter_mut().flat_map(|s| &mut s.blocks);
    blocks.filter_map(|b| if let FlowBlock::Table(table) = b { Some(&mut table.rows) } else { None }).flatten()
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceId;
    use crate::font::Fonts;
    use crate::line::NoteId;
    use crate::standard::Standard;
    use crate::style::{self, Choices};
    use crate::{markup, tree};

    #[test]
    fn paragraphs_notes_and_rows_are_numbered_without_gaps_over_all_sections() {
        let part =
            "<p>Một^[chú thích].</p><table><column/><row><cell><p>a</p><p>b^[nữa]</p></cell></row><row><cell><p>c</p></cell></row></table>";
        let markup = format!(
            "<document><page-signatures><p>Đoàn</p></page-signatures><address><p>Số 1</p></address><marks circulation=\"Lưu hành nội bộ\"/>\
             <body>{part}</body><appendix><title>A</title><body>{part}</body></appendix></document>"
        );
        let mut document = markup::parse(&markup, SourceId(0), &|_| None).unwrap();
        tree::compose(&mut document, Standard::nd30());
        let flow = style::flow(&document, &Choices::default(), Standard::nd30(), &Fonts::builtin().unwrap()).0;
        let ids: Vec<usize> = flow.paragraphs().map(|p| p.id.index()).collect();
        assert_eq!(ids, (0..ids.len()).collect::<Vec<_>>());
        let said =
            |words: &str| flow.paragraphs().filter(|p| p.runs.iter().any(|r| r.text.trim() == words)).map(|p| p.id).collect::<Vec<_>>();
        // In each section the footnotes come behind the text, and the line for signatures last.
        let (cells, notes) = (said("c"), said("nữa"));
        assert!(cells.len() == 2 && cells[0] < notes[0] && notes[0] < said("Đoàn")[0] && said("Đoàn")[0] < cells[1] && cells[1] < notes[1]);
        assert_eq!(flow.notes().map(|n| n.id).collect::<Vec<_>>(), [0, 1, 2, 3].map(NoteId));
        assert_eq!(flow.row_count(), 4);
    }
}
