//! Legal basis, as the decree's table of sizes and styles has it.

use super::judge;
use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R012", slug: "legal-basis-look" },
    family: Family::Looks,
    severity: Severity::Warning,
    basis: Basis::Look(Component::LegalBasis),
    scope: Scope::Decree,
    title: "Căn cứ ban hành văn bản đúng cỡ chữ, kiểu chữ của Mục V Phần I Phụ lục I",
    manual: "Căn cứ ban hành văn bản được so với dòng tương ứng của bảng mẫu chữ và chi tiết trình bày: cỡ chữ trong khoảng cho phép, đậm hay không, nghiêng hay đứng, in hoa hay in thường. Một chữ khác cỡ lẻ loi trong dòng không bị xét: chỉ báo khi phần lớn dòng sai. Sửa: chọn cả dòng, đặt lại cỡ chữ và kiểu chữ.",
    wrong: &[
        "@căn cứ{đứng} Căn cứ Luật Cán bộ, công chức;\n@căn cứ Theo đề nghị của Chánh Văn phòng Sở.",
        "@căn cứ{cỡ 12} Căn cứ Luật Cán bộ, công chức;\n@căn cứ Theo đề nghị của Chánh Văn phòng Sở.",
    ],
    right: &["@căn cứ{cỡ 13} Căn cứ Luật Cán bộ, công chức."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    // One line that a plan begins with may as well be its first sentence.
    let decides = facts.component(Component::IssuingAuthority).next().is_some();
    if decides || facts.draft.front.legal_bases.len() > 1 {
        judge(Component::LegalBasis, facts, found);
    }
}
