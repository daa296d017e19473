//! Articles are cited with a capital.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R913", slug: "article-case" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CitedUnits),
    scope: Scope::Any,
    title: "Viện dẫn Điều, Chương viết hoa chữ đầu",
    manual: "Khi viện dẫn phần, chương, mục, điều của một văn bản cụ thể thì viết hoa chữ đầu: khoản 2 Điều 13, Chương II.",
    wrong: &["1. Thực hiện quy định tại khoản 2 điều 13 của Luật."],
    right: &["1. Thực hiện quy định tại khoản 2 Điều 13 của Luật; có 5 điều 3 chương."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|line| line.text.contains("điều ")) {
        for before in ["khoản ", "tại ", "theo ", "điểm "] {
            for (at, _) in line.text.match_indices(before) {
                // `khoản 2 điều 13`, `tại điều 13`.
                let rest = &line.text[at + before.len()..];
                let skip = if before.trim() == "khoản" {
                    rest.find(' ').filter(|i| rest[..*i].parse::<u32>().is_ok()).map(|i| i + 1)
                } else {
                    Some(0)
                };
                let Some(rest) = skip.map(|skip| &rest[skip..]) else { continue };
                let number = rest.strip_prefix("điều ").map(|r| r.chars().take_while(char::is_ascii_digit).count()).unwrap_or(0);
                if number > 0 && before != "điểm " {
                    found.add(line.of(&rest[.."điều".len()]), "Viện dẫn “điều” viết thường").expected("Điều");
                    return;
                }
            }
        }
    }
}
