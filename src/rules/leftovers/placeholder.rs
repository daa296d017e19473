//! Nothing is left to be filled in.

use crate::diag::{Code, Severity};
use crate::facts::{Facts, Line, Signs};
use crate::rules::{Basis, Family, Findings, MAY_LACK_PARTS, Rule, Scope};
use crate::standard::Component;
use crate::text::{folded, is_letter_or_digit};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R805", slug: "placeholder" },
    family: Family::Leftovers,
    severity: Severity::Warning,
    basis: Basis::Practice,
    scope: Scope::Decree,
    title: "Không còn chỗ chưa điền",
    manual: "Còn sót chỗ chờ điền của mẫu: {{…}}, xxx, XXX, [tên cơ quan], “…/…/…”, “ngày … tháng …”, “tại … đơn vị”, \
             chỗ chấm dài trong câu. Chỗ chấm chỉ xét khi văn bản đã ghi đủ ngày ban hành; chỗ để trống của số, ngày ở đầu văn \
             bản, dòng kèm theo, ô bảng, biểu mẫu, biên bản và văn bản các bên điền tay không xét.",
    wrong: &[
        "1. Báo cáo gửi về {{don_vi}} trước ngày 30 tháng 6.",
        "1. Báo cáo gửi về [tên cơ quan] trước ngày 30 tháng 6.",
        "1. Thực hiện Kế hoạch số xxx/KH-UBND của Ủy ban nhân dân tỉnh.",
        "1. Thực hiện Kế hoạch số 12/KH-UBND ngày …/…/2025 của Ủy ban nhân dân tỉnh.",
        "1. Thực hiện Kế hoạch số 12/KH-UBND ngày … tháng … năm 2025 của Ủy ban nhân dân tỉnh.",
        "1. Kiểm tra tại … đơn vị.",
        "1. Liên hệ đồng chí ………………, Văn phòng Sở.",
    ],
    right: &[
        "1. Báo cáo theo Mẫu số 01 [1] trước ngày 30 tháng 6.",
        "1. Kiểm tra sổ sách, hồ sơ, biểu mẫu…; các phòng, ban, …",
        "@số Số:       /KH-SNV\n@ngày Lai Châu, ngày      tháng 3 năm 2025\n1. Thực hiện Kế hoạch số …/KH-UBND ngày …/…/2025.",
    ],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let own = [Component::Code, Component::PlaceDate, Component::AppendixReference];
    let may_have = |line: &&Line| line.signs.have(Signs::PLACEHOLDERS) || line.signs.have(Signs::TWO_STOPS);
    for line in facts.lines.iter().filter(may_have).filter(|l| !own.contains(&l.component) && l.is_own()) {
        let text = &line.text;
        let braces = text.find("{{").and_then(|from| Some((from, from + text[from..].find("}}")? + 2)));
        let bracket = text.match_indices('[').find_map(|(from, _)| {
            let inside = text[from + 1..].split(']').next().filter(|i| from + 1 + i.len() < text.len())?;
            let words = folded(inside);
            let named =
                ["ten ", "so ", "ngay", "noi dung", "ho va ten", "ho ten", "chuc vu", "dien ", "ghi ", "dia danh", "co quan", "don vi"];
            named.iter().any(|w| words.starts_with(w)).then_some((from, from + inside.len() + 2))
        });
        let crosses = ["xxx", "XXX", "???", "@@@"].iter().find_map(|x| text.find(x).map(|from| (from, from + x.len())));
        if let Some((from, to)) = braces.or(bracket).or(crosses).or_else(|| dots(facts, line)) {
            found.add(line.at(from..to), format!("Còn chỗ chưa điền “{}”", &text[from..to]));
        }
    }
}

/// Dots in the place of words: of a date or number, behind a word that wants another, or many.
fn dots(facts: &Facts, line: &Line) -> Option<(usize, usize)> {
    const WANT: [&str; 9] = ["tại", "số", "ngày", "tháng", "năm", "ông", "bà", "đồng chí", "ông (bà)"];
    /// So many are no end of a list.
    const MANY: usize = 5;
    let text = &line.text;
    let kind = facts.kind().title();
    let by_hand = MAY_LACK_PARTS.contains(&kind) || ["Giấy giới thiệu", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo"].contains(&kind);
    if facts.date().is_none() || by_hand || matches!(line.component, Component::TableCell | Component::SignatureNote) {
        return None;
    }
    // A line with several places to fill in is one of a form.
    let (mut from, mut all, mut found) = (0, Vec::new(), None);
    while let Some(start) = text[from..].find(['…', '.']).map(|at| from + at) {
        let length: usize = text[start..].chars().take_while(|c| matches!(c, '…' | '.')).map(char::len_utf8).sum();
        from = start + length;
        let (stretch, before, after) = (&text[start..from], text[..start].trim_end(), &text[from..]);
        let weight: usize = stretch.chars().map(|c| if c == '…' { 3 } else { 1 }).sum();
        if weight <= 2 {
            continue;
        }
        let want = WANT.iter().any(|w| before.to_lowercase().strip_suffix(w).is_some_and(|rest| !rest.ends_with(is_letter_or_digit)));
        let parted = after.starts_with('/') || before.ends_with('/');
        all.push((start, from));
        if parted || want && !after.trim().is_empty() || weight > MANY {
            found = found.or(Some((start, from)));
        }
    }
    let of_one_date = |between: &str| ["", "tháng", "năm"].contains(&between.trim_matches(['/', ' ']));
    let apart = all.windows(2).any(|pair| !of_one_date(&text[pair[0].1..pair[1].0]));
    found.filter(|_| !apart)
}
