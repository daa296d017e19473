//! Code, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R005", slug: "code-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Code),
    scope: Scope::Decree,
    title: "Số, ký hiệu đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Số, ký hiệu được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@số{cỡ 14} Số: 15/KH-SNV", "@số{đậm} Số: 15/KH-SNV"],
    right: &["@số{cỡ 13} Số: 15/KH-SNV"],
    check: |facts, found| judge(Component::Code, facts, found),
};
