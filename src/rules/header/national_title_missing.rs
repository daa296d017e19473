//! Both lines of the national title stand on page 1.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Component, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R201", slug: "national-title-missing" },
    family: Family::Header,
    severity: Severity::Warning,
    basis: Basis::Look(Component::NationalTitle),
    scope: Scope::Except(&["Thư công"]),
    title: "Văn bản có Quốc hiệu và Tiêu ngữ",
    manual: "Trang đầu của văn bản hành chính phải có Quốc hiệu và Tiêu ngữ ở phía trên, bên phải. Văn bản kèm theo quyết \
             định gửi riêng tệp cũng có.",
    wrong: &["@bỏ tiêu ngữ"],
    right: &["@quốc hiệu CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let (header, words) = (&facts.draft.header, &Standard::nd30().words);
    let missing =
        [(header.national_title.is_none(), "Quốc hiệu", &words.national_title), (header.motto.is_none(), "Tiêu ngữ", &words.motto)];
    for (_, term, words) in missing.into_iter().filter(|(missing, ..)| *missing) {
        found.whole(format!("Không thấy {term} ở đầu văn bản")).expected(words.clone());
    }
}
