//! The enacting words of a decision.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R313", slug: "enacting-words" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::DecisionForm),
    scope: Scope::Types(&["Quyết định", "Nghị quyết"]),
    title: "Dưới căn cứ của quyết định có dòng “QUYẾT ĐỊNH:”",
    manual: "Dòng “QUYẾT ĐỊNH:” viết hoa, đậm, canh giữa, có dấu hai chấm, đặt giữa căn cứ và Điều 1. Nghị quyết ghi “QUYẾT NGHỊ:”.",
    wrong: &[
        "@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức.\n\
             @bỏ lệnh\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC.",
        "@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức.\n\
             @lệnh QUYẾT ĐỊNH\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC.",
        "@số Số: 15/NQ-HĐND\n@loại NGHỊ QUYẾT\n@trích yếu Về dự toán ngân sách\n@lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thông qua dự toán.\nĐiều 2. Tổ chức thực hiện./.",
    ],
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
    if facts.kind().title() == "Nghị quyết" {
        let line = facts.component(Component::EnactingWords).next();
        if let Some(line) = line.filter(|l| l.words().trim_end_matches([':', ' ']) == "QUYẾT ĐỊNH") {
            found.add(line.piece.clone(), "Nghị quyết ghi “QUYẾT ĐỊNH”").expected("QUYẾT NGHỊ:");
        }
        return;
    }
    match facts.component(Component::EnactingWords).next() {
        None if facts.draft.header.national_title.is_some() => {
            _ = found.whole("Quyết định không có dòng “QUYẾT ĐỊNH:”").help("Đặt dòng này giữa căn cứ và Điều 1.")
        }
        Some(line) if !line.text.trim_end().ends_with(':') => {
            _ = found.add(line.piece.clone(), "Thiếu dấu hai chấm").expected("QUYẾT ĐỊNH:")
        }
        _ => {}
    }
}
