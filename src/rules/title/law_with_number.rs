//! Laws are cited by name.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R315", slug: "law-with-number" },
    family: Family::Title,
    severity: Severity::Note,
    basis: Basis::Clause(Clause::LegalBases),
    scope: Scope::Decree,
    title: "Căn cứ Luật, Pháp lệnh chỉ ghi tên, không ghi số, cơ quan ban hành",
    manual: "Theo Nghị định, căn cứ là Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành. Từ năm 2025 nhiều cơ quan ghi \
             cả số và ngày nên đây chỉ là lưu ý.",
    wrong: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025.\n\
             @ngày Lai Châu, ngày 18 tháng 9 năm 2025\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    right: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Tổ chức chính quyền địa phương;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.component(Component::LegalBasis) {
        for cited in crate::facts::citations(&line.text).into_iter().filter(|c| c.notation.contains("/QH")) {
            if line.text.starts_with("Căn cứ Luật") || line.text.starts_with("Căn cứ Bộ luật") || line.text.starts_with("Căn cứ Pháp lệnh")
            {
                found.add(line.at(cited.range), "Căn cứ là luật ghi cả số, ký hiệu").expected("chỉ ghi tên luật");
                return;
            }
        }
    }
}
