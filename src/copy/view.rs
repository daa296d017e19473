//! A page as it is seen: its visible part, turned as it says; lengths in pt from the lower left corner.

use lopdf::{Document, Object, ObjectId};

pub(super) use crate::export::inspect::dictionary_entry as entry;

/// Left, bottom, right, top.
pub(super) type Area = [f64; 4];

/// A matrix of PDF: `a b c d e f`.
pub(super) type Matrix = [f64; 6];

/// Levels of the page tree that are gone up.
const LEVELS: usize = 32;

/// A page's geometry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    /// What is seen of the page, in its own units.
    area: Area,
    /// Quarter turns to the right.
    turns: i64,
    /// Points in a unit.
    unit: f64,
}

impl View {
    /// Reads a page; nothing when it has no size.
    pub(super) fn of(document: &Document, page: ObjectId) -> Option<View> {
        let media = inherited(document, page, b"MediaBox").and_then(|o| area(document, o))?;
        let crop = inherited(document, page, b"CropBox").and_then(|o| area(document, o)).unwrap_or(media);
        let both = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        // A visible part outside the page is as good as none.
        let area = if both[0] < both[2] && both[1] < both[3] { both } else { media };
        let turns = inherited(document, page, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0);
        let unit = document.get_dictionary(page).ok()?.get(b"UserUnit").and_then(Object::as_float).map_or(1.0, f64::from);
        let view = View { area, turns: turns.div_euclid(90).rem_euclid(4), unit: if unit > 0.0 { unit } else { 1.0 } };
        let (width, height) = view.size();
        (width.min(height) >= 1.0 && width.max(height) <= 1e6).then_some(view)
    }

    /// Width and height, pt.
    pub(super) fn size(&self) -> (f64, f64) {
        let [left, bottom, right, top] = self.area;
        let (width, height) = ((right - left) * self.unit, (top - bottom) * self.unit);
        if self.turns % 2 == 0 { (width, height) } else { (height, width) }
    }

    /// From what is seen to the page's own places.
    pub(super) fn matrix(&self) -> Matrix {
        let [left, bottom, right, top] = self.area;
        let s = 1.0 / self.unit;
        match self.turns {
            0 => [s, 0.0, 0.0, s, left, bottom],
            1 => [0.0, s, -s, 0.0, right, bottom],
            2 => [-s, 0.0, 0.0, -s, right, top],
            _ => [0.0, -s, s, 0.0, left, top],
        }
    }

    /// From the page's own places to what is seen.
    pub(super) fn seen(&self) -> Matrix {
        let [left, bottom, right, top] = self.area;
        let s = self.unit;
        match self.turns {
            0 => [s, 0.0, 0.0, s, -left * s, -bottom * s],
            1 => [0.0, -s, s, 0.0, -bottom * s, right * s],
            2 => [-s, 0.0, 0.0, -s, right * s, top * s],
            _ => [0.0, s, -s, 0.0, top * s, -left * s],
        }
    }

    /// The page's own rectangle of one that is seen.
    pub(super) fn own(&self, area: Area) -> Area {
        bounds(&self.matrix(), area)
    }

    /// Quarter turns to the right, in degrees.
    pub(super) fn rotation(&self) -> i64 {
        self.turns * 90
    }
}

/// A point after a matrix.
pub(super) fn applied([a, b, c, d, e, f]: &Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// First one matrix, then the other.
pub(super) fn then(first: &Matrix, second: &Matrix) -> Matrix {
    let (a, b) = (first[0] * second[0] + first[1] * second[2], first[0] * second[1] + first[1] * second[3]);
    let (c, d) = (first[2] * second[0] + first[3] * second[2], first[2] * second[1] + first[3] * second[3]);
    let (e, f) = applied(second, (first[4], first[5]));
    [a, b, c, d, e, f]
}

/// The rectangle around another one after a matrix.
pub(super) fn bounds(matrix: &Matrix, [left, bottom, right, top]: Area) -> Area {
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)].map(|point| applied(matrix, point));
    around(&corners)
}

/// The rectangle around points.
pub(super) fn around(points: &[(f64, f64)]) -> Area {
    points.iter().fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |area, (x, y)| {
        [area[0].min(*x), area[1].min(*y), area[2].max(*x), area[3].max(*y)]
    })
}

/// An entry of a page, or of what holds it in the page tree.
pub(super) fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..LEVELS {
        if let Some(found) = entry(document, node, key).filter(|o| !matches!(o, Object::Null)) {
            return Some(found);
        }
        node = entry(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// A rectangle, whichever corners it names.
pub(super) fn area(document: &Document, object: &Object) -> Option<Area> {
    let numbers = object.as_array().ok()?.iter().map(|o| document.dereference(o).ok()?.1.as_float().ok().map(f64::from));
    let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
    let [a, b, c, d] = <[f64; 4]>::try_from(numbers).ok()?;
    [a, b, c, d].iter().all(|n| n.is_finite()).then(|| [a.min(c), b.min(d), a.max(c), b.max(d)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ISO 32000, 8.3: what is at the lower left when the page is turned to the right was at its lower right before.
    #[test]
    fn places_on_a_turned_page_lead_there_and_back() {
        for (turns, corner) in [(0, (10.0, 20.0)), (1, (210.0, 20.0)), (2, (210.0, 320.0)), (3, (10.0, 320.0))] {
            let view = View { area: [10.0, 20.0, 210.0, 320.0], turns, unit: 1.0 };
            assert_eq!(applied(&view.matrix(), (0.0, 0.0)), corner, "{turns}");
            for point in [(3.0, 5.0), (70.0, 11.0)] {
                let back = applied(&view.seen(), applied(&view.matrix(), point));
                assert!((back.0 - point.0).abs() + (back.1 - point.1).abs() < 1e-9, "{turns}");
            }
            assert_eq!(view.size(), if turns % 2 == 0 { (200.0, 300.0) } else { (300.0, 200.0) });
        }
        let large = View { area: [0.0, 0.0, 100.0, 100.0], turns: 0, unit: 2.0 };
        assert_eq!((large.size(), applied(&large.matrix(), (50.0, 50.0))), ((200.0, 200.0), (25.0, 25.0)));
    }

    #[test]
    fn matrices_follow_one_another() {
        let (first, second) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0, -1.0, 1.0, 0.0, 7.0, 8.0]);
        let point = (2.0, 3.0);
        assert_eq!(applied(&then(&first, &second), point), applied(&second, applied(&first, point)));
    }
}
