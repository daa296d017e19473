//! Habits of typing that change what a document says: capitals, missing diacritics, and what was left
//! over from the file that was copied.

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::Node;
use crate::standard::Clause;
use crate::text::{folded, is_letter_or_digit, upper};

/// Fewest words of a text without diacritics that are surely no name.
const WORDS: usize = 5;

/// Trích yếu is set in sentence case (PL I-1.II.5b).
pub(super) fn check_subject(subject: &Node, found: &mut Diagnostics) {
    let Some(text) = subject.text().filter(|t| t.split_whitespace().count() > 2 && upper(t) == **t) else { return };
    if text.chars().any(char::is_lowercase) {
        return;
    }
    found.push(
        Diagnostic::warning(code::WRONG_CASE, subject.span, "Trích yếu viết toàn chữ in hoa")
            .label("chữ in thường")
            .help("Gõ chữ thường, chỉ viết hoa chữ đầu và tên riêng; chương trình tự in đậm.")
            .clause(Clause::SubjectLook),
    );
}

/// `[Các khoa, phòng]` is two recipients in YAML; the line `Lưu` is composed.
pub(super) fn check_recipient(place: &Node, found: &mut Diagnostics) {
    let Some(text) = place.text() else { return };
    if files(text) {
        found.push(
            Diagnostic::error(code::TYPED_MARK, place.span, "Đừng ghi dòng “Lưu” ở đây: chương trình tự ghi")
                .help("Đơn vị soạn thảo và số bản lưu ghi ở trường `filing`, ví dụ: filing: {units: [VP]}.")
                .clause(Clause::RecipientsForm),
        );
    } else if text.starts_with(char::is_lowercase) {
        found.push(
            Diagnostic::warning(code::WRONG_CASE, place.span, format!("Nơi nhận “{text}” bắt đầu bằng chữ thường"))
                .help("Trong [ ] dấu phẩy ngăn cách các nơi nhận: tên có dấu phẩy phải đặt trong dấu nháy kép \"…\".")
                .clause(Clause::Capitals),
        );
    }
}

/// `Lưu: VT, VP`, `Lưu VT`, `Lưu hồ sơ`; but `Lưu trữ lịch sử tỉnh` is a body, `Lưu Văn An` a person.
fn files(recipient: &str) -> bool {
    let mut words = recipient.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let second = words.next().unwrap_or_default().trim_end_matches([',', '.', ';']);
    match first.strip_prefix("lưu") {
        Some(":") => true,
        Some("") => second.is_empty() || second.to_lowercase() == "hồ" || !second.chars().any(char::is_lowercase),
        _ => false,
    }
}

/// `… như sau` leads to what follows with a colon.
pub(super) fn check_colon(node: &Node, text: &str, found: &mut Diagnostics) {
    if text.trim_end_matches(['.', ' ', ';']).ends_with("như sau") {
        found.push(
            Diagnostic::warning(code::MISSING_COLON, node.span, "Thiếu dấu hai chấm sau “như sau”")
                .quoting("như sau")
                .help("Thêm dấu hai chấm vào cuối câu: … như sau:"),
        );
    }
}

/// A basis that is written whole begins with `Căn cứ` or the like; composed ones have it.
pub(super) fn check_bases(content: Option<&Node>, found: &mut Diagnostics) {
    const WORDS: [&str; 5] = ["căn cứ ", "theo ", "thực hiện ", "xét ", "trên cơ sở "];
    for basis in content.and_then(|c| c.get("legal_bases")).map(Node::list).unwrap_or_default() {
        let Some(text) = basis.get("text").unwrap_or(basis).text().map(str::to_lowercase) else { continue };
        if text != "?" && !WORDS.iter().any(|word| text.starts_with(word)) {
            found.push(
                Diagnostic::warning(code::NOT_A_BASIS, basis.span, "Dòng căn cứ không bắt đầu bằng “Căn cứ”")
                    .help("Viết cả dòng: Căn cứ Luật …; hoặc ghi nhóm trường type_name, code_number … để chương trình ghép.")
                    .clause(Clause::LegalBases),
            );
        }
    }
}

/// `Nang cao ky luat cong vu`.
pub(super) fn check_diacritics(node: &Node, text: &str, found: &mut Diagnostics) {
    if without_diacritics(text).is_some() {
        found.push(
            Diagnostic::warning(code::NO_DIACRITICS, node.span, "Văn bản gõ không dấu")
                .help("Bật bộ gõ tiếng Việt (Unicode dựng sẵn) và gõ lại.")
                .clause(Clause::Letters),
        );
    }
}

