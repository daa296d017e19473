//! Who, number, symbol and date: composed from plain data, checked when written by hand.

use super::{Composed, at};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::doc_type::DocType;
use crate::model::envelope::{CodeNumber, Envelope};
use crate::model::node::Node;
use crate::text::{DateError, PartialDate, padded};

/// Fills in organ lines, number, symbol and date.
pub(super) fn compose(root: &Node, envelope: &Envelope, doc_type: &DocType, composed: &mut Composed, found: &mut Diagnostics) {
    match &envelope.office.organ_name {
        Some(name) => {
            composed.organ_lines = organ_lines(name);
            abbreviated(root, name, found);
        }
        None => found.push(
            Diagnostic::error(code::MISSING_FIELD, absent(root, "organ_name"), "Thiếu trường `organ_name` (Cơ quan ban hành)")
                .help("Ghi trong văn bản, hoặc trong hồ sơ cơ quan mà trường `profile` chỉ đến.")
                .help_in_cell("Điền tên cơ quan vào ô này.")
                .clause("PL I-1.II.2a"),
        ),
    }
    if envelope.office.place.is_none() {
        found.push(
            Diagnostic::error(code::MISSING_FIELD, absent(root, "place"), "Thiếu trường `place` (Địa danh)")
                .help("Ghi tên đơn vị hành chính nơi cơ quan đóng trụ sở.")
                .clause("PL I-1.II.4a"),
        );
    }
    composed.number = envelope.code_number.as_ref().and_then(|n| number(root, n, found));
    composed.notation = notation(root, envelope, doc_type, found);
    if let Some(date) = &envelope.issued_date {
        let text = date.text();
        match PartialDate::parse(&text) {
            Ok(date) => {
                (composed.day, composed.month) = (date.day_text(), date.month_text());
                composed.year = Some(date.year.to_string());
            }
            // Texts were reported with the schema; a bare number was not.
            Err(error) if root.get("issued_date").is_some_and(|n| n.text().is_none()) => {
                let why = if error == DateError::Impossible { "không có trong lịch" } else { "không phải cách viết ngày" };
                found.push(
                    Diagnostic::error(
                        code::BAD_DATE,
                        at(root, "issued_date"),
                        format!("Trường `issued_date` (Ngày ban hành): “{text}” {why}"),
                    )
                    .label("2025-03-18, 18/3/2025, 3/2025 hoặc 2025"),
                );
            }
            Err(_) => {}
        }
    }
}

/// Where a field is missing: where it was left empty, or where the document begins.
fn absent(root: &Node, key: &str) -> crate::diag::Span {
    root.entry(key).map_or(crate::diag::Span { end: root.span.start, ..root.span }, |entry| entry.key_span)
}

/// A people's committee or council stands over its place in two lines (nd30 §9.2; practice).
fn organ_lines(name: &str) -> Vec<String> {
    for collective in ["Ủy ban nhân dân ", "Uỷ ban nhân dân ", "Hội đồng nhân dân "] {
        let length = collective.chars().count();
        let head: String = name.chars().take(length).collect();
        if head.to_lowercase() == collective.to_lowercase() {
            let tail: String = name.chars().skip(length).collect();
            return vec![head.trim().to_owned(), tail];
        }
    }
    vec![name.to_owned()]
}

/// The body's own name is written in full; only its parent's may be abbreviated.
fn abbreviated(root: &Node, name: &str, found: &mut Diagnostics) {
    let full = [("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"), ("BQL", "Ban Quản lý")];
    let Some((head, rest)) = name.split_once(' ') else { return };
    if let Some((_, full)) = full.iter().find(|(short, _)| *short == head) {
        found.push(
            Diagnostic::error(
                code::ABBREVIATED_NAME,
                at(root, "organ_name"),
                format!("Tên cơ quan ban hành không được viết tắt: “{head}”"),
            )
            .quoting(head)
            .help(format!("Ghi đầy đủ: {full} {rest}."))
            .clause("PL I-1.II.2a"),
        );
    }
}

