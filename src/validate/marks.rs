//! Marks of levels that are typed at the head of a text: `I.`, `1.`, `a)`, `-`.

use crate::text::{letter_rank, roman_value};

/// A list mark at the head of a text: `I. `, `1. `, `1.1. `, `a) `, `- `, `+ `.
pub(super) fn typed_mark(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(' ')?;
    if rest.is_empty() {
        return None;
    }
    let numbers = |s: &str| !s.is_empty() && s.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let marked = matches!(head, "-" | "–" | "+" | "•")
        || head.strip_suffix(')').is_some_and(|l| letter_rank(l).is_some() || numbers(l))
        || head.strip_suffix('.').is_some_and(|n| roman_value(n).is_some() || numbers(n));
    marked.then_some(head)
}

/// A mark at the head of a text, and the level whose mark it is.
pub(super) fn level_of(text: &str) -> Option<(&str, &'static str)> {
    for (unit, level) in [("Phần ", "part"), ("Chương ", "chapter"), ("Điều ", "article")] {
        if let Some(number) = text.strip_prefix(unit).and_then(|rest| rest.split(' ').next()) {
            let bare = number.trim_end_matches(['.', ':']);
            let counts =
                if level == "article" { number.ends_with('.') && bare.parse::<u32>().is_ok() } else { roman_value(bare).is_some() };
            if counts && text.len() > unit.len() + number.len() {
                return Some((&text[..unit.len() + number.len()], level));
            }
        }
    }
    let (head, rest) = text.split_once(' ').filter(|(_, rest)| !rest.trim().is_empty())?;
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = head.trim_end_matches('.').split('.').collect();
    // `1.1 Công tác …`, without its last stop.
    if (2..=3).contains(&parts.len()) && parts.iter().all(|part| digits(part) && part.len() <= 2) && rest.starts_with(char::is_uppercase) {
        return Some((head, "subclause"));
    }
    let mark = typed_mark(text)?;
    let bare = mark.trim_end_matches(['.', ')']);
    let level = match mark {
        "+" => "plus",
        "-" | "–" | "•" => "dash",
        _ if mark.ends_with(')') && (letter_rank(bare).is_some() || digits(bare)) => "point",
        // “C. Mác”, “L. Tôn-xtôi”: no document has fifty sections.
        _ if roman_value(bare).is_some_and(|n| n < 40) => "section",
        _ if roman_value(bare).is_some() => return None,
        _ if digits(bare) => "clause",
        _ => return None,
    };
    Some((mark, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_marks_are_seen() {
        for mark in ["I.", "1.", "1.1.", "a)", "đ)", "-", "+", "1)"] {
            assert_eq!(typed_mark(&format!("{mark} Nội dung")), Some(mark));
        }
        for text in ["Nội dung", "A. Nội dung khác", "ông A) x", "-Nội dung", "2025 là năm", "-"] {
            assert_eq!(typed_mark(text), None, "{text}");
        }
    }

    #[test]
    fn marks_mean_levels() {
        for (text, level) in [
            ("I. KẾT QUẢ", "section"),
            ("2. Kết quả", "clause"),
            ("1.1. Chỉ đạo", "subclause"),
            ("1.1 Chỉ đạo", "subclause"),
            ("đ) Về thủ tục", "point"),
            ("- 100% văn bản", "dash"),
            ("+ Đúng hạn", "plus"),
            ("Điều 2. Hiệu lực", "article"),
            ("Chương II QUY ĐỊNH", "chapter"),
        ] {
            assert_eq!(level_of(text).map(|(_, level)| level), Some(level), "{text}");
        }
        for text in ["2025. Năm", "1.234 hồ sơ", "Điều 5 Quyết định số 12", "Điều hành", "-5 độ", "Nội dung", "C. Mác"]
        {
            assert_eq!(level_of(text), None, "{text}");
        }
    }
}
