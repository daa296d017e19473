//! Rules on type and summary, legal bases and enacting words.

mod about_form;
mod basis_end;
mod basis_incomplete;
mod basis_twice;
mod decision_bases;
mod enacting_words;
mod law_with_number;
mod letter_about;
mod subject_capitals;
mod subject_missing;
mod subject_stop;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &subject_missing::RULE,
    &subject_stop::RULE,
    &subject_capitals::RULE,
    &letter_about::RULE,
    &about_form::RULE,
    &basis_end::RULE,
    &decision_bases::RULE,
    &enacting_words::RULE,
    &basis_twice::RULE,
    &law_with_number::RULE,
    &basis_incomplete::RULE,
];
