//! Every word that comes from the data knows from where, from the head to the last appendix.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;

use crate::common::{self, compiled};
use vanban::tree::{Block, Inlines, Origin, origin};

/// Paths of paragraphs in the data, each where its first words of the data are.
fn paths<'a>(paragraphs: impl IntoIterator<Item = &'a Inlines>) -> Vec<String> {
    paragraphs.into_iter().map(|p| origin(p).map_or("-".into(), |o| o.path.to_string())).collect()
}

#[test]
fn head_recipients_and_signer_know_their_fields() {
    let document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml")).document;
    let head = &document.header;
    assert_eq!(paths(head.organization_in_charge.iter().chain(&head.organ_name)), ["/organization_in_charge", "/organ_name"]);
    let code_and_date = head.code.iter().map(|c| &c.words).chain(head.place_date.iter().map(|p| &p.words));
    assert_eq!(paths(code_and_date), ["/organ_code", "/place"]);
    assert_eq!(paths([&document.subject]), ["/subject"]);
    let recipients = paths(document.foot.recipients.iter().map(|r| &r.words));
    assert_eq!((recipients[0].as_str(), recipients.last().unwrap().as_str()), ("/to_places/0", "/filing"));
    let signature = document.foot.signature.as_ref().unwrap();
    assert!(paths(&signature.authority).iter().all(|path| path == "/signer_info"));
    assert_eq!(paths([&signature.full_name]), ["/signer_info/full_name"]);
}

/// The paragraphs of a body, those of its tables and pictures too.
fn paragraphs(blocks: &[Block]) -> Vec<&Inlines> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Aside(inlines) => all.push(inlines),
            Block::Item(item) => {
                all.extend([&item.heading, &item.run_in, &item.text]);
                all.extend(paragraphs(&item.children));
            }
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| all.extend(paragraphs(&cell.content)));
            }
            Block::Image(image) => all.push(&image.caption),
        }
    }
    all
}

/// Whether words stand in the text where their origin says; space, capitals and the stop behind them aside.
fn stand_there(text: &str, origin: &Origin, words: &str) -> bool {
    let folded = |s: &str| s.split_whitespace().collect::<String>().to_lowercase();
    folded(&text[origin.span.start..origin.span.end]).contains(&folded(words.trim_end_matches(['.', '/', ';', ':', ' '])))
}

#[test]
fn words_of_the_body_stand_where_their_origin_says() {
    for path in ["data/ke-hoach-tuyen-truyen-cchc-2025-lai-chau.yaml", "data/ke-hoach-cchc-2025-lai-chau.json"] {
        let text = std::fs::read_to_string(path).unwrap();
        let document = compiled(Path::new(path)).document;
        let blocks: Vec<Block> = document.body.iter().chain(document.appendices.iter().flat_map(|a| &a.body)).cloned().collect();
        let pieces = paragraphs(&blocks).into_iter().flatten().filter_map(|i| Some((i.origin.as_ref()?, i.text.as_str())));
        let (there, elsewhere): (Vec<_>, Vec<_>) = pieces.partition(|(origin, words)| stand_there(&text, origin, words));
        assert!(there.len() > 50 && elsewhere.is_empty(), "{} {elsewhere:#?}", there.len());
    }
}

/// The same wrong note twice: each is reported at its own text.
#[test]
fn a_note_is_reported_at_its_own_text() {
    let data = std::fs::read_to_string("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml").unwrap();
    let data = data.replacen("subject: ", "subject: ^[x] ", 1) + "\naddress: {organ_add: \"Số 1^[x]\"}\n";
    let outcome = common::compile("a.yaml", &data);
    let spans = || outcome.diagnostics.iter().filter_map(|d| d.span());
    let marked: Vec<&str> = spans().map(|s| &outcome.sources.get(s.source).unwrap().text[s.start..s.end]).collect();
    assert_eq!(marked, ["^[x]", "^[x]"]);
    let line = |start: &str| data.lines().position(|l| l.starts_with(start)).unwrap() + 1;
    let lines: Vec<usize> = spans().map(|s| outcome.sources.line_column(s).unwrap().0).collect();
    assert_eq!(lines, [line("subject:"), line("address:")]);
}
