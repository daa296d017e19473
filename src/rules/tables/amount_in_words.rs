//! Amounts of money in figures and in words say the same.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::validate::wrong_amounts;

pub(super) const RULE: Rule = Rule {
    code: code::AMOUNT_IN_WORDS,
    family: Family::Tables,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Số tiền bằng chữ đúng với số tiền bằng số",
    manual: "“1.250.000 đồng (bằng chữ: …)”: phần chữ được so với cách đọc của số. Viết hoa, dấu phẩy, lẻ hay linh, nghìn hay ngàn đều được.",
    wrong: &["1. Cấp 1.250.000 đồng (bằng chữ: Một triệu hai trăm lăm mươi nghìn đồng)."],
    right: &["1. Cấp 1.250.000 đồng (bằng chữ: Một triệu, hai trăm năm mươi ngàn đồng chẵn)."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts() {
        for (words, due) in wrong_amounts(&line.text) {
            found
                .add(line.of(words), "Số tiền bằng chữ khác số tiền bằng số")
                .expected(due.clone())
                .help(format!("Số đọc là: {due}. Sửa số hoặc chữ."));
        }
    }
}
