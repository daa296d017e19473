//! What is true of our own documents is the same, read off the flow or off the finished DOCX.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::path::Path;

use vanban::diag::Severity;
use vanban::facts::{Facts, of_flow};
use vanban::paper::{self, Font, Paragraph};
use vanban::rules;

use crate::common::{ENGINE, compile, compiled, plans};

/// A line with all that rules see of it.
fn seen(facts: &Facts) -> Vec<String> {
    let font = |f: &Font| format!("{} {}{}{}", f.size.pt(), if f.bold { "b" } else { "" }, if f.italic { "i" } else { "" }, f.name);
    let format = |p: &Paragraph| {
        let f = &p.format;
        format!("{:?} {} {} {} {:?}", f.alignment, f.left.0, f.right.0, f.first_line.0, f.line)
    };
    let lines = facts.lines.iter().filter(|l| l.within != vanban::facts::Within::Margin);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all: Vec<String> = lines
        .map(|l| format!("{:?} {:?} “{}” {} | {}", l.within, l.component, words(&l.text), font(l.piece.font()), format(l.piece.paragraph)))
        .collect();
    all.push(format!("{:?} {:?}", facts.kind(), facts.date()));
    let pages = |s: &vanban::paper::Section| format!("{:?} {:?} {:?} {}", s.width, s.height, s.margins, s.title_page);
    all.extend(facts.paper.sections.iter().map(pages));
    all.extend(facts.items().map(|(_, i)| format!("{} {:?} {} {}", i.marker, i.level, i.rank, i.in_sequence)));
    all.extend(facts.tables().map(|(t, shape)| format!("{} rows, {} columns, {shape:?}", t.rows.len(), t.columns.len())));
    all
}

fn differences(name: &str, document: &vanban::pipeline::Compiled) -> Vec<String> {
    let (own, _) = of_flow(&document.flow, ENGINE.fonts());
    let docx = ENGINE.docx(document).unwrap();
    let read = paper::read(&docx).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
    let [ours, theirs] = [&own, &read].map(|paper| seen(&Facts::new(paper)));
    let other = ours.iter().zip(&theirs).filter(|(a, b)| a != b).take(3).map(|(a, b)| format!("{name}:\n  flow {a}\n  DOCX {b}"));
    let mut out: Vec<String> = other.collect();
    if ours.len() != theirs.len() {
        out.push(format!("{name}: {} facts of the flow, {} of the DOCX", ours.len(), theirs.len()));
    }
    let found = [&own, &read].map(|paper| {
        rules::check(&Facts::new(paper))
            .iter()
            .filter(|f| f.severity > Severity::Note)
            .map(|f| format!("{} {}", f.rule.code.id, f.message))
            .collect::<Vec<_>>()
    });
    out.extend(found.iter().flatten().map(|f| format!("{name}: finding {f}")));
    out
}

/// All documents of data/.
#[test]
fn flow_and_docx_of_our_documents_have_the_same_facts_and_no_finding() {
    let golden = std::fs::read_dir("tests/golden").unwrap().map(|e| e.unwrap().path());
    let golden = golden.map(|p| Path::new("data").join(p.file_stem().unwrap()).with_extension("yaml"));
    let wrong: Vec<String> = golden.chain(plans()).flat_map(|path| differences(&path.display().to_string(), &compiled(&path))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The example of every type.
#[test]
fn flow_and_docx_of_all_examples_have_the_same_facts_and_no_finding() {
    let wrong: Vec<String> = ENGINE
        .types()
        .into_iter()
        .flat_map(|(slug, _)| {
            let text = ENGINE.example(slug).unwrap().map_err(|_| "example").unwrap();
            let outcome = compile(&format!("data/{slug}.yaml"), text);
            let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
            let document = outcome.compiled.unwrap_or_else(|| panic!("{slug}: {report}"));
            differences(slug, &document)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
