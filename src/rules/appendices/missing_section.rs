//! A section that is referred to is there.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::{Element, MarkKind};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::roman_value;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R722", slug: "missing-section" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Numbering),
    scope: Scope::Decree,
    title: "Mục được dẫn trong chính văn bản thì có trong văn bản",
    manual: "“Mục IV Kế hoạch này”, “Phần V Kế hoạch này” phải chỉ đến một mục có thật.",
    wrong: &["I. MỤC ĐÍCH\nThực hiện các nhiệm vụ tại Mục IV Kế hoạch này.\nII. NỘI DUNG\n1. Kiểm tra.\n2. Báo cáo."],
    right: &["I. MỤC ĐÍCH\n\
             Thực hiện các nhiệm vụ tại Mục II Kế hoạch này và Mục IV Kế hoạch số 12/KH-UBND.\n\
             II. NỘI DUNG\n\
             1. Kiểm tra.\n\
             2. Báo cáo."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let sections: Vec<usize> = facts
        .draft
        .body
        .iter()
        .filter_map(|e| if let Element::Item(i) = e { Some(i) } else { None })
        .filter(|i| i.kind == MarkKind::Roman)
        .map(|i| i.rank)
        .collect();
    let this = format!("{} này", facts.kind().title());
    for line in facts.texts().filter(|l| l.is_own() && !sections.is_empty() && l.text.contains("ục ")) {
        for word in ["Mục ", "mục "] {
            for (at, _) in line.text.match_indices(word) {
                let rest = &line.text[at + word.len()..];
                let number: String = rest.chars().take_while(char::is_ascii_uppercase).collect();
                let Some(rank) = roman_value(&number) else { continue };
                if rest[number.len()..].trim_start().trim_start_matches("của ").starts_with(&this) && !sections.contains(&rank) {
                    found
                        .add(line.at(at..at + word.len() + number.len()), format!("Văn bản không có mục {number}"))
                        .help("Sửa số mục được dẫn.");
                }
            }
        }
    }
}
