//! A decision has legal bases.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R312", slug: "decision-bases" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::DecisionForm),
    scope: Scope::Types(&["Quyết định"]),
    title: "Quyết định có căn cứ ban hành",
    manual: "Quyết định phải nêu căn cứ: dưới thẩm quyền ban hành là các dòng “Căn cứ …;”, cuối cùng là dòng “Theo đề nghị \
             của …”, kết thúc bằng dấu chấm.",
    wrong: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @bỏ căn cứ\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
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
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    if facts.draft.front.legal_bases.is_empty() && facts.draft.header.national_title.is_some() {
        found.whole("Quyết định không có dòng căn cứ nào").expected("Căn cứ …;");
    }
}
