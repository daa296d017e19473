//! Types whose sentences the program composes from fields (decree PL III Mẫu 1.7, 1.8, 1.10): the fields out of the sentences.

use super::Context;
use super::words::{Look, notation};
use super::yaml::{Map, Node, Value, bare, text};
use crate::recognise::{Element, MarkKind, Piece};
use crate::text::folded;

/// A line `Nhãn: nội dung` and the field that its content is.
type Labels = &'static [(&'static [&'static str], &'static str)];

const INVITATION: Labels =
    &[(&["toi du", "du"], "occasion"), (&["chu tri"], "chair"), (&["thoi gian"], "time"), (&["dia diem"], "location")];

const INTRODUCTION: Labels = &[
    (&["ong (ba)", "ong/ba", "ong", "ba", "dong chi", "ho va ten"], "full_name"),
    (&["chuc vu"], "position"),
    (&["duoc cu den"], "destination"),
    (&["ve viec"], "purpose"),
    (&["giay nay co gia tri den het", "giay gioi thieu nay co gia tri den het"], "valid_until"),
];

const LEAVE: Labels = &[
    (&["ong (ba)", "ong/ba", "ong", "ba", "ho va ten"], "full_name"),
    (&["chuc vu"], "position"),
    (&["so ngay nghi phep neu tren duoc tinh vao thoi gian"], "counted_as"),
];

/// Sentences of the forms that no field is in.
const FIXED: [&str; 4] = ["tran trong gioi thieu:", "cap cho:", "tran trong kinh moi:", "hoan thanh nhiem vu"];

/// Takes the fields of a form out of a text; gives the elements that are left for its body.
pub(super) fn fields<'p>(form: &str, elements: &[Element<'p>], context: &mut Context<'p>, map: &mut Map) -> Vec<Element<'p>> {
    let labels = match form {
        "1.7" => INVITATION,
        "1.8" => INTRODUCTION,
        "1.10" => LEAVE,
        _ => return elements.to_vec(),
    };
    let (mut rest, mut at) = (Vec::new(), 0);
    while let Some(element) = elements.get(at) {
        at += 1;
        let Element::Paragraph(piece) = element else {
            rest.push(element.clone());
            continue;
        };
        if form == "1.7" && map.iter().all(|(key, _)| *key != "invitees") && folded(&piece.text()).contains("kinh moi") {
            let (invitees, taken) = invitees(piece, &elements[at..], context);
            if !invitees.is_empty() {
                map.push(("invitees", Value::List(invitees).into()));
                at += taken;
                continue;
            }
        }
        let low = folded(&piece.words());
        if form == "1.10" && leave(piece, context, map) {
            continue;
        }
        if let Some((key, piece, value)) = labelled(piece, labels).filter(|(key, ..)| map.iter().all(|(k, _)| k != key)) {
            context.composed.push(piece);
            map.push((key, value));
        } else if FIXED.iter().any(|end| low.trim_end_matches(['.', '/', ' ']).ends_with(end)) {
            context.composed.push(piece.clone());
        } else {
            rest.push(element.clone());
        }
    }
    // The fields stand in the order of the form.
    let order: Vec<&str> =
        ["invitees", "occasion", "chair", "time", "location", "applied_on", "full_name", "position", "destination", "purpose"].to_vec();
    map.sort_by_key(|(key, _)| order.iter().position(|k| k == key).unwrap_or(order.len()));
    rest
}

/// The field that a line is, the words of its label, and its value.
fn labelled<'p>(piece: &Piece<'p>, labels: Labels) -> Option<(&'static str, Piece<'p>, Node)> {
    let text_of = piece.text();
    let (label, key) =
        labels.iter().flat_map(|(names, key)| names.iter().map(move |name| (*name, *key))).find(|(name, _)| piece.begins(name))?;
    let end: usize = text_of.chars().take(label.chars().count()).map(char::len_utf8).sum();
    let rest = &text_of[end..];
    let gap = rest.len() - rest.trim_start_matches([':', ' ', '\t', '\u{a0}']).len();
    let may_lack_colon = !matches!(label, "ba" | "ong" | "chu tri" | "thoi gian" | "dia diem");
    if !rest.starts_with([':', ' ', '\t']) || !may_lack_colon && !rest.trim_start().starts_with(':') {
        return None;
    }
    let value = piece.part(end + gap..text_of.len()).filter(|v| !v.range.is_empty())?;
    let words = value.words();
    let words = words.trim_end_matches(['.', '/', ' ', ';']);
    let node = if key == "valid_until" { bare(date(words)?) } else { text(super::words::escaped(words, true, true)) };
    Some((key, piece.part(0..end + gap)?, node))
}

/// `ngày 15 tháng 4 năm 2026` as 15/4/2026.
fn date(words: &str) -> Option<String> {
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    match numbers.as_slice() {
        [day, month, year] if year.len() == 4 => Some(format!("{day}/{month}/{year}")),
        _ => None,
    }
}

/// Who is invited: on the line itself, or in the list below it; and how many elements the list has.
fn invitees<'p>(piece: &Piece<'p>, below: &[Element<'p>], context: &mut Context<'p>) -> (Vec<Node>, usize) {
    let words = piece.text();
    let after = words.find(':').map_or(words.len(), |at| at + 1);
    let own = piece.part(after..words.len()).filter(|p| !p.range.is_empty());
    let plain =
        |piece: &Piece, notes| text(notation(std::slice::from_ref(piece), Look::TEXT, notes).trim_end_matches(['.', ';', ' ']).to_owned());
    if let Some(own) = own {
        context.composed.extend(piece.part(0..after));
        return (vec![plain(&own, &context.notes)], 0);
    }
    let dashes = below.iter().map_while(|e| match e {
        Element::Item(item) if matches!(item.kind, MarkKind::Dash | MarkKind::Plus) => Some(&item.piece),
        _ => None,
    });
    let all: Vec<Node> = dashes.map(|p| plain(p, &context.notes)).collect();
    let taken = all.len();
    if taken > 0 {
        context.composed.extend(piece.part(0..after));
    }
    (all, taken)
}

/// The two long sentences of a leave (Mẫu 1.10).
fn leave<'p>(piece: &Piece<'p>, context: &mut Context<'p>, map: &mut Map) -> bool {
    let words = piece.words();
    let between = |from: &str, to: &str| {
        let start = words.find(from)? + from.len();
        let length = words[start..].find(to)?;
        Some(words[start..start + length].trim().to_owned())
    };
    if piece.begins("xet don de nghi nghi phep") {
        let Some(day) = between("nghỉ phép", "của").and_then(|d| date(&d)) else { return false };
        map.push(("applied_on", bare(day)));
        context.composed.push(piece.clone());
        return true;
    }
    let found = (|| {
        let duration = between("trong thời gian ", " kể từ")?;
        let from = date(&between("kể từ", "đến hết")?)?;
        let until = date(&between("đến hết", " tại ")?)?;
        let place = words.split_once(" tại ")?.1.trim_end_matches(['.', ' ']).to_owned();
        Some([("duration", text(duration)), ("from", bare(from)), ("until", bare(until)), ("location", text(place))])
    })();
    match found.filter(|_| piece.begins("duoc nghi phep")) {
        Some(fields) => {
            map.extend(fields);
            context.composed.push(piece.clone());
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_dates() {
        assert_eq!(date("ngày 15 tháng 4 năm 2026").as_deref(), Some("15/4/2026"));
        assert_eq!(date("31/12/2026").as_deref(), Some("31/12/2026"));
        assert_eq!(date("hết năm 2026"), None);
    }
}
