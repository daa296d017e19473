//! One way of placing tone marks.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R907", slug: "tone-styles" },
    family: Family::Proofreading,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Đặt dấu thanh theo một kiểu: hòa hoặc hoà, ủy hoặc uỷ",
    manual: "Cả hai kiểu đặt dấu đều đúng, nhưng một văn bản nên theo một kiểu. Báo khi hai kiểu cùng có và cho biết kiểu nào \
             ít hơn. Quốc hiệu, tên cơ quan không xét.",
    wrong: &["1. Ủy ban nhân dân tỉnh.\n2. Uỷ ban nhân dân xã.\n3. Ủy ban nhân dân phường."],
    right: &["1. Ủy ban nhân dân tỉnh.\n2. Ủy ban nhân dân xã."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const NEW: [&str; 15] = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"];
    const OLD: [&str; 15] = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"];
    let mut places: [Vec<(&Line<'p>, usize, usize)>; 2] = [Vec::new(), Vec::new()];
    for line in facts.texts() {
        for word in line.text.split(|c: char| !c.is_alphabetic()) {
            let small = word.to_lowercase();
            // After q the u is no vowel: quý, quà.
            if small.starts_with('q') || small.len() != word.len() {
                continue;
            }
            let from = word.as_ptr() as usize - line.text.as_ptr() as usize;
            for (kind, ends) in [NEW, OLD].iter().enumerate() {
                if ends.iter().any(|end| small.ends_with(end)) {
                    places[kind].push((line, from, from + word.len()));
                }
            }
        }
    }
    let [new, old] = &places;
    let (fewer, more) = if new.len() <= old.len() { (new, old) } else { (old, new) };
    if let (Some((line, from, to)), Some((other, start, end))) = (fewer.first(), more.first()) {
        let message = format!(
            "Đặt dấu thanh theo hai kiểu: “{}” ({} chỗ) và “{}” ({} chỗ)",
            &line.text[*from..*to],
            fewer.len(),
            &other.text[*start..*end],
            more.len()
        );
        found.add(line.at(*from..*to), message).also(other.at(*start..*end), "kiểu kia").help("Thống nhất theo kiểu nhiều hơn.");
    }
}
