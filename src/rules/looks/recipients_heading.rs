//! Recipients heading, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R023", slug: "recipients-heading-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::RecipientsHeading),
    scope: Scope::Decree,
    title: "Từ “Nơi nhận” đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Từ “Nơi nhận” được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@nơi nhận:{đứng} Nơi nhận:", "@nơi nhận:{cỡ 14} Nơi nhận:"],
    right: &["@nơi nhận:{cỡ 12} Nơi nhận:"],
    check: |facts, found| judge(Component::RecipientsHeading, facts, found),
};
