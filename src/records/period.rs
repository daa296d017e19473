//! The period of a report: its words in titles and texts, and the days its figures run from and to.

use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::Node;
use crate::standard::Reporting;
use crate::text::{PartialDate, roman};

/// A report's period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    /// `quý III năm 2025`, `6 tháng đầu năm 2025`, `năm 2025`.
    pub words: String,
    /// First day of the figures, `15/6/2025`.
    pub from: String,
    /// The cut-off: last day of the figures.
    pub to: String,
    /// The cut-off as a date.
    #[serde(skip)]
    pub cut_off: PartialDate,
}

/// The keys of which a period has at most one; none is the whole year.
const KINDS: [&str; 4] = ["quarter", "half", "months", "month"];

/// Reads `content.period`; what the schema does not allow is reported there and ignored here.
pub(super) fn read(node: &Node, rule: &Reporting, found: &mut Diagnostics) -> Option<Period> {
    let whole = |key: &str| node.get(key).and_then(Node::number).map(|n| n as u32);
    let year = whole("year")? as i32;
    let given: Vec<&str> = KINDS.into_iter().filter(|key| node.get(key).is_some()).collect();
    let (first, last, words) = match given.as_slice() {
        [] => (1, 12, format!("năm {year}")),
        ["quarter"] => {
            let quarter = whole("quarter").filter(|q| (1..=4).contains(q))?;
            (quarter * 3 - 2, quarter * 3, format!("quý {} năm {year}", roman(quarter as usize)))
        }
        ["half"] => (1, 6, format!("6 tháng đầu năm {year}")),
        ["months"] => (1, 9, format!("9 tháng năm {year}")),
        ["month"] => {
            let month = PartialDate { year, month: whole("month").filter(|m| (1..=12).contains(m)), day: None };
            (month.month?, month.month?, format!("tháng {} năm {year}", month.month_text()?))
        }
        several => {
            let message = format!("Kỳ báo cáo có nhiều trường cùng lúc: {}", several.join(", "));
            found.push(Diagnostic::error(code::BAD_PERIOD, node.span, message).help("Chỉ giữ một trường; báo cáo năm chỉ ghi `year`."));
            return None;
        }
    };
    let day = |year, month, day| PartialDate { year, month: Some(month), day: Some(day) };
    let before = if first == 1 { day(year - 1, 12, rule.first_day) } else { day(year, first - 1, rule.first_day) };
    let from = limit(node, "from", before, found);
    let to = limit(node, "to", day(year, last, rule.last_day), found);
    let wrong = |key: &str, message: String| {
        Diagnostic::error(code::BAD_PERIOD, node.get(key).unwrap_or(node).span, message)
            .help("Bỏ `from`, `to` để tính theo quy định chung, hoặc sửa theo quy định của cơ quan nhận báo cáo.")
            .clause(rule.clause.clone())
    };
    if from > to {
        found.push(wrong("from", format!("Ngày đầu kỳ {} sau ngày chốt số liệu {}", from.short(), to.short())));
    } else if to < day(year, first, 1) || from > day(year, last, 31) {
        found.push(wrong("to", format!("Số liệu từ {} đến {} không thuộc {words}", from.short(), to.short())));
    }
    Some(Period { words, from: from.short(), to: to.short(), cut_off: to })
}

/// Asks about a report that is dated before its figures end, or more than a year later.
pub(super) fn check_issued(root: &Node, period: &Period, found: &mut Diagnostics) {
    let Some(node) = root.get("issued_date") else { return };
    let date =
        node.text().and_then(|text| PartialDate::parse(text).ok()).or_else(|| PartialDate::parse(&format!("{}", node.number()?)).ok());
    let Some(date) = date else { return };
    let end = period.cut_off;
    // What is not known of a date may be late enough.
    let latest = PartialDate { month: date.month.or(Some(12)), day: date.day.or(Some(31)), ..date };
    let message = if latest < end {
        format!("Ngày ban hành {} trước ngày chốt số liệu {}", date.short(), end.short())
    } else if date.year > end.year + 1 {
        format!("Ngày ban hành {} sau kỳ báo cáo ({}) hơn một năm", date.short(), period.words)
    } else {
        return;
    };
    found.push(
        Diagnostic::warning(code::DOUBTFUL_DATE, node.span, message)
            .help("Kiểm tra ngày, tháng, năm: có thể đã đảo ngày và tháng, hoặc gõ nhầm năm."),
    );
}

