//! Numbers and letters of items, computed once on the whole tree (decree PL I-1.II.6đ, V.6).
//!
//! A counter per level; an item starts all smaller levels afresh, but chapters and articles run
//! through the whole text. Dashes and pluses are marks, not numbers, and start nothing. Points
//! under a dash or a paragraph therefore go on counting.

use serde::Deserialize;

use super::{Block, Item, Level};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::standard::Clause;
use crate::text::{is_letter_or_digit, letter, letter_rank, roman, roman_value};

/// The word before an article's number.
pub(super) const ARTICLE: &str = "Điều";

/// The two models of numbering (decree PL I-1.V.6a, 6b).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// Phần, chương, mục, tiểu mục, điều, khoản, điểm.
    A,
    /// Phần, I., 1., a).
    #[default]
    B,
}

impl Numbering {
    /// The model of a text that comes with a document: by articles when it has any.
    pub(super) fn of(body: &[Block]) -> Numbering {
        let by_articles = body.iter().any(|block| match block {
            Block::Item(item) => item.level.is_of_articles() || Numbering::of(&item.children) == Numbering::A,
            _ => false,
        });
        if by_articles { Numbering::A } else { Numbering::B }
    }
}

impl Level {
    /// Whether only texts by articles have this level.
    fn is_of_articles(self) -> bool {
        matches!(self, Level::Chapter | Level::Subsection | Level::Article)
    }

    /// Whether its numbers go on past larger levels.
    fn runs_through(self) -> bool {
        matches!(self, Level::Chapter | Level::Article)
    }
}

/// Sets every item's marker; a marker given by hand that is out of order is reported and counted
/// from, because an approved number must not shift.
pub(super) fn number(body: &mut [Block], model: Numbering, found: &mut Diagnostics) {
    let mut numberer = Numberer { model, counters: Counters::default(), found };
    numberer.walk(body, None);
}

#[derive(Clone, Copy, Default)]
struct Counters([usize; 8]);

impl Counters {
    fn next(&mut self, level: Level, explicit: Option<usize>) {
        let at = level as usize;
        self.0[at] = explicit.unwrap_or(self.0[at] + 1);
        for (smaller, _) in Level::NAMES.into_iter().filter(|(l, _)| *l > level && l.is_numbered() && !l.runs_through()) {
            self.0[smaller as usize] = 0;
        }
    }
}

struct Numberer<'a> {
    model: Numbering,
    counters: Counters,
    found: &'a mut Diagnostics,
}

