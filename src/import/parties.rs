//! Agreements between parties (hợp đồng, bản ghi nhớ, bản thỏa thuận): who they are and who signs for them, out of the
//! lines that say so.

use super::Context;
use super::case::Running;
use super::signing::structured;
use super::words::{Look, notation};
use super::yaml::{Map, Node, Value, bare, text, texts};
use crate::facts::days;
use crate::recognise::{Draft, Element, Piece, Signer};
use crate::text::{folded, letter, upper};

/// What lines about a party begin with, and their fields.
const LABELS: [(&str, &str); 4] =
    [("dia chi", "address"), ("dien thoai", "telephone"), ("ma so thue", "tax_code"), ("tai khoan", "bank_account")];

/// What of an agreement is in fields of its own.
pub(super) struct Agreement<'p> {
    /// The elements that are left for the text.
    pub(super) rest: Vec<Element<'p>>,
    /// The name of the first party where the head names all of them.
    pub(super) issuer: Option<String>,
    /// The day that the text begins with where the head has none.
    pub(super) issued: Option<Node>,
}

/// Takes the parties out of a text; absent where it does not name two of them.
pub(super) fn fields<'p>(
    draft: &Draft<'p>,
    elements: &[Element<'p>],
    running: &Running,
    context: &mut Context<'p>,
    content: &mut Map,
) -> Option<Agreement<'p>> {
    let signers = &draft.foot.signers;
    let (mut rest, mut parties): (Vec<Element>, Vec<Party>) = (Vec::new(), Vec::new());
    let (mut composed, mut own, mut issued): (Vec<Piece>, Map, Option<Node>) = (Vec::new(), Vec::new(), None);
    let mut open = true;
    for element in elements {
        let Element::Paragraph(piece) = element else {
            open &= parties.is_empty();
            rest.push(element.clone());
            continue;
        };
        let words = piece.words();
        let low = folded(&words);
        if parties.is_empty() && low.trim_end_matches([':', ' ']).ends_with("chung toi gom") {
            let dated = days(&words).into_iter().next().filter(|_| draft.header.place_date.is_none());
            issued = dated.map(|day| bare(format!("{}/{}/{}", day.day, day.month, day.year)));
            if let Some((_, place)) = words.split_once(", tại ") {
                let place = place.rsplit_once(',').map_or(place, |(place, _)| place);
                own.push(("location", text(super::words::escaped(place, true, true))));
            }
            composed.push(piece.clone());
        } else if let Some((label, name)) = named(&words).filter(|_| open) {
            parties.push(Party { label, name, fields: Vec::new(), details: Vec::new() });
            composed.push(piece.clone());
        } else if let Some(party) = parties.last_mut().filter(|_| open) {
            if low.contains("thong nhat") {
                open = false;
                own.push(("agreement", text(notation(std::slice::from_ref(piece), Look::TEXT, &context.notes))));
            } else {
                party.line(piece, context);
                composed.push(piece.clone());
            }
        } else if let Some(copies) = copies(&low) {
            own.push(("copies", bare(copies)));
            composed.push(piece.clone());
        } else {
            rest.push(element.clone());
        }
    }
    if parties.len() < 2 || signers.len() != parties.len() {
        return None;
    }
    let head = draft.header.organ_name.as_ref().map(|f| upper(&f.value)).unwrap_or_default();
    let shared = parties[1..].iter().any(|p| head.contains(&upper(&p.name)));
    // A head without a body: the first party issues the agreement.
    let alone = draft.header.organ_name.is_none();
    let issuer = (shared || alone).then(|| if alone { running.natural(&parties[0].name).0 } else { parties[0].name.clone() });
    if !shared {
        own.push(("head", text("issuer")));
    }
    let made = parties.into_iter().zip(signers).enumerate().map(|(at, (party, signer))| party.made(at, signer, running));
    content.extend(own.extract_if(.., |(key, _)| *key == "location"));
    content.push(("parties", Value::List(made.collect()).into()));
    content.extend(own);
    for signer in signers {
        composed.extend(signer.authority.iter().flat_map(|l| l.pieces.clone()));
    }
    context.composed.extend(composed);
    Some(Agreement { rest, issuer, issued })
}

/// One of the parties.
struct Party {
    label: String,
    name: String,
    fields: Map,
    details: Vec<String>,
}

