//! What a sheet's XML says besides values: hidden rows and columns, merged cells, formulas without a
//! value, looks of words. Read as a stream: a sheet may be large.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::rich::{Gathering, Rich, referred, text, value};
use crate::model::sheet::Area;

/// The marks of a sheet; rows count from 1, columns from 0.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) hidden_rows: HashSet<u32>,
    pub(super) hidden_columns: BTreeSet<u32>,
    /// Cells with a formula and no value.
    pub(super) uncomputed: HashSet<(u32, u32)>,
    pub(super) merged: Vec<Area>,
    /// Cells that the file holds twice.
    pub(super) twice: BTreeSet<(u32, u32)>,
    /// Cells whose value is a picture: other readers see an error value.
    pub(super) pictures: BTreeSet<(u32, u32)>,
    /// Words of several looks.
    pub(super) rich: BTreeMap<(u32, u32), Rich>,
}

/// The last column of a sheet.
const LAST_COLUMN: u32 = 16_383;

/// A cell that is being read.
#[derive(Debug, Default)]
struct Open {
    at: (u32, u32),
    shared: bool,
    formula: bool,
    value: bool,
    number: String,
    words: Gathering,
}

/// Reads the marks; `None` when the XML is damaged or names a place that no sheet has. `shared` are the
/// shared texts of several looks.
pub(super) fn read(xml: &str, shared: &BTreeMap<usize, Rich>) -> Option<Marks> {
    let mut reader = Reader::from_str(xml);
    let (mut marks, mut seen) = (Marks::default(), HashSet::new());
    let (mut row, mut column) = (0_u32, 0_u32);
    let (mut cell, mut in_value): (Option<Open>, bool) = (None, false);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().ok()?;
        let is_empty = matches!(event, Event::Empty(_));
        match &event {
            Event::Start(e) | Event::Empty(e) => {
                let mut places = e.attributes().flatten().filter(|a| matches!(a.key.as_ref(), "r" | "ref"));
                if !places.all(|a| text(&a).is_some_and(|v| fits(&v))) {
                    return None;
                }
                depth += usize::from(!is_empty);
                match e.local_name().as_ref() {
                    "col" => marks.column(e),
                    "row" => {
                        row = value(e, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
                        column = 0;
                        let flat = value(e, "ht").and_then(|h| h.parse::<f64>().ok()) == Some(0.0);
                        if flat || is_on(e, "hidden") {
                            marks.hidden_rows.insert(row);
                        }
                    }
                    "c" => {
                        column = value(e, "r").and_then(|r| super::reference(&r)).map_or(column, |(_, c)| c) + 1;
                        let at = (row, column - 1);
                        if !seen.insert(at) {
                            marks.twice.insert(at);
                        }
                        if value(e, "vm").is_some() && value(e, "t").is_some_and(|t| t == "e") {
                            marks.pictures.insert(at);
                        }
                        if !is_empty {
                            cell = Some(Open { at, shared: value(e, "t").is_some_and(|t| t == "s"), ..Open::default() });
                        }
                    }
                    "mergeCell" => marks.merged.extend(value(e, "ref").and_then(|r| area(&r))),
                    "v" => in_value = !is_empty,
                    "f" => {
                        if let Some(open) = &mut cell {
                            open.formula = true;
                        }
                    }
                    name => {
                        if let Some(open) = &mut cell {
                            open.words.start(e);
                            if is_empty {
                                open.words.end(name);
                            }
                        }
                    }
                }
            }
            Event::Text(t) => {
                if let Some(open) = &mut cell {
                    let words = t.xml10_content();
                    if in_value {
                        open.value |= !words.is_empty();
                        open.number.push_str(words.trim());
                    } else {
                        open.words.text(&words);
                    }
                }
            }
            Event::GeneralRef(r) => {
                if let Some(open) = &mut cell {
                    open.value |= in_value;
                    open.words.text(&referred(r));
                }
            }
            Event::End(e) => {
                depth = depth.checked_sub(1)?;
                match e.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => {
                        if let Some(open) = cell.take() {
                            marks.cell(open, shared);
                        }
                    }
                    name => {
                        if let Some(open) = &mut cell {
                            open.words.end(name);
                        }
                    }
                }
            }
            Event::Eof => return (depth == 0).then_some(marks),
            _ => {}
        }
    }
}

impl Marks {
    fn column(&mut self, element: &BytesStart<'_>) {
        let number = |name: &str| value(element, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1);
        let flat = value(element, "width").and_then(|w| w.parse::<f64>().ok()) == Some(0.0);
        if flat || is_on(element, "hidden") {
            let (first, last) = (number("min").max(1) - 1, (number("max").max(1) - 1).min(LAST_COLUMN));
            // Each column once, however often the file says it.
            if first <= last && self.hidden_columns.range(first..=last).count() <= (last - first) as usize {
                self.hidden_columns.extend(first..=last);
            }
        }
    }

    fn cell(&mut self, mut open: Open, shared: &BTreeMap<usize, Rich>) {
        if open.formula && !open.value {
            self.uncomputed.insert(open.at);
        }
        let of_shared = || open.number.parse::<usize>().ok().and_then(|n| shared.get(&n)).cloned();
        let rich = if open.shared { of_shared() } else { open.words.finish() };
        self.rich.extend(rich.map(|rich| (open.at, rich)));
    }
}

fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    value(element, name).is_some_and(|v| v == "1" || v == "true")
}

/// Whether a place or an area has no more letters and digits than those of a sheet, which ends at
/// `XFD1048576`; calamine would count on without measure.
fn fits(place: &str) -> bool {
    let count = |corner: &str, of: fn(&char) -> bool| corner.chars().filter(of).count();
    place.split([':', ' ']).all(|corner| count(corner, char::is_ascii_alphabetic) <= 3 && count(corner, char::is_ascii_digit) <= 7)
}

/// The cells of `B2:D4`.
fn area(reference: &str) -> Option<Area> {
    let (first, last) = reference.split_once(':')?;
    let ((top, left), (bottom, right)) = (super::reference(first)?, super::reference(last)?);
    Some(Area { top: top.min(bottom), bottom: bottom.max(top), left: left.min(right) as usize, right: right.max(left) as usize })
}
