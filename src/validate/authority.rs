//! The lines above the signature: whether they can be composed, and what is wrong with those written by
//! hand (decree PL I-1.II.7, Đ13; nd30 §2.7).

use super::at;
use crate::derive::{Derived, Unsignable, joint_lines};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::envelope::{Envelope, SignerInfo};
use crate::model::node::Node;
use crate::standard::Clause;
use crate::text::{folded, upper};

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

/// Checks the signers and the lines above their names.
pub(super) fn check(root: &Node, envelope: &Envelope, derived: &Derived, found: &mut Diagnostics) {
    let Some(signer) = &envelope.office.signer_info else {
        found.push(
            Diagnostic::error(code::MISSING_FIELD, Span { end: root.span.start, ..root.span }, "Thiếu trường `signer_info` (Người ký)")
                .help("Ghi quyền hạn, chức vụ, họ tên trong văn bản hoặc trong hồ sơ cơ quan.")
                .clause(Clause::Signature),
        );
        return;
    };
    let others = envelope.co_issuers.as_deref().unwrap_or_default();
    let due = derived.due_authority.as_ref().filter(|due| others.is_empty() || due.is_err());
    one(root, "signer_info", signer, due, found);
    for (at, other) in others.iter().enumerate() {
        let Some(signer) = &other.signer_info else { continue };
        let due = joint_lines(signer, &other.organ_name);
        one(root, &format!("co_issuers.{at}.signer_info"), signer, Some(&due).filter(|due| due.is_err()), found);
    }
}

/// Checks one signer, whose fields stand at `place`; `due` is what the decree makes of them.
fn one(root: &Node, place: &str, signer: &SignerInfo, due: Option<&Result<Vec<String>, Unsignable>>, found: &mut Diagnostics) {
    name(root, place, signer, found);
    if let Some(typed) = signer.position.as_deref().and_then(typed_competence) {
        found.push(
            Diagnostic::error(
                code::BAD_AUTHORITY,
                at(root, &format!("{place}.position")),
                format!("“{typed}” là quyền hạn ký, không ghi trong chức vụ"),
            )
            .quoting(typed)
            .help(format!(
                "Ghi competence: {typed} và position: chức vụ của người ký, ví dụ Phó Giám đốc; chương trình tự ghép các dòng và viết hoa."
            ))
            .clause(Clause::Authority),
        );
    }
    match (&signer.authority_lines, due) {
        (None, Some(Err(why))) => {
            let (field, message, help) = told(why);
            let place = at(root, &format!("{place}.{field}"));
            found.push(Diagnostic::error(code::BAD_AUTHORITY, place, message).help(help).clause(Clause::Authority));
        }
        (Some(given), due) => {
            check_given(root.nearest(format!("{place}.authority_lines").split('.')), given, due.and_then(|due| due.as_deref().ok()), found)
        }
        (None, _) => {}
    }
}

/// A decision says who makes it.
pub(super) fn issuing(root: &Node, envelope: &Envelope, derived: &Derived, found: &mut Diagnostics) {
    if derived.issuing_authority.is_none() && envelope.office.signer_info.is_some() {
        found.push(
            Diagnostic::error(code::BAD_AUTHORITY, at(root, "signer_info"), "Không suy ra được thẩm quyền ban hành quyết định")
                .help("Ghi `head_position` của người ký, hoặc cả dòng ở `content.authority_title`, ví dụ: Giám đốc Sở Nội vụ.")
                .clause(Clause::IssuingAuthority),
        );
    }
}

