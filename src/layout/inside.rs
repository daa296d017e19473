//! Whether all that must not split stands inside the text area of its page.

use std::collections::BTreeSet;

use super::{Page, Pages, Placed, STROKE};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::standard::Component;
use crate::style::{Flow, FlowBlock, ParaId};

/// The first thing that does not fit, at the place of its paragraph.
pub(super) fn findings(flow: &Flow, pages: &Pages) -> Diagnostics {
    let mut found = Diagnostics::default();
    let first = pages.pages.iter().find_map(|page| below(flow, page));
    let Some(id) = first.or_else(|| pages.pages.iter().find_map(|page| covered(flow, page))) else { return found };
    let Some(para) = flow.paragraphs().find(|p| p.id == id) else { return found };
    let (message, help) = match para.component {
        Component::Footnote => {
            ("Chú thích chân trang không đủ chỗ trên trang của nó", "Rút ngắn chú thích, hoặc đưa nội dung ấy vào phụ lục.")
        }
        Component::TableCell | Component::TableGroup | Component::TableHead => {
            ("Một ô gộp nhiều hàng của bảng cao hơn một trang", "Tách ô đó thành nhiều ô, hoặc mở rộng cột.")
        }
        Component::Picture => ("Ảnh trong bảng cao quá phần trang dành cho nó", "Giảm `width` của ảnh."),
        _ => ("Khối nơi nhận và chữ ký cao hơn một trang", "Gộp bớt nơi nhận, ví dụ: Các phòng, đơn vị thuộc Sở."),
    };
    found.push(Diagnostic::error(code::BLOCK_TOO_TALL, para.origin.as_ref().map(|o| o.span), message).help(help));
    found
}

/// A paragraph that stands below the text area.
fn below(flow: &Flow, page: &Page) -> Option<ParaId> {
    let setup = flow.sections[page.section].page;
    let bottom = (setup.height - setup.bottom).pt() + STROKE;
    page.items.iter().find_map(|item| match item {
        Placed::Line(line) if line.baseline > bottom => line.para,
        Placed::Figure { para, y, height, .. } if y + height > bottom => Some(*para),
        _ => None,
    })
}

/// A footnote that lies over the text of its page, because it is taller than what is left of it.
pub fn covered(flow: &Flow, page: &Page) -> Option<ParaId> {
    let section = &flow.sections[page.section];
    if section.notes.is_empty() {
        return None;
    }
    let notes: BTreeSet<ParaId> = section.notes.iter().map(|n| n.para.id).collect();
    let text: BTreeSet<ParaId> = section.blocks.iter().flat_map(FlowBlock::paragraphs).map(|p| p.id).collect();
    let lines = || page.items.iter().filter_map(|i| if let Placed::Line(l) = i { Some((l.para?, l.baseline)) } else { None });
    let lowest = lines().filter(|(para, _)| text.contains(para)).map(|(_, y)| y).fold(0.0, f64::max);
    lines().find(|(para, y)| notes.contains(para) && *y < lowest).map(|(para, _)| para)
}
