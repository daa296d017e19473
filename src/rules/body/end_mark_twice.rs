//! The end mark stands once.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R406", slug: "end-mark-twice" },
    family: Family::Body,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Forms),
    scope: Scope::Decree,
    title: "“./.” chỉ đứng ở cuối nội dung",
    manual: "Dấu ./. kết thúc nội dung văn bản, chỉ dùng một lần (mỗi phụ lục, văn bản kèm theo một lần). Nếu có ở giữa văn \
             bản thì thường do chép đoạn kết của văn bản khác.",
    wrong: &["1. Kiểm tra hồ sơ./.\n\
             2. Báo cáo kết quả.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./."],
    right: &["1. Kiểm tra hồ sơ.\n\
             2. Báo cáo kết quả.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let end = &Standard::nd30().words.end;
    let mut lines: Vec<&Line> = facts.lines.iter().filter(|l| l.is_own() && l.text.trim_end().ends_with(end.as_str())).collect();
    lines.pop();
    for line in lines {
        let length = line.text.trim_end().len();
        found.add(line.at(length - end.len()..length), format!("“{end}” đứng giữa văn bản")).expected("dấu chấm");
    }
}
