//! Recipient, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R024", slug: "recipient-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Recipient),
    scope: Scope::Decree,
    title: "Danh sách nơi nhận đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Danh sách nơi nhận được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &[
        "@nơi nhận{cỡ 12} - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT, CCHC.",
        "@nơi nhận{nghiêng} - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT, CCHC.",
    ],
    right: &["@nơi nhận{cỡ 11} - Ủy ban nhân dân tỉnh;\n@nơi nhận - Lưu: VT, CCHC."],
    check: |facts, found| judge(Component::Recipient, facts, found),
};