impl Party {
    /// Takes a line about it.
    fn line(&mut self, piece: &Piece, context: &Context) {
        let words = piece.words();
        let low = folded(&words);
        let value = words.split_once(':').map(|(_, value)| value.trim().to_owned());
        let known = LABELS.iter().find(|(label, _)| low.starts_with(&format!("{label}:")));
        match (known, value) {
            (Some((_, key)), Some(value)) if self.fields.iter().all(|(k, _)| k != key) => {
                self.fields.push((*key, text(super::words::escaped(&value, true, true))));
            }
            (None, Some(value)) if low.starts_with("nguoi dai dien:") || low.starts_with("dai dien:") => {
                let (name, position) = named_with_post(&value);
                let name = ["Ông ", "Bà ", "Ông: ", "Bà: "].iter().find_map(|called| name.strip_prefix(called)).unwrap_or(name);
                self.fields.push(("full_name", text(name)));
                self.fields.extend(position.map(|p| ("position", text(p))));
            }
            _ if low.starts_with("(theo ") => {
                self.fields.push(("authorization", text(words.trim_start_matches("(Theo ").trim_end_matches(')'))));
            }
            _ => self.details.push(notation(std::slice::from_ref(piece), Look::TEXT, &context.notes)),
        }
    }

    fn made(self, at: usize, signer: &Signer, running: &Running) -> Node {
        let Party { label, name, mut fields, details } = self;
        let mut map: Map = Vec::new();
        let usual = format!("Bên {}", upper(&letter(at + 1)));
        if label != usual {
            map.push(("label", text(&label)));
        }
        map.push(("name", text(&name)));
        let lines: Vec<String> = signer.authority.iter().map(|l| l.value.trim().to_owned()).collect();
        let (first, posts) = lines.split_first().map(|(a, b)| (a.clone(), b.to_vec())).unwrap_or_default();
        if !first.is_empty() && upper(&first) != upper(&format!("Đại diện {label}")) {
            fields.push(("signs_as", text(running.natural(&first).0)));
        }
        for (key, node) in structured(&posts, &name, running).unwrap_or_default() {
            if ["competence", "position", "head_position"].contains(&key) && fields.iter().all(|(k, _)| *k != key) {
                fields.push((key, node));
            }
        }
        if let Some(found) = signer.full_name.as_ref().filter(|_| fields.iter().all(|(k, _)| *k != "full_name")) {
            fields.push(("full_name", text(&found.value)));
        }
        map.append(&mut fields);
        if !details.is_empty() {
            map.push(("details", texts(details)));
        }
        Value::Map(map).into()
    }
}

/// `Lò Văn Mẫu; chức vụ: Giám đốc`, also with a gap or a dash between them: a name and its post.
fn named_with_post(words: &str) -> (&str, Option<&str>) {
    let at = ["chức vụ:", "Chức vụ:", "Chức danh:", "chức danh:"].into_iter().find_map(|label| Some((words.find(label)?, label)));
    match at {
        Some((at, label)) => (words[..at].trim().trim_end_matches([';', ',', '-', '–']).trim(), Some(words[at + label.len()..].trim())),
        None => match words.split_once(';') {
            Some((name, rest)) => (name.trim(), rest.split_once(':').map(|(_, post)| post.trim())),
            None => (words, None),
        },
    }
}

/// `Bên A: Sở Nội vụ`: what a party is called, and its name.
fn named(words: &str) -> Option<(String, String)> {
    let (label, name) = words.split_once(':')?;
    let is_label = folded(label).starts_with("ben ") && label.split(' ').count() <= 4;
    (is_label && !name.trim().is_empty()).then(|| (label.trim().to_owned(), name.trim().to_owned()))
}

/// The number of copies in the sentence that the program ends an agreement with.
fn copies(low: &str) -> Option<u32> {
    let (_, rest) = low.split_once(" nay duoc lap thanh ")?;
    let ends = rest.trim_end_matches(['.', '/', ' ']);
    let usual = ends.ends_with("ban co gia tri nhu nhau") || ends.ends_with("moi ben giu 01 (mot) ban");
    rest.split(' ').next()?.parse().ok().filter(|_| usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_for_a_party_has_a_post() {
        let due = ("Lò Văn Mẫu", Some("Giám đốc"));
        for words in ["Lò Văn Mẫu; chức vụ: Giám đốc", "Lò Văn Mẫu Chức vụ: Giám đốc", "Lò Văn Mẫu - Chức vụ: Giám đốc"]
        {
            assert_eq!(named_with_post(words), due, "{words}");
        }
        assert_eq!(named_with_post("Lò Văn Mẫu"), ("Lò Văn Mẫu", None));
    }

    #[test]
    fn parties_are_named_with_a_colon() {
        assert_eq!(named("Bên A: Sở Nội vụ"), Some(("Bên A".to_owned(), "Sở Nội vụ".to_owned())));
        assert_eq!(named("Bên B có nghĩa vụ:"), None);
        assert_eq!(named("Địa chỉ: xã"), None);
        assert_eq!(copies("hop dong nay duoc lap thanh 04 (bon) ban co gia tri nhu nhau."), Some(4));
        assert_eq!(copies("hop dong nay duoc lap thanh van ban"), None);
    }
}
