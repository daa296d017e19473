//! A column judged as a whole: what is right in one cell may be wrong among its neighbours.

use std::collections::BTreeMap;

use super::measure::{Measure, has_three_decimals};
use super::sheet::{Cell, Content};
use crate::diag::{Diagnostic, code};
use crate::text::{PartialDate, grouped};

/// Fewest dates that say what month a column is of, and the part of them that must agree.
const DATES: usize = 4;
const AGREEING: f64 = 0.6;

/// Fewest whole numbers among which a number with three decimals is doubtful.
const WHOLE: usize = 3;

/// What is doubtful in a column's cells, its heading left out.
pub(super) fn judge<'a>(cells: impl Iterator<Item = &'a Cell>, measure: Option<&Measure>) -> Vec<Diagnostic> {
    let filled: Vec<&Cell> = cells.filter(|c| c.content != Content::Empty).collect();
    let mut found = shares(&filled, measure);
    found.extend(months(&filled));
    found.extend(swapped(&filled));
    if measure.is_none() {
        found.extend(thousands(&filled));
    }
    found
}

fn warn(cell: &Cell, code: code::Code, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, cell.span, message).help(help)
}

/// 1.248 among whole numbers: a thousand … for whoever typed it.
fn thousands(cells: &[&Cell]) -> Vec<Diagnostic> {
    let numbers: Vec<(&Cell, f64)> = cells
        .iter()
        .filter_map(|c| match &c.content {
            Content::Number(figure) if !figure.percent => Some((*c, figure.value)),
            _ => None,
        })
        .collect();
    let whole = numbers.iter().filter(|(_, x)| x.fract() == 0.0).count();
    if whole < WHOLE || whole * 2 < numbers.len() {
        return Vec::new();
    }
    let doubtful = numbers.iter().filter(|(_, x)| has_three_decimals(*x));
    doubtful
        .map(|(cell, x)| {
            let message = format!("Số {} có ba chữ số thập phân giữa một cột toàn số nguyên", grouped(&x.to_string()));
            let meant = grouped(&format!("{:.0}", x * 1000.0));
            warn(cell, code::DOUBTFUL_FIGURE, message, format!("Nếu ý là {meant}: gõ liền 1248 rồi để Excel ngăn hàng nghìn."))
        })
        .collect()
}

/// Percentages as 0,714 among 71,4.
fn shares(cells: &[&Cell], measure: Option<&Measure>) -> Vec<Diagnostic> {
    let is_percent = |c: &&&Cell| match &c.content {
        Content::Number(figure) => figure.percent,
        Content::Text(words) => words.ends_with('%'),
        _ => false,
    };
    let percents = cells.iter().filter(is_percent).count();
    let of_shares = measure.map_or(percents * 2 > cells.len(), Measure::is_share);
    if !of_shares {
        return Vec::new();
    }
    let parts = cells.iter().filter_map(|c| match &c.content {
        Content::Number(figure) if !figure.percent && figure.value > 0.0 && figure.value < 1.0 => Some((*c, figure.value)),
        _ => None,
    });
    parts
        .map(|(cell, x)| {
            let (part, share) = (grouped(&x.to_string()), grouped(&format!("{}", (x * 1e6).round() / 1e4)));
            let message = format!("Ô ghi {part} trong cột tỷ lệ: là {part}% hay {share}%?");
            warn(
                cell,
                code::DOUBTFUL_FIGURE,
                message,
                "Ghi mọi ô của cột cùng một cách: định dạng phần trăm, hoặc số phần trăm không có dấu %.",
            )
        })
        .collect()
}

/// A day that would be of the others' month if its day and month changed places.
fn months(cells: &[&Cell]) -> Vec<Diagnostic> {
    let days: Vec<(&Cell, PartialDate, u32)> = cells.iter().filter_map(|c| Some((*c, date(c)?, date(c)?.day?))).collect();
    let mut counts: BTreeMap<(i32, Option<u32>), usize> = BTreeMap::new();
    days.iter().for_each(|(_, date, _)| *counts.entry((date.year, date.month)).or_default() += 1);
    let Some(((year, Some(month)), count)) = counts.into_iter().max_by_key(|(_, n)| *n) else { return Vec::new() };
    if days.len() < DATES || (count as f64) < AGREEING * days.len() as f64 {
        return Vec::new();
    }
    let far = days.iter().filter(|(_, date, _)| (date.year - year).abs() > 1).map(|(cell, date, _)| {
        let message = format!("Năm {} khác xa các ô khác của cột (năm {year})", date.year);
        warn(cell, code::BAD_DATE, message, "Kiểm tra lại năm.")
    });
    let doubtful = days.iter().filter(|(_, date, day)| date.year == year && date.month != Some(month) && *day == month);
    doubtful
        .map(|(cell, date, day)| {
            let meant = PartialDate { day: date.month, month: Some(*day), ..*date };
            let message = format!("Ngày {} có lẽ đã đảo ngày và tháng: hầu hết ô khác của cột thuộc tháng {month}/{year}", date.short());
            warn(cell, code::BAD_DATE, message, format!("Nếu ý là {}: gõ lại cho đúng.", meant.short()))
        })
        .chain(far)
        .collect()
}