fn number(root: &Node, number: &CodeNumber, found: &mut Diagnostics) -> Option<String> {
    let bad = |text: &str, help: &str| {
        Diagnostic::error(code::BAD_NUMBER, at(root, "code_number"), format!("Số văn bản “{text}” không đúng"))
            .label("chỉ ghi chữ số")
            .help(help)
            .clause("PL I-1.II.3a, II.3c")
    };
    match number {
        CodeNumber::Number(0) => {
            found.push(bad("0", "Số văn bản bắt đầu từ 1."));
            None
        }
        CodeNumber::Number(n) => Some(padded(*n)),
        CodeNumber::Text(text) => match text.parse::<u64>() {
            Ok(n) if n > 0 && text.bytes().all(|b| b.is_ascii_digit()) => Some(padded(n)),
            _ => {
                let help = if text.contains('/') {
                    "Chỉ ghi số thứ tự: văn bản hành chính không có năm trong số, ký hiệu ghi ở trường `code_notation`."
                } else {
                    "Ghi số thứ tự đăng ký trong năm, ví dụ 51."
                };
                found.push(bad(text, help));
                None
            }
        },
    }
}

/// The composed symbol: type abbreviation, then the body's (PL I-1.II.3b).
pub fn symbol(abbreviation: Option<&str>, organ_code: &str) -> String {
    abbreviation.map_or(organ_code.to_owned(), |a| format!("{a}-{organ_code}"))
}

fn notation(root: &Node, envelope: &Envelope, doc_type: &DocType, found: &mut Diagnostics) -> String {
    let due = envelope.office.organ_code.as_deref().map(|c| symbol(doc_type.declaration.abbreviation.as_deref(), c));
    match (&envelope.code_notation, due) {
        (None, Some(due)) => due,
        // One that is wrong was reported.
        (None, None) if root.get("organ_code").is_some() => String::new(),
        (None, None) => {
            found.push(
                Diagnostic::error(
                    code::MISSING_FIELD,
                    absent(root, "organ_code"),
                    "Thiếu trường `organ_code` (Chữ viết tắt tên cơ quan) để ghép ký hiệu",
                )
                .help("Ghi `organ_code: SKHCN` trong văn bản hoặc trong hồ sơ cơ quan; hoặc ghi cả ký hiệu ở `code_notation`.")
                .help_in_cell("Điền chữ viết tắt tên cơ quan vào ô này, ví dụ: SKHCN.")
                .clause("PL I-1.II.3b"),
            );
            String::new()
        }
        (Some(given), due) => {
            let span = at(root, "code_notation");
            if !well_formed(given) {
                found.push(
                    Diagnostic::error(code::BAD_NOTATION, span, format!("Ký hiệu “{given}” không đúng cách viết"))
                        .label("ví dụ: KH-SKHCN")
                        .help("Các nhóm chữ viết tắt nối bằng dấu “-”, chữ in hoa, không có dấu cách, không có số và năm.")
                        .clause("PL I-1.II.3c"),
                );
            } else if due.as_ref().is_some_and(|d| d != given) {
                found.push(
                    Diagnostic::warning(code::OVERRIDE_DIFFERS, span, format!("Ký hiệu “{given}” khác với ký hiệu ghép theo quy định"))
                        .label(due.unwrap_or_default())
                        .help("Bỏ trường `code_notation` nếu không có lý do riêng.")
                        .clause("PL I-1.II.3b"),
                );
            }
            given.clone()
        }
    }
}

/// Groups of letters joined by `-`, each beginning with a capital, at least two of them.
fn well_formed(symbol: &str) -> bool {
    let groups: Vec<&str> = symbol.split('-').collect();
    groups.len() > 1 && groups.iter().all(|g| g.starts_with(char::is_uppercase) && g.chars().all(|c| c.is_alphanumeric() || c == '&'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// nd30 §13 and §7.1: strings to accept and to reject.
    #[test]
    fn symbols() {
        for good in ["KH-UBND", "BC-SNV", "QyĐ-BNV", "CTr-SKHCN", "UBND-VX", "KH-SKHCN&CN"] {
            assert!(well_formed(good), "{good}");
        }
        for bad in ["KH - UBND", "kh-ubnd", "KH", "2026/KH-UBND", "KH-", "KH--UBND", ""] {
            assert!(!well_formed(bad), "{bad}");
        }
        assert_eq!(symbol(Some("KH"), "SKHCN"), "KH-SKHCN");
        assert_eq!(symbol(None, "BNV-VP"), "BNV-VP");
    }

    #[test]
    fn committees_stand_in_two_lines() {
        assert_eq!(organ_lines("Ủy ban nhân dân xã Mường Than"), ["Ủy ban nhân dân", "xã Mường Than"]);
        assert_eq!(organ_lines("Sở Nội vụ"), ["Sở Nội vụ"]);
    }
}
