//! Another body where the own one is meant.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;
use crate::text::capitalized;
use crate::validate::{other_department, other_organ};

pub(super) const RULE: Rule = Rule {
    code: code::FOREIGN_ORGAN,
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Chỗ nói về chính cơ quan ban hành không ghi tên cơ quan khác",
    manual: "“Trên đây là Kế hoạch … của Sở Tài chính”, “Sở Tài chính ban hành Kế hoạch …”, “thông tin về hoạt động của Sở Tài \
             chính” trong văn bản của Sở Nội vụ thường là sót của văn bản được chép. Chỉ xét câu mở đầu, câu kết và những cụm chỉ \
             nói về cơ quan mình (hoạt động của, cán bộ, công chức của, các phòng, đơn vị thuộc, trang thông tin điện tử của); \
             cơ quan khác được nêu ở chỗ khác không xét.",
    wrong: &[
        "1. Rà soát thủ tục.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025 của Sở Tài chính./.",
        "- 100% thông tin về hoạt động của Sở Tài chính được cung cấp đầy đủ.",
    ],
    right: &[
        "1. Rà soát thủ tục.\nTrên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025 của Sở Nội vụ./.",
        "1. Phối hợp với Sở Tài chính theo Quyết định số 12/QĐ-STC ngày 05/3/2025 của Sở Tài chính.",
        "- 100% thông tin về hoạt động của Sở được cung cấp đầy đủ.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(organ) = &facts.draft.header.organ_name else { return };
    let own = capitalized(&organ.value.to_lowercase());
    let mut told = |line: &crate::facts::Line<'p>, named: &str| {
        let at = line.text.find(named).map_or_else(|| line.piece.clone(), |at| line.at(at..at + named.len()));
        found
            .add(at, format!("Đoạn này ghi “{named}”, cơ quan ban hành là “{}”", organ.value))
            .help("Sửa lại nếu còn sót từ văn bản được chép.");
    };
    let texts: Vec<_> = facts.component(Component::Paragraph).collect();
    for line in texts.first().into_iter().chain(texts.iter().skip(1).filter(|l| l.text.trim_start().starts_with("Trên đây là"))) {
        if let Some(named) = other_organ(&own, &line.text) {
            told(line, &named);
        }
    }
    for line in facts.texts().filter(|l| l.is_own()) {
        if let Some(named) = other_department(&own, &line.text) {
            told(line, named);
        }
    }
}
