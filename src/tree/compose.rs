//! Finishing touches on a parsed tree: list punctuation, `./.`, numbers.

use super::numbering::ARTICLE;
use super::{
    Block, Cell, Closing, Document, Header, Inline, Inlines, Item, Level, Numbering, Recipient, RecipientKind, notes, numbering, plain,
};
use crate::diag::Diagnostics;
use crate::standard::Standard;
use crate::text::roman;

/// Composes what the decree fixes, so that no template and no data writes it.
pub fn compose(document: &mut Document, standard: &Standard) -> Diagnostics {
    let mut found = Diagnostics::default();
    let foot = &mut document.foot;
    for party in foot.parties.iter_mut().flatten() {
        let title = || party.authority.iter().map(|i| plain(i)).collect::<Vec<_>>().join(" ");
        party.name = party.name.take().or_else(|| Some(title()));
    }

    // Trích yếu has no final stop (nd30 §2.5 TL-5).
    end_with(&mut document.subject, "");
    document.header.subject.iter_mut().for_each(|subject| end_with(subject, ""));
    punctuate(document.legal_bases.iter_mut(), ";", ".");
    if document.addressees.len() > 1 {
        punctuate(document.addressees.iter_mut(), ";", ".");
    }
    numbering::number(&mut document.body, document.numbering, &mut found);
    recipients(document, standard);
    let mark = standard.words.end.as_str();
    match (document.end, document.closing.last_mut()) {
        (Closing::AsWritten, _) => {}
        (Closing::Stop, last) => {
            if let Some(paragraph) = last.or_else(|| last_paragraph(&mut document.body)) {
                end_with(paragraph, ".");
            }
        }
        (Closing::EndMark, Some(paragraph)) => end_with(paragraph, mark),
        (Closing::EndMark, None) => end(&mut document.body, mark),
    }
    let mut finish = |body: &mut Vec<Block>| {
        let model = Numbering::of(body);
        numbering::number(body, model, &mut found);
        model
    };
    for attachment in &mut document.attachments {
        attachment.header = Header { code: None, subject: None, place_date: None, ..document.header.clone() };
        end_with(&mut attachment.subject, "");
        if !attachment.unmarked {
            end(&mut attachment.body, &standard.words.end);
        }
        attachment.numbering = finish(&mut attachment.body);
    }
    let several = document.appendices.len() > 1;
    for (i, appendix) in document.appendices.iter_mut().enumerate() {
        // One appendix has no number, several have Roman ones (PL I-1.III.1a, b).
        let number = if several { format!(" {}", roman(i + 1)) } else { String::new() };
        appendix.label = vec![Inline::text(format!("{}{number}", standard.words.appendix))];
        if !appendix.unmarked {
            end(&mut appendix.body, &standard.words.end);
        }
        appendix.numbering = finish(&mut appendix.body);
    }
    notes::number(document);
    found
}

/// The recipients of a decision begin with those whom its last article binds (PL III Mẫu 1.1–1.3),
/// unless the data names the articles itself.
fn recipients(document: &mut Document, standard: &Standard) {
    let lines = &mut document.foot.recipients;
    let as_in = |marker: &str| format!("{} {}", standard.words.as_in, marker.trim_end_matches('.'));
    let named = lines.first().is_some_and(|l| plain(&l.words).to_lowercase().starts_with(&as_in(ARTICLE).to_lowercase()));
    let marker = last_article(&document.body).and_then(|a| a.marker.as_deref());
    if let Some(marker) = marker.filter(|_| !document.enacting_words.is_empty() && !lines.is_empty() && !named) {
        lines.insert(0, Recipient { words: vec![Inline::text(as_in(marker))], kind: RecipientKind::Referred });
    }
    // “Như trên” is written by the program; typed too, it would stand there twice.
    let said = |line: &Recipient| plain(&line.words).trim_end_matches(is_stop_character).to_lowercase();
    let referred: Vec<String> = lines.iter().filter(|line| line.kind == RecipientKind::Referred).map(said).collect();
    lines.retain(|line| line.kind != RecipientKind::Named || !referred.contains(&said(line)));
    punctuate(lines.iter_mut().map(|line| &mut line.words), ";", ".");
}

fn last_article(blocks: &[Block]) -> Option<&Item> {
    blocks.iter().rev().find_map(|block| match block {
        Block::Item(item) if item.level == Level::Article => Some(item),
        Block::Item(item) => last_article(&item.children),
        _ => None,
    })
}

/// Ends every line with `middle` and the last with `last`, whatever stop it carried.
fn punctuate<'a>(lines: impl ExactSizeIterator<Item = &'a mut Inlines>, middle: &str, last: &str) {
    let count = lines.len();
    for (i, line) in lines.enumerate() {
        end_with(line, if i + 1 == count { last } else { middle });
    }
}

