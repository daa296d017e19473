//! The issuing body is named.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::Kind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R205", slug: "organ-missing" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::OrganName),
    scope: Scope::Decree,
    title: "Văn bản có tên cơ quan ban hành",
    manual: "Tên cơ quan, tổ chức ban hành đặt ở góc trên bên trái trang đầu, in hoa, đậm. Biên bản giữa các bên có thể không \
             có nên không xét.",
    wrong: &["@bỏ cơ quan\n@bỏ chủ quản"],
    right: &["@bỏ chủ quản\n@cơ quan SỞ NỘI VỤ TỈNH LAI CHÂU"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let header = &facts.draft.header;
    let minutes = matches!(facts.kind(), Kind::Decree(of) if ["Biên bản", "Giấy nghỉ phép", "Giấy ủy quyền", "Hợp đồng", "Bản thỏa thuận"].contains(&of.name));
    if header.organ_name.is_none() && header.organization_in_charge.is_none() && header.national_title.is_some() && !minutes {
        found.whole("Không thấy tên cơ quan ban hành ở đầu văn bản");
    }
}
