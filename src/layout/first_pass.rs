//! Where LibreOffice ends the first page before it has measured anything.
//!
//! While it reads a file it puts so many paragraphs and table rows on each page (`CheckInsert` in its
//! `frmtool.cxx`), then measures and moves back what still fits. If that first pass parts a heading from what
//! it is kept with, and the heading fits but the rest does not, the heading stays behind: nothing
//! moved that would have taken it along. The layout asks here and makes such a break sure.

use super::led;
use crate::style::{Flow, FlowBlock, Section};

/// Paragraphs and rows on a page of the first pass.
const SHORT: usize = 25;
/// The same in a document of more than [`LONG_FROM`] nodes.
const LONG: usize = 20;
const LONG_FROM: isize = 100;
/// A table that exceeds a page by more rows than this begins on it all the same.
const SPLIT_FROM: usize = 10;
/// LibreOffice counts this many nodes less for each table.
const TABLE_NODES: isize = 25;

/// The number among a section's strips (paragraphs and rows) of the one that opens the second page of the first pass.
pub(super) fn second_page(flow: &Flow, index: usize, section: &Section) -> Option<usize> {
    let nodes: isize = flow.sections.iter().flat_map(|s| &s.blocks).map(nodes).sum();
    let most = if nodes > LONG_FROM { LONG } else { SHORT };
    // What begins a section begins a page, which is not counted.
    let mut count = usize::from(led(flow, index)) + usize::from(index == 0);
    let mut strip = 0;
    for (i, block) in section.blocks.iter().enumerate() {
        let strips = strips(block);
        // Two tables are parted by a paragraph.
        let parted = i > 0 && block.is_table() && section.blocks[i - 1].is_table();
        count += usize::from(parted) + if i == 0 { strips - 1 } else { strips };
        if count > most {
            return (strips == 1 || count <= most + SPLIT_FROM).then_some(strip);
        }
        strip += strips;
    }
    None
}

fn strips(block: &FlowBlock) -> usize {
    match block {
        FlowBlock::Para(_) => 1,
        FlowBlock::Columns(columns) => columns.rows.len(),
        FlowBlock::Table(table) => table.rows.len(),
    }
}

/// How many nodes LibreOffice counts for a block: each paragraph, begin and end of each cell and table.
fn nodes(block: &FlowBlock) -> isize {
    let cell = |paras: usize| 2 + paras;
    let cells: usize = match block {
        FlowBlock::Para(_) => return 1,
        FlowBlock::Columns(columns) => columns.rows.iter().flat_map(|r| &r.cells).map(|c| cell(c.len())).sum(),
        // A cell that covers others stands over empty ones.
        FlowBlock::Table(table) => {
            table.rows.iter().flat_map(|r| &r.cells).map(|c| cell(c.paras.len()) + c.rows.saturating_sub(1) * cell(1)).sum()
        }
    };
    2 + cells as isize - TABLE_NODES
}