impl Numberer<'_> {
    fn walk(&mut self, blocks: &mut [Block], parent: Option<Level>) {
        for block in blocks {
            let item = match block {
                Block::Item(item) => item,
                Block::Table(table) => {
                    table.number(self.found);
                    continue;
                }
                Block::Paragraph(_) | Block::Aside(_) | Block::Image(_) => continue,
            };
            if let Some(problem) = self.misplaced(item, parent) {
                self.found.push(problem);
            }
            self.mark(item);
            // A dash does not hide the numbered level above it.
            let scope = if item.level.is_numbered() { Some(item.level) } else { parent };
            self.walk(&mut item.children, scope);
        }
    }

    /// What is wrong with an item where it stands.
    fn misplaced(&self, item: &Item, parent: Option<Level>) -> Option<Diagnostic> {
        let (level, place) = (name(item.level), item.origin.as_ref().map(|o| o.span));
        if self.model == Numbering::B && item.level.is_of_articles() {
            return Some(
                Diagnostic::error(code::FOREIGN_LEVEL, place, format!("Cấp `{level}` chỉ có trong văn bản trình bày theo điều"))
                    .help("Loại văn bản này chia thành part → section → clause → subclause → point → dash → plus.")
                    .clause(Clause::LevelsOfSections),
            );
        }
        if let Some(parent) = parent.filter(|parent| item.level.is_numbered() && item.level <= *parent) {
            let order = match self.model {
                Numbering::A => "chapter → section → subsection → article → clause → point → dash → plus",
                Numbering::B => "section → clause → subclause → point → dash → plus",
            };
            return Some(
                Diagnostic::error(code::LEVEL_INVERSION, place, format!("Cấp `{level}` không thể nằm bên trong cấp `{}`", name(parent)))
                    .help(format!("Đưa mục này ra ngoài, hoặc chọn cấp nhỏ hơn ({order})."))
                    .clause(Clause::Levels),
            );
        }
        (item.level.stands_alone(self.model) && item.heading.is_empty()).then(|| {
            Diagnostic::error(code::NO_TITLE, place, format!("Cấp `{level}` phải có tiêu đề"))
                .help("Ghi tiêu đề ở trường `heading`; chương trình ghi số thứ tự và viết hoa.")
                .clause(Clause::LevelTitles)
        })
    }

    fn mark(&mut self, item: &mut Item) {
        if !item.level.is_numbered() {
            let sign = if item.level == Level::Dash { "-" } else { "+" };
            item.marker.get_or_insert_with(|| sign.to_owned());
            return;
        }
        let explicit = item.marker.as_deref().and_then(|m| rank(item.level, m));
        let mut ahead = self.counters;
        ahead.next(item.level, None);
        let due = marker(item.level, self.model, &ahead);
        self.counters.next(item.level, explicit);
        // A bare number is one of the level, in the level's form: "7" is 7. for a clause, d is d) for a point.
        if explicit.is_some() && item.marker.as_deref().is_some_and(|given| given.ends_with(is_letter_or_digit)) {
            let whole = marker(item.level, self.model, &self.counters);
            let bare = |text: &str| text.trim_end_matches(['.', ')']).to_owned();
            let given = item.marker.as_deref().map(bare).unwrap_or_default();
            if bare(&whole) == given || bare(&whole).rsplit(' ').next() == Some(given.as_str()) {
                item.marker = Some(whole);
            }
        }
        match &item.marker {
            Some(given) if *given != due => {
                let place = item.origin.as_ref().map(|o| o.span);
                self.found.push(
                    Diagnostic::warning(code::WRONG_MARKER, place, format!("Mục này mang số “{given}” nhưng theo thứ tự phải là “{due}”"))
                        .help("Bỏ trường `marker` để chương trình tự đánh số; chỉ giữ khi văn bản gốc thật sự đánh số như vậy.")
                        .clause(Clause::Numbering),
                );
            }
            Some(_) => {}
            None => item.marker = Some(due),
        }
    }
}

fn marker(level: Level, model: Numbering, counters: &Counters) -> String {
    let n = |l: Level| counters.0[l as usize];
    match (level, model) {
        (Level::Part, _) => format!("Phần {}", roman(n(level))),
        (Level::Chapter, _) => format!("Chương {}", roman(n(level))),
        (Level::Section, Numbering::A) => format!("Mục {}", n(level)),
        (Level::Section, Numbering::B) => format!("{}.", roman(n(level))),
        (Level::Subsection, _) => format!("Tiểu mục {}", n(level)),
        (Level::Article, _) => format!("{ARTICLE} {}.", n(level)),
        (Level::Clause, _) => format!("{}.", n(level)),
        (Level::Subclause, _) => format!("{}.{}.", n(Level::Clause), n(level)),
        _ => format!("{})", letter(n(level))),
    }
}

/// The count that a hand-written marker stands for.
fn rank(level: Level, marker: &str) -> Option<usize> {
    let bare = marker.trim_end_matches(['.', ')']);
    // Phần, Chương, Mục, Tiểu mục, Điều stand before the number.
    let last = bare.rsplit(' ').next()?;
    match level {
        Level::Part | Level::Chapter => roman_value(last),
        Level::Section => roman_value(last).or_else(|| last.parse().ok()),
        Level::Subsection | Level::Article | Level::Clause => last.parse().ok(),
        Level::Subclause => bare.rsplit('.').next()?.parse().ok(),
        _ => letter_rank(bare),
    }
}

