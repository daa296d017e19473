//! No legal basis twice.

use std::collections::HashMap;

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R314", slug: "basis-twice" },
    family: Family::Title,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::LegalBases),
    scope: Scope::Any,
    title: "Không nêu một căn cứ hai lần",
    manual: "Hai dòng căn cứ dẫn cùng một văn bản (cùng số, ký hiệu) thì bỏ một dòng. Dòng dẫn văn bản sửa đổi, bổ sung có \
             nhắc số của văn bản gốc không bị xét.",
    wrong: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n\
             @căn cứ Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    right: &["@số Số: 15/QĐ-SNV\n\
             @loại QUYẾT ĐỊNH\n\
             @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
             @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
             @căn cứ Căn cứ Nghị định số 24/2014/NĐ-CP ngày 04 tháng 4 năm 2014 của Chính phủ;\n\
             @căn cứ Căn cứ Nghị định số 107/2020/NĐ-CP ngày 14 tháng 9 năm 2020 của Chính phủ sửa đổi Nghị định số 24/2014/NĐ-CP.\n\
             @lệnh QUYẾT ĐỊNH:\n\
             Điều 1. Thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2025.\n\
             Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\
             @nơi nhận - Như Điều 2;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let mut seen: HashMap<String, &Line<'p>> = HashMap::new();
    for line in facts.component(Component::LegalBasis) {
        // The first document of a line is what it is based on.
        let Some(cited) = crate::facts::citations(&line.text).into_iter().next() else { continue };
        let name = format!("{}/{}", cited.number, cited.notation);
        match seen.get(&name) {
            Some(first) => {
                _ = found
                    .add(line.at(cited.range), format!("Căn cứ {name} đã nêu ở trên"))
                    .also(first.piece.clone(), "nêu lần đầu")
                    .help("Bỏ một trong hai dòng.")
            }
            None => _ = seen.insert(name, line),
        }
    }
}
