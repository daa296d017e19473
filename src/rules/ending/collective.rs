//! A collegial body signs by TM.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::{folded, upper};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R628", slug: "collective" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Authority),
    scope: Scope::Types(&["Kế hoạch", "Báo cáo", "Tờ trình", "Chương trình", "Đề án", "Nghị quyết"]),
    title: "Văn bản của Ủy ban nhân dân ghi “TM. ỦY BAN NHÂN DÂN” trên chức vụ Chủ tịch",
    manual: "Cơ quan làm việc theo chế độ tập thể thì người đứng đầu ký thay mặt tập thể: dòng trên “TM. ỦY BAN NHÂN DÂN”, \
             dòng dưới “CHỦ TỊCH”. Văn bản thuộc thẩm quyền riêng của Chủ tịch không ghi TM. nên quyết định, công văn không \
             xét.",
    wrong: &["@bỏ chủ quản\n@cơ quan ỦY BAN NHÂN DÂN XÃ MƯỜNG THAN\n@số Số: 15/KH-UBND\n@quyền hạn CHỦ TỊCH"],
    right: &["@bỏ chủ quản\n\
             @cơ quan ỦY BAN NHÂN DÂN XÃ MƯỜNG THAN\n\
             @số Số: 15/KH-UBND\n\
             @quyền hạn TM. ỦY BAN NHÂN DÂN\n\
             @quyền hạn CHỦ TỊCH"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(organ) = &facts.draft.header.organ_name else { return };
    if !folded(&organ.value).starts_with("uy ban nhan dan") && !organ.value.starts_with("UBND") {
        return;
    }
    let [signer] = facts.draft.foot.signers.as_slice() else { return };
    let Some(first) = signer.authority.first() else { return };
    let words = upper(&first.value);
    if words.starts_with("CHỦ TỊCH") || words.starts_with("KT. CHỦ TỊCH") {
        found
            .add(first.pieces[0].clone(), format!("Ủy ban nhân dân ban hành mà dòng đầu ghi “{words}”"))
            .expected("TM. ỦY BAN NHÂN DÂN")
            .help("Thêm dòng này lên trên, nếu văn bản không thuộc thẩm quyền riêng của Chủ tịch.");
    }
}
