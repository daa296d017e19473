//! The lines above the signature: TM., Q., KT., TL., TUQ. in all their cases (decree PL I-1.II.7,
//! Đ13; nd30 §2.7).

use super::at;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::envelope::{Envelope, OneOrMany, SignerInfo};
use crate::model::node::Node;
use crate::text::{folded, upper};

const CLAUSE: &str = "PL I-1.II.7b; Đ13";

/// Ranks, degrees and honours that do not stand before a signer's name.
const RANKS: [&str; 22] = [
    "gs",
    "pgs",
    "ts",
    "ths",
    "bs",
    "ks",
    "cn",
    "ds",
    "gs.ts",
    "pgs.ts",
    "ts.bs",
    "bsckii",
    "bscki",
    "tien si",
    "thac si",
    "giao su",
    "bac si",
    "ky su",
    "dai ta",
    "thuong ta",
    "trung ta",
    "thieu ta",
];

/// Composes the lines, in sentence case; capitals come with the component's look.
pub(super) fn compose(root: &Node, envelope: &Envelope, found: &mut Diagnostics) -> Vec<String> {
    let Some(signer) = &envelope.office.signer_info else {
        found.push(
            Diagnostic::error(code::MISSING_FIELD, Span { end: root.span.start, ..root.span }, "Thiếu trường `signer_info` (Người ký)")
                .help("Ghi quyền hạn, chức vụ, họ tên trong văn bản hoặc trong hồ sơ cơ quan.")
                .clause("PL I-1.II.7"),
        );
        return Vec::new();
    };
    name(root, signer, found);
    let organ = envelope.office.organ_name.as_deref().unwrap_or_default();
    let composed = lines(signer, organ);
    match (&signer.authority_lines, composed) {
        (None, Ok(lines)) => lines,
        (None, Err(problem)) => {
            let place = at(root, &format!("signer_info.{}", problem.field));
            found.push(Diagnostic::error(code::BAD_AUTHORITY, place, problem.message).help(problem.help).clause(CLAUSE));
            Vec::new()
        }
        (Some(given), composed) => {
            check_given(root, given, composed.ok().as_deref(), found);
            given.clone()
        }
    }
}

/// Who a decision is made by (decree PL III Mẫu 1.2, note 6): the collective that signs by TM., else
/// the head of the body.
pub(super) fn issuing(root: &Node, envelope: &Envelope, found: &mut Diagnostics) -> Option<String> {
    let signer = envelope.office.signer_info.as_ref()?;
    let organ = envelope.office.organ_name.as_deref().unwrap_or_default();
    let issuing = issuer(signer, organ);
    if issuing.is_none() {
        found.push(
            Diagnostic::error(code::BAD_AUTHORITY, at(root, "signer_info"), "Không suy ra được thẩm quyền ban hành quyết định")
                .help("Ghi `head_position` của người ký, hoặc cả dòng ở `content.authority_title`, ví dụ: Giám đốc Sở Nội vụ.")
                .clause("PL III Mẫu 1.2, chú thích 6"),
        );
    }
    issuing
}

fn issuer(signer: &SignerInfo, organ: &str) -> Option<String> {
    let competence = signer.competence.as_ref().map(OneOrMany::all).unwrap_or_default();
    let first = competence.first().map(String::as_str);
    if first == Some("TM.") {
        return Some(
            signer.collective.clone().filter(|c| !organ.to_lowercase().starts_with(&c.to_lowercase())).unwrap_or(organ.to_owned()),
        );
    }
    let head = signer.head_position.clone().or_else(|| match first {
        None | Some("Q.") => signer.position.clone(),
        Some("KT.") => signer.position.as_deref().and_then(superior),
        _ => None,
    })?;
    Some(joined(&head, organ))
}

