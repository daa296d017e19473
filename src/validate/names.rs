//! Names of bodies, places and people: what no such name is.

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::Node;
use crate::standard::Clause;
use crate::text::{folded, is_letter, is_syllable, upper};

/// Fewest syllables of a body's name without diacritics that are surely no foreign name.
const PLAIN: usize = 4;

/// Longest name that is taken without a question, and the longest that is taken at all, letters.
const LONG: usize = 200;
const LONGEST: usize = 500;

/// Words that a post begins with, without marks; no person's name does.
const TITLES: [&str; 6] = ["giam doc", "pho giam doc", "chu tich", "pho chu tich", "truong phong", "chanh van phong"];

/// What is written where there is no name yet, without marks.
const PLACEHOLDERS: [&str; 7] = ["da ky", "chua co", "khong co", "dang cap nhat", "ho va ten", "ho ten", "nguoi ky"];

/// What is said to a person and no part of the name; with marks, for Bá is a name.
const HONORIFICS: [&str; 4] = ["ông ", "bà ", "đồng chí ", "đ/c "];

/// Words in a place's name that are none themselves, without marks.
const KINDS_OF_PLACES: [&str; 12] = ["tinh", "thanh", "pho", "xa", "phuong", "dac", "khu", "thi", "tran", "huyen", "quan", "va"];

/// Bodies under one head: nobody signs for a collective there (decree Đ13).
const UNDER_ONE_HEAD: [&str; 7] = ["so ", "phong ", "chi cuc ", "cuc ", "vu ", "trung tam ", "van phong "];

/// Looks at the names that the head and foot of a document show.
pub(super) fn check(root: &Node, found: &mut Diagnostics) {
    for field in ["organ_name", "organization_in_charge"] {
        if let Some(node) = root.get(field) {
            body(node, found);
        }
    }
    if let Some(node) = root.get("organ_name") {
        capitals(node, found);
    }
    if let Some(node) = root.get("place") {
        place(node, found);
    }
    for other in root.get("co_issuers").map(Node::list).unwrap_or_default() {
        if let Some(node) = other.get("organ_name") {
            body(node, found);
            capitals(node, found);
        }
    }
    for issuer in std::iter::once(root).chain(root.get("co_issuers").map(Node::list).unwrap_or_default()) {
        let Some(signer) = issuer.get("signer_info") else { continue };
        if let Some(node) = signer.get("full_name") {
            person(node, found);
        }
        authority(signer, issuer.get("organ_name").and_then(Node::text).unwrap_or_default(), found);
    }
    issued_together(root, found);
}

/// What two bodies that issue a document together both say of themselves: one was copied from the other. Committees
/// of two provinces have one abbreviation.
fn issued_together(root: &Node, found: &mut Diagnostics) {
    let others = root.get("co_issuers").map(Node::list).unwrap_or_default();
    for (field, term, judged) in
        [("organ_name", "Tên", error as fn(&Node, String, &str) -> Diagnostic), ("organ_code", "Chữ viết tắt", warn)]
    {
        let mut known: Vec<(String, &Node)> = Vec::new();
        for node in std::iter::once(root).chain(others).filter_map(|issuer| issuer.get(field)) {
            let Some(said) = node.text() else { continue };
            let message = format!("{term} “{}” là của hai cơ quan cùng ban hành", shown(said));
            match known.iter().find(|(before, _)| *before == folded(said)) {
                Some((_, first)) => {
                    let help = "Mỗi cơ quan ghi tên và chữ viết tắt của mình; thừa một cơ quan thì bỏ khỏi `co_issuers`.";
                    found.push(judged(node, message, help).also(first.span, "cơ quan kia"));
                }
                None => known.push((folded(said), node)),
            }
        }
    }
}

fn warn(node: &Node, message: String, help: &str) -> Diagnostic {
    Diagnostic::warning(code::DOUBTFUL_NAME, node.span, message).help(help)
}

