//! The symbol of a cited document is one of the type it is called.

use crate::diag::{Code, Severity};
use crate::facts::{Citation, Facts};
use crate::recognise::TYPES;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R727", slug: "citation-type" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Citation),
    scope: Scope::Any,
    title: "Tên loại của văn bản được dẫn hợp với chữ viết tắt trong ký hiệu",
    manual: "“Kế hoạch số 15/QĐ-UBND”: ký hiệu là của quyết định, tên loại là kế hoạch, một chỗ sai. Chỉ xét khi nhóm chữ đầu \
             của ký hiệu là chữ viết tắt của một tên loại khác; công văn và Tờ trình ghi TT theo lối cũ không xét.",
    wrong: &[
        "Thực hiện Kế hoạch số 15/QĐ-UBND ngày 05/3/2025 của Ủy ban nhân dân tỉnh.",
        "Thực hiện Thông tư số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
    ],
    right: &[
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 05/3/2025 của Ủy ban nhân dân tỉnh; Công văn số 12/CT-TTHT ngày 05/3/2025 của Cục Thuế.",
        "Xét Tờ trình số 12/TT-SNV ngày 05/3/2025 của Sở Nội vụ.",
    ],
    check,
};

/// Types that are not the decree's, with their abbreviations.
const OTHERS: [(&str, &str); 4] = [("Nghị định", "NĐ"), ("Thông tư", "TT"), ("Thông tư liên tịch", "TTLT"), ("Kết luận", "KL")];

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (line, cited) in facts.cited() {
        if let Some((named, meant)) = contradiction(cited) {
            let message = format!("Ký hiệu {} là của {meant}, chỗ dẫn ghi {named}", cited.notation);
            found.add(line.at(cited.range.clone()), message).help("Đối chiếu văn bản được dẫn: sửa tên loại hoặc sửa ký hiệu.");
        }
    }
}

/// The type that a citation names and the other one that its symbol says.
fn contradiction(cited: &Citation) -> Option<(&'static str, String)> {
    let all = || TYPES.iter().map(|t| (t.name, t.abbreviation)).chain(OTHERS);
    let named = cited.type_name.filter(|name| *name != "Công văn")?;
    let symbol = cited.notation.split('/').next_back()?;
    let first = symbol.split('-').next()?;
    let own = all().find(|(name, _)| *name == named)?.1;
    let (meant, _) = all().find(|(_, short)| !short.is_empty() && *short == first)?;
    (!own.is_empty() && own != first && (named, first) != ("Tờ trình", "TT")).then(|| (named, meant.to_lowercase()))
}
