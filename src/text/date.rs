//! Dates that may lack their day or month: drafts are dated when they are issued.

use chrono::NaiveDate;

/// A calendar date of which the day, or the day and the month, may still be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// The year, 1945–2999.
    pub year: i32,
    /// The month, 1–12.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not one of `2025-03-18`, `18/3/2025`, `3/2025`, `2025`.
    Form,
    /// The form is right but the calendar has no such day.
    Impossible,
}

/// How programs write the time of a day that has none.
const MIDNIGHT: [&str; 3] = [" 00:00:00", " 0:00:00", "T00:00:00"];

impl PartialDate {
    /// Reads `2025-03-18`, `18/3/2025`, `3/2025` or `2025`.
    pub fn parse(s: &str) -> Result<Self, DateError> {
        let number = |part: &str, longest: usize| -> Result<u32, DateError> {
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            if !digits || part.len() > longest {
                return Err(DateError::Form);
            }
            part.parse().map_err(|_| DateError::Form)
        };
        let year = |part: &str| match part.len() {
            4 => number(part, 4),
            _ => Err(DateError::Form),
        };
        let s = MIDNIGHT.iter().find_map(|time| s.strip_suffix(time)).unwrap_or(s);
        let parts: Vec<&str> = if s.contains('-') { s.split('-').collect() } else { s.split('/').collect() };
        let date = match (parts.as_slice(), s.contains('-')) {
            ([y, m, d], true) => (year(y)?, Some(number(m, 2)?), Some(number(d, 2)?)),
            ([d, m, y], false) => (year(y)?, Some(number(m, 2)?), Some(number(d, 2)?)),
            ([m, y], false) => (year(y)?, Some(number(m, 2)?), None),
            ([y], false) => (year(y)?, None, None),
            _ => return Err(DateError::Form),
        };
        let (year, month, day) = (date.0 as i32, date.1, date.2);
        let exists = (1945..3000).contains(&year) && NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).is_some();
        if exists { Ok(PartialDate { year, month, day }) } else { Err(DateError::Impossible) }
    }

    /// The day as the date line writes it: below 10 with a leading zero (PL I-1.II.4b).
    pub fn day_text(self) -> Option<String> {
        self.day.map(|d| format!("{d:02}"))
    }

    /// The month as the date line writes it: only 1 and 2 get a leading zero (PL I-1.II.4b).
    pub fn month_text(self) -> Option<String> {
        self.month.map(|m| if m < 3 { format!("{m:02}") } else { m.to_string() })
    }

    /// `18/3/2025`, `3/2025` or `2025`: the short form used inside texts.
    pub fn short(self) -> String {
        match (self.day_text(), self.month_text()) {
            (Some(d), Some(m)) => format!("{d}/{m}/{}", self.year),
            (None, Some(m)) => format!("{m}/{}", self.year),
            _ => self.year.to_string(),
        }
    }

    /// `2025-03-18`, or what is known of it.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => format!("{:04}-{m:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_four_forms_are_read() {
        let full = PartialDate { year: 2025, month: Some(3), day: Some(18) };
        assert_eq!(PartialDate::parse("2025-03-18"), Ok(full));
        assert_eq!(PartialDate::parse("18/3/2025"), Ok(full));
        assert_eq!(PartialDate::parse("2025-03-18 00:00:00"), Ok(full));
        assert_eq!(PartialDate::parse("3/2025"), Ok(PartialDate { day: None, ..full }));
        assert_eq!(PartialDate::parse("2025"), Ok(PartialDate { day: None, month: None, ..full }));
    }

    #[test]
    fn days_that_do_not_exist() {
        for s in ["30/2/2025", "2025-13-01", "0/5/2025", "31/4/2025", "29/2/2025", "13/2025"] {
            assert_eq!(PartialDate::parse(s), Err(DateError::Impossible), "{s}");
        }
        for s in ["", "18-3", "18.3.2025", "3/25", "mai", "2025-03-18 08:30:00", "1/2/3/2025", "18/3/20255", "+8/3/2025"] {
            assert_eq!(PartialDate::parse(s), Err(DateError::Form), "{s}");
        }
    }

    #[test]
    fn only_days_below_ten_and_months_one_and_two_are_padded() {
        let date = |s| PartialDate::parse(s).unwrap();
        assert_eq!(date("5/3/2020").day_text().unwrap(), "05");
        assert_eq!(date("5/3/2020").month_text().unwrap(), "3");
        assert_eq!(date("15/2/2026").month_text().unwrap(), "02");
        assert_eq!(date("31/12/2026").month_text().unwrap(), "12");
        assert_eq!(date("27/9/2026").short(), "27/9/2026");
        assert_eq!(date("3/2025").iso(), "2025-03");
    }
}
