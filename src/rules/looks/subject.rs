//! Subject, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R008", slug: "subject-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Subject),
    scope: Scope::Decree,
    title: "Trích yếu nội dung đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Trích yếu nội dung được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &[
        "@trích yếu{không đậm} Kiểm tra công tác cải cách hành chính năm 2025",
        "@trích yếu{nghiêng} Kiểm tra công tác cải cách hành chính năm 2025",
    ],
    right: &["@trích yếu{cỡ 13} Kiểm tra công tác cải cách hành chính năm 2025"],
    check: |facts, found| judge(Component::Subject, facts, found),
};
