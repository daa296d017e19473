//! Numbers and letters of items, computed once on the whole tree (decree PL I-1.II.6đ, V.6).
//!
//! A counter per level; an item starts all smaller levels afresh. Dashes and pluses are marks, not
//! numbers, and start nothing. Points under a dash or a paragraph therefore go on counting.

use super::{Block, Item, Level};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::text::{letter, letter_rank, roman, roman_value};

/// Sets every item's marker; a marker given by hand that is out of order is reported and counted
/// from, because an approved number must not shift.
pub(super) fn number(body: &mut [Block], found: &mut Diagnostics) {
    let mut counters = Counters::default();
    walk(body, None, &mut counters, found);
}

#[derive(Default)]
struct Counters([usize; 5]);

impl Counters {
    fn next(&mut self, level: Level, explicit: Option<usize>) -> usize {
        let at = level as usize;
        self.0[at] = explicit.unwrap_or(self.0[at] + 1);
        self.0[at + 1..].fill(0);
        self.0[at]
    }
}

fn walk(blocks: &mut [Block], parent: Option<Level>, counters: &mut Counters, found: &mut Diagnostics) {
    for block in blocks {
        let item = match block {
            Block::Item(item) => item,
            Block::Table(table) => {
                table.number();
                continue;
            }
            Block::Paragraph(_) | Block::Note(_) => continue,
        };
        if let Some(parent) = parent
            && item.level.is_numbered()
            && item.level <= parent
        {
            found.push(inversion(item, parent));
        }
        mark(item, counters, found);
        // A dash does not hide the numbered level above it.
        let scope = if item.level.is_numbered() { Some(item.level) } else { parent };
        walk(&mut item.children, scope, counters, found);
    }
}

fn mark(item: &mut Item, counters: &mut Counters, found: &mut Diagnostics) {
    if !item.level.is_numbered() {
        let sign = if item.level == Level::Dash { "-" } else { "+" };
        item.marker.get_or_insert_with(|| sign.to_owned());
        return;
    }
    let explicit = item.marker.as_deref().and_then(|m| rank(item.level, m));
    let due = {
        let mut ahead = Counters(counters.0);
        ahead.next(item.level, None);
        marker(item.level, &ahead)
    };
    counters.next(item.level, explicit);
    match &item.marker {
        Some(given) if *given != due => found.push(
            Diagnostic::warning(code::WRONG_MARKER, None, format!("Mục này mang số “{given}” nhưng theo thứ tự phải là “{due}”"))
                .at_origin(item)
                .help("Bỏ trường `marker` để chương trình tự đánh số; chỉ giữ khi văn bản gốc thật sự đánh số như vậy.")
                .clause("PL I-1.II.6đ"),
        ),
        Some(_) => {}
        None => item.marker = Some(due),
    }
}

fn marker(level: Level, counters: &Counters) -> String {
    let n = |l: Level| counters.0[l as usize];
    match level {
        Level::Part => format!("Phần {}", roman(n(level))),
        Level::Section => format!("{}.", roman(n(level))),
        Level::Clause => format!("{}.", n(level)),
        Level::Subclause => format!("{}.{}.", n(Level::Clause), n(level)),
        _ => format!("{})", letter(n(level))),
    }
}

/// The count that a hand-written marker stands for.
fn rank(level: Level, marker: &str) -> Option<usize> {
    let bare = marker.trim_end_matches(['.', ')']);
    match level {
        Level::Part => roman_value(bare.trim_start_matches("Phần ")),
        Level::Section => roman_value(bare),
        Level::Clause => bare.parse().ok(),
        Level::Subclause => bare.rsplit('.').next()?.parse().ok(),
        _ => letter_rank(bare),
    }
}

fn inversion(item: &Item, parent: Level) -> Diagnostic {
    Diagnostic::error(code::LEVEL_INVERSION, None, format!("Cấp `{}` không thể nằm bên trong cấp `{}`", name(item.level), name(parent)))
        .at_origin(item)
        .help("Đưa mục này ra ngoài, hoặc chọn cấp nhỏ hơn (section → clause → subclause → point → dash → plus).")
        .clause("PL I-1.II.6c")
}

fn name(level: Level) -> &'static str {
    Level::NAMES[level as usize].1
}

impl Diagnostic {
    /// Points at the data place of an item; the model turns origins into spans.
    fn at_origin(mut self, item: &Item) -> Self {
        self.origin = item.origin.map(|o| o.0);
        self
    }
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

    fn numbered(mut body: Vec<Block>) -> (Vec<String>, Diagnostics) {
        let mut found = Diagnostics::default();
        number(&mut body, &mut found);
        let mut out = Vec::new();
        markers(&body, &mut out);
        (out, found)
    }

    use Level::{Clause, Dash, Part, Plus, Point, Section, Subclause};

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
}
