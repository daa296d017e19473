//! A clause or point that is referred to is there.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line};
use crate::recognise::{Element, Item, MarkKind};
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::Clause;
use crate::text::{is_letter_or_digit, letter_rank};
use crate::tree::Level;

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R723", slug: "missing-clause" },
    family: Family::Appendices,
    severity: Severity::Warning,
    basis: Basis::Clause(Clause::Numbering),
    scope: Scope::Decree,
    title: "Khoản, điểm được dẫn trong chính văn bản thì có trong văn bản",
    manual: "“khoản 5 Điều 3 Quy chế này”, “điểm c khoản 2 Điều này”, “khoản 4 Thông báo này” phải chỉ đến một khoản, một điểm có \
             thật. Chỗ dẫn văn bản khác (không có chữ “này”) và chỗ dẫn đến điều không có (R721) không xét.",
    wrong: &[
        "1. Kiểm tra hồ sơ.\n2. Báo cáo kết quả.\n3. Văn phòng theo dõi các nhiệm vụ nêu tại khoản 1 và khoản 5 Kế hoạch này.",
        "@số Số: 15/QĐ-SNV\n\
         @loại QUYẾT ĐỊNH\n\
         @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
         @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
         @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
         @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
         @lệnh QUYẾT ĐỊNH:\n\
         Điều 1. Thành lập Đoàn kiểm tra\n\
         1. Trưởng đoàn: Ông Lò Văn Mẫu.\n\
         2. Các thành viên:\n\
         a) Bà Lò Thị Mẫu;\n\
         b) Ông Lò Văn Thử.\n\
         Điều 2. Những người nêu tại điểm c khoản 2 Điều 1 Quyết định này chịu trách nhiệm thi hành Quyết định này./.\n\
         @nơi nhận - Như Điều 2;\n\
         @nơi nhận - Lưu: VT, CCHC.",
    ],
    right: &[
        "1. Kiểm tra hồ sơ theo khoản 9 Điều 4 Nghị định số 30/2020/NĐ-CP.\n\
         2. Báo cáo kết quả.\n\
         3. Văn phòng theo dõi các nhiệm vụ nêu tại khoản 1, khoản 2 Kế hoạch này.",
        "@số Số: 15/QĐ-SNV\n\
         @loại QUYẾT ĐỊNH\n\
         @trích yếu Về việc thành lập Đoàn kiểm tra năm 2025\n\
         @thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ\n\
         @căn cứ Căn cứ Luật Cán bộ, công chức;\n\
         @căn cứ Theo đề nghị của Chánh Văn phòng Sở.\n\
         @lệnh QUYẾT ĐỊNH:\n\
         Điều 1. Thành lập Đoàn kiểm tra\n\
         1. Trưởng đoàn: Ông Lò Văn Mẫu.\n\
         2. Các thành viên:\n\
         a) Bà Lò Thị Mẫu;\n\
         b) Ông Lò Văn Thử, thay người nêu tại điểm a khoản 2 Điều này khi vắng mặt.\n\
         Điều 2. Những người nêu tại các khoản 1, 2 Điều 1 Quyết định này chịu trách nhiệm thi hành Quyết định này./.\n\
         @nơi nhận - Như Điều 2;\n\
         @nơi nhận - Lưu: VT, CCHC.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    if !facts.may_say("khoản") {
        return;
    }
    for (within, elements) in facts.bodies() {
        let items: Vec<&Item> = elements.iter().filter_map(|e| if let Element::Item(i) = e { Some(i) } else { None }).collect();
        for line in facts.lines.iter().filter(|l| l.within == within) {
            for reference in references(&line.text) {
                let part = match reference.article {
                    Article::Named(number, rest) if super::this_document(facts, within, rest).is_some() => of_article(&items, number),
                    Article::This => holding(&items, line),
                    Article::None(rest) if super::this_document(facts, within, rest).is_some() => whole(&items),
                    _ => None,
                };
                let Some(part) = part else { continue };
                let clause = |number: usize| part.iter().position(|i| i.kind == MarkKind::Number && i.rank == number);
                // A number that is missing among others is wrong where it is counted, and told there.
                let last = part.iter().filter(|i| i.kind == MarkKind::Number).map(|i| i.rank).max().unwrap_or(0);
                if let Some((at, number)) = reference.clauses.iter().find(|(_, number)| *number > last) {
                    found.add(line.at(at.clone()), format!("Không có khoản {number} ở chỗ được dẫn")).help("Sửa số khoản được dẫn.");
                } else if let ([(_, number)], Some((at, letter))) = (reference.clauses.as_slice(), reference.point) {
                    let below = part.iter().skip(clause(*number).map_or(0, |at| at + 1)).take_while(|i| i.level > Level::Clause);
                    let points: Vec<usize> = below.filter(|i| i.kind == MarkKind::Letter).map(|i| i.rank).collect();
                    if letter_rank(letter).is_some_and(|rank| points.iter().all(|point| *point < rank)) {
                        let message = format!("Khoản {number} ở chỗ được dẫn không có điểm {letter}");
                        found.add(line.at(at), message).help("Sửa điểm được dẫn.");
                    }
                }
            }
        }
    }
}

