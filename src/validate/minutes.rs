//! Minutes: whether times, people, copies and recommendations go together (NĐ 217/2025/NĐ-CP Đ15; decree
//! PL III Mẫu 1.9, PL V Mục V).
//!
//! A type whose `signers` are several has these records; what stands where is its template's matter.

use super::signatories;
use crate::derive::BLANK;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::link::Linked;
use crate::model::node::{Node, Value};
use crate::text::{PartialDate, folded};

pub(super) const INSPECTION: &str = "NĐ 217/2025/NĐ-CP Đ15.3a; PL V Mục V";

/// Checks the records.
pub(super) fn check(root: &Node, linked: &[Linked], found: &mut Diagnostics) {
    let Some(content) = root.get("content") else { return };
    times(root, content, found);
    twice(content, found);
    let named = |field: &str| linked.iter().find(|l| l.field == field).and_then(|l| l.root.get("content"));
    if let Some(inspection) = named("plan").and_then(|plan| plan.get("inspection")) {
        planned(root, content, inspection, found);
    }
    if let Some(decision) = named("decision") {
        decided(content, decision.list_at("inspection_team"), found);
    }
    match content.text_at("form") {
        Some("meeting") => signatories::meeting(content, found),
        _ => {
            deadlines(root, content, found);
            signatories::inspection(content, found);
        }
    }
    copies(content, found);
}

pub(super) fn start(node: &Node) -> Span {
    Span { end: node.span.start, ..node.span }
}

pub(super) fn missing(content: &Node, field: &str, title: &str, help: &str, clause: &str) -> Diagnostic {
    Diagnostic::error(code::MISSING_FIELD, start(content), format!("Biên bản thiếu trường `{field}` ({title})")).help(help).clause(clause)
}

/// Day and minute of a moment, as far as known; `day` is the day of the minutes.
fn moment(node: &Node, day: Option<PartialDate>) -> (Option<PartialDate>, Option<u32>) {
    let time = node.text().or_else(|| node.text_at("time"));
    let clock = time.and_then(|t| t.split_once(':')).and_then(|(h, m)| Some((h.parse::<u32>().ok()?, m.parse::<u32>().ok()?)));
    let minutes = clock.filter(|(h, m)| *h < 24 && *m < 60).map(|(h, m)| h * 60 + m);
    let day = node.text_at("date").map_or(day, |d| PartialDate::parse(d).ok());
    (day, minutes)
}

/// The day that the minutes are of, when known to the day.
pub(super) fn held_on(root: &Node) -> Option<(PartialDate, Span)> {
    let started = root.get("content").and_then(|c| c.get("started_at")).and_then(|s| s.get("date"));
    let node = started.or_else(|| root.get("issued_date"))?;
    let date = node.text().and_then(|t| PartialDate::parse(t).ok()).filter(|d| d.day.is_some())?;
    Some((date, node.span))
}

fn times(root: &Node, content: &Node, found: &mut Diagnostics) {
    let told = |part: &str| content.get(part).is_some();
    for (field, title, part) in
        [("started_at", "Bắt đầu", "opening"), ("location", "Địa điểm", "opening"), ("ended_at", "Kết thúc", "closing")]
    {
        if !told(field) && !told(part) {
            found.push(missing(content, field, title, "Chưa biết thì ghi \"?\" để chừa chỗ điền tay.", INSPECTION));
        }
    }
    let (Some(started), Some(ended)) = (content.get("started_at"), content.get("ended_at")) else { return };
    let day = root.get("issued_date").and_then(Node::text).and_then(|t| PartialDate::parse(t).ok());
    let from = moment(started, day);
    let to = moment(ended, from.0);
    let earlier = match (from, to) {
        ((Some(a), Some(m)), (Some(b), Some(n))) => (b, n) <= (a, m),
        ((None, Some(m)), (None, Some(n))) => n <= m,
        ((Some(a), _), (Some(b), _)) => b < a,
        _ => false,
    };
    if earlier {
        let at = |node: &Node| {
            let time = node.text().or_else(|| node.text_at("time")).unwrap_or_default();
            node.text_at("date").map_or(time.to_owned(), |date| format!("{time} ngày {date}"))
        };
        found.push(
            Diagnostic::error(code::TIME_ORDER, ended.span, format!("Kết thúc ({}) không sau lúc bắt đầu ({})", at(ended), at(started)))
                .help("Sửa giờ; nếu kết thúc vào ngày khác thì ghi ended_at: {time: 09:00, date: 13/9/2025}."),
        );
    }
}

