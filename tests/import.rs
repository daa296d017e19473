//! Documents into data and back: what the data makes is the document it came from.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use vanban::import::{Checked, Request, checked};
use vanban::pipeline::Compiled;
use vanban::style::{FlowBlock, Para};

use crate::common::{ENGINE, compiled, plans};

/// Types with parties or a form of their own.
const COMPOSED: [&str; 5] = ["bien-ban", "hop-dong", "ban-ghi-nho", "ban-thoa-thuan", "thu-cong"];

/// A document line by line: what each paragraph is, its words with their emphasis; tables with their cells.
fn shown(document: &Compiled) -> String {
    let mut out = String::new();
    for section in &document.flow.sections {
        let _ = writeln!(out, "section {} × {}", section.page.width.0, section.page.height.0);
        for block in &section.blocks {
            match block {
                FlowBlock::Para(para) => line(para, "", &mut out),
                FlowBlock::Columns(columns) => {
                    columns.rows.iter().flat_map(|r| &r.cells).flatten().for_each(|para| line(para, "| ", &mut out));
                }
                FlowBlock::Table(table) => {
                    let _ = writeln!(out, "table of {} columns, {} rows repeated, lined {}", table.widths.len(), table.head, table.lined);
                    for cell in table.rows.iter().flat_map(|r| &r.cells) {
                        for para in &cell.paras {
                            line(
                                para,
                                &format!(
                                    "  [{}+{}×{} {:?} {}] ",
                                    cell.column,
                                    cell.columns,
                                    cell.rows,
                                    para.look.align,
                                    para.look.size.pt()
                                ),
                                &mut out,
                            );
                        }
                    }
                }
            }
        }
        section.notes.iter().for_each(|note| line(&note.para, "note ", &mut out));
    }
    out
}

fn line(para: &Para, before: &str, out: &mut String) {
    let words: String = para
        .runs
        .iter()
        .map(|r| {
            let text = if r.blank.is_some() { "…" } else { r.text.as_str() };
            let (b, i) = (if r.bold { "**" } else { "" }, if r.italic { "*" } else { "" });
            if text.trim().is_empty() { text.to_owned() } else { format!("{b}{i}{text}{i}{b}") }
        })
        .collect();
    // A sentence of citations that opens a text is a legal basis to a reader, and set like one.
    let cites = words.trim_matches('*').starts_with("Căn cứ ");
    let (component, words) = if cites {
        ("LegalBasis".to_owned(), words.replace('*', "").trim_end_matches([';', '.', ',']).to_owned())
    } else {
        (format!("{:?}", para.component), words)
    };
    let _ = writeln!(out, "{before}{component}: {}{words}", if para.figure.is_some() { "(picture) " } else { "" });
}

/// Widths of all columns of all tables, mm.
fn widths(document: &Compiled) -> Vec<f64> {
    let blocks = document.flow.sections.iter().flat_map(|s| &s.blocks);
    blocks.filter_map(|b| if let FlowBlock::Table(t) = b { Some(t) } else { None }).flat_map(|t| t.widths.iter().map(|w| w.mm())).collect()
}

/// Imports a finished document without what is attached to it.
fn imported(docx: &[u8]) -> Checked {
    checked(&ENGINE, docx, Request { name: "data/lai.yaml", ..Request::default() })
        .unwrap_or_else(|found| panic!("{}", vanban::cli::report(&vanban::diag::Sources::default(), &found)))
}

/// In what the document made from imported data differs from the one that was imported.
fn differences(path: &Path) -> Option<String> {
    let first = compiled(path);
    let back = imported(&ENGINE.docx(&first).unwrap());
    let report = vanban::cli::report(&back.sources, &back.found);
    let Some((second, _)) = &back.made else { return Some(format!("{}: {report}", path.display())) };
    let (wanted, found) = (shown(&first), shown(second));
    let mut out = String::new();
    for (a, b) in wanted.lines().zip(found.lines()).filter(|(a, b)| a != b).take(3) {
        let _ = writeln!(out, "  {a}\n  {b}");
    }
    if out.is_empty() && wanted.lines().count() != found.lines().count() {
        let _ = writeln!(out, "  {} lines, not {}", found.lines().count(), wanted.lines().count());
    }
    for (a, b) in widths(&first).into_iter().zip(widths(second)).filter(|(a, b)| (a - b).abs() > 1.5) {
        let _ = writeln!(out, "  a column of {b} mm, not {a}");
    }
    let account = back.account.as_ref().unwrap();
    if !account.lost.is_empty() || !account.changed.is_empty() || account.carried != account.words {
        let _ = writeln!(out, "  {:?} {:?}", account.lost, account.changed);
    }
    (!out.is_empty()).then(|| format!("{}:\n{out}", path.display()))
}

fn examples() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir("templates")
        .unwrap()
        .map(|folder| folder.unwrap().path().join("example.yaml"))
        .filter(|path| path.exists() && !COMPOSED.iter().any(|slug| path.parent().unwrap().ends_with(slug)))
        .collect();
    all.sort();
    all
}

#[test]
fn examples_of_all_types_come_back_as_they_were() {
    let wrong: Vec<String> = examples().iter().filter_map(|path| differences(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reference_documents_come_back_as_they_were() {
    let golden =
        std::fs::read_dir("tests/golden").unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let mut all: Vec<PathBuf> = golden.map(|p| Path::new("data").join(p.file_stem().unwrap()).with_extension("yaml")).collect();
    all.retain(|p| !COMPOSED.iter().any(|slug| p.file_stem().unwrap().to_string_lossy().starts_with(slug)));
    all.extend(plans());
    all.sort();
    let wrong: Vec<String> = all.iter().filter_map(|path| differences(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