/// A title and its body without saying a word twice: `Chánh Văn phòng` of `Văn phòng Sở`.
fn joined(title: &str, organ: &str) -> String {
    let (title, organ): (Vec<&str>, Vec<&str>) = (title.split(' ').collect(), organ.split(' ').collect());
    let shared = (0..=title.len().min(organ.len()))
        .rev()
        .find(|n| title[title.len() - n..].iter().zip(&organ).all(|(a, b)| a.to_lowercase() == b.to_lowercase()))
        .unwrap_or_default();
    title.iter().chain(&organ[shared..]).copied().collect::<Vec<_>>().join(" ")
}

#[derive(Debug)]
struct Problem {
    /// The signer's field that is to be mended.
    field: &'static str,
    message: String,
    help: &'static str,
}

fn problem(field: &'static str, message: impl Into<String>, help: &'static str) -> Problem {
    Problem { field, message: message.into(), help }
}

fn lines(signer: &SignerInfo, organ: &str) -> Result<Vec<String>, Problem> {
    let competence: Vec<&str> = signer.competence.as_ref().map(OneOrMany::all).unwrap_or_default().iter().map(String::as_str).collect();
    let position = || {
        signer.position.clone().ok_or_else(|| {
            problem("position", "Thiếu trường `position` (Chức vụ) của người ký", "Ghi chức vụ của người ký, ví dụ: Phó Giám đốc.")
        })
    };
    let head = || {
        signer.head_position.clone().or_else(|| signer.position.as_deref().and_then(superior)).ok_or_else(|| {
                problem(
                    "head_position",
                    "Không suy ra được chức vụ người đứng đầu",
                    "Người ký là người đứng đầu thì bỏ `competence`; là cấp phó thì ghi chức vụ của cấp phó (Phó Giám đốc), hoặc ghi thêm `head_position`.",
                )
            })
    };
    let collective = || signer.collective.clone().unwrap_or_else(|| collective(organ));
    Ok(match competence.as_slice() {
        [] => vec![position()?],
        ["Q."] => vec![format!("Q. {}", acting(signer, position)?)],
        ["TM."] => vec![format!("TM. {}", collective()), position()?],
        ["KT."] => vec![format!("KT. {}", head()?), position()?],
        ["TM.", "KT."] => vec![format!("TM. {}", collective()), format!("KT. {}", head()?), position()?],
        ["TM.", "Q."] => vec![format!("TM. {}", collective()), format!("Q. {}", acting(signer, position)?)],
        [by @ ("TL." | "TUQ.")] => vec![format!("{by} {}", named_head(signer, by)?), position()?],
        ["TL.", "KT."] => {
            let unit = signer.unit_head_position.clone().or_else(|| signer.position.as_deref().and_then(superior)).ok_or_else(|| {
                problem(
                    "unit_head_position",
                    "Không suy ra được chức vụ người đứng đầu đơn vị",
                    "Ghi `unit_head_position`, ví dụ: Chánh Văn phòng.",
                )
            })?;
            vec![format!("TL. {}", named_head(signer, "TL.")?), format!("KT. {unit}"), position()?]
        }
        ["TUQ.", "KT."] => {
            return Err(problem("competence", "Người được ủy quyền không được ủy quyền lại: không ký TUQ. rồi KT.", "Chọn TUQ. hoặc KT."));
        }
        other => {
            return Err(problem(
                "competence",
                format!("Không có cách ký {}", other.join(" ")),
                "Các cách ghép: TM. rồi KT. hoặc Q.; TL. rồi KT.",
            ));
        }
    })
}

fn acting(signer: &SignerInfo, position: impl Fn() -> Result<String, Problem>) -> Result<String, Problem> {
    signer.head_position.clone().map_or_else(position, Ok)
}

fn named_head(signer: &SignerInfo, by: &str) -> Result<String, Problem> {
    signer.head_position.clone().ok_or_else(|| {
        problem("head_position", format!("Ký {by} phải ghi chức vụ người đứng đầu giao quyền"), "Ghi `head_position`, ví dụ: Chủ tịch.")
    })
}

/// The post that a deputy's post is under.
fn superior(position: &str) -> Option<String> {
    let rest = position.strip_prefix("Phó ").or_else(|| position.strip_prefix("phó "));
    rest.map(crate::text::capitalized).or_else(|| (folded(position) == "thu truong").then(|| "Bộ trưởng".to_owned()))
}

