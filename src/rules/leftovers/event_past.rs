//! People are invited to what is still to come.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::folded;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R814", slug: "event-past" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Types(&["Giấy mời", "Công văn", "Thông báo", "Kế hoạch"]),
    title: "Thời gian mời họp, tổ chức không trước ngày ban hành",
    manual: "Dòng “Thời gian: … ngày 19/02/2025” trong giấy mời ban hành ngày 18/3/2025 là sót của lần mời trước hoặc gõ sai tháng. \
             Chỉ xét dòng bắt đầu bằng chữ Thời gian có đúng một ngày đầy đủ.",
    wrong: &["@số Số: 15/GM-SNV\n@loại GIẤY MỜI\n@trích yếu Dự hội nghị triển khai công tác\n\
             Thời gian: 08 giờ 00 phút, ngày 19 tháng 02 năm 2025.\nĐịa điểm: Hội trường Sở Nội vụ./."],
    right: &["@số Số: 15/GM-SNV\n@loại GIẤY MỜI\n@trích yếu Dự hội nghị triển khai công tác\n\
             Thời gian: 08 giờ 00 phút, ngày 19 tháng 3 năm 2025.\nĐịa điểm: Hội trường Sở Nội vụ./."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(own) = facts.date() else { return };
    let times = |line: &Line| line.is_own() && folded(&line.text).trim_start_matches(['-', '+', ' ']).starts_with("thoi gian");
    for (line, days) in facts.days().filter(|(line, _)| times(line)) {
        if let [day] = days
            && day.date().is_some_and(|date| date < own)
            // What was done before is told of, too.
            && !line.text.contains(" đã ")
        {
            found
                .add(line.at(day.range.clone()), "Thời gian này trước ngày ban hành văn bản")
                .expected(format!("từ {} trở đi", own.format("%d/%-m/%Y")));
        }
    }
}
