//! The national title, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::rules::{Basis, Family, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R001", slug: "national-title-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::NationalTitle),
    scope: Scope::Decree,
    title: "Quốc hiệu đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Quốc hiệu được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &["@quốc hiệu{cỡ 11} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "@quốc hiệu{không đậm} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    right: &["@quốc hiệu{cỡ 12} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
             @tiêu ngữ{cỡ 13} Độc lập - Tự do - Hạnh phúc\n\
             @ngày{cỡ 13} Lai Châu, ngày 18 tháng 3 năm 2025"],
    check: |facts, found| judge(Component::NationalTitle, facts, found),
};
