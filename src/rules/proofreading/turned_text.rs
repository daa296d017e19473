//! Nothing turns the direction of letters: no character, no setting of Word.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::RemarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::turns_direction;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R928", slug: "turned-text" },
    family: Family::Proofreading,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không có chữ bị đổi chiều",
    manual: "Ký tự U+202A–U+202E, U+2066–U+2069 không hiện ra mà làm chữ sau nó đọc theo chiều khác: trên giấy là một số, khi chép ra \
             hoặc đọc bằng máy là số khác. Word còn có cách đặt chiều từ phải sang trái cho chữ, đoạn văn, bảng (Right-to-Left, bdo). \
             Thường do chép từ nơi khác, hoặc do ai đó cố ý. Xóa đoạn ấy rồi gõ lại. Chữ Ả Rập, Do Thái thì không báo.",
    wrong: &["1. Số tiền \u{202e}000.51\u{202c} đồng.", "@trang{chữ đổi chiều}"],
    right: &["1. Số tiền 15.000 đồng."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    // All of them begin with one byte, and few lines have it. A number and a name may be turned, too.
    for line in facts.lines.iter().filter(|l| l.text.as_bytes().contains(&0xe2)) {
        for (at, c) in line.text.char_indices().filter(|(_, c)| turns_direction(*c)) {
            found.add(line.at(at..at + c.len_utf8()), format!("Ký tự đổi chiều chữ U+{:04X}, không hiện ra", c as u32));
        }
    }
    for (remark, whole) in facts.remarks(&[RemarkKind::Turned]) {
        let stretch = whole.text().find(&remark.words).and_then(|at| whole.part(at..at + remark.words.len()));
        found.add(stretch.unwrap_or(whole), "Chữ đặt chiều từ phải sang trái: in ra khác thứ tự gõ".to_owned()).help(
            "Trong Word: bôi đen, bấm Ctrl+Space, chọn Left-to-Right; vẫn còn thì xóa rồi gõ lại. Bảng: Table Properties > Left-to-right.",
        );
    }
}
