//! The article that recipients are named in exists.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::{Element, MarkKind};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R612", slug: "article-recipient" },
    family: Family::Ending,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::DecisionForm),
    scope: Scope::Types(&["Quyết định", "Nghị quyết"]),
    title: "“Như Điều …” ở nơi nhận chỉ đến một điều có trong văn bản",
    manual: "Nơi nhận của quyết định, nghị quyết ghi “Như Điều …” là điều giao trách nhiệm thi hành, thường là điều cuối. Số \
             điều phải có trong văn bản; khi sửa số điều phải sửa cả ở đây.",
    wrong: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 3;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    right: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let articles: Vec<usize> = facts
        .draft
        .body
        .iter()
        .filter_map(|e| if let Element::Item(i) = e { Some(i) } else { None })
        .filter(|i| i.kind == MarkKind::Article)
        .map(|i| i.rank)
        .collect();
    let Some(most) = articles.iter().max().filter(|_| !articles.is_empty()) else { return };
    for line in &facts.draft.foot.recipients {
        let Some(rest) = line.value.strip_prefix("Như Điều ").or_else(|| line.value.strip_prefix("Như điều ")) else { continue };
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        if number.parse::<usize>().is_ok_and(|n| !articles.contains(&n)) {
            found.add(line.pieces[0].clone(), format!("Văn bản không có Điều {number}")).expected(format!("Như Điều {most}"));
        }
    }
}
