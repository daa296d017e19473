//! Place date, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R006", slug: "place-date-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::PlaceDate),
    scope: Scope::Decree,
    title: "Địa danh và thời gian đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Địa danh và thời gian được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@ngày{đứng} Lai Châu, ngày 18 tháng 3 năm 2025", "@ngày{cỡ 12} Lai Châu, ngày 18 tháng 3 năm 2025"],
    right: &["@ngày{cỡ 14} Lai Châu, ngày 18 tháng 3 năm 2025"],
    check: |facts, found| judge(Component::PlaceDate, facts, found),
};
