//! Rules on words and signs, in whatever document.

mod abbreviation;
mod article_case;
mod brackets;
mod clause_point_case;
mod date_in_text;
mod decomposed;
mod double_sign;
mod double_space;
mod doubled_word;
mod ho_chi_minh;
mod impossible_syllable;
mod legacy_text;
mod lost_d;
mod misspelt;
mod no_diacritics;
mod no_space_after_sign;
mod organ_capitals;
mod quotes;
mod sentence_case;
mod space_before_sign;
mod telex;
mod tet;
mod tone_styles;
mod turned_text;
mod weekday;
mod weekday_case;
mod y_styles;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &doubled_word::RULE,
    &legacy_text::RULE,
    &no_diacritics::RULE,
    &space_before_sign::RULE,
    &no_space_after_sign::RULE,
    &double_sign::RULE,
    &double_space::RULE,
    &impossible_syllable::RULE,
    &tone_styles::RULE,
    &y_styles::RULE,
    &brackets::RULE,
    &quotes::RULE,
    &clause_point_case::RULE,
    &article_case::RULE,
    &ho_chi_minh::RULE,
    &organ_capitals::RULE,
    &tet::RULE,
    &weekday_case::RULE,
    &date_in_text::RULE,
    &weekday::RULE,
    &misspelt::RULE,
    &telex::RULE,
    &decomposed::RULE,
    &abbreviation::RULE,
    &lost_d::RULE,
    &turned_text::RULE,
    &sentence_case::RULE,
];
