//! The list of a team (`inspection_team`), where its head says who, in which post and with which role, and every row
//! says all three.

use super::columns::{Columns, Heads};
use super::grid::Counters;
use super::record_rows::{Read, one, with_cells};
use super::yaml::{Map, Value, text};
use crate::content::TEAM_COLUMNS;

const HEADS: &Heads = &[
    ("full_name", &["ho va ten", "ho ten", "ho, ten"]),
    ("role", &["nhiem vu", "vai tro", "chuc danh trong", "chuc vu trong", "phan cong", "phan cong nhiem vu"]),
    ("position", &["chuc vu", "chuc danh"]),
];

const NEEDED: [&str; 3] = ["full_name", "position", "role"];

/// What may stand before a name.
const SALUTATIONS: [&str; 3] = ["Ông", "Bà", "Đồng chí"];

/// The records of a table: `team_columns` where they are not the usual ones, and `inspection_team`.
pub(super) fn of(read: &Read<'_, '_>) -> Option<Map> {
    let fields: Vec<_> = TEAM_COLUMNS.iter().collect();
    let columns = Columns::of(read.titles, read.aligned, &fields, HEADS, &NEEDED)?;
    let mut counters = Counters::default();
    let mut members = Vec::new();
    for (at, row) in read.table.rows.iter().enumerate().skip(1) {
        let Some(("numbered", _)) = counters.kind(row, read.grid, read.shape.groups.contains(&at), false, true) else { return None };
        let mut member: Map = Vec::new();
        let own = read.row(row, &columns, |name, lines| match (name, lines) {
            ("full_name", [words]) => {
                let called = SALUTATIONS.into_iter().find_map(|s| Some((s, words.strip_prefix(s)?.strip_prefix(' ')?)));
                member.extend(called.map(|(salutation, _)| ("salutation", text(salutation))));
                member.push(("full_name", text(called.map_or(words.as_str(), |(_, name)| name.trim_start()))));
                Some(())
            }
            (_, []) => None,
            (name, lines) => one(&mut member, name, lines),
        })?;
        members.push(Value::Map(with_cells(member, own)).into());
    }
    if members.is_empty() {
        return None;
    }
    let mut map: Map = columns.stated("team_columns", &TEAM_COLUMNS).into_iter().collect();
    map.push(("inspection_team", Value::List(members).into()));
    Some(map)
}
