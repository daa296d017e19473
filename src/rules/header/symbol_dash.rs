//! Hyphens in the symbol.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R216", slug: "symbol-dash" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CodeNotationForm),
    scope: Scope::Decree,
    title: "Trong ký hiệu dùng gạch nối (-), không dùng gạch dài (–), gạch dưới (_)",
    manual: "Giữa các nhóm chữ viết tắt của ký hiệu là dấu gạch nối ngắn (-). Word hay tự đổi thành gạch dài (–) khi gõ có \
             dấu cách.",
    wrong: &["@số Số: 15/KH–SNV", "@số Số: 15/KH_SNV"],
    right: &["@số Số: 15/KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::Code) {
        if let Some((at, dash)) = line.text.match_indices(['–', '—', '_']).next() {
            found.add(line.at(at..at + dash.len()), format!("Ký hiệu dùng gạch “{dash}”")).expected("-");
        }
    }
}
