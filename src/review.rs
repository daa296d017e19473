//! Anybody's DOCX judged by the rules: what is wrong in it and where, and the same file with a comment at each place.

use crate::diag::{Cited, Diagnostics, Sources};
use crate::export::{Comment, commented};
use crate::facts::{Facts, Places};
use crate::paper::{Detail, Paper, Story};
use crate::recognise::{Kind, of_text};
use crate::rules::{self, Finding, Setting};
use crate::standard::Standard;

/// What is found in a document.
pub struct Review {
    /// What the document is.
    pub kind: Kind,
    /// What findings point into: the document's text, a line for each paragraph.
    pub sources: Sources,
    /// How many findings a person silenced with a reason.
    pub silenced: usize,
    /// How much of the document is known: by less than all some rules do not judge.
    pub detail: Detail,
    /// What was found, in the order of the places.
    pub found: Diagnostics,
}

/// Judges a document; `name` is how messages call it, `settings` is what an office decided about rules.
pub fn review(name: &str, paper: &Paper, settings: &[Setting]) -> Review {
    let facts = Facts::new(paper);
    let mut sources = Sources::default();
    let places = Places::of_file(name, paper, &mut sources);
    let mut found = Diagnostics::default();
    let (findings, silenced) = findings(&facts, settings);
    found.extend(findings.iter().map(|finding| finding.diagnostic(&places)));
    let found = found.placed(&sources, Standard::nd30());
    Review { kind: facts.draft.kind.clone(), sources, silenced, detail: paper.detail, found }
}

/// Judges pasted text: its words alone.
pub fn review_text(name: &str, text: &str, settings: &[Setting]) -> Review {
    review(name, &of_text(text), settings)
}

/// What the rules find, as office and person settled it, and how much they pass over.
fn findings<'p>(facts: &Facts<'p>, settings: &[Setting]) -> (Vec<Finding<'p>>, usize) {
    let settings: Vec<Setting> = settings.iter().cloned().chain(rules::of_comments(facts.paper)).collect();
    rules::settled(rules::check(facts), &settings)
}

/// The file of a document with a comment at each finding, everything else as it was.
///
/// # Errors
///
/// Why the file takes no comments, in Vietnamese.
pub fn annotated(bytes: &[u8], paper: &Paper, settings: &[Setting]) -> Result<Vec<u8>, String> {
    let (findings, _) = findings(&Facts::new(paper), settings);
    let comments: Vec<Comment> = findings.iter().map(comment).collect();
    let main = paper.paragraphs().next().map_or("word/document.xml", |p| &p.place.part);
    commented(bytes, main, &comments)
}

/// A finding as a comment: its words, what is right, what to do, the clause.
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
