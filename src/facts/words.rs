//! What a text names: days, and other documents by their number and symbol.

use std::ops::Range;

use crate::text::{is_letter, is_letter_or_digit};
use chrono::NaiveDate;

/// A day that a text names: `18/3/2025`, `ngày 18 tháng 3 năm 2025`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct Day {
    /// Its bytes in the text.
    pub range: Range<usize>,
    pub day: u32,
    pub month: u32,
    pub year: i32,
}

impl Day {
    /// The date, where the calendar has it.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }
}

/// Another document that a text names: `Kế hoạch số 12/KH-UBND ngày 05/3/2025 của Ủy ban nhân dân tỉnh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The bytes of number and symbol.
    pub range: Range<usize>,
    /// The words before it: `Kế hoạch`, where they are a type's name or one that laws have.
    pub type_name: Option<&'static str>,
    /// The number as written.
    pub number: String,
    /// What follows the first slash: `KH-UBND`, `2020/NĐ-CP`.
    pub notation: String,
    /// Its day.
    pub day: Option<Day>,
    /// Who issued it, as written.
    pub organ: Option<String>,
}

impl Citation {
    /// The year in its number, as laws, decrees and circulars have it.
    pub fn year(&self) -> Option<i32> {
        let (year, _) = self.notation.split_once('/')?;
        year.parse().ok().filter(|year| (1945..2100).contains(year))
    }
}

/// Names of documents that texts cite, the longer of two that begin alike first.
const NAMES: [&str; 24] = [
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Quy chế",
    "Quy định",
    "Thông báo",
    "Hướng dẫn",
    "Chương trình",
    "Kế hoạch",
    "Phương án",
    "Đề án",
    "Báo cáo",
    "Biên bản",
    "Tờ trình",
    "Công văn",
    "Công điện",
    "Nghị định",
    "Thông tư liên tịch",
    "Thông tư",
    "Pháp lệnh",
    "Bộ luật",
    "Luật",
    "Văn bản",
    "Kết luận",
];

/// The days that a text names, in order.
pub fn days(text: &str) -> Vec<Day> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let end = start + digits(&text[start..]);
        at = end;
        if text[..start].ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '-' | '.' | ',')) {
            continue;
        }
        if let Some(day) = slashed(text, start, end).or_else(|| spelt(text, start, end)) {
            at = day.range.end;
            out.push(day);
        }
    }
    out
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `18/3/2025`, `18-3-2025`, `18.3.2025`.
fn slashed(text: &str, start: usize, end: usize) -> Option<Day> {
    let sign = text[end..].chars().next().filter(|c| matches!(c, '/' | '-' | '.'))?;
    let month = end + 1;
    let month_end = month + digits(&text[month..]);
    text[month_end..].strip_prefix(sign)?;
    let year = month_end + 1;
    let year_end = year + digits(&text[year..]);
    let right = (1..=2).contains(&(end - start)) && (1..=2).contains(&(month_end - month)) && year_end - year == 4;
    let mut behind = text[year_end..].chars();
    let after = behind.next();
    let goes_on = after == Some('.') && behind.next().is_some_and(|c| c.is_ascii_digit());
    (right && !goes_on && !after.is_some_and(|c| is_letter_or_digit(c) || c == '/')).then_some(())?;
    Some(Day {
        range: start..year_end,
        day: text[start..end].parse().ok()?,
        month: text[month..month_end].parse().ok()?,
        year: text[year..year_end].parse().ok()?,
    })
}

/// `18 tháng 3 năm 2025`.
fn spelt(text: &str, start: usize, end: usize) -> Option<Day> {
    let after = |at: usize, word: &str| {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start().len();
        let rest = &rest[gap..];
        let skip = word.len() + rest.strip_prefix(word)?.len() - rest.strip_prefix(word)?.trim_start().len();
        let from = at + gap + skip;
        let to = from + digits(&text[from..]);
        (gap > 0 && to > from).then_some((from, to))
    };
    let (month, month_end) = after(end, "tháng")?;
    let (year, year_end) = after(month_end, "năm")?;
    let right = end - start <= 2 && month_end - month <= 2 && year_end - year == 4;
    right.then_some(Day {
        range: start..year_end,
        day: text[start..end].parse().ok()?,
        month: text[month..month_end].parse().ok()?,
        year: text[year..year_end].parse().ok()?,
    })
}

/// The documents that a text names by number and symbol, in order.
pub fn citations(text: &str) -> Vec<Citation> {
    text.match_indices('/').filter_map(|(slash, _)| citation(text, slash)).collect()
}