/// What TM. stands before: the committee's own name without its place.
fn collective(organ: &str) -> String {
    let committee = ["ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân"];
    let lower = organ.to_lowercase();
    match committee.iter().find(|c| lower.starts_with(**c)) {
        Some(c) => organ.chars().take(c.chars().count()).collect(),
        None => organ.to_owned(),
    }
}

fn check_given(root: &Node, given: &[String], composed: Option<&[String]>, found: &mut Diagnostics) {
    let nodes = root.nearest(["signer_info", "authority_lines"]).list();
    for (line, node) in given.iter().zip(nodes) {
        if let Some((wrong, right)) = misspelt(line) {
            found.push(
                Diagnostic::error(code::BAD_AUTHORITY, node.span, format!("“{wrong}” không phải cách ghi quyền hạn ký"))
                    .label(right)
                    .help("Quyền hạn ký ghi: TM., Q., KT., TL., TUQ. – có dấu chấm và dấu cách sau đó.")
                    .clause(CLAUSE),
            );
        }
    }
    let same = |composed: &[String]| composed.iter().map(|l| upper(l)).eq(given.iter().map(|l| upper(l)));
    if let Some(composed) = composed.filter(|c| !same(c)) {
        let due: Vec<String> = composed.iter().map(|l| upper(l)).collect();
        found.push(
            Diagnostic::warning(
                code::OVERRIDE_DIFFERS,
                at(root, "signer_info.authority_lines"),
                "Các dòng quyền hạn, chức vụ khác với cách ghép theo quy định",
            )
            .label(due.join(" / "))
            .help("Bỏ `authority_lines` nếu không có lý do riêng.")
            .clause(CLAUSE),
        );
    }
}

/// `T/M`, `KT GIÁM ĐỐC`, `KT.GIÁM ĐỐC`: what was typed, and how it is written.
fn misspelt(line: &str) -> Option<(String, &'static str)> {
    let line = upper(line);
    let first = line.split_whitespace().next()?;
    let (head, stopped) = first.split_once('.').map_or((first, false), |(h, _)| (h, true));
    let bare: String = head.chars().filter(|c| *c != '/').collect();
    let right = ["TM.", "KT.", "TL.", "TUQ.", "Q."].into_iter().find(|p| p.trim_end_matches('.') == bare)?;
    let good = stopped && head == bare && first == right;
    (!good).then(|| (first.to_owned(), right))
}

