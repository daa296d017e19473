//! A sentence begins with a capital.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Signs};
use crate::recognise::MarkKind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Component};
use crate::text::{capitalized, is_letter, is_syllable};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R923", slug: "sentence-case" },
    family: Family::Proofreading,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Capitals),
    scope: Scope::Any,
    title: "Sau dấu chấm kết thúc câu và đầu mục đánh số viết hoa chữ đầu",
    manual: "Chữ đầu của câu sau dấu chấm và chữ đầu của mục I., 1., 1.1. viết hoa. Sau chữ viết tắt (TP., v.v.), số và dấu ba chấm không \
             xét.",
    wrong: &[
        "1. Rà soát thủ tục hành chính. báo cáo kết quả trước ngày 30 tháng 6.",
        "1. rà soát thủ tục hành chính.",
        "1. Đi miền Nam. thống nhất kế hoạch.",
    ],
    right: &["1. Rà soát thủ tục hành chính v.v. của tỉnh. Báo cáo kết quả."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    for (_, item) in facts.items().filter(|(_, i)| matches!(i.kind, MarkKind::Roman | MarkKind::Number | MarkKind::Numbers)) {
        let text = &item.piece;
        let first: String = text.text().chars().take_while(|c| is_letter(*c)).collect();
        if first.chars().count() > 1 && first.chars().all(char::is_lowercase) {
            let at = text.part(0..first.len()).unwrap_or_else(|| text.clone());
            found.add(at, format!("Đầu mục “{first}” viết thường")).expected(capitalized(&first));
        }
    }
    for line in facts.component(Component::LegalBasis) {
        let first: String = line.text.chars().take_while(|c| is_letter(*c)).collect();
        if first.starts_with(char::is_lowercase) {
            found.add(line.at(0..first.len()), format!("Đầu căn cứ “{first}” viết thường")).expected(capitalized(&first));
        }
    }
    for line in facts.texts().filter(|l| l.signs.have(Signs::SENTENCES)) {
        for (at, _) in line.text.match_indices(". ") {
            let word = line.text[..at].split(|c: char| c.is_whitespace() || c == '(').next_back().unwrap_or_default();
            let next = line.text[at + 2..].trim_start();
            // An abbreviation, a number, dots.
            // A name ends one, too, where it is a true syllable: `miền Nam. thống`; `Tp. hồ` is short.
            let name =
                word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase) && is_syllable(word);
            let sentence = word.chars().count() > 2 && (word.chars().all(char::is_lowercase) || name) && !word.contains('.');
            let follows: String = next.chars().take_while(|c| is_letter(*c)).collect();
            if sentence && follows.chars().count() > 1 && follows.chars().all(char::is_lowercase) {
                found.add(line.of(&next[..follows.len()]), format!("Đầu câu “{follows}” viết thường")).expected(capitalized(&follows));
            }
        }
    }
}
