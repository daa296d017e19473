//! Amounts of money that are written in figures and in words: both say the same.

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::Node;
use crate::text::{amount_in_words, folded, is_letter_or_digit, typed_number};

/// Looks at `1.250.000.000 đồng (Bằng chữ: Một tỷ …)` in a text.
pub(super) fn check(node: &Node, text: &str, found: &mut Diagnostics) {
    for (words, due) in wrong_amounts(text) {
        found.push(
            Diagnostic::warning(code::AMOUNT_IN_WORDS, node.span, "Số tiền bằng chữ khác số tiền bằng số")
                .quoting(words)
                .label(due.clone())
                .help(format!("Số đọc là: {due}. Sửa số hoặc chữ; hoặc viết [[số:bằng chữ]] để chương trình tự ghi.")),
        );
    }
}

/// The amounts in words that differ from the figures before them, each with the right words.
pub fn wrong_amounts(text: &str) -> Vec<(&str, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("ằng chữ") {
        let (before, after) = rest.split_at(at);
        rest = &after["ằng chữ".len()..];
        let Some(words) = rest.trim_start().strip_prefix(':').map(|w| w.split([')', ';', '\n']).next().unwrap_or(w).trim()) else {
            continue;
        };
        let Some(amount) = last_number(before) else { continue };
        let due = amount_in_words(amount);
        if compared(words) != compared(&due) {
            out.push((words, due));
        }
    }
    out.extend(bracketed(text));
    out
}

/// Amounts whose words stand in brackets behind the unit: `120 tỷ đồng (một trăm hai mươi tỷ đồng)`.
fn bracketed(text: &str) -> Vec<(&str, String)> {
    const SCALES: [(&str, u64); 6] =
        [("nghìn", 1_000), ("ngàn", 1_000), ("triệu", 1_000_000), ("tỷ", 1_000_000_000), ("tỉ", 1_000_000_000), ("", 1)];
    let mut out = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(before) = text[..open].trim_end().strip_suffix("đồng").map(str::trim_end) else { continue };
        let Some(words) = text[open + 1..].split(')').next().filter(|w| is_number_word(w)) else { continue };
        let Some((number, scale)) = SCALES.iter().find_map(|(word, scale)| Some((before.strip_suffix(word)?.trim_end(), *scale))) else {
            continue;
        };
        let beside = number.ends_with(|c: char| c.is_ascii_digit());
        let start = number
            .rfind(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .map_or(0, |at| at + number[at..].chars().next().map_or(1, char::len_utf8));
        let Some(value) = typed_number(&number[start..]).ok().and_then(|n| n.parse::<f64>().ok()).filter(|_| beside) else { continue };
        let due = amount_in_words((value * scale as f64).round() as u64);
        if compared(words) != compared(&due) {
            out.push((words, due));
        }
    }
    out
}

/// Whether words say a number and nothing else.
fn is_number_word(words: &str) -> bool {
    const ALL: &str = "không một hai ba bốn tư năm lăm sáu bảy tám chín mười mươi mốt trăm nghìn ngàn triệu tỷ tỉ linh lẻ đồng chẵn và";
    let small = words.to_lowercase();
    let mut all = small.split(|c: char| !is_letter_or_digit(c)).filter(|w| !w.is_empty()).peekable();
    all.peek().is_some() && all.all(|word| ALL.split(' ').any(|known| known == word))
}

/// The last whole number of a text.
fn last_number(text: &str) -> Option<u64> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end].rfind(|c: char| !is_part(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    typed_number(&text[start..end]).ok()?.parse().ok()
}

/// Words as they are compared: without case, punctuation, the unit at the end, and ways of spelling.
fn compared(words: &str) -> String {
    let plain = folded(words).replace("linh", "le").replace("ngan", "nghin").replace(" ti", " ty").replace(" tu", " bon");
    let words: Vec<&str> = plain.split(|c: char| !is_letter_or_digit(c)).filter(|w| !["", "dong", "chan"].contains(w)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{SourceId, Span};
    use crate::model::node::Value;

    fn said(text: &str) -> usize {
        let node = Node { span: Span { source: SourceId(0), start: 0, end: 0 }, value: Value::Text(text.into()) };
        let mut found = Diagnostics::default();
        check(&node, text, &mut found);
        found.iter().count()
    }

    #[test]
    fn figures_and_words_are_compared() {
        assert_eq!(said("Cấp 1.250.000.000 đồng (Bằng chữ: Một tỷ hai trăm lăm mươi triệu đồng) cho"), 1);
        assert_eq!(said("Cấp 1.250.000.000 đồng (Bằng chữ: Một tỷ, hai trăm năm mươi triệu đồng chẵn./.)"), 0);
        assert_eq!(said("24.000 đồng (bằng chữ: hai mươi tư ngàn đồng)"), 0);
        assert_eq!(said("24.005 đồng (bằng chữ: hai mươi bốn nghìn không trăm linh năm đồng)"), 0);
        assert_eq!(said("ghi bằng chữ và bằng số"), 0);
        assert_eq!(said("Mức thưởng 500.000 đồng (năm mươi nghìn đồng) cho"), 1);
        assert_eq!(said("Vốn 120 tỷ đồng (một trăm hai mươi tỷ đồng), 1,5 triệu đồng (một triệu năm trăm nghìn đồng)"), 0);
        assert_eq!(said("thu 500.000 đồng (không hoàn lại), 20 đồng (mỗi năm một lần)"), 0);
    }
}
