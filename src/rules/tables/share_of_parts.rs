//! A share in the text is that of the numbers beside it.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_letter_or_digit, lower, typed_number};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R513", slug: "share-of-parts" },
    family: Family::Tables,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Tỷ lệ phần trăm trong câu đúng với hai số đứng trước",
    manual: "“845/1.300 hồ sơ, đạt 65%”, “12/13 phiếu (92,3%)”, “1.300 hồ sơ, trong đó 845 hồ sơ trực tuyến (chiếm 65%)”: tỷ lệ \
             được tính lại từ hai số. Làm tròn lên hay xuống đều được. Chỉ xét khi giữa số và tỷ lệ không có số nào khác và có \
             chữ đạt, chiếm, bằng, tỷ lệ hoặc dấu mở ngoặc; so với cùng kỳ, tăng, giảm, vượt không xét.",
    wrong: &[
        "1. Đã giải quyết 845/1.300 hồ sơ, đạt 56%.",
        "1. Hoàn thành 1.245/3.700 căn hộ, đạt 36,3% chỉ tiêu được giao.",
        "1. Kết quả: 12/13 phiếu (93,2%).",
        "1. Toàn xã có 2.150 hộ, trong đó 97 hộ nghèo (chiếm 5,4%).",
    ],
    right: &[
        "1. Đã giải quyết 845/1.300 hồ sơ, đạt 65%; 12/13 phiếu (92,3%); 24/24 giờ, bằng 110% so với cùng kỳ.",
        "1. Toàn xã có 2.150 hộ, trong đó 97 hộ nghèo (chiếm 4,5%), giảm 31 hộ; 2/3 số phiếu, đạt 67%; từ ngày 12/6 đến nay đạt 30%.",
    ],
    check,
};

/// Longer stretches between a number and its share belong to something else.
const NEAR: usize = 60;

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|l| l.text.contains('%')) {
        for (sign, _) in line.text.match_indices('%') {
            let Some((start, shown)) = number_before(&line.text, sign) else { continue };
            let Some((share, step)) = value(shown).map(|v| (v, step(shown))) else { continue };
            let behind = line.text[sign + 1..].trim_start().to_lowercase();
            let compared = ["so với", "cùng kỳ", "-", "–"].iter().any(|w| behind.starts_with(w));
            let planned = ["kế hoạch", "dự toán", "chỉ tiêu"].iter().any(|w| behind.starts_with(w));
            let parts = fraction(&line.text[..start]).or_else(|| grouped(&line.text[..start]).filter(|_| !planned));
            let Some((part, whole)) = parts.filter(|_| !compared) else { continue };
            let due = part / whole * 100.0;
            if (due - share).abs() > step * 1.000_001 {
                let decimals = shown.split(',').nth(1).map_or(0, str::len);
                let right = format!("{due:.decimals$}").replace('.', ",");
                found
                    .add(line.at(start..sign + 1), format!("Tỷ lệ ghi {shown}%, tính từ hai số đứng trước được {right}%"))
                    .expected(format!("{right}%"))
                    .help("Sửa tỷ lệ, hoặc sửa số.");
            }
        }
    }
}

/// The number that ends at a byte, blanks between aside: where it begins, and its signs.
fn number_before(text: &str, end: usize) -> Option<(usize, &str)> {
    let end = text[..end].trim_end().len();
    let length = text[..end].bytes().rev().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let signs = text[end - length..end].trim_start_matches(['.', ',']);
    let start = end - signs.len();
    let alone = !text[..start].ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '-' | '–'));
    (alone && !signs.is_empty()).then_some((start, signs))
}

fn value(signs: &str) -> Option<f64> {
    typed_number(signs).ok()?.parse().ok()
}

/// The last place that a number shows: 0.1 of `65,3`.
fn step(signs: &str) -> f64 {
    signs.split(',').nth(1).map_or(1.0, |decimals| 0.1_f64.powi(i32::try_from(decimals.len()).unwrap_or(1)))
}

/// The last number before a share: where its signs are, if the words between belong to both.
fn last_number(before: &str) -> Option<std::ops::Range<usize>> {
    let last = before.rfind(|c: char| c.is_ascii_digit())? + 1;
    let between = lower(&before[last..]);
    let says = ["đạt", "chiếm", "bằng", "tỷ lệ", "tỉ lệ", "tương đương", "("].iter().any(|w| between.contains(w));
    let turns = ["tăng", "giảm", "vượt", "so với", "cùng kỳ", "còn"].iter().any(|w| between.contains(w));
    let apart = between.chars().count() > NEAR || between.contains([';', ':', '.', '%', '/']);
    (says && !turns && !apart).then(|| last - digits(&before[..last])..last)
}

/// The bytes of the whole number at the end of a text.
fn digits(text: &str) -> usize {
    text.bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b'.').count()
}

/// `845/1.300 hồ sơ, đạt`: part and whole.
fn fraction(before: &str) -> Option<(f64, f64)> {
    let second = last_number(before)?;
    let rest = before[..second.start].strip_suffix('/')?;
    let (head, first) = rest.split_at(rest.len() - digits(rest));
    // `12/6` behind `ngày` is a day.
    let other =
        head.trim_end().to_lowercase().ends_with("ngày") || head.ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '-' | ','));
    (!other).then_some(())?;
    plausible(value(first)?, value(&before[second])?)
}

/// `1.300 hồ sơ, trong đó 845 hồ sơ (chiếm`: part and whole.
fn grouped(before: &str) -> Option<(f64, f64)> {
    let second = last_number(before)?;
    let among = before[..second.start].rfind("trong đó").filter(|at| second.start - at <= NEAR / 2)?;
    let end = before[..among].rfind(|c: char| c.is_ascii_digit())? + 1;
    let between = &before[end..among];
    let beside = between.chars().count() <= NEAR / 2 && !between.contains([';', '.', '%', '/']);
    beside.then_some(())?;
    plausible(value(&before[second])?, value(&before[end - digits(&before[..end])..end])?)
}

/// Of less than five nothing is a share; a part may be more than what was planned, but not many times.
fn plausible(part: f64, whole: f64) -> Option<(f64, f64)> {
    (whole >= 5.0 && part <= whole * 3.0).then_some((part, whole))
}
