//! Number and symbol are there.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, MAY_LACK_PARTS, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R210", slug: "number-missing" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Code),
    scope: Scope::Except(MAY_LACK_PARTS),
    title: "Văn bản có dòng số, ký hiệu",
    manual: "Dưới tên cơ quan ban hành phải có dòng “Số: …/…”; bản dự thảo cũng có, để trống chỗ ghi số. Biên bản và văn bản \
             kèm theo quyết định có thể không có nên không xét.",
    wrong: &["@bỏ số"],
    right: &["@số Số:      /KH-SNV"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let header = &facts.draft.header;
    if header.code.is_none() && header.national_title.is_some() && header.organ_name.is_some() {
        found.whole("Không thấy dòng số, ký hiệu của văn bản").expected("Số: …/…, dưới tên cơ quan ban hành");
    }
}
