//! Full name, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R021", slug: "full-name-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::FullName),
    scope: Scope::Decree,
    title: "Họ và tên người ký đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Họ và tên người ký được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@họ tên{không đậm} Lò Văn Mẫu", "@họ tên{nghiêng} Lò Văn Mẫu"],
    right: &["@họ tên{cỡ 13} Lò Văn Mẫu"],
    check: |facts, found| judge(Component::FullName, facts, found),
};
