//! A document cited in full: type, number and symbol, date, body, summary (decree PL I-1.II.6b).
//! Laws have a type and a name only (CC-2).

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::markup;
use crate::model::node::Node;
use crate::model::spanned::{Given, Words, read};
use crate::standard::Clause;
use crate::text::{PartialDate, is_letter, padded, uncapitalized};

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    rename = "citation",
    title = "Văn bản được viện dẫn",
    extend("type" = ["string", "object"], "x-shorthand" = "text", "required" = ["type_name"])
)]
pub(super) struct Citation {
    #[schemars(title = "Cả dòng căn cứ")]
    text: Given<String>,
    /// Ví dụ: Nghị định, Kế hoạch. Với luật ghi cả tên: Luật Tổ chức chính quyền địa phương.
    #[schemars(title = "Tên loại")]
    type_name: Given<String>,
    #[schemars(title = "Số")]
    pub(super) code_number: Given<Words>,
    /// Ví dụ: 2020/NĐ-CP với văn bản quy phạm pháp luật, KH-UBND với văn bản hành chính.
    #[schemars(title = "Ký hiệu")]
    pub(super) code_notation: Given<String>,
    #[schemars(title = "Ngày ban hành", extend("format" = "vanban-date"))]
    pub(super) issued_date: Given<Words>,
    #[schemars(title = "Cơ quan ban hành")]
    organ_name: Given<String>,
    /// Chữ đầu viết thường, ví dụ: về công tác văn thư.
    #[schemars(title = "Trích yếu")]
    pub(super) subject: Given<String>,
}

/// A cited document that has a symbol but lacks its number or day is still a draft.
pub(super) fn check(node: &Node, found: &mut Diagnostics) {
    let Some(Citation { code_number, code_notation, issued_date, .. }) = read(node) else { return };
    let dated = issued_date.get().is_some_and(|date| PartialDate::parse(&date.0).is_ok_and(|d| d.day.is_some()));
    if code_notation.is_there() && !(code_number.is_there() && dated) {
        found.push(
            Diagnostic::warning(code::CITED_DRAFT, node.span, "Văn bản được viện dẫn chưa có số hoặc ngày; chỗ đó để trống")
                .help("Ghi `code_number` và `issued_date` (đủ ngày, tháng, năm) khi văn bản đó đã ban hành.")
                .clause(Clause::Citation),
        );
    }
}

/// Words that join a summary to what is cited without `về`.
const JOINED: [&str; 6] = ["về", "ban hành", "phê duyệt", "quy định", "sửa đổi", "bãi bỏ"];

/// A stretch of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Words.
    Text(String),
    /// What a draft does not know yet: `number`, `day` or `month`.
    Blank(&'static str),
}

/// Cites a record with `type_name`, `code_number`, `code_notation`, `issued_date`, `organ_name`,
/// `subject`, or a linked document, which has them too; `Err` says what is wrong with it.
pub fn cite(record: &Map<String, Json>) -> Result<Vec<Stretch>, String> {
    let field = |name: &str| match record.get(name) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text.clone())),
        Some(Json::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(format!("`{name}` phải là văn bản hoặc số")),
    };
    let mut parts = vec![Stretch::Text(field("type_name")?.ok_or("thiếu type_name")?)];
    let mut text = |text: String| parts.push(Stretch::Text(text));
    if let Some(notation) = field("code_notation")? {
        text(" số".to_owned());
        match field("code_number")? {
            Some(number) => text(format!(" {}", number.parse().map_or(number, padded))),
            None => parts.push(Stretch::Blank("number")),
        }
        // The Party joins its symbols the other way round: 57-NQ/TW (HD 05-HD/VPTW).
        let party = notation.split_once('/').is_some_and(|(kind, _)| !kind.is_empty() && kind.chars().all(is_letter));
        parts.push(Stretch::Text(format!("{}{notation}", if party { '-' } else { '/' })));
        if let Some(date) = field("issued_date")? {
            let date = PartialDate::parse(&date).map_err(|_| format!("“{date}” không phải ngày"))?;
            parts.extend(dated(date));
        }
        if let Some(organ) = field("organ_name")? {
            parts.push(Stretch::Text(format!(" của {organ}")));
        }
    }
    if let Some(subject) = field("subject")? {
        // A document's own summary is a title: a citation makes a part of a sentence of it.
        let subject = if record.contains_key("composed") { inside(&subject, record) } else { subject };
        parts.push(Stretch::Text(format!(" {subject}")));
    }
    Ok(parts)
}

