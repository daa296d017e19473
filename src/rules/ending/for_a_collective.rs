//! TM. stands before the name of a collective, not before a post.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R629", slug: "for-a-collective" },
    family: Family::Ending,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Authority),
    scope: Scope::Decree,
    title: "Sau TM. là tên tập thể lãnh đạo hoặc tên cơ quan, không phải chức vụ",
    manual: "TM. là thay mặt tập thể: “TM. ỦY BAN NHÂN DÂN”, dòng dưới mới là “CHỦ TỊCH”. Ký thay người đứng đầu thì ghi KT.",
    wrong: &["@quyền hạn TM. CHỦ TỊCH\n@quyền hạn PHÓ CHỦ TỊCH"],
    right: &[
        "@bỏ chủ quản\n@cơ quan ỦY BAN NHÂN DÂN XÃ MƯỜNG THAN\n@số Số: 15/KH-UBND\n@quyền hạn TM. ỦY BAN NHÂN DÂN\n@quyền hạn CHỦ TỊCH",
        "@quyền hạn TM. ĐOÀN KIỂM TRA\n@quyền hạn TRƯỞNG ĐOÀN",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const POSTS: [&str; 8] =
        ["CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "BỘ TRƯỞNG", "CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG", "HIỆU TRƯỞNG"];
    for line in facts.component(Component::Authority) {
        let words = line.words();
        let post =
            words.strip_prefix("TM. ").and_then(|rest| POSTS.iter().find(|post| rest == **post || rest.starts_with(&format!("{post} "))));
        if let Some(post) = post {
            found
                .add(line.piece.clone(), format!("“{words}”: {post} là chức vụ, không phải tập thể"))
                .help("Ghi TM. và tên tập thể; hoặc KT. nếu cấp phó ký thay.");
        }
    }
}
