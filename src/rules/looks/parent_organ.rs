//! Parent organ, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R003", slug: "parent-organ-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::OrganizationInCharge),
    scope: Scope::Except(&["Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận"]),
    title: "Tên cơ quan chủ quản đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Tên cơ quan chủ quản được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@chủ quản{đậm} ỦY BAN NHÂN DÂN TỈNH LAI CHÂU", "@chủ quản{cỡ 14} ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"],
    right: &["@chủ quản{cỡ 12} ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"],
    check: |facts, found| judge(Component::OrganizationInCharge, facts, found),
};
