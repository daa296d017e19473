//! Body text, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R014", slug: "body-text-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Paragraph),
    scope: Scope::Decree,
    title: "Nội dung văn bản đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Nội dung văn bản được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@{cỡ 12} Các cơ quan, đơn vị tự kiểm tra trước ngày 30 tháng 6."],
    right: &["@{cỡ 13} Các cơ quan, đơn vị tự kiểm tra trước ngày 30 tháng 6."],
    check: |facts, found| judge(Component::Paragraph, facts, found),
};
