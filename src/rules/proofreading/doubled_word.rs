//! No word twice.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::said_twice;

pub(super) const RULE: Rule = Rule {
    code: code::DOUBLED_WORD,
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không lặp từ",
    manual: "Hai từ giống nhau liền nhau thường là gõ nhầm: “của của”, “theo theo”. Từ láy (luôn luôn, dần dần) và chỗ hai từ ghép \
             nối nhau (quy định định mức) không xét.",
    wrong: &["1. Thực hiện chỉ đạo của của Ủy ban nhân dân tỉnh.", "1. Thực hiện số hóa số hóa thành phần hồ sơ."],
    right: &["1. Thường xuyên, luôn luôn thực hiện quy định định mức."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts() {
        for range in said_twice(&line.text) {
            let words: Vec<&str> = line.text[range.clone()].split_whitespace().collect();
            found.add(line.at(range), format!("Lặp từ: “{}”", words.join(" "))).help("Xóa một lần nếu là gõ nhầm.");
        }
    }
}
