//! Nothing stands before the name.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R625", slug: "rank-before-name" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::FullName),
    scope: Scope::Decree,
    title: "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
    manual: "Chỉ ghi họ tên. Học hàm, học vị, quân hàm chỉ ghi ở đơn vị vũ trang, giáo dục, y tế, khoa học khi người đứng đầu \
             ngành cho phép.",
    wrong: &["@họ tên ThS. Lò Văn Mẫu", "@họ tên TS. Lò Văn Mẫu"],
    right: &["@họ tên Lò Văn Mẫu"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const RANKS: [&str; 16] =
        ["ThS", "TS", "PGS", "GS", "BS", "KS", "CN", "NSND", "NSƯT", "NGND", "NGƯT", "Thạc sĩ", "Tiến sĩ", "Bác sĩ", "Kỹ sư", "Ông"];
    for line in facts.component(Component::FullName) {
        let rank = RANKS.iter().find(|r| line.text.strip_prefix(**r).is_some_and(|rest| rest.starts_with(['.', ' ', '-'])));
        if let Some(rank) = rank {
            found.add(line.at(0..rank.len()), format!("Trước họ tên người ký ghi “{rank}”")).expected("chỉ ghi họ tên");
        }
    }
}
