//! Authority, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R020", slug: "authority-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Authority),
    scope: Scope::Decree,
    title: "Quyền hạn, chức vụ của người ký đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Quyền hạn, chức vụ của người ký được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@quyền hạn{không đậm} GIÁM ĐỐC", "@quyền hạn{cỡ 12} GIÁM ĐỐC"],
    right: &["@quyền hạn{cỡ 13} GIÁM ĐỐC"],
    check: |facts, found| judge(Component::Authority, facts, found),
};
