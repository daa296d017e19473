//! What an office or a person decided about rules, each with a reason: a rule is passed over or has another level,
//! everywhere or at a place.
//!
//! Three layers, the later one wins: the decree (each rule's own level), the office (`rules` of its profile), the person
//! (`rules` of a data file; a comment in a Word file, `vanban bỏ qua R407: theo quy chế của cơ quan`, at its paragraph
//! or, with `cả văn bản`, everywhere).

use super::rule::Finding;
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, code};
use crate::model::node::Node;
use crate::paper::{Paper, Story};
use crate::text::{closest, folded};

/// What is decided about one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The rule's code.
    pub code: String,
    /// How bad what it finds is from now on; absent where it is not to be told.
    pub level: Option<Severity>,
    /// Why; without a reason it has no effect.
    pub reason: Option<String>,
    /// Where it holds.
    pub place: Where,
}

/// Where a setting holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the whole document.
    Everywhere,
    /// In a paragraph of a Word file.
    Paragraph(usize),
    /// Where these words are found.
    Words(String),
}

impl Setting {
    fn is_meant(&self, code: &str, paragraph: Option<usize>, words: &str) -> bool {
        let here = match &self.place {
            Where::Everywhere => true,
            Where::Paragraph(number) => paragraph == Some(*number),
            Where::Words(wanted) => words.replace('\u{2011}', "-").contains(wanted.as_str()),
        };
        here && self.reason.is_some() && self.code.eq_ignore_ascii_case(code)
    }
}

/// What the comments of a Word file settle.
pub fn of_comments(paper: &Paper) -> Vec<Setting> {
    let read = |comment: &crate::paper::Comment| {
        let text = comment.text.trim();
        let words: Vec<&str> = text.split_whitespace().collect();
        let said = folded(&words.iter().take(3).copied().collect::<Vec<_>>().join(" "));
        let code = words.get(3).filter(|_| said == "vanban bo qua")?.trim_end_matches(':');
        let (before, reason) = text.split_once(':').unwrap_or((text, ""));
        let whole = folded(before).ends_with("ca van ban");
        let place = comment.at.as_ref().filter(|_| !whole).map_or(Where::Everywhere, |place| Where::Paragraph(place.paragraph));
        Some(Setting { code: code.to_owned(), level: None, reason: given(reason), place })
    };
    paper.comments.iter().filter_map(read).collect()
}

/// What `rules` of a data file or profile settles.
pub fn of_data(root: &Node) -> Vec<Setting> {
    let read = |setting: &Node| {
        let text = |key: &str| setting.get(key).and_then(Node::text);
        let level = match text("level") {
            Some("note") => Some(Severity::Note),
            Some("warning") => Some(Severity::Warning),
            Some("error") => Some(Severity::Error),
            _ => None,
        };
        let place = text("at").map_or(Where::Everywhere, |words| Where::Words(words.to_owned()));
        Some(Setting { code: text("code")?.to_owned(), level, reason: text("reason").and_then(given), place })
    };
    root.get("rules").map(Node::list).unwrap_or_default().iter().filter_map(read).collect()
}

/// A reason that says something.
fn given(reason: &str) -> Option<String> {
    Some(reason.trim().to_owned()).filter(|r| r.chars().count() > 2)
}

/// Settings of rules that are not there.
pub fn unknown(root: &Node) -> Diagnostics {
    let mut found = Diagnostics::default();
    for node in root.get("rules").map(Node::list).unwrap_or_default().iter().filter_map(|s| s.get("code")) {
        let Some(name) = node.text().filter(|name| super::find(name).is_none() && !is_code(name)) else { continue };
        let similar = closest(&name.to_uppercase(), super::all().map(|r| (r.code.id, r.code.id)));
        let advice =
            similar.map_or_else(|| "Xem danh sách: vanban rules".to_owned(), |s| format!("Có phải ý bạn là {s}? Danh sách: vanban rules"));
        found.push(Diagnostic::error(code::NOT_IN_LIST, node.span, format!("Không có quy tắc “{name}”")).help(advice));
    }
    found
}

fn is_code(name: &str) -> bool {
    code::ALL.iter().any(|(code, _)| code.id.eq_ignore_ascii_case(name))
}

/// The findings as they are settled, and how many are passed over.
pub fn settled<'p>(findings: Vec<Finding<'p>>, settings: &[Setting]) -> (Vec<Finding<'p>>, usize) {
    let all = findings.len();
    let settle = |mut finding: Finding<'p>| {
        let at = finding.at.as_ref();
        let paragraph = at.filter(|at| at.place().story == Story::Body).map(|at| at.place().paragraph);
        let words = at.map(|at| at.paragraph.text()).unwrap_or_default();
        match settings.iter().rfind(|s| s.is_meant(finding.rule.code.id, paragraph, &words)) {
            Some(Setting { level: None, .. }) => return None,
            Some(Setting { level: Some(level), .. }) => finding.severity = *level,
            None => {}
        }
        Some(finding)
    };
    let left: Vec<Finding> = findings.into_iter().filter_map(settle).collect();
    let passed = all - left.len();
    (left, passed)
}

/// What data itself is told, as it is settled: errors of data stay, since no document comes of it.
pub fn settled_in_data(found: Diagnostics, settings: &[Setting], sources: &Sources) -> Diagnostics {
    let settle = |mut found: Diagnostic| {
        let span = found.span();
        let words = span.and_then(|at| sources.get(at.source)?.text.get(at.start..at.end)).unwrap_or_default();
        match settings.iter().rfind(|s| s.is_meant(found.code.id, None, words)).filter(|_| !found.is_error()) {
            Some(Setting { level: None, .. }) => return None,
            Some(Setting { level: Some(level), .. }) => found.severity = *level,
            None => {}
        }
        Some(found)
    };
    let mut out = Diagnostics::default();
    out.extend(found.into_iter().filter_map(settle));
    out
}
