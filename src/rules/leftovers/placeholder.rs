//! Nothing is left to be filled in.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R805", slug: "placeholder" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Không còn chỗ chưa điền",
    manual: "Còn sót chỗ chờ điền của mẫu: {{…}}, xxx, XXX, [tên cơ quan], “…/…/…”, “ngày … tháng …” trong câu. Chỗ để trống \
             của số, ngày ở đầu văn bản và dòng kèm theo không xét; biểu mẫu, biên bản để điền tay không xét.",
    wrong: &[
        "1. Báo cáo gửi về {{don_vi}} trước ngày 30 tháng 6.",
        "1. Báo cáo gửi về [tên cơ quan] trước ngày 30 tháng 6.",
        "1. Thực hiện Kế hoạch số xxx/KH-UBND của Ủy ban nhân dân tỉnh.",
    ],
    right: &["1. Báo cáo theo Mẫu số 01 [1] trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let own = [Component::Code, Component::PlaceDate, Component::AppendixReference];
    for line in facts.lines.iter().filter(|l| !own.contains(&l.component) && l.is_own()) {
        let text = &line.text;
        let braces = text.find("{{").and_then(|from| Some((from, from + text[from..].find("}}")? + 2)));
        let bracket = text.match_indices('[').find_map(|(from, _)| {
            let inside = text[from + 1..].split(']').next().filter(|i| from + 1 + i.len() < text.len())?;
            let words = folded(inside);
            let named =
                ["ten ", "so ", "ngay", "noi dung", "ho va ten", "ho ten", "chuc vu", "dien ", "ghi ", "dia danh", "co quan", "don vi"];
            named.iter().any(|w| words.starts_with(w)).then_some((from, from + inside.len() + 2))
        });
        let crosses = ["xxx", "XXX", "???", "@@@"].iter().find_map(|x| text.find(x).map(|from| (from, from + x.len())));
        if let Some((from, to)) = braces.or(bracket).or(crosses) {
            found.add(line.at(from..to), format!("Còn chỗ chưa điền “{}”", &text[from..to]));
        }
    }
}
