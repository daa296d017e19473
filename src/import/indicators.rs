//! A report's table of figures as records (`indicators`), where its head names indicator, unit and result, and every
//! figure comes out as it was written.

use super::columns::{Columns, Heads};
use super::grid::Counters;
use super::record_rows::{Read, one, with_cells};
use super::yaml::{Map, Node, Value, bare, text};
use crate::content::{INDICATOR_COLUMNS, MORE_INDICATOR_COLUMNS};
use crate::text::{grouped, is_letter, typed_number};

const HEADS: &Heads = &[
    ("name", &["chi tieu", "chi tieu thong ke", "ten chi tieu"]),
    ("unit", &["don vi tinh", "dvt"]),
    ("value", &["ket qua", "thuc hien", "so lieu", "ky bao cao", "ky nay"]),
    ("previous", &["ky truoc", "cung ky", "nam truoc"]),
    ("target", &["muc tieu", "ke hoach", "chi tieu giao"]),
    ("note", &["ghi chu"]),
];

const NEEDED: [&str; 3] = ["name", "unit", "value"];

/// The records of a table: `indicator_columns` where they are not the usual ones, and `indicators`.
pub(super) fn of(read: &Read<'_, '_>) -> Option<Map> {
    let fields: Vec<_> = INDICATOR_COLUMNS.iter().chain(&MORE_INDICATOR_COLUMNS).collect();
    let columns = Columns::of(read.titles, read.aligned, &fields, HEADS, &NEEDED)?;
    let mut counters = Counters::default();
    let (mut groups, mut indicators): (Vec<String>, Vec<Node>) = (Vec::new(), Vec::new());
    for (at, row) in read.table.rows.iter().enumerate().skip(1) {
        match counters.kind(row, read.grid, read.shape.groups.contains(&at), false, true) {
            // Figures before all groups would come to stand in one, and those of one name in the first of them.
            Some(("group", _)) => {
                let heading = read.heading(row).filter(|heading| !groups.contains(heading))?;
                if groups.is_empty() && !indicators.is_empty() {
                    return None;
                }
                groups.push(heading);
            }
            Some(("numbered", _)) => {
                let mut record: Map = vec![("code", text(format!("CT_{:02}", indicators.len() + 1)))];
                let own = read.row(row, &columns, |name, lines| match (name, lines) {
                    ("name", [words]) if words.contains(is_letter) => one(&mut record, name, lines),
                    ("name", _) | ("value", []) => None,
                    ("value" | "previous" | "target", [words]) => {
                        record.push((name, figure(words)?));
                        Some(())
                    }
                    _ => one(&mut record, name, lines),
                })?;
                record.extend(groups.last().map(|group| ("group", text(group))));
                indicators.push(Value::Map(with_cells(record, own)).into());
            }
            _ => return None,
        }
    }
    if indicators.is_empty() {
        return None;
    }
    let mut map: Map = columns.stated("indicator_columns", &INDICATOR_COLUMNS).into_iter().collect();
    map.push(("indicators", Value::List(indicators).into()));
    Some(map)
}

/// A figure that comes out as it was written.
fn figure(words: &str) -> Option<Node> {
    typed_number(words).ok().filter(|number| grouped(number) == words).map(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_taken_that_come_out_as_they_were_written() {
        let taken = |words: &str| figure(words).map(|node| node.value);
        for (words, number) in [("1.248", "1248"), ("94,1", "94.1"), ("0", "0"), ("-5", "-5"), ("15", "15")] {
            assert_eq!(taken(words), Some(bare(number).value), "{words}");
        }
        for words in ["1248", "94.1", "05", "94,10", "95%", "~15", "x", "1.248.", "không phát sinh", "1,248"] {
            assert_eq!(taken(words), None, "{words}");
        }
    }
}
