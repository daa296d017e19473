//! A deputy signs for the head.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::upper;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R622", slug: "deputy-authority" },
    family: Family::Ending,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Authority),
    scope: Scope::Except(&["Biên bản", "Hợp đồng", "Bản thỏa thuận", "Bản ghi nhớ"]),
    title: "Cấp phó ký thay phải ghi KT. và chức vụ cấp trưởng",
    manual: "Cấp phó ký thay cấp trưởng: dòng trên “KT. GIÁM ĐỐC”, dòng dưới “PHÓ GIÁM ĐỐC”. Chỉ ghi PHÓ GIÁM ĐỐC là thiếu \
             thẩm quyền; dưới TM. ỦY BAN NHÂN DÂN cũng phải có KT. CHỦ TỊCH.",
    wrong: &["@quyền hạn PHÓ GIÁM ĐỐC", "@quyền hạn TM. ỦY BAN NHÂN DÂN\n@quyền hạn PHÓ CHỦ TỊCH"],
    right: &["@quyền hạn KT. GIÁM ĐỐC\n@quyền hạn PHÓ GIÁM ĐỐC", "@quyền hạn TUQ. CHỦ TỊCH\n@quyền hạn PHÓ CHÁNH VĂN PHÒNG"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for signer in facts.draft.foot.signers.iter().filter(|_| facts.draft.foot.signers.len() == 1) {
        let lines: Vec<String> = signer.authority.iter().map(|l| upper(&l.value)).collect();
        let prefixed = |l: &String| ["KT", "K/T", "TUQ", "TL", "T/L", "Q."].iter().any(|p| l.starts_with(p));
        let deputy = lines.iter().position(|l| l.starts_with("PHÓ ") || l.starts_with("THỨ TRƯỞNG"));
        // `TM. CHỦ TỊCH` is wrong by itself, and told.
        let for_a_post =
            |l: &String| l.strip_prefix("TM. ").is_some_and(|post| lines.iter().any(|deputy| deputy.strip_prefix("PHÓ ") == Some(post)));
        if let Some(at) = deputy.filter(|_| !lines.iter().any(prefixed) && !lines.iter().any(for_a_post)) {
            let post = lines[at].strip_prefix("PHÓ ").unwrap_or("BỘ TRƯỞNG").to_owned();
            found
                .add(signer.authority[at].pieces[0].clone(), "Cấp phó ký mà không có dòng ký thay")
                .expected(format!("KT. {post}"))
                .help("Thêm một dòng phía trên chức vụ của người ký.");
        }
    }
}
