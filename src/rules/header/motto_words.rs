//! The words of the motto.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Component, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R204", slug: "motto-words" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Look(Component::Motto),
    scope: Scope::Decree,
    title: "Tiêu ngữ viết đúng: Độc lập - Tự do - Hạnh phúc",
    manual: "Tiêu ngữ viết hoa chữ đầu của ba cụm từ, giữa các cụm có gạch nối (-), trước và sau gạch nối có dấu cách. Không \
             viết Hạnh Phúc, Tự Do; không dùng gạch dài (–) thay gạch nối (chỗ này là cảnh báo).",
    wrong: &["@tiêu ngữ Độc lập-Tự do-Hạnh phúc", "@tiêu ngữ Độc Lập - Tự Do - Hạnh Phúc", "@tiêu ngữ Độc lập – Tự do – Hạnh phúc"],
    right: &["@tiêu ngữ Độc lập - Tự do - Hạnh phúc"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let right = &Standard::nd30().words.motto;
    let Some(line) = facts.component(Component::Motto).next() else { return };
    let words = line.words();
    let words = words.trim_end_matches(['-', '_', '.', ' ']);
    if words == right || words.chars().count() > right.chars().count() + 4 {
        return;
    }
    let dashes = words.replace(['–', '—'], "-") == *right;
    let finding = found.add(line.piece.clone(), format!("Tiêu ngữ viết “{words}”")).expected(right.clone());
    if dashes {
        finding.only(Severity::Warning).help("Thay gạch dài bằng gạch nối (-) có dấu cách hai bên.");
    }
}
