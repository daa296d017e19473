//! A name is no line of capitals.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::Piece;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;
use crate::text::{capitalized, is_letter};
use crate::validate::rank_before_name;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R626", slug: "name-capitals" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Look(Component::FullName),
    scope: Scope::Decree,
    title: "Họ tên người ký viết chữ thường, hoa chữ đầu mỗi tiếng",
    manual: "Họ tên người ký in thường, đậm: “Lò Văn Mẫu”, không viết “LÒ VĂN MẪU”.",
    wrong: &["@họ tên LÒ VĂN MẪU", "@họ tên Lò văn Mẫu"],
    right: &["@họ tên Lò Văn Mẫu"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for signer in &facts.draft.foot.signers {
        let Some(name) = &signer.full_name else { continue };
        let words: Vec<&str> = name.value.split(' ').collect();
        let small = words.iter().find(|w| w.starts_with(char::is_lowercase));
        // The syllables of a rank are told with the rank.
        let named = rank_before_name(&name.value).is_none();
        if let Some(small) = small.filter(|_| named && (2..=5).contains(&words.len()) && words.iter().all(|w| w.chars().all(is_letter))) {
            found.add(name.pieces[0].clone(), format!("“{small}” trong họ tên người ký viết thường")).expected(capitalized(small));
            continue;
        }
        let capitals = name.pieces.iter().all(Piece::is_capitals);
        if capitals && name.value.split(' ').count() > 1 && name.value.chars().any(is_letter) {
            let right = name.value.split(' ').map(|w| capitalized(&w.to_lowercase())).collect::<Vec<_>>().join(" ");
            found.add(name.pieces[0].clone(), "Họ tên người ký viết toàn chữ hoa").expected(right);
        }
    }
}
