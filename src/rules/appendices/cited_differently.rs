//! One document is cited with one date.

use crate::diag::{Code, Severity};
use crate::facts::{Day, Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R725", slug: "cited-differently" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Citation),
    scope: Scope::Any,
    title: "Một văn bản được dẫn nhiều lần thì ngày, cơ quan ban hành như nhau",
    manual: "Cùng số, ký hiệu mà chỗ ghi ngày 18/3/2025, chỗ ghi ngày 13/8/2025 thì một chỗ sai. So ngày đầy đủ; chỗ không \
             ghi ngày không xét.",
    wrong: &["Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh.\n\
             1. Nhiệm vụ nêu tại Kế hoạch số 12/KH-UBND ngày 15/01/2025 của Ủy ban nhân dân tỉnh."],
    right: &["Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh.\n\
             1. Nhiệm vụ nêu tại Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2025."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let mut seen: Vec<(String, &Day, &Line<'p>)> = Vec::new();
    for (line, cited) in facts.cited() {
        // A day of another year than the number's is told by itself.
        let Some(day) = cited.day.as_ref().filter(|day| cited.year().is_none_or(|year| year == day.year)) else { continue };
        let name = format!("{}/{}", cited.number.trim_start_matches('0'), cited.notation);
        match seen.iter().find(|(other, ..)| *other == name) {
            Some((_, first, at)) if (first.day, first.month, first.year) != (day.day, day.month, day.year) => {
                let shown = format!("{}/{}/{}", first.day, first.month, first.year);
                let message = format!("Văn bản số {}/{} ở chỗ khác ghi ngày {shown}", cited.number, cited.notation);
                found
                    .add(line.at(day.range.clone()), message)
                    .also(at.at(first.range.clone()), "chỗ khác")
                    .help("Đối chiếu văn bản gốc rồi sửa chỗ sai. Cùng số nhưng khác cơ quan ban hành thì bỏ qua.");
            }
            Some(_) => {}
            None => seen.push((name, day, line)),
        }
    }
}