fn error(node: &Node, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(code::DOUBTFUL_NAME, node.span, message).help(help)
}

fn body(node: &Node, found: &mut Diagnostics) {
    let Some(name) = node.text() else { return };
    common(node, name, found);
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.is_ascii() && words.iter().filter(|w| is_syllable(w)).count() >= PLAIN {
        found.push(
            error(node, format!("Tên cơ quan “{}” gõ không dấu", shown(name)), "Bật bộ gõ tiếng Việt (Unicode) và gõ lại.")
                .clause(Clause::Letters),
        );
    }
    if name.contains('\n') {
        found.push(warn(node, "Tên cơ quan có chỗ xuống dòng".into(), "Gõ tên trên một dòng; chương trình tự ngắt dòng."));
    }
}

/// The body's own name stands in sentences, too.
fn capitals(node: &Node, found: &mut Diagnostics) {
    let Some(name) = node.text() else { return };
    if name.split_whitespace().count() > 2 && upper(name) == name {
        found.push(warn(
            node,
            format!("Tên cơ quan “{}” gõ toàn chữ in hoa", shown(name)),
            "Gõ chữ thường, chỉ viết hoa tên riêng; chương trình tự viết hoa ở chỗ cần, còn trong câu văn cần chữ thường.",
        ));
    }
}

fn place(node: &Node, found: &mut Diagnostics) {
    let Some(name) = node.text() else { return };
    common(node, name, found);
    if name.starts_with(char::is_lowercase) {
        found.push(
            warn(node, format!("Địa danh “{}” bắt đầu bằng chữ thường", shown(name)), "Viết hoa tên riêng: Mường La.")
                .clause(Clause::Capitals),
        );
    } else if let Some(word) =
        name.split_whitespace().find(|word| word.starts_with(char::is_lowercase) && !KINDS_OF_PLACES.contains(&folded(word).as_str()))
    {
        let message = format!("Địa danh “{}” có chữ “{word}” viết thường", shown(name));
        found.push(warn(node, message, "Viết hoa từng chữ của tên riêng: Mường La.").clause(Clause::Capitals));
    }
    if !is_blank(name) && !name.contains(is_letter) {
        found.push(error(node, format!("“{}” không phải địa danh", shown(name)), "Ghi tên đơn vị hành chính, ví dụ: Mường La."));
    }
}

/// Dots are a blank that somebody left, to be written by hand.
fn is_blank(name: &str) -> bool {
    name.chars().all(|c| matches!(c, '…' | '.' | '_' | ' '))
}

fn person(node: &Node, found: &mut Diagnostics) {
    let Some(name) = node.text().filter(|name| !is_blank(name)) else { return };
    common(node, name, found);
    let help = "Ghi họ và tên người ký, ví dụ: Nguyễn Văn An.";
    if name.chars().any(|c| c.is_numeric()) {
        found.push(error(node, format!("“{}” không phải họ và tên: có chữ số", shown(name)), help));
    } else if let Some(sign) = name.chars().find(|c| matches!(c, '(' | ')' | '/' | ';' | ':' | '"' | '?' | '!' | '+')) {
        found.push(warn(node, format!("“{}” có ký tự “{sign}”, không phải họ và tên", shown(name)), help).clause(Clause::FullName));
    } else if PLACEHOLDERS.contains(&folded(name).as_str()) {
        found.push(warn(node, format!("“{}” không phải họ và tên", shown(name)), help).clause(Clause::FullName));
    } else if TITLES.iter().any(|title| folded(name).starts_with(title)) {
        found.push(warn(node, format!("“{}” giống chức vụ, không phải họ và tên", shown(name)), help));
    } else if name.split_whitespace().count() < 2 {
        found.push(warn(node, format!("“{}” chỉ có một chữ, không đủ họ và tên", shown(name)), help).clause(Clause::FullName));
    } else if HONORIFICS.iter().any(|word| name.to_lowercase().starts_with(word)) {
        let message = format!("“{}” có lời xưng hô trước họ và tên", shown(name));
        found.push(warn(node, message, help).clause(Clause::FullName));
    } else if upper(name) == name {
        let message = format!("Họ và tên “{}” gõ toàn chữ in hoa", shown(name));
        found.push(warn(node, message, help).clause(Clause::FullName));
    } else if name.starts_with(char::is_lowercase) {
        found.push(warn(node, format!("Họ và tên “{}” bắt đầu bằng chữ thường", shown(name)), help).clause(Clause::Capitals));
    }
}

