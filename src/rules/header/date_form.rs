//! `ngày 05 tháng 3 năm 2025`: a zero before days below ten and before January and February only.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R221", slug: "date-zero" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::PlaceDate),
    scope: Scope::Decree,
    title: "Ngày dưới 10 và tháng 1, 2 có số 0 đứng trước; tháng 3 đến 9 thì không",
    manual: "Ngày nhỏ hơn 10 và tháng 1, tháng 2 phải ghi thêm số 0 phía trước: ngày 05 tháng 02 năm 2025. \
             Tháng 3 đến tháng 9 không có số 0: tháng 3, không phải tháng 03. Chỗ để trống thì không xét.",
    wrong: &[
        "@ngày Lai Châu, ngày 5 tháng 3 năm 2025",
        "@ngày Lai Châu, ngày 05 tháng 03 năm 2025",
        "@ngày Lai Châu, ngày 15 tháng 2 năm 2025",
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
    let (Some(date), Some(line)) = (&facts.draft.header.place_date, facts.component(Component::PlaceDate).next()) else { return };
    let (day, month) = (date.value.day.as_deref(), date.value.month.as_deref());
    for (word, given) in [("ngày", day), ("tháng", month)] {
        let Some(given) = given else { continue };
        let Ok(number) = given.parse::<u32>() else { continue };
        let zero = if word == "ngày" { number < 10 } else { number < 3 };
        let right = if zero { format!("0{number}") } else { number.to_string() };
        let place = line.text.to_lowercase().find(word).and_then(|from| Some((from + line.text[from..].find(given)?, given.len())));
        if let Some((at, length)) = place.filter(|_| given != right) {
            found.add(line.at(at..at + length), format!("Ghi “{word} {given}”, đúng là “{word} {right}”")).expected(right);
        }
    }
}
