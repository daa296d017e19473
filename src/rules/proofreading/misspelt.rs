//! Words that are often misspelt.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R922", slug: "misspelt" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Không viết sai những từ hay nhầm",
    manual: "Danh sách các từ hay viết sai trong văn bản: sử lý (xử lý), bổ xung (bổ sung), xắp xếp (sắp xếp), chia xẻ (chia \
             sẻ), UNBD (UBND) và những từ như thế.",
    wrong: &["1. UNBD các xã sử lý hồ sơ.", "1. Bổ xung hồ sơ còn thiếu."],
    right: &["1. UBND các xã xử lý, bổ sung hồ sơ còn thiếu; lịch sử lý luận."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const WORDS: &[(&str, &str)] = &[
        ("nghành", "ngành"),
        ("UNBD", "UBND"),
        ("UBDN", "UBND"),
        ("UBNĐ", "UBND"),
        ("HĐNĐ", "HĐND"),
        ("TTHCC", "TTHC"),
        ("bổ xung", "bổ sung"),
        ("xắp xếp", "sắp xếp"),
        ("sắp sếp", "sắp xếp"),
        ("chia xẻ", "chia sẻ"),
        ("sơ xuất", "sơ suất"),
        ("suất sắc", "xuất sắc"),
        ("xuất xắc", "xuất sắc"),
        ("khuyến kích", "khuyến khích"),
        ("thăm quan", "tham quan"),
        ("xúc tích", "súc tích"),
        ("sáng lạng", "xán lạn"),
        ("chuẩn đoán", "chẩn đoán"),
        ("đề suất", "đề xuất"),
        ("xử dụng", "sử dụng"),
        ("sữ dụng", "sử dụng"),
        ("sử lí", "xử lý"),
        ("sử lý", "xử lý"),
        ("kiễm tra", "kiểm tra"),
        ("giử", "giữ"),
        ("triễn khai", "triển khai"),
        ("ế hoạch", "kế hoạch"),
        ("trung tâm điểm định", "trung tâm kiểm định"),
    ];
    for (wrong, right) in WORDS {
        for (line, at) in facts.said(&wrong.to_lowercase()) {
            let typed = &line.text[at.clone()];
            let other = wrong.chars().all(char::is_uppercase) && typed != *wrong;
            let inside = wrong.starts_with("sử lý") && line.text[..at.start].trim_end().to_lowercase().ends_with("lịch");
            if !other && !inside {
                found.add(line.at(at), format!("Viết sai “{typed}”")).expected(*right);
            }
        }
    }
}
