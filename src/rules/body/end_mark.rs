//! The text ends with the end mark.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R405", slug: "end-mark" },
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Forms),
    scope: Scope::Except(&["Biên bản", "Hợp đồng", "Bản thỏa thuận", "Bản ghi nhớ", "Thư công"]),
    title: "Nội dung kết thúc bằng “./.”",
    manual: "Trên mọi mẫu của Nghị định, câu cuối cùng của nội dung kết thúc bằng ./.",
    wrong: &["1. Kiểm tra hồ sơ.\n\
             2. Báo cáo kết quả.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025.\n\
             @hết"],
    right: &["1. Kiểm tra hồ sơ.\n\
             2. Báo cáo kết quả.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let end = &Standard::nd30().words.end;
    let ended = |text: &str| text.contains('/') && text.replace(' ', "").contains(end.as_str());
    let lines: Vec<&Line> = facts
        .lines
        .iter()
        .filter(|l| {
            l.is_own()
                && !matches!(
                    l.component,
                    Component::Recipient
                        | Component::Authority
                        | Component::FullName
                        | Component::RecipientsHeading
                        | Component::OtherPosition
                        | Component::SignatureNote
                )
        })
        .collect();
    if facts.draft.foot.signers.is_empty() || lines.iter().any(|l| ended(&l.text)) {
        return;
    }
    let text = facts.lines.iter().rev().find(|l| {
        l.is_own()
            && matches!(
                l.component,
                Component::Paragraph | Component::Clause | Component::Point | Component::Dash | Component::Plus | Component::ArticleText
            )
    });
    if let Some(line) = text {
        let last = line.text.trim_end();
        let from = last.char_indices().next_back().map_or(0, |(i, _)| i);
        found.add(line.at(from..last.len()), format!("Nội dung không kết thúc bằng “{end}”")).expected(end.clone());
    }
}
