//! Who, number, symbol and date, from plain data.

use super::Derived;
use super::joint::{head, names};
use crate::model::doc_type::{DocType, Summary};
use crate::model::envelope::{CodeNumber, Envelope};
use crate::text::{PartialDate, padded, uncapitalized};

/// Fills in organ lines, number, symbol and date, as far as data gives them; `partners` are the abbreviations of the
/// bodies that make the document together with the issuing one.
pub(super) fn derive(envelope: &Envelope, doc_type: &DocType, partners: &[&str], derived: &mut Derived) {
    derived.organ_lines = envelope.office.organ_name.as_ref().map(|_| head(&names(envelope))).unwrap_or_default();
    derived.subject = match doc_type.declaration.summary {
        Summary::UnderTitle => envelope.subject.clone(),
        Summary::UnderNumber => envelope.subject.as_deref().map(about),
        Summary::None => None,
    };
    derived.number = envelope.code_number.as_ref().and_then(number);
    let unit = envelope.office.filing.as_ref().and_then(|filing| filing.units.as_ref()?.first());
    let groups = |organ_code: &str| symbol(doc_type.declaration.abbreviation.as_deref(), organ_code, unit.map(String::as_str));
    let joint = |notation: String| std::iter::once(notation.as_str()).chain(partners.iter().copied()).collect::<Vec<_>>().join("-");
    derived.due_notation = envelope.office.organ_code.as_deref().map(groups).map(joint);
    derived.notation = envelope.code_notation.clone().or_else(|| derived.due_notation.clone()).unwrap_or_default();
    if let Some(date) = envelope.issued_date.as_ref().and_then(|date| PartialDate::parse(&date.text()).ok()) {
        derived.issued_date = Some(date.iso());
        (derived.day, derived.month, derived.year) = (date.day_text(), date.month_text(), Some(date.year.to_string()));
    }
}

/// A people's committee or council, or the province's members of the National Assembly, stand over their place in two lines
/// (practice).
pub fn organ_lines(name: &str) -> Vec<String> {
    for collective in ["Ủy ban nhân dân ", "Uỷ ban nhân dân ", "Hội đồng nhân dân ", "Đoàn đại biểu Quốc hội "] {
        let length = collective.chars().count();
        let head: String = name.chars().take(length).collect();
        if head.to_lowercase() == collective.to_lowercase() {
            let tail: String = name.chars().skip(length).collect();
            return vec![head.trim().to_owned(), tail];
        }
    }
    vec![name.to_owned()]
}

/// A number from 1, at least two digits (PL I-1.II.3c).
fn number(number: &CodeNumber) -> Option<String> {
    let number = match number {
        CodeNumber::Number(number) => Some(*number),
        CodeNumber::Other(_) => None,
        CodeNumber::Text(text) => text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit())),
    };
    number.filter(|n| *n > 0).map(padded)
}

/// The composed symbol: type abbreviation, then the body's; of a công văn the body's, then the drafting
/// unit's (PL I-1.II.3b).
fn symbol(abbreviation: Option<&str>, organ_code: &str, unit: Option<&str>) -> String {
    match (abbreviation, unit) {
        (Some(abbreviation), _) => format!("{abbreviation}-{organ_code}"),
        (None, Some(unit)) => format!("{organ_code}-{unit}"),
        (None, None) => organ_code.to_owned(),
    }
}

/// A summary as it goes on behind `V/v`, which the program writes (PL I-1.II.5b).
fn about(subject: &str) -> String {
    let lower = subject.to_lowercase();
    let spelt = ["về việc ", "v/v "].into_iter().find(|words| lower.starts_with(words)).map_or(0, |words| words.chars().count());
    uncapitalized(subject.chars().skip(spelt).collect::<String>().trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// nd30 §7.1.
    #[test]
    fn symbols() {
        assert_eq!(symbol(Some("KH"), "SKHCN", Some("VP")), "KH-SKHCN");
        assert_eq!(symbol(None, "BNV", Some("VP")), "BNV-VP");
        assert_eq!(symbol(None, "BNV-VP", None), "BNV-VP");
    }

    /// nd30 §2.5 TL-4: `V/v nâng bậc lương năm 2019`.
    #[test]
    fn what_a_letter_is_about_goes_on_behind_its_word() {
        for (given, shown) in [
            ("Nâng bậc lương năm 2019", "nâng bậc lương năm 2019"),
            ("Về việc trình ký Báo cáo", "trình ký Báo cáo"),
            ("V/v  góp ý dự thảo", "góp ý dự thảo"),
            ("UBND xã đề nghị", "UBND xã đề nghị"),
            ("Ý kiến về dự thảo", "ý kiến về dự thảo"),
        ] {
            assert_eq!(about(given), shown);
        }
    }

    #[test]
    fn numbers_begin_at_1_and_are_digits_only() {
        assert_eq!(number(&CodeNumber::Number(5)).as_deref(), Some("05"));
        assert_eq!(number(&CodeNumber::Text("015".into())).as_deref(), Some("15"));
        for wrong in ["0", "+5", "5/2025", "", "12a"] {
            assert_eq!(number(&CodeNumber::Text(wrong.into())), None, "{wrong}");
        }
        assert_eq!(number(&CodeNumber::Number(0)), None);
    }

    #[test]
    fn committees_stand_in_two_lines() {
        assert_eq!(organ_lines("Ủy ban nhân dân xã Mường Than"), ["Ủy ban nhân dân", "xã Mường Than"]);
        assert_eq!(organ_lines("Sở Nội vụ"), ["Sở Nội vụ"]);
    }
}