fn name(level: Level) -> &'static str {
    Level::NAMES[level as usize].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Inline;

    fn item(level: Level, children: Vec<Block>) -> Block {
        Block::Item(Item {
            level,
            marker: None,
            heading: vec![Inline::text("Tiêu đề")],
            heading_note: vec![],
            run_in: vec![],
            text: vec![],
            children,
            origin: None,
        })
    }

    fn given(level: Level, marker: &str) -> Block {
        let Block::Item(mut inner) = item(level, vec![]) else { unreachable!() };
        inner.marker = Some(marker.to_owned());
        Block::Item(inner)
    }

    fn markers(blocks: &[Block], out: &mut Vec<String>) {
        for block in blocks {
            if let Block::Item(i) = block {
                out.push(i.marker.clone().unwrap());
                markers(&i.children, out);
            }
        }
    }

    fn numbered(body: Vec<Block>) -> (Vec<String>, Diagnostics) {
        numbered_as(Numbering::B, body)
    }

    fn numbered_as(model: Numbering, mut body: Vec<Block>) -> (Vec<String>, Diagnostics) {
        let mut found = Diagnostics::default();
        number(&mut body, model, &mut found);
        let mut out = Vec::new();
        markers(&body, &mut out);
        (out, found)
    }

    use Level::{Article, Chapter, Clause, Dash, Part, Plus, Point, Section, Subclause, Subsection};

    #[test]
    fn letters_go_on_past_dashes_and_paragraphs() {
        // Reference plan 000, II.1: dashes, then a paragraph, then a) b) with dashes of their own.
        let (got, found) = numbered(vec![item(
            Section,
            vec![item(
                Clause,
                vec![
                    item(Dash, vec![]),
                    Block::Paragraph(vec![Inline::text("Tập trung vào:")]),
                    item(Point, vec![item(Dash, vec![item(Plus, vec![])])]),
                    item(Point, vec![]),
                    item(Dash, vec![]),
                    item(Point, vec![]),
                ],
            )],
        )]);
        assert_eq!(got, ["I.", "1.", "-", "a)", "-", "+", "b)", "-", "c)"]);
        assert!(found.is_empty());
    }

    #[test]
    fn flat_and_nested_data_number_alike() {
        let flat = vec![item(Section, vec![]), item(Clause, vec![]), item(Clause, vec![]), item(Section, vec![]), item(Clause, vec![])];
        assert_eq!(numbered(flat).0, ["I.", "1.", "2.", "II.", "1."]);
    }

    #[test]
    fn levels_may_be_skipped() {
        let body = vec![
            item(Section, vec![item(Point, vec![]), item(Point, vec![])]),
            item(Part, vec![item(Clause, vec![item(Subclause, vec![])])]),
        ];
        assert_eq!(numbered(body).0, ["I.", "a)", "b)", "Phần I", "1.", "1.1."]);
    }

    #[test]
    fn the_fifth_point_is_đ() {
        let (got, _) = numbered((0..7).map(|_| item(Point, vec![])).collect());
        assert_eq!(got, ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]);
    }

    #[test]
    fn a_wrong_marker_warns_and_is_kept() {
        // Reference plan 001: section III twice.
        let (got, found) = numbered(vec![
            item(Section, vec![]),
            item(Section, vec![]),
            item(Section, vec![]),
            given(Section, "III."),
            item(Section, vec![]),
        ]);
        assert_eq!(got, ["I.", "II.", "III.", "III.", "IV."]);
        let messages: Vec<_> = found.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["Mục này mang số “III.” nhưng theo thứ tự phải là “IV.”"]);
        assert!(!found.has_errors());
    }

    #[test]
    fn a_marker_in_order_is_silent() {
        assert!(numbered(vec![item(Point, vec![]), given(Point, "b)")]).1.is_empty());
    }

    #[test]
    fn a_section_inside_a_clause_is_refused() {
        let (_, found) = numbered(vec![item(Clause, vec![item(Dash, vec![item(Section, vec![])])])]);
        assert!(found.has_errors());
    }

    /// nd30 §2.6, model (a): every unit of the table, articles through the whole document.
    #[test]
    fn units_of_a_text_by_articles() {
        let article = |children| item(Article, children);
        let body = vec![
            item(Chapter, vec![article(vec![item(Clause, vec![]), item(Clause, vec![item(Point, vec![item(Dash, vec![])])])])]),
            item(
                Chapter,
                vec![
                    item(Section, vec![article(vec![]), item(Subsection, vec![article(vec![item(Clause, vec![])])])]),
                    item(Section, vec![item(Subsection, vec![article(vec![])])]),
                ],
            ),
        ];
        let (got, found) = numbered_as(Numbering::A, body);
        let wanted = [
            "Chương I",
            "Điều 1.",
            "1.",
            "2.",
            "a)",
            "-",
            "Chương II",
            "Mục 1",
            "Điều 2.",
            "Tiểu mục 1",
            "Điều 3.",
            "1.",
            "Mục 2",
            "Tiểu mục 1",
            "Điều 4.",
        ];
        assert_eq!(got, wanted);
        assert!(found.is_empty());
    }

    #[test]
    fn chapters_run_through_the_parts() {
        let part = || item(Part, vec![item(Chapter, vec![item(Article, vec![])])]);
        let (got, _) = numbered_as(Numbering::A, vec![part(), part()]);
        assert_eq!(got, ["Phần I", "Chương I", "Điều 1.", "Phần II", "Chương II", "Điều 2."]);
    }

    #[test]
    fn a_marker_of_an_article_is_counted_from() {
        let (got, found) = numbered_as(Numbering::A, vec![item(Article, vec![]), given(Article, "Điều 5."), item(Article, vec![])]);
        assert_eq!(got, ["Điều 1.", "Điều 5.", "Điều 6."]);
        assert_eq!(found.iter().count(), 1);
    }

    #[test]
    fn a_bare_number_takes_the_form_of_its_level() {
        let (got, found) = numbered(vec![given(Section, "II"), given(Clause, "7"), given(Point, "đ"), given(Clause, "8")]);
        assert_eq!(got, ["II.", "7.", "đ)", "8."]);
        assert_eq!(found.iter().count(), 3);
        assert_eq!(numbered_as(Numbering::A, vec![given(Article, "5"), given(Article, "Điều 6")]).0, ["Điều 5.", "Điều 6."]);
    }

    fn messages(model: Numbering, body: Vec<Block>) -> Vec<String> {
        numbered_as(model, body).1.iter().map(|d| d.message.clone()).collect()
    }

    #[test]
    fn misplaced_units_of_a_text_by_articles() {
        let Block::Item(mut untitled) = item(Chapter, vec![]) else { unreachable!() };
        untitled.heading.clear();
        assert_eq!(messages(Numbering::A, vec![Block::Item(untitled)]), ["Cấp `chapter` phải có tiêu đề"]);
        assert_eq!(
            messages(Numbering::A, vec![item(Clause, vec![item(Article, vec![])])]),
            ["Cấp `article` không thể nằm bên trong cấp `clause`"]
        );
        assert_eq!(messages(Numbering::B, vec![item(Article, vec![])]), ["Cấp `article` chỉ có trong văn bản trình bày theo điều"]);
    }

    #[test]
    fn the_model_of_a_text_shows_in_its_levels() {
        assert_eq!(Numbering::of(&[item(Section, vec![item(Clause, vec![])])]), Numbering::B);
        assert_eq!(Numbering::of(&[item(Section, vec![item(Article, vec![])])]), Numbering::A);
    }
}
