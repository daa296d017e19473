//! Rules on what was left over from the file that was copied: other years, other names, marks of work in progress.

mod cited_later;
mod done_later;
mod draft_with_number;
mod event_past;
mod hidden_text;
mod highlight;
mod last_year;
mod other_organ;
mod other_type;
mod own_title_year;
mod past_deadline;
mod placeholder;
mod strike;
mod title_year;
mod tracked_changes;

use std::ops::Range;

use super::Rule;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &title_year::RULE,
    &own_title_year::RULE,
    &other_type::RULE,
    &cited_later::RULE,
    &placeholder::RULE,
    &highlight::RULE,
    &strike::RULE,
    &other_organ::RULE,
    &draft_with_number::RULE,
    &tracked_changes::RULE,
    &hidden_text::RULE,
    &past_deadline::RULE,
    &event_past::RULE,
    &done_later::RULE,
    &last_year::RULE,
];

/// The years that a text names as such (`năm 2025`), but for those of a span of years.
fn years(text: &str) -> Vec<(Range<usize>, i32)> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("năm ") {
        let start = at + "năm ".len();
        let digits: String = text[start..].chars().take_while(char::is_ascii_digit).collect();
        let after = text[start + digits.len()..].trim_start();
        let before = text[..at].trim_end().to_lowercase();
        let span = after.starts_with(['-', '–', '/'])
            || after.starts_with("đến")
            || ["giai đoạn", "từ", "đến", "tầm nhìn", "định hướng", "so với", "-", "–"].iter().any(|w| before.ends_with(w));
        if let (4, false, Ok(year)) = (digits.len(), span, digits.parse()) {
            out.push((start..start + 4, year));
        }
    }
    out
}
