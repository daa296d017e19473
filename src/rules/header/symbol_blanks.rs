//! No blanks in number and symbol.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R213", slug: "symbol-blanks" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::CodeNotationForm),
    scope: Scope::Decree,
    title: "Giữa các nhóm chữ của số, ký hiệu không có dấu cách",
    manual: "Giữa số và ký hiệu là dấu /, giữa các nhóm chữ của ký hiệu là dấu gạch nối (-), đều viết liền: 15/KH-SNV. Chỗ để \
             trống chờ cấp số không xét.",
    wrong: &["@số Số: 15 /KH-SNV", "@số Số: 15/ KH-SNV", "@số Số: 15/KH - SNV"],
    right: &["@số Số: 15/KH-SNV", "@số Số:        /KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(line) = facts.component(Component::Code).next() else { return };
    let Some(slash) = line.text.find('/') else { return };
    let number = line.text[..slash].trim_end();
    let typed = number.ends_with(|c: char| c.is_ascii_digit());
    let gap_before = typed && number.len() < slash;
    let symbol = line.text[slash + 1..].trim_end();
    let inside = symbol.find(char::is_whitespace);
    if gap_before {
        found.add(line.at(number.len()..slash + 1), "Có dấu cách trước dấu / của số, ký hiệu").expected("viết liền");
    } else if let Some(at) = inside.filter(|at| *at == 0 || symbol[*at..].trim_start().starts_with('-') || symbol[..*at].ends_with('-')) {
        let from = slash + 1 + symbol[..at].rfind(['-', '/']).map_or(0, |i| i + 1);
        found
            .add(line.at(from..slash + 1 + symbol.len()), "Có dấu cách trong ký hiệu")
            .expected(symbol.split_whitespace().collect::<String>());
    }
}
