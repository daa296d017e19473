//! Who, number, symbol and date: whether they are there and written as the decree writes them.

use super::at;
use crate::derive::Derived;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::doc_type::{Constituent, Declaration, Presence};
use crate::model::envelope::{CodeNumber, Envelope};
use crate::model::node::Node;
use crate::standard::Clause;
use crate::text::{DateError, PartialDate, is_letter_or_digit};

/// Checks issuer, place, number, symbol and date.
pub(super) fn check(root: &Node, envelope: &Envelope, derived: &Derived, declaration: &Declaration, found: &mut Diagnostics) {
    match &envelope.office.organ_name {
        Some(name) => abbreviated(root, name, found),
        None => found.push(
            Diagnostic::error(code::MISSING_FIELD, absent(root, "organ_name"), "Thiếu trường `organ_name` (Cơ quan ban hành)")
                .help("Ghi trong văn bản, hoặc trong hồ sơ cơ quan mà trường `profile` chỉ đến.")
                .help_in_cell("Điền tên cơ quan vào ô này.")
                .clause(Clause::OrganNameInFull),
        ),
    }
    if envelope.office.place.is_none() {
        found.push(
            Diagnostic::error(code::MISSING_FIELD, absent(root, "place"), "Thiếu trường `place` (Địa danh)")
                .help("Ghi tên đơn vị hành chính nơi cơ quan đóng trụ sở.")
                .clause(Clause::Place),
        );
    }
    if let (Some(given), None) = (&envelope.code_number, &derived.number) {
        number(root, given, found);
    }
    match declaration.constituents.get(&Constituent::Code) {
        Some(Presence::Never) => {}
        // Whether there is one, the finished tree shows.
        Some(Presence::May) if derived.notation.is_empty() => {}
        _ => notation(root, envelope, derived, found),
    }
    if declaration.abbreviation.is_none() && envelope.code_notation.is_none() && declaration.demands(Constituent::Code) {
        unit(root, derived, found);
    }
    date(root, envelope, derived, found);
}

/// Texts were reported with the schema; a bare number was not.
fn date(root: &Node, envelope: &Envelope, derived: &Derived, found: &mut Diagnostics) {
    let Some(given) = envelope.issued_date.as_ref().filter(|_| derived.issued_date.is_none()) else { return };
    if root.get("issued_date").is_some_and(|n| n.text().is_none()) {
        let text = given.text();
        let impossible = PartialDate::parse(&text) == Err(DateError::Impossible);
        let why = if impossible { "không có trong lịch" } else { "không phải cách viết ngày" };
        found.push(
            Diagnostic::error(code::BAD_DATE, at(root, "issued_date"), format!("Trường `issued_date` (Ngày ban hành): “{text}” {why}"))
                .label("2025-03-18, 18/3/2025, 3/2025 hoặc 2025"),
        );
    }
}

/// Where a field is missing: where it was left empty, or where the document begins.
fn absent(root: &Node, key: &str) -> crate::diag::Span {
    root.entry(key).map_or(crate::diag::Span { end: root.span.start, ..root.span }, |entry| entry.key_span)
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
            .clause(Clause::OrganNameInFull),
        );
    }
}

fn number(root: &Node, number: &CodeNumber, found: &mut Diagnostics) {
    let (text, help) = match number {
        CodeNumber::Number(number) => (number.to_string(), "Số văn bản bắt đầu từ 1."),
        CodeNumber::Other(number) => (number.to_string(), "Số văn bản bắt đầu từ 1."),
        CodeNumber::Text(text) if text.contains('/') => {
            (text.clone(), "Chỉ ghi số thứ tự: văn bản hành chính không có năm trong số, ký hiệu ghi ở trường `code_notation`.")
        }
        CodeNumber::Text(text) => (text.clone(), "Ghi số thứ tự đăng ký trong năm, ví dụ 51."),
    };
    found.push(
        Diagnostic::error(code::BAD_NUMBER, at(root, "code_number"), format!("Số văn bản “{text}” không đúng"))
            .label("chỉ ghi chữ số")
            .help(help)
            .clause(Clause::CodeNumber),
    );
}

