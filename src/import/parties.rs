//! Agreements between parties (hợp đồng, bản ghi nhớ, bản thỏa thuận): who they are and who signs for them, out of the
//! lines that say so.

use super::Context;
use super::case::Running;
use super::office::structured;
use super::words::{Look, notation};
use super::yaml::{Map, Node, Value, bare, text, texts};
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
    let (mut composed, mut own): (Vec<Piece>, Map) = (Vec::new(), Vec::new());
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
    let issuer = shared.then(|| parties[0].name.clone());
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
    Some(Agreement { rest, issuer })
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
                let (name, position) = match value.split_once(';') {
                    Some((name, rest)) => (name.trim(), rest.split_once(':').map(|(_, p)| p.trim())),
                    None => (value.as_str(), None),
                };
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
    fn parties_are_named_with_a_colon() {
        assert_eq!(named("Bên A: Sở Nội vụ"), Some(("Bên A".to_owned(), "Sở Nội vụ".to_owned())));
        assert_eq!(named("Bên B có nghĩa vụ:"), None);
        assert_eq!(named("Địa chỉ: xã"), None);
        assert_eq!(copies("hop dong nay duoc lap thanh 04 (bon) ban co gia tri nhu nhau."), Some(4));
        assert_eq!(copies("hop dong nay duoc lap thanh van ban"), None);
    }
}
