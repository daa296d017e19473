//! Section, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R017", slug: "section-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Section),
    scope: Scope::Decree,
    title: "Mục (I., II.) và tiêu đề đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Mục (I., II.) và tiêu đề được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@{đậm} I. Mục đích\nNội dung một.", "@{không đậm} I. MỤC ĐÍCH\nNội dung một."],
    right: &["I. MỤC ĐÍCH\nNội dung một."],
    check: |facts, found| judge(Component::Section, facts, found),
};
