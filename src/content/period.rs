//! The period of a report: its words in titles and texts, and the days its figures run from and to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::references::{Answers, Problem, choose};
use super::{Fragment, Known};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::Node;
use crate::model::spanned::{Given, Spanned, Words, read};
use crate::standard::Reporting;
use crate::text::{PartialDate, roman};

const NAME: &str = "period";

/// The record.
pub(super) struct Record;

impl super::Record for Record {
    fn name(&self) -> &'static str {
        NAME
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<Stated>(NAME);
    }

    fn seen_as(&self) -> Option<&'static str> {
        Some(NAME)
    }

    fn read(&self, root: &mut Node, known: &Known<'_>, found: &mut Diagnostics) -> Option<Box<dyn Answers>> {
        let node = root.get("content")?.get(NAME)?;
        let stated = Spanned { span: node.span, value: read::<Stated>(node)? };
        let period = stated.period(&known.standard.reporting, found)?;
        period.check_issued(root, found);
        Some(Box::new(period))
    }
}

/// {quarter: 3, year: 2025}; {half: 1, …}: 6 tháng đầu năm; {months: 9, …}; {month: 5, …}; {year: 2025}. Trong văn bản: [[period]], [[period:từ ngày]], [[period:đến ngày]].
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "period", title = "Kỳ báo cáo", extend("required" = ["year"]))]
struct Stated {
    #[schemars(title = "Quý", range(min = 1, max = 4))]
    quarter: Given<u32>,
    #[schemars(title = "6 tháng đầu năm", extend("enum" = [1]))]
    half: Given<u32>,
    #[schemars(title = "9 tháng", extend("enum" = [9]))]
    months: Given<u32>,
    #[schemars(title = "Tháng", range(min = 1, max = 12))]
    month: Given<u32>,
    #[schemars(title = "Năm", range(min = 2000, max = 2100))]
    year: Given<i32>,
    /// Bỏ trống: theo quy định chung về chế độ báo cáo.
    #[schemars(title = "Số liệu từ ngày", extend("format" = "vanban-date"))]
    from: Given<String>,
    /// Bỏ trống: theo quy định chung về chế độ báo cáo.
    #[schemars(title = "Ngày chốt số liệu", extend("format" = "vanban-date"))]
    to: Given<String>,
}

/// The field of the envelope that a period is compared with.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Issued {
    issued_date: Given<Words>,
}

/// A report's period.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Period {
    /// `quý III năm 2025`, `6 tháng đầu năm 2025`, `năm 2025`.
    words: String,
    /// First day of the figures, `15/6/2025`.
    from: String,
    /// The cut-off: last day of the figures.
    to: String,
    /// The cut-off as a date.
    #[serde(skip)]
    cut_off: PartialDate,
}

impl Period {
    /// Asks about a report that is dated before its figures end, or more than a year later.
    fn check_issued(&self, root: &Node, found: &mut Diagnostics) {
        let Some(Spanned { span, value: Words(date) }) = read::<Issued>(root).and_then(|i| i.issued_date.spanned().cloned()) else {
            return;
        };
        let Ok(date) = PartialDate::parse(&date) else { return };
        let end = self.cut_off;
        // What is not known of a date may be late enough.
        let latest = PartialDate { month: date.month.or(Some(12)), day: date.day.or(Some(31)), ..date };
        let message = if latest < end {
            format!("Ngày ban hành {} trước ngày chốt số liệu {}", date.short(), end.short())
        } else if date.year > end.year + 1 {
            format!("Ngày ban hành {} sau kỳ báo cáo ({}) hơn một năm", date.short(), self.words)
        } else {
            return;
        };
        found.push(
            Diagnostic::warning(code::DOUBTFUL_DATE, span, message)
                .help("Kiểm tra ngày, tháng, năm: có thể đã đảo ngày và tháng, hoặc gõ nhầm năm."),
        );
    }
}

