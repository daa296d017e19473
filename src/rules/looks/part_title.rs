//! Part title, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R016", slug: "part-title-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::PartTitle),
    scope: Scope::Decree,
    title: "Tiêu đề của phần, chương, mục đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Tiêu đề của phần, chương, mục được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["Phần I\n@{đậm, giữa} Tình hình thực hiện\nNội dung của phần một."],
    right: &["Phần I\nTÌNH HÌNH THỰC HIỆN\nNội dung của phần một."],
    check: |facts, found| judge(Component::PartTitle, facts, found),
};
