//! What no page's end may part: headings and lead-ins from what follows, an end mark from what is above it, the last
//! words of a text from its signatures.

use super::{FlowBlock, Para};
use crate::standard::{Align, Component};

/// Holds each lead-in to the next block, and an end mark to the one above it.
pub(super) fn hold_together(blocks: &mut [FlowBlock], end_mark: &str) {
    let last = blocks.len().saturating_sub(1);
    for block in &mut blocks[..last] {
        if let FlowBlock::Para(para) = block
            && leads(para)
        {
            hold(para);
        }
    }
    if let [.., above, FlowBlock::Para(mark)] = blocks
        && matches!(mark.runs.as_slice(), [run] if run.text == end_mark)
    {
        hold_block(above);
    }
}

/// Holds the last of some blocks to what follows them.
pub(super) fn hold_last(blocks: &mut [FlowBlock]) {
    blocks.last_mut().into_iter().for_each(hold_block);
}

fn hold_block(block: &mut FlowBlock) {
    match block {
        FlowBlock::Para(para) => hold(para),
        FlowBlock::Table(table) => table.rows.last_mut().into_iter().for_each(|row| row.keep_next = true),
        FlowBlock::Columns(_) => {}
    }
}

/// LibreOffice moves a paragraph that is kept with the next whole, so all its lines are kept.
fn hold(para: &mut Para) {
    para.look.keep_next = true;
    para.look.keep_lines = true;
}

/// Whether a paragraph says nothing without what follows; headings know it themselves.
fn leads(para: &Para) -> bool {
    let words = para.runs.iter().rev().find(|run| run.mark.is_none());
    let colon = words.is_some_and(|run| !run.is_open() && run.text.trim_end().ends_with(':'));
    let text = para.look.align == Align::Justify || para.component == Component::TableCaption;
    colon && text
}
