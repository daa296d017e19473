//! The ties between paragraphs and data, noted while the text is written.

use std::fmt::Write as _;

use super::body::Writer;
use super::xml::{DECLARATION, escape};
use crate::export::anchors::{Anchor, Anchors, BOOKMARK, NAMESPACE, print, row_print};
use crate::line::FillKind;
use crate::style::{Para, TableFlow, TableRow};

/// The ids of anchors stand behind those of headings' bookmarks.
const FIRST: usize = 1_000_000;

/// The part that lists the anchors.
pub(super) fn part(anchors: &Anchors) -> String {
    let mut out = format!("{DECLARATION}<text xmlns=\"{NAMESPACE}\">");
    for Anchor { path, print } in &anchors.paragraphs {
        out.push_str("<p at=\"");
        escape(path, &mut out);
        _ = write!(out, "\" is=\"{print:08x}\"/>");
    }
    for (path, prints) in &anchors.rows {
        out.push_str("<rows at=\"");
        escape(path, &mut out);
        out.push_str("\" are=\"");
        prints.iter().for_each(|print| _ = write!(out, "{print:08x}"));
        out.push_str("\"/>");
    }
    out + "</text>"
}

impl<'a> Writer<'a> {
    /// Begins a paragraph's anchor, if its words came from the data; gives the bookmark's id.
    pub(super) fn open_anchor(&mut self, para: &Para) -> Option<usize> {
        let origin = para.origin.as_ref()?;
        let print = print(&self.words(para));
        self.anchors.paragraphs.push(Anchor { path: origin.path.to_string(), print });
        let number = self.anchors.paragraphs.len();
        _ = write!(self.out, "<w:bookmarkStart w:id=\"{}\" w:name=\"{BOOKMARK}{number}\"/>", FIRST + number);
        Some(FIRST + number)
    }

    pub(super) fn close_anchor(&mut self, id: usize) {
        _ = write!(self.out, "<w:bookmarkEnd w:id=\"{id}\"/>");
    }

    /// Notes the rows of a table that a list of the data holds.
    pub(super) fn note_rows(&mut self, table: &TableFlow) {
        for row in &table.rows[table.head..] {
            let paras = || row.cells.iter().flat_map(|c| &c.paras);
            let Some(list) = paras().find_map(|p| p.origin.as_ref()?.path.split_once("/rows/").map(|(list, _)| list)) else { continue };
            let print = self.row_print(row);
            let list = format!("{list}/rows");
            self.anchors.rows.entry(list).or_default().push(print);
        }
    }

    fn row_print(&self, row: &TableRow) -> u32 {
        let words: Vec<String> = row.cells.iter().flat_map(|c| &c.paras).map(|p| self.words(p)).collect();
        row_print(words.iter().map(String::as_str))
    }

    /// A paragraph's words as a reader of the file finds them.
    fn words(&self, para: &Para) -> String {
        let runs = para.runs.iter().filter(|run| run.mark.is_none());
        runs.map(|run| match &run.fill {
            Some(fill) if matches!(fill.kind, FillKind::Leader(_)) => "\t".to_owned(),
            _ => run.filling(self.fonts.face(run.bold, run.italic), para.look.size.pt()).unwrap_or_else(|| run.text.clone()),
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_part_is_read_as_it_was_written() {
        let paragraphs = vec![Anchor { path: "/content/body/0/text".to_owned(), print: 0x0000_beef }];
        let all = Anchors { paragraphs, rows: BTreeMap::from([("/rows".to_owned(), vec![1, 0xffff_ffff])]) };
        assert_eq!(Anchors::read(&part(&all)), Some(all));
    }
}
