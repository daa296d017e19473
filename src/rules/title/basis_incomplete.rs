//! A legal basis names its document in full.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, citations};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R316", slug: "basis-incomplete" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Citation),
    scope: Scope::Decree,
    title: "Căn cứ ghi đủ ngày, tháng, năm của văn bản được dẫn",
    manual: "Căn cứ ghi tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm và trích yếu của văn bản (riêng Luật, Pháp lệnh không \
             ghi số, cơ quan). Được báo khi dòng căn cứ có số, ký hiệu mà không có ngày ban hành. Văn bản được nhắc thêm trong \
             cùng dòng (sửa đổi, bổ sung) không xét.",
    wrong: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh về tổ chức của Sở Nội vụ;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    right: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
             @căn cứ Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh về tổ chức của Sở Nội vụ;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::LegalBasis) {
        let Some(cited) = citations(&line.text).into_iter().next() else { continue };
        // Laws and ordinances, whose names stand before their numbers.
        let symbol = cited.notation.rsplit('/').next().unwrap_or_default();
        let law = symbol.starts_with("QH") || symbol.starts_with("UBTVQH") || symbol.starts_with("PL-");
        // A day in whatever form, and one that is left open.
        let dated = line.text[cited.range.end..].to_lowercase().contains("ngày") || cited.day.is_some();
        if !law && !dated {
            found
                .add(line.at(cited.range.clone()), format!("Căn cứ số {}/{} không ghi ngày ban hành", cited.number, cited.notation))
                .expected("ngày … tháng … năm … của …")
                .help("Ghi đủ ngày, tháng, năm và cơ quan ban hành văn bản được căn cứ.");
        }
    }
}