/// The signer's field that is to be mended, what is wrong, what to do.
fn told(why: &Unsignable) -> (&'static str, String, &'static str) {
    match why {
        Unsignable::NoPosition => {
            ("position", "Thiếu trường `position` (Chức vụ) của người ký".into(), "Ghi chức vụ của người ký, ví dụ: Phó Giám đốc.")
        }
        Unsignable::NoHead => (
            "head_position",
            "Không suy ra được chức vụ người đứng đầu".into(),
            "Người ký là người đứng đầu thì bỏ `competence`; là cấp phó thì ghi chức vụ của cấp phó (Phó Giám đốc), hoặc ghi thêm `head_position`.",
        ),
        Unsignable::OwnHead(head) => (
            "position",
            format!("“{head}” ký thay (KT.) chính mình"),
            "Người ký là người đứng đầu thì bỏ `competence`; là cấp phó thì ghi chức vụ của cấp phó, ví dụ: Phó Giám đốc.",
        ),
        Unsignable::NoUnitHead => (
            "unit_head_position",
            "Không suy ra được chức vụ người đứng đầu đơn vị".into(),
            "Ghi `unit_head_position`, ví dụ: Chánh Văn phòng.",
        ),
        Unsignable::NoSuperior(by) => {
            ("head_position", format!("Ký {by} phải ghi chức vụ người đứng đầu giao quyền"), "Ghi `head_position`, ví dụ: Chủ tịch.")
        }
        Unsignable::DelegatedTwice => {
            ("competence", "Người được ủy quyền không được ủy quyền lại: không ký TUQ. rồi KT.".into(), "Chọn TUQ. hoặc KT.")
        }
        Unsignable::Unknown(competence) => {
            ("competence", format!("Không có cách ký {}", competence.join(" ")), "Các cách ghép: TM. rồi KT. hoặc Q.; TL. rồi KT.")
        }
    }
}

/// The authority that a post was typed with: `KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC`.
fn typed_competence(position: &str) -> Option<&str> {
    let first = position.split(' ').next()?;
    ["TM.", "KT.", "TL.", "TUQ.", "Q."].contains(&upper(first).as_str()).then_some(first)
}

/// Checks lines that were written by hand; `lines` is where they stand.
fn check_given(lines: &Node, given: &[String], composed: Option<&[String]>, found: &mut Diagnostics) {
    for (line, node) in given.iter().zip(lines.list()) {
        if let Some((wrong, right)) = misspelt(line) {
            found.push(
                Diagnostic::error(code::BAD_AUTHORITY, node.span, format!("“{wrong}” không phải cách ghi quyền hạn ký"))
                    .label(right)
                    .help("Quyền hạn ký ghi: TM., Q., KT., TL., TUQ. – có dấu chấm và dấu cách sau đó.")
                    .clause(Clause::Authority),
            );
        }
    }
    let same = |composed: &[String]| composed.iter().map(|l| upper(l)).eq(given.iter().map(|l| upper(l)));
    if let Some(composed) = composed.filter(|c| !same(c)) {
        let due: Vec<String> = composed.iter().map(|l| upper(l)).collect();
        found.push(
            Diagnostic::warning(code::OVERRIDE_DIFFERS, lines.span, "Các dòng quyền hạn, chức vụ khác với cách ghép theo quy định")
                .label(due.join(" / "))
                .help("Bỏ `authority_lines` nếu không có lý do riêng.")
                .clause(Clause::Authority),
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

/// The rank, degree or honour that a name begins with.
pub fn rank_before_name(name: &str) -> Option<&str> {
    let plain = folded(name);
    let rank = RANKS.iter().find(|r| plain.strip_prefix(**r).is_some_and(|rest| rest.starts_with(['.', ' '])))?;
    let end = name.char_indices().nth(rank.chars().count()).map_or(name.len(), |(at, _)| at);
    name.get(..end)
}

fn name(root: &Node, place: &str, signer: &SignerInfo, found: &mut Diagnostics) {
    if rank_before_name(&signer.full_name).is_some() && signer.rank_allowed != Some(true) {
        found.push(
            Diagnostic::error(
                code::TITLE_BEFORE_NAME,
                at(root, &format!("{place}.full_name")),
                "Trước họ tên người ký không ghi học hàm, học vị, quân hàm, danh hiệu",
            )
            .label("chỉ ghi họ và tên")
            .help("Lực lượng vũ trang, giáo dục, y tế, khoa học được người đứng đầu ngành cho phép thì ghi `rank_allowed: true`.")
            .help_in_cell("Chỉ ghi họ và tên. Lực lượng vũ trang, giáo dục, y tế, khoa học được phép thì thêm cột rank_allowed, ghi Có.")
            .clause(Clause::FullName),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
