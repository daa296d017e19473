//! Rules on paper, margins, letters, page numbers, and how running text stands.

mod body_alignment;
mod columns;
mod first_line_indent;
mod first_page_number;
mod font_family;
mod header_sizes;
mod line_spacing;
mod margin_bottom;
mod margin_left;
mod margin_right;
mod margin_top;
mod orientation;
mod page_number_missing;
mod page_number_place;
mod paper_size;
mod text_color;

use super::{Findings, Rule};
use crate::facts::{Facts, Line};
use crate::paper::Margins;
use crate::standard::{Component, Range};
use crate::units::Twips;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &paper_size::RULE,
    &orientation::RULE,
    &font_family::RULE,
    &text_color::RULE,
    &margin_top::RULE,
    &margin_bottom::RULE,
    &margin_left::RULE,
    &margin_right::RULE,
    &page_number_missing::RULE,
    &page_number_place::RULE,
    &first_page_number::RULE,
    &header_sizes::RULE,
    &body_alignment::RULE,
    &first_line_indent::RULE,
    &line_spacing::RULE,
    &columns::RULE,
];

/// Word rounds margins; less than this is no fault, mm.
const ROUNDING: f64 = 0.5;

/// Compares a margin of upright pages with its range.
fn margin<'p>(facts: &Facts<'p>, found: &mut Findings<'p>, range: &Range, of: fn(&Margins) -> Twips) {
    let mut told = Vec::new();
    for section in facts.paper.sections.iter().filter(|s| !s.is_landscape()) {
        let margin = of(&section.margins);
        let mm = margin.mm();
        if !(range.min - ROUNDING..=range.max + ROUNDING).contains(&mm) && !told.contains(&margin) {
            let shown = format!("{mm:.1}").replace('.', ",");
            found
                .whole(format!("{} {} mm", range.title, shown.trim_end_matches(",0")))
                .expected(format!("từ {} đến {} mm", range.min, range.max));
            told.push(margin);
        }
    }
}

/// The document's own running text.
fn running<'a, 'p>(facts: &'a Facts<'p>) -> impl Iterator<Item = &'a Line<'p>> {
    let text = [Component::Paragraph, Component::Clause, Component::Point, Component::Dash, Component::Plus, Component::ArticleText];
    facts.lines.iter().filter(move |l| l.is_own() && text.contains(&l.component))
}
