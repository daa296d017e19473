//! Merged cells, found by their rows.

use std::collections::{BTreeSet, HashMap};

/// The cells of a merged area; rows count from 1, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

/// All merged areas of a sheet. Areas do not overlap in a sound file: a row has no more of them than cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Merges(HashMap<u32, Vec<Area>>);

impl Merges {
    /// Sorts areas by the rows that are there, in their order, and cuts off what is hidden before them; `None`
    /// when areas lie over each other.
    pub(super) fn new(areas: &[Area], rows: &[u32], width: usize, hidden: &BTreeSet<usize>) -> Option<Merges> {
        let mut by_row: HashMap<u32, Vec<Area>> = HashMap::new();
        for area in areas {
            let first = rows.partition_point(|row| *row < area.top);
            let left = (area.left..=area.right.min(width)).find(|column| !hidden.contains(column)).filter(|left| *left < width);
            let (Some(top), Some(left)) = (rows.get(first).copied(), left) else { continue };
            let area = &Area { top, left, ..*area };
            for row in rows[first..].iter().take_while(|row| **row <= area.bottom) {
                let of_row = by_row.entry(*row).or_default();
                of_row.push(*area);
                if of_row.len() > width.max(1) {
                    return None;
                }
            }
        }
        Some(Merges(by_row))
    }

    /// The areas that a row is part of.
    pub(super) fn of(&self, row: u32) -> &[Area] {
        self.0.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The area that holds a place.
    pub(super) fn at(&self, row: u32, column: usize) -> Option<&Area> {
        self.of(row).iter().find(|area| (area.left..=area.right).contains(&column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_found_and_overlaps_refused() {
        let area = Area { top: 2, bottom: 4, left: 0, right: 1 };
        let new = |areas: &[Area], hidden: &[usize]| Merges::new(areas, &[1, 2, 4, 5], 3, &hidden.iter().copied().collect());
        let merges = new(&[area], &[]).unwrap();
        assert_eq!(merges.at(4, 1), Some(&area));
        assert_eq!((merges.at(4, 2), merges.at(5, 0), merges.of(1).len()), (None, None, 0));
        assert!(new(&[area; 4], &[]).is_none());
        // What is hidden before an area is not part of it.
        let cut = new(&[Area { top: 3, ..area }], &[0]).unwrap();
        assert_eq!(cut.of(4), [Area { top: 4, left: 1, ..area }]);
        assert!(new(&[Area { left: 9, right: 12, ..area }], &[]).unwrap().of(2).is_empty());
    }
}
