//! Rules on tables and figures.

mod amount_in_words;
mod head_repeated;
mod number_in_words;
mod range_order;
mod related_columns;
mod row_numbers;
mod share_above_all;
mod share_of_parts;
mod sum_row;
mod time_order;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &row_numbers::RULE,
    &sum_row::RULE,
    &share_above_all::RULE,
    &head_repeated::RULE,
    &related_columns::RULE,
    &number_in_words::RULE,
    &amount_in_words::RULE,
    &range_order::RULE,
    &share_of_parts::RULE,
    &time_order::RULE,
];
