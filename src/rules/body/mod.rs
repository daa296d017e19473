//! Rules on the text: how it is parted and numbered.

mod number_gap;
mod number_twice;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[&number_twice::RULE, &number_gap::RULE];
