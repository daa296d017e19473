//! No full stop behind the summary.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R303", slug: "subject-stop" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::SubjectLook),
    scope: Scope::Decree,
    title: "Cuối trích yếu không có dấu chấm",
    manual: "Trích yếu là một cụm từ hoặc câu ngắn đặt như tiêu đề, cuối không có dấu chấm, dấu phẩy, dấu hai chấm.",
    wrong: &["@trích yếu Kiểm tra công tác cải cách hành chính năm 2025."],
    right: &["@trích yếu Kiểm tra công tác cải cách hành chính năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let lines = facts.component(Component::Subject).chain(facts.component(Component::SubjectUnderNumber));
    if let Some(line) = lines.last() {
        let text = line.text.trim_end();
        if let Some(sign) = text.chars().next_back().filter(|c| matches!(c, '.' | ',' | ';' | ':')).filter(|_| !text.ends_with("..")) {
            found.add(line.at(text.len() - 1..text.len()), format!("Cuối trích yếu có dấu “{sign}”")).expected("không có dấu");
        }
    }
}
