//! An abbreviation is spelt out once.

use std::collections::BTreeMap;

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::text::{is_syllable, roman_value};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R926", slug: "abbreviation" },
    family: Family::Proofreading,
    severity: Severity::Note,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Chữ viết tắt dùng nhiều lần được viết đủ ở lần đầu",
    manual: "Chữ viết tắt không thông dụng phải viết đủ ở lần đầu, kèm chữ tắt trong ngoặc: “chỉ số hài lòng (SIPAS)”. Xét chữ viết \
             tắt đứng riêng từ ba lần trở lên mà không lần nào nằm trong ngoặc sau chữ viết đủ; UBND, HĐND, CNTT, TTHC và những chữ \
             tắt thông dụng như thế, số ký hiệu, dòng Nơi nhận không xét.",
    wrong: &["1. Rà soát SIPAS năm 2024.\n2. Công bố SIPAS.\n3. Nâng SIPAS năm 2025."],
    right: &[
        "1. Rà soát chỉ số hài lòng (SIPAS) năm 2024.\n2. Công bố SIPAS.\n3. Nâng SIPAS năm 2025.",
        "1. UBND cấp xã báo cáo.\n2. Sở trình UBND tỉnh.\n3. UBND tỉnh quyết định.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    const COMMON: [&str; 44] = [
        "UBND", "HĐND", "UBMTTQ", "MTTQ", "TW", "TƯ", "CNTT", "TTHC", "CCHC", "KT", "XH", "KT-XH", "KHCN", "CBCC", "CCVC", "CBCCVC",
        "NSNN", "NSTW", "TNHH", "CP", "MTV", "PCCC", "CNCH", "BHXH", "BHYT", "BHTN", "QLNN", "DN", "HTX", "THCS", "THPT", "ATTP", "ATGT",
        "VLXD", "STT", "TT", "ĐVT", "PT", "GDĐT", "VHTTDL", "TNMT", "NTM", "AI", "IT",
    ];
    let mut seen: BTreeMap<&str, (usize, &Line<'p>)> = BTreeMap::new();
    let mut explained = Vec::new();
    let is_running = |line: &Line| line.is_own() && line.text.chars().any(char::is_lowercase);
    let short = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase) && (3..=8).contains(&word.chars().count());
    for word in facts.words().filter(|w| short(w.text) && !is_syllable(w.text) && roman_value(w.text).is_none()) {
        for (line, at) in word.places().filter(|(line, _)| is_running(line)) {
            let before = &line.text[..at.start];
            let beside = [before.chars().next_back(), line.text[at.end..].chars().next()];
            let joined = |c: &Option<char>| c.is_some_and(|c| matches!(c, '/' | '-' | '&' | '_'));
            let part = beside.iter().any(joined) || beside[0] == Some('.');
            if beside[0] == Some('(') || before.trim_end().ends_with("là") || before.ends_with(['“', '"']) {
                explained.push(word.text);
            } else if !COMMON.contains(&word.text) && !part {
                seen.entry(word.text).or_insert((0, line)).0 += 1;
            }
        }
    }
    let mut never = seen.into_iter().filter(|(word, (times, _))| *times > 2 && !explained.contains(word));
    if let Some((word, (_, line))) = never.next() {
        let others: Vec<&str> = never.map(|(word, _)| word).take(5).collect();
        let more = if others.is_empty() { String::new() } else { format!("; cả {}", others.join(", ")) };
        let at = line.text.find(word).map_or_else(|| line.piece.clone(), |at| line.at(at..at + word.len()));
        found
            .add(at, format!("Chữ viết tắt “{word}” chưa lần nào được viết đủ{more}"))
            .help("Lần đầu viết đủ, kèm chữ tắt trong ngoặc; hoặc viết đủ cả.");
    }
}
