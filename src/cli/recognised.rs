//! What `vanban info` says of anybody's DOCX: what the document is and what it is made of.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::paper::{Paper, RemarkKind, Section, paragraphs};
use crate::recognise::{Certainty, Code, Draft, Found, Kind, PlaceDate};
use crate::tree::Level;
use crate::units::Twips;

/// Levels by the decree's words, for people.
const LEVELS: [(Level, &str); 10] = [
    (Level::Part, "phần"),
    (Level::Chapter, "chương"),
    (Level::Section, "mục"),
    (Level::Subsection, "tiểu mục"),
    (Level::Article, "điều"),
    (Level::Clause, "khoản"),
    (Level::Subclause, "khoản con (1.1.)"),
    (Level::Point, "điểm"),
    (Level::Dash, "gạch đầu dòng"),
    (Level::Plus, "dấu cộng"),
];

/// All words of the document in reading order, a paragraph a line, notes last.
pub(super) fn words(paper: &Paper) -> String {
    let notes = paper.notes.iter().flat_map(|n| paragraphs(&n.blocks));
    paper.paragraphs().chain(notes).map(|p| p.shown() + "\n").collect()
}

/// The lines for people.
pub(super) fn as_text(paper: &Paper, draft: &Draft) -> String {
    let mut out = String::from("Nhận ra từ chữ và định dạng của tệp:\n");
    let mut line = |title: &str, value: String, certainty: Certainty| {
        if !value.is_empty() {
            let doubt = if certainty == Certainty::Sure { "" } else { " (chưa chắc)" };
            out.push_str(&format!("  {title}: {value}{doubt}\n"));
        }
    };
    let (header, front) = (&draft.header, &draft.front);
    line("Loại văn bản", kind(&draft.kind), Certainty::Sure);
    let mut said = |title: &str, found: Option<&Found<String>>| {
        if let Some(found) = found {
            line(title, found.value.clone(), found.certainty);
        }
    };
    said("Cơ quan chủ quản", header.organization_in_charge.as_ref());
    said("Cơ quan ban hành", header.organ_name.as_ref());
    said("Trích yếu", draft.subject());
    if let Some(found) = &header.code {
        line("Số, ký hiệu", code(&found.value), found.certainty);
    }
    if let Some(found) = &header.place_date {
        line("Địa danh, thời gian", place_date(&found.value), found.certainty);
    }
    line("Kính gửi", front.addressees.iter().map(|a| a.value.as_str()).collect::<Vec<_>>().join("; "), Certainty::Sure);
    line("Căn cứ", some(front.legal_bases.len()), Certainty::Sure);
    let levels = LEVELS.iter().map(|(level, name)| (draft.count(*level), name)).filter(|(n, _)| *n > 0);
    line("Nội dung", levels.map(|(n, name)| format!("{n} {name}")).collect::<Vec<_>>().join(", "), Certainty::Sure);
    line("Bảng", some(draft.tables().count()), Certainty::Sure);
    line("Nơi nhận", some(draft.foot.recipients.len()), Certainty::Sure);
    for signer in &draft.foot.signers {
        let lines = signer.authority.iter().chain(&signer.full_name).map(|f| f.value.as_str());
        line("Người ký", lines.collect::<Vec<_>>().join(" / "), Certainty::Sure);
    }
    for appendix in &draft.appendices {
        let lines = appendix.label.iter().chain(&appendix.title).map(|f| f.value.as_str());
        line("Phụ lục, văn bản kèm theo", lines.collect::<Vec<_>>().join(" – "), Certainty::Sure);
    }
    let mut pages: Vec<String> = paper.sections.iter().map(page).collect();
    pages.dedup();
    for page in pages {
        line("Trang", page, Certainty::Sure);
    }
    for (kind, count) in remarks(paper) {
        line("Lưu ý", format!("{count} chỗ có {}", kind.title()), Certainty::Sure);
    }
    line("Lưu ý", some(paper.comments.len()) + if paper.comments.is_empty() { "" } else { " lời nhận xét (comment)" }, Certainty::Sure);
    out
}

/// A count, unless there is none.
fn some(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Decree(_) | Kind::Unknown => kind.title().to_owned(),
        Kind::Normative(title) => format!("{title}: văn bản quy phạm pháp luật, không theo thể thức của Nghị định 30/2020/NĐ-CP"),
        Kind::Form(title) => format!("{title}: biểu mẫu để điền"),
        Kind::Other(title) => format!("{title}: không phải một trong 29 loại của Nghị định 30/2020/NĐ-CP"),
    }
}

fn code(code: &Code) -> String {
    let number = code.code_number.as_deref().unwrap_or("(để trống)");
    let year = code.year.as_ref().map(|y| format!("/{y}")).unwrap_or_default();
    format!("{number}{year}/{}", code.code_notation)
}