/// Replaces a paragraph's final stop, also one before its last footnotes: the new one stands behind them.
fn end_with(inlines: &mut Inlines, stop: &str) {
    let words = inlines.iter().rposition(|i| i.note.is_none() && (i.is_open() || !is_stop(&i.text))).map_or(0, |last| last + 1);
    if inlines[words..].iter().any(|i| i.note.is_some()) {
        let notes: Inlines = inlines.drain(words..).filter(|i| i.note.is_some()).collect();
        end_with(inlines, "");
        inlines.extend(notes);
        inlines.push(Inline::text(stop));
        return;
    }
    while inlines.len() > 1 && inlines.last().is_some_and(|i| !i.is_open() && is_stop(&i.text)) {
        inlines.pop();
    }
    if let Some(inline) = inlines.last_mut().filter(|i| !i.is_open()) {
        let bare = inline.text.trim_end_matches(is_stop_character).len();
        // An ellipsis of dots is a word, not a stop.
        let ellipsis = inline.text[bare..].contains("...");
        let kept = if ellipsis { inline.text.trim_end().len() } else { bare };
        inline.text.truncate(kept);
    }
    match inlines.last_mut() {
        Some(inline) if inline.is_open() => inlines.push(Inline::text(stop)),
        Some(inline) => inline.text.push_str(stop),
        None => {}
    }
}

fn is_stop(text: &str) -> bool {
    text.chars().all(is_stop_character)
}

fn is_stop_character(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ';' | ',' | '/')
}

/// Sets the end mark behind the last words; below a table or a picture it has a line of its own.
fn end(body: &mut Vec<Block>, mark: &str) {
    if ends_unsaid(body, mark) {
        body.push(Block::Paragraph(vec![Inline::text(mark)]));
    } else if let Some(paragraph) = last_paragraph(body) {
        end_with(paragraph, mark);
    }
}

/// Whether the last thing is a picture, or a table whose last words are not the mark.
fn ends_unsaid(blocks: &[Block], mark: &str) -> bool {
    match blocks.last() {
        Some(Block::Table(table)) => {
            let cells = table.rows.last().map(|row| row.cells.as_slice()).unwrap_or_default();
            !cells.iter().rev().map(Cell::words).find(|words| !words.is_empty()).is_some_and(|words| words.ends_with(mark))
        }
        Some(Block::Image(_)) => true,
        Some(Block::Item(item)) => ends_unsaid(&item.children, mark),
        Some(Block::Paragraph(_) | Block::Aside(_)) | None => false,
    }
}

