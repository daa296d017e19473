//! Footnotes: their numbers, 1, 2, 3 … through the whole document, its attachments and appendices.
//!
//! One series, as Word counts by itself; a reader who is sent to "chú thích 5" finds one.

use super::{Block, Document, Inlines};

/// Writes every footnote's number where it is referred to.
pub(super) fn number(document: &mut Document) {
    let mut count = 0;
    let mut mark = |inlines: &mut Inlines| {
        for at in 0..inlines.len() {
            if inlines[at].note.is_none() {
                continue;
            }
            count += 1;
            inlines[at].text = count.to_string();
            // The number stands at the word, not on a line of its own.
            if let Some(before) = at.checked_sub(1).map(|i| &mut inlines[i].text) {
                before.truncate(before.trim_end_matches(' ').len());
            }
        }
    };
    document.legal_bases.iter_mut().chain(&mut document.opening).for_each(&mut mark);
    each(&mut document.body, &mut mark);
    document.closing.iter_mut().for_each(&mut mark);
    document.attachments.iter_mut().for_each(|a| each(&mut a.body, &mut mark));
    document.appendices.iter_mut().for_each(|a| each(&mut a.body, &mut mark));
}

/// Visits all paragraphs that may hold footnotes, in reading order.
fn each(blocks: &mut [Block], visit: &mut impl FnMut(&mut Inlines)) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Aside(inlines) => visit(inlines),
            Block::Table(table) => {
                [&mut table.caption, &mut table.unit].into_iter().for_each(&mut *visit);
                let rows = table.head.iter_mut().chain(&mut table.rows);
                rows.flat_map(|r| &mut r.cells).for_each(|c| each(&mut c.content, visit));
            }
            Block::Image(image) => visit(&mut image.caption),
            Block::Item(item) => {
                [&mut item.heading, &mut item.run_in, &mut item.text].into_iter().for_each(&mut *visit);
                each(&mut item.children, visit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{Cell, Image, Inline, Item, Level, Row, Table};

    fn noted(text: &str) -> Inlines {
        vec![Inline::text(text), Inline { note: Some(vec![Inline::text("chú thích")]), ..Inline::default() }]
    }

    #[test]
    fn one_series_runs_through_the_document_and_its_appendices() {
        let item = Item {
            level: Level::Clause,
            marker: None,
            heading: noted("Tiêu đề"),
            heading_note: vec![],
            run_in: vec![],
            text: noted("Văn bản "),
            children: vec![Block::Paragraph(noted("Đoạn"))],
            origin: None,
        };
        let row =
            |text: &str| Row { cells: vec![Cell { content: vec![Block::Paragraph(noted(text))], ..Cell::default() }], ..Row::default() };
        let table =
            Table { caption: noted("Bảng"), unit: noted("người"), head: vec![row("Tên")], rows: vec![row("An")], ..Table::default() };
        let image = Image { caption: noted("Hình"), ..Image::default() };
        let notes = vec![Block::Table(table), Block::Image(image), Block::Aside(noted("Ghi chú"))];
        let appendix = crate::tree::Appendix { body: notes, ..Default::default() };
        let mut document = Document {
            opening: vec![noted("Mở đầu")],
            body: vec![Block::Item(item)],
            closing: vec![noted("Kết")],
            appendices: vec![appendix],
            ..Document::default()
        };
        number(&mut document);
        let shown = |inlines: &Inlines| inlines.iter().map(|i| i.text.as_str()).collect::<String>();
        assert_eq!(shown(&document.opening[0]), "Mở đầu1");
        let Block::Item(item) = &document.body[0] else { unreachable!() };
        assert_eq!((shown(&item.heading), shown(&item.text)), ("Tiêu đề2".into(), "Văn bản3".into()));
        let Block::Paragraph(below) = &item.children[0] else { unreachable!() };
        assert_eq!((shown(below), shown(&document.closing[0])), ("Đoạn4".into(), "Kết5".into()));
        let [Block::Table(table), Block::Image(image), Block::Aside(last)] = &document.appendices[0].body[..] else { unreachable!() };
        let first = |row: &Row| if let Block::Paragraph(inlines) = &row.cells[0].content[0] { shown(inlines) } else { String::new() };
        assert_eq!(
            [shown(&table.caption), shown(&table.unit), first(&table.head[0]), first(&table.rows[0]), shown(&image.caption), shown(last)],
            ["Bảng6", "người7", "Tên8", "An9", "Hình10", "Ghi chú11"]
        );
    }
}