fn name(root: &Node, signer: &SignerInfo, found: &mut Diagnostics) {
    let plain = folded(&signer.full_name);
    let ranked = RANKS.iter().find(|r| plain.strip_prefix(**r).is_some_and(|rest| rest.starts_with(['.', ' '])));
    if ranked.is_some() && signer.rank_allowed != Some(true) {
        found.push(
            Diagnostic::error(
                code::TITLE_BEFORE_NAME,
                at(root, "signer_info.full_name"),
                "Trước họ tên người ký không ghi học hàm, học vị, quân hàm, danh hiệu",
            )
            .label("chỉ ghi họ và tên")
            .help("Lực lượng vũ trang, giáo dục, y tế, khoa học được người đứng đầu ngành cho phép thì ghi `rank_allowed: true`.")
            .help_in_cell("Chỉ ghi họ và tên. Lực lượng vũ trang, giáo dục, y tế, khoa học được phép thì thêm cột rank_allowed, ghi Có.")
            .clause("PL I-1.II.7c"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(competence: &[&str], position: &str) -> SignerInfo {
        SignerInfo {
            competence: (!competence.is_empty()).then(|| OneOrMany::Many(competence.iter().map(|c| (*c).to_owned()).collect())),
            position: Some(position.to_owned()),
            ..SignerInfo::default()
        }
    }

    fn composed(signer: &SignerInfo, organ: &str) -> Vec<String> {
        lines(signer, organ).unwrap().iter().map(|l| upper(l)).collect()
    }

    /// nd30 §2.7, the table of combinations, line by line.
    #[test]
    fn every_case_of_the_table() {
        let with_head = |mut s: SignerInfo, head: &str| {
            s.head_position = Some(head.into());
            s
        };
        let ubnd = "Ủy ban nhân dân tỉnh Lai Châu";
        assert_eq!(composed(&signer(&[], "Giám đốc"), "Sở"), ["GIÁM ĐỐC"]);
        assert_eq!(composed(&signer(&["TM."], "Chủ tịch"), ubnd), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        assert_eq!(composed(&signer(&["TM.", "KT."], "Phó Chủ tịch"), ubnd), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        assert_eq!(composed(&signer(&["KT."], "Thứ trưởng"), "Bộ"), ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]);
        assert_eq!(composed(&signer(&["KT."], "Phó Giám đốc"), "Sở"), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        assert_eq!(composed(&signer(&["KT."], "Phó Chủ tịch"), ubnd), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        assert_eq!(composed(&with_head(signer(&["TL."], "Chánh Văn phòng"), "Chủ tịch"), ubnd), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]);
        assert_eq!(
            composed(&with_head(signer(&["TL.", "KT."], "Phó Chánh Văn phòng"), "Chủ tịch"), ubnd),
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
        );
        assert_eq!(
            composed(&with_head(signer(&["TUQ."], "Giám đốc Sở Nội vụ"), "Chủ tịch"), ubnd),
            ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"]
        );
        assert_eq!(composed(&signer(&["Q."], "Giám đốc"), "Sở"), ["Q. GIÁM ĐỐC"]);
    }

    /// PL III Mẫu 1.2, note 6: the head's title, or the collective's name.
    #[test]
    fn who_a_decision_is_made_by() {
        let by = |competence: &[&str], position: &str, organ: &str| issuer(&signer(competence, position), organ);
        let department = "Sở Khoa học và Công nghệ";
        let committee = "Ủy ban nhân dân tỉnh Lai Châu";
        assert_eq!(by(&[], "Giám đốc", department).as_deref(), Some("Giám đốc Sở Khoa học và Công nghệ"));
        assert_eq!(by(&["KT."], "Phó Giám đốc", department).as_deref(), Some("Giám đốc Sở Khoa học và Công nghệ"));
        assert_eq!(by(&["KT."], "Phó Chủ tịch", committee).as_deref(), Some("Chủ tịch Ủy ban nhân dân tỉnh Lai Châu"));
        assert_eq!(by(&["TM.", "KT."], "Phó Chủ tịch", committee).as_deref(), Some(committee));
        assert_eq!(by(&[], "Chánh Văn phòng", "Văn phòng Sở").as_deref(), Some("Chánh Văn phòng Sở"));
        assert_eq!(by(&[], "Giám đốc Sở Nội vụ", "Sở Nội vụ").as_deref(), Some("Giám đốc Sở Nội vụ"));
        assert_eq!(by(&["TL."], "Chánh Văn phòng", department), None);
    }

    #[test]
    fn impossible_cases_are_problems() {
        assert!(lines(&signer(&["TL."], "Chánh Văn phòng"), "").is_err());
        assert!(lines(&signer(&["KT."], "Giám đốc"), "").is_err());
        assert!(lines(&signer(&["KT.", "TM."], "Phó Chủ tịch"), "").is_err());
        assert!(lines(&signer(&["TUQ.", "KT."], "Phó Giám đốc"), "").is_err());
        assert!(lines(&SignerInfo::default(), "").is_err());
    }

    #[test]
    fn wrong_spellings_of_authority() {
        for (typed, right) in
            [("T/M. ỦY BAN", "TM."), ("T/M ỦY BAN", "TM."), ("KT GIÁM ĐỐC", "KT."), ("KT.GIÁM ĐỐC", "KT."), ("TUQ CHỦ TỊCH", "TUQ.")]
        {
            assert_eq!(misspelt(typed).map(|m| m.1), Some(right), "{typed}");
        }
        for good in ["TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Q. GIÁM ĐỐC"] {
            assert_eq!(misspelt(good), None, "{good}");
        }
    }
}
