//! Type name, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R007", slug: "type-name-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::TypeName),
    scope: Scope::Decree,
    title: "Tên loại văn bản đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Tên loại văn bản được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@loại{cỡ 16} KẾ HOẠCH", "@loại{không đậm} KẾ HOẠCH"],
    right: &["@loại{cỡ 13} KẾ HOẠCH"],
    check: |facts, found| judge(Component::TypeName, facts, found),
};
