//! How a sheet shows a number, from its format code, the Vietnamese way.

use super::Content;
use crate::text::grouped;

/// A number with a format code as the cell's content.
pub(super) fn number(value: f64, code: &str) -> Content {
    let mut form = Form::of(code);
    // Excel keeps fifteen digits; what binary fractions add behind them nobody typed.
    let value = rounded(value);
    if form.percent {
        let percent = rounded(value * 100.0);
        return Content::Percent(percent, format!("{}%", form.shown(percent)));
    }
    if form.whole_shown_of(value) {
        form.decimals = None;
    }
    Content::Number(value, form.shown(value))
}

struct Form {
    percent: bool,
    grouped: bool,
    /// Digits after the comma; `None` shows those that there are.
    decimals: Option<usize>,
}

impl Form {
    fn of(code: &str) -> Form {
        // The first section is for positive numbers; quoted and bracketed text is not format.
        let (mut plain, mut quoted, mut bracketed, mut escaped) = (String::new(), false, false, false);
        for c in code.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' | '_' | '*' => escaped = true,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '[' => bracketed = true,
                ']' => bracketed = false,
                _ if bracketed => {}
                ';' => break,
                _ => plain.push(c),
            }
        }
        let digits = |s: &str| s.chars().filter(|c| matches!(c, '0' | '#' | '?')).count();
        let fixed = plain.contains(['0', '#', '?']) && !plain.contains(['E', 'e', '/']);
        Form {
            percent: plain.contains('%'),
            grouped: plain.contains("#,#") || plain.contains("0,0") || plain.contains("#,0"),
            decimals: fixed.then(|| plain.split_once('.').map_or(0, |(_, after)| digits(after))),
        }
    }

    /// A format without decimals must not hide that there are some: the document would show
    /// another number than the sheet computes with.
    fn whole_shown_of(&self, value: f64) -> bool {
        self.decimals == Some(0) && value.fract() != 0.0
    }

    fn shown(&self, value: f64) -> String {
        let plain = match self.decimals {
            Some(decimals) => format!("{value:.decimals$}"),
            None => format!("{value}"),
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let whole = if self.grouped { grouped(whole) } else { whole.to_owned() };
        if fraction.is_empty() { whole } else { format!("{whole},{fraction}") }
    }
}

/// Fifteen significant digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_sheet_shows_them() {
        for (value, code, shown) in [
            (1234567.0, "#,##0", "1.234.567"),
            (1234567.0, "General", "1234567"),
            (2025.0, "0", "2025"),
            (0.1 + 0.2, "General", "0,3"),
            (1234.5, "#,##0.00", "1.234,50"),
            (-1200.0, "#,##0;[Red]-#,##0", "-1.200"),
            (5.0, "0\" hồ sơ, 5,0\"", "5"),
            (2.5, "0", "2,5"),
            (1e15, "General", "1000000000000000"),
        ] {
            assert_eq!(number(value, code), Content::Number(rounded(value), shown.into()), "{code}");
        }
    }

    #[test]
    fn a_percentage_is_what_the_reader_sees() {
        assert_eq!(number(0.985, "0.0%"), Content::Percent(98.5, "98,5%".into()));
        assert_eq!(number(0.07, "0%"), Content::Percent(7.0, "7%".into()));
        assert_eq!(number(1.0, "0.00%"), Content::Percent(100.0, "100,00%".into()));
    }
}
