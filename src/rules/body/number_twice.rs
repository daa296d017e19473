//! No number of a level twice: what is left when a section was copied.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::MarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R401", slug: "number-twice" },
    family: Family::Body,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Numbering),
    scope: Scope::Any,
    title: "Hai mục liền nhau cùng cấp không trùng số",
    manual: "Số thứ tự của các phần, chương, mục, điều, khoản, điểm cùng cấp phải khác nhau. Thường trùng khi chép thêm một mục \
             mà không sửa số. Đánh lại số từ chỗ được báo, rồi sửa các chỗ dẫn đến những mục đã đổi số.",
    wrong: &[
        "I. MỤC ĐÍCH\nNội dung một.\nI. YÊU CẦU\nNội dung hai.",
        "I. MỤC ĐÍCH\n1. Nội dung một.\n2. Nội dung hai.\n2. Nội dung ba.",
        "I. NHIỆM VỤ\n1. Rà soát các nội dung sau:\na) Thủ tục hành chính;\na) Chế độ báo cáo.",
    ],
    right: &[
        "I. MỤC ĐÍCH\n1. Nội dung một.\n2. Nội dung hai.\nII. YÊU CẦU\n1. Nội dung ba.\n2. Nội dung bốn.",
        "I. NHIỆM VỤ\n\
             1. Rà soát các nội dung sau:\n\
             a) Thủ tục hành chính;\n\
             b) Chế độ báo cáo.\n\
             2. Báo cáo các nội dung sau:\n\
             a) Kết quả;\n\
             b) Hạn chế.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (_, item) in facts.items().filter(|(_, item)| !item.in_sequence && item.kind != MarkKind::Bracketed) {
        let Some(before) = facts.before(item).filter(|before| before.rank == item.rank && before.marker == item.marker) else { continue };
        if facts.counts_on(item) {
            continue;
        }
        found
            .add(item.mark(), format!("Số “{}” đã dùng cho mục trước", item.marker))
            .also(before.mark(), "mục trước cùng số")
            .help("Đánh lại số từ đây, sửa cả các chỗ dẫn đến những mục đã đổi số.");
    }
}