fn place_date(date: &PlaceDate) -> String {
    let [day, month, year] = [&date.day, &date.month, &date.year].map(|n| n.as_deref().unwrap_or("…"));
    let place = if date.place.is_empty() { "…" } else { &date.place };
    format!("{place}, ngày {day} tháng {month} năm {year}")
}

fn page(section: &Section) -> String {
    let mm = |t: Twips| format!("{:.0}", t.mm());
    let m = &section.margins;
    let side = if section.is_landscape() { "ngang" } else { "dọc" };
    format!(
        "{} × {} mm ({side}), lề trên {}, dưới {}, trái {}, phải {} mm",
        mm(section.width),
        mm(section.height),
        mm(m.top),
        mm(m.bottom),
        mm(m.left),
        mm(m.right)
    )
}

fn remarks(paper: &Paper) -> BTreeMap<RemarkKind, usize> {
    let mut counts = BTreeMap::new();
    for remark in &paper.remarks {
        *counts.entry(remark.kind).or_default() += 1;
    }
    counts
}

/// The same for programs, by the decree's metadata names.
pub(super) fn as_json(paper: &Paper, draft: &Draft) -> Value {
    let (header, front) = (&draft.header, &draft.front);
    let said = |found: Option<&Found<String>>| found.map_or(Value::Null, |f| with_place(json!(f.value), f));
    let all = |found: &[Found<String>]| found.iter().map(|f| with_place(json!(f.value), f)).collect::<Vec<_>>();
    let signers = draft.foot.signers.iter().map(|s| {
        json!({ "authority": all(&s.authority), "other_position": said(s.other_position.as_ref()), "full_name": said(s.full_name.as_ref()) })
    });
    let appendices = draft.appendices.iter().map(|a| {
        json!({ "label": said(a.label.as_ref()), "title": said(a.title.as_ref()), "reference": said(a.reference.as_ref()), "landscape": a.landscape })
    });
    let names: BTreeMap<Level, &str> = Level::NAMES.into_iter().collect();
    let levels: serde_json::Map<String, Value> =
        LEVELS.iter().map(|(level, _)| (names.get(level).copied().unwrap_or_default().to_owned(), json!(draft.count(*level)))).collect();
    let tables = draft.tables().map(|(t, shape)| {
        json!({ "rows": t.rows.len(), "columns": t.columns.len(), "head": shape.head, "groups": shape.groups.len(), "paragraph": t.place.paragraph })
    });
    json!({
        "kind": draft.kind.name(),
        "type_name": said(front.type_name.as_ref()),
        "organization_in_charge": said(header.organization_in_charge.as_ref()),
        "organ_name": said(header.organ_name.as_ref()),
        "code": header.code.as_ref().map(|f| with_place(json!({
            "code_number": f.value.code_number, "year": f.value.year, "code_notation": f.value.code_notation,
        }), f)),
        "place_date": header.place_date.as_ref().map(|f| with_place(json!({
            "place": f.value.place, "day": f.value.day, "month": f.value.month, "year": f.value.year,
        }), f)),
        "subject": said(draft.subject()),
        "to": all(&front.addressees),
        "legal_bases": all(&front.legal_bases),
        "levels": levels,
        "tables": tables.collect::<Vec<_>>(),
        "to_places": all(&draft.foot.recipients),
        "signers": signers.collect::<Vec<_>>(),
        "appendices": appendices.collect::<Vec<_>>(),
        "sections": paper.sections.iter().map(section).collect::<Vec<_>>(),
        "remarks": paper.remarks.iter().map(|r| json!({ "kind": format!("{:?}", r.kind).to_lowercase(), "paragraph": r.place.paragraph, "words": r.words })).collect::<Vec<_>>(),
        "comments": paper.comments.len(),
    })
}

/// A value with how sure it is and where it stands.
fn with_place<T>(value: Value, found: &Found<T>) -> Value {
    let place = found.pieces.first().map(|p| p.place());
    let cell = place.and_then(|p| p.cell).map(|c| json!({ "table": c.table, "row": c.row, "column": c.column }));
    json!({
        "value": value,
        "certainty": found.certainty.name(),
        "place": place.map(|p| json!({ "part": p.part.as_ref(), "paragraph": p.paragraph, "cell": cell })),
    })
}

fn section(section: &Section) -> Value {
    let mm = |t: Twips| (t.mm() * 10.0).round() / 10.0;
    let m = &section.margins;
    json!({
        "width_mm": mm(section.width), "height_mm": mm(section.height),
        "margins_mm": { "top": mm(m.top), "bottom": mm(m.bottom), "left": mm(m.left), "right": mm(m.right) },
    })
}