impl Answers for Period {
    fn say(&self, name: &str, form: &str) -> Option<Result<String, Problem>> {
        (name == NAME).then(|| choose(NAME, form, &[("", &self.words), ("từ ngày", &self.from), ("đến ngày", &self.to)]))
    }

    fn seen(&self) -> Json {
        json!(self)
    }

    fn cut_off(&self) -> Option<PartialDate> {
        Some(self.cut_off)
    }
}

impl Spanned<Stated> {
    /// The period that is meant; what the schema does not allow is reported there and ignored here.
    fn period(&self, rule: &Reporting, found: &mut Diagnostics) -> Option<Period> {
        let Stated { quarter, half, months, month, year, from, to } = &self.value;
        let year = *year.get()?;
        // At most one of these; none is the whole year.
        let parts = [("quarter", quarter), ("half", half), ("months", months), ("month", month)];
        let given: Vec<(&str, Option<u32>)> =
            parts.into_iter().filter(|(_, part)| part.is_there()).map(|(name, part)| (name, part.get().copied())).collect();
        let (first, last, words) = match given.as_slice() {
            [] => (1, 12, format!("năm {year}")),
            [("quarter", quarter)] => {
                let quarter = quarter.filter(|q| (1..=4).contains(q))?;
                (quarter * 3 - 2, quarter * 3, format!("quý {} năm {year}", roman(quarter as usize)))
            }
            [("half", _)] => (1, 6, format!("6 tháng đầu năm {year}")),
            [("months", _)] => (1, 9, format!("9 tháng năm {year}")),
            [(_, month)] => {
                let month = PartialDate { year, month: month.filter(|m| (1..=12).contains(m)), day: None };
                (month.month?, month.month?, format!("tháng {} năm {year}", month.month_text()?))
            }
            several => {
                let names: Vec<&str> = several.iter().map(|(name, _)| *name).collect();
                let message = format!("Kỳ báo cáo có nhiều trường cùng lúc: {}", names.join(", "));
                found.push(Diagnostic::error(code::BAD_PERIOD, self.span, message).help("Chỉ giữ một trường; báo cáo năm chỉ ghi `year`."));
                return None;
            }
        };
        let day = |year, month, day| PartialDate { year, month: Some(month), day: Some(day) };
        let before = if first == 1 { day(year - 1, 12, rule.first_day) } else { day(year, first - 1, rule.first_day) };
        let start = limit(from, before, found);
        let end = limit(to, day(year, last, rule.last_day), found);
        let wrong = |at: Option<Span>, message: String| {
            Diagnostic::error(code::BAD_PERIOD, at.unwrap_or(self.span), message)
                .help("Bỏ `from`, `to` để tính theo quy định chung, hoặc sửa theo quy định của cơ quan nhận báo cáo.")
                .clause(rule.clause.clone())
        };
        if start > end {
            found.push(wrong(from.span(), format!("Ngày đầu kỳ {} sau ngày chốt số liệu {}", start.short(), end.short())));
        } else if end < day(year, first, 1) || start > day(year, last, 31) {
            found.push(wrong(to.span(), format!("Số liệu từ {} đến {} không thuộc {words}", start.short(), end.short())));
        }
        Some(Period { words, from: start.short(), to: end.short(), cut_off: end })
    }
}

/// A day given by hand, or the ruled one.
fn limit(given: &Given<String>, ruled: PartialDate, found: &mut Diagnostics) -> PartialDate {
    let Some(Spanned { span, value }) = given.spanned() else { return ruled };
    match PartialDate::parse(value) {
        Ok(date) if date.day.is_some() => date,
        Ok(_) => {
            found
                .push(Diagnostic::error(code::BAD_PERIOD, *span, "Ngày của kỳ báo cáo phải đủ ngày, tháng, năm").help("Ví dụ: 10/9/2025."));
            ruled
        }
        // Not a date: the schema says so.
        Err(_) => ruled,
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
        let stated = Spanned { span: node.span, value: read::<Stated>(&node).unwrap() };
        let period = stated.period(&Standard::nd30().reporting, &mut found);
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
