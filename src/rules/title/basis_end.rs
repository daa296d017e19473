//! How legal bases end.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::recognise::Certainty;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R311", slug: "basis-end" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::LegalBases),
    scope: Scope::Types(&["Quyết định", "Nghị quyết"]),
    title: "Sau mỗi căn cứ là dấu chấm phẩy, dòng cuối là dấu chấm",
    manual: "Mỗi căn cứ trình bày thành một dòng, cuối dòng có dấu chấm phẩy (;), dòng cuối cùng kết thúc bằng dấu chấm (.).",
    wrong: &[
        "@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC.",
        "@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
             @căn cứ Theo đề nghị của Chánh Văn phòng Sở;\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC.",
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
    let bases: Vec<&Line> = facts.component(Component::LegalBasis).filter(|l| l.certainty == Certainty::Sure).collect();
    for (at, line) in bases.iter().enumerate() {
        let right = if at + 1 == bases.len() { '.' } else { ';' };
        let text = line.text.trim_end();
        if !text.ends_with(right) {
            let last = text.char_indices().next_back().map_or(0, |(i, _)| i);
            let found = found.add(
                line.at(last..text.len()),
                if right == '.' {
                    "Căn cứ cuối cùng không kết thúc bằng dấu chấm"
                } else {
                    "Căn cứ không kết thúc bằng dấu chấm phẩy"
                },
            );
            found.expected(format!("“{right}”"));
        }
    }
}