fn last_paragraph(blocks: &mut [Block]) -> Option<&mut Inlines> {
    match blocks.last_mut()? {
        Block::Paragraph(inlines) | Block::Aside(inlines) => Some(inlines),
        Block::Table(_) | Block::Image(_) => None,
        Block::Item(Item { children, text, .. }) => {
            if children.is_empty() {
                Some(text).filter(|t| !t.is_empty())
            } else {
                last_paragraph(children)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{Appendix, Attachment, Code, FillKind, Row, Table};

    fn lines(texts: &[&str]) -> Vec<Inlines> {
        texts.iter().map(|t| vec![Inline::text(*t)]).collect()
    }

    fn ended(text: &str, stop: &str) -> String {
        let mut inlines = vec![Inline::text(text)];
        end_with(&mut inlines, stop);
        plain(&inlines)
    }

    #[test]
    fn lists_end_with_semicolons_and_a_stop() {
        let mut bases = lines(&["Căn cứ A;", "Căn cứ B.", "Theo đề nghị của C,"]);
        punctuate(bases.iter_mut(), ";", ".");
        let got: Vec<String> = bases.iter().map(|l| plain(l)).collect();
        assert_eq!(got, ["Căn cứ A;", "Căn cứ B;", "Theo đề nghị của C."]);
    }

    #[test]
    fn a_stop_stands_behind_the_last_footnote() {
        let note = || Inline { note: Some(vec![Inline::text("chú thích")]), ..Inline::default() };
        for after in ["", "."] {
            let mut inlines = vec![Inline::text("Căn cứ A;"), note(), Inline::text(after)];
            end_with(&mut inlines, ";");
            let shown: Vec<&str> = inlines.iter().map(|i| if i.note.is_some() { "¹" } else { i.text.as_str() }).collect();
            assert_eq!(shown, ["Căn cứ A", "¹", ";"]);
        }
    }

    #[test]
    fn the_end_mark_is_set_once() {
        for text in ["Trên đây là Kế hoạch", "Trên đây là Kế hoạch.", "Trên đây là Kế hoạch./."] {
            assert_eq!(ended(text, "./."), "Trên đây là Kế hoạch./.");
        }
        assert_eq!(ended("và các nhiệm vụ khác...", "./."), "và các nhiệm vụ khác..../.");
        assert_eq!(ended("Kiểm tra năm 2025.", ""), "Kiểm tra năm 2025");
        let mut open = vec![Inline::text("hồi"), Inline::fill(FillKind::Gap(20.0), None)];
        end_with(&mut open, "./.");
        assert_eq!((open.len(), open[2].text.as_str()), (3, "./."));
    }

    fn decision(recipients: &[&str]) -> Document {
        let article = |text: &str| {
            Block::Item(Item {
                level: Level::Article,
                marker: None,
                heading: vec![],
                heading_note: vec![],
                run_in: vec![],
                text: vec![Inline::text(text)],
                children: vec![],
                origin: None,
            })
        };
        let mut document = Document {
            numbering: Numbering::A,
            issuing_authority: vec![Inline::text("Giám đốc Sở Nội vụ")],
            enacting_words: vec![Inline::text("Quyết định:")],
            body: vec![article("Thành lập Đoàn kiểm tra."), article("Quyết định này có hiệu lực từ ngày ký.")],
            ..Document::default()
        };
        document.foot.recipients = lines(recipients).into_iter().map(|words| Recipient { words, ..Recipient::default() }).collect();
        assert!(compose(&mut document, Standard::nd30()).is_empty());
        document
    }

    /// PL III Mẫu 1.2: `Như Điều …;` first.
    #[test]
    fn a_decision_names_its_last_article_to_its_recipients() {
        let document = decision(&["UBND tỉnh", "Lưu: VT"]);
        let got: Vec<String> = document.foot.recipients.iter().map(|l| plain(&l.words)).collect();
        assert_eq!(got, ["Như Điều 2;", "UBND tỉnh;", "Lưu: VT."]);
        let own = decision(&["như Điều 1, Điều 2", "Lưu: VT"]);
        assert_eq!(plain(&own.foot.recipients[0].words), "như Điều 1, Điều 2;");
        assert_eq!(own.foot.recipients.len(), 2);
    }

    /// PL III Mẫu 1.3: no number, no date; articles begin again at 1.
    #[test]
    fn an_attachment_has_a_head_and_articles_of_its_own() {
        let mut document = decision(&["Lưu: VT"]);
        document.header.organ_name = lines(&["Sở Nội vụ"]);
        document.header.code = Some(Code { words: vec![Inline::text("Số: 05/QĐ-SNV")], ..Code::default() });
        let body = document.body.clone();
        document.attachments = vec![Attachment { type_name: vec![Inline::text("Quy chế")], body, ..Attachment::default() }];
        let Block::Item(first) = &mut document.attachments[0].body[0] else { unreachable!() };
        first.marker = None;
        compose(&mut document, Standard::nd30());
        let attachment = &document.attachments[0];
        assert_eq!(plain(&attachment.type_name), "Quy chế");
        assert_eq!((plain(&attachment.header.organ_name[0]).as_str(), &attachment.header.code), ("Sở Nội vụ", &None));
        let Block::Item(first) = &attachment.body[0] else { unreachable!() };
        assert_eq!(first.marker.as_deref(), Some("Điều 1."));
    }

    /// PL III Mẫu 2.1: an appendix ends with `./.`, also one whose last thing is a table.
    #[test]
    fn below_a_table_the_end_mark_has_a_line_of_its_own() {
        let table = |last: &str| {
            let cell = Cell { content: lines(&[last]).into_iter().map(Block::Paragraph).collect(), ..Cell::default() };
            Block::Table(Table { rows: vec![Row { cells: vec![cell], ..Row::default() }], ..Table::default() })
        };
        let composed = |appendix: Appendix| {
            let mut document = Document { appendices: vec![appendix], ..Document::default() };
            compose(&mut document, Standard::nd30());
            document.appendices.remove(0).body
        };
        let body = composed(Appendix { body: vec![table("38")], ..Appendix::default() });
        assert_eq!(body[1..], [Block::Paragraph(vec![Inline::text("./.")])]);
        assert_eq!(composed(Appendix { body: vec![table("38./.")], ..Appendix::default() }).len(), 1);
        assert_eq!(composed(Appendix { body: vec![table("38")], unmarked: true, ..Appendix::default() }).len(), 1);
    }

    #[test]
    fn a_text_ends_as_its_type_says() {
        for (end, words) in [(Closing::EndMark, "Trân trọng./."), (Closing::Stop, "Trân trọng."), (Closing::AsWritten, "Trân trọng;")]
        {
            let mut document = Document { end, closing: lines(&["Trân trọng;"]), ..Document::default() };
            compose(&mut document, Standard::nd30());
            assert_eq!(plain(&document.closing[0]), words);
            let mut document = Document { end, body: vec![Block::Paragraph(lines(&["Trân trọng;"]).remove(0))], ..Document::default() };
            compose(&mut document, Standard::nd30());
            assert_eq!(document.body, [Block::Paragraph(vec![Inline::text(words)])]);
        }
    }

    #[test]
    fn the_end_mark_without_closing() {
        let mut document = Document { body: vec![Block::Paragraph(vec![Inline::text("Nội dung.")])], ..Document::default() };
        assert!(compose(&mut document, Standard::nd30()).is_empty());
        let Block::Paragraph(last) = &document.body[0] else { unreachable!() };
        assert_eq!(plain(last), "Nội dung./.");
    }
}