fn citation(text: &str, slash: usize) -> Option<Citation> {
    let number_from = slash - text[..slash].bytes().rev().take_while(u8::is_ascii_digit).count();
    let number = &text[number_from..slash];
    let before = &text[..number_from];
    let inside = before.ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '-' | '.' | ','));
    if number.is_empty() || number.len() > 6 || inside || is_of_a_standard(before) {
        return None;
    }
    let sign = |c: char| is_letter_or_digit(c) || matches!(c, '-' | '/' | '&');
    let length = text[slash + 1..].find(|c| !sign(c)).unwrap_or(text.len() - slash - 1);
    let notation = text[slash + 1..slash + 1 + length].trim_end_matches(['-', '/', '&']);
    let symbol = notation.rsplit('/').next().unwrap_or(notation);
    // `15/CP` is a symbol, `12/giờ` and `3/2025` are none.
    let capitals = symbol.chars().filter(|c| c.is_uppercase()).count();
    let letters = symbol.chars().filter(|c| is_letter(*c)).count();
    if capitals < 2 || capitals * 2 < letters || !symbol.starts_with(is_letter) {
        return None;
    }
    let end = slash + 1 + notation.len();
    let day = days(&text[end..]).into_iter().next().filter(|day| {
        let gap = text[end..end + day.range.start].trim();
        gap.trim_start_matches([',', '(']).trim() == "ngày"
    });
    let day = day.map(|d| Day { range: end + d.range.start..end + d.range.end, ..d });
    let rest = day.as_ref().map_or(end, |d| d.range.end);
    let organ = text[rest..].trim_start().strip_prefix("của ").map(|rest| {
        let stops = [" về ", " quy định", " ban hành", " phê duyệt", " hướng dẫn", " sửa đổi", " và ", " triển khai", " thực hiện"];
        let end = stops.iter().filter_map(|s| rest.find(s)).chain(rest.find([',', ';', '.', '(', ')', ':', '“', '"'])).min();
        rest[..end.unwrap_or(rest.len())].trim().to_owned()
    });
    let words = before.trim_end().trim_end_matches("số").trim_end_matches("Số").trim_end();
    Some(Citation {
        range: number_from..end,
        type_name: NAMES.into_iter().find(|name| ends_with(words, name)),
        number: number.to_owned(),
        notation: notation.to_owned(),
        day,
        organ: organ.filter(|o| !o.is_empty()),
    })
}

/// Whether a text ends with a name, in small letters or capitals.
fn ends_with(text: &str, name: &str) -> bool {
    let mut last = text.chars().rev();
    name.chars().rev().all(|of_name| last.next().is_some_and(|c| c.to_lowercase().eq(of_name.to_lowercase())))
}

/// Whether a technical standard is named so far, whose year follows: `QCVN 01:`, `TCVN ISO 9001:`.
fn is_of_a_standard(before: &str) -> bool {
    const STANDARDS: [&str; 4] = ["QCVN", "TCVN", "QCĐP", "TCCS"];
    let Some(name) = before.trim_end().strip_suffix(':').filter(|name| name.ends_with(|c: char| c.is_ascii_digit())) else { return false };
    let mut last = name.split_whitespace().rev().take(3).map(|word| word.trim_start_matches('('));
    last.any(|word| STANDARDS.iter().any(|standard| word.starts_with(standard)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn technical_standards_are_no_documents() {
        for none in ["(viết tắt là QCVN 01: 2019/BCT)", "TCVN ISO 9001:2015/TC", "theo QCVN 41:2024/BGTVT"] {
            assert_eq!(citations(none).len(), 0, "{none}");
        }
        assert_eq!(citations("Quyết định số: 12/QĐ-SNV").len(), 1);
        assert_eq!(citations("theo TCVN 5574:2018, Quyết định số: 12/QĐ-SNV").len(), 1);
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let read = |text: &str| days(text).into_iter().map(|d| (d.day, d.month, d.year)).collect::<Vec<_>>();
        assert_eq!(read("ngày 18/3/2025 và ngày 05 tháng 02 năm 2024"), [(18, 3, 2025), (5, 2, 2024)]);
        assert_eq!(read("trước 31/02/2025, từ 1-4-2025"), [(31, 2, 2025), (1, 4, 2025)]);
        for none in ["Nghị định số 30/2020/NĐ-CP", "tháng 3/2025", "1.2.3", "tỷ lệ 3/4", "12.05.2025.7"] {
            assert_eq!(read(none), [], "{none}");
        }
    }

    #[test]
    fn citations_have_type_number_day_and_organ() {
        let read = |text: &str| {
            let all = citations(text).into_iter();
            all.map(|c| (c.type_name.unwrap_or("-"), c.number, c.notation, c.day.map(|d| d.month), c.organ.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let text = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2025 của Ủy ban nhân dân tỉnh về cải cách; Nghị định số 30/2020/NĐ-CP, Công văn 5/SNV-CCHC";
        let wanted = [
            ("Kế hoạch", "12".to_owned(), "KH-UBND".to_owned(), Some(3), "Ủy ban nhân dân tỉnh".to_owned()),
            ("Nghị định", "30".into(), "2020/NĐ-CP".into(), None, String::new()),
            ("Công văn", "5".into(), "SNV-CCHC".into(), None, String::new()),
        ];
        assert_eq!(read(text), wanted);
        let capitals = citations("THỰC HIỆN THÔNG TƯ LIÊN TỊCH SỐ 01/TTLT-BNV, văn bản hợp nhất 5/VBHN-VPQH, Luật số 2/QH-TU");
        assert_eq!(capitals.iter().map(|c| c.type_name).collect::<Vec<_>>(), [None, None, Some("Luật")]);
        assert_eq!(read("ngày 18/3/2025, 24/24 giờ, 60 km/h, 5/ngày, 3/4"), []);
    }
}
