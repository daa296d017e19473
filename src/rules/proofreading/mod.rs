//! Rules on words and signs, in whatever document.

mod space_before_sign;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[&space_before_sign::RULE];
