//! Numbers by a section's digits.

use super::decimal::Decimal;
use super::parse::{Section, Token};
use super::{Shown, fraction};

/// Exponents from which `General` writes powers of ten.
const GENERAL_LARGE: i32 = 20;
const GENERAL_SMALL: i32 = -10;

/// A number as a section shows it; `signed` when the section does not say itself that it is negative.
pub(super) fn show(section: &Section, amount: Decimal, signed: bool) -> Shown {
    let percents = section.tokens.iter().filter(|t| **t == Token::Percent).count();
    let scaled = amount.clone().shifted(2 * i32::from(percents > 0) - 3 * section.scale as i32);
    let (text, said) = if section.tokens.iter().any(|t| matches!(t, Token::Over(_))) {
        (fraction::show(section, &scaled), Some(amount.value()))
    } else if let Some(at) = section.tokens.iter().position(|t| matches!(t, Token::Exponent(_))) {
        scientific(section, &scaled, at)
    } else if section.has_digits() || section.has(&Token::Text) {
        positional(section, scaled)
    } else {
        // Words instead of the number: a dash for nothing, or the number is hidden.
        (literals(&section.tokens), amount.is_zero().then_some(0.0))
    };
    let is_fraction = section.tokens.iter().any(|t| matches!(t, Token::Over(_)));
    let amounts = if is_fraction { text.split('/').next().unwrap_or_default() } else { &text };
    let negative = signed && (section.has_digits() || section.has(&Token::Text)) && digits_left_in(amounts);
    let says = said.filter(|_| section.scale == 0 && percents < 2).map(|x| if negative || is_negative(section) { -x } else { x });
    let text = if negative { format!("-{}", text.trim_start()) } else { text };
    Shown::Number { text, says, percent: percents == 1 }
}

/// Whether a section writes its own sign, or the parentheses of bookkeepers.
fn is_negative(section: &Section) -> bool {
    let first = section.tokens.iter().position(|t| matches!(t, Token::Digit(_) | Token::General)).unwrap_or(0);
    section.tokens[..first].iter().any(|t| matches!(t, Token::Literal(words) if words.trim().ends_with(['-', '−', '('])))
}

fn literals(tokens: &[Token]) -> String {
    tokens.iter().map(piece).collect()
}

/// What a token that is no digit shows.
fn piece(token: &Token) -> &str {
    match token {
        Token::Literal(words) => words,
        Token::Space => " ",
        Token::Percent => "%",
        _ => "",
    }
}

/// Digits before and behind a comma.
fn positional(section: &Section, amount: Decimal) -> (String, Option<f64>) {
    if section.has(&Token::General) || section.has(&Token::Text) {
        let value = amount.value();
        let shown = general(amount);
        let piece = |token: &Token| if matches!(token, Token::General | Token::Text) { shown.clone() } else { piece(token).to_owned() };
        return (section.tokens.iter().map(piece).collect(), Some(value));
    }
    let point = section.tokens.iter().position(|t| *t == Token::Point);
    let (before, behind) = section.tokens.split_at(point.unwrap_or(section.tokens.len()));
    let decimals = behind.iter().filter(|t| matches!(t, Token::Digit(_))).count();
    let amount = amount.rounded(decimals);
    let mut out = placed(before, &amount.whole(), section.grouped);
    push_decimals(&mut out, behind, &amount.fraction(decimals));
    (out, Some(amount.value()))
}