/// Nothing says what the symbol is made of.
pub fn no_notation(root: &Node) -> Diagnostic {
    Diagnostic::error(
        code::MISSING_FIELD,
        absent(root, "organ_code"),
        "Thiếu trường `organ_code` (Chữ viết tắt tên cơ quan) để ghép ký hiệu",
    )
    .help("Ghi `organ_code: SKHCN` trong văn bản hoặc trong hồ sơ cơ quan; hoặc ghi cả ký hiệu ở `code_notation`.")
    .help_in_cell("Điền chữ viết tắt tên cơ quan vào ô này, ví dụ: SKHCN.")
    .clause(Clause::CodeNotation)
}

/// The symbol of a công văn names the unit that drafted it, or its field (PL I-1.II.3b).
fn unit(root: &Node, derived: &Derived, found: &mut Diagnostics) {
    let Some(due) = derived.due_notation.as_deref().filter(|due| !well_formed(due)) else { return };
    found.push(
        Diagnostic::warning(code::BAD_NOTATION, absent(root, "filing"), format!("Ký hiệu “{due}” chưa có đơn vị soạn thảo hoặc lĩnh vực"))
            .label(format!("ví dụ: {due}-VP"))
            .help("Ghi `filing: {units: [VP]}`: đơn vị soạn thảo nối vào ký hiệu và đứng ở dòng “Lưu”; hoặc ghi cả ký hiệu ở `code_notation`.")
            .clause(Clause::CodeNotation),
    );
}

fn notation(root: &Node, envelope: &Envelope, derived: &Derived, found: &mut Diagnostics) {
    let due = derived.due_notation.as_deref();
    match (&envelope.code_notation, due) {
        (None, Some(_)) => {}
        // One that is wrong was reported.
        (None, None) if root.get("organ_code").is_some() => {}
        (None, None) => found.push(no_notation(root)),
        (Some(given), due) => {
            let span = at(root, "code_notation");
            if !well_formed(given) {
                found.push(
                    Diagnostic::error(code::BAD_NOTATION, span, format!("Ký hiệu “{given}” không đúng cách viết"))
                        .label("ví dụ: KH-SKHCN")
                        .help("Các nhóm chữ viết tắt nối bằng dấu “-”, chữ in hoa, không có dấu cách, không có số và năm.")
                        .clause(Clause::CodeNotationForm),
                );
            } else if let Some(due) = due.filter(|d| d != given) {
                found.push(
                    Diagnostic::warning(code::OVERRIDE_DIFFERS, span, format!("Ký hiệu “{given}” khác với ký hiệu ghép theo quy định"))
                        .label(due)
                        .help("Bỏ trường `code_notation` nếu không có lý do riêng.")
                        .clause(Clause::CodeNotation),
                );
            }
        }
    }
}

/// Groups of letters joined by `-`, each beginning with a capital or left open by dots, at least two of them.
fn well_formed(symbol: &str) -> bool {
    let groups: Vec<&str> = symbol.split('-').collect();
    let is_code = |g: &str| g.starts_with(char::is_uppercase) && g.chars().all(|c| is_letter_or_digit(c) || c == '&');
    groups.len() > 1 && groups.iter().all(|g| is_code(g) || g.starts_with('…') && g.chars().all(|c| c == '…'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// nd30 §13 and §7.1: strings to accept and to reject.
    #[test]
    fn symbols() {
        for good in ["KH-UBND", "BC-SNV", "QyĐ-BNV", "CTr-SKHCN", "UBND-VX", "KH-SKHCN&CN", "KH-……"] {
            assert!(well_formed(good), "{good}");
        }
        for bad in ["KH - UBND", "kh-ubnd", "KH", "2026/KH-UBND", "KH-", "KH--UBND", "KH-S……", ""] {
            assert!(!well_formed(bad), "{bad}");
        }
    }
}