fn dated(date: PartialDate) -> Vec<Stretch> {
    if date.day.is_some() {
        return vec![Stretch::Text(format!(" ngày {}", date.short()))];
    }
    let month = date.month_text().map_or(Stretch::Blank("month"), |m| Stretch::Text(format!(" {m}")));
    vec![
        Stretch::Text(" ngày".to_owned()),
        Stretch::Blank("day"),
        Stretch::Text(" tháng".to_owned()),
        month,
        Stretch::Text(format!(" năm {}", date.year)),
    ]
}

/// A title inside a sentence: `về kiểm tra …`, of a decision `về việc thành lập …`, but `ban hành …`.
fn inside(subject: &str, record: &Map<String, Json>) -> String {
    let subject = uncapitalized(subject);
    if JOINED.iter().any(|verb| subject.strip_prefix(verb).is_some_and(|rest| rest.starts_with(' '))) {
        return subject;
    }
    let decision = record.get("type_name").and_then(Json::as_str) == Some("Quyết định");
    format!("{} {subject}", if decision { "về việc" } else { "về" })
}

/// A citation inside a text; what a draft does not know yet is left blank, in light notation.
pub(super) fn in_words(parts: &[Stretch]) -> String {
    let words = parts.iter().map(|part| match part {
        Stretch::Text(text) => text.clone(),
        Stretch::Blank(of) => markup::blank_notation(of).unwrap_or_default(),
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn cited(record: Json) -> String {
        in_words(&cite(record.as_object().unwrap()).unwrap())
    }

    #[test]
    fn citations_in_full() {
        let plan = json!({"type_name": "Kế hoạch", "code_number": 7, "code_notation": "KH-SKHCN", "issued_date": "18/3/2025", "organ_name": "Sở Nội vụ", "subject": "kiểm tra"});
        assert_eq!(cited(plan), "Kế hoạch số 07/KH-SKHCN ngày 18/3/2025 của Sở Nội vụ kiểm tra");
        assert_eq!(cited(json!({"type_name": "Luật Thanh tra"})), "Luật Thanh tra");
        let resolution = json!({"type_name": "Nghị quyết", "code_number": 57, "code_notation": "NQ/TW"});
        assert_eq!(cited(resolution), "Nghị quyết số 57-NQ/TW");
        let decree = json!({"type_name": "Nghị định", "code_number": 30, "code_notation": "2020/NĐ-CP"});
        assert_eq!(cited(decree), "Nghị định số 30/2020/NĐ-CP");
    }

    #[test]
    fn drafts_leave_their_blanks() {
        let draft =
            json!({"type_name": "Kế hoạch", "code_notation": "KH-UBND", "issued_date": "3/2025", "subject": "Kiểm tra", "composed": {}});
        assert_eq!(cited(draft), "Kế hoạch số[[?số]]/KH-UBND ngày[[?ngày]] tháng 3 năm 2025 về kiểm tra");
    }

    #[test]
    fn titles_become_part_of_the_sentence() {
        let of = |type_name: &str, subject: &str| cited(json!({"type_name": type_name, "subject": subject, "composed": {}}));
        assert_eq!(of("Kế hoạch", "Cải cách hành chính năm 2025"), "Kế hoạch về cải cách hành chính năm 2025");
        assert_eq!(of("Quyết định", "Thành lập Đoàn kiểm tra"), "Quyết định về việc thành lập Đoàn kiểm tra");
        assert_eq!(of("Quyết định", "Về việc thành lập Đoàn kiểm tra"), "Quyết định về việc thành lập Đoàn kiểm tra");
        assert_eq!(of("Quyết định", "Ban hành Quy chế làm việc"), "Quyết định ban hành Quy chế làm việc");
        assert_eq!(of("Báo cáo", "Vệ sinh môi trường"), "Báo cáo về vệ sinh môi trường");
    }
}
