//! Body text, as the decree's table of sizes and styles has it.

use super::judge_all;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

/// What the text of a document is made of.
const BODY: [Component; 8] = [
    Component::Paragraph,
    Component::Article,
    Component::ArticleText,
    Component::ClauseHeading,
    Component::Clause,
    Component::Point,
    Component::Dash,
    Component::Plus,
];

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R014", slug: "body-text-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::Paragraph),
    scope: Scope::Decree,
    title: "Nội dung văn bản đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Nội dung văn bản (đoạn, khoản, điểm, gạch đầu dòng, điều) được so cỡ chữ với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &[
        "@{cỡ 12} Các cơ quan, đơn vị tự kiểm tra trước ngày 30 tháng 6.",
        "1. Kiểm tra hồ sơ.\n@{cỡ 12} 2. Các cơ quan, đơn vị tự kiểm tra trước ngày 30 tháng 6.",
    ],
    right: &["1. Kiểm tra hồ sơ.\n@{cỡ 13} 2. Các cơ quan, đơn vị tự kiểm tra trước ngày 30 tháng 6."],
    check: |facts, found| judge_all(&BODY, facts, found),
};
