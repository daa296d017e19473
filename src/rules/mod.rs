//! What is wrong with a document, by rules: each a file with its code, its clause, its manual and the examples
//! that are its tests. The same rules judge our own documents and anybody's file, on the same [`Facts`].
//!
//! A rule judges; what is true of the document `facts` found out before, and every value and word of the
//! decree comes from `standard`.

mod basis;
mod body;
#[cfg(test)]
mod example;
mod header;
mod looks;
mod proofreading;
mod rule;

pub use basis::{Basis, Family, PRACTICE, Scope};
pub use rule::{Finding, Found, Rule};

use crate::facts::Facts;

/// Every rule, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [looks::RULES, header::RULES, body::RULES, proofreading::RULES].into_iter().flatten().copied()
}

/// The rule of a code or name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.id.eq_ignore_ascii_case(name) || rule.code.slug == name)
}

/// Judges a document by all rules that are meant for its kind; in the order of the places.
pub fn check<'p>(facts: &Facts<'p>) -> Vec<Finding<'p>> {
    let mut all: Vec<Finding> = all().filter(|rule| rule.scope.covers(facts.kind())).flat_map(|rule| apply(rule, facts)).collect();
    all.sort_by_key(Finding::order);
    all
}

/// What is told of data before there is a document, at the very value.
const TOLD_OF_DATA: [&str; 2] = ["R401", "R402"];

/// Judges one of our own documents, whose data was judged before.
pub fn check_own<'p>(facts: &Facts<'p>) -> Vec<Finding<'p>> {
    let mut all = check(facts);
    all.retain(|finding| !TOLD_OF_DATA.contains(&finding.rule.code.id));
    all
}

/// What one rule finds.
fn apply<'p>(rule: &'static Rule, facts: &Facts<'p>) -> Vec<Finding<'p>> {
    let mut found = Found::new(rule);
    (rule.check)(facts, &mut found);
    found.into_list()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_in_their_familys_hundred() {
        let mut seen = std::collections::BTreeSet::new();
        for (rule, next) in all().zip(all().skip(1).map(Some).chain([None])) {
            assert!(seen.insert(rule.code.id) && seen.insert(rule.code.slug), "{}", rule.code.id);
            assert!(next.is_none_or(|n| rule.code.id < n.code.id), "{} is out of order", rule.code.id);
            assert!(rule.code.id.starts_with(rule.family.letters()) && rule.code.id.len() == 4, "{}", rule.code.id);
            assert!(!rule.title.ends_with('.') && rule.manual.ends_with('.'), "{}", rule.code.id);
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
