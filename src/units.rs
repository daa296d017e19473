//! Lengths: whole twentieths of a point for every length that a document carries.
//!
//! The DOCX stores twips, so the layout computes with the same rounded values; otherwise the two
//! files would drift apart by the rounding. No length of the standard lives here.

use std::ops::{Add, AddAssign, Mul, Sub};

/// A length in twips: 1/20 pt, 1/1440 inch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Twips(pub i32);

impl Twips {
    /// Nearest twip to a length in millimetres.
    pub fn from_mm(mm: f64) -> Self {
        Twips((mm * 1440.0 / 25.4).round() as i32)
    }

    /// Nearest twip to a length in points.
    pub fn from_pt(pt: f64) -> Self {
        Twips((pt * 20.0).round() as i32)
    }

    /// The length in points.
    pub fn pt(self) -> f64 {
        f64::from(self.0) / 20.0
    }

    /// The length in millimetres.
    pub fn mm(self) -> f64 {
        f64::from(self.0) * 25.4 / 1440.0
    }
}

impl Add for Twips {
    type Output = Twips;
    fn add(self, other: Twips) -> Twips {
        Twips(self.0 + other.0)
    }
}

impl AddAssign for Twips {
    fn add_assign(&mut self, other: Twips) {
        self.0 += other.0;
    }
}

impl Sub for Twips {
    type Output = Twips;
    fn sub(self, other: Twips) -> Twips {
        Twips(self.0 - other.0)
    }
}

impl Mul<f64> for Twips {
    type Output = Twips;
    fn mul(self, factor: f64) -> Twips {
        Twips((f64::from(self.0) * factor).round() as i32)
    }
}

/// A type size in half points, the unit of `w:sz`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HalfPt(pub u32);

impl HalfPt {
    /// A size given in whole points.
    pub fn from_pt(pt: u32) -> Self {
        HalfPt(pt * 2)
    }

    /// The size in points.
    pub fn pt(self) -> f64 {
        f64::from(self.0) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_forms_round_to_whole_twips() {
        // Margins as Word stores them on the official forms (nd30 §1).
        for (mm, twips) in [(20.0, 1134), (25.0, 1417), (30.0, 1701), (35.0, 1984), (15.0, 850)] {
            assert_eq!(Twips::from_mm(mm), Twips(twips), "{mm} mm");
        }
        assert_eq!(Twips::from_mm(12.7), Twips(720));
        assert_eq!(Twips::from_pt(6.0), Twips(120));
        assert_eq!(Twips(1440).mm(), 25.4);
        assert_eq!(HalfPt::from_pt(14), HalfPt(28));
    }
}
