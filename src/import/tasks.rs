//! A plan's table of tasks as records (`task_groups`), where its head says plainly what each column is and every row is
//! a group or a numbered task; any other table stays a table.

use chrono::NaiveDate;

use super::columns::{Columns, Heads};
use super::grid::Counters;
use super::record_rows::{Read, one, with_cells};
use super::yaml::{Map, Node, Value, bare, text};
use crate::content::TASK_COLUMNS;
use crate::paper::Row;
use crate::text::{PartialDate, folded, roman_value};

const HEADS: &Heads = &[
    ("task", &["nhiem vu", "noi dung", "cong viec", "ten nhiem vu"]),
    ("products", &["san pham", "ket qua"]),
    ("lead_unit", &["don vi chu tri", "co quan chu tri", "chu tri", "co quan, don vi chu tri"]),
    ("cooperating_units", &["don vi phoi hop", "co quan phoi hop", "phoi hop", "co quan, don vi phoi hop"]),
    ("deadlines", &["thoi gian", "thoi han", "tien do"]),
    ("note", &["ghi chu"]),
];

/// A table of tasks needs these; without them it may be anything.
const NEEDED: [&str; 3] = ["task", "lead_unit", "deadlines"];

/// The records of a table: `task_columns` where they are not the usual ones, and `task_groups`.
pub(super) fn of(read: &Read<'_, '_>) -> Option<Map> {
    let fields: Vec<_> = TASK_COLUMNS.iter().collect();
    let columns = Columns::of(read.titles, read.aligned, &fields, HEADS, &NEEDED)?;
    let mut counters = Counters::default();
    let mut groups = Groups::default();
    for (at, row) in read.table.rows.iter().enumerate().skip(1) {
        match counters.kind(row, read.grid, read.shape.groups.contains(&at), false, true) {
            Some(("numbered", _)) => groups.task(task(row, &columns, read)?),
            Some((kind, _)) => groups.begin(kind, read.heading(row)?),
            // A number of its own: one of a group that begins anew.
            None => {
                let number = row.cells.first()?.text().trim().parse().ok()?;
                counters.go_on_from(number);
                let mut task = task(row, &columns, read)?;
                task.insert(0, ("number", bare(number)));
                groups.task(task);
            }
        }
    }
    let mut map: Map = columns.stated("task_columns", &TASK_COLUMNS).into_iter().collect();
    map.push(("task_groups", Value::List(groups.finish()).into()));
    Some(map)
}

/// A numbered row as a task.
fn task(row: &Row, columns: &Columns, read: &Read<'_, '_>) -> Option<Map> {
    let mut map: Map = Vec::new();
    let own = read.row(row, columns, |name, lines| match (name, lines) {
        ("task", []) => None,
        (_, []) => Some(()),
        ("products", lines) => {
            map.push(("products", Value::List(marked(lines, false)).into()));
            Some(())
        }
        ("deadlines", lines) => {
            map.push(("deadlines", Value::List(marked(lines, true)).into()));
            Some(())
        }
        (name, lines) => one(&mut map, name, lines),
    })?;
    Some(with_cells(map, own))
}

/// Lines of a cell: the dash that the program writes before each of several is left to it.
fn marked(lines: &[String], dated: bool) -> Vec<Node> {
    let usual = if lines.len() > 1 { "-" } else { "" };
    let one = |line: &String| {
        let mark = ["-", "–", "+"].into_iter().find(|mark| line.starts_with(mark)).unwrap_or_default();
        let words = line[mark.len()..].trim_start();
        let mark = if mark == "–" { "-" } else { mark };
        let mut map: Map = vec![("text", text(words))];
        map.extend(if dated { due(words).map(|due| ("due", bare(due))) } else { None });
        map.extend((mark != usual).then(|| ("mark", text(mark))));
        if map.len() == 1 { text(words) } else { Value::Map(map).into() }
    };
    lines.iter().map(one).collect()
}

