//! Changes are accepted before a document is signed.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::RemarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R812", slug: "tracked-changes" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không còn thay đổi đang theo dõi (Track Changes)",
    manual: "Chữ thêm, chữ xóa, định dạng đổi khi bật Track Changes còn nằm trong tệp: người nhận thấy cả bản cũ. Văn bản được kiểm tra như đã chấp nhận mọi thay đổi.",
    wrong: &["@trang{theo dõi thay đổi}"],
    right: &["1. Báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let all = facts.remarks(&[RemarkKind::Inserted, RemarkKind::Deleted, RemarkKind::Reformatted]);
    if let Some((_, first)) = all.first() {
        let more = if all.len() > 1 { format!(" (cả văn bản có {} chỗ)", all.len()) } else { String::new() };
        found
            .add(first.clone(), format!("Còn thay đổi đang theo dõi (Track Changes){more}"))
            .help("Trong Word: Review > Accept > Accept All Changes, rồi lưu lại.");
    }
}
