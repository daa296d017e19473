//! Words that are often misspelt.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::is_letter_or_digit;

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
    let said: Vec<_> = WORDS.iter().copied().filter(|(wrong, _)| facts.may_say(&wrong.to_lowercase())).collect();
    for line in facts.texts().filter(|_| !said.is_empty()) {
        let small = line.text.to_lowercase();
        if small.len() != line.text.len() {
            continue;
        }
        for (wrong, right) in said.iter().copied() {
            let abbreviation = wrong.chars().all(char::is_uppercase);
            let within = if abbreviation { line.text.as_str() } else { small.as_str() };
            for (at, _) in within.match_indices(wrong) {
                let whole = !within[..at].ends_with(is_letter_or_digit) && !within[at + wrong.len()..].starts_with(is_letter_or_digit);
                // `lịch sử lý luận` holds no mistake.
                let inside = wrong.starts_with("sử lý") && within[..at].trim_end().ends_with("lịch");
                if whole && !inside {
                    found.add(line.at(at..at + wrong.len()), format!("Viết sai “{}”", &line.text[at..at + wrong.len()])).expected(right);
                }
            }
        }
    }
}
