//! Letters are composed (NFC).

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::RemarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R925", slug: "decomposed-letters" },
    family: Family::Proofreading,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Chữ Unicode dựng sẵn, không phải Unicode tổ hợp",
    manual: "Bộ mã Unicode TCVN 6909:2001 dạng tổ hợp ghi chữ và dấu rời nhau: khó tìm kiếm, dễ lệch dấu. Chương trình đọc sau khi chuyển sang dựng sẵn.",
    wrong: &["@trang{Unicode tổ hợp}"],
    right: &["1. Báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let all = facts.remarks(&[RemarkKind::Decomposed]);
    if let Some((_, first)) = all.first() {
        let more = if all.len() > 1 { format!(" (cả văn bản có {} chỗ)", all.len()) } else { String::new() };
        found
            .add(first.clone(), format!("Chữ gõ bằng Unicode tổ hợp{more}"))
            .help("Chọn bảng mã Unicode (dựng sẵn) trong bộ gõ và chuyển mã văn bản; `vanban fix` chuyển giúp.");
    }
}
