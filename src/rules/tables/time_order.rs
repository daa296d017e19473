//! What begins ends later on the day.

use std::ops::Range;

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line, days};
use crate::rules::{Basis, Family, Findings, Rule, Scope};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R514", slug: "time-order" },
    family: Family::Tables,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Any,
    title: "Giờ kết thúc sau giờ bắt đầu",
    manual: "“từ 14 giờ 00 phút đến 11 giờ 30 phút”; biên bản bắt đầu hồi 08 giờ mà kết thúc 07 giờ 30 cùng ngày. Chỗ ghi ca đêm, \
             trực qua ngày (có chữ hôm sau, ngày hôm sau) và hai ngày khác nhau không xét.",
    wrong: &[
        "1. Thời gian: từ 14 giờ 00 phút đến 11 giờ 30 phút.",
        "@số Số: 15/BB-SNV\n@loại BIÊN BẢN\n@trích yếu Họp xét thi đua năm 2025\n\
         Thời gian bắt đầu: 08 giờ 00 phút ngày 18 tháng 3 năm 2025.\n\
         Cuộc họp kết thúc vào 07 giờ 30 phút cùng ngày./.",
    ],
    right: &[
        "1. Thời gian: từ 07 giờ 30 phút đến 11 giờ 30 phút; trực từ 18 giờ đến 06 giờ sáng hôm sau.",
        "@số Số: 15/BB-SNV\n@loại BIÊN BẢN\n@trích yếu Họp xét thi đua năm 2025\n\
         Thời gian bắt đầu: 08 giờ 00 phút ngày 18 tháng 3 năm 2025.\n\
         Cuộc họp kết thúc vào 07 giờ 30 phút ngày 19 tháng 3 năm 2025./.",
    ],
    check,
};

/// A time of day that a text names, in minutes.
struct Time {
    range: Range<usize>,
    minutes: u32,
}

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for line in facts.texts().filter(|l| l.text.contains(" giờ")) {
        for pair in times(&line.text).windows(2) {
            let [first, second] = pair else { continue };
            let before = line.text[..first.range.start].trim_end().to_lowercase();
            let span = line.text[first.range.end..second.range.start].trim() == "đến" && before.ends_with("từ");
            let night = line.text[second.range.end..].to_lowercase();
            let next = ["hôm sau", "sáng", "ngày"].iter().any(|w| night.trim_start().starts_with(w)) || night.contains("hôm sau");
            if span && !next && first.minutes > second.minutes {
                found.add(line.at(first.range.start..second.range.end), "Giờ bắt đầu sau giờ kết thúc");
            }
        }
    }
    if facts.kind().title() == "Biên bản" {
        minutes(facts, found);
    }
}

/// The time when a meeting ends, against that when it began.
fn minutes<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let named = |words: &'static [&'static str]| {
        let says = move |line: &&Line| line.is_own() && words.iter().any(|w| line.text.to_lowercase().contains(w));
        facts.texts().filter(says).filter_map(|line| Some((line, times(&line.text).into_iter().next()?)))
    };
    let start = named(&["bắt đầu", "hôm nay", "vào hồi", "vào lúc"]).next();
    let end = named(&["kết thúc", "lập xong", "hoàn thành", "cùng ngày"]).last();
    let (Some((first, start)), Some((last, end))) = (start, end) else { return };
    let day = |line: &Line| days(&line.text).into_iter().next().and_then(|d| d.date());
    let same = last.text.contains("cùng ngày") || day(last).is_some() && day(first) == day(last);
    if same && start.minutes > end.minutes {
        found
            .add(last.at(end.range), "Giờ kết thúc trước giờ bắt đầu")
            .also(first.at(start.range), "giờ bắt đầu")
            .help("Sửa một trong hai giờ.");
    }
}

/// The times of day of a text: `08 giờ 30 phút`, `8 giờ`.
fn times(text: &str) -> Vec<Time> {
    let number = |end: usize| {
        let digits = text[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
        (end - digits, text[end - digits..end].parse::<u32>().ok())
    };
    let mut out = Vec::new();
    for (at, word) in text.match_indices(" giờ") {
        let (start, Some(hours)) = number(at) else { continue };
        let mut end = at + word.len();
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start().len();
        let digits = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count();
        let mut minutes = 0;
        if let Some(value) = rest[gap..gap + digits].parse::<u32>().ok().filter(|m| *m < 60) {
            minutes = value;
            end += gap + digits;
            end += text[end..].strip_prefix(" phút").map_or(0, |_| " phút".len());
        }
        // `24/24 giờ` and `40 giờ` are no times of day.
        if hours < 24 && !text[..start].ends_with(['/', ',', '.']) {
            out.push(Time { range: start..end, minutes: hours * 60 + minutes });
        }
    }
    out
}
