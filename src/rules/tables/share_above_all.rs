//! A share is at most all.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::paragraphs;
use crate::recognise::Piece;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{folded, typed_number};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R503", slug: "share-above-all" },
    family: Family::Tables,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Tỷ lệ phần trăm của cột “Tỷ lệ” không quá 100",
    manual: "Cột tỷ lệ đúng hạn, tỷ lệ đạt, tỷ lệ trực tuyến … không thể quá 100%. Cột so với kế hoạch, so với cùng kỳ, hoàn \
             thành kế hoạch có thể quá 100% nên không xét.",
    wrong: &["| STT | Đơn vị | Tỷ lệ hồ sơ đúng hạn (%) |\n| 1 | Sở Tài chính | 98,5 |\n| 2 | Sở Y tế | 103,2 |"],
    right: &["| STT | Đơn vị | Tỷ lệ so với kế hoạch (%) |\n| 1 | Sở Tài chính | 98,5 |\n| 2 | Sở Y tế | 103,2 |"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (table, shape) in facts.tables() {
        for head in table.rows.iter().take(shape.head.max(1)).flat_map(|r| &r.cells).filter(|c| c.columns == 1) {
            let heading = folded(&head.text()).split_whitespace().collect::<Vec<_>>().join(" ");
            if !is_share(&heading) {
                continue;
            }
            for cell in
                table.rows.iter().skip(shape.head.max(1)).flat_map(|r| &r.cells).filter(|c| c.column == head.column && c.columns == 1)
            {
                let above = typed_number(cell.text().trim()).ok().and_then(|n| n.parse::<f64>().ok()).is_some_and(|n| n > 100.0);
                if let Some(paragraph) = paragraphs(&cell.blocks).next().filter(|_| above) {
                    found
                        .add(Piece::whole(paragraph), format!("Tỷ lệ {}% lớn hơn 100%", cell.text().trim().trim_end_matches('%')))
                        .expected("không quá 100%");
                }
            }
        }
    }
}

/// Whether a heading, without its marks, is that of a share that is at most all.
pub(super) fn is_share(heading: &str) -> bool {
    const OF_ALL: [&str; 6] = ["dung han", "truc tuyen", "dat chuan", "hai long", "so hoa", "dien tu"];
    let compared = heading.contains("so voi") || heading.contains("ke hoach") || heading.contains('/');
    heading.contains("ty le") && OF_ALL.iter().any(|w| heading.contains(w)) && !compared
}
