//! The names over the number: the parent's and the body's own, or those of several bodies that issue a document together.

use super::piece::{Certainty, Found, Piece, begins, joined};
use crate::text;

/// What names of bodies begin with.
const BODIES: [&str; 29] = [
    "so",
    "bo",
    "ban",
    "phong",
    "chi cuc",
    "trung tam",
    "van phong",
    "thanh tra",
    "cuc",
    "truong",
    "doan",
    "hoi dong",
    "cong ty",
    "ubnd",
    "uy ban",
    "tong cuc",
    "vien",
    "benh vien",
    "tong cong ty",
    "hoi",
    "lien doan",
    "quy",
    "to cong tac",
    "dang uy",
    "kho bac",
    "bao hiem",
    "tinh doan",
    "mat tran",
    "lien minh",
];

/// Parent and own name: by weight, by the words with which names of bodies begin, by `ỦY BAN NHÂN DÂN` over its place.
pub(super) fn parted(lines: Vec<Piece<'_>>) -> (Option<Found<'_, String>>, Found<'_, String>) {
    const PLACES: [&str; 10] = ["tinh", "thanh pho", "xa", "phuong", "dac khu", "huyen", "quan", "thi xa", "thi tran", "tp"];
    // A state title over its body: `CHỦ TỊCH` / `ỦY BAN NHÂN DÂN TỈNH …`.
    const POSTS: [&str; 4] = ["chu tich", "bo truong", "thu tuong", "tong giam doc"];
    let titled = lines.first().is_some_and(|first| POSTS.contains(&text::folded(&first.words()).trim()));
    let starts = |piece: &Piece, words: &[&str]| words.iter().any(|w| piece.begins(w));
    // A place under `ỦY BAN NHÂN DÂN` or `HỘI ĐỒNG NHÂN DÂN` goes on with it.
    // So does a line that begins with `VÀ`.
    let of_people = |at: usize| starts(&lines[at], &PLACES) && text::folded(&lines[at - 1].words()).ends_with("nhan dan");
    // And one of two bodies that issue the document together: behind a dash, or of a kind that is never under its own.
    let peers = |at: usize| {
        let own = |at: usize| starts(&lines[at], &["so", "bo"]) && !starts(&lines[at], &["bo tu lenh", "bo chi huy"]);
        let first = |at: usize| text::folded(&lines[at].words()).split(' ').next().map(str::to_owned);
        ends_in_dash(&lines[at - 1].words()) || own(at) && own(at - 1) && first(at) == first(at - 1)
    };
    let goes_on = |at: usize| at > 0 && (of_people(at) || starts(&lines[at], &["va"]) || peers(at));
    let bold = |p: &Piece| p.all(|f| f.bold);
    let by_weight = lines.iter().position(bold).filter(|at| *at > 0 && !lines[..*at].iter().any(bold) && lines[*at..].iter().all(bold));
    let by_words = (1..lines.len()).rev().find(|at| starts(&lines[*at], &BODIES) && !goes_on(*at));
    let (split, certainty) = match (by_weight.filter(|at| !goes_on(*at)), by_words) {
        _ if lines.len() == 1 || titled => (0, Certainty::Sure),
        (Some(weight), _) => (weight, Certainty::Sure),
        (None, Some(words)) => (words, Certainty::Likely),
        (None, None) if (1..lines.len()).all(goes_on) => (0, Certainty::Sure),
        (None, None) => (0, Certainty::Likely),
    };
    let mut own = lines;
    let parent: Vec<Piece> = own.drain(..split).collect();
    let parent = (!parent.is_empty()).then(|| Found { value: joined(&parent), pieces: parent, certainty });
    (parent, Found { value: joined(&own), pieces: own, certainty })
}

fn ends_in_dash(words: &str) -> bool {
    words.trim_end().ends_with(['-', '–', '—'])
}

/// The bodies that a name is made of: those that follow each other behind dashes, or on lines of their own.
pub(super) fn issuers(organ: &Found<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut dashed = false;
    for piece in &organ.pieces {
        let words = piece.words();
        for (at, part) in words.split([" - ", " – ", " — "].iter().find(|dash| words.contains(**dash)).unwrap_or(&" - ")).enumerate() {
            let name = part.trim().trim_start_matches(['-', '–', '—']).trim_end_matches(['-', '–', '—', ',']).trim();
            let begins_one = BODIES.iter().any(|body| begins(name, body));
            let apart = at > 0 || dashed || part.trim().starts_with(['-', '–', '—']);
            match out.last_mut() {
                Some(last) if !begins_one || !(apart || begins(last, "so") && begins(name, "so")) => {
                    last.push_str(if apart { " - " } else { " " });
                    last.push_str(name);
                }
                _ => out.push(name.to_owned()),
            }
            dashed = ends_in_dash(part);
        }
    }
    out.retain(|name| !name.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Paragraph;
    use crate::recognise::plain;

    /// Parent and bodies of a head of these lines.
    fn parts(lines: &[&str]) -> (Option<String>, Vec<String>) {
        let paper = plain::of_text(&lines.join("\n"));
        let paragraphs: Vec<&Paragraph> = paper.paragraphs().collect();
        let (parent, own) = parted(paragraphs.into_iter().map(Piece::whole).collect());
        (parent.map(|found| found.value), issuers(&own))
    }

    #[test]
    fn bodies_of_equal_rank_issue_together_and_a_parent_stands_above() {
        let both = || vec!["SỞ NỘI VỤ".to_owned(), "SỞ TÀI CHÍNH".to_owned()];
        let parent = || Some("UBND TỈNH LAI CHÂU".to_owned());
        assert_eq!(parts(&["UBND TỈNH LAI CHÂU", "SỞ NỘI VỤ - SỞ TÀI CHÍNH"]), (parent(), both()));
        assert_eq!(parts(&["UBND TỈNH LAI CHÂU", "SỞ NỘI VỤ -", "SỞ TÀI CHÍNH"]), (parent(), both()));
        assert_eq!(parts(&["UBND TỈNH LAI CHÂU", "SỞ NỘI VỤ", "SỞ TÀI CHÍNH"]), (parent(), both()));
        assert_eq!(parts(&["SỞ NỘI VỤ", "- SỞ TÀI CHÍNH"]), (None, both()));
        let peoples = vec!["ỦY BAN NHÂN DÂN TỈNH LAI CHÂU".to_owned(), "TỈNH ĐOÀN LAI CHÂU".to_owned()];
        assert_eq!(parts(&["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU -", "TỈNH ĐOÀN LAI CHÂU"]), (None, peoples));
        // A dash within one name, and a body under another.
        assert_eq!(
            parts(&["SỞ TÀI CHÍNH", "PHÒNG KẾ HOẠCH - TỔNG HỢP"]),
            (Some("SỞ TÀI CHÍNH".to_owned()), vec!["PHÒNG KẾ HOẠCH - TỔNG HỢP".to_owned()])
        );
        assert_eq!(
            parts(&["BỘ QUỐC PHÒNG", "BỘ TƯ LỆNH QUÂN KHU 2"]),
            (Some("BỘ QUỐC PHÒNG".to_owned()), vec!["BỘ TƯ LỆNH QUÂN KHU 2".to_owned()])
        );
        assert_eq!(parts(&["SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"]), (None, vec!["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI".to_owned()]));
    }
}
