//! Part, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R015", slug: "part-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Part),
    scope: Scope::Decree,
    title: "Phần, chương, mục và số thứ tự đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Phần, chương, mục và số thứ tự được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@{không đậm} Phần I\n@{đậm, giữa} TÌNH HÌNH THỰC HIỆN\nNội dung của phần một."],
    right: &["Phần I\nTÌNH HÌNH THỰC HIỆN\nNội dung của phần một."],
    check: |facts, found| judge(Component::Part, facts, found),
};
