//! The lines above the signature: TM., Q., KT., TL., TUQ. in all their cases (decree PL I-1.II.7,
//! Đ13; nd30 §2.7).

use crate::model::envelope::{OneOrMany, SignerInfo};
use crate::text::{capitalized, folded, upper};

/// Why a signer's lines cannot be composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsignable {
    /// The signer has no post.
    NoPosition,
    /// For whom the signer signs is neither said nor known from the post.
    NoHead,
    /// The head signs for himself: the post is that of whom the signer would sign for.
    OwnHead(String),
    /// The head of the signer's unit is neither said nor known from the post.
    NoUnitHead,
    /// Who gave the order or the power must be said.
    NoSuperior(String),
    /// Power that was given may not be given on (Đ13.3).
    DelegatedTwice,
    /// There is no such way to sign.
    Unknown(Vec<String>),
}

/// The lines above the signature, in sentence case; capitals come with the component's look. `Err` says why there are none.
pub fn lines(signer: &SignerInfo, organ: &str) -> Result<Vec<String>, Unsignable> {
    let competence: Vec<&str> = signer.competence.as_ref().map(OneOrMany::all).unwrap_or_default().iter().map(String::as_str).collect();
    let position = || signer.position.clone().ok_or(Unsignable::NoPosition);
    let deputy_of = || signer.position.as_deref().and_then(superior);
    let head = || {
        let head = signer.head_position.clone().or_else(deputy_of).ok_or(Unsignable::NoHead)?;
        let own = signer.position.as_deref().is_some_and(|position| folded(position) == folded(&head));
        if own { Err(Unsignable::OwnHead(head)) } else { Ok(head) }
    };
    let named_head = |by: &str| signer.head_position.clone().ok_or_else(|| Unsignable::NoSuperior(by.to_owned()));
    let acting = || signer.head_position.clone().map_or_else(position, Ok);
    let collective = || signer.collective.clone().unwrap_or_else(|| collective(organ));
    Ok(match competence.as_slice() {
        [] => vec![position()?],
        ["Q."] => vec![format!("Q. {}", acting()?)],
        ["TM."] => vec![format!("TM. {}", collective()), position()?],
        ["KT."] => vec![format!("KT. {}", head()?), position()?],
        ["TM.", "KT."] => vec![format!("TM. {}", collective()), format!("KT. {}", head()?), position()?],
        ["TM.", "Q."] => vec![format!("TM. {}", collective()), format!("Q. {}", acting()?)],
        [by @ ("TL." | "TUQ.")] => vec![format!("{by} {}", named_head(by)?), position()?],
        ["TL.", "KT."] => {
            let unit = signer.unit_head_position.clone().or_else(deputy_of).ok_or(Unsignable::NoUnitHead)?;
            vec![format!("TL. {}", named_head("TL.")?), format!("KT. {unit}"), position()?]
        }
        ["TUQ.", "KT."] => return Err(Unsignable::DelegatedTwice),
        other => return Err(Unsignable::Unknown(other.iter().map(|c| (*c).to_owned()).collect())),
    })
}

/// Who a decision is made by (decree PL III Mẫu 1.2, note 6): the collective that signs by TM., else
/// the head of the body.
pub(super) fn issuer(signer: &SignerInfo, organ: &str) -> Option<String> {
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
    Some(joined(&in_sentence(&head), organ))
}

/// A post that was typed in capitals, as it stands in a sentence: `Giám đốc`.
fn in_sentence(post: &str) -> String {
    if upper(post) == post { capitalized(&post.to_lowercase()) } else { post.to_owned() }
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

/// The post that a deputy's post is under.
pub fn superior(position: &str) -> Option<String> {
    let rest = ["Phó ", "phó ", "PHÓ "].iter().find_map(|deputy| position.strip_prefix(deputy));
    rest.map(capitalized).or_else(|| (folded(position) == "thu truong").then(|| "Bộ trưởng".to_owned()))
}

/// What TM. stands before: the committee's own name without its place.
pub fn collective(organ: &str) -> String {
    let committee = ["ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân"];
    let lower = organ.to_lowercase();
    match committee.iter().find(|c| lower.starts_with(**c)) {
        Some(c) => organ.chars().take(c.chars().count()).collect(),
        None => organ.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::upper;

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
        // Typed as the page shows it.
        assert_eq!(by(&[], "GIÁM ĐỐC", department).as_deref(), Some("Giám đốc Sở Khoa học và Công nghệ"));
        assert_eq!(by(&["KT."], "PHÓ GIÁM ĐỐC", department).as_deref(), Some("Giám đốc Sở Khoa học và Công nghệ"));
    }

    #[test]
    fn impossible_cases_are_problems() {
        assert!(lines(&signer(&["TL."], "Chánh Văn phòng"), "").is_err());
        assert!(lines(&signer(&["KT."], "Giám đốc"), "").is_err());
        assert!(lines(&signer(&["KT.", "TM."], "Phó Chủ tịch"), "").is_err());
        assert!(lines(&signer(&["TUQ.", "KT."], "Phó Giám đốc"), "").is_err());
        assert!(lines(&SignerInfo::default(), "").is_err());
    }
}
