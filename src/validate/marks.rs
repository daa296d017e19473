//! Marks of levels that are typed at the head of a text, `I.`, `II)`, `A.`, `1/`, `a)`, `-`, and the level that each means.

use crate::recognise::{Mark, MarkKind, mark_of};
use crate::text::{is_letter, letter, roman, upper};

/// No document has so many sections: “C. Mác”, “L. Tôn-xtôi”.
const MOST_SECTIONS: usize = 40;

/// A mark at the head of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed<'t> {
    /// As it was typed.
    pub(super) mark: &'t str,
    /// The level that it means.
    pub(super) level: &'static str,
    /// What the program sets for that level.
    pub(super) written: String,
}

/// The mark of a text that stands alone.
pub(super) fn typed(text: &str) -> Option<Typed<'_>> {
    levels(&[Some(text)], None).pop()?
}

/// The marks of texts that follow each other; `inside` is the level of the item that holds them.
pub(super) fn levels<'t>(texts: &[Option<&'t str>], inside: Option<&str>) -> Vec<Option<Typed<'t>>> {
    let marks: Vec<Option<Mark>> = texts.iter().map(|text| text.and_then(sure)).collect();
    let has =
        |kind: MarkKind, rank: Option<usize>| marks.iter().flatten().any(|m| m.kind == kind && rank.is_none_or(|rank| m.rank == rank));
    let dotted = marks.iter().flatten().any(|m| m.kind == MarkKind::Number && m.shown.ends_with('.'));
    let below_clause = matches!(inside, Some("clause" | "subclause"));
    let stars = marks.iter().flatten().filter(|m| m.kind == MarkKind::Star).count();
    let means = |text: &'t str, mark: &Mark| {
        let rest = text.get(mark.bytes..)?;
        let beside = has(mark.kind, Some(mark.rank + 1)) || mark.rank > 1 && has(mark.kind, Some(mark.rank - 1));
        let n = mark.rank;
        let (level, written) = match mark.kind {
            MarkKind::Part => ("part", format!("Phần {}", roman(n))),
            MarkKind::Chapter => ("chapter", format!("Chương {}", roman(n))),
            MarkKind::Section => ("section", format!("Mục {n}")),
            MarkKind::Subsection => ("subsection", format!("Tiểu mục {n}")),
            MarkKind::Article => ("article", format!("Điều {n}.")),
            MarkKind::Roman => ("section", format!("{}.", roman(n))),
            // “A. Đuy-ma” is a name: a letter counts things where another one does, or above capitals.
            MarkKind::Capital if !beside && !is_title(rest) => return None,
            // Letters stand above Roman numbers or below them, as the first of both shows.
            MarkKind::Capital => match marks.iter().flatten().map(|m| m.kind).find(|k| matches!(k, MarkKind::Roman | MarkKind::Capital)) {
                Some(MarkKind::Roman) => ("clause", format!("{n}.")),
                _ if has(MarkKind::Roman, None) => ("part", format!("Phần {}", roman(n))),
                _ => ("section", format!("{}.", roman(n))),
            },
            MarkKind::Number if mark.shown.ends_with(')') && (dotted || below_clause) => ("point", format!("{})", letter(n))),
            MarkKind::Number => ("clause", format!("{n}.")),
            MarkKind::Numbers => ("subclause", format!("{}.", mark.shown.trim_end_matches(['.', ')', '/']))),
            MarkKind::Letter | MarkKind::Bracketed => ("point", format!("{})", letter(n))),
            MarkKind::Dash => ("dash", "-".to_owned()),
            MarkKind::Plus => ("plus", "+".to_owned()),
            // A star alone leads to a remark.
            MarkKind::Star if stars < 2 => return None,
            MarkKind::Star => ("plus", "+".to_owned()),
        };
        Some(Typed { mark: text.get(..mark.bytes)?, level, written })
    };
    texts.iter().zip(&marks).map(|(text, mark)| means((*text)?, mark.as_ref()?)).collect()
}