/// Signs that no name has, and letters that only look like others.
fn common(node: &Node, name: &str, found: &mut Diagnostics) {
    const SIGNS: [&str; 13] = ["{", "}", "[", "]", "<", ">", "*", "^", "=", "|", "@", "#", "\\"];
    if let Some(sign) = SIGNS.iter().find(|sign| name.contains(**sign)) {
        found.push(warn(
            node,
            format!("Tên “{}” có ký tự “{sign}”", shown(name)),
            "Kiểm tra lại: tên không có ký tự này; chương trình in nguyên như đã gõ.",
        ));
    }
    let foreign = |c: &char| matches!(c, '\u{370}'..='\u{52f}');
    if let Some(letter) = name.chars().find(foreign)
        && name.chars().any(|c| c.is_ascii_alphabetic())
    {
        let message = format!("Tên “{}” có chữ “{letter}” của bảng chữ khác (U+{:04X}), trông giống chữ Việt", shown(name), letter as u32);
        found.push(warn(node, message, "Gõ lại chữ này bằng bàn phím tiếng Việt."));
    }
    let length = name.chars().count();
    let help = "Kiểm tra lại: có thể đã dán nhầm nội dung khác vào đây.";
    if length > LONGEST {
        found.push(error(node, format!("Tên dài {length} ký tự, quá {LONGEST}"), help));
    } else if length > LONG {
        found.push(warn(node, format!("Tên dài {length} ký tự"), help));
    }
}

/// A deputy who signs for himself, and a deputy for a collective.
fn authority(signer: &Node, organ: &str, found: &mut Diagnostics) {
    let Some(position) = signer.get("position").filter(|_| signer.get("authority_lines").is_none()) else { return };
    let title = position.text().unwrap_or_default();
    let deputy = folded(title).starts_with("pho ");
    let competence = signer.get("competence");
    let given: Vec<&str> =
        competence.into_iter().flat_map(|c| c.text().into_iter().chain(c.list().iter().filter_map(Node::text))).collect();
    let told = match given[..] {
        [] if deputy => warn(
            position,
            format!("“{title}” ký mà không ghi quyền hạn ký"),
            "Cấp phó ký thay người đứng đầu: ghi quyền hạn ký KT.; ký thay mặt tập thể thì TM. rồi KT.",
        ),
        ["TM."] if deputy => warn(
            competence.unwrap_or(position),
            format!("“{title}” ký TM. mà không có KT."),
            "Cấp phó ký thay người đứng đầu tập thể: ghi hai quyền hạn, TM. rồi KT.",
        ),
        ["TM.", ..] if UNDER_ONE_HEAD.iter().any(|kind| folded(organ).starts_with(kind)) => warn(
            competence.unwrap_or(position),
            format!("“{}” làm việc theo chế độ thủ trưởng mà ký TM.", shown(organ)),
            "TM. là thay mặt tập thể (Ủy ban nhân dân, Hội đồng, Ban Chỉ đạo …): người đứng đầu tự ký, cấp phó ký KT.",
        ),
        _ => return,
    };
    found.push(told.clause(Clause::Authority));
}

/// So much of a name as a message takes.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(60).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if short.chars().count() < name.chars().count() { format!("{short}…") } else { short }
}
