//! Organ name, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R004", slug: "organ-name-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::OrganName),
    scope: Scope::Decree,
    title: "Tên cơ quan ban hành đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Tên cơ quan ban hành được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@cơ quan{không đậm} SỞ NỘI VỤ", "@cơ quan{cỡ 14} SỞ NỘI VỤ"],
    right: &["@cơ quan{cỡ 12} SỞ NỘI VỤ"],
    check: |facts, found| judge(Component::OrganName, facts, found),
};