/// An English Excel takes 5/9 for 9 May and leaves 25/9 as words: half of the column is turned round.
fn swapped(cells: &[&Cell]) -> Vec<Diagnostic> {
    let typed = cells.iter().filter(|c| matches!(c.content, Content::Text(_))).filter_map(|c| date(c)?.day).filter(|day| *day > 12).count();
    let real: Vec<(&Cell, PartialDate)> = cells
        .iter()
        .filter_map(|c| match &c.content {
            Content::Date(date, _) if date.day.is_some() => Some((*c, *date)),
            _ => None,
        })
        .collect();
    if typed < 2 || real.len() < 2 || real.iter().any(|(_, date)| date.day > Some(12)) {
        return Vec::new();
    }
    real.iter()
        .filter(|(_, date)| date.day != date.month)
        .map(|(cell, date)| {
            let message = format!("Ngày {} có lẽ đã bị Excel đảo ngày và tháng: các ngày sau 12 trong cột là chữ", date.short());
            warn(
                cell,
                code::BAD_DATE,
                message,
                "Định dạng cột là Text rồi gõ lại các ngày, hoặc đặt vùng (Region) của Windows là Việt Nam.",
            )
        })
        .collect()
}

/// A cell's date, real or typed.
fn date(cell: &Cell) -> Option<PartialDate> {
    match &cell.content {
        Content::Date(date, _) => Some(*date),
        Content::Text(words) => PartialDate::parse(words).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{SourceId, Span};
    use crate::model::sheet::Figure;

    fn judged(contents: Vec<Content>, unit: Option<&str>) -> Vec<usize> {
        let cell = |(at, content)| Cell { span: Span { source: SourceId(0), start: at, end: at }, content, marked: None };
        let cells: Vec<Cell> = contents.into_iter().enumerate().map(cell).collect();
        let measure = unit.map(|unit| Measure { unit: unit.into() });
        judge(cells.iter(), measure.as_ref()).iter().filter_map(Diagnostic::span).map(|s| s.start).collect()
    }

    fn number(value: f64) -> Content {
        Content::Number(Figure { value, says: Some(value), shown: String::new(), percent: false })
    }

    fn day(text: &str) -> Content {
        Content::Date(PartialDate::parse(text).unwrap(), text.into())
    }

    #[test]
    fn a_thousand_typed_with_a_dot_stands_out() {
        assert_eq!(judged([1248.0, 1.248, 900.0, 12.0].map(number).to_vec(), None), [1]);
        assert_eq!(judged([1.248, 2.5, 3.75].map(number).to_vec(), None), [0; 0]);
        assert_eq!(judged([1248.0, 1.25, 900.0, 12.0].map(number).to_vec(), None), [0; 0]);
    }

    #[test]
    fn percentages_of_two_kinds_stand_out() {
        assert_eq!(judged([71.4, 0.714, 98.0].map(number).to_vec(), Some("%")), [1]);
        assert_eq!(judged([0.5, 0.25].map(number).to_vec(), Some("ha")), [0; 0]);
    }

    #[test]
    fn days_that_changed_places_with_months_stand_out() {
        let dates = ["11/9/2025", "12/9/2025", "9/11/2025", "15/9/2025", "20/9/2025", "21/9/2052"].map(day).to_vec();
        assert_eq!(judged(dates, None), [2, 5]);
        let half = vec![day("9/5/2025"), Content::Text("25/9/2025".into()), day("9/3/2025"), Content::Text("30/9/2025".into())];
        assert_eq!(judged(half, None), [0, 2]);
        assert_eq!(judged(["1/2/2025", "5/6/2024", "9/11/2025", "15/9/2025"].map(day).to_vec(), None), [0; 0]);
    }
}
