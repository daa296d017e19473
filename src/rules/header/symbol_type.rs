//! The symbol begins with the type.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::Kind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};
use crate::text::{is_letter, upper};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R215", slug: "symbol-type" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::CodeNotation),
    scope: Scope::Decree,
    title: "Ký hiệu bắt đầu bằng chữ viết tắt của tên loại",
    manual: "Ký hiệu của văn bản có tên loại gồm chữ viết tắt tên loại (Phụ lục III) và chữ viết tắt tên cơ quan: Kế hoạch là \
             KH, Quyết định là QĐ, Tờ trình là TTr, Quy định là QyĐ. Công văn không có tên loại trong ký hiệu. Ký hiệu chữ \
             hoa toàn bộ (TTR, QYĐ) chỉ cảnh báo.",
    wrong: &["@số Số: 15/BC-SNV", "@số Số: 15/SNV-KH"],
    right: &[
        "@số Số: 15/KH-SNV",
        "@loại TỜ TRÌNH\n\
             @số Số: 15/TTr-SNV\n\
             Sở Nội vụ trình Ủy ban nhân dân tỉnh xem xét./.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let (Kind::Decree(of), Some(code)) = (facts.kind(), &facts.draft.header.code) else { return };
    let Some(line) = facts.component(Component::Code).next().filter(|_| !of.abbreviation.is_empty()) else { return };
    let symbol = code.value.code_notation.replace('\u{2011}', "-");
    let first = symbol.split(['-', '–', ' ', '/']).next().unwrap_or_default();
    if first == of.abbreviation || first.is_empty() || !first.chars().all(is_letter) {
        return;
    }
    let at = line.text.rfind(first).map_or_else(|| line.piece.clone(), |at| line.at(at..at + first.len()));
    let finding = found.add(at, format!("{} mà ký hiệu bắt đầu bằng “{first}”", of.name)).expected(format!("{}-…", of.abbreviation));
    if upper(first) == upper(of.abbreviation) {
        finding.only(Severity::Warning);
    }
}
