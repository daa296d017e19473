//! Rules on Kính gửi, Nơi nhận and who signs.

mod addressee_colon;
mod addressee_not_allowed;
mod addressee_without_as_above;
mod article_recipient;
mod as_above_without_addressee;
mod authority_one_line;
mod authority_prefix;
mod collective;
mod copy_form;
mod copy_number;
mod copy_parts;
mod deputy_authority;
mod filing_form;
mod filing_last;
mod for_a_collective;
mod for_whom;
mod head_of_body;
mod letter_addressee;
mod name_capitals;
mod rank_before_name;
mod recipient_signs;
mod recipient_twice;
mod recipients_missing;
mod recipients_word;
mod signer_missing;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &recipients_missing::RULE,
    &recipients_word::RULE,
    &filing_last::RULE,
    &filing_form::RULE,
    &recipient_signs::RULE,
    &recipient_twice::RULE,
    &as_above_without_addressee::RULE,
    &addressee_without_as_above::RULE,
    &addressee_not_allowed::RULE,
    &letter_addressee::RULE,
    &addressee_colon::RULE,
    &article_recipient::RULE,
    &signer_missing::RULE,
    &authority_prefix::RULE,
    &deputy_authority::RULE,
    &for_whom::RULE,
    &authority_one_line::RULE,
    &rank_before_name::RULE,
    &name_capitals::RULE,
    &head_of_body::RULE,
    &collective::RULE,
    &for_a_collective::RULE,
    &copy_form::RULE,
    &copy_number::RULE,
    &copy_parts::RULE,
];