/// A day given by hand, or the ruled one.
fn limit(node: &Node, key: &str, ruled: PartialDate, found: &mut Diagnostics) -> PartialDate {
    let Some(given) = node.get(key) else { return ruled };
    match given.text().map(PartialDate::parse) {
        Some(Ok(date)) if date.day.is_some() => date,
        Some(Ok(_)) => {
            found.push(
                Diagnostic::error(code::BAD_PERIOD, given.span, "Ngày của kỳ báo cáo phải đủ ngày, tháng, năm").help("Ví dụ: 10/9/2025."),
            );
            ruled
        }
        // Not a date: the schema says so.
        _ => ruled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::model::read::read as parse;
    use crate::standard::Standard;

    fn period(yaml: &str) -> (Option<Period>, Vec<String>) {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", yaml);
        let node = parse(&sources, id).0.unwrap();
        let mut found = Diagnostics::default();
        let period = read(&node, &Standard::nd30().reporting, &mut found);
        (period, found.iter().map(|d| d.message.clone()).collect())
    }

    /// nd30 §10.2, the five rows of the reporting rule.
    #[test]
    fn the_reporting_rule() {
        for (yaml, words, from, to) in [
            ("{month: 5, year: 2025}", "tháng 5 năm 2025", "15/4/2025", "14/5/2025"),
            ("{month: 1, year: 2025}", "tháng 01 năm 2025", "15/12/2024", "14/01/2025"),
            ("{quarter: 3, year: 2025}", "quý III năm 2025", "15/6/2025", "14/9/2025"),
            ("{quarter: 1, year: 2025}", "quý I năm 2025", "15/12/2024", "14/3/2025"),
            ("{half: 1, year: 2025}", "6 tháng đầu năm 2025", "15/12/2024", "14/6/2025"),
            ("{months: 9, year: 2025}", "9 tháng năm 2025", "15/12/2024", "14/9/2025"),
            ("{year: 2025}", "năm 2025", "15/12/2024", "14/12/2025"),
        ] {
            let (period, found) = period(yaml);
            let period = period.unwrap();
            assert_eq!((period.words.as_str(), period.from.as_str(), period.to.as_str()), (words, from, to), "{yaml}");
            assert!(found.is_empty(), "{found:?}");
        }
    }

    #[test]
    fn a_body_may_close_earlier() {
        let (sonla, found) = period("{quarter: 3, year: 2025, to: 10/9/2025}");
        assert_eq!((sonla.unwrap().to.as_str(), found.len()), ("10/9/2025", 0));
        let (year, _) = period("{year: 2025, from: 15/12/2024, to: 09/12/2025}");
        assert_eq!(year.unwrap().cut_off, PartialDate::parse("2025-12-09").unwrap());
    }

    #[test]
    fn wrong_periods_are_reported() {
        assert_eq!(period("{quarter: 3, month: 5, year: 2025}").1, ["Kỳ báo cáo có nhiều trường cùng lúc: quarter, month"]);
        assert_eq!(period("{year: 2025, from: 1/12/2025, to: 9/11/2025}").1, ["Ngày đầu kỳ 01/12/2025 sau ngày chốt số liệu 09/11/2025"]);
        assert_eq!(
            period("{quarter: 1, year: 2025, to: 10/9/2026, from: 10/4/2026}").1,
            ["Số liệu từ 10/4/2026 đến 10/9/2026 không thuộc quý I năm 2025"]
        );
        assert_eq!(period("{quarter: 1, year: 2025, to: 3/2025}").1, ["Ngày của kỳ báo cáo phải đủ ngày, tháng, năm"]);
    }
}
