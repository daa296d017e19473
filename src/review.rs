//! Anybody's DOCX judged by the rules: what is wrong in it and where, and the same file with a comment at each place.

use crate::diag::{Cited, Diagnostics, Sources};
use crate::export::{Comment, commented};
use crate::facts::{Facts, Places};
use crate::paper::{Paper, Story};
use crate::recognise::Kind;
use crate::rules::{self, Finding};
use crate::standard::Standard;

/// What is found in a document.
pub struct Review {
    /// What the document is.
    pub kind: Kind,
    /// What findings point into: the document's text, a line for each paragraph.
    pub sources: Sources,
    /// How many findings a person silenced with a reason.
    pub silenced: usize,
    /// What was found, in the order of the places.
    pub found: Diagnostics,
}

/// Judges a document; `name` is how messages call it.
pub fn review(name: &str, paper: &Paper) -> Review {
    let mut sources = Sources::default();
    let facts = Facts::new(paper);
    let places = Places::of_file(name, paper, &mut sources);
    let mut found = Diagnostics::default();
    let (findings, silenced) = rules::unsilenced(rules::check(&facts), &rules::silences(paper));
    found.extend(findings.iter().map(|finding| finding.diagnostic(&places)));
    let found = found.placed(&sources, Standard::nd30());
    Review { kind: facts.draft.kind, sources, silenced, found }
}

/// The file of a document with a comment at each finding, everything else as it was.
///
/// # Errors
///
/// Why the file takes no comments, in Vietnamese.
pub fn annotated(bytes: &[u8], paper: &Paper) -> Result<Vec<u8>, String> {
    let (findings, _) = rules::unsilenced(rules::check(&Facts::new(paper)), &rules::silences(paper));
    let comments: Vec<Comment> = findings.iter().map(comment).collect();
    let main = paper.paragraphs().next().map_or("word/document.xml", |p| &p.place.part);
    commented(bytes, main, &comments)
}
fn comment(finding: &Finding) -> Comment {
    let place = finding.at.as_ref().map(|at| at.place()).filter(|place| place.story == Story::Body && !place.boxed);
    let words = finding.at.as_ref().map(|at| at.words()).filter(|w| !w.is_empty() && w.chars().count() < 80);
    let quoted = words.map(|w| format!("“{w}”: ")).unwrap_or_default();
    let clause = Cited::from(finding.rule.basis);
    let mut lines = vec![format!("[{} {}] {quoted}{}", finding.severity.title(), finding.rule.code.id, finding.message)];
    lines.extend(Some(format!("Đúng: {}", finding.expected)).filter(|_| !finding.expected.is_empty()));
    lines.extend(finding.help.clone());
    lines.push(format!("Căn cứ: {clause}"));
    Comment { paragraph: place.map(|p| p.bytes.clone()), lines }
}
