//! Numbers as people type them into cells: `1.234`, `98,5%`, `-1 200`. The inverse of `grouped`.

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// There is something else than a number in it.
    Form,
    /// `1,234`: a thousand for one reader, a decimal fraction for another.
    Ambiguous,
}

/// Reads a number written the Vietnamese way (dots group thousands, a comma is decimal) and gives
/// it as JSON writes it. A dot that cannot group (`98.5`) is taken as decimal; a percentage gives
/// the number before its sign.
pub fn typed_number(text: &str) -> Result<String, NumberError> {
    let text = text.trim();
    let unsigned = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (sign, digits) = match unsigned.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", unsigned.strip_prefix('+').unwrap_or(unsigned)),
    };
    let digits = &without_spaces(digits).ok_or(NumberError::Form)?;
    let (whole, fraction) = match (digits.split_once(','), digits.rsplit_once('.')) {
        (Some((whole, fraction)), None) => {
            let could_group = grouped_by(digits, ',') && whole != "0";
            if could_group { return Err(NumberError::Ambiguous) } else { (whole.to_owned(), fraction) }
        }
        (Some((whole, fraction)), Some(_)) if grouped_by(whole, '.') => (whole.replace('.', ""), fraction),
        (None, Some(_)) if grouped_by(digits, '.') => (digits.replace('.', ""), ""),
        (None, Some((whole, fraction))) => (whole.to_owned(), fraction),
        (None, None) => (digits.to_owned(), ""),
        _ => return Err(NumberError::Form),
    };
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    // Longer numbers lose digits on their way through JSON.
    let cut = digits.ends_with(['.', ',']);
    if cut || whole.is_empty() || !plain(&whole) || !plain(fraction) || whole.len() + fraction.len() > 15 {
        return Err(NumberError::Form);
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    Ok(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// Digits without the spaces that group thousands; `34 35` and two lines are two numbers.
fn without_spaces(digits: &str) -> Option<String> {
    if !digits.contains(char::is_whitespace) {
        return Some(digits.to_owned());
    }
    let (whole, fraction) = digits.split_at(digits.find(['.', ',']).unwrap_or(digits.len()));
    let whole = whole.replace(['\u{a0}', '\u{202f}'], " ");
    let grouped = grouped_by(&whole, ' ') && !whole.contains('\n') && !fraction.contains(char::is_whitespace);
    grouped.then(|| whole.replace(' ', "") + fraction)
}

/// Whether a number is written so that its dots could group thousands: `1.234`, `-12.500`.
pub fn is_grouped(number: &str) -> bool {
    grouped_by(number.strip_prefix('-').unwrap_or(number), '.')
}

/// Whether a mark parts digits into groups of three, the first of one to three.
fn grouped_by(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    (1..=3).contains(&first.len()) && first != "0" && !rest.is_empty() && rest.iter().all(|g| g.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_and_plain_numbers_are_read() {
        for (typed, number) in [
            ("1.234", "1234"),
            ("1.234.567,50", "1234567.5"),
            ("98,5%", "98.5"),
            ("98.5", "98.5"),
            (" 1 200 ", "1200"),
            ("-15", "-15"),
            ("0,125", "0.125"),
            ("0.125", "0.125"),
            ("007", "7"),
            ("1234,5", "1234.5"),
            ("100 %", "100"),
            ("- 1\u{a0}234\u{a0}567,5", "-1234567.5"),
        ] {
            assert_eq!(typed_number(typed).as_deref(), Ok(number), "{typed}");
        }
    }

    #[test]
    fn what_can_be_read_two_ways_is_not_guessed() {
        assert_eq!(typed_number("1,234"), Err(NumberError::Ambiguous));
        assert_eq!(typed_number("12,345,678"), Err(NumberError::Ambiguous));
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for typed in [
            "",
            "15 hồ sơ",
            "1.23.456",
            "1,2,3",
            "--1",
            "%",
            ".5",
            "1.234,5,6",
            "1e5",
            "9999999999999999",
            "15.",
            "15,",
            "34 35",
            "34\n35",
            "1\n234",
            "1 2345",
            "2 .5",
        ] {
            assert_eq!(typed_number(typed), Err(NumberError::Form), "{typed}");
        }
    }
}
