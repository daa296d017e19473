//! Motto, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R002", slug: "motto-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Motto),
    scope: Scope::Decree,
    title: "Tiêu ngữ đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Tiêu ngữ được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@tiêu ngữ{cỡ 12} Độc lập - Tự do - Hạnh phúc", "@tiêu ngữ{nghiêng} Độc lập - Tự do - Hạnh phúc"],
    right: &["@tiêu ngữ{cỡ 14} Độc lập - Tự do - Hạnh phúc"],
    check: |facts, found| judge(Component::Motto, facts, found),
};
