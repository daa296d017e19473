//! Times New Roman.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::paper::Font;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::is_letter;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R103", slug: "font-family" },
    family: Family::Page,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Letters),
    scope: Scope::Decree,
    title: "Phông chữ Times New Roman",
    manual: "Văn bản dùng phông Times New Roman, bộ mã Unicode. Được báo khi một đoạn có từ 10 chữ cái trở lên mà phần lớn là \
             phông khác; ký hiệu lẻ (□, →) không xét. Phông .VnTime, VNI là bảng mã cũ: xem D017.",
    wrong: &["@{phông Arial} Các cơ quan, đơn vị báo cáo trước ngày 30 tháng 6."],
    right: &["@{phông Times New Roman} Các cơ quan, đơn vị báo cáo trước ngày 30 tháng 6."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let mut told: Vec<String> = Vec::new();
    for line in &facts.lines {
        let usual = |font: &Font| [&font.name, &font.other].iter().any(|n| n.starts_with("Times New Roman"));
        // Nearly all lines are set in it alone.
        if line.piece.runs().all(|(run, _)| usual(&run.font)) {
            continue;
        }
        let letters = |text: &str| text.chars().filter(|c| is_letter(*c)).count();
        let (mut all, mut other, mut name) = (0, 0, String::new());
        for (run, text) in line.piece.runs() {
            let count = letters(text);
            all += count;
            if !usual(&run.font) {
                other += count;
                name = run.font.other.to_string();
            }
        }
        let old = name.to_lowercase().starts_with(".vn") || name.to_lowercase().starts_with("vni");
        if all >= 10 && other * 2 > all && !old && !told.contains(&name) {
            found
                .add(line.piece.clone(), format!("Phông chữ {name}"))
                .expected("Times New Roman")
                .help("Chọn cả văn bản (Ctrl+A), đặt phông Times New Roman.");
            told.push(name);
        }
    }
}
