//! Every quotation is closed.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line, Signs};
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R911", slug: "quotes" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Mỗi dấu mở ngoặc kép có dấu đóng",
    manual: "Trong một đoạn, số dấu “ bằng số dấu ”. Đoạn trích nhiều đoạn của luật (mở ở đoạn này, đóng ở đoạn sau) không \
             xét.",
    wrong: &["1. Phong trào “Cải cách hành chính được phát động.", "1. Phong trào Cải cách hành chính” được phát động."],
    right: &["1. Phong trào “Cải cách hành chính” được phát động."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let count = |text: &str, sign: char| text.matches(sign).count();
    let all: Vec<&Line> = facts.texts().filter(|l| l.signs.have(Signs::QUOTES)).collect();
    let balanced = |line: &&&Line| count(&line.text, '“') == count(&line.text, '”');
    let opened: usize = all.iter().map(|l| count(&l.text, '“')).sum();
    let closed: usize = all.iter().map(|l| count(&l.text, '”')).sum();
    // What one paragraph opens another may close.
    if opened == closed {
        return;
    }
    if closed > opened {
        let closing = |line: &&&Line<'p>| count(&line.text, '”') > count(&line.text, '“');
        if let Some(line) = all.iter().find(closing)
            && let Some(at) = line.text.find('”')
        {
            found.add(line.at(at..at + '”'.len_utf8()), "Dấu ” không có dấu mở");
        }
        return;
    }
    for line in all.iter().filter(|l| !balanced(l)) {
        let Some(at) = line.text.rfind('“').filter(|_| count(&line.text, '“') > count(&line.text, '”')) else { continue };
        found.add(line.at(at..at + '“'.len_utf8()), "Dấu “ không có dấu đóng");
        return;
    }
}
