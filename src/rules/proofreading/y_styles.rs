//! One spelling of quy.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::is_letter_or_digit;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R908", slug: "qui-quy" },
    family: Family::Proofreading,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không trộn qui và quy",
    manual: "“qui định” và “quy định” trong một văn bản: thống nhất viết quy.",
    wrong: &["1. Thực hiện quy định.\n2. Theo qui định."],
    right: &["1. Thực hiện quy định.\n2. Theo quy chế."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let word = |line: &Line, form: &str| {
        let small = line.text.to_lowercase();
        let whole = |at: usize| !small[..at].ends_with(is_letter_or_digit) && !small[at + form.len()..].starts_with(is_letter_or_digit);
        small.match_indices(form).map(|(at, _)| at).find(|at| whole(*at)).filter(|_| small.len() == line.text.len())
    };
    let both = facts.may_say("quy qui") && facts.texts().any(|l| word(l, "quy").is_some());
    for line in facts.texts().filter(|_| both) {
        if let Some(at) = word(line, "qui") {
            found.add(line.at(at..at + 3), "Viết “qui”, chỗ khác viết “quy”").expected("quy");
            return;
        }
    }
}