/// The day lies in the plan's time, the unit is one of those to be inspected.
fn planned(root: &Node, content: &Node, inspection: &Node, found: &mut Diagnostics) {
    let date = |field: &str| inspection.text_at(field).and_then(|t| PartialDate::parse(t).ok());
    if let Some((day, span)) = held_on(root) {
        let early = date("from").is_some_and(|from| day < from);
        let late = date("to").is_some_and(|to| day > to);
        if early || late {
            let limit = |field: &str, word: &str| date(field).map(|d| format!("{word} ngày {}", d.short()));
            let period: Vec<String> = [limit("from", "từ"), limit("to", "đến")].into_iter().flatten().collect();
            found.push(
                Diagnostic::warning(code::OUTSIDE_PERIOD, span, format!("Ngày {} ngoài thời gian kiểm tra của kế hoạch", day.short()))
                    .label(period.join(" "))
                    .help("Sửa ngày, hoặc kiểm tra lại thời gian ghi trong kế hoạch."),
            );
        }
    }
    let units = inspection.list_at("units");
    if let Some(unit) = content.get("unit").filter(|u| !units.iter().any(|known| known.text_at("name") == u.text())) {
        let names: Vec<&str> = units.iter().filter_map(|u| u.text_at("name")).collect();
        found.push(
            Diagnostic::error(code::FOREIGN_RECORD, unit.span, format!("Kế hoạch không kiểm tra “{}”", unit.text().unwrap_or_default()))
                .help(format!("Các đơn vị trong kế hoạch: {}.", names.join("; "))),
        );
    }
}

/// The team's people are those of the decision.
fn decided(content: &Node, team: &[Node], found: &mut Diagnostics) {
    let known = |name: &str| team.iter().any(|member| member.text_at("full_name").is_some_and(|n| folded(n) == folded(name)));
    let people = content.list_at("parties").first().map(|party| party.list_at("people")).unwrap_or_default();
    for name in people.iter().filter_map(|p| p.get("full_name")) {
        let Some(text) = name.text().filter(|t| *t != BLANK && !team.is_empty() && !known(t)) else { continue };
        found.push(
            Diagnostic::warning(code::FOREIGN_RECORD, name.span, format!("“{text}” không có trong quyết định thành lập Đoàn"))
                .help("Thành viên Đoàn lấy từ quyết định; người thay thế phải có quyết định thay đổi."),
        );
    }
}

/// Everybody named, with the list they stand in.
fn everybody(content: &Node) -> impl Iterator<Item = &Node> {
    let parties = content.list_at("parties").iter().flat_map(|p| p.list_at("people"));
    let alone = ["chair", "secretary"].into_iter().filter_map(|f| content.get(f));
    parties.chain(content.list_at("witnesses")).chain(alone).chain(content.list_at("attendees"))
}

fn twice(content: &Node, found: &mut Diagnostics) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for name in everybody(content).filter_map(|p| p.get("full_name")) {
        let Some(text) = name.text().filter(|t| *t != BLANK) else { continue };
        let key = folded(text);
        match seen.iter().find(|(k, _)| *k == key) {
            Some((_, first)) if *first == text => found.push(
                Diagnostic::error(code::PERSON_TWICE, name.span, format!("“{text}” được ghi hai lần"))
                    .help("Mỗi người chỉ đứng ở một bên; hai người trùng tên thì thêm chữ để phân biệt, ví dụ: Trần Văn Tuấn (A)."),
            ),
            Some(_) => {}
            None => seen.push((key, text)),
        }
    }
}

fn deadlines(root: &Node, content: &Node, found: &mut Diagnostics) {
    let day = held_on(root);
    for recommendation in content.list_at("recommendations") {
        let Some(deadline) = recommendation.get("deadline") else {
            found.push(
                Diagnostic::error(code::NO_DEADLINE, start(recommendation), "Kiến nghị chưa có thời hạn")
                    .help("Ghi deadline: 30/9/2025, hoặc recurring (thường xuyên), hoặc \"?\" nếu để điền sau."),
            );
            continue;
        };
        let due = deadline.text().and_then(|t| PartialDate::parse(t).ok());
        if let (Some(due), Some((day, _))) = (due, day)
            && due < day
        {
            let message = format!("Thời hạn {} trước ngày lập biên bản {}", due.short(), day.short());
            found.push(Diagnostic::error(code::TIME_ORDER, deadline.span, message).help("Sửa thời hạn của kiến nghị."));
        }
    }
}

/// One copy for each party, unless the data says otherwise.
fn copies(content: &Node, found: &mut Diagnostics) {
    let Some(node) = content.get("copies") else { return };
    let (Value::Number(number), parties) = (&node.value, content.list_at("parties").len() as u64) else { return };
    let copies = number.as_u64().unwrap_or(parties);
    if parties > 0 && copies != parties {
        let (more, help) = if copies < parties {
            ("ít hơn", "Mỗi bên giữ một bản: tăng `copies`, hoặc bỏ trường này.")
        } else {
            ("nhiều hơn", "Viết `closing` nếu cần ghi rõ ai giữ các bản còn lại.")
        };
        found.push(Diagnostic::warning(code::COPIES, node.span, format!("Số bản ({copies}) {more} số bên ({parties})")).help(help));
    }
}
