//! Another body where the own one is meant.

use crate::diag::{Severity, code};
use crate::facts::Facts;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Component;
use crate::text::{capitalized, folded, is_letter_or_digit, upper};
use crate::validate::{other_department, other_organ};

pub(super) const RULE: Rule = Rule {
    code: code::FOREIGN_ORGAN,
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Chỗ nói về chính cơ quan ban hành không ghi tên cơ quan khác",
    manual: "“Trên đây là Kế hoạch … của Sở Tài chính”, “Sở Tài chính ban hành Kế hoạch …”, “thông tin về hoạt động của Sở Tài \
             chính” trong văn bản của Sở Nội vụ thường là sót của văn bản được chép. Chỉ xét câu mở đầu, câu kết và những cụm chỉ \
             nói về cơ quan mình (hoạt động của, cán bộ, công chức của, các phòng, đơn vị thuộc, trang thông tin điện tử của); \
             dòng thẩm quyền ban hành và dòng kèm theo của phụ lục \
             cũng xét; cơ quan khác được nêu ở chỗ khác không xét.",
    wrong: &[
        "1. Rà soát thủ tục.\n\
             Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025 của Sở Tài chính./.",
        "- 100% thông tin về hoạt động của Sở Tài chính được cung cấp đầy đủ.",
        "Nội dung (chi tiết tại Phụ lục kèm theo).\n@phụ lục Phụ lục\n@tên phụ lục DANH MỤC\n\
         @kèm theo (Kèm theo Kế hoạch số 15/KH-SNV ngày 18 tháng 3 năm 2025 của Sở Tài chính)\n1. Rà soát.\n2. Báo cáo.",
    ],
    right: &[
        "1. Rà soát thủ tục.\nTrên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025 của Sở Nội vụ./.",
        "1. Phối hợp với Sở Tài chính theo Quyết định số 12/QĐ-STC ngày 05/3/2025 của Sở Tài chính.",
        "- 100% thông tin về hoạt động của Sở được cung cấp đầy đủ.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let Some(organ) = &facts.draft.header.organ_name else { return };
    let own = capitalized(&organ.value.to_lowercase());
    let mut told = |line: &crate::facts::Line<'p>, named: &str| {
        let at = line.text.find(named).map_or_else(|| line.piece.clone(), |at| line.at(at..at + named.len()));
        found
            .add(at, format!("Đoạn này ghi “{named}”, cơ quan ban hành là “{}”", organ.value))
            .help("Sửa lại nếu còn sót từ văn bản được chép.");
    };
    let texts: Vec<_> = facts.component(Component::Paragraph).collect();
    for line in texts.first().into_iter().chain(texts.iter().skip(1).filter(|l| l.text.trim_start().starts_with("Trên đây là"))) {
        if let Some(named) = other_organ(&own, &line.text) {
            told(line, &named);
        }
    }
    // Who decides, and to whose document an appendix belongs.
    for line in facts.component(Component::IssuingAuthority) {
        if let Some(named) = elsewhere(&organ.value, &line.words()) {
            told(line, &named);
        }
    }
    for line in facts.lines.iter().filter(|l| l.component == Component::AppendixReference) {
        let cited = crate::facts::citations(&line.text).into_iter().next().and_then(|c| c.organ);
        if let Some(named) = cited.and_then(|cited| elsewhere(&organ.value, &cited)) {
            told(line, &named);
        }
    }
    for line in facts.texts().filter(|l| l.is_own()) {
        if let Some(named) = other_department(&own, &line.text) {
            told(line, named);
        }
    }
}

/// The body that words name behind a post, if it is one of the own kind with another name: `Giám đốc Sở Tài chính` of a Sở
/// Nội vụ.
fn elsewhere(own: &str, words: &str) -> Option<String> {
    let plain = |text: &str| {
        let text = folded(text).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd");
        text.split(|c: char| !is_letter_or_digit(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    // Abbreviations say nothing sure: `Sở GDĐT`.
    let short = |word: &str| word.chars().count() > 2 && upper(word) == word && !matches!(word, "UBND" | "HĐND");
    if words.chars().any(char::is_lowercase) && words.split(|c: char| !is_letter_or_digit(c)).any(short) {
        return None;
    }
    let (ours, theirs) = (plain(own), plain(words));
    let kind = ours.first()?;
    let at = theirs.iter().position(|word| word == kind)?;
    let theirs = &theirs[at..];
    // What names the place or the parent besides, or leaves it out, is the same body.
    let (short, long) = if ours.len() < theirs.len() { (ours.as_slice(), theirs) } else { (theirs, ours.as_slice()) };
    let same = short.len() < 2 || long.starts_with(short) || short.iter().all(|word| long.contains(word));
    (!same).then(|| words.to_owned())
}
