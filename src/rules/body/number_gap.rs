//! Numbers of a level follow each other: none left out.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::{Certainty, Element, Item, MarkKind};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R402", slug: "number-gap" },
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Numbering),
    scope: Scope::Decree,
    title: "Phần, chương, mục, điều, khoản, điểm được đánh số liên tục, bắt đầu từ 1, I, a",
    manual: "Số thứ tự của các mục cùng cấp phải nối tiếp nhau: sau I là II, sau a) là b), sau d) là đ). Thường nhảy số khi xóa \
             một mục mà không sửa các số sau. Văn bản quy phạm pháp luật không xét vì có thể là bản trích.",
    wrong: &[
        "I. MỤC ĐÍCH\n1. Nội dung một.\n3. Nội dung hai.",
        "I. MỤC ĐÍCH\nNội dung một.\nIII. YÊU CẦU\nNội dung hai.",
        "I. NHIỆM VỤ\n1. Rà soát các nội dung sau:\nc) Thủ tục hành chính;\nd) Chế độ báo cáo.",
    ],
    right: &[
        "I. NHIỆM VỤ\n1. Rà soát các nội dung sau:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu.",
        "@{đậm} Thành phần:\n1. Ông Lò Văn Mẫu;\n2. Bà Tẩn Thị Quỳnh.\n@{đậm} Nội dung:\n1. Rà soát tiến độ.\n2. Kết luận.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (_, item) in facts.items().filter(|(_, i)| !i.in_sequence && i.kind != MarkKind::Bracketed && i.certainty > Certainty::Doubtful) {
        let before = facts.before(item);
        if before.is_some_and(|before| before.rank == item.rank)
            || facts.counts_on(item)
            || stands_in(facts, item)
            || begins_anew(facts, item)
        {
            continue;
        }
        let message = match before {
            Some(before) => format!("“{}” không nối tiếp “{}”", item.marker, before.marker),
            None => format!("Mục đầu tiên của cấp này đánh số “{}”", item.marker),
        };
        found.add(item.mark(), message).help("Đánh lại số, hoặc bổ sung mục còn thiếu; sửa cả các chỗ dẫn đến những mục đã đổi số.");
    }
}

/// Whether an item is the first below a bold line without a number: what stands below another one is counted apart.
fn begins_anew(facts: &Facts, item: &Item) -> bool {
    let same = |e: &&Element| matches!(e, Element::Item(i) if i.kind == item.kind && i.level == item.level);
    let headed = |elements: &[Element]| {
        let at = elements.iter().position(|e| matches!(e, Element::Item(i) if std::ptr::eq(i, item)));
        let mut above = elements[..at.unwrap_or(0)].iter().rev().take_while(|e| !same(e));
        above.any(|e| matches!(e, Element::Paragraph(piece) if piece.all(|f| f.bold)))
    };
    item.rank == 1 && facts.bodies().any(|(_, elements)| headed(elements))
}

/// Whether an item right before one is the next one's number with something more: `1.`, `2.2.`, `3.`.
fn stands_in(facts: &Facts, item: &Item) -> bool {
    let last = facts.items().take_while(|(_, i)| !std::ptr::eq(*i, item)).last().map(|(_, i)| i);
    last.is_some_and(|last| {
        let parent = last.marker.split('.').next().and_then(|n| n.parse::<usize>().ok());
        item.kind == MarkKind::Number && last.kind == MarkKind::Numbers && !last.in_sequence && parent == item.rank.checked_sub(1)
    })
}
