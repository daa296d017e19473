//! Capitals in names of bodies.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R915", slug: "organ-capitals" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::CapitalsOfBodies),
    scope: Scope::Any,
    title: "Tên cơ quan viết hoa chữ đầu của từng cụm từ, không viết hoa mọi tiếng",
    manual: "Hội đồng nhân dân, Ủy ban nhân dân, Văn phòng, Sở Nội vụ: chỉ viết hoa chữ đầu của các từ, cụm từ chỉ loại hình \
             cơ quan, chức năng, lĩnh vực. Dòng viết toàn chữ hoa không xét.",
    wrong: &[
        "1. Báo cáo Ủy Ban Nhân Dân tỉnh kết quả kiểm tra.",
        "1. Báo cáo Hội Đồng Nhân Dân tỉnh kết quả kiểm tra.",
        "1. Sở Nội Vụ tổng hợp.",
    ],
    right: &["1. Báo cáo Ủy ban nhân dân tỉnh, Hội đồng nhân dân tỉnh kết quả kiểm tra."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const NAMES: [(&str, &str); 23] = [
        ("Ủy Ban Nhân Dân", "Ủy ban nhân dân"),
        ("Uỷ Ban Nhân Dân", "Uỷ ban nhân dân"),
        ("Ủy ban Nhân Dân", "Ủy ban nhân dân"),
        ("Ủy Ban nhân dân", "Ủy ban nhân dân"),
        ("Hội Đồng Nhân Dân", "Hội đồng nhân dân"),
        ("Hội đồng Nhân Dân", "Hội đồng nhân dân"),
        ("Hội Đồng nhân dân", "Hội đồng nhân dân"),
        ("Văn Phòng", "Văn phòng"),
        ("Chủ Tịch", "Chủ tịch"),
        ("Giám Đốc", "Giám đốc"),
        ("Liên Hợp Quốc", "Liên hợp quốc"),
        ("Chính Phủ", "Chính phủ"),
        ("Trung Tâm", "Trung tâm"),
        ("Sở Nội Vụ", "Sở Nội vụ"),
        ("Sở Tài Chính", "Sở Tài chính"),
        ("Sở Tư Pháp", "Sở Tư pháp"),
        ("Sở Xây Dựng", "Sở Xây dựng"),
        ("Sở Y Tế", "Sở Y tế"),
        ("Sở Giáo Dục", "Sở Giáo dục"),
        ("Sở Khoa Học", "Sở Khoa học"),
        ("Sở Nông Nghiệp", "Sở Nông nghiệp"),
        ("Thanh Tra", "Thanh tra"),
        ("Bộ Nội Vụ", "Bộ Nội vụ"),
    ];
    for (wrong, right) in NAMES {
        for (line, at) in facts.said(&wrong.to_lowercase()).into_iter().filter(|(line, at)| line.text[at.clone()] == *wrong) {
            found.add(line.at(at), format!("Viết “{wrong}”")).expected(right);
        }
    }
}
