//! The words of the national title.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Component, Standard};
use crate::text::upper;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R202", slug: "national-title-words" },
    family: Family::Header,
    severity: Severity::Error,
    basis: Basis::Look(Component::NationalTitle),
    scope: Scope::Decree,
    title: "Quốc hiệu viết đúng từng chữ",
    manual: "Quốc hiệu là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”. Dấu thanh đặt ở HÒA hay HOÀ đều được. Lỗi hay gặp: HÕA, HOÁ, \
             thiếu dấu.",
    wrong: &["@quốc hiệu CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "@quốc hiệu CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM"],
    right: &["@quốc hiệu CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let right = &Standard::nd30().words.national_title;
    let Some(line) = facts.component(Component::NationalTitle).next() else { return };
    let words = line.words();
    let same = upper(&words).replace("HOÀ", "HÒA") == *right;
    // A line that says more is the recogniser's to part.
    if !same && words.chars().count() == right.chars().count() {
        found.add(line.piece.clone(), format!("Quốc hiệu viết “{words}”")).expected(right.clone());
    }
}