/// What a text begins with, where that can hardly be a word of a sentence.
fn sure(text: &str) -> Option<Mark> {
    let mark = mark_of(text).or_else(|| dashed(text)).or_else(|| unspaced(text))?;
    let rest = text.get(mark.bytes..)?;
    let spaced = rest.starts_with(char::is_whitespace);
    let stopped = mark.shown.ends_with(['.', ':', ')', '-', '–']);
    let holds = match mark.kind {
        // “Phần I Kế hoạch này” speaks of another part.
        MarkKind::Part | MarkKind::Chapter | MarkKind::Section | MarkKind::Subsection => stopped || is_title(rest),
        MarkKind::Article => stopped,
        MarkKind::Dash | MarkKind::Plus | MarkKind::Star => true,
        // “V/v”, “c/o”.
        _ => spaced || !mark.shown.ends_with('/'),
    };
    if !holds || rest.trim().is_empty() {
        return None;
    }
    match mark.also {
        Some((kind, rank)) if mark.rank >= MOST_SECTIONS => Some(Mark { kind, rank, also: None, ..mark }),
        _ if mark.kind == MarkKind::Roman && mark.rank >= MOST_SECTIONS => None,
        _ => Some(mark),
    }
}

/// `I - MỤC ĐÍCH`, `2 – Yêu cầu`: a number, a dash between spaces, a capital letter.
fn dashed(text: &str) -> Option<Mark> {
    let (number, rest) = text.split_once(' ')?;
    let after = rest.strip_prefix(['-', '–']).filter(|after| after.starts_with(' '))?;
    // A year or a quantity before a dash is none.
    if number.len() > 4
        || number.bytes().all(|b| b.is_ascii_digit()) && number.len() > 2
        || !after.trim_start().starts_with(char::is_uppercase)
    {
        return None;
    }
    let bytes = text.len() - after.len();
    mark_of(&format!("{number}.{after}")).filter(|m| m.kind != MarkKind::Letter).map(|m| Mark {
        bytes,
        shown: text[..bytes].to_owned(),
        ..m
    })
}

/// `2.Kết quả`, `II.KẾT QUẢ`: no space behind the stop.
fn unspaced(text: &str) -> Option<Mark> {
    let (number, rest) = text.split_once('.')?;
    let mut word = rest.chars().take_while(|c| is_letter(*c));
    // “V.I. Lê-nin” has initials.
    let begins = word.next()?.is_uppercase() && word.next().is_some();
    mark_of(&format!("{number}. {rest}")).filter(|m| begins && m.bytes == number.len() + 1)
}