/// Digits in their places before the comma, those that have none before the first.
fn placed(tokens: &[Token], digits: &str, grouped: bool) -> String {
    let first = tokens.iter().position(|t| matches!(t, Token::Digit(_)));
    let mut left: Vec<char> = digits.chars().collect();
    let (mut pieces, mut count): (Vec<String>, usize) = (Vec::new(), 0);
    for (at, token) in tokens.iter().enumerate().rev() {
        let Token::Digit(kind) = token else {
            pieces.push(piece(token).to_owned());
            continue;
        };
        let mut place = |digit: char, out: &mut String| {
            if grouped && count > 0 && count.is_multiple_of(3) {
                out.insert(0, if digit == ' ' { ' ' } else { '.' });
            }
            out.insert(0, digit);
            count += 1;
        };
        let mut out = String::new();
        match left.pop() {
            Some(digit) => place(digit, &mut out),
            None if *kind == '0' => place('0', &mut out),
            None if *kind == '?' => place(' ', &mut out),
            None => {}
        }
        if first == Some(at) {
            while let Some(digit) = left.pop() {
                place(digit, &mut out);
            }
        }
        pieces.push(out);
    }
    pieces.into_iter().rev().collect()
}

/// Adds a comma and the digits in their places behind it; no comma where no digit follows.
fn push_decimals(out: &mut String, tokens: &[Token], digits: &str) {
    let filled = |token: &Token| matches!(token, Token::Digit('0' | '?')) || digits_left(digits);
    if tokens.iter().any(|t| matches!(t, Token::Digit(_)) && filled(t)) {
        out.push(',');
    }
    let mut rest = digits;
    for token in tokens {
        let Token::Digit(kind) = token else {
            out.push_str(piece(token));
            continue;
        };
        let (digit, after) = rest.split_at(1.min(rest.len()));
        let needed = digits_left(rest);
        match kind {
            '?' if !needed => out.push(' '),
            '#' if !needed => {}
            _ => out.push_str(digit),
        }
        rest = after;
    }
}

/// Whether a digit other than zero is among these.
fn digits_left(digits: &str) -> bool {
    digits.bytes().any(|b| b != b'0')
}

/// Whether a text holds a digit other than zero: less than nothing that rounds to nothing has no sign.
fn digits_left_in(text: &str) -> bool {
    text.bytes().any(|b| matches!(b, b'1'..=b'9'))
}

/// A mantissa and a power of ten; several places before the comma make the power a multiple of their number.
fn scientific(section: &Section, amount: &Decimal, at: usize) -> (String, Option<f64>) {
    let (mantissa, rest) = section.tokens.split_at(at);
    let point = mantissa.iter().position(|t| *t == Token::Point);
    let (before, behind) = mantissa.split_at(point.unwrap_or(mantissa.len()));
    let places = |tokens: &[Token]| tokens.iter().filter(|t| matches!(t, Token::Digit(_))).count();
    let (whole, decimals) = (places(before).max(1) as i32, places(behind));
    let power = |amount: &Decimal| if amount.is_zero() { 0 } else { amount.exponent().div_euclid(whole) * whole };
    let mut exponent = power(amount);
    let mut rounded = amount.clone().shifted(-exponent).rounded(decimals);
    if rounded.exponent() >= whole {
        exponent += whole;
        rounded = amount.clone().shifted(-exponent).rounded(decimals);
    }
    let mut out = placed(before, &rounded.whole(), section.grouped);
    push_decimals(&mut out, behind, &rounded.fraction(decimals));
    let plus = rest.first() == Some(&Token::Exponent(true));
    out.push('E');
    out.push_str(if exponent < 0 {
        "-"
    } else if plus {
        "+"
    } else {
        ""
    });
    out.push_str(&placed(&rest[1..], &exponent.unsigned_abs().to_string(), false));
    (out, Some(rounded.shifted(exponent).value()))
}

/// As a cell without a format shows it: all digits, or a power of ten for what is very large or small.
fn general(amount: Decimal) -> String {
    let large = amount.exponent() >= GENERAL_LARGE;
    if !amount.is_zero() && (large || amount.exponent() < GENERAL_SMALL) {
        let exponent = amount.exponent();
        let mantissa = general(amount.shifted(-exponent));
        return format!("{mantissa}E{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs());
    }
    let whole = match amount.whole() {
        none if none.is_empty() => "0".to_owned(),
        whole => whole,
    };
    match amount.decimals() {
        0 => whole,
        decimals => format!("{whole},{}", amount.fraction(decimals)),
    }
}
