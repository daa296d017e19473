//! The post fits the body.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::upper;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R627", slug: "head-of-body" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Signature),
    scope: Scope::Except(&["Biên bản", "Hợp đồng", "Bản thỏa thuận", "Bản ghi nhớ"]),
    title: "Chức vụ người ký hợp với cơ quan ban hành",
    manual: "Sở do Giám đốc đứng đầu, Ủy ban nhân dân do Chủ tịch đứng đầu. Văn bản của Sở mà người ký ghi “CHỦ TỊCH” (không \
             phải TL., TUQ. của Chủ tịch) thường do chép từ văn bản khác.",
    wrong: &[
        "@quyền hạn CHỦ TỊCH",
        "@chủ quản{không đậm} HỘI ĐỒNG NHÂN DÂN\n\
             @cơ quan ỦY BAN NHÂN DÂN XÃ MƯỜNG THAN\n\
             @số Số: 15/KH-UBND\n\
             @quyền hạn GIÁM ĐỐC",
    ],
    right: &["@quyền hạn TL. GIÁM ĐỐC\n@quyền hạn CHÁNH VĂN PHÒNG"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(organ) = &facts.draft.header.organ_name else { return };
    let organ = upper(&organ.value).replace("UỶ", "ỦY");
    let (head, other) = if organ.starts_with("SỞ ") {
        ("GIÁM ĐỐC", ["CHỦ TỊCH", "BỘ TRƯỞNG"])
    } else if organ.starts_with("ỦY BAN NHÂN DÂN") || organ.starts_with("UBND") {
        ("CHỦ TỊCH", ["GIÁM ĐỐC", "BỘ TRƯỞNG"])
    } else {
        return;
    };
    for signer in &facts.draft.foot.signers {
        let lines: Vec<String> = signer.authority.iter().map(|l| upper(&l.value)).collect();
        if lines.iter().any(|l| l.starts_with("TL") || l.starts_with("TUQ")) {
            continue;
        }
        let wrong = lines.iter().position(|l| other.iter().any(|post| l.trim_start_matches("KT. ").trim_start_matches("Q. ") == *post));
        if let Some(at) = wrong {
            found
                .add(signer.authority[at].pieces[0].clone(), format!("Người ký ghi “{}” mà cơ quan ban hành là {organ}", lines[at]))
                .expected(head);
        }
    }
}
