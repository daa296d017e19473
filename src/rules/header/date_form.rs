//! `ngày 05 tháng 3 năm 2025`: a zero before days below ten and before January and February only.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line, days};
use crate::recognise::PlaceDate;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};
use crate::text::PartialDate;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R221", slug: "date-zero" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::PlaceDate),
    scope: Scope::Decree,
    title: "Ngày dưới 10 và tháng 1, 2 có số 0 đứng trước; tháng 3 đến 9 thì không",
    manual: "Ngày, tháng, năm viết đủ chữ: ngày 18 tháng 3 năm 2025, không viết 18/3/2025. Ngày nhỏ hơn 10 và tháng 1, tháng 2 phải ghi thêm số 0 phía trước: ngày 05 tháng 02 năm 2025. \
             Tháng 3 đến tháng 9 không có số 0: tháng 3, không phải tháng 03. Chỗ để trống thì không xét.",
    wrong: &[
        "@ngày Lai Châu, ngày 5 tháng 3 năm 2025",
        "@ngày Lai Châu, ngày 05 tháng 03 năm 2025",
        "@ngày Lai Châu, ngày 15 tháng 2 năm 2025",
        "@ngày Lai Châu, ngày 18/3/2025",
        "@ngày Lai Châu, 18/3/2025",
    ],
    right: &[
        "@ngày Lai Châu, ngày 05 tháng 3 năm 2025",
        "@ngày Lai Châu, ngày 15 tháng 02 năm 2025",
        "@ngày Lai Châu, ngày 31 tháng 12 năm 2025",
        "@ngày Lai Châu, ngày      tháng 3 năm 2025",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let dates = facts.draft.header.place_date.iter().chain(facts.draft.copy.iter().flat_map(|copy| &copy.place_date));
    for (date, line) in dates.zip(facts.lines.iter().filter(|l| l.component == Component::PlaceDate)) {
        judge(&date.value, line, found);
    }
}

fn judge<'p>(date: &PlaceDate, line: &Line<'p>, found: &mut Findings<'p>) {
    if let Some(short) = days(&line.text).into_iter().find(|d| line.text[d.range.clone()].contains(['/', '-', '.'])) {
        let date = PartialDate { year: short.year, month: Some(short.month), day: Some(short.day) };
        let right =
            format!("ngày {} tháng {} năm {}", date.day_text().unwrap_or_default(), date.month_text().unwrap_or_default(), date.year);
        let words = &line.text[short.range.clone()];
        found.add(line.at(short.range.clone()), format!("Ngày ban hành viết tắt bằng số “{words}”")).expected(right);
        return;
    }
    let [day, month] = [&date.day, &date.month].map(|given| given.as_ref()?.parse().ok());
    let right = PartialDate { year: 0, month, day };
    for (word, given, right) in [("ngày", &date.day, right.day_text()), ("tháng", &date.month, right.month_text())] {
        let (Some(given), Some(right)) = (given, right) else { continue };
        let place = line.text.to_lowercase().find(word).and_then(|from| Some((from + line.text[from..].find(given)?, given.len())));
        if let Some((at, length)) = place.filter(|_| *given != right) {
            found.add(line.at(at..at + length), format!("Ghi “{word} {given}”, đúng là “{word} {right}”")).expected(right);
        }
    }
}
