//! The reference names the very document.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::Kind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R706", slug: "appendix-reference-number" },
    family: Family::Appendices,
    severity: Severity::Error,
    basis: Basis::Look(Component::AppendixReference),
    scope: Scope::Decree,
    title: "Số, ký hiệu ở dòng “Kèm theo” là của chính văn bản",
    manual: "Dòng (Kèm theo Kế hoạch số 15/KH-SNV …) phải ghi đúng số, ký hiệu của văn bản ở trang đầu. Số để trống thì không \
             xét. Thường sai do chép phụ lục của năm trước.",
    wrong: &[
        "Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục Phụ lục\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 21/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả.",
        "Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục Phụ lục\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-STC ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả.",
    ],
    right: &["Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục Phụ lục\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số      /KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(code) = facts.draft.header.code.as_ref().map(|c| &c.value) else { return };
    let own = code.code_notation.replace('\u{2011}', "-");
    for line in facts.lines.iter().filter(|l| l.component == Component::AppendixReference) {
        let Some(cited) = crate::facts::citations(&line.text).into_iter().next() else { continue };
        let name = format!("{}/{}", cited.number, cited.notation);
        let number = code.code_number.as_deref().is_none_or(|n| n.trim_start_matches('0') == cited.number.trim_start_matches('0'));
        // A symbol of another type is wrong at the head, and told there.
        let group = |notation: &str| notation.split_once('-').map(|(_, rest)| rest.to_owned());
        let typed =
            facts.kind().is_decree() && cited.notation.split('-').next() == abbreviation(facts) && group(&cited.notation) == group(&own);
        if !number || cited.notation != own && !typed {
            let right = format!("{}/{own}", code.code_number.as_deref().unwrap_or("…"));
            found
                .add(line.at(cited.range), format!("Phụ lục ghi kèm theo văn bản số {name}"))
                .expected(format!("số của văn bản này: {right}"));
        }
    }
}

/// The abbreviation of the document's type.
fn abbreviation<'f>(facts: &'f Facts) -> Option<&'f str> {
    if let Kind::Decree(of) = facts.kind() { Some(of.abbreviation) } else { None }
}
