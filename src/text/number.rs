//! Numbers as administrative documents write them: Roman, grouped, padded, in words, list letters.

/// The letters of `a) b) c)` in the order the decree itself uses (PL I-1.II.6đ): no ă â ê ô ơ ư,
/// no f j w z.
const LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];

/// The letter of the `n`-th point, counted from 1; after `y` come `aa`, `ab` …
pub fn letter(n: usize) -> String {
    let (mut rest, mut out) = (n, String::new());
    while rest > 0 {
        rest -= 1;
        out.insert_str(0, LETTERS[rest % LETTERS.len()]);
        rest /= LETTERS.len();
    }
    out
}

/// The rank of a point letter, counted from 1; `None` for anything that is not one letter of the
/// sequence.
pub fn letter_rank(s: &str) -> Option<usize> {
    LETTERS.iter().position(|l| *l == s).map(|i| i + 1)
}

/// A, B, C … for groups of tables, which do not follow the order of points.
pub fn capital_letter(n: usize) -> String {
    u8::try_from(n).ok().filter(|n| (1..=26).contains(n)).map_or_else(|| n.to_string(), |n| char::from(b'A' + n - 1).to_string())
}

const ROMAN: [(usize, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// A positive number in Roman numerals; zero gives the empty string.
pub fn roman(n: usize) -> String {
    let (mut rest, mut out) = (n, String::new());
    for (value, sign) in ROMAN {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// The value of a well-formed Roman numeral.
pub fn roman_value(s: &str) -> Option<usize> {
    let (mut rest, mut value) = (s, 0);
    for (step, sign) in ROMAN {
        while let Some(tail) = rest.strip_prefix(sign) {
            value += step;
            rest = tail;
        }
    }
    (rest.is_empty() && value > 0 && roman(value) == s).then_some(value)
}

/// At least two digits: numbers below 10 get a leading zero (PL I-1.II.3c).
pub fn padded(n: u64) -> String {
    format!("{n:02}")
}

/// Thousands grouped by dots and a decimal comma: `1.234.567`, `98,5`. The input is a plain
/// decimal number as JSON writes it; anything else comes back unchanged.
pub fn grouped(plain: &str) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()) && fraction.bytes().all(|b| b.is_ascii_digit());
    if !is_number {
        return plain.to_owned();
    }
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// A figure with at most two decimals: `1.234,57`.
pub fn figure(x: f64) -> String {
    let shown = grouped(&format!("{x:.2}"));
    if shown == "-0" { "0".to_owned() } else { shown }
}

/// How a figure differs from the one before: `tăng 12,5%`, `giảm 3%`, `không thay đổi`; with
/// nothing before there is no percentage.
pub fn change(now: f64, before: f64) -> Option<String> {
    match moved(now - before) {
        None => Some("không thay đổi".to_owned()),
        Some(_) if before == 0.0 => None,
        Some((verb, by)) => Some(format!("{verb} {}%", figure(by / before.abs() * 100.0))),
    }
}

/// How far a figure is from the one before, in its unit: `tăng 12 hồ sơ`, `giảm 1,5 điểm %`.
pub fn difference(now: f64, before: f64, unit: &str) -> String {
    let unit = if unit == "%" { "điểm %" } else { unit };
    moved(now - before).map_or("không thay đổi".to_owned(), |(verb, by)| format!("{verb} {} {unit}", figure(by)).trim_end().to_owned())
}

fn moved(by: f64) -> Option<(&'static str, f64)> {
    let by = (by * 1e6).round() / 1e6;
    (by != 0.0).then(|| (if by > 0.0 { "tăng" } else { "giảm" }, by.abs()))
}

/// An amount of money in words, as receipts and decisions write it: `Một triệu hai trăm nghìn đồng`.
pub fn amount_in_words(n: u64) -> String {
    super::capitalized(&format!("{} đồng", in_words(n)))
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A whole number in Vietnamese words: 1.205 is "một nghìn hai trăm lẻ năm".
pub fn in_words(n: u64) -> String {
    if n == 0 {
        return DIGITS[0].to_owned();
    }
    const UNITS: [&str; 3] = ["", "nghìn", "triệu"];
    // Groups of nine digits are joined by "tỷ", so 10^18 is "một tỷ tỷ".
    if n >= 1_000_000_000 {
        let (high, low) = (n / 1_000_000_000, n % 1_000_000_000);
        let mut out = format!("{} tỷ", in_words(high));
        if low > 0 {
            out.push(' ');
            out.push_str(&below_billion(low, true, &UNITS));
        }
        return out;
    }
    below_billion(n, false, &UNITS)
}

fn below_billion(n: u64, preceded: bool, units: &[&str; 3]) -> String {
    let mut parts = Vec::new();
    let mut preceded = preceded;
    for power in (0..3).rev() {
        let group = n / 1000_u64.pow(power) % 1000;
        if group == 0 {
            continue;
        }
        let mut words = below_thousand(group, preceded);
        if power > 0 {
            words.push(' ');
            words.push_str(units[power as usize]);
        }
        parts.push(words);
        preceded = true;
    }
    parts.join(" ")
}

fn below_thousand(n: u64, preceded: bool) -> String {
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    let mut words: Vec<&str> = Vec::new();
    if hundreds > 0 || preceded {
        words.extend([DIGITS[hundreds as usize], "trăm"]);
    }
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if words.is_empty() => words.push(DIGITS[ones as usize]),
        (0, _) => words.extend(["lẻ", DIGITS[ones as usize]]),
        (1, _) => words.push("mười"),
        (_, _) => words.extend([DIGITS[tens as usize], "mươi"]),
    }
    match (tens, ones) {
        (0, _) | (_, 0) => {}
        (t, 1) if t > 1 => words.push("mốt"),
        (_, 5) => words.push("lăm"),
        (t, 4) if t > 1 => words.push("tư"),
        (_, o) => words.push(DIGITS[o as usize]),
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_follow_the_decree() {
        let sequence: Vec<String> = (1..=23).map(letter).collect();
        assert_eq!(sequence.join(" "), "a b c d đ e g h i k l m n o p q r s t u v x y");
        assert_eq!(letter(24), "aa");
        assert_eq!(letter_rank("đ"), Some(5));
        assert_eq!(letter_rank("f"), None);
    }

    #[test]
    fn roman_numerals_go_both_ways() {
        assert_eq!(roman(4), "IV");
        assert_eq!(roman(19), "XIX");
        assert_eq!(roman_value("VIII"), Some(8));
        assert_eq!(roman_value("IIII"), None);
        assert_eq!(roman_value(""), None);
        assert!((1..400).all(|n| roman_value(&roman(n)) == Some(n)));
    }

    #[test]
    fn vietnamese_number_forms() {
        assert_eq!(grouped("1234567"), "1.234.567");
        assert_eq!(grouped("98.50"), "98,5");
        assert_eq!(grouped("-1000"), "-1.000");
        assert_eq!(grouped("0"), "0");
        assert_eq!(grouped("12a"), "12a");
        assert_eq!(padded(5), "05");
        assert_eq!(padded(125), "125");
    }

    #[test]
    fn changes_as_reports_say_them() {
        assert_eq!(change(112.5, 100.0).unwrap(), "tăng 12,5%");
        assert_eq!(change(97.0, 100.0).unwrap(), "giảm 3%");
        assert_eq!(change(7.0, 7.0).unwrap(), "không thay đổi");
        assert_eq!(change(7.0, 0.0), None);
        assert_eq!(difference(1_250.0, 1_130.0, "hồ sơ"), "tăng 120 hồ sơ");
        assert_eq!(difference(97.1, 98.6, "%"), "giảm 1,5 điểm %");
        assert_eq!(difference(0.3, 0.1 + 0.2, ""), "không thay đổi");
        assert_eq!((figure(1_234.567).as_str(), figure(-0.001).as_str(), figure(100.0).as_str()), ("1.234,57", "0", "100"));
    }

    #[test]
    fn amounts_in_words() {
        assert_eq!(amount_in_words(1_250_000), "Một triệu hai trăm năm mươi nghìn đồng");
        assert_eq!(amount_in_words(0), "Không đồng");
    }

    #[test]
    fn numbers_in_words_as_they_are_read_aloud() {
        for (n, words) in [
            (0, "không"),
            (2, "hai"),
            (10, "mười"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (14, "mười bốn"),
            (55, "năm mươi lăm"),
            (101, "một trăm lẻ một"),
            (110, "một trăm mười"),
            (1_205, "một nghìn hai trăm lẻ năm"),
            (1_005, "một nghìn không trăm lẻ năm"),
            (2_000_000, "hai triệu"),
            (1_234_567, "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
            (3_000_000_015, "ba tỷ không trăm mười lăm"),
        ] {
            assert_eq!(in_words(n), words, "{n}");
        }
    }
}
