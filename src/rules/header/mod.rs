//! Rules on boxes 1 to 4: national title and motto, the body's name, number and symbol, place and date.

mod date_capital;
mod date_comma;
mod date_exists;
mod date_form;
mod date_missing;
mod motto_words;
mod national_title_missing;
mod national_title_words;
mod number_colon;
mod number_form;
mod number_missing;
mod official_letter_symbol;
mod organ_missing;
mod place_noun;
mod symbol_blanks;
mod symbol_dash;
mod symbol_type;
mod year_digits;
mod year_in_number;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &national_title_missing::RULE,
    &national_title_words::RULE,
    &motto_words::RULE,
    &organ_missing::RULE,
    &number_missing::RULE,
    &number_form::RULE,
    &number_colon::RULE,
    &symbol_blanks::RULE,
    &year_in_number::RULE,
    &symbol_type::RULE,
    &symbol_dash::RULE,
    &official_letter_symbol::RULE,
    &date_missing::RULE,
    &date_form::RULE,
    &date_exists::RULE,
    &date_comma::RULE,
    &date_capital::RULE,
    &year_digits::RULE,
    &place_noun::RULE,
];
