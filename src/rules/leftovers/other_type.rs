//! The closing names the right type.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R803", slug: "other-type" },
    family: Family::Leftovers,
    severity: Severity::Error,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Câu kết gọi đúng tên loại văn bản",
    manual: "Kế hoạch mà câu kết ghi “Trên đây là Báo cáo …” là sót của văn bản được chép.",
    wrong: &["1. Kiểm tra.\n2. Báo cáo.\nTrên đây là Báo cáo kết quả kiểm tra năm 2025./."],
    right: &["1. Kiểm tra.\n2. Báo cáo.\nTrên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const NAMES: [&str; 14] = [
        "Kế hoạch",
        "Báo cáo",
        "Tờ trình",
        "Chương trình",
        "Phương án",
        "Đề án",
        "Thông báo",
        "Hướng dẫn",
        "Quyết định",
        "Chỉ thị",
        "Nghị quyết",
        "Quy chế",
        "Biên bản",
        "Công văn",
    ];
    let kind = facts.kind().title();
    for line in facts.component(Component::Paragraph) {
        let Some(rest) = line.text.trim_start().strip_prefix("Trên đây là ") else { continue };
        if let Some(name) = NAMES.iter().find(|n| rest.starts_with(*n)).filter(|n| **n != kind) {
            found
                .add(line.of(&rest[..name.len()]), format!("Câu kết gọi văn bản là “{name}”, tên loại là {kind}"))
                .expected(kind.to_owned());
        }
    }
}
