//! Rules on size and style of each component: the decree's table (PL I-1.V), a rule for each of its rows.

mod addressee;
mod authority;
mod body_text;
mod code;
mod full_name;
mod legal_basis;
mod motto;
mod national_title;
mod organ_name;
mod parent_organ;
mod part;
mod part_title;
mod place_date;
mod recipient;
mod recipients_heading;
mod section;
mod subject;
mod subject_under_number;
mod type_name;

use super::{Findings, Rule};
use crate::facts::Facts;
use crate::paper::Font;
use crate::recognise::{Certainty, Piece};
use crate::standard::{Case, Component, Standard};
use crate::text::{is_letter, is_letter_or_digit};

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &national_title::RULE,
    &motto::RULE,
    &parent_organ::RULE,
    &organ_name::RULE,
    &code::RULE,
    &place_date::RULE,
    &type_name::RULE,
    &subject::RULE,
    &subject_under_number::RULE,
    &addressee::RULE,
    &legal_basis::RULE,
    &body_text::RULE,
    &part::RULE,
    &part_title::RULE,
    &section::RULE,
    &authority::RULE,
    &full_name::RULE,
    &recipients_heading::RULE,
    &recipient::RULE,
];

/// Compares the lines of a component with its row of the table.
fn judge<'p>(component: Component, facts: &Facts<'p>, found: &mut Findings<'p>) {
    judge_all(&[component], facts, found);
}

/// Compares the lines of some components with the table's row of the first.
fn judge_all<'p>(components: &[Component], facts: &Facts<'p>, found: &mut Findings<'p>) {
    let [component, ..] = *components else { return };
    let look = Standard::nd30().look(component);
    let range = if look.min == look.max { format!("cỡ {}", look.min) } else { format!("cỡ {} đến {}", look.min, look.max) };
    let mut told = Vec::new();
    for line in facts.lines.iter().filter(|l| components.contains(&l.component) && l.certainty > Certainty::Doubtful) {
        // A note in brackets behind a heading has a look of its own.
        let note = if look.bold { line.text.find(" (") } else { None };
        let heading = note.map_or_else(|| line.piece.clone(), |end| line.at(0..end));
        let size = most(&heading, |f| f.size.0);
        let small = (look.min * 2..=look.max * 2).contains(&size);
        let mut wrong = Vec::new();
        if !small {
            wrong.push((format!("cỡ chữ {}", f64::from(size) / 2.0).replace('.', ","), range.clone()));
        }
        // Running text may hold words of another style.
        let runs_on = component == Component::Paragraph;
        if !runs_on {
            wrong.extend(style(most(&heading, |f| f.bold), look.bold, ["đậm", "không đậm"]));
            wrong.extend(style(most(&heading, |f| f.italic), look.italic, ["nghiêng", "đứng"]));
        }
        if look.case == Case::Upper && !heading.is_capitals() && line.text.chars().any(is_letter) {
            wrong.push(("chữ thường".to_owned(), "in hoa".to_owned()));
        }
        if wrong.is_empty() {
            continue;
        }
        let [is, should] = [wrong.iter().map(|w| w.0.as_str()).collect::<Vec<_>>(), wrong.iter().map(|w| w.1.as_str()).collect()];
        let (is, should) = (is.join(", "), should.join(", "));
        // The same fault of many lines is told once.
        if !told.contains(&is) {
            found.add(line.piece.clone(), format!("{}: {is}", look.term)).expected(should);
            told.push(is);
        }
    }
}

/// A style that is otherwise than it should be, and what it should be.
fn style(is: bool, should: bool, [on, off]: [&str; 2]) -> Option<(String, String)> {
    let name = |state: bool| if state { on } else { off }.to_owned();
    (is != should).then(|| (name(is), name(should)))
}

/// What most letters of a line have.
fn most<T: PartialEq + Copy + Default>(piece: &Piece, of: impl Fn(&Font) -> T) -> T {
    let mut values = piece.runs().map(|(run, _)| of(&run.font));
    let first = values.next().unwrap_or_default();
    // Nearly all lines are of one look.
    if values.all(|value| value == first) {
        return first;
    }
    let mut counts: Vec<(T, usize)> = Vec::new();
    for (run, text) in piece.runs() {
        let letters = text.chars().filter(|c| is_letter_or_digit(*c)).count();
        let value = of(&run.font);
        match counts.iter_mut().find(|(v, _)| *v == value) {
            Some((_, count)) => *count += letters,
            None => counts.push((value, letters)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or_else(T::default, |(value, _)| value)
}
