//! Below KT. stands the deputy of that head.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::upper;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R623", slug: "for-whom" },
    family: Family::Ending,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Authority),
    scope: Scope::Except(&["Biên bản", "Hợp đồng", "Bản thỏa thuận", "Bản ghi nhớ"]),
    title: "Dưới dòng KT. là chức vụ cấp phó của đúng cấp trưởng ấy",
    manual: "“KT. GIÁM ĐỐC” thì dòng dưới là “PHÓ GIÁM ĐỐC”; “KT. BỘ TRƯỞNG” thì dòng dưới là “THỨ TRƯỞNG”. Không để trống, \
             không ghi cấp phó của chức vụ khác.",
    wrong: &[
        "@quyền hạn KT. GIÁM ĐỐC\n@quyền hạn PHÓ CHỦ TỊCH",
        "@quyền hạn KT. GIÁM ĐỐC\n@quyền hạn GIÁM ĐỐC",
        "@quyền hạn KT. GIÁM ĐỐC",
        "@quyền hạn TL. GIÁM ĐỐC\n@quyền hạn PHÓ GIÁM ĐỐC",
    ],
    right: &[
        "@bỏ chủ quản\n\
             @cơ quan ỦY BAN NHÂN DÂN XÃ MƯỜNG THAN\n\
             @số Số: 15/KH-UBND\n\
             @quyền hạn TM. ỦY BAN NHÂN DÂN\n\
             @quyền hạn KT. CHỦ TỊCH\n\
             @quyền hạn PHÓ CHỦ TỊCH",
        "@quyền hạn KT. BỘ TRƯỞNG, CHỦ NHIỆM\n@quyền hạn PHÓ CHỦ NHIỆM",
        "@quyền hạn TL. CHỦ TỊCH\n@quyền hạn KT. CHÁNH VĂN PHÒNG\n@quyền hạn PHÓ CHÁNH VĂN PHÒNG",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for signer in &facts.draft.foot.signers {
        let lines: Vec<String> = signer.authority.iter().map(|l| upper(&l.value)).collect();
        // By order signs the head of a part; the deputy of the same post signs KT.
        let order = lines.windows(2).position(|pair| pair[0].strip_prefix("TL. ").is_some_and(|post| pair[1] == format!("PHÓ {post}")));
        if let Some(at) = order {
            let right = lines[at].replacen("TL.", "KT.", 1);
            found.add(signer.authority[at].pieces[0].clone(), format!("“{}” mà người ký là {}", lines[at], lines[at + 1])).expected(right);
            continue;
        }
        let Some(at) = lines.iter().position(|l| l.starts_with("KT. ")) else { continue };
        let head = lines[at].trim_start_matches("KT. ").trim();
        let Some(below) = lines.get(at + 1) else {
            if signer.full_name.is_some() && lines.len() == at + 1 {
                found
                    .add(signer.authority[at].pieces[0].clone(), format!("Dưới “KT. {head}” thiếu chức vụ của người ký"))
                    .help("Thêm một dòng dưới: chức vụ cấp phó của người ký.");
            }
            continue;
        };
        // What a deputy of this post is called; of other posts it is not judged.
        let Some(core) = [
            "GIÁM ĐỐC",
            "CHỦ TỊCH",
            "CHÁNH VĂN PHÒNG",
            "BỘ TRƯỞNG",
            "CỤC TRƯỞNG",
            "CHI CỤC TRƯỞNG",
            "TRƯỞNG PHÒNG",
            "HIỆU TRƯỞNG",
            "TRƯỞNG BAN",
            "VIỆN TRƯỞNG",
            "TRƯỞNG ĐOÀN",
        ]
        .into_iter()
        .find(|p| head.starts_with(p)) else {
            continue;
        };
        let right = if core == "BỘ TRƯỞNG" { "THỨ TRƯỞNG".to_owned() } else { format!("PHÓ {core}") };
        // One who holds two posts has deputies of either: Bộ trưởng, Chủ nhiệm – Phó Chủ nhiệm.
        let other = head.split_once(", ").is_some_and(|(_, other)| below.starts_with(&format!("PHÓ {other}")));
        if !below.starts_with(&right) && !other {
            found.add(signer.authority[at + 1].pieces[0].clone(), format!("Dưới “KT. {head}” ghi “{below}”")).expected(right);
        }
    }
}
