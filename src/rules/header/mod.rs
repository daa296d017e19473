//! Rules on boxes 1 to 4: national title and motto, the body's name, number and symbol, place and date.

mod date_form;
mod number_form;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[&number_form::RULE, &date_form::RULE];
