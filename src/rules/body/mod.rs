//! Rules on the text: how it is parted and numbered.

mod chapter_title;
mod empty_item;
mod end_mark;
mod end_mark_twice;
mod heading_stop;
mod leading_colon;
mod mark_twice;
mod marks_form;
mod number_gap;
mod number_twice;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &empty_item::RULE,
    &leading_colon::RULE,
    &chapter_title::RULE,
    &number_twice::RULE,
    &number_gap::RULE,
    &marks_form::RULE,
    &end_mark::RULE,
    &end_mark_twice::RULE,
    &heading_stop::RULE,
    &mark_twice::RULE,
];