/// The last day that words leave for a task; nothing where they name no year.
fn due(words: &str) -> Option<String> {
    let low = folded(words);
    let low = low.trim().trim_end_matches(['.', ';']);
    if ["thuong xuyen", "hang ", "dinh ky"].iter().any(|word| low.starts_with(word)) {
        return Some("recurring".to_owned());
    }
    let last = low.rsplit([' ', '-', '–']).next()?;
    if let Ok(PartialDate { year, month: Some(month), day: Some(day) }) = PartialDate::parse(last) {
        return Some(format!("{day}/{month}/{year}"));
    }
    let before = low.strip_suffix(last)?.trim_end();
    let (of, year) = match last.split_once('/') {
        Some((of, year)) => (format!("{before} {of}"), year),
        None => (before.strip_suffix("nam")?.to_owned(), last),
    };
    let year: i32 = year.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let number = || of.rsplit([' ', '-', '–']).find(|word| !word.is_empty());
    let month = if ["", "trong", "het", "den het", "trong ca"].contains(&of.trim()) {
        12
    } else if of.contains("quy") {
        let quarter = number()?;
        3 * quarter.parse().ok().or_else(|| roman_value(&quarter.to_uppercase())).filter(|quarter| (1..=4).contains(quarter))? as u32
    } else if of.contains("thang") || of.trim() == number()? {
        number()?.parse().ok()?
    } else {
        return None;
    };
    let last_day = (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())?;
    Some(format!("{last_day}/{month}/{year}"))
}

/// Groups as they are found, row by row; those of a lower kind stand in the one above. Tasks before all groups are
/// those of one without a heading.
#[derive(Default)]
struct Groups {
    before: Vec<Node>,
    done: Vec<Node>,
    outer: Option<Group>,
    inner: Option<Group>,
}

struct Group {
    kind: &'static str,
    heading: String,
    groups: Vec<Node>,
    tasks: Vec<Node>,
}

impl Groups {
    fn begin(&mut self, kind: &'static str, heading: String) {
        let group = Group { kind, heading, groups: Vec::new(), tasks: Vec::new() };
        self.close_inner();
        match &self.outer {
            Some(outer) if outer.kind == "group" && kind != "group" => self.inner = Some(group),
            _ => {
                self.close_outer();
                self.outer = Some(group);
            }
        }
    }

    fn task(&mut self, task: Map) {
        let group = self.inner.as_mut().or(self.outer.as_mut());
        group.map_or(&mut self.before, |group| &mut group.tasks).push(Value::Map(task).into());
    }

    fn close_inner(&mut self) {
        if let (Some(inner), Some(outer)) = (self.inner.take(), &mut self.outer) {
            outer.groups.push(inner.node("subgroup"));
        }
    }

    fn close_outer(&mut self) {
        self.close_inner();
        self.done.extend(self.outer.take().map(|group| group.node("group")));
    }

    fn finish(mut self) -> Vec<Node> {
        self.close_outer();
        if !self.before.is_empty() {
            self.done.insert(0, Value::Map(vec![("tasks", Value::List(self.before).into())]).into());
        }
        self.done
    }
}

impl Group {
    /// `usual` is its kind where the data says nothing.
    fn node(self, usual: &str) -> Node {
        let mut map: Map = vec![("heading", text(self.heading))];
        match self.kind {
            "heading" => map.push(("unnumbered", bare(true))),
            kind => map.extend((kind != usual).then(|| ("kind", text(kind)))),
        }
        map.extend((!self.groups.is_empty()).then(|| ("groups", Value::List(self.groups).into())));
        map.extend((!self.tasks.is_empty()).then(|| ("tasks", Value::List(self.tasks).into())));
        Value::Map(map).into()
    }
}

#[cfg(test)]
mod tests {
    use super::due;

    #[test]
    fn words_of_a_deadline_leave_their_last_day() {
        for (words, day) in [
            ("30/11/2026", "30/11/2026"),
            ("Trước ngày 05/9/2026", "5/9/2026"),
            ("Tháng 10/2026", "31/10/2026"),
            ("Tháng 02 năm 2028", "29/2/2028"),
            ("Quý I/2026", "31/3/2026"),
            ("Quý 2/2026", "30/6/2026"),
            ("Quý III năm 2026", "30/9/2026"),
            ("Từ tháng 3 - 6/2026", "30/6/2026"),
            ("11/2026", "30/11/2026"),
            ("Quý II-IV/2026", "31/12/2026"),
            ("Năm 2026", "31/12/2026"),
            ("Trong năm 2026.", "31/12/2026"),
            ("Thường xuyên", "recurring"),
            ("Hằng quý", "recurring"),
        ] {
            assert_eq!(due(words).as_deref(), Some(day), "{words}");
        }
        // No year, no day.
        for words in ["Tháng 10", "Quý I", "Sau khi có văn bản của tỉnh", "Theo kế hoạch số 15/2026/KH"] {
            assert_eq!(due(words), None, "{words}");
        }
    }
}
