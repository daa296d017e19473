//! An article that is referred to is there.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::{Element, MarkKind};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R721", slug: "missing-article" },
    family: Family::Appendices,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Numbering),
    scope: Scope::Types(&["Quyết định", "Nghị quyết", "Quy chế", "Quy định"]),
    title: "Điều được dẫn trong chính văn bản thì có trong văn bản",
    manual: "“Điều 9 Quyết định này”, “Điều 5 Quy chế này” phải chỉ đến một điều có thật. Điều của văn bản khác (có tên văn \
             bản đi sau mà không có chữ “này”) không xét. “Các ông, bà có tên tại Điều 6 chịu trách nhiệm thi hành” cũng là \
             điều của chính văn bản.",
    wrong: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Bãi bỏ nội dung trái với Điều 9 Quyết định này./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    right: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Thành viên nêu tại Điều 1 Quyết định này thi hành Điều 9 Nghị định số 30/2020/NĐ-CP./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (within, elements) in facts.bodies() {
        let articles: Vec<usize> = elements
            .iter()
            .filter_map(|e| if let Element::Item(i) = e { Some(i) } else { None })
            .filter(|i| i.kind == MarkKind::Article)
            .map(|i| i.rank)
            .collect();
        // Without articles, or with an attachment that has its own, nothing is sure.
        if articles.is_empty() {
            continue;
        }
        for line in facts.lines.iter().filter(|l| l.within == within) {
            for (at, _) in line.text.match_indices("Điều ") {
                let rest = &line.text[at + "Điều ".len()..];
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                let after = rest[digits.len()..].trim_start().trim_start_matches("của ");
                let named = super::this_document(facts, within, after).or_else(|| people_of(facts, &line.text[..at], after));
                let (Some(this), Ok(number)) = (named, digits.parse::<usize>()) else { continue };
                if !articles.contains(&number) {
                    found
                        .add(line.at(at..at + "Điều ".len() + digits.len()), format!("{this} không có Điều {number}"))
                        .help("Sửa số điều được dẫn.");
                }
            }
        }
    }
}

/// The document itself, where those `có tên tại Điều 1` have to carry it out.
fn people_of<'t>(facts: &'t Facts, before: &str, after: &str) -> Option<&'t str> {
    let named = before.trim_end().ends_with("có tên tại");
    (named && after.starts_with("chịu trách nhiệm")).then(|| facts.kind().title())
}
