//! The title is repeated with its year.

use super::title_year;
use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R802", slug: "own-title-year" },
    family: Family::Leftovers,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Tên văn bản nhắc lại trong nội dung ghi cùng năm với trích yếu",
    manual: "Câu kết “Trên đây là Kế hoạch … năm 2024” trong Kế hoạch năm 2025 là sót của văn bản cũ. So năm ngay sau tên văn \
             bản được nhắc lại với năm trong trích yếu; chỉ xét câu “Trên đây là …” và câu “ban hành Kế hoạch … như sau” của \
             chính văn bản.",
    wrong: &["1. Kiểm tra.\n2. Báo cáo.\nTrên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2024./."],
    right: &["1. So sánh với kết quả năm 2024.\n\
             2. Báo cáo.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(subject) = facts.draft.subject() else { return };
    let own: Vec<i32> = super::years(&subject.value).into_iter().map(|(_, year)| year).collect();
    let kind = facts.kind().title();
    for line in facts.component(Component::Paragraph).filter(|_| own.len() == 1) {
        let start = line
            .text
            .find(&format!("Trên đây là {kind}"))
            .or_else(|| line.text.find(&format!("ban hành {kind} ")).filter(|_| line.text.contains("như sau")));
        let Some(start) = start else { continue };
        // The sentence up to what follows the title.
        let end = line.text[start..].find([',', ';', '(', '.']).map_or(line.text.len(), |i| start + i);
        let named = super::years(&line.text[start..end]);
        if let [(at, year)] = named.as_slice()
            && !own.contains(year)
            // A year of the summary that does not fit is told there.
            && title_year::fits(facts, subject.value.split("năm ").next().unwrap_or_default(), own[0])
        {
            let at = start + at.start..start + at.end;
            found.add(line.at(at), format!("Câu này ghi năm {year}, trích yếu ghi năm {}", own[0])).expected(format!("năm {}", own[0]));
        }
    }
}