/// Where a clause that is referred to stands.
enum Article<'t> {
    /// `Điều 3`, and what follows.
    Named(usize, &'t str),
    /// `Điều này`.
    This,
    /// No article is named: what follows.
    None(&'t str),
}

/// `điểm c khoản 2 Điều 3 …`.
struct Reference<'t> {
    point: Option<(std::ops::Range<usize>, &'t str)>,
    clauses: Vec<(std::ops::Range<usize>, usize)>,
    article: Article<'t>,
}

/// The references of a text that name clauses.
fn references(text: &str) -> Vec<Reference<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(start) = ["khoản ", "Khoản "].iter().filter_map(|w| text[from..].find(w)).min().map(|at| from + at) {
        from = start + "khoản ".len();
        let mut clauses = Vec::new();
        // `khoản 1 và khoản 5`, `các khoản 1, 2, 3`.
        loop {
            let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
            let Ok(number) = text[from..from + digits].parse::<usize>() else { break };
            clauses.push((from..from + digits, number));
            from += digits;
            let joined = [", khoản ", " và khoản ", " hoặc khoản ", ", ", " và ", " hoặc "]
                .iter()
                .find(|w| text[from..].strip_prefix(**w).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())));
            let Some(joined) = joined else { break };
            from += joined.len();
        }
        if clauses.is_empty() {
            continue;
        }
        let rest = text[from..].trim_start().trim_start_matches("của ");
        let article = match rest.strip_prefix("Điều ").or_else(|| rest.strip_prefix("điều ")) {
            Some(rest) if rest.starts_with("này") => Article::This,
            Some(rest) => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let Ok(number) = rest[..digits].parse() else { continue };
                Article::Named(number, rest[digits..].trim_start().trim_start_matches("của "))
            }
            None => Article::None(rest),
        };
        out.push(Reference { point: point_before(text, start), clauses, article });
    }
    out
}

/// The point that stands before `khoản`.
fn point_before(text: &str, end: usize) -> Option<(std::ops::Range<usize>, &str)> {
    let before = text[..end].trim_end();
    let start = before.char_indices().next_back().map(|(at, _)| at)?;
    let named = before[..start].trim_end().ends_with("điểm") || before[..start].trim_end().ends_with("Điểm");
    let letter = &before[start..];
    (named && !before[..start].ends_with(is_letter_or_digit)).then_some((start..before.len(), letter))
}

/// The items of an article.
fn of_article<'i, 'p>(items: &'i [&'i Item<'p>], number: usize) -> Option<&'i [&'i Item<'p>]> {
    let at = items.iter().position(|i| i.kind == MarkKind::Article && i.rank == number)?;
    let end = items[at + 1..].iter().position(|i| i.level <= Level::Article).map_or(items.len(), |more| at + 1 + more);
    Some(&items[at + 1..end])
}

/// The items of the article that a line stands in.
fn holding<'i, 'p>(items: &'i [&'i Item<'p>], line: &Line<'p>) -> Option<&'i [&'i Item<'p>]> {
    let here = line.piece.place().paragraph;
    let article = items.iter().rev().find(|i| i.kind == MarkKind::Article && i.piece.place().paragraph <= here)?;
    of_article(items, article.rank)
}

/// All items of a text that has no larger parts: its clauses are the document's.
fn whole<'i, 'p>(items: &'i [&'i Item<'p>]) -> Option<&'i [&'i Item<'p>]> {
    let plain = items.iter().all(|i| i.level >= Level::Clause) && items.iter().any(|i| i.kind == MarkKind::Number);
    plain.then_some(items)
}
