//! Clauses and points are cited in small letters.

use std::ops::Range;

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R912", slug: "clause-point-case" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CitedUnits),
    scope: Scope::Any,
    title: "Viện dẫn khoản, điểm viết thường: điểm a khoản 2 Điều 13",
    manual: "Khi viện dẫn, các từ khoản, điểm viết thường; phần, chương, mục, điều viết hoa chữ đầu. Đầu câu thì viết hoa.",
    wrong: &[
        "1. Thực hiện quy định tại Khoản 2 Điều 13 Nghị định số 30/2020/NĐ-CP.",
        "1. Theo quy định tại Điểm a khoản 2 Điều 13 của Luật.",
    ],
    right: &["1. Thực hiện quy định tại điểm a khoản 2 Điều 13 của Luật.\n\
             2. Điểm a khoản 1 Điều này áp dụng cho mọi cơ quan."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for word in ["Khoản", "Điểm"] {
        let capital = |(line, at): &(&Line<'p>, Range<usize>)| line.text[at.clone()] == *word && line.text[at.end..].starts_with(' ');
        let wrong = facts.said(&word.to_lowercase()).into_iter().filter(capital).find_map(|(line, at)| {
            let before = line.text[..at.start].trim_end();
            let after: String = line.text[at.end + 1..].chars().take_while(|c| is_letter_or_digit(*c)).collect();
            let unit = after.parse::<u32>().is_ok() || after.chars().count() == 1 && after.chars().all(char::is_lowercase);
            let starts = before.is_empty() || before.ends_with(['.', ':', '?', '!', '“', '"', '-', ')']);
            (unit && !starts && line.text[..at.start].ends_with(' ')).then_some((line, at, after))
        });
        if let Some((line, at, after)) = wrong {
            found.add(line.at(at), format!("Viện dẫn “{word} {after}” viết hoa")).expected(word.to_lowercase());
        }
    }
}