/// What of a text is Vietnamese without its marks: the whole of some length, or a stretch whose words have no tone where
/// all such syllables have one (`quyet`, `xet`).
pub fn without_diacritics(text: &str) -> Option<&str> {
    let plain = |word: &str| word.is_ascii() && is_syllable(&word.to_lowercase());
    let parts = || text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).filter(|w| !w.is_empty());
    if text.is_ascii() && text.split_whitespace().count() >= WORDS && parts().all(plain) {
        return Some(text);
    }
    let small = |word: &str| word.chars().skip(1).all(|c| c.is_ascii_lowercase());
    let toneless = |word: &str| word.len() > 2 && (word.ends_with(['c', 'p', 't']) || word.ends_with("ch"));
    // Names of files are one word.
    let words = || text.split_whitespace().map(|w| w.trim_matches(|c: char| !is_letter_or_digit(c)));
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    // Most texts have no two such words at all.
    words().filter(|w| toneless(w) && w.is_ascii() && small(w)).nth(1)?;
    let mut stretch = Vec::new();
    for word in words().map(Some).chain([None]) {
        if let Some(word) = word.filter(|w| small(w) && plain(w)) {
            stretch.push(word);
            continue;
        }
        if let [first, .., last] = stretch.as_slice()
            && stretch.len() >= WORDS
            && stretch.iter().filter(|w| toneless(w)).count() > 1
        {
            return text.get(start(first)..start(last) + last.len());
        }
        stretch.clear();
    }
    None
}

/// Whether a word could be a Vietnamese syllable whose marks were left out.
fn is_syllable(word: &str) -> bool {
    const ONSETS: [&str; 27] = [
        "ngh", "ng", "gh", "gi", "kh", "nh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s",
        "t", "v", "x",
    ];
    const CODAS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];
    let vowels = |rest: &str| (1..=3).contains(&rest.len()) && rest.bytes().all(|b| b"aeiouy".contains(&b));
    ONSETS
        .iter()
        .filter_map(|o| word.strip_prefix(o))
        .chain([word])
        .any(|rest| CODAS.iter().filter_map(|c| rest.strip_suffix(c)).any(vowels))
        || word == "gi"
}

/// “Trên đây là Kế hoạch … của Sở Y tế” in a plan of the Sở Nội vụ.
pub(super) fn check_organ(root: &Node, found: &mut Diagnostics) {
    let (Some(own), Some(content)) = (root.get("organ_name").and_then(Node::text), root.get("content")) else { return };
    for paragraph in ["opening", "closing"].iter().filter_map(|field| content.get(field)).flat_map(Node::list) {
        if let Some(named) = paragraph.text().and_then(|text| other_organ(own, text)) {
            found.push(foreign(paragraph, &named, own));
        }
    }
    content.each_text(&mut |node, text| {
        if let Some(named) = other_department(own, text) {
            found.push(foreign(node, named, own));
        }
    });
}

fn foreign(node: &Node, named: &str, own: &str) -> Diagnostic {
    let message = format!("Đoạn này ghi “{named}”, cơ quan ban hành là “{}”", short(own));
    Diagnostic::warning(code::FOREIGN_ORGAN, node.span, message).quoting(named).help("Sửa lại nếu còn sót từ văn bản được chép.")
}

/// The body that a first or last paragraph means the document's own by, where it has another name.
pub fn other_organ(own: &str, text: &str) -> Option<String> {
    let (own, text) = (short(own), short(text));
    let named = speaker(&text, own.split(' ').next().unwrap_or_default())?;
    let (ours, theirs) = (folded(&own), folded(named));
    let abbreviated = named.split([' ', '&']).skip(1).any(|w| w.chars().count() > 1 && upper(w) == w);
    (!abbreviated && !ours.starts_with(&theirs) && !theirs.starts_with(&ours)).then(|| named.to_owned())
}

