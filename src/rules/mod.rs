//! What is wrong with a document, by rules: each a file with its code, its clause, its manual and the examples
//! that are its tests. The same rules judge our own documents and anybody's file, on the same [`Facts`].
//!
//! A rule judges; what is true of the document `facts` found out before, and every value and word of the
//! decree comes from `standard`.

mod appendices;
mod basis;
mod body;
mod ending;
#[cfg(test)]
mod example;
mod header;
mod leftovers;
mod looks;
mod page;
mod proofreading;
mod rule;
mod silence;
mod tables;
mod title;

use basis::MAY_LACK_PARTS;
pub use basis::{Basis, Family, PRACTICE, Scope};
pub use rule::{Finding, Findings, Rule};
pub use silence::{Setting, Where, of_comments, of_data, settled, settled_in_data, unknown};

use crate::facts::Facts;
use crate::paper::Detail;

/// Every rule, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        looks::RULES,
        page::RULES,
        header::RULES,
        title::RULES,
        body::RULES,
        tables::RULES,
        ending::RULES,
        appendices::RULES,
        leftovers::RULES,
        proofreading::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule of a code or name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.id.eq_ignore_ascii_case(name) || rule.code.slug == name)
}

/// Judges a document by all rules that are meant for its kind; in the order of the places.
pub fn check<'p>(facts: &Facts<'p>) -> Vec<Finding<'p>> {
    judge(facts, all())
}

/// Judges one of our own documents, whose data was judged before.
pub fn check_own<'p>(facts: &Facts<'p>) -> Vec<Finding<'p>> {
    judge(facts, all().filter(|rule| !is_told_of_data(rule)))
}

fn judge<'p>(facts: &Facts<'p>, rules: impl Iterator<Item = &'static Rule>) -> Vec<Finding<'p>> {
    let meant = rules.filter(|rule| rule.scope.covers(facts.kind()) && needs(rule) <= facts.paper.detail);
    let mut all: Vec<Finding> = meant.flat_map(|rule| apply(rule, facts)).collect();
    all.sort_by_key(Finding::order);
    all
}

/// The rules that cannot judge a document of which no more is known.
pub fn unchecked(detail: Detail) -> impl Iterator<Item = &'static Rule> {
    all().filter(move |rule| needs(rule) > detail)
}

/// What of a document must be known for a rule to judge it: most are about words, some about looks, pages and what is drawn on
/// them, some about what only a word processor's file has.
fn needs(rule: &Rule) -> Detail {
    const BEYOND_DOC: [&str; 4] = ["R206", "R207", "R504", "R812"];
    const MARKED: [&str; 4] = ["R806", "R807", "R813", "R904"];
    match rule.family {
        Family::Looks | Family::Page => Detail::All,
        _ if BEYOND_DOC.contains(&rule.code.id) => Detail::All,
        _ if MARKED.contains(&rule.code.id) => Detail::Marks,
        _ => Detail::Words,
    }
}

/// Whether data is told so before there is a document, at the very value: numbers, and what has the code of a stage.
fn is_told_of_data(rule: &Rule) -> bool {
    const NUMBERS: [&str; 2] = ["R401", "R402"];
    NUMBERS.contains(&rule.code.id) || rule.code.id.starts_with(['D', 'V', 'M', 'L'])
}

/// What one rule finds.
fn apply<'p>(rule: &'static Rule, facts: &Facts<'p>) -> Vec<Finding<'p>> {
    let mut found = Findings::new(rule);
    (rule.check)(facts, &mut found);
    found.into_list()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_in_their_familys_hundred() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in all() {
            assert!(seen.insert(rule.code.id) && seen.insert(rule.code.slug), "{}", rule.code.id);
            let own = rule.code.id.starts_with(rule.family.letters());
            // A rule that data was judged by before there were rules has kept its code.
            let kept = crate::diag::code::ALL.iter().any(|(code, _)| *code == rule.code);
            assert!((own != kept) && rule.code.id.len() == 4, "{}", rule.code.id);
            assert!(!rule.title.ends_with('.') && rule.manual.ends_with(['.', '”', ')']), "{}", rule.code.id);
        }
    }

    /// Each rule's own examples; a near miss has no finding of any rule.
    #[test]
    fn every_rule_fires_on_its_wrong_examples_and_on_no_near_miss() {
        let mut failed = Vec::new();
        for rule in all() {
            assert!(!rule.wrong.is_empty() && !rule.right.is_empty(), "{} has no examples", rule.code.id);
            for text in rule.wrong {
                let paper = example::paper(text);
                let facts = Facts::new(&paper);
                if !rule.scope.covers(facts.kind()) || apply(rule, &facts).is_empty() {
                    failed.push(format!("{} is silent on\n{text}", rule.code.id));
                }
            }
            for text in rule.right {
                let paper = example::paper(text);
                let found = check(&Facts::new(&paper));
                failed.extend(found.iter().map(|f| format!("{} near miss: {}: {} on\n{text}", rule.code.id, f.rule.code.id, f.message)));
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    }
}
