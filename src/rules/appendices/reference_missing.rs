//! An appendix says to what it belongs.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R705", slug: "appendix-reference-missing" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Look(Component::AppendixReference),
    scope: Scope::Decree,
    title: "Dưới tiêu đề phụ lục có dòng “(Kèm theo … của …)”",
    manual: "Dưới tiêu đề của phụ lục ghi trong ngoặc đơn, nghiêng: (Kèm theo Kế hoạch số … ngày … của …). Bản điện tử để \
             trống số và ngày nhưng vẫn có dòng này. Danh sách, dự toán … ở trang mới sau chữ ký cũng là phụ lục.",
    wrong: &[
        "Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục Phụ lục\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             1. Rà soát thủ tục hành chính.",
        "Nội dung kiểm tra (có danh sách kèm theo).\n@tên phụ lục DANH SÁCH ĐOÀN KIỂM TRA\n1. Ông Lò Văn Mẫu.\n2. Ông Lò Văn Thử.",
    ],
    right: &["Nội dung kiểm tra (chi tiết tại Phụ lục kèm theo).\n\
             @phụ lục Phụ lục\n\
             @tên phụ lục DANH MỤC NHIỆM VỤ NĂM 2025\n\
             @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Nội vụ)\n\
             1. Rà soát thủ tục hành chính.\n\
             2. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for appendix in facts.draft.appendices.iter().filter(|a| a.reference.is_none()) {
        // A list behind the signature is attached even without the word.
        let label = appendix.label.as_ref().filter(|l| folded(&l.value).starts_with("phu luc"));
        if let Some(label) = label.or(appendix.title.as_ref().filter(|_| appendix.label.is_none())) {
            found
                .add(label.pieces[0].clone(), "Phụ lục không có dòng chỉ dẫn kèm theo")
                .expected("(Kèm theo … số … ngày … tháng … năm … của …)");
        }
    }
}