/// Whether words are written as the title of a section is, in capitals.
fn is_title(words: &str) -> bool {
    let words = words.trim();
    words.chars().filter(|c| is_letter(*c)).count() > 2 && upper(words) == words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str) -> Option<(&str, &str, String)> {
        typed(text).map(|t| (t.mark, t.level, t.written))
    }

    /// What clerks type, and what stands in its place (decree PL I-1.II.6đ).
    #[test]
    fn marks_mean_levels() {
        for (text, mark, level, written) in [
            ("I. KẾT QUẢ", "I.", "section", "I."),
            ("II) Kết quả", "II)", "section", "II."),
            ("III/ Kết quả", "III/", "section", "III."),
            ("IV: Kết quả", "IV:", "section", "IV."),
            ("I - KẾT QUẢ", "I -", "section", "I."),
            ("II – Kết quả", "II –", "section", "II."),
            ("A. PHẦN CHUNG", "A.", "section", "I."),
            ("B) NỘI DUNG", "B)", "section", "II."),
            ("C. TỔ CHỨC THỰC HIỆN", "C.", "section", "III."),
            ("2. Kết quả", "2.", "clause", "2."),
            ("2.Kết quả", "2.", "clause", "2."),
            ("II.KẾT QUẢ", "II.", "section", "II."),
            ("2) Kết quả", "2)", "clause", "2."),
            ("2/ Kết quả", "2/", "clause", "2."),
            ("2- Kết quả", "2-", "clause", "2."),
            ("2 - Kết quả", "2 -", "clause", "2."),
            ("1.1. Chỉ đạo", "1.1.", "subclause", "1.1."),
            ("1.1 Chỉ đạo", "1.1", "subclause", "1.1."),
            ("đ) Về thủ tục", "đ)", "point", "đ)"),
            ("b. Về thủ tục", "b.", "point", "b)"),
            ("b/ Về thủ tục", "b/", "point", "b)"),
            ("a)Về thủ tục", "a)", "point", "a)"),
            ("(2) Về thủ tục", "(2)", "point", "b)"),
            ("(ii) Về thủ tục", "(ii)", "point", "b)"),
            ("(b) Về thủ tục", "(b)", "point", "b)"),
            ("- 100% văn bản", "-", "dash", "-"),
            ("-Tiếp nhận hồ sơ", "-", "dash", "-"),
            ("– Tiếp nhận hồ sơ", "–", "dash", "-"),
            ("• Tiếp nhận hồ sơ", "•", "dash", "-"),
            ("+ Đúng hạn", "+", "plus", "+"),
            ("+Đúng hạn", "+", "plus", "+"),
            ("Điều 2. Hiệu lực", "Điều 2.", "article", "Điều 2."),
            ("Điều 2: Hiệu lực", "Điều 2:", "article", "Điều 2."),
            ("Chương II QUY ĐỊNH", "Chương II", "chapter", "Chương II"),
            ("Mục 1. Quy định chung", "Mục 1.", "section", "Mục 1"),
            ("Phần thứ nhất. Quy định chung", "Phần thứ nhất.", "part", "Phần I"),
        ] {
            assert_eq!(alone(text), Some((mark, level, written.to_owned())), "{text}");
        }
    }

    #[test]
    fn sentences_begin_with_no_mark() {
        for text in [
            "2025. Năm",
            "1.234 hồ sơ",
            "30/4 và 01/5 là ngày nghỉ",
            "12 - 15 người",
            "2026 - Năm bản lề",
            "Điều 5 Quyết định số 12",
            "Phần I Kế hoạch này",
            "Điều hành",
            "-5 độ",
            "+84 là mã vùng",
            "V/v đôn đốc",
            "Nội dung",
            "C. Mác",
            "V.I. Lê-nin",
            "L. Tôn-xtôi",
            "A. Đuy-ma",
            "C.ty TNHH",
            "* Lưu ý",
            "(Kèm theo Kế hoạch)",
            "a)",
            "-",
            "",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    fn of(texts: &[&str], inside: Option<&str>) -> Vec<Option<&'static str>> {
        let texts: Vec<Option<&str>> = texts.iter().map(|text| Some(*text)).collect();
        levels(&texts, inside).into_iter().map(|typed| typed.map(|t| t.level)).collect()
    }

    /// Others beside it say what a mark means.
    #[test]
    fn marks_are_read_with_their_neighbours() {
        assert_eq!(of(&["A. Tình hình", "Nội dung", "B. Kết quả"], None), [Some("section"), None, Some("section")]);
        assert_eq!(of(&["A. TÌNH HÌNH", "I. Chung", "B. KẾT QUẢ"], None), [Some("part"), Some("section"), Some("part")]);
        assert_eq!(of(&["I. CHUNG", "A. Tình hình", "B. Kết quả"], None), [Some("section"), Some("clause"), Some("clause")]);
        assert_eq!(of(&["1) Một", "2) Hai"], None), [Some("clause"), Some("clause")]);
        assert_eq!(of(&["1. Một", "1) Một nhỏ", "2) Hai nhỏ"], None), [Some("clause"), Some("point"), Some("point")]);
        assert_eq!(of(&["1) Một nhỏ", "2) Hai nhỏ"], Some("clause")), [Some("point"), Some("point")]);
        assert_eq!(of(&["* Đúng hạn", "* Quá hạn"], None), [Some("plus"), Some("plus")]);
    }
}
