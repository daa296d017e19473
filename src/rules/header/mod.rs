//! Rules on boxes 1 to 4: national title and motto, the body's name, number and symbol, place and date.

mod date_capital;
mod date_comma;
mod date_exists;
mod date_form;
mod date_missing;
mod motto_line;
mod motto_words;
mod national_title_missing;
mod national_title_words;
mod number_colon;
mod number_form;
mod number_missing;
mod official_letter_symbol;
mod organ_line;
mod organ_missing;
mod place_noun;
mod symbol_blanks;
mod symbol_dash;
mod symbol_type;
mod year_digits;
mod year_in_number;

use super::Rule;
use crate::facts::{Facts, Line};
use crate::paper::{Block, Drawing, Paragraph, paragraphs};
use crate::recognise::Piece;

/// The family's rules.
pub(super) const RULES: &[&Rule] = &[
    &national_title_missing::RULE,
    &national_title_words::RULE,
    &motto_words::RULE,
    &motto_line::RULE,
    &organ_missing::RULE,
    &organ_line::RULE,
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

/// How many lines are drawn beside a line of the header: in its own cells, in the others, outside the header's table.
fn drawn_near(facts: &Facts, line: &Line) -> [usize; 3] {
    let title = facts.draft.front.type_name.as_ref().map(|t| t.pieces[0].paragraph);
    let until = facts.paper.blocks.iter().position(|b| matches!((b, title), (Block::Paragraph(p), Some(title)) if std::ptr::eq(p, title)));
    let above = &facts.paper.blocks[..until.unwrap_or(facts.paper.blocks.len().min(FEW))];
    let count = |blocks: &[Block]| paragraphs(blocks).map(drawn).sum::<usize>();
    let Some(table) = facts.draft.header.table else { return [count(above), 0, 0] };
    let holds = |blocks: &[Block]| paragraphs(blocks).any(|p| std::ptr::eq(p, line.piece.paragraph));
    let own = table.cells().find(|c| holds(&c.blocks)).map_or(0, |c| c.column);
    let side = |here: bool| {
        table.cells().filter(|c| (c.column == own) == here).map(|c| count(&c.blocks) + usize::from(c.borders.bottom.is_some())).sum()
    };
    let outside = above.iter().filter(|b| !matches!(b, Block::Table(t) if std::ptr::eq(t, table)));
    [side(true), side(false), outside.map(|b| count(std::slice::from_ref(b))).sum()]
}

/// Blocks that a header may take where no title follows.
const FEW: usize = 8;

/// Lines of a paragraph: drawn, as a border, typed, or below its letters.
fn drawn(paragraph: &Paragraph) -> usize {
    let shapes = paragraph.drawings.iter().filter(|d| !matches!(d, Drawing::TextBox(_))).count();
    let borders = &paragraph.format.borders;
    let typed = Piece::lines(paragraph).iter().any(Piece::is_typed_rule);
    let underlined = Piece::whole(paragraph).all(|f| f.underline);
    shapes + usize::from(borders.top.is_some() || borders.bottom.is_some()) + usize::from(typed) + usize::from(underlined)
}
