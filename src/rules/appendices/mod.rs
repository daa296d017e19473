//! Rules on appendices and on what the text refers to.

mod appendix_roman;
mod appendix_sequence;
mod citation_type;
mod citation_year;
mod cited_differently;
mod label_capitals;
mod missing_appendix;
mod missing_article;
mod missing_clause;
mod missing_section;
mod reference_date;
mod reference_missing;
mod reference_number;
mod unmentioned;

use super::Rule;
use crate::facts::{Facts, Within};
use crate::text::{is_letter_or_digit, roman_value};

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &unmentioned::RULE,
    &missing_appendix::RULE,
    &appendix_roman::RULE,
    &appendix_sequence::RULE,
    &reference_missing::RULE,
    &reference_number::RULE,
    &reference_date::RULE,
    &label_capitals::RULE,
    &missing_article::RULE,
    &missing_section::RULE,
    &missing_clause::RULE,
    &cited_differently::RULE,
    &citation_year::RULE,
    &citation_type::RULE,
];

/// The number of a label: `Phụ lục II`, `PHỤ LỤC 02`.
fn number(label: &str) -> Option<usize> {
    let word = label.split_whitespace().nth(2)?;
    rank(word.trim_matches(|c: char| !is_letter_or_digit(c)))
}

/// A Roman or Arabic number.
fn rank(word: &str) -> Option<usize> {
    word.parse().ok().or_else(|| roman_value(word)).filter(|n| (1..100).contains(n))
}

/// The name of the document that words begin with, as `Quyết định này`, where it is the one that they stand in: a
/// decision's attachment speaks of itself and of the decision.
fn this_document<'t>(facts: &'t Facts, within: Within, words: &str) -> Option<&'t str> {
    let title = facts.kind().title();
    let this = |name: &str| words.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with("này"));
    match within {
        Within::Document => Some(title).filter(|title| this(title)),
        _ => ["Quy chế", "Quy định", "Điều lệ", "Nội quy", "Phương án", "Đề án", "Chương trình"].into_iter().find(|name| this(name)),
    }
}
