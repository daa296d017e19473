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
             bản được nhắc lại (cả năm học) với năm trong trích yếu; chỉ xét câu “Trên đây là …”, câu “… Kế hoạch … như sau:” của \
             chính văn bản và giấy mời nhắc lại tên hội nghị.",
    wrong: &[
        "1. Kiểm tra.\n2. Báo cáo.\nTrên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2024./.",
        "@trích yếu Tổ chức các hoạt động văn hóa, thể thao năm 2025\n\
         Sở Nội vụ xây dựng Kế hoạch tổ chức các hoạt động văn hóa, thể thao năm 2024 như sau:\n1. Hội thi.\n2. Giải bóng chuyền./.",
        "@trích yếu Tổ chức bán trú năm học 2025 - 2026\n1. Thu.\n2. Chi.\nTrên đây là Kế hoạch tổ chức bán trú năm học 2024 - 2025./.",
    ],
    right: &[
        "@trích yếu Tổ chức các hoạt động văn hóa, thể thao năm 2025\n\
         Căn cứ kết quả các hoạt động văn hóa, thể thao năm 2024, Sở Nội vụ xây dựng Kế hoạch năm 2025 như sau:\n1. Hội thi.\n2. Giải bóng chuyền./.",
        "1. So sánh với kết quả năm 2024.\n\
             2. Báo cáo.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(subject) = facts.draft.subject() else { return };
    let kind = facts.kind().title();
    let (words, own) = (subject.value.to_lowercase(), super::years(&subject.value));
    // A year of the summary that does not fit is told there.
    if own.iter().any(|(at, year)| !title_year::fits(facts, &subject.value[..at.start], *year)) {
        return;
    }
    let texts = facts.component(Component::Paragraph).chain(facts.component(Component::Clause));
    for line in texts {
        let opens = line.text.rfind(&format!("{kind} ")).filter(|_| line.text.trim_end().ends_with("như sau:"));
        let issues = |at: &usize| ["ban hành ", "xây dựng "].iter().any(|verb| line.text[..*at].ends_with(verb));
        let start = line.text.find(&format!("Trên đây là {kind}")).or(opens).or_else(|| (kind == "Giấy mời").then_some(0));
        let Some(start) = start else { continue };
        // The title is repeated word by word up to its year, or up to the sentence's first sign.
        let named = super::years(&line.text[start..]).into_iter().map(|(at, year)| (start + at.start..start + at.end, year));
        for (at, year) in named {
            let before = line.text[start..at.start].to_lowercase();
            let same = own.iter().find(|(own, _)| repeats(&before, &words[..own.start]));
            let first = own.first().filter(|_| {
                own.len() == 1 && kind != "Giấy mời" && !before.contains([',', ';', '(', '.']) && opens.as_ref().is_none_or(issues)
            });
            if let Some((_, right)) = same.or(first)
                && *right != year
                && !own.iter().any(|(_, own)| *own == year && same.is_none())
            {
                found.add(line.at(at), format!("Câu này ghi năm {year}, trích yếu ghi năm {right}")).expected(format!("năm {right}"));
                break;
            }
        }
        if let Some((at, year, right)) = school_year(&line.text[start..], &subject.value) {
            found
                .add(line.at(start + at.start..start + at.end), format!("Câu này ghi năm học {year}, trích yếu ghi năm học {right}"))
                .expected(format!("năm học {right}"));
        }
    }
}

/// Whether words end as others do: the same four last words, or all of them.
fn repeats(text: &str, words: &str) -> bool {
    let last = |text: &str| -> Vec<String> { text.split_whitespace().rev().take(4).map(str::to_owned).collect() };
    let wanted = last(words);
    wanted.len() > 2 && last(text) == wanted
}

/// A school year of a text that is not the one of the summary: its place, its words, the right ones.
fn school_year(text: &str, subject: &str) -> Option<(std::ops::Range<usize>, String, String)> {
    let read = |text: &str| {
        let start = text.find("năm học ")? + "năm học ".len();
        let length = text[start..].find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-' | '–'))).unwrap_or(text.len() - start);
        let shown = text[start..start + length].trim_end();
        let years: Vec<i32> = shown.split(['-', '–']).filter_map(|y| y.trim().parse().ok()).collect();
        (years.len() == 2).then(|| (start..start + shown.len(), years, shown.to_owned()))
    };
    let ((at, years, shown), (_, right, wanted)) = (read(text)?, read(subject)?);
    (years != right).then_some((at, shown, wanted))
}
