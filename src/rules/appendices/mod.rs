//! Rules on appendices and on what the text refers to.

mod appendix_roman;
mod appendix_sequence;
mod cited_differently;
mod label_capitals;
mod missing_appendix;
mod missing_article;
mod missing_section;
mod reference_date;
mod reference_missing;
mod reference_number;
mod unmentioned;

use super::Rule;
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
    &cited_differently::RULE,
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
