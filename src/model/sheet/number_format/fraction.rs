//! Fractions: `# ?/?`, `# ??/100`.

use super::decimal::Decimal;
use super::parse::{Section, Token};

/// Most digits of a denominator that are looked for.
const DIGITS: usize = 5;

/// A number as a whole and a fraction, or a fraction alone.
pub(super) fn show(section: &Section, amount: &Decimal) -> String {
    let tokens = &section.tokens;
    let Some(over) = tokens.iter().position(|t| matches!(t, Token::Over(_))) else { return String::new() };
    let is_digit = |t: &Token| matches!(t, Token::Digit(_));
    let numerator = tokens[..over].iter().rposition(|t| !is_digit(t)).map_or(0, |before| before + 1);
    let end = over + 1 + tokens[over + 1..].iter().take_while(|t| is_digit(t)).count();
    let has_whole = tokens[..numerator].iter().any(is_digit);
    let value = amount.value();
    let whole = if has_whole { value.floor() } else { 0.0 };
    let limit = 10_u64.pow((end - over - 1).clamp(1, DIGITS) as u32) - 1;
    let (mut above, below) = match tokens[over] {
        Token::Over(Some(fixed)) => (((value - whole) * f64::from(fixed)).round() as u64, u64::from(fixed)),
        _ => nearest(value - whole, limit),
    };
    let mut whole = whole as u64;
    if has_whole && above == below {
        (whole, above) = (whole + 1, 0);
    }
    let mut out = String::new();
    // The whole is left out where it is nothing and the code does not ask for a zero.
    let asks = |token: &Token| matches!(token, Token::Digit('0'));
    let shows_whole = has_whole && (whole > 0 || above == 0 || tokens[..numerator].iter().any(asks));
    let mut shown = false;
    for token in &tokens[..numerator] {
        match token {
            Token::Digit(_) if shows_whole && !shown => {
                out.push_str(&whole.to_string());
                shown = true;
            }
            Token::Digit(_) => {}
            Token::Literal(words) => out.push_str(words),
            Token::Space => out.push(' '),
            _ => {}
        }
    }
    // `4` instead of `4 0/1`.
    if !has_whole || above > 0 || tokens[numerator..over].iter().any(asks) {
        let width = over - numerator;
        out.push_str(&format!("{above:>width$}/"));
        out.push_str(&below.to_string());
    }
    for token in &tokens[end..] {
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::Space => out.push(' '),
            Token::Percent => out.push('%'),
            _ => {}
        }
    }
    out
}

/// The nearest fraction with a denominator up to a limit, by continued fractions.
fn nearest(value: f64, limit: u64) -> (u64, u64) {
    let (mut p0, mut q0, mut p1, mut q1) = (0_u64, 1_u64, 1_u64, 0_u64);
    let mut rest = value;
    loop {
        let a = rest.floor() as u64;
        let (p2, q2) = (a.saturating_mul(p1).saturating_add(p0), a.saturating_mul(q1).saturating_add(q0));
        if q2 > limit {
            // The last step may still be taken in part.
            let part = limit.saturating_sub(q0).checked_div(q1).unwrap_or(0);
            let (ps, qs) = (part * p1 + p0, part * q1 + q0);
            let off = |p: u64, q: u64| if q == 0 { f64::MAX } else { (p as f64 / q as f64 - value).abs() };
            return if off(ps, qs) < off(p1, q1) { (ps, qs) } else { (p1, q1) };
        }
        (p0, q0, p1, q1) = (p1, q1, p2, q2);
        let remainder = rest - a as f64;
        if remainder < 1e-10 {
            return (p1, q1);
        }
        rest = 1.0 / remainder;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_fraction_is_found() {
        assert_eq!(nearest(0.5, 9), (1, 2));
        assert_eq!(nearest(0.333_333, 9), (1, 3));
        assert_eq!(nearest(0.141_592_653_59, 9), (1, 7));
        assert_eq!(nearest(0.141_592_653_59, 99), (14, 99));
        assert_eq!(nearest(0.0, 9), (0, 1));
        assert_eq!(nearest(0.95, 9), (1, 1));
    }
}
