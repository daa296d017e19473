//! What a person decided to leave as it is: a comment of Word that names the rule and gives the reason,
//! `vanban bỏ qua R407: theo quy chế của cơ quan`, at its paragraph or, with `cả văn bản`, everywhere.

use super::rule::Finding;
use crate::paper::{Paper, Story};
use crate::text::folded;

/// A rule that is not to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The rule's code.
    pub code: String,
    /// Why; without a reason it has no effect.
    pub reason: Option<String>,
    /// The paragraph of the text; absent where the whole document is meant.
    pub paragraph: Option<usize>,
}

impl Silence {
    /// Whether a finding is meant.
    fn covers(&self, finding: &Finding) -> bool {
        let here =
            |paragraph: usize| finding.at.as_ref().is_some_and(|at| at.place().story == Story::Body && at.place().paragraph == paragraph);
        self.reason.is_some() && self.code.eq_ignore_ascii_case(finding.rule.code.id) && self.paragraph.is_none_or(here)
    }
}

/// What the comments of a file silence.
pub fn silences(paper: &Paper) -> Vec<Silence> {
    let read = |comment: &crate::paper::Comment| {
        let text = comment.text.trim();
        let words: Vec<&str> = text.split_whitespace().collect();
        let said = folded(&words.iter().take(3).copied().collect::<Vec<_>>().join(" "));
        let code = words.get(3).filter(|_| said == "vanban bo qua")?.trim_end_matches(':');
        let (before, reason) = text.split_once(':').unwrap_or((text, ""));
        let whole = folded(before).ends_with("ca van ban");
        let paragraph = comment.at.as_ref().filter(|_| !whole).map(|place| place.paragraph);
        let reason = Some(reason.trim().to_owned()).filter(|r| r.chars().count() > 2);
        Some(Silence { code: code.to_owned(), reason, paragraph })
    };
    paper.comments.iter().filter_map(read).collect()
}

/// The findings that nobody silenced, and how many were.
pub fn unsilenced<'p>(mut findings: Vec<Finding<'p>>, silences: &[Silence]) -> (Vec<Finding<'p>>, usize) {
    let all = findings.len();
    findings.retain(|finding| !silences.iter().any(|silence| silence.covers(finding)));
    let silenced = all - findings.len();
    (findings, silenced)
}