/// The department behind words that a department writes of itself alone, where it is another one.
pub fn other_department<'t>(own: &str, text: &'t str) -> Option<&'t str> {
    const ITSELF: [&str; 6] = [
        "hoạt động của ",
        "cán bộ, công chức của ",
        "các phòng, đơn vị thuộc ",
        "các phòng, ban, đơn vị thuộc ",
        "trang thông tin điện tử của ",
        "cổng thông tin điện tử của ",
    ];
    const DEPARTMENTS: [&str; 14] = [
        "Nội vụ",
        "Tài chính",
        "Công Thương",
        "Công thương",
        "Xây dựng",
        "Tư pháp",
        "Y tế",
        "Giáo dục và Đào tạo",
        "Ngoại vụ",
        "Khoa học và Công nghệ",
        "Nông nghiệp và Môi trường",
        "Văn hóa, Thể thao và Du lịch",
        "Dân tộc và Tôn giáo",
        "Du lịch",
    ];
    let kind = "Sở ";
    if !text.contains(kind) {
        return None;
    }
    let ours = folded(own);
    ITSELF.iter().filter(|_| ours.starts_with("so ")).flat_map(|words| text.match_indices(words)).find_map(|(at, words)| {
        let start = at + words.len();
        let rest = text[start..].strip_prefix(kind)?;
        let name = DEPARTMENTS.iter().find(|name| rest.starts_with(**name))?;
        let named = text.get(start..start + kind.len() + name.len())?;
        (!ours.starts_with(&folded(named))).then_some(named)
    })
}

fn short(text: &str) -> String {
    text.replace("Ủy ban nhân dân", "UBND").replace("Uỷ ban nhân dân", "UBND")
}

/// The body of a kind that speaks in a text: `Sở Y tế ban hành …`, `Trên đây là … của Sở Y tế`.
fn speaker<'a>(text: &'a str, kind: &str) -> Option<&'a str> {
    const VERBS: [&str; 5] = [" ban hành", " xây dựng", " báo cáo", " thông báo", " yêu cầu"];
    let start = |within: &str| within.match_indices(kind).map(|(at, _)| at).filter(|at| within[at + kind.len()..].starts_with(' ')).last();
    if text.starts_with("Trên đây là") {
        let at = start(text).filter(|at| text[..*at].ends_with("của "))?;
        let named = &text[at..];
        return Some(named.split([',', '.', ';', '(', '/']).next().unwrap_or(named)).filter(|n| n.split(' ').count() <= 12);
    }
    let mut verbs: Vec<usize> = VERBS.iter().flat_map(|v| text.match_indices(v)).map(|(at, _)| at).collect();
    verbs.sort_unstable();
    verbs.into_iter().find_map(|verb| {
        let at = start(&text[..verb]).filter(|at| *at == 0 || text[..*at].ends_with(", ") || text[..*at].ends_with(". "))?;
        let named = &text[at..verb];
        (!named.contains(',') && named.split(' ').count() <= 12).then_some(named)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_in_a_paragraph() {
        let sentence = "Thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh, Sở Y tế ban hành Kế hoạch như sau:";
        assert_eq!(speaker(sentence, "Sở"), Some("Sở Y tế"));
        assert_eq!(speaker("Trên đây là Kế hoạch năm 2026 của Sở Y tế, đề nghị", "Sở"), Some("Sở Y tế"));
        assert_eq!(speaker("Theo Công văn số 5/STC-TH về việc báo cáo kết quả, Sở Y tế báo cáo như sau:", "Sở"), Some("Sở Y tế"));
        for other in ["Thực hiện Quyết định của UBND tỉnh ban hành Kế hoạch", "Trên đây là Kế hoạch năm 2026", "Sở Y tế có trách nhiệm"]
        {
            assert_eq!(speaker(other, "Sở"), None, "{other}");
        }
    }

    #[test]
    fn syllables_without_marks() {
        for word in ["nang", "cao", "ky", "luat", "nghiem", "gi", "uy", "quyen", "an"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["microsoft", "office", "xml", "ubnd", "2025", "server"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    /// PL I-1.II.9d: `- Lưu: VT, …`.
    #[test]
    fn the_filing_line_is_known_from_names_that_begin_like_it() {
        for line in ["Lưu: VT, VP", "Lưu:", "lưu VT", "Lưu VT, VP.", "Lưu hồ sơ", "Lưu"] {
            assert!(files(line), "{line}");
        }
        for name in ["Lưu trữ lịch sử tỉnh", "Lưu Văn An", "Trung tâm Lưu trữ"] {
            assert!(!files(name), "{name}");
        }
    }
}
