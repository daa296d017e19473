//! Numbers as sheets compute with them: fifteen significant decimal digits, rounded half away from zero.

/// A number without its sign: `0.d₁d₂d₃… × 10^point`. Zero has no digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The amount of a finite number; binary fractions add nothing behind the fifteenth digit.
    pub(super) fn of(value: f64) -> Decimal {
        let text = format!("{:.14e}", value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        Decimal { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }.trimmed()
    }

    fn trimmed(mut self) -> Decimal {
        let kept = self.digits.iter().rposition(|d| *d != 0).map_or(0, |last| last + 1);
        self.digits.truncate(kept);
        let zeros = self.digits.iter().take_while(|d| **d == 0).count();
        self.digits.drain(..zeros);
        self.point = if self.digits.is_empty() { 0 } else { self.point - zeros as i32 };
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Times ten to a power.
    pub(super) fn shifted(mut self, by: i32) -> Decimal {
        self.point += if self.is_zero() { 0 } else { by };
        self
    }

    /// The power of ten of its first digit.
    pub(super) fn exponent(&self) -> i32 {
        self.point - 1
    }

    /// With so many digits behind the point.
    pub(super) fn rounded(mut self, decimals: usize) -> Decimal {
        let kept = self.point + decimals as i32;
        if kept < 0 {
            return Decimal { digits: Vec::new(), point: 0 };
        }
        let kept = kept as usize;
        if kept >= self.digits.len() {
            return self;
        }
        let up = self.digits[kept] >= 5;
        self.digits.truncate(kept);
        if up {
            match self.digits.iter().rposition(|d| *d != 9) {
                Some(at) => {
                    self.digits[at] += 1;
                    self.digits[at + 1..].fill(0);
                }
                None => {
                    self.digits = vec![1];
                    self.point += 1;
                }
            }
        }
        self.trimmed()
    }

    /// The digits before the point; none for less than one.
    pub(super) fn whole(&self) -> String {
        (0..self.point.max(0) as usize).map(|at| char::from(b'0' + self.digits.get(at).copied().unwrap_or(0))).collect()
    }

    /// So many digits behind the point.
    pub(super) fn fraction(&self, decimals: usize) -> String {
        let digit = |at: usize| usize::try_from(self.point + at as i32).ok().and_then(|at| self.digits.get(at)).copied().unwrap_or(0);
        (0..decimals).map(|at| char::from(b'0' + digit(at))).collect()
    }

    /// Digits behind the point that are there.
    pub(super) fn decimals(&self) -> usize {
        (self.digits.len() as i32 - self.point).max(0) as usize
    }

    pub(super) fn value(&self) -> f64 {
        let digits: String = self.digits.iter().map(|d| char::from(b'0' + d)).collect();
        format!("0.{digits}0e{}", self.point).parse().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        let rounded = |x, n| {
            let d = Decimal::of(x).rounded(n);
            format!("{}.{}", d.whole(), d.fraction(n))
        };
        assert_eq!(rounded(1.15, 1), "1.2");
        assert_eq!(rounded(2.675, 2), "2.68");
        assert_eq!(rounded(2_750_000.5, 0), "2750001.");
        assert_eq!(rounded(0.5, 0), "1.");
        assert_eq!(rounded(0.05, 0), ".");
        assert_eq!(rounded(99.995, 2), "100.00");
        assert_eq!(rounded(1e300, 0).len(), 302);
        assert_eq!(Decimal::of(0.1 + 0.2).value(), 0.3);
        assert_eq!(Decimal::of(1_234.5).shifted(-3).decimals(), 4);
    }
}
