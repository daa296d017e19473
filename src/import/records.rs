//! Tables that become records: which kinds there are, and what every such table is like.

use super::record_rows::Read;
use super::yaml::Map;
use super::{indicators, tasks, team};
use crate::model::doc_type::DocType;
use crate::paper::{Cell, paragraphs};

/// A kind of record that a table may be.
#[derive(Debug)]
pub(super) struct Kind {
    /// The field of the content that holds the records.
    field: &'static str,
    /// What item the table is composed by.
    compose: &'static str,
    /// The fields of the content; absent where the table does not say plainly that it is one.
    of: fn(&Read<'_, '_>) -> Option<Map>,
}

const KINDS: [Kind; 3] = [
    Kind { field: "task_groups", compose: "task_table", of: tasks::of },
    Kind { field: "inspection_team", compose: "team_table", of: team::of },
    Kind { field: "indicators", compose: "indicator_table", of: indicators::of },
];

/// The kinds that documents of a type have.
pub(super) fn kinds(doc_type: &DocType) -> Vec<&'static Kind> {
    let has = |kind: &&Kind| doc_type.content.get("properties").is_some_and(|fields| fields.get(kind.field).is_some());
    KINDS.iter().filter(has).collect()
}

/// A table as records of one of the kinds wanted: its number among them, what composes it, the fields of the content.
pub(super) fn of(read: &Read<'_, '_>, wanted: &[&'static Kind]) -> Option<(usize, &'static str, Map)> {
    let Read { table, shape, .. } = read;
    let plain = shape.head == 1 && table.ruled && shape.sums.is_empty();
    if !plain || table.cells().any(|cell| has_drawings(cell) || cell.rows != 1) {
        return None;
    }
    wanted.iter().enumerate().find_map(|(at, kind)| Some((at, kind.compose, (kind.of)(read)?)))
}

fn has_drawings(cell: &Cell) -> bool {
    paragraphs(&cell.blocks).any(|p| !p.drawings.is_empty())
}
