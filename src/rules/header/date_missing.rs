//! Place and date are there.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R220", slug: "date-missing" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::PlaceDate),
    scope: Scope::Except(&[
        "Biên bản",
        "Quy chế",
        "Quy định",
        "Đề án",
        "Dự án",
        "Phương án",
        "Chương trình",
        "Hợp đồng",
        "Bản thỏa thuận",
        "Bản ghi nhớ",
    ]),
    title: "Văn bản có địa danh và thời gian ban hành",
    manual: "Dưới Tiêu ngữ phải có dòng “địa danh, ngày … tháng … năm …”. Bản dự thảo để \
             trống ngày, tháng nhưng vẫn có dòng này.",
    wrong: &["@bỏ ngày", "@ngày Lai Châu, tháng 3 năm 2025"],
    right: &["@ngày Lai Châu, ngày      tháng      năm 2025"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let header = &facts.draft.header;
    if header.place_date.is_none() && header.national_title.is_some() {
        found.whole("Không thấy dòng địa danh và thời gian ban hành").expected("…, ngày … tháng … năm …, dưới Tiêu ngữ");
    }
}
