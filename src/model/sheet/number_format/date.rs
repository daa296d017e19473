//! Dates and times by a section's parts.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike};

use super::parse::{DatePart, Section, Token};
use super::{Extent, Shown};

/// The parts of a second that a serial number surely holds, and seconds of a day.
const SECOND: f64 = 1e5;
const DAY: f64 = 86_400.0;

/// Languages that mean the system's own way of writing a long date, and a time.
const LONG_DATE: u32 = 0xf800;
const TIME: u32 = 0xf400;

/// A moment of the workbook's calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::model::sheet) struct Moment {
    pub(in crate::model::sheet) date: NaiveDate,
    time: NaiveTime,
    /// Seconds since the beginning of the calendar.
    elapsed: f64,
}

impl Moment {
    /// The moment of a serial number; `None` before and after all calendars.
    fn of(serial: f64, date_1904: bool) -> Option<Moment> {
        if !(0.0..2_958_466.0).contains(&serial) {
            return None;
        }
        // What is less than a hundred-thousandth of a second comes from binary fractions.
        let elapsed = (serial * DAY * SECOND).round() / SECOND;
        let (days, rest) = ((elapsed / DAY).floor(), elapsed % DAY);
        // Excel holds 1900 for a leap year; dates before March count from one day later.
        let first = match (date_1904, days < 60.0) {
            (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
            (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31),
            (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30),
        }?;
        let date = first.checked_add_days(Days::new(days as u64))?;
        let parts = ((rest.fract() * SECOND).round() as u32).min(SECOND as u32 - 1);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(rest as u32, parts * 10_000)?;
        Some(Moment { date, time, elapsed })
    }
}

/// A moment as a section shows it; a number that is none as the sheet shows such.
pub(super) fn show(section: &Section, serial: f64, date_1904: bool) -> Shown {
    let elapsed_only = section.tokens.iter().any(|t| matches!(t, Token::Date(DatePart::Elapsed(..))));
    let parts = |wanted: fn(&DatePart) -> bool| section.tokens.iter().any(|t| matches!(t, Token::Date(part) if wanted(part)));
    let seconds = elapsed_only
        && parts(|p| matches!(p, DatePart::Second(_) | DatePart::Elapsed('s', _)))
        && !parts(|p| matches!(p, DatePart::Fraction(_)));
    let amount = if elapsed_only { serial.abs() } else { serial };
    // All that has passed is rounded to its last part; a clock is not.
    let moment = Moment::of(if seconds { (amount * DAY).round() / DAY } else { amount }, date_1904);
    let Some(moment) = moment else {
        return Shown::Number { text: "#".repeat(10), says: None, percent: false };
    };
    let sign = if serial < 0.0 { "-" } else { "" };
    let half = section.tokens.iter().any(|t| matches!(t, Token::Date(DatePart::HalfOfDay { .. })));
    let is_english = section.language.is_some_and(|l| l & 0x3ff == 9);
    let text: String = match section.language {
        Some(LONG_DATE) => {
            let of = |part| piece(&Token::Date(part), &moment, false, false);
            format!("{} {} {} {}", of(DatePart::Day(4)), of(DatePart::Day(2)), of(DatePart::Month(4)), of(DatePart::Year(4)))
        }
        Some(TIME) => {
            let of = |part| piece(&Token::Date(part), &moment, true, false);
            format!(
                "{}:{}:{} {}",
                of(DatePart::Hour(2)),
                of(DatePart::Minute(2)),
                of(DatePart::Second(2)),
                of(DatePart::HalfOfDay { short: false })
            )
        }
        _ => section.tokens.iter().map(|token| piece(token, &moment, half, is_english)).collect(),
    };
    let has = parts;
    let day = has(|p| matches!(p, DatePart::Day(_)));
    let month = has(|p| matches!(p, DatePart::Month(_)));
    let year = has(|p| matches!(p, DatePart::Year(_)));
    // A day that a program wrote with a time it has not: 2025-09-12 0:00:00.
    let whole_day = day && month && year && moment.time == NaiveTime::MIN;
    let time = has(|p| !matches!(p, DatePart::Day(_) | DatePart::Month(_) | DatePart::Year(_))) && !whole_day;
    if time || !(day || month || year) {
        return Shown::Time(format!("{sign}{text}"));
    }
    let extent = match (day, month) {
        (false, true) if year => Extent::Month,
        (false, false) => Extent::Year,
        _ => Extent::Day,
    };
    Shown::Date(text, moment, extent)
}

fn piece(token: &Token, moment: &Moment, half: bool, is_english: bool) -> String {
    let (date, time) = (moment.date, moment.time);
    let padded = |n: u32, letters: usize| if letters > 1 { format!("{n:02}") } else { n.to_string() };
    let part = match token {
        Token::Literal(words) => return words.clone(),
        Token::Space => return " ".into(),
        Token::Point => return ".".into(),
        Token::Percent => return "%".into(),
        Token::Digit(kind) => return if *kind == '0' { "0".into() } else { String::new() },
        Token::Date(part) => *part,
        _ => return String::new(),
    };
    match part {
        DatePart::Year(1..=2) => format!("{:02}", date.year() % 100),
        DatePart::Year(_) => format!("{:04}", date.year()),
        DatePart::Month(letters @ 1..=2) => padded(date.month(), letters),
        DatePart::Month(letters) => month_name(date.month(), letters, is_english),
        DatePart::Day(letters @ 1..=2) => padded(date.day(), letters),
        DatePart::Day(letters) => day_name(date.weekday().num_days_from_sunday(), letters > 3, is_english),
        DatePart::Hour(letters) => padded(if half { time.hour12().1 } else { time.hour() }, letters),
        DatePart::Minute(letters) => padded(time.minute(), letters),
        DatePart::Second(letters) => padded(time.second(), letters),
        DatePart::Fraction(digits) => {
            let micros = format!("{:06}", time.nanosecond() / 1000);
            format!(",{micros:0<digits$}")[..=digits].to_owned()
        }
        DatePart::HalfOfDay { short } => {
            let (is_pm, _) = time.hour12();
            let words = match (short, is_english) {
                (true, _) => ["a", "p"],
                (false, true) => ["AM", "PM"],
                (false, false) => ["sáng", "chiều"],
            };
            words[usize::from(is_pm)].to_owned()
        }
        DatePart::Elapsed(unit, letters) => {
            let length = match unit {
                'h' => 3600.0,
                'm' => 60.0,
                _ => 1.0,
            };
            format!("{:0letters$}", (moment.elapsed / length).floor())
        }
    }
}

fn month_name(month: u32, letters: usize, is_english: bool) -> String {
    const ENGLISH: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let english = ENGLISH.get(month as usize - 1).copied().unwrap_or_default();
    match (letters, is_english) {
        (5, true) => english[..1].to_owned(),
        (5, false) => "T".into(),
        (3, true) => english[..3].to_owned(),
        (_, true) => english.to_owned(),
        (_, false) => format!("Tháng {month:02}"),
    }
}

fn day_name(day: u32, long: bool, is_english: bool) -> String {
    const ENGLISH: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    const VIETNAMESE: [&str; 7] = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
    let english = ENGLISH[day as usize % 7];
    match (long, is_english) {
        (true, true) => english.to_owned(),
        (false, true) => english[..3].to_owned(),
        (_, false) => VIETNAMESE[day as usize % 7].to_owned(),
    }
}
