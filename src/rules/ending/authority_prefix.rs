//! How authority is abbreviated.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R621", slug: "authority-prefix" },
    family: Family::Ending,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Authority),
    scope: Scope::Decree,
    title: "Quyền hạn ký viết TM., KT., TL., TUQ., Q. có dấu chấm",
    manual: "Chữ viết tắt của quyền hạn ký là TM. (thay mặt), KT. (ký thay), TL. (thừa lệnh), TUQ. (thừa ủy quyền), Q. \
             (quyền), có dấu chấm và dấu cách sau đó. T/M, K/T, T/L là cách viết của văn bản Đảng hoặc cách viết cũ.",
    wrong: &[
        "@quyền hạn T/M. ỦY BAN NHÂN DÂN\n@quyền hạn CHỦ TỊCH",
        "@quyền hạn KT GIÁM ĐỐC\n@quyền hạn PHÓ GIÁM ĐỐC",
        "@quyền hạn KT.GIÁM ĐỐC\n@quyền hạn PHÓ GIÁM ĐỐC",
    ],
    right: &["@quyền hạn KT. GIÁM ĐỐC\n@quyền hạn PHÓ GIÁM ĐỐC"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::Authority) {
        let words = line.words();
        let first = words.split([' ', '.']).next().unwrap_or_default();
        let right = match first.replace('/', "").as_str() {
            prefix @ ("TM" | "KT" | "TL" | "TUQ") => format!("{prefix}."),
            _ => continue,
        };
        let rest = words[first.len()..].trim_start_matches('.').trim_start();
        if !words.starts_with(&format!("{right} ")) && !rest.is_empty() {
            found
                .add(line.at(0..line.text.len().min(first.len() + 1)), format!("Quyền hạn ký viết “{words}”"))
                .expected(format!("{right} {rest}"));
        }
    }
}
